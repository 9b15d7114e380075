"""What keeping a message costs: ours beside stock TinyDB in one file and SQLite with full sync, on the same messages.

Run from the checkout: python -m benchmarks.keeping [folder on the disk to be measured]
"""

import datetime as dt
import json
import os
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from tinydb import TinyDB

from bot.conversation.ports import Notebook, Owed
from bot.stores.due_index import DueIndex
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.quantities import Load

MESSAGES = 400
ATHLETES = 10_000
START = dt.datetime(2016, 1, 4, 18, tzinfo=dt.UTC)


def session(number: int) -> Entry:
    """Squats and Romanian deadlifts, three sets each, every other day."""
    at = START + dt.timedelta(hours=17 * number)
    lifts = tuple(
        Lift(name, tuple(Set(reps=5, load=Load(60.0 + number % 90, "kg")) for _ in range(3)))
        for name in ("back_squat", "romanian_deadlift")
    )
    return Entry(f"m{number}", at.date(), at, lifts)


def heard(notebook: Notebook, number: int) -> Notebook:
    """The notebook after one message: the entry, the update's id and the reply owed."""
    reply = Owed(
        f"o{number}", notebook.athlete.id, "✓ Squat 3 x 5 x 100 kg. Next: 3 x 5 x 102.5 kg.", answers=f"m{number}"
    )
    return msgspec.structs.replace(
        notebook,
        diary=notebook.diary.with_entry(session(number)),
        heard=(*notebook.heard, f"u{number}")[-100:],
        owed=(*notebook.owed, reply)[-2:],
    )


def timed(what: Callable[[int], object], numbers: range) -> list[float]:
    """Milliseconds of each call."""
    took = []
    for number in numbers:
        before = time.perf_counter()
        what(number)
        took.append((time.perf_counter() - before) * 1000)
    return took


def show(name: str, took: list[float], note: str = "") -> float:
    median = statistics.median(took)
    p99 = sorted(took)[int(len(took) * 0.99)]
    print(f"{name:<58} {median:9.2f} {p99:9.2f}   {note}", flush=True)
    return median


def now(coroutine: object) -> object:
    try:
        coroutine.send(None)  # type: ignore[attr-defined]
    except StopIteration as end:
        return end.value
    raise AssertionError("it waited")


Keeping = Callable[[int], object]


def ours(folder: Path, sessions: int) -> Keeping:
    store = TinyDBStore(folder)
    now(store.keep(Notebook(Athlete("1"), Diary(tuple(session(n) for n in range(sessions))))))
    return lambda n: now(store.keep(heard(now(store.open("1")), n)))  # type: ignore[arg-type]


def ours_empty(folder: Path, sessions: int) -> Keeping:
    """A diary that stays as it is in the beginning: each message finds it empty."""
    store = TinyDBStore(folder)

    def keep(number: int) -> None:
        kept: Notebook = now(store.open("1"))  # type: ignore[assignment]
        now(store.keep(heard(msgspec.structs.replace(kept, diary=Diary()), sessions + number)))

    return keep


def stock(folder: Path, sessions: int) -> Keeping:
    """As its own pages show it: one file, one document a message."""
    db = TinyDB(folder / "db.json")

    def document(number: int) -> dict[str, object]:
        reply = {"id": f"o{number}", "text": "✓"}
        return {**msgspec.to_builtins(session(number)), "update": f"u{number}", "owed": reply}

    if sessions:
        db.insert_multiple(document(n) for n in range(sessions))
    return lambda n: db.insert(document(n))


def sqlite(folder: Path, sessions: int) -> Keeping:
    """Three rows a message in one transaction; nothing is read back, which favours it."""
    db = sqlite3.connect(folder / "db.sqlite", isolation_level=None)
    db.execute("pragma journal_mode=wal")
    for table in ("entries", "updates", "owed"):
        db.execute(f"create table {table} (athlete text, id text, body text, primary key (athlete, id))")

    def keep(number: int) -> None:
        db.execute("begin immediate")
        body = json.dumps(msgspec.to_builtins(session(number)))
        db.execute("insert into entries values ('1', ?, ?)", (f"m{number}", body))
        db.execute("insert into updates values ('1', ?, '')", (f"u{number}",))
        db.execute("insert into owed values ('1', ?, ?)", (f"o{number}", "✓"))
        db.execute("commit")

    db.execute("pragma synchronous=off")
    timed(keep, range(sessions))
    db.execute("pragma synchronous=full")
    return keep


