"""A process that keeps training days until it is killed, at a named operation or at any moment.

Reads lines "seed first point nth side" from standard input. For each it forks a child that does the steps of that seed
from `first` on and writes the number of each one acknowledged; after its death it writes "dead", or "over" where the
point never came.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from bot.stores.disk import Disk
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.training_days import Step, act, at_once, script

STEPS = 40_000
AT_ONCE = 150  # steps a life, at most


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class LastDisk(Disk):
    """The real disk, until the n-th operation of one name (`rename@archive`: on such a file): death comes before it,
    in the midst of it, or after it."""

    def __init__(self, point: str, nth: int, side: str) -> None:
        self._point, _, self._what = point.partition("@")
        self._left, self._side = nth, side

    def __getattribute__(self, name: str) -> Any:
        operation = super().__getattribute__(name)
        if name.startswith("_") or name != self._point:
            return operation
        return lambda *arguments: self._perhaps_the_last(operation, arguments)

    def _perhaps_the_last(self, operation: Any, arguments: tuple[Any, ...]) -> Any:
        self._left -= self._what in str(arguments[0])
        if self._left == 0 and self._side == "amid" and self._point == "write":
            operation(arguments[0], arguments[1][: len(arguments[1]) // 2])
            die()
        if self._left == 0 and self._side != "after":
            die()
        result = operation(*arguments)
        if self._left == 0:
            die()
        return result


def live(folder: Path, steps: list[Step], first: int, disk: Disk) -> None:
    store = TinyDBStore(folder, disk)
    for number in range(first, min(first + AT_ONCE, len(steps))):
        at_once(act(store, steps[number]))
        os.write(1, b"%d\n" % number)


class DyingHandle:
    """Stock TinyDB's file, whose sync never comes: it asks for the file's number only in order to sync it."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def __getattr__(self, name: str) -> Any:
        return die() if name == "fileno" else getattr(self._handle, name)


class LastStorage(JSONStorage):
    """TinyDB's own storage, its own code, killed where it syncs."""

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self._handle = DyingHandle(self._handle)
        super().write(data)


def live_with_stock(folder: Path) -> None:
    with TinyDB(folder / "db.json") as db:
        for number in range(50):
            db.insert({"note": f"squat {number}"})
    db = TinyDB(folder / "db.json", storage=LastStorage)
    db.remove(doc_ids=[7])


def main() -> None:
    folder = Path(sys.argv[1])
    scripts: dict[int, list[Step]] = {}
    for line in sys.stdin:
        seed, first, point, nth, side = line.split()
        if int(seed) not in scripts:
            scripts[int(seed)] = script(random.Random(int(seed)), STEPS)
        child = os.fork()
        if child == 0:
            if point == "stock":
                live_with_stock(folder)
            else:
                live(folder, scripts[int(seed)], int(first), LastDisk(point, int(nth), side))
            os._exit(0)
        if point == "any":
            time.sleep(int(nth) / 1e6)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.write(1, b"dead\n" if os.WIFSIGNALED(status) else b"over\n")


if __name__ == "__main__":
    main()
