"""What a reply costs: message, judgement, commit with fsync, reply, through the real coach over its files; beside it
what keeping alone costs stock TinyDB in one file and SQLite with full sync, on the same disk in turn.

Run from the checkout: python -m benchmarks.replies [folder on the disk to be measured]
"""

import datetime as dt
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.keeping import START, Keeping, now, session, show, sqlite, stock, timed
from bot.assembly import learn_for_good
from bot.conversation.ports import Message, Notebook, Owed
from bot.conversation.reply import Coach
from bot.conversation.scene import Knowledge
from bot.conversation.turns import Turns
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary

MESSAGES, WARM = 600, 50
ATHLETES, AT_RANDOM = 10_000, 2_000
YEARS = 5_000  # sessions: ten years of every other day and some
TEXTS = (
    "squat 5x5 {kg} kg",
    "RDL 3x8 @ {kg}",
    "ran 5k in 27:30",
    "leg press 3x12 {kg} kg, calf raises 3x15 60 kg",
    "6x60m sprints, 9.1 best",
    "does running build legs?",
)


class Gym:
    """One coach over one store. `reply` is timed; what is owed is settled outside of the measurement."""

    def __init__(self, knows: Knowledge, folder: Path) -> None:
        self.store = TinyDBStore(folder)
        self._coach = Coach(knows, self.store, Turns(), Athlete(""))

    def knows_of(self, athlete: str, diary: Diary) -> None:
        now(self.store.keep(Notebook(Athlete(athlete, unit="kg"), diary, chat=athlete)))

    def reply(self, athlete: str, number: int) -> float:
        """Milliseconds from the message to the reply that is kept as owed."""
        at = START + dt.timedelta(hours=17 * number)
        text = TEXTS[number % len(TEXTS)].format(kg=80 + number % 20)
        message = Message(athlete, athlete, f"m{number}", f"u{number}", text, at)
        before = time.perf_counter()
        owed: tuple[Owed, ...] = now(self._coach.hear(message, at))  # type: ignore[assignment]
        took = (time.perf_counter() - before) * 1000
        assert len(owed) == 1 and owed[0].kind == "reply"
        return took

    def settle(self, athlete: str, **changes: object) -> None:
        kept: Notebook = now(self.store.open(athlete))  # type: ignore[assignment]
        now(self.store.keep(msgspec.structs.replace(kept, owed=(), **changes)))


def replying(knows: Knowledge, folder: Path, sessions: int, emptied: bool) -> Callable[[int], float]:
    gym, athlete = Gym(knows, folder), folder.name  # a coach remembers one diary of each
    gym.knows_of(athlete, Diary(tuple(session(n) for n in range(sessions))))

    def one(number: int) -> float:
        took = gym.reply(athlete, sessions + number)
        gym.settle(athlete, **({"diary": Diary()} if emptied else {}))
        return took

    return one


def keeping(make: Callable[[Path, int], Keeping], folder: Path, sessions: int) -> Callable[[int], float]:
    keep = make(folder, sessions)
    return lambda number: timed(keep, range(sessions + number, sessions + number + 1))[0]


def in_turn(knows: Knowledge, place: Path) -> dict[str, list[float]]:
    """One message to each in turn, so that all meet the same disk."""
    rows: dict[str, tuple[Callable[[int], float], int]] = {}

    def folder() -> Path:
        made = place / str(len(rows))
        made.mkdir()
        return made

    rows["the coach, empty diary"] = replying(knows, folder(), 0, True), 1
    rows["the coach, diary of 90 sessions"] = replying(knows, folder(), 90, False), 1
    rows[f"the coach, diary of {YEARS} sessions"] = replying(knows, folder(), YEARS, False), 1
    rows[f"keeping only, stock TinyDB, {YEARS} sessions"] = keeping(stock, folder(), YEARS), 20
    rows[f"keeping only, SQLite WAL FULL, {YEARS} sessions"] = keeping(sqlite, folder(), YEARS), 1
    took: dict[str, list[float]] = {name: [] for name in rows}
    for turn in range(WARM + MESSAGES):
        for name, (one, every) in rows.items():
            if turn % every == 0:
                milliseconds = one(turn)
                took[name] += [milliseconds] if turn >= WARM else []
    return took


def many(knows: Knowledge, folder: Path) -> tuple[list[float], list[float]]:
    """Messages of athletes in no order, and in between, so that both meet the same disk, as many of one athlete."""
    gym = Gym(knows, folder)
    diary = Diary(tuple(session(n) for n in range(64)))
    for athlete in ("one", *map(str, range(ATHLETES))):
        gym.knows_of(athlete, diary)
    at_random, of_one = [], []
    for turn, athlete in enumerate(random.Random(1).sample(range(ATHLETES), AT_RANDOM)):
        for who, took in ((str(athlete), at_random), ("one", of_one)):
            took.append(gym.reply(who, 64 + turn))
            gym.settle(who)
    return at_random[WARM:], of_one[WARM:]


def main() -> None:
    place = Path(tempfile.mkdtemp(dir=sys.argv[1] if len(sys.argv) > 1 else None, prefix="replies-"))
    knows = learn_for_good()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {place}\n")
    print(f"{'message to reply, kept with fsync':<58} {'median ms':>9} {'p99 ms':>9}   (wanted: 5 and 25)")
    try:
        took = in_turn(knows, place)
        medians = [show(name, each, f"{len(each)} messages") for name, each in took.items()]
        print(f"{'':<58} {YEARS} sessions / empty diary: {medians[2] / medians[0]:.2f}   (wanted: 1.2)")
        at_random, of_one = many(knows, place / "many")
        show(f"the coach, {ATHLETES} athletes at random", at_random, f"{len(at_random)} messages")
        show("the coach, one athlete in between", of_one, f"{len(of_one)} messages")
        ratio = statistics.median(at_random) / statistics.median(of_one)
        print(f"{'':<58} at random / one athlete: {ratio:.2f}   (wanted: 2)")
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
