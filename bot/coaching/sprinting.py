"""The next sprint session: reps, then distance, then effort, within what hamstrings bear."""

import datetime as dt
from itertools import pairwise

import msgspec

from bot.coaching.advice import Advice, Number, SprintTarget
from bot.coaching.conditions import first_fit
from bot.coaching.facts import SprintFacts
from bot.coaching.history import History
from bot.coaching.rows import SprintRule
from bot.coaching.rulebook import Rulebook
from bot.coaching.sprint_days import SprintDay
from bot.training.diary import BestTime

WEEK = dt.timedelta(days=7)


class SprintStanding(msgspec.Struct, frozen=True):
    """Where an athlete's sprinting stands: the last day of it, by which rule it goes on, and what is next."""

    last: SprintDay
    rule: SprintRule
    facts: SprintFacts
    target: SprintTarget
    numbers: dict[str, Number]


def sprint_standing(history: History, on: dt.date) -> SprintStanding | None:
    """What the next sprints are if they fall `on` that day; None for who has not sprinted lately."""
    days = history.sprint_days
    if not days:
        return None
    book, last = history.book, days[-1]
    facts = _facts(history, days, on)
    rule = first_fit(book.sprints_to_try, facts)
    target = _target(book, rule, last, facts)
    numbers = _numbers(history, days, facts, target)
    because = Advice(f"sprint.{rule.name}.because", numbers)
    return SprintStanding(last, rule, facts, msgspec.structs.replace(target, because=because), numbers)


def first_sprints(book: Rulebook) -> SprintTarget:
    """A newcomer's first session."""
    reps, metres = int(book.number("first_reps")), book.number("first_metres")
    return SprintTarget(reps, metres, int(book.number("easy_effort")), rest_seconds(book, metres), rule="one_more_rep")


def rest_seconds(book: Rulebook, metres: float) -> float:
    """The rest after each repetition: by its length, up to a limit."""
    return min(metres * book.number("sprint_rest"), book.number("longest_rest_s"))


def session_limit(book: Rulebook, metres: float) -> float:
    """How many metres of repetitions this long one session may hold."""
    return next((row.metres for row in book.sprint_limits if metres <= row.up_to_m), book.sprint_limits[-1].metres)


def _facts(history: History, days: tuple[SprintDay, ...], on: dt.date) -> SprintFacts:
    book, last = history.book, days[-1]
    ran, metres = last.ran, last.ran.metres or 0.0
    before = sum(d.metres for d in days if last.day - 2 * WEEK < d.day <= last.day - WEEK)
    this = sum(d.metres for d in days if last.day - WEEK < d.day <= last.day)
    known_before = any(d.day <= last.day - WEEK for d in days)
    jumped = known_before and this > max(before * (1 + book.number("jump_in_metres")), book.number("small_week_m"))
    longer = metres + book.number("distance_step")
    most = book.number("most_sprints")
    back = _back_since(history, days, on)
    effort = last_effort(history, days)
    effort = min(effort, int(book.number("easy_effort"))) if back else effort
    return SprintFacts(
        days_off=(on - last.day).days,
        easing_back=back is not None and (on - _grown_on(days, back)).days < book.number("back_rise_days"),
        jumped=jumped,
        slowed=slowed_after(book, last.times) is not None,
        room_for_rep=ran.reps < most and (ran.reps + 1) * metres <= session_limit(book, metres),
        room_for_distance=longer <= book.number("longest_rep")
        and book.number("first_reps") * longer <= session_limit(book, longer),
        newcomer=_newcomer(history, days),
        effort=effort,
        top_soon=_next_effort(book, effort) >= 95,
        hill_lately=any(d.ran.hill for d in days),
    )


def _back_since(history: History, days: tuple[SprintDay, ...], on: dt.date) -> dt.date | None:
    """The first sprint day after a break, in the weeks that follow it."""
    rest, weeks = history.book.number("sprint_back_days"), history.book.number("newcomer_weeks")
    back = [later.day for one, later in pairwise(days) if (later.day - one.day).days >= rest]
    return back[-1] if back and on - back[-1] < dt.timedelta(weeks=weeks) else None


def _grown_on(days: tuple[SprintDay, ...], back: dt.date) -> dt.date:
    """The last day with more metres than the one before it, from the return on."""
    grown = [later.day for one, later in pairwise(days) if one.day >= back and later.metres > one.metres]
    return grown[-1] if grown else back


def _newcomer(history: History, days: tuple[SprintDay, ...]) -> bool:
    """In the first weeks of sprinting, as far as the diary knows."""
    if any(b.metres <= history.book.number("sprint_longest_m") for b in history.diary.past.times):
        return False
    return days[-1].day - days[0].day < dt.timedelta(weeks=history.book.number("newcomer_weeks"))


def last_effort(history: History, days: tuple[SprintDay, ...]) -> int:
    """How hard the last sprints were, in percent: by the own best at the distance; a newcomer's count as fast but not
    all-out."""
    book, ran = history.book, days[-1].ran
    if _newcomer(history, days):
        return int(book.number("timed_effort" if ran.stride == "sprint" else "easy_effort"))
    best = next((b for b in history.times if abs(b.metres - (ran.metres or 0)) < 0.5), None)
    if best is None or not ran.seconds:
        return int(book.number("timed_effort"))
    told = min(100.0, 100 * best.seconds / ran.seconds)
    return max((s.percent for s in book.effort_steps if s.percent <= told + 1), default=int(book.number("easy_effort")))


def _next_effort(book: Rulebook, effort: int) -> int:
    return next((s.percent for s in book.effort_steps if s.percent > effort), 100)


def slowed_after(book: Rulebook, times: tuple[float, ...]) -> int | None:
    """The repetitions that were done before times fell off; None if they did not."""
    if len(times) < 3:
        return None
    best = times[0]
    for place, seconds in enumerate(times):
        best = min(best, seconds)
        if seconds > best * (1 + book.number("slowing")):
            return place
    return None


def _target(book: Rulebook, rule: SprintRule, last: SprintDay, facts: SprintFacts) -> SprintTarget:
    reps, metres, hill, effort = last.ran.reps, last.ran.metres or 0.0, last.ran.hill, facts.effort
    match rule.change:
        case "half":
            reps, effort = max(reps // 2, 1), min(effort, int(book.number("easy_effort")))
        case "stop_earlier":
            reps = max(slowed_after(book, last.times) or reps, 1)
        case "rep":
            reps += 1
        case "distance":
            metres += book.number("distance_step")
            reps = int(book.number("first_reps"))
        case "hill":
            hill, effort = True, _next_effort(book, effort)
        case "effort":
            effort = _next_effort(book, effort)
    return SprintTarget(reps, metres, effort, rest_seconds(book, metres), hill, rule.name)


def _numbers(
    history: History, days: tuple[SprintDay, ...], facts: SprintFacts, target: SprintTarget
) -> dict[str, Number]:
    last = days[-1]
    before = sum(d.metres for d in days if last.day - 2 * WEEK < d.day <= last.day - WEEK)
    this = sum(d.metres for d in days if last.day - WEEK < d.day <= last.day)
    best: BestTime | None = next((b for b in history.times if abs(b.metres - target.metres) < 0.5), None)
    return {
        "days_off": facts.days_off,
        "percent": round(100 * (this / before - 1)) if before else 100,
        "reps": target.reps,
        "metres": round(target.reps * target.metres),
        "limit": round(session_limit(history.book, target.metres)),
        "effort": target.effort,
        "best_time": best.seconds if best else 0.0,
        "rep_distance": last.ran.metres or 0.0,
        "last_day": last.day,
    }
