"""What people tell of themselves, in their words, and what is understood of it."""

import datetime as dt

import pytest

from bot.language.concepts import load_concepts
from bot.language.profiles import Supposed, Told, silenced, supposed, told

TOLD = [
    ("I use lb", Told(unit="lb")),
    ("kilos please", Told(unit="kg")),
    ("i train on mondays and fridays", Told(days=(0, 4))),
    ("tue thu sat", Told(days=(1, 3, 5))),
    ("remind me at 7", Told(time=dt.time(7))),
    ("remind me at 7:30", Told(time=dt.time(7, 30))),
    ("reminders at 6pm please", Told(time=dt.time(18))),
    ("remind me mon wed fri 18:00", Told(days=(0, 2, 4), time=dt.time(18))),
    ("tue and sat mornings", Told(days=(1, 5), time=dt.time(7, 30))),
    ("remind me at 25:00", Told()),
    ("I live in Madrid", Told(zone="Europe/Madrid")),
    ("i'm in new york now", Told(zone="America/New_York")),
    ("I live in Atlantis", Told()),
    ("im a beginner", Told(level="novice")),
    ("I'm 67 years old", Told(age="65plus")),
    ("i am 62", Told(age="60s")),
    ("i am 30", Told(age="adult")),
    ("my bench is 67", Told()),
    ("im 70 kg and 165 cm", Told(unit="kg")),
    ("hello", Told()),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_is_told_is_understood(text: str, expected: Told) -> None:
    assert expected == told(load_concepts().read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("stop pinging me", True), ("no more reminders", True), ("remind me at 7", False), ("not before 9:00", False)],
)
def test_no_more_is_told_from_another_time(text: str, expected: bool) -> None:
    assert expected == silenced(load_concepts().read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what if I miss two weeks", Supposed(days=14)),
        ("what happens if i take 3 months off", Supposed(days=90)),
        ("what if I get 5 4 3", Supposed(reps=(5, 4, 3))),
        ("what if it rains", None),
        ("squat 5 4 3", None),
    ],
)
def test_what_is_supposed(text: str, expected: Supposed | None) -> None:
    assert expected == supposed(load_concepts().read(text))
