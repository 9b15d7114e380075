"""Where a lift stands: its sessions followed one by one, each judged by what had been asked of it."""

import datetime as dt
from bisect import bisect_left

import msgspec

from bot.coaching.advice import LiftTarget
from bot.coaching.bouts import Bout
from bot.coaching.conditions import first_fit
from bot.coaching.facts import Compared, LiftFacts, OutcomeName, Reached, SchemeName
from bot.coaching.habits import Aim, first_aim, next_aim, scheme_of
from bot.coaching.history import History
from bot.coaching.loading import Rack
from bot.coaching.prescribing import Case, beyond_top, prescribe, too_big
from bot.coaching.rows import Layoff, Rule
from bot.training.exercises import Exercise

NEAR = 1e-6


class Standing(msgspec.Struct, frozen=True):
    """A lift after its last session.

    `asked`: what had been asked of that session; `target`: what is asked next, by `rule`. `stall`: sessions without
    progress; `misses`, `tops` in a row at this load; `repeats`: sessions in a row with the same load and reps.
    `resets`: days of going back. `old_load`: of before a break, while still below it. `best`: the
    heaviest load with every set at the top. `effort_rises`: sessions that
    cost two reps in reserve more at the same load.
    """

    exercise: str
    scheme: SchemeName
    bout: Bout
    previous: Bout | None
    outcome: OutcomeName
    rule: Rule
    facts: LiftFacts
    aim: Aim
    target: LiftTarget
    asked: LiftTarget | None
    usual: int
    stall: int
    misses: int
    tops: int
    repeats: int
    sessions: int
    resets: tuple[dt.date, ...] = ()
    effort_rises: int = 0
    old_load: float | None = None
    best: float = 0.0
    struggled: bool = False
    case: Case | None = None
    short: bool = False


class Lane(msgspec.Struct, frozen=True):
    """What stays the same along one lift's sessions."""

    history: History
    name: str
    exercise: Exercise | None
    scheme: SchemeName
    rack: Rack
    weekly_sets: float


def standing_of(history: History, exercise: str, weekly_sets: float = 0.0) -> Standing | None:
    """The lift's standing after the sessions in the history's window; None if there is none."""
    key = (exercise, weekly_sets)
    if key not in history.known:
        history.known[key] = _followed(history, exercise, weekly_sets)
    found: Standing | None = history.known[key]
    return found


def _followed(history: History, exercise: str, weekly_sets: float) -> Standing | None:
    bouts = history.bouts_of(exercise)
    if not bouts:
        return None
    book = history.book
    scheme = scheme_of(history, exercise, bouts)
    known = book.exercise(exercise)
    rack = Rack(book, history.athlete, known, bouts[0].unit)
    lane = Lane(history, exercise, known, scheme, rack, weekly_sets)
    aim = first_aim(book, history.level, lane.exercise, scheme, bouts)
    standing: Standing | None = None
    for bout in from_first_plan(scheme, bouts):
        standing = _after(lane, aim, standing, bout)
    return standing


def from_first_plan(scheme: SchemeName, bouts: tuple[Bout, ...]) -> tuple[Bout, ...]:
    """Of a lift that is its own target, the sessions from the first with equal sets on: before it none is known."""
    if scheme not in ("fixed", "linear", "rir"):
        return bouts
    first = next((n for n, bout in enumerate(bouts) if bout.straight), 0)
    return bouts[first:]


def layoff_row(history: History, days: int) -> Layoff:
    """The row of the layoff table for so many days off; at 65 and more one row further down, once a row counts."""
    rows = history.book.layoffs
    place = max(i for i, row in enumerate(rows) if days >= row.from_days)
    further = history.athlete.age == "65plus" and place >= 1
    return rows[min(place + further, len(rows) - 1)]


