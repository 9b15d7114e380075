"""When reminders come: the moments of a plan, pauses and quiet hours. What they say, and whether, is decided later."""

import datetime as dt
from collections.abc import Iterator, Sequence
from statistics import median_low

import msgspec

from bot.coaching.calendar import LOOKED_AHEAD, ONE_DAY, instant, is_planned, local_day, moment_of, zone_at
from bot.training.athlete import Athlete
from bot.training.diary import Entry

LATEST, FEWEST = 12, 3  # logged sessions that tell the usual time
MINUTES_AN_HOUR, HALF_AN_HOUR = 60, 30
EVER = dt.datetime.min.replace(tzinfo=dt.UTC)


class Due(msgspec.Struct, frozen=True):
    """A reminder to come: the training day it is for, by which it is claimed, and its moment (UTC). The moment may
    lie on the day before (two hours before a session at one in the morning) or, after a gap of the clock, behind."""

    day: dt.date
    moment: dt.datetime


def has_plan(athlete: Athlete) -> bool:
    """Were training days told, by weekday or by counting?"""
    return bool(athlete.days or athlete.schedule.every)


def time_on(athlete: Athlete, day: dt.date) -> dt.time:
    """The training time of that day: as moved, else of its weekday, else the common one."""
    plan = athlete.schedule
    move = next((move for move in plan.moves if move.to == day), None)
    if move is None:
        return plan.times.get(day.weekday(), athlete.remind_at)
    return move.time or plan.times.get(move.away.weekday(), athlete.remind_at)


def usual_time(athlete: Athlete, entries: Sequence[Entry]) -> dt.time:
    """The half hour at which this athlete tends to train: the median of when the latest sessions were logged on their
    own day; the common time while there are few of these."""
    told = [entry.at.astimezone(zone_at(athlete, entry.at)) for entry in entries]
    same_day = [wall for entry, wall in zip(entries, told, strict=True) if wall.date() == entry.day][-LATEST:]
    if len(same_day) < FEWEST:
        return athlete.remind_at
    minutes = median_low(wall.hour * MINUTES_AN_HOUR + wall.minute for wall in same_day)
    return dt.time(minutes // MINUTES_AN_HOUR, minutes % MINUTES_AN_HOUR // HALF_AN_HOUR * HALF_AN_HOUR)


def is_paused(athlete: Athlete, day: dt.date) -> bool:
    return any(pause.holds(day) for pause in athlete.schedule.pauses)


def is_quiet(athlete: Athlete, moment: dt.datetime) -> bool:
    """Does this moment lie within the athlete's quiet hours?"""
    return _quiet(athlete, moment.astimezone(zone_at(athlete, moment)).time())


def _quiet(athlete: Athlete, time: dt.time) -> bool:
    begins, ends = athlete.schedule.quiet_from, athlete.schedule.quiet_to
    return begins < time < ends if begins <= ends else time > begins or time < ends


def after_quiet(athlete: Athlete, moment: dt.datetime) -> dt.datetime:
    """This moment, or the end of the quiet hours it lies in: when to say what nobody asked for at a certain time."""
    zone = zone_at(athlete, moment)
    wall = moment.astimezone(zone)
    if not _quiet(athlete, wall.time()):
        return moment
    ends = athlete.schedule.quiet_to
    return instant(zone, wall.date() + (ONE_DAY if wall.time() > ends else 0 * ONE_DAY), ends)


def reminder_on(athlete: Athlete, day: dt.date) -> dt.datetime | None:
    """The moment (UTC) to remind of the session of that day; None where the plan has none. A time that was told is
    kept even in quiet hours; one counted back from the training time gives way to them, on its own local date."""
    if not is_planned(athlete, day) or is_paused(athlete, day):
        return None
    moment = moment_of(athlete, day, time_on(athlete, day))
    if not athlete.schedule.lead_min:
        return moment
    earlier = moment - dt.timedelta(minutes=athlete.schedule.lead_min)
    if not is_quiet(athlete, earlier):
        return earlier
    wall = earlier.astimezone(zone_at(athlete, earlier))
    plan = athlete.schedule
    evening = plan.quiet_from > plan.quiet_to and wall.time() > plan.quiet_from
    return moment_of(athlete, wall.date(), plan.quiet_from if evening else min(plan.quiet_to, time_on(athlete, day)))


def coming(athlete: Athlete, first: dt.date, now: dt.datetime) -> Iterator[Due]:
    """The reminders of the plan at `now` or later, for training days from `first` on, in order."""
    for n in range(LOOKED_AHEAD):
        day = first + n * ONE_DAY
        moment = reminder_on(athlete, day)
        if moment and moment >= now:
            yield Due(day, moment)


def reminders_ahead(athlete: Athlete, session: dt.date | None, now: dt.datetime) -> Iterator[Due]:
    """The reminders to come in order: those of the plan from the day of the next session on, for before it the muscles
    rest. Without training days told: of that session alone."""
    if session is None:
        return
    if has_plan(athlete):
        yield from coming(athlete, max(session, local_day(athlete, now)), now)
        return
    due = next(coming(athlete, session, EVER), None)
    if due and due.moment >= now:
        yield due
