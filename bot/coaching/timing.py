"""The day of the next session: recovery of the muscles it works, training days, and sprints beside lifting."""

import datetime as dt

from bot.coaching.advice import Advice
from bot.coaching.calendar import ONE_DAY, days_of, on_training_day, recovery_h
from bot.coaching.history import History
from bot.coaching.sprinting import SprintStanding, last_effort, sprint_standing
from bot.coaching.standing import Standing

PRIME = 0.5  # share of a set from which a muscle counts as worked


def lift_day(history: History, standings: tuple[Standing, ...]) -> tuple[dt.date, tuple[Advice, ...]]:
    """The first training day on which the muscles of these lifts have recovered."""
    if not standings:
        return dt.date.max, ()
    muscles = {m for s in standings for m in worked(history, s.exercise)}
    last = last_worked(history, muscles) or standings[-1].bout.day
    hours, notes = recovery_h(history, muscles, last)
    extra = max(s.rule.rest_h for s in standings)
    earliest = max(last + days_of(hours + extra), history.today, _after_sprints(history, muscles))
    return on_training_day(history.athlete, _not_again(history, earliest)), notes


def _after_sprints(history: History, muscles: set[str]) -> dt.date:
    """Two days after sprints for heavy hamstring work, the next day for other lifts."""
    days = history.sprint_days
    if not days:
        return dt.date.min
    return days[-1].day + (2 if "hamstrings" in muscles else 1) * ONE_DAY


def worked(history: History, exercise: str) -> frozenset[str]:
    """Muscles that a lift works; an unknown lift stands for itself."""
    known = history.book.exercise(exercise)
    if known is None:
        return frozenset({exercise})
    return frozenset(m for m, share in known.muscles.items() if share >= PRIME) or frozenset({exercise})


def last_worked(history: History, muscles: set[str]) -> dt.date | None:
    for day in reversed(history.lifts_on):
        if any(worked(history, lift) & muscles for lift in history.lifts_on[day]):
            return day
    return None


def _not_again(history: History, day: dt.date) -> dt.date:
    """No second session on a day that has had one."""
    return day + ONE_DAY if day in history.lifts_on and day == history.today else day


def sprint_day(history: History, lifts_on: dt.date) -> tuple[dt.date, SprintStanding | None]:
    """The first day for sprints: rested from the last ones, at most two days in seven, and with heavy hamstring work
    either on the same day or two days apart."""
    days = history.sprint_days
    if not days:
        return dt.date.max, None
    book = history.book
    last = days[-1].day
    hard = history.older or last_effort(history, days) >= 100
    earliest = max(last + days_of(book.number("top_speed_gap_h" if hard else "sprint_gap_h")), history.today)
    lately = [d.day for d in days if d.day > earliest - 7 * ONE_DAY]
    most = int(book.number("sprint_days_a_week"))
    if len(lately) >= most:
        earliest = max(earliest, lately[-most] + 7 * ONE_DAY)
    heavy = last_worked(history, {"hamstrings"})
    if heavy is not None:
        earliest = max(earliest, heavy + 2 * ONE_DAY)
    day = on_training_day(history.athlete, _not_again(history, earliest))
    if lifts_on != dt.date.max and day < lifts_on and (lifts_on - day).days < 2:
        day = lifts_on
    return day, sprint_standing(history, day)