def _after(lane: Lane, aim: Aim, before: Standing | None, bout: Bout) -> Standing:
    history, book = lane.history, lane.history.book
    gap = _gap(lane, before, bout)
    rested = gap >= book.number("layoff_from_days")
    if before is not None and not rested and _of_a_light_week(lane, before, bout):
        return before
    asked = before.target if before else None
    was, aim = (before.aim, next_aim(before.aim, lane.scheme, bout, asked)) if before else (aim, aim)
    other_plan = (was.bottom, was.top) != (aim.bottom, aim.top)
    needed = 1 if other_plan else _needed(history, before, gap if rested else 0)
    reached = _reached(lane, aim, bout, needed, before)
    compared = _compared(before, bout)
    row = book.outcome_of[reached, compared]
    same_load = before is not None and compared != "other_load"
    stall = 0 if row.stall == "zero" or rested else (before.stall if before else 0) + (row.stall == "add")
    missed = row.name in ("missed", "fewer", "same", "first", "more")
    misses = ((before.misses if before and same_load and not rested else 0) + 1) if missed else 0
    tops = (before.tops if before and same_load else 0) + 1 if row.name == "top" else 0
    usual = _sets(bout) if other_plan else _usual(before, bout, needed, rested)
    old_load = _old_load(book.number("climbed_share"), before, bout, rested)
    case = Case(
        book, history.level, lane.exercise, lane.name, lane.scheme, _rack(lane, bout), history.athlete.bodyweight_kg,
        bout, aim, usual, asked, old_load,
    )  # fmt: skip
    resets = tuple(
        d for d in (before.resets if before else ()) if (bout.day - d).days <= 7 * book.number("resets_within_weeks")
    )
    best = 0.0 if before is None or other_plan else before.best
    struggled = same_load and before is not None and (before.struggled or before.outcome in ("missed", "fewer"))
    below = bout.signed < best - NEAR
    lift = _facts(case, row.name, tops, stall, misses, len(resets), below, struggled, lane.weekly_sets)
    best = max(best, bout.signed) if row.name == "top" else best
    rule = first_fit(book.rules_for[lane.scheme, history.level, row.name], lift)
    reset = rule.stall == "reset"
    return Standing(
        exercise=lane.name, scheme=lane.scheme, bout=bout, previous=before.bout if before else None, outcome=row.name,
        rule=rule, facts=lift, aim=aim, target=prescribe(case, rule), asked=asked, usual=usual,
        stall=0 if reset else stall, misses=0 if reset else misses, tops=tops,
        repeats=_repeats(before, bout), sessions=(before.sessions if before else 0) + 1,
        resets=(*resets, bout.day) if reset else resets,
        effort_rises=_effort_rises(book.number("rir_drop"), before, bout),
        old_load=old_load, best=best, struggled=struggled, case=case, short=row.name == "partial",
    )  # fmt: skip


def _rack(lane: Lane, bout: Bout) -> Rack:
    if lane.rack.unit == bout.unit:
        return lane.rack
    return Rack(lane.history.book, lane.history.athlete, lane.exercise, bout.unit)


def _gap(lane: Lane, before: Standing | None, bout: Bout) -> int:
    """Days since the last session of that kind."""
    if lane.history.is_leg(lane.name):
        days = lane.history.leg_days
        place = bisect_left(days, bout.day)
        return (bout.day - days[place - 1]).days if place else 0
    return (bout.day - before.bout.day).days if before else 0


def _of_a_light_week(lane: Lane, before: Standing, bout: Bout) -> bool:
    """A lighter session with half the sets is a light week's: it says nothing about progress."""
    asked = before.target.load
    if asked is None or bout.amount is None or bout.kind is not None or bout.failed:
        return False
    if min((r or 0 for r in bout.reps), default=0) < before.aim.bottom:
        return False
    usual = max(asked.amount, before.bout.amount or 0.0)
    light = bout.amount <= usual * lane.history.book.number("light_bout_share") + NEAR
    light = light and max((r or 0 for r in bout.reps), default=0) <= max(before.aim.top, max(before.target.reps))
    return light and 2 * len(bout.reps) <= before.usual + 1 and before.usual >= 2


def _needed(history: History, before: Standing | None, days_off: int) -> int:
    """The sets it takes for a whole session."""
    if before is None:
        return 1
    needed = len(before.target.reps) if before.target.backoff is None else 1
    return max(round(needed * layoff_row(history, days_off).sets), 1) if days_off else needed


def _sets(bout: Bout) -> int:
    return len(bout.seconds) or len(bout.reps)