def in_turn(place: Path) -> dict[str, float]:
    """One message to each in turn, so that all meet the same disk; medians by name."""
    rows: list[tuple[str, Keeping, int, int, list[float]]] = []
    for name, make, sessions, every in KEEPINGS:
        folder = place / f"{len(rows)}"
        folder.mkdir()
        rows.append((f"{name}, {sessions} sessions before", make(folder, sessions), sessions, every, []))
    for turn in range(MESSAGES):
        for _, keep, sessions, every, took in rows:
            if turn % every == 0:
                took += timed(keep, range(sessions + turn, sessions + turn + 1))
    return {name: show(name, took, f"{len(took)} messages") for name, _, _, _, took in rows}


KEEPINGS: tuple[tuple[str, Callable[[Path, int], Keeping], int, int], ...] = (
    ("ours, emptied again each time", ours_empty, 0, 1),
    ("ours", ours, 0, 1),
    ("ours", ours, 100, 1),
    ("ours", ours, 5000, 1),
    ("stock TinyDB, one file", stock, 0, 1),
    ("stock TinyDB, one file", stock, 100, 1),
    ("stock TinyDB, one file", stock, 5000, 20),
    ("stock TinyDB, one file", stock, 50_000, 200),
    ("SQLite, WAL, synchronous=FULL", sqlite, 0, 1),
    ("SQLite, WAL, synchronous=FULL", sqlite, 5000, 1),
)


def resident() -> float:
    """Megabytes."""
    if Path("/proc/self/statm").exists():
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def many(folder: Path) -> tuple[list[float], list[float]]:
    """Ten thousand athletes with 64 sessions each, one message from each, in no order; and in between, so that both
    meet the same disk, messages from one athlete."""
    before = resident()
    store = TinyDBStore(folder)
    diary = Diary(tuple(session(n) for n in range(64)))
    for number in range(ATHLETES):
        now(store.keep(Notebook(Athlete(str(number)), diary, due_at=START)))
    now(store.close())
    began = time.perf_counter()
    store = TinyDBStore(folder)
    print(f"start with {ATHLETES} athletes of 64 sessions: {time.perf_counter() - began:.2f} s")
    order = random.Random(1).sample(range(ATHLETES), ATHLETES)
    at_random, from_one = [], []

    def message(athlete: str, number: int) -> None:
        now(store.keep(heard(now(store.open(athlete)), number)))  # type: ignore[arg-type]

    for turn, number in enumerate(order):
        at_random += timed(lambda n: message(str(n), 64), range(number, number + 1))
        if turn % 10 == 0:
            from_one += timed(lambda n: message("one", n), range(turn // 10, turn // 10 + 1))
    print(f"resident with {ATHLETES} athletes touched: {resident():.0f} MB ({before:.0f} MB before)")
    now(store.close())
    return at_random, from_one


def tick() -> None:
    index = DueIndex()
    for number in range(100_000):
        index.enter(str(number), START + dt.timedelta(seconds=random.Random(number).randrange(1, 10**7)), False)
    took = timed(lambda _: index.due(START), range(2000))
    took_moved = timed(lambda n: index.enter(str(n), START + dt.timedelta(days=n), False), range(2000))
    print(f"a tick with 100,000 athletes, none due: {statistics.median(took):.4f} ms")
    print(f"a due moment moved among 100,000: {statistics.median(took_moved):.4f} ms")


def main() -> None:
    place = Path(tempfile.mkdtemp(dir=sys.argv[1] if len(sys.argv) > 1 else None, prefix="keeping-"))
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {place}, {MESSAGES} messages each\n")
    print(f"{'message kept (open, change, commit with fsync)':<58} {'median ms':>9} {'p99 ms':>9}")
    try:
        medians = list(in_turn(place).values())
        print(f"{'':<58} ours, 5,000 sessions / empty diary: {medians[3] / medians[0]:.2f}")
        at_random, from_one = many(place / "many")
        ratio = show(f"ours, {ATHLETES} athletes at random", at_random) / show("ours, one athlete in between", from_one)
        print(f"{'':<58} at random / one athlete: {ratio:.2f}")
        tick()
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
