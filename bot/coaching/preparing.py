"""What a reminder says beside its session: about how long it takes, the sets to warm up with, and how late it is."""

import datetime as dt

from bot.coaching.advice import LiftTarget, NextSession, SprintTarget
from bot.coaching.loading import Rack
from bot.coaching.rows import Lateness
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Set
from bot.training.quantities import LoadUnit

PRIME = 0.5  # share of a set from which a muscle counts as worked
METRES_A_S = 6.0  # of a sprint, for its length in time only


def lateness(book: Rulebook, late: dt.timedelta) -> Lateness:
    """The row for a reminder that comes so late."""
    minutes = late.total_seconds() / 60
    return next(row for row in book.lateness if row.minutes is None or minutes <= row.minutes)


def ignored(book: Rulebook, unanswered: int) -> bool:
    """Have so many reminders gone unanswered that it is time to ask, and then to be silent?"""
    return unanswered >= book.number("ignored_most")


def asked_at(book: Rulebook) -> dt.time:
    """The time of the morning at which a missed session is asked about."""
    return dt.time(int(book.number("asked_at_h")))


def week_told_at(book: Rulebook) -> dt.time:
    """The time of Sunday evening at which the week is told."""
    return dt.time(int(book.number("week_told_at_h")))


def minutes_of(book: Rulebook, session: NextSession) -> int:
    """About how long a session takes, warming up included."""
    seconds = 60 * book.number("warm_up_min") + sum(_seconds(book, target) for target in session.targets)
    grain = book.number("session_grain_min")
    return int(grain * max(1, round(seconds / 60 / grain)))


def _seconds(book: Rulebook, target: LiftTarget | SprintTarget) -> float:
    if isinstance(target, SprintTarget):
        return target.reps * (target.metres / METRES_A_S + target.rest_s)
    known = book.exercise(target.exercise)
    worked = [m for m, share in known.muscles.items() if share >= PRIME] if known else []
    rest = book.number("small_rest_s" if len(worked) == 1 else "big_rest_s")
    return len(target.reps) * (max(target.seconds or 0.0, book.number("set_s")) + rest)


def warm_up(book: Rulebook, athlete: Athlete, session: NextSession) -> tuple[str, tuple[Set, ...]]:
    """The first exercise of a session that asks for a load, and the lighter sets before it; perhaps none."""
    for target in session.targets:
        if isinstance(target, LiftTarget) and target.load is not None and target.load_kind is None:
            return target.exercise, _steps(book, athlete, target)
    return "", ()


def _steps(book: Rulebook, athlete: Athlete, target: LiftTarget) -> tuple[Set, ...]:
    work = target.load
    if work is None:
        return ()
    unit: LoadUnit = work.unit or athlete.settled_unit
    exercise = book.exercise(target.exercise)
    rack = Rack(book, athlete, exercise, unit)
    found: list[Set] = []
    for row in book.warmups:
        if not row.share and (exercise is None or exercise.kind != "barbell"):
            continue
        amount = rack.empty if not row.share else rack.below(row.share * work.amount)
        heavier = not found or found[-1].load is None or amount > found[-1].load.amount
        if amount < work.amount and heavier:
            found.append(Set(row.reps, rack.load(amount)))
    return tuple(found)
