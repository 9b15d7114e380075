"""Loads and holds that cannot be, that hardly can be, and that people do every day."""

import datetime as dt

import pytest

from bot.coaching.judging import doubts
from bot.coaching.rulebook import Rulebook
from bot.coaching.rulebook_tables import load_rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.exercises import catalogue
from bot.training.quantities import Load

NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
PIA = Athlete("pia", unit="kg")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook(catalogue())


def entry(lift: Lift, name: str = "one", day: int = 5) -> Entry:
    return Entry(name, dt.date(2026, 1, day), NOON, (lift,))


def at(exercise: str, kg: float, reps: float = 5) -> Lift:
    return Lift(exercise, (Set(reps, Load(kg, "kg")),))


BELIEVED = [
    (at("goblet_squat", 40), ""),
    (at("goblet_squat", 200), "confirm"),
    (at("goblet_squat", 400), "refuse"),
    (at("dumbbell_bench_press", 60), ""),
    (at("dumbbell_bench_press", 100), "confirm"),
    (at("back_squat", 290), ""),
    (at("back_squat", 310), "confirm"),
    (at("back_squat", 900), "refuse"),
    (Lift("plank", (Set(seconds=180),)), ""),
    (Lift("plank", (Set(seconds=1500),)), "confirm"),
    (Lift("plank", (Set(seconds=40_000),)), "refuse"),
]


@pytest.mark.parametrize(("lift", "kind"), BELIEVED)
def test_what_is_believed_asked_and_refused(book: Rulebook, lift: Lift, kind: str) -> None:
    found = doubts(book, PIA, Diary(), entry(lift))
    assert kind == (found[0].kind if found else "")


JUMPS = [
    ("a warm-up of the same day", at("back_squat", 60), 5, at("back_squat", 100), ""),
    ("two thirds more in two days", at("back_squat", 60), 3, at("back_squat", 100), "confirm"),
    ("the next dumbbell", at("goblet_squat", 6, 10), 3, at("goblet_squat", 8, 12), ""),
    ("a tenth more", at("back_squat", 100), 3, at("back_squat", 110), ""),
]


@pytest.mark.parametrize(("case", "before", "day", "lift", "kind"), JUMPS, ids=[case for case, *_ in JUMPS])
def test_a_jump_is_asked_about_only_when_it_is_one(
    book: Rulebook, case: str, before: Lift, day: int, lift: Lift, kind: str
) -> None:
    diary = Diary().with_entry(entry(before, "before", day))
    found = doubts(book, PIA, diary, entry(lift))
    assert kind == (found[0].kind if found else "")
