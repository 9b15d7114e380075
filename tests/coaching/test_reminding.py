"""When reminders come: weekdays, counting, lead, days off, pauses, moves, quiet hours and journeys."""

import datetime as dt
import zoneinfo
from itertools import islice

import pytest

from bot.coaching.calendar import local_day, moment_of, on_training_day
from bot.coaching.reminding import after_quiet, coming, is_quiet, reminders_ahead, usual_time
from bot.training.athlete import Athlete
from bot.training.diary import Entry
from bot.training.schedule import Move, Pause, Schedule, Stay

BERLIN, TOKYO = "Europe/Berlin", "Asia/Tokyo"
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=zoneinfo.ZoneInfo(BERLIN))  # a Sunday
SIX = dt.time(18)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def lifter(days: tuple[int, ...] = (0, 2, 4), **plan: object) -> Athlete:
    """Lia lifts on Mondays, Wednesdays and Fridays at six in the evening."""
    return Athlete("lia", zone=BERLIN, days=days, remind_at=SIX, schedule=Schedule(**plan))  # type: ignore[arg-type]


AUGUST = Pause(day("08-01"), day("08-31"))
TO_THURSDAY = Move(day("11-25"), day("11-26"))
AT_EIGHT = Move(day("11-25"), day("11-25"), dt.time(20))
TO_SUNDAY = Move(day("11-28"), day("11-29"))
SATURDAYS_AT_TEN = {5: dt.time(10)}
YESTERDAY, TODAY = day("11-21"), day("11-22")
PLANS = {
    "weekdays": (lifter(), "Mon 23 18:00, Wed 25 18:00, Fri 27 18:00"),
    "own times": (lifter((0, 5), times=SATURDAYS_AT_TEN), "Mon 23 18:00, Sat 28 10:00, Mon 30 18:00"),
    "counted": (lifter((), every=2, since=YESTERDAY), "Mon 23 18:00, Wed 25 18:00, Fri 27 18:00"),
    "lead": (lifter(lead_min=120), "Mon 23 16:00, Wed 25 16:00, Fri 27 16:00"),
    "days off": (lifter((), every=1, since=TODAY, off=(0, 1)), "Sun 22 18:00, Wed 25 18:00, Thu 26 18:00"),
    "moved": (lifter(moves=(TO_THURSDAY,)), "Mon 23 18:00, Thu 26 18:00, Fri 27 18:00"),
    "left out": (lifter(moves=(Move(day("11-25")),)), "Mon 23 18:00, Fri 27 18:00, Mon 30 18:00"),
    "later once": (lifter(moves=(AT_EIGHT,)), "Mon 23 18:00, Wed 25 20:00, Fri 27 18:00"),
    "moved with its time": (
        lifter((0, 5), times=SATURDAYS_AT_TEN, moves=(TO_SUNDAY,)), "Mon 23 18:00, Sun 29 10:00, Mon 30 18:00"
    ),
    "paused": (lifter(pauses=(Pause(TODAY, day("11-25")),)), "Fri 27 18:00, Mon 30 18:00, Wed 2 18:00"),
    "not in august": (lifter(pauses=(AUGUST,)), "Mon 23 18:00, Wed 25 18:00, Fri 27 18:00"),
    "paused until told": (lifter(pauses=(Pause(day("11-24")),)), "Mon 23 18:00"),
}  # fmt: skip


@pytest.mark.parametrize(("who", "expected"), PLANS.values(), ids=PLANS)
def test_the_next_three_moments_of_a_plan(who: Athlete, expected: str) -> None:
    found = islice(coming(who, local_day(who, NOON), NOON), 3)
    walls = [due.moment.astimezone(zoneinfo.ZoneInfo(BERLIN)) for due in found]
    assert expected == ", ".join(f"{wall:%a} {wall.day} {wall:%H:%M}" for wall in walls)


LEADS = [
    ("08:00", 120, "Mon 07:30"),  # six is quiet
    ("07:00", 60, "Mon 07:00"),  # never behind the session itself
    ("23:45", 60, "Mon 21:30"),  # a quarter to eleven is quiet
    ("01:00", 120, "Sun 21:30"),
    ("22:00", 60, "Mon 21:00"),
    ("06:00", 0, "Mon 06:00"),  # told, so kept
]


@pytest.mark.parametrize(("training", "lead", "expected"), LEADS)
def test_a_reminder_counted_back_gives_way_to_quiet_hours(training: str, lead: int, expected: str) -> None:
    early = Athlete(
        "eve", zone=BERLIN, days=(0,), remind_at=dt.time.fromisoformat(training), schedule=Schedule(lead_min=lead)
    )
    due = next(coming(early, day("11-23"), NOON))
    assert expected == f"{due.moment.astimezone(zoneinfo.ZoneInfo(BERLIN)):%a %H:%M}"
    assert day("11-23") == due.day


