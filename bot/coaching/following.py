"""A lift's sessions followed one by one, each judged by what had been asked of it."""

import datetime as dt
from bisect import bisect_left
from itertools import pairwise

import msgspec

from bot.coaching.bouts import Bout
from bot.coaching.conditions import first_fit
from bot.coaching.facts import LiftFacts, OutcomeName, Reached, SchemeName
from bot.coaching.habits import Aim, first_aim, next_aim, planned_reserve, scheme_of
from bot.coaching.history import History
from bot.coaching.loading import Rack
from bot.coaching.prescribing import Case, beyond_top, prescribe, too_big
from bot.coaching.rows import Layoff
from bot.coaching.rulebook import Rulebook
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
from bot.training.athlete import Athlete, Level
from bot.training.exercises import Exercise

NEAR = 1e-6
FOLLOWED_KEPT = 2048  # lifts of athletes


class Lane(msgspec.Struct, frozen=True):
    """What stays the same along one lift's sessions. `leg_days`: all days with leg lifts, for one of them."""

    book: Rulebook
    athlete: Athlete
    level: Level
    name: str
    exercise: Exercise | None
    scheme: SchemeName
    rack: Rack
    first: Aim
    weekly_sets: float
    leg_days: tuple[dt.date, ...] | None
    rir: int


class Followed(msgspec.Struct, frozen=True):
    """How far a lift was followed: where it stood after these sessions, and before the last of them. `seen`: with what
    lies before the first that counts."""

    lane: Lane
    seen: tuple[Bout, ...]
    bouts: tuple[Bout, ...]
    before: Standing | None
    standing: Standing


def standing_of(history: History, exercise: str, weekly_sets: float = 0.0) -> Standing | None:
    """The lift's standing after its latest sessions; None if there is none."""
    key = (exercise, weekly_sets)
    if key not in history.known:
        history.known[key] = _followed(history, exercise, weekly_sets)
    found: Standing | None = history.known[key]
    return found


def _followed(history: History, exercise: str, weekly_sets: float) -> Standing | None:
    bouts = history.bouts_of(exercise)
    if not bouts:
        return None
    book, key = history.book, (history.athlete.id, exercise, weekly_sets > 0)
    followed = book.memory.of(Followed, FOLLOWED_KEPT)
    known = followed.get(key)
    if known is not None and known.seen == bouts and _unchanged(known, history, weekly_sets):
        return known.standing
    lane = _lane(history, exercise, weekly_sets, bouts)
    counting = from_first_plan(lane.scheme, bouts)
    count, before, standing = (0, None, None) if known is None else _resumed(known, lane, counting)
    for bout in counting[count:]:
        before, standing = standing, _after(lane, standing, bout)
    if standing is not None:
        followed.put(key, Followed(lane, bouts, counting, before, standing))
    return standing


def _unchanged(known: Followed, history: History, weekly_sets: float) -> bool:
    """Does all that a lift's same sessions are judged by agree with what it was then?"""
    lane, until = known.lane, known.bouts[-1].day
    if (lane.level, lane.weekly_sets, lane.athlete) != (history.level, weekly_sets, history.athlete):
        return False
    leg_days = history.followed_leg_days if history.is_leg(lane.name) else None
    return _up_to(lane.leg_days, until) == _up_to(leg_days, until)


def _lane(history: History, exercise: str, weekly_sets: float, bouts: tuple[Bout, ...]) -> Lane:
    book, athlete, known = history.book, history.athlete, history.book.exercise(exercise)
    scheme = scheme_of(history, exercise, bouts)
    return Lane(
        book=book,
        athlete=athlete,
        level=history.level,
        name=exercise,
        exercise=known,
        scheme=scheme,
        rack=Rack(book, athlete, known, bouts[0].unit),
        first=first_aim(book, history.level, known, scheme, bouts),
        weekly_sets=weekly_sets,
        leg_days=history.followed_leg_days if history.is_leg(exercise) else None,
        rir=planned_reserve(history, exercise, scheme),
    )


def _resumed(known: Followed, lane: Lane, bouts: tuple[Bout, ...]) -> tuple[int, Standing | None, Standing | None]:
    """How many of these sessions need not be followed again, and the standings before and after the last of them."""
    if not _alike(known.lane, lane, known.bouts[-1].day):
        return 0, None, None
    count = len(known.bouts)
    if bouts[:count] == known.bouts:
        return count, known.before, known.standing
    if known.before is not None and bouts[: count - 1] == known.bouts[:-1]:
        return count - 1, None, known.before
    return 0, None, None


