"""The day a message speaks of, and what only looks like a day."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot.language.reading import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday squat 5x5 100", "2026-11-21"),
        ("squat 5x5 100 today", "2026-11-22"),
        ("this morning 5k 27:30", "2026-11-22"),
        ("last night bench 3x8 60", "2026-11-21"),
        ("mon squat 5x5 100", "2026-11-16"),
        ("Sunday: squat 5x5 100", "2026-11-22"),
        ("on friday squat 5x5 100", "2026-11-20"),
        ("last sunday squat 5x5 100", "2026-11-15"),
        ("2 days ago squat 5x5 100", "2026-11-20"),
        ("12 Nov squat 5x5 100", "2026-11-12"),
        ("Nov 12th: squat 5x5 100", "2026-11-12"),
        ("12th of November 2025 squat 5x5 100", "2025-11-12"),
        ("3 Dec squat 5x5 100", "2025-12-03"),
        ("2026-01-30 squat 5x5 100", "2026-01-30"),
        ("9/9/15\nsquat 5x5 100", "2015-09-09"),
        ("20/11 squat 5x5 100", "2026-11-20"),
        ("11/20 squat 5x5 100", "2026-11-20"),
        ("20.11.2026 Kniebeuge 5x5 100", "2026-11-20"),
        ("20.11. Kniebeuge 5x5 100", "2026-11-20"),
        ("gestern Kniebeuge 5x5 100", "2026-11-21"),
        ("ayer sentadilla 5x5 100", "2026-11-21"),
        ("ontem agachamento 5x5 100", "2026-11-21"),
        ("hier squat 5x5 100", "2026-11-21"),
        ("вчера присед 5х5 100", "2026-11-21"),
        ("во вторник присед 5х5 100", "2026-11-17"),
        ("samedi squat 5x5 100", "2026-11-21"),
    ],
)
def test_a_day_that_is_told(text: str, day: str, read: Read) -> None:
    reading = read(text)
    assert (str(reading.day), reading.day_told, reading.ask) == (day, True, None)
    assert len(reading.efforts) == 1


@pytest.mark.parametrize(
    "text",
    ["pull-ups 10/8", "curl 12/10/10 @ 25", "bench 8/8/7 60", "squat 5x5 100", "squat 3.5.", "may squat 5x5 100"],
)
def test_reps_are_no_day(text: str, read: Read) -> None:
    reading = read(text)
    assert (reading.day, reading.day_told) == (None, False)


@pytest.mark.parametrize("text", ["30/2 squat 5x5", "31.11. squat 5x5", "2026-13-40 squat 5x5", "99 Nov squat 5x5"])
def test_a_day_that_no_calendar_has_is_none(text: str, read: Read) -> None:
    assert read(text).day is None


def test_a_day_without_a_year_is_the_latest_that_has_been(read: Read) -> None:
    assert read("2 Jan squat 5x5", today=dt.date(2027, 1, 1)).day == dt.date(2027, 1, 2)
    assert read("5 Jan squat 5x5", today=dt.date(2027, 1, 1)).day == dt.date(2026, 1, 5)
