"""Local days, reminders across clock changes, and training days."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.calendar import days_too_close, local_day, moment_of, on_training_day
from bot.coaching.progression import next_session
from bot.coaching.reminding import reminders_ahead
from bot.training.athlete import Athlete
from tests.coaching.people import ANA, MONDAY, diary, lift, rulebook, said, squats

BERLIN = Athlete("bea", zone="Europe/Berlin")
LORD_HOWE = Athlete("lou", zone="Australia/Lord_Howe")  # its clocks move by half an hour


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


MOMENTS = [
    (BERLIN, "2026-01-07", "18:00", "2026-01-07T17:00"),
    (BERLIN, "2026-07-07", "18:00", "2026-07-07T16:00"),
    # 02:30 does not exist on the last Sunday of March: the first moment after the gap is 03:00
    (BERLIN, "2026-03-29", "02:30", "2026-03-29T01:00"),
    # it comes twice on the last Sunday of October: the first
    (BERLIN, "2026-10-25", "02:30", "2026-10-25T00:30"),
    (LORD_HOWE, "2026-10-04", "02:15", "2026-10-03T15:30"),
    (Athlete("zed", zone="No/Where"), "2026-01-07", "18:00", "2026-01-07T18:00"),
    (Athlete("kir", zone="Pacific/Kiritimati"), "2026-01-07", "18:00", "2026-01-07T04:00"),
]


@pytest.mark.parametrize(("who", "day", "time", "moment"), MOMENTS)
def test_wall_time_to_moment(who: Athlete, day: str, time: str, moment: str) -> None:
    found = moment_of(who, dt.date.fromisoformat(day), dt.time.fromisoformat(time))
    assert found == utc(moment)


def test_without_a_plan_a_session_is_reminded_of_once_and_never_late() -> None:
    session, due = dt.date(2026, 1, 7), utc("2026-01-07T17:00")
    for now in (utc("2026-01-05T09:00"), due):
        assert [(session, due)] == [(one.day, one.moment) for one in reminders_ahead(BERLIN, session, now)]
    assert [] == list(reminders_ahead(BERLIN, session, due + dt.timedelta(seconds=1)))
    assert [] == list(reminders_ahead(BERLIN, None, due))


def test_local_day_is_where_the_athlete_is() -> None:
    late = utc("2026-01-05T23:30")
    assert local_day(ANA, late) == dt.date(2026, 1, 5)
    assert local_day(BERLIN, late) == dt.date(2026, 1, 6)


def test_training_days_hold_the_session_back() -> None:
    monday_thursday = msgspec.structs.replace(ANA, days=(0, 3))
    assert on_training_day(monday_thursday, MONDAY) == MONDAY
    assert on_training_day(monday_thursday, MONDAY + dt.timedelta(days=1)) == MONDAY + dt.timedelta(days=3)
    session = next_session(rulebook(), monday_thursday, squats("5 5 5 @ 100"), MONDAY)
    assert session is not None
    assert session.day == MONDAY + dt.timedelta(days=3)


def test_training_days_too_close_are_said_and_every_other_one_is_used() -> None:
    eager = msgspec.structs.replace(ANA, days=(0, 1, 2))
    session = next_session(rulebook(), eager, squats("5 5 5 @ 100"), MONDAY)
    assert session is not None
    assert session.day == MONDAY + dt.timedelta(days=2)
    assert any("less than 48 h apart" in said(n) for n in session.notes)
    assert [days_too_close(msgspec.structs.replace(ANA, days=d)) for d in ((0, 3), (6, 0), (0, 2, 4), (2,), ())] == [
        False, True, False, False, False,
    ]  # fmt: skip


def test_alternating_sessions_are_recognised() -> None:
    kept = diary(
        (0, lift("back_squat", "5 5 5 @ 100")), (0, lift("bench_press", "5 5 5 @ 60")),
        (2, lift("deadlift", "5 @ 120")), (2, lift("overhead_press", "5 5 5 @ 40")),
        (4, lift("back_squat", "5 5 5 @ 102.5")), (4, lift("bench_press", "5 5 5 @ 62.5")),
    )  # fmt: skip
    session = next_session(rulebook(), ANA, kept, MONDAY + dt.timedelta(days=4))
    assert session is not None
    assert [t.exercise for t in session.targets] == ["deadlift", "overhead_press"]  # type: ignore[union-attr]
    again = next_session(rulebook(), ANA, squats("5 5 5 @ 100", "5 5 5 @ 102.5"), MONDAY + dt.timedelta(days=4))
    assert again is not None
    assert [t.exercise for t in again.targets] == ["back_squat"]  # type: ignore[union-attr]


def test_no_session_lies_in_the_past() -> None:
    session = next_session(rulebook(), ANA, squats("5 5 5 @ 100"), MONDAY + dt.timedelta(days=5))
    assert session is not None
    assert session.day == MONDAY + dt.timedelta(days=5)