def _alike(one: Lane, other: Lane, until: dt.date) -> bool:
    """Does everything that sessions up to a day are judged by agree?"""
    fixed = (one.level, one.scheme, one.first, one.weekly_sets)
    if fixed != (other.level, other.scheme, other.first, other.weekly_sets) or one.athlete != other.athlete:
        return False
    return _up_to(one.leg_days, until) == _up_to(other.leg_days, until)


def _up_to(days: tuple[dt.date, ...] | None, until: dt.date) -> tuple[dt.date, ...] | None:
    return days and days[: bisect_left(days, until)]


def from_first_plan(scheme: SchemeName, bouts: tuple[Bout, ...]) -> tuple[Bout, ...]:
    """Of a lift that is its own target, the sessions from the first with equal sets on: before it none is known."""
    if scheme not in ("fixed", "linear", "rir"):
        return bouts
    first = next((n for n, bout in enumerate(bouts) if bout.straight), 0)
    return bouts[first:]


def layoff_row(book: Rulebook, athlete: Athlete, days: int) -> Layoff:
    """The row of the layoff table for so many days off; at 65 and more one row further down, once a row counts."""
    rows = book.layoffs
    place = max(i for i, row in enumerate(rows) if days >= row.from_days)
    further = athlete.age == "65plus" and place >= 1
    return rows[min(place + further, len(rows) - 1)]


def _after(lane: Lane, before: Standing | None, bout: Bout) -> Standing:
    """The standing with one session more."""
    book, athlete = lane.book, lane.athlete
    gap = _gap(lane, before, bout)
    rested = gap >= book.numbers["layoff_from_days"]
    if before is not None and not rested and _of_a_light_week(lane, before, bout):
        return before
    asked = before.target if before else None
    aim = next_aim(before.aim, lane.scheme, bout, asked) if before else lane.first
    other_plan = before is not None and (before.aim.bottom, before.aim.top) != (aim.bottom, aim.top)
    needed = 1 if other_plan else _needed(lane, before, gap if rested else 0)
    against = compared(before, bout)
    outcome = book.outcome_of[_reached(lane, aim, bout, needed, before), against]
    case = Case(
        book=book, level=lane.level, exercise=lane.exercise, name=lane.name, scheme=lane.scheme,
        rack=_rack(lane, bout), bodyweight_kg=athlete.bodyweight_kg, bout=bout, aim=aim, asked=asked,
        usual=sets_of(bout) if other_plan else usual_sets(before, bout, needed, rested),
        old_load=load_before_break(book.numbers["climbed_share"], before, bout, rested), rir=lane.rir,
        bare=lane.athlete.kit.has == ("bodyweight",),
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
    return Rack(lane.book, lane.athlete, lane.exercise, bout.unit)


def _gap(lane: Lane, before: Standing | None, bout: Bout) -> int:
    """The longest break since the lift was last done; for a leg lift a day with other leg lifts ends it."""
    last = before.bout.day if before else None
    if lane.leg_days is None:
        return (bout.day - last).days if last else 0
    place = bisect_left(lane.leg_days, bout.day)
    first = bisect_left(lane.leg_days, last) if last else max(place - 1, 0)
    days = [*lane.leg_days[first:place], bout.day]
    return max([(later - day).days for day, later in pairwise(days)], default=0)


def _of_a_light_week(lane: Lane, before: Standing, bout: Bout) -> bool:
    """A lighter session with half the sets is a light week's: it says nothing about progress."""
    asked = before.target.load
    if asked is None or bout.amount is None or bout.kind is not None or bout.failed:
        return False
    usual = max(asked.amount, before.bout.amount or 0.0)
    if bout.amount > usual * lane.book.numbers["light_bout_share"] + NEAR:
        return False
    reps = [r or 0 for r in bout.reps] or [0]
    in_range = before.aim.bottom <= min(reps) and max(reps) <= max(before.aim.top, *before.target.reps)
    return in_range and 2 * len(bout.reps) <= before.usual + 1 and before.usual >= 2


def _needed(lane: Lane, before: Standing | None, days_off: int) -> int:
    """The sets it takes for a whole session."""
    if before is None:
        return 1
    needed = len(before.target.reps) if before.target.backoff is None else 1
    return max(round(needed * layoff_row(lane.book, lane.athlete, days_off).sets), 1) if days_off else needed


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
    top = outcome == "top"
    known = [r for r in bout.reps if r is not None]
    lowest = min(known, default=0.0)
    held = bool(bout.seconds) and min(bout.seconds) >= book.numbers["hold_longest_s"]
    return LiftFacts(
        scheme=case.scheme,
        level=case.level,
        outcome=outcome,
        rir=bout.rir,
        told=bout.rir is not None,
        spare=None if bout.rir is None else bout.rir - case.rir,
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
        nothing_to_add=case.bare,
        enough=held or lowest >= book.numbers["bodyweight_top"],
    )
