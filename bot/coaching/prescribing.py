"""From a rule to numbers: the load, the reps and the sets it asks for."""

import math

import msgspec

from bot.coaching.advice import LiftTarget
from bot.coaching.bouts import Bout
from bot.coaching.estimates import one_rep_max, reps_in_reserve
from bot.coaching.facts import SchemeName
from bot.coaching.habits import Aim
from bot.coaching.loading import Rack
from bot.coaching.rows import LoadChange, Rule
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Level
from bot.training.diary import LoadKind
from bot.training.exercises import Exercise
from bot.training.quantities import Load

UNTOLD_BODYWEIGHT_KG = 70.0
NEAR = 1e-6


class Case(msgspec.Struct, frozen=True, gc=False):
    """What a prescription starts from: the last session, its range, the usual sets, what was asked
    before, the reps in reserve it is trained to,
    and whether there is nothing but the body."""

    book: Rulebook
    level: Level
    exercise: Exercise | None
    name: str
    scheme: SchemeName
    rack: Rack
    bodyweight_kg: float | None
    bout: Bout
    aim: Aim
    usual: int
    asked: LiftTarget | None
    old_load: float | None
    rir: int
    bare: bool = False


def limit_of(case: Case) -> float:
    """The heaviest load a jump may reach: a tenth more; with load added to the body, a tenth of both together."""
    amount = case.bout.amount or 0.0
    share = case.book.numbers["jump_limit"]
    if case.bout.kind == "added":
        body = case.bodyweight_kg or UNTOLD_BODYWEIGHT_KG
        return amount + share * (Load(body, "kg").to(case.rack.unit).amount + amount)
    return amount * (1 + share)


def too_big(case: Case) -> bool:
    """Is even the smallest step above the limit?"""
    amount = case.bout.amount
    if not amount or case.bout.kind == "assisted":
        return False
    return case.rack.above(amount) > limit_of(case) + NEAR


def percent_up(case: Case) -> int:
    amount = case.bout.amount or 0.0
    return round(100 * (case.rack.above(amount) / amount - 1)) if amount else 0


def prescribe(case: Case, rule: Rule) -> LiftTarget:
    """What the rule asks for next, in loads that can be loaded."""
    amount, kind = changed_load(case, rule.load)
    sets = changed_sets(case, rule)
    target = LiftTarget(
        exercise=case.name,
        reps=changed_reps(case, rule, sets, amount),
        load=case.rack.load(amount) if amount and kind != "bodyweight" else None,
        load_kind=kind or ("bodyweight" if case.scheme == "reps" and not amount else None),
        metres=case.bout.metres,
        rir=case.rir,
        rule=rule.name,
    )
    if case.scheme == "hold":
        longer = case.book.numbers["hold_step_s"] if rule.reps == "longer" else 0.0
        return msgspec.structs.replace(target, seconds=case.aim.seconds + longer, reps=(1,) * sets)
    if case.bout.backed_off and amount:
        return _with_back_off(case, target, amount)
    return target


def changed_load(case: Case, change: LoadChange) -> tuple[float | None, LoadKind | None]:
    """The next load in the rack's unit, and how it is carried. Never above the limit, always one that can be loaded."""
    amount, kind = case.bout.amount, case.bout.kind
    if change == "less_help":
        left = case.rack.below(max((amount or 0.0) - case.rack.jump, 0.0)) if amount else 0.0
        return (left, "assisted") if 0 < left < (amount or 0.0) else (None, "bodyweight")
    if not amount:
        bodyweight = case.scheme == "reps"
        return (case.rack.jump, "added") if change == "step" and bodyweight else (amount, kind)
    if change == "reset":
        return min(case.rack.below(amount * case.book.numbers["reset_share"]), amount), kind
    if change == "climb":
        climbed = case.rack.below(amount * (1 + case.book.numbers["climb_share"]))
        return _limited(case, climbed if climbed > amount + NEAR else case.rack.above(amount)), kind
    if change in ("step", "two_steps"):
        jumps = _jumps(case) * (2 if change == "two_steps" else 1)
        return _limited(case, case.rack.up(amount, jumps)), kind
    return amount, kind


def _limited(case: Case, wanted: float) -> float:
    amount = case.bout.amount or 0.0
    limit = limit_of(case)
    if wanted <= limit + NEAR:
        return wanted
    return max(case.rack.below(limit + NEAR), amount)


def _jumps(case: Case) -> int:
    """One smallest step for reps of one's own; in double progression as many as the level's percent allows."""
    if case.scheme != "double":
        return 1
    wanted = (case.bout.amount or 0.0) * case.book.level(case.level).step_percent / 100
    return int(min(max(math.floor(wanted / case.rack.jump + NEAR), 1), case.book.numbers["rebuild_limit"]))


