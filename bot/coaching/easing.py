"""Less for a while: coming back after a break, and light weeks."""

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from itertools import pairwise

import msgspec

from bot.coaching.advice import Advice, LiftTarget, Number, SprintTarget
from bot.coaching.following import layoff_row
from bot.coaching.history import History
from bot.coaching.loading import Rack
from bot.coaching.rows import Layoff
from bot.coaching.safety import was_ill
from bot.coaching.standing import Standing

WEEK = 7


class LightWeek(msgspec.Struct, frozen=True):
    """A light week: why it is one, when it began, and the week's number where it was planned."""

    name: str
    since: dt.date
    week: int = 0


def break_before(history: History, exercise: str, on: dt.date) -> tuple[dt.date | None, int]:
    """The longest break since the lift was last done, up to that day: when it began, and its days. For a leg lift a day
    with other leg lifts ends it, but is no session of this one."""
    last = history.last_same_kind(exercise)
    if last is None or not history.is_leg(exercise):
        return last, (on - last).days if last else 0
    bouts = history.bouts_of(exercise)
    own = bouts[-1].day if bouts else last
    legs = history.leg_days
    days = legs[bisect_left(legs, own) : bisect_right(legs, on)]
    gaps = [((later - day).days, day) for day, later in pairwise([*days, on])]
    longest, began = max(gaps, default=((on - last).days, last))
    return began, longest


def break_row(history: History, began: dt.date | None, days: int) -> Layoff:
    """The row of the layoff table for such a break; one further after an illness in it."""
    row = layoff_row(history.book, history.athlete, max(days, 0))
    if began and days >= history.book.number("layoff_from_days") and was_ill(history.athlete, began):
        rows = history.book.layoffs
        return rows[min(rows.index(row) + 1, len(rows) - 1)]
    return row


def after_break(history: History, standing: Standing, on: dt.date) -> tuple[LiftTarget, Advice | None]:
    """What is asked of a lift after so many days; the target itself where there was no break."""
    target = standing.target
    began, days = break_before(history, standing.exercise, on)
    row = break_row(history, began, days)
    numbers: dict[str, Number] = {"days": days}
    key = f"layoff.{row.name.replace(' ', '_')}"
    if row.hold:
        return held(standing, Advice(key, numbers)), Advice(key, numbers)
    if row.load >= 1.0:
        return target, None
    because = Advice(key, numbers)
    rir = row.rir if row.rir is not None else (target.rir or 0) + row.rir_more
    return eased(history, standing, row.load, row.sets, rir, because, "layoff"), because


def held(standing: Standing, because: Advice) -> LiftTarget:
    """The same load and reps as last time, where more had been asked."""
    bout, target = standing.bout, standing.target
    if target.load is None or bout.load is None or target.load.kg <= bout.load.kg or bout.kind == "assisted":
        return target
    reps = tuple(int(r) for r in bout.reps if r is not None)[: standing.usual] or target.reps
    return msgspec.structs.replace(target, load=bout.load, reps=reps, rule="layoff", because=because)


def eased(
    history: History, standing: Standing, load: float, sets: float, rir: int, because: Advice, rule: str
) -> LiftTarget:
    """A share of the last load and of the usual sets, in the reps of the range."""
    bout, target = standing.bout, standing.target
    count = max(math.floor(standing.usual * sets + 0.5), 1)
    reps = (target.reps + (target.reps[-1],) * count)[:count]
    if standing.aim.bottom == standing.aim.top and standing.scheme != "reps":
        reps = (standing.aim.bottom,) * count
    if standing.scheme == "reps" and not bout.amount:
        reps = tuple(max(math.floor(r * load), 1) for r in reps)
    seconds = target.seconds and round(target.seconds * load)
    changed = msgspec.structs.replace(target, reps=reps, rir=rir, rule=rule, because=because, seconds=seconds)
    if bout.amount and bout.kind != "assisted":
        rack = Rack(history.book, history.athlete, history.book.exercise(standing.exercise), bout.unit)
        lighter = min(rack.below(bout.amount * load), bout.amount)
        changed = msgspec.structs.replace(changed, load=rack.load(lighter) if lighter > 0 else None)
        if target.backoff is not None:
            share = history.book.number("back_off_share")
            changed = msgspec.structs.replace(changed, backoff=rack.load(rack.below(lighter * share)))
    return changed


def light_week(history: History, standings: tuple[Standing, ...], on: dt.date) -> LightWeek | None:
    """The light week that this day lies in, if any: the first trigger of the table that holds."""
    book = history.book
    span = int(book.number("light_days"))
    asked = [r.day for r in history.athlete.reports if r.kind == "light_week" and 0 <= (on - r.day).days < span]
    if asked:
        return LightWeek("asked_for", max(asked))
    stalled = _two_stalls(history, standings)
    if stalled is not None and 0 < (on - stalled).days <= span:
        return LightWeek("two_stalls", stalled)
    resets = [s.bout.day for s in standings if s.rule.name == "light_week" and (on - s.bout.day).days <= span]
    if resets:
        return LightWeek("two_resets", max(resets))
    if _sore(history, on):
        return LightWeek("soreness", on)
    if any(s.effort_rises >= 2 and (on - s.bout.day).days <= span for s in standings):
        return LightWeek("effort_rising", on)
    relieved = any(s.resets and (on - s.resets[-1]).days <= book.number("relieved_days") for s in standings)
    return None if relieved else planned(history, on)


def _two_stalls(history: History, standings: tuple[Standing, ...]) -> dt.date | None:
    """The day on which a second lift had to go back within two weeks of another."""
    latest = sorted(s.resets[-1] for s in standings if s.resets)
    if len(latest) < 2:
        return None
    close = (latest[-1] - latest[-2]).days <= history.book.number("two_stalls_days")
    return latest[-1] if close else None


def _sore(history: History, on: dt.date) -> bool:
    """Sore at each of the last sessions?"""
    book = history.book
    count = int(book.number("sore_sessions"))
    told = [r for r in history.athlete.reports if r.kind == "soreness" and r.day <= on][-count:]
    near = told and (on - told[-1].day).days <= book.number("light_days")
    return bool(near) and len(told) == count and all(r.amount >= book.number("sore_score") for r in told)


def planned(history: History, on: dt.date) -> LightWeek | None:
    """Every so many weeks by level, counted from the first lift, or from the last week without leg lifts."""
    every = history.book.level(history.level).light_week_every
    first = history.first_lift_day
    if not every or first is None:
        return None
    gap = history.book.number("rest_from_days")
    days = [d for d in history.leg_days if d < on]
    returns = [b for a, b in pairwise(days) if (b - a).days >= gap]
    start = returns[-1] if returns else first
    week = (on - start).days // WEEK + 1
    return LightWeek("planned", on, week) if week % every == 0 else None


def lightened(history: History, standing: Standing, week: LightWeek) -> tuple[LiftTarget, Advice]:
    """A lift in a light week."""
    book = history.book
    numbers: dict[str, Number] = {"percent": round(100 * book.number("light_load")), "week": week.week}
    because = Advice(f"light_week.{week.name}", numbers)
    load, sets, rir = book.number("light_load"), book.number("light_sets"), int(book.number("light_rir"))
    return eased(history, standing, load, sets, rir, because, "light_week"), because


def lightened_sprints(target: SprintTarget) -> SprintTarget:
    """No sprints above nine tenths in a light week."""
    return msgspec.structs.replace(target, effort=min(target.effort, 90))
