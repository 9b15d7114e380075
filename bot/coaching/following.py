"""A lift's sessions followed one by one, each judged by what had been asked of it."""

from bisect import bisect_left

import msgspec

from bot.coaching.bouts import Bout
from bot.coaching.conditions import first_fit
from bot.coaching.facts import LiftFacts, OutcomeName, Reached, SchemeName
from bot.coaching.habits import Aim, first_aim, next_aim, scheme_of
from bot.coaching.history import History
from bot.coaching.loading import Rack
from bot.coaching.prescribing import Case, beyond_top, prescribe, too_big
from bot.coaching.rows import Layoff
from bot.coaching.standing import (
    Standing,
    Tally,
    compared,
    counted,
    effort_rising,
    load_before_break,
    repeated,
    sets_of,
    usual_sets,
)
from bot.training.exercises import Exercise

NEAR = 1e-6


class Lane(msgspec.Struct, frozen=True):
    """What stays the same along one lift's sessions."""

    history: History
    name: str
    exercise: Exercise | None
    scheme: SchemeName
    rack: Rack
    weekly_sets: float
    leg: bool


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
    lane = Lane(history, exercise, known, scheme, rack, weekly_sets, history.is_leg(exercise))
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


def _after(lane: Lane, first: Aim, before: Standing | None, bout: Bout) -> Standing:
    """The standing with one session more."""
    history, book = lane.history, lane.history.book
    gap = _gap(lane, before, bout)
    rested = gap >= book.numbers["layoff_from_days"]
    if before is not None and not rested and _of_a_light_week(lane, before, bout):
        return before
    asked = before.target if before else None
    aim = next_aim(before.aim, lane.scheme, bout, asked) if before else first
    other_plan = before is not None and (before.aim.bottom, before.aim.top) != (aim.bottom, aim.top)
    needed = 1 if other_plan else _needed(history, before, gap if rested else 0)
    against = compared(before, bout)
    outcome = book.outcome_of[_reached(lane, aim, bout, needed, before), against]
    case = Case(
        book=book, level=history.level, exercise=lane.exercise, name=lane.name, scheme=lane.scheme,
        rack=_rack(lane, bout), bodyweight_kg=history.athlete.bodyweight_kg, bout=bout, aim=aim, asked=asked,
        usual=sets_of(bout) if other_plan else usual_sets(before, bout, needed, rested),
        old_load=load_before_break(book.numbers["climbed_share"], before, bout, rested),
    )  # fmt: skip
    tally = counted(
        before, bout, outcome, same_load=before is not None and against != "other_load", rested=rested,
        other_plan=other_plan, weeks=book.numbers["resets_within_weeks"],
    )  # fmt: skip
    return _decided(lane, case, before, outcome.name, tally)


def _decided(lane: Lane, case: Case, before: Standing | None, outcome: OutcomeName, tally: Tally) -> Standing:
    """The rule that decides, and what it asks for."""
    facts = _facts(case, outcome, tally, lane.weekly_sets)
    rule = first_fit(case.book.rules_for[lane.scheme, case.level, outcome], facts)
    if rule.stall == "reset":
        tally = msgspec.structs.replace(tally, stall=0, misses=0, resets=(*tally.resets, case.bout.day))
    return Standing(
        scheme=lane.scheme,
        case=case,
        previous=before.bout if before else None,
        outcome=outcome,
        rule=rule,
        facts=facts,
        target=prescribe(case, rule),
        tally=tally,
        repeats=repeated(before, case.bout),
        sessions=(before.sessions if before else 0) + 1,
        effort_rises=effort_rising(case.book.numbers["rir_drop"], before, case.bout),
        short=outcome == "partial",
    )


def _rack(lane: Lane, bout: Bout) -> Rack:
    if lane.rack.unit == bout.unit:
        return lane.rack
    return Rack(lane.history.book, lane.history.athlete, lane.exercise, bout.unit)


def _gap(lane: Lane, before: Standing | None, bout: Bout) -> int:
    """Days since the last session of that kind."""
    if lane.leg:
        days = lane.history.leg_days
        place = bisect_left(days, bout.day)
        return (bout.day - days[place - 1]).days if place else 0
    return (bout.day - before.bout.day).days if before else 0


def _of_a_light_week(lane: Lane, before: Standing, bout: Bout) -> bool:
    """A lighter session with half the sets is a light week's: it says nothing about progress."""
    asked = before.target.load
    if asked is None or bout.amount is None or bout.kind is not None or bout.failed:
        return False
    usual = max(asked.amount, before.bout.amount or 0.0)
    if bout.amount > usual * lane.history.book.numbers["light_bout_share"] + NEAR:
        return False
    reps = [r or 0 for r in bout.reps] or [0]
    in_range = before.aim.bottom <= min(reps) and max(reps) <= max(before.aim.top, *before.target.reps)
    return in_range and 2 * len(bout.reps) <= before.usual + 1 and before.usual >= 2


def _needed(history: History, before: Standing | None, days_off: int) -> int:
    """The sets it takes for a whole session."""
    if before is None:
        return 1
    needed = len(before.target.reps) if before.target.backoff is None else 1
    return max(round(needed * layoff_row(history, days_off).sets), 1) if days_off else needed


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


def _facts(case: Case, outcome: OutcomeName, tally: Tally, weekly_sets: float) -> LiftFacts:
    book, bout, aim = case.book, case.bout, case.aim
    row, top = book.level(case.level), outcome == "top"
    known = [r for r in bout.reps if r is not None]
    lowest = min(known, default=0.0)
    held = bool(bout.seconds) and min(bout.seconds) >= book.numbers["hold_longest_s"]
    return LiftFacts(
        scheme=case.scheme,
        level=case.level,
        outcome=outcome,
        rir=bout.rir,
        spare=None if bout.rir is None else bout.rir - row.rir,
        tops=tally.tops,
        all_beyond=top and lowest > aim.top,
        beyond=top and sum(known) >= aim.top * len(known) + 1,
        stall=tally.stall,
        misses=tally.misses,
        resets=len(tally.resets),
        climbing=case.old_load is not None,
        below_best=tally.below_best,
        struggled=tally.struggled,
        too_big=too_big(case),
        reps_left=lowest < book.numbers["most_reps"],
        earned=lowest >= beyond_top(case),
        weekly_sets=weekly_sets,
        help=bout.kind == "assisted",
        added=bout.kind == "added",
        enough=held or lowest >= book.numbers["bodyweight_top"],
    )
