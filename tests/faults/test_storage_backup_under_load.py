"""Backups taken while another process goes on keeping: each holds all that was acknowledged before it began."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from bot.stores.backup import backup
from bot.stores.check import check
from bot.stores.restore import restore
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.faulty_disks import FailingDisk, PowerCutDisk
from tests.faults.training_days import MARA, TUNDE, Kept, Step, act, at_once, expected, found, script
from tests.stores.people import squats

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
BACKUPS = 100 if FULL else 8
BETWEEN = 40  # messages, at least
SEEDS = [*range(1_000 if FULL else 100), *(() if FULL else (825,))]  # in 825 the archives go back to what they were
FOLDER, TARGET = Path("/data"), Path("/backup.tar.gz")

WRITER = """
import asyncio, sys
from pathlib import Path
from bot.stores.tinydb_files import TinyDBStore
from tests.stores.people import logged, squats

async def write() -> None:
    store = TinyDBStore(Path(sys.argv[1]))
    for number in range(100_000):
        await store.keep(logged(await store.open("271828"), squats(number), f"u{number}"))
        print(number, flush=True)

asyncio.run(write())
"""


@pytest.fixture
def acknowledged(tmp_path: Path) -> Iterator[IO[str]]:
    """What a process that keeps on says that it has kept."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "kept")],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert writer.stdout
    yield writer.stdout
    writer.kill()
    writer.communicate()


def test_backups_under_load_hold_all_that_was_acknowledged_before_each_began(
    acknowledged: IO[str], tmp_path: Path
) -> None:
    for number in range(BACKUPS):
        for _ in range(BETWEEN):
            last = int(acknowledged.readline())
        done = backup(tmp_path / "kept", tmp_path / f"{number}.tar.gz")
        assert done.findings == ()
        restore(tmp_path / f"{number}.tar.gz", tmp_path / f"{number}")
        store = TinyDBStore(tmp_path / f"{number}")
        entries = (*at_once(store.archived("271828")), *at_once(store.open("271828")).diary.entries)
        at_once(store.close())
        assert entries == tuple(squats(n) for n in range(len(entries)))
        assert len(entries) > last
        assert check(tmp_path / f"{number}").findings == ()


class Days:
    """Steps done one after the other, and what had to be kept of each athlete after each."""

    def __init__(self, disk: PowerCutDisk, steps: list[Step]) -> None:
        self._store, self._left = TinyDBStore(FOLDER, disk), steps[::-1]
        self.kept: dict[str, list[Kept]] = {MARA: [Kept()], TUNDE: [Kept()]}

    def go_on(self, count: int) -> None:
        for step in (self._left.pop() for _ in range(count)):
            at_once(act(self._store, step))
            self.kept[step.athlete].append(expected(self.kept[step.athlete][-1], step))


class BusyDisk(FailingDisk):
    """Between any two looks of a backup, others write."""

    def __init__(self, disk: PowerCutDisk, days: Days, chance: random.Random) -> None:
        super().__init__(disk, 0, 0)
        self._days, self._chance = days, chance

    def read(self, path: Path) -> bytes:
        self._days.go_on(self._chance.choice([0, 0, 1, 3]))
        return super().read(path)

    def names(self, folder: Path) -> list[str]:
        self._days.go_on(self._chance.choice([0, 0, 1, 3]))
        return super().names(folder)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_backup_is_of_one_moment_for_each_athlete_whatever_is_written_meanwhile(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    disk, copy = PowerCutDisk(), PowerCutDisk()
    days = Days(disk, script(chance, 2_000, first=chance.choice([94, 200])))
    days.go_on(chance.randrange(1, 150))
    begun = {athlete: len(kept) - 1 for athlete, kept in days.kept.items()}
    done = backup(FOLDER, TARGET, BusyDisk(disk, days, chance))
    assert done.findings == ()
    (tmp_path / "backup.tar.gz").write_bytes(disk.read(TARGET))
    restore(tmp_path / "backup.tar.gz", FOLDER, disk=copy)
    store = TinyDBStore(FOLDER, copy)
    for athlete, kept in days.kept.items():
        assert at_once(found(store, athlete)) in kept[begun[athlete] :]