def changed_sets(case: Case, rule: Rule) -> int:
    usual = case.usual
    match rule.sets:
        case "one_less":
            return max(usual - int(case.book.numbers["sets_less"]), 1)
        case "one_more":
            return usual + int(case.book.numbers["added_sets"])
        case _:
            return max(usual, 1)


def changed_reps(case: Case, rule: Rule, sets: int, amount: float | None) -> tuple[int, ...]:
    bottom, top, more = case.aim.bottom, case.aim.top, int(case.book.numbers["added_reps"])
    if rule.reps == "after_step":
        return (reps_after(case, amount, bottom, max(bottom, top - 1)),) * sets
    if rule.reps == "first" and bottom == top:
        return (top + more, *(top,) * (sets - 1))
    base = _done(case, sets)
    match rule.reps:
        case "weakest":
            lowest = min(base)
            return tuple(min(r + more, max(top, r)) if r == lowest else r for r in base)
        case "first":
            return (base[0] + more, *base[1:])
        case "next_set":
            return _next_set(base, top + more)
        case "beyond_top":
            return (_beyond(case, min(base)),) * sets
        case "other_range":
            return (reps_after(case, amount, *instead_of(case.book, case.aim)),) * sets
        case "tenth_less":
            return tuple(max(math.floor(r * 0.9), 1) for r in base)
        case _:
            return _aimed(case, base, sets, kept=rule.load == "same")


def _done(case: Case, sets: int) -> list[int]:
    """The reps of so many sets as they were done last, the lowest for sets beyond those."""
    done = [max(int(r), 1) for r in case.bout.reps if r is not None]  # most first, as a bout has them
    return (done + [done[-1] if done else case.aim.bottom] * sets)[:sets]


def _next_set(base: list[int], goal: int) -> tuple[int, ...]:
    """One set more at the goal than last time."""
    reached = sum(r >= goal for r in base)
    return tuple(max(r, goal) if place <= reached else r for place, r in enumerate(base))


def _aimed(case: Case, base: list[int], sets: int, *, kept: bool) -> tuple[int, ...]:
    """What was asked before, where it was asked at this load; else the range's own reps, or those done."""
    asked = case.asked
    wanted = asked.load.amount if asked is not None and asked.load is not None else 0.0
    at_it = asked is not None and abs(wanted - (case.bout.amount or 0.0)) < NEAR
    if asked is not None and kept and at_it and asked.rule not in ("change_range", "light_week"):
        return (tuple(asked.reps) + (asked.reps[-1],) * sets)[:sets]
    if case.aim.bottom == case.aim.top:
        return (case.aim.bottom,) * sets
    return tuple(min(max(r, case.aim.bottom), case.aim.top) for r in base)


def beyond_top(case: Case) -> int:
    """The reps to go to where the next load is too big a jump."""
    main = case.exercise is not None and case.exercise.main
    return case.aim.top + int(case.book.number("beyond_top_main" if main else "beyond_top_isolation"))


def _beyond(case: Case, lowest: int) -> int:
    return max(min(lowest + int(case.book.numbers["added_reps"]), int(case.book.numbers["most_reps"])), lowest)


def reps_after(case: Case, amount: float | None, bottom: int, top: int) -> int:
    """The reps that a new load leaves with the planned reserve, kept within the range."""
    if bottom == top:
        return bottom
    best = case.bout.reps[0] if case.bout.reps else None
    if not amount or best is None or not case.bout.amount or case.bout.kind is not None:
        return min(max(round((best or bottom) * 0.8), bottom), top)
    rir = reps_in_reserve(None if case.bout.rir is None else 10 - case.bout.rir, case.book.numbers["rir_cap"])
    maximum = one_rep_max(case.bout.amount, best, rir)
    if maximum is None:
        return top
    wanted = 30 * (maximum / amount - 1) - case.rir
    return int(min(max(math.floor(wanted + NEAR), bottom), top))


def instead_of(book: Rulebook, aim: Aim) -> tuple[int, int]:
    """The range to change to."""
    same = [row for row in book.ranges if row.reps == (aim.bottom, aim.top)]
    holding = [row for row in book.ranges if row.reps[0] <= aim.bottom < row.reps[1]]
    found = same or holding
    return found[0].instead if found else (8, 12)


def _with_back_off(case: Case, target: LiftTarget, amount: float) -> LiftTarget:
    lighter = case.rack.below(amount * case.book.numbers["back_off_share"])
    reps = [max(int(s.reps), 1) for s in case.bout.backed_off if s.reps is not None] or [target.reps[0]]
    return msgspec.structs.replace(
        target, reps=(target.reps[0], *([min(reps)] * len(case.bout.backed_off))), backoff=case.rack.load(lighter)
    )
