"""Which lifts and sprints have gone up over the last weeks: the first day of them beside the latest two."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from bot.coaching.estimates import one_rep_max
from bot.coaching.history import History
from bot.coaching.records import run_time
from bot.training.diary import BestTime, RepMax

WEEKS = 12
LATEST_DAYS = 2  # a light day at the end is no step back
STEADY = 0.005  # share by which an estimate or a time must differ
LONGEST_SPRINT_M = 400.0


class LiftTrend(msgspec.Struct, frozen=True):
    """A lift's best set on its first day of the weeks, and on its latest ones. `change`: 1 up, 0 the same, -1 down."""

    exercise: str
    before: RepMax
    now: RepMax
    change: int


class TimeTrend(msgspec.Struct, frozen=True):
    """The same of the fastest sprint over a distance; up is faster."""

    before: BestTime
    now: BestTime
    change: int


Trend: TypeAlias = LiftTrend | TimeTrend


def trends(history: History) -> tuple[Trend, ...]:
    """Everything that was done on two days at least, what was done last first; leg lifts before others."""
    since = history.today - dt.timedelta(weeks=WEEKS)
    lifts = [trend for lift in history.digest.lifted if (trend := _of_lift(history, lift, since))]
    lifts.sort(key=lambda trend: (history.is_leg(trend.exercise), trend.now.day), reverse=True)
    return (*lifts, *_of_times(history, since))


def _of_lift(history: History, exercise: str, since: dt.date) -> LiftTrend | None:
    days: dict[dt.date, list[RepMax]] = {}
    for done in history.lifted(exercise):
        if done.entry.day >= since and done.maxes:
            days.setdefault(done.entry.day, []).extend(done.maxes)
    if len(days) < 2:
        return None
    first, *later = days.values()
    before, now = _strongest(first), _strongest(best for day in later[-LATEST_DAYS:] for best in day)
    return LiftTrend(exercise, before, now, _change(_worth(before), _worth(now)))


def _strongest(maxes: Iterable[RepMax]) -> RepMax:
    return max(maxes, key=_worth)


def _worth(best: RepMax) -> tuple[float, float, float]:
    """By the estimated maximum; of sets that have none by load, then by reps."""
    return one_rep_max(best.load.kg, best.reps) or 0.0, best.load.kg, best.reps


def _of_times(history: History, since: dt.date) -> list[TimeTrend]:
    runs: dict[float, dict[dt.date, BestTime]] = {}
    for one in history.digest.runs:
        time = run_time(one.entry.day, one.run)
        if time is not None and time.day >= since and time.metres <= LONGEST_SPRINT_M:
            days = runs.setdefault(time.metres, {})
            days[time.day] = min(days.get(time.day, time), time, key=_seconds)
    found = []
    for days in runs.values():
        if len(days) > 1:
            first, *later = days.values()
            now = min(later[-LATEST_DAYS:], key=_seconds)
            found.append(TimeTrend(first, now, _change((-first.seconds,), (-now.seconds,))))
    return sorted(found, key=lambda trend: trend.now.metres)


def _seconds(time: BestTime) -> float:
    return time.seconds


def _change(before: tuple[float, ...], now: tuple[float, ...]) -> int:
    """By the first number that differs by more than the steady share."""
    for was, is_ in zip(before, now, strict=True):
        if abs(is_ - was) > STEADY * abs(was):
            return 1 if is_ > was else -1
    return 0
