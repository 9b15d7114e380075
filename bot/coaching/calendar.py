"""When: an athlete's local day, wall time to moment, training days and recovery."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.coaching.advice import Advice
from bot.coaching.bouts import entries_between
from bot.coaching.history import History
from bot.coaching.running import SPRINTS, WALKS, classify
from bot.training.athlete import Athlete
from bot.training.diary import Run
from bot.training.schedule import Schedule, Stay

ONE_DAY, ONE_SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
HOURS_A_DAY = 24
MIDNIGHT = dt.time(0)
LOOKED_AHEAD = 400  # days in which the next training day lies
ANY_DAY = Schedule()


@lru_cache(maxsize=256)
def zone_of(name: str) -> dt.tzinfo:
    """The zone of that name; UTC for a name nobody knows."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return dt.UTC


def zone_at(athlete: Athlete, moment: dt.datetime) -> dt.tzinfo:
    """The zone the athlete lives by at this moment: that of a stay until its last day is over, then home again."""
    stay = athlete.stay
    return zone_of(stay.zone if stay and moment < end_of(stay) else athlete.zone)


def end_of(stay: Stay) -> dt.datetime:
    """The moment (UTC) at which the last day of a stay is over."""
    return instant(zone_of(stay.zone), stay.until + ONE_DAY, MIDNIGHT)


def local_day(athlete: Athlete, moment: dt.datetime) -> dt.date:
    """The calendar day that this moment falls on where the athlete is."""
    return moment.astimezone(zone_at(athlete, moment)).date()


def moment_of(athlete: Athlete, day: dt.date, time: dt.time) -> dt.datetime:
    """That wall time of that day in UTC, where the athlete is then. The journey home is a gap like any other: what
    would fall before the end of a stay comes at its end."""
    stay = athlete.stay
    if stay is None:
        return instant(zone_of(athlete.zone), day, time)
    if day <= stay.until:
        return instant(zone_of(stay.zone), day, time)
    return max(instant(zone_of(athlete.zone), day, time), end_of(stay))


def instant(zone: dt.tzinfo, day: dt.date, time: dt.time) -> dt.datetime:
    """That wall time in UTC: the first of two where the clock goes back; where it skips the time, the first moment
    after the gap."""
    wall = dt.datetime.combine(day, time, tzinfo=zone)
    moment = wall.astimezone(dt.UTC)
    before, after = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    if before is None or after is None or after <= before:
        return moment
    low, high = moment - (after - before), moment  # the gap's end lies between: of a wall time in it, fold 1 is earlier
    while high - low > ONE_SECOND:
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)


def is_planned(athlete: Athlete, day: dt.date) -> bool:
    """Is this a training day, by weekday or by counting, and with what was moved?"""
    plan = athlete.schedule
    if any(move.to == day for move in plan.moves):
        return True
    if any(move.away == day for move in plan.moves) or day.weekday() in plan.off:
        return False
    if plan.every and plan.since:
        return (day - plan.since).days % plan.every == 0
    return not athlete.days or any(day.weekday() == one % 7 for one in athlete.days)


def on_training_day(athlete: Athlete, earliest: dt.date) -> dt.date:
    """The first of the athlete's training days from `earliest` on; that day itself where none were told."""
    if not athlete.days and athlete.schedule == ANY_DAY:
        return earliest
    days = (earliest + n * ONE_DAY for n in range(LOOKED_AHEAD))
    return next((day for day in days if is_planned(athlete, day)), earliest)


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