def _usual(before: Standing | None, bout: Bout, needed: int, rested: bool) -> int:
    """How many sets this athlete does of the lift: as done, unless fewer were asked, or this was one short session."""
    done = _sets(bout)
    if before is None:
        return done
    if done < needed and not before.short:
        return before.usual
    reduced = rested or len(before.target.reps) < before.usual
    return before.usual if reduced and done <= before.usual else done


def _reached(lane: Lane, aim: Aim, bout: Bout, needed: int, before: Standing | None) -> Reached:
    if lane.scheme == "hold":
        wanted = before.aim.seconds if before else aim.seconds
        held = [s + NEAR >= wanted for s in bout.seconds]
        return "unknown" if not held else "missed" if not all(held) else "partial" if len(held) < needed else "top"
    known = [r for r in bout.reps if r is not None]
    counted = known[:1] if lane.scheme == "top_set" else known
    if len(known) < len(bout.reps) or not known:
        return "unknown" if not bout.metres else "missed" if bout.failed else "top"
    if bout.failed or min(counted) < aim.bottom:
        return "missed"
    if len(known) < needed and lane.scheme != "top_set" and not (before and before.short):
        return "partial"
    return "top" if min(counted) >= aim.top else "within"


def _compared(before: Standing | None, bout: Bout) -> Compared:
    if before is None:
        return "first"
    last = before.bout
    if abs(last.signed - bout.signed) > NEAR or last.unit != bout.unit or last.kind != bout.kind:
        return "other_load"
    together = min(len(last.reps), len(bout.reps))
    change = sum(r or 0 for r in bout.reps[:together]) - sum(r or 0 for r in last.reps[:together])
    return "more" if change > 0 else "fewer" if change <= -2 else "same"


def _repeats(before: Standing | None, bout: Bout) -> int:
    if before is None or (before.bout.reps, before.bout.seconds) != (bout.reps, bout.seconds) or not bout.reps:
        return 1
    same = abs(before.bout.signed - bout.signed) < NEAR and before.bout.unit == bout.unit
    return before.repeats + 1 if same else 1


def _effort_rises(drop: float, before: Standing | None, bout: Bout) -> int:
    """Sessions in a row that left two reps less in reserve at an equal load."""
    if before is None or before.bout.rir is None or bout.rir is None:
        return 0
    harder = before.bout.rir - bout.rir >= drop and abs(before.bout.signed - bout.signed) < NEAR
    return before.effort_rises + 1 if harder else 0


def _old_load(climbed: float, before: Standing | None, bout: Bout, rested: bool) -> float | None:
    """The load of before a break, until the lift is nearly back there."""
    if before is None or bout.amount is None or bout.kind is not None:
        return None
    old = max(before.bout.amount or 0.0, before.old_load or 0.0) if rested else before.old_load
    return old if old and bout.amount < climbed * old - NEAR else None


def _facts(
    case: Case, outcome: OutcomeName, tops: int, stall: int, misses: int, resets: int,
    below_best: bool, struggled: bool, weekly_sets: float,
) -> LiftFacts:  # fmt: skip
    book, bout, aim = case.book, case.bout, case.aim
    row = book.level(case.level)
    known = [r for r in bout.reps if r is not None]
    enough = min(known, default=0) >= book.number("bodyweight_top")
    held = bool(bout.seconds) and min(bout.seconds) >= book.number("hold_longest_s")
    return LiftFacts(
        scheme=case.scheme,
        level=case.level,
        outcome=outcome,
        rir=bout.rir,
        spare=None if bout.rir is None else bout.rir - row.rir,
        tops=tops,
        all_beyond=outcome == "top" and min(known, default=0) > aim.top,
        beyond=outcome == "top" and sum(known) >= aim.top * len(known) + 1,
        stall=stall,
        misses=misses,
        resets=resets,
        climbing=case.old_load is not None,
        below_best=below_best,
        struggled=struggled,
        too_big=too_big(case),
        reps_left=min(known, default=0) < book.number("most_reps"),
        earned=min(known, default=0) >= beyond_top(case),
        weekly_sets=weekly_sets,
        help=bout.kind == "assisted",
        added=bout.kind == "added",
        enough=enough or held,
    )