def test_quiet_hours_are_the_athletes_own_and_end_in_the_morning() -> None:
    midnight = dt.datetime(2026, 11, 23, tzinfo=zoneinfo.ZoneInfo(BERLIN))
    hours = [midnight + dt.timedelta(hours=n) for n in range(24)]
    assert [0, 1, 2, 3, 4, 5, 6, 7, 22, 23] == [at.hour for at in hours if is_quiet(lifter(), at)]
    assert hours[0].replace(hour=7, minute=30) == after_quiet(lifter(), hours[3])
    assert hours[0].replace(day=24, hour=7, minute=30) == after_quiet(lifter(), hours[23])
    assert hours[8] == after_quiet(lifter(), hours[8])
    nap = lifter(quiet_from=dt.time(13), quiet_to=dt.time(15))
    assert [14] == [at.hour for at in hours if is_quiet(nap, at)]
    assert hours[15] == after_quiet(nap, hours[14])


def test_the_engine_plans_on_days_of_the_plan_only() -> None:
    assert day("11-23") == on_training_day(lifter(), day("11-22"))
    assert day("11-24") == on_training_day(lifter(moves=(Move(day("11-23"), day("11-24")),)), day("11-22"))
    assert day("11-23") == on_training_day(lifter(days=(), every=3, since=day("11-20")), day("11-21"))
    assert day("11-23") == on_training_day(lifter(days=(), off=(6,)), day("11-22"))
    assert day("11-22") == on_training_day(lifter(days=(), off=tuple(range(7))), day("11-22"))


def test_a_session_that_passed_is_reminded_of_on_the_next_day_of_the_plan() -> None:
    evening = moment_of(lifter(), day("11-23"), dt.time(19))
    assert moment_of(lifter(), day("11-25"), SIX) == next_moment(lifter(), evening)
    assert next_moment(lifter(days=()), evening) is None
    away = lifter(days=(), pauses=(Pause(day("11-23"), day("11-29")),))
    assert moment_of(away, day("11-30"), SIX) == next_moment(away, evening)


def next_moment(who: Athlete, now: dt.datetime) -> dt.datetime | None:
    return next((due.moment for due in reminders_ahead(who, day("11-23"), now)), None)


def traveller(home: str, zone: str, until: str) -> Athlete:
    return Athlete("tom", zone=home, days=tuple(range(7)), remind_at=SIX, stay=Stay(zone, day(until)))


def test_a_journey_ends_by_itself_with_one_reminder_a_day() -> None:
    tom = traveller(BERLIN, TOKYO, "11-29")
    found = list(islice(coming(tom, day("11-28"), NOON), 4))
    assert [due.moment.hour for due in found] == [9, 9, 17, 17]
    assert [local_day(tom, due.moment) for due in found] == [due.day for due in found]


@pytest.mark.parametrize("time", [dt.time(hour) for hour in range(24)])
@pytest.mark.parametrize("zones", [(BERLIN, TOKYO), (TOKYO, BERLIN), ("Pacific/Auckland", "Pacific/Honolulu")])
def test_no_journey_doubles_or_loses_a_day(zones: tuple[str, str], time: dt.time) -> None:
    tom = Athlete("tom", zone=zones[0], remind_at=time, stay=Stay(zones[1], day("11-25")))
    found = list(islice(coming(tom, day("11-23"), NOON), 6))
    assert [day("11-23") + dt.timedelta(days=n) for n in range(6)] == [due.day for due in found]
    assert [due.moment for due in found] == sorted({due.moment for due in found})


def logged(*moments: str, on: str = "") -> list[Entry]:
    """Entries written at these UTC moments, for the local day of each or for another one."""
    found = [dt.datetime.fromisoformat(f"2026-11-{moment}").replace(tzinfo=dt.UTC) for moment in moments]
    return [Entry(str(at), day(on) if on else local_day(lifter(), at), at, ()) for at in found]


USUAL = [
    ("none yet", [], "18:00"),
    ("too few", logged("02T06:10", "04T06:10"), "18:00"),
    ("mornings", logged("02T06:10", "04T06:50", "06T05:40"), "07:00"),
    ("one late night", logged("02T16:20", "04T16:40", "06T22:30"), "17:30"),
    ("told days later", logged("02T06:10", "04T06:50", "06T05:40", on="01-05"), "18:00"),
    ("a new habit", [*logged(*["02T06:00"] * 9), *logged(*["12T18:00"] * 12)], "19:00"),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "expected"), [row[1:] for row in USUAL], ids=[row[0] for row in USUAL])
def test_the_usual_time_is_learnt_from_what_was_logged_on_its_day(entries: list[Entry], expected: str) -> None:
    assert dt.time.fromisoformat(expected) == usual_time(lifter(), entries)
