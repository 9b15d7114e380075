"""When: an athlete's local day, recovery, training days, and the moment a reminder falls due."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.coaching.advice import Advice, NextSession
from bot.coaching.bouts import entries_between
from bot.coaching.history import History
from bot.coaching.running import SPRINTS, WALKS, classify
from bot.training.athlete import Athlete
from bot.training.diary import Run

ONE_DAY = dt.timedelta(days=1)
HOURS_A_DAY = 24


@lru_cache(maxsize=256)
def zone_of(name: str) -> dt.tzinfo:
    """The zone of that name; UTC for a name nobody knows."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return dt.UTC


def local_day(athlete: Athlete, moment: dt.datetime) -> dt.date:
    """The calendar day that this moment falls on where the athlete is."""
    return moment.astimezone(zone_of(athlete.zone)).date()


def moment_of(athlete: Athlete, day: dt.date, time: dt.time) -> dt.datetime:
    """That wall time of that day in UTC: the first of two where the clock goes back; where it skips the time, the first
    moment after the gap."""
    zone = zone_of(athlete.zone)
    wall = dt.datetime.combine(day, time, tzinfo=zone)
    moment = wall.astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    low, high = moment - ONE_DAY, moment + ONE_DAY
    naive = wall.replace(tzinfo=None)
    while high - low > dt.timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < naive:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def next_due(athlete: Athlete, session: NextSession | None, now: dt.datetime) -> dt.datetime | None:
    """The moment (UTC) to remind of this session; None if there is none, it is switched off, or it has passed."""
    if session is None or not athlete.reminders:
        return None
    moment = moment_of(athlete, session.day, athlete.remind_at)
    return moment if moment >= now else None


def on_training_day(athlete: Athlete, earliest: dt.date) -> dt.date:
    """The first of the athlete's weekdays from `earliest` on; that day itself where none were told."""
    days = {day % 7 for day in athlete.days}
    if not days:
        return earliest
    return next(d for d in (earliest + n * ONE_DAY for n in range(7)) if d.weekday() in days)


def days_too_close(athlete: Athlete) -> bool:
    """Do training days lie less than 48 h apart?"""
    days = sorted({day % 7 for day in athlete.days})
    return len(days) > 1 and any((b - a) % 7 == 1 for a, b in zip(days, [*days[1:], days[0]], strict=True))


def days_of(hours: float) -> dt.timedelta:
    return dt.timedelta(days=-(-hours // HOURS_A_DAY))


def recovery_h(history: History, muscles: Iterable[str], last: dt.date) -> tuple[float, tuple[Advice, ...]]:
    """Hours between a day and the next for the same muscles, and what lengthened them."""
    book, athlete = history.book, history.athlete
    normal, long = book.number("recovery_h"), book.number("long_recovery_h")
    since = max(last, history.today - book.number("report_days") * ONE_DAY)
    reports = [r for r in athlete.reports if r.day >= since]
    sore = max((r.amount for r in reports if r.kind == "soreness"), default=0.0)
    if sore >= book.number("very_sore"):
        return long, (Advice("note.sore", {"score": round(sore)}),)
    if sum(r.kind == "sleep" and r.amount < book.number("short_sleep_h") for r in reports) >= 2:
        return long, (Advice("note.short_nights"),)
    if "hamstrings" in set(muscles) and sprinted_on(history, last) and last in history.leg_days:
        return long, (Advice("note.day_more", {"reason_days": round(long)}),)
    return normal, ()


def sprinted_on(history: History, day: dt.date) -> bool:
    entries = entries_between(history.diary, day, day)
    return any(isinstance(f, Run) and classify(history.book, f).stride in SPRINTS for e in entries for f in e.efforts)


def ran_before(history: History, day: dt.date) -> bool:
    """Was there a run of some length the day before?"""
    entries = entries_between(history.diary, day - ONE_DAY, day - ONE_DAY)
    runs = [f for e in entries for f in e.efforts if isinstance(f, Run)]
    return any(
        (f.metres or 0.0) * f.reps >= history.book.number("run_before_m")
        and classify(history.book, f).stride not in WALKS
        for f in runs
    )
