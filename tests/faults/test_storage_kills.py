"""SIGKILL at named and random points: nothing acknowledged is lost; nothing is unreadable, half-applied or doubled."""

import collections
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.stores.tinydb_files import TinyDBStore
from tests.faults.a_life_cut_short import STEPS
from tests.faults.training_days import MARA, TUNDE, Kept, Model, at_once, expected, found, script

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
KILLS = 500 if FULL else 26  # for each of two seeds
POINTS = (
    "create", "write", "fsync", "close", "rename", "fsync_folder", "read", "mkdir", "unlink", "any", "any",
    "create@archive", "rename@archive",
)  # fmt: skip
RARE = ("mkdir", "unlink", "create@archive", "rename@archive")


class Lives:
    """One life after the other on the same folder."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.a_life_cut_short", str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip

    def live(self, seed: int, first: int, point: str, nth: int, side: str) -> tuple[list[int], bool]:
        """The steps acknowledged, and whether death came where it was to come."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{seed} {first} {point} {nth} {side}\n")
        self._process.stdin.flush()
        acknowledged = []
        for line in self._process.stdout:
            if not line.strip().isdigit():
                return acknowledged, line == "dead\n"
            acknowledged.append(int(line))
        raise AssertionError("the lives ended early")

    def end(self) -> None:
        self._process.communicate("", timeout=30)


@pytest.fixture
def lives(tmp_path: Path) -> Iterator[Lives]:
    made = Lives(tmp_path)
    yield made
    made.end()


def difference(there: Kept, kept: Kept) -> str:
    """What differs, in few words: whole diaries would fill the screen."""
    entries = dict(set(there.entries.items()) ^ set(kept.entries.items()))
    return f"{list(entries)}, {there.heard} against {kept.heard}, {there.reminded} against {kept.reminded}"


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_process_has_kept_all_that_it_acknowledged(seed: int, lives: Lives, tmp_path: Path) -> None:
    chance = random.Random(seed)
    steps = script(random.Random(seed), STEPS)
    kept: Model = {MARA: Kept(), TUNDE: Kept()}
    first = 0
    deaths: collections.Counter[str] = collections.Counter()
    while deaths.total() < KILLS and first < len(steps) - 1:
        point = POINTS[deaths.total() % len(POINTS)]
        nth = chance.randrange(1, 40_000) if point == "any" else chance.randrange(1, 3 if point in RARE else 25)
        acknowledged, died = lives.live(seed, first, point, nth, chance.choice(["before", "amid", "after"]))
        assert acknowledged == list(range(first, first + len(acknowledged)))
        deaths[point] += died
        for number in acknowledged:
            step = steps[number]
            kept[step.athlete] = expected(kept[step.athlete], step)
        first += len(acknowledged)
        store = TinyDBStore(tmp_path)
        for athlete in (MARA, TUNDE):
            allowed = [kept[athlete]]
            if steps[first].athlete == athlete:
                allowed.append(expected(kept[athlete], steps[first]))
            there = at_once(found(store, athlete))
            assert there in allowed, (difference(there, allowed[0]), point, nth, steps[first])
        assert not store.findings
        at_once(store.close())
    assert deaths.total() >= KILLS
    assert set(deaths) == set(POINTS)
    assert min(deaths.values()) >= (20 if FULL else 1)


def test_the_stock_storage_is_unreadable_after_a_kill_at_its_sync(lives: Lives, tmp_path: Path) -> None:
    """The control: a shorter text over a longer one, and no time left to cut off the rest."""
    _, died = lives.live(0, 0, "stock", 0, "before")
    assert died
    with pytest.raises(ValueError, match="Extra data"):
        json.loads((tmp_path / "db.json").read_text())
