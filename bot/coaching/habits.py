"""How an athlete logs a lift, and so by which scheme it progresses and in which range of reps."""

from statistics import median_low
from typing import get_args

import msgspec

from bot.coaching.advice import LiftTarget
from bot.coaching.bouts import Bout
from bot.coaching.conditions import first_fit
from bot.coaching.facts import HabitFacts, SchemeName
from bot.coaching.history import History
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Level
from bot.training.exercises import Exercise

OTHER_PLAN = 3  # reps more than asked that say another plan rather than a good day
NEAR = 1e-6
SCHEMES = frozenset(get_args(SchemeName))
OFTEN_FREE = ("lunge", "calf")  # movements that many train without any load
OTHER_RANGE = "change_range"  # the rule that asks for other reps than the range's own


class Aim(msgspec.Struct, frozen=True, gc=False):
    """The range of reps a lift is trained in; of a hold, its seconds."""

    bottom: int
    top: int
    seconds: float = 0.0


def scheme_of(history: History, exercise: str, bouts: tuple[Bout, ...]) -> SchemeName:
    """The scheme the athlete chose for this lift (or for all of them), else the first that fits how it is logged."""
    known = history.book.exercise(exercise)
    chosen = history.athlete.schemes.get(exercise) or history.athlete.schemes.get("all")
    latest = bouts[-1]
    facts = HabitFacts(
        timed=bool(latest.seconds) and not any(latest.reps),
        bodyweight=latest.bodyweight or (latest.amount is None and _bears_itself(known, bouts)),
        backed_off=bool(latest.backed_off),
        straight=next((True for b in bouts if b.straight), False),
    )
    if chosen in SCHEMES - {"hold"} and not facts.timed and not facts.bodyweight:
        return chosen  # type: ignore[return-value]  # a member of the Literal, by the line above
    return first_fit(history.book.schemes_to_try, facts).name


def planned_reserve(history: History, exercise: str, scheme: SchemeName) -> int:
    """The reps in reserve a lift is trained to: those chosen with its scheme, else the level's."""
    chosen = history.athlete.reserves if scheme == "rir" else {}
    return chosen.get(exercise, chosen.get("all", history.book.level(history.level).rir))


def _bears_itself(known: Exercise | None, bouts: tuple[Bout, ...]) -> bool:
    """Is the body the load where none is told? Of a lunge or a calf raise too, as long as it never had another."""
    if known is None or known.kind == "bodyweight":
        return known is not None
    free = known.kind in ("dumbbell", "kettlebell") or known.pattern in OFTEN_FREE
    return free and all(bout.amount is None for bout in bouts)


def level_range(book: Rulebook, level: Level, exercise: Exercise | None) -> tuple[int, int]:
    row = book.level(level)
    return row.main if exercise is not None and exercise.main else row.isolation


def first_aim(
    book: Rulebook, level: Level, exercise: Exercise | None, scheme: SchemeName, bouts: tuple[Bout, ...]
) -> Aim:
    """The range a lift starts in: the athlete's own reps, or for double progression the range they lie in."""
    straight = next((b for b in bouts if b.straight), None)
    if scheme == "hold":
        return Aim(1, 1, min(bouts[0].seconds, default=0.0))
    if scheme == "reps" and (not bouts[0].amount or bouts[0].kind is None):
        return Aim(1, int(book.number("bodyweight_top")))
    if scheme == "double":
        return Aim(*own_range(book, level_range(book, level, exercise), bouts))
    known = [r for r in (straight or bouts[0]).reps if r is not None]
    reps = max(int(median_low(known)), 1) if known else level_range(book, level, exercise)[0]
    return Aim(reps, reps)


def own_range(book: Rulebook, usual: tuple[int, int], bouts: tuple[Bout, ...]) -> tuple[int, int]:
    """The level's range where the athlete's reps lie in or near it, else the named range that holds them."""
    reps = [r for r in bouts[0].reps if r is not None]
    if not reps:
        return usual
    middle = median_low(reps)
    if usual[0] - 1 <= middle <= usual[1] + 1:
        return usual
    holding = [row.reps for row in book.ranges if row.reps[0] <= middle < row.reps[1]]
    return holding[0] if holding else usual


def next_aim(aim: Aim, scheme: SchemeName, bout: Bout, asked: LiftTarget | None) -> Aim:
    """The same range, unless the athlete now trains in another: equal sets of other reps at a load that was not asked,
    or the very reps that were asked."""
    if scheme == "hold":
        return Aim(1, 1, max(aim.seconds, min(bout.seconds, default=0.0)))
    if scheme == "reps":
        return _reps_aim(aim, bout)
    if not bout.straight or asked is None:
        return aim
    reps = int(bout.reps[0] or 0)
    if scheme == "double":
        return aim
    asked_load, load = (asked.load.amount if asked.load else 0.0), bout.amount or 0.0
    more = reps > aim.top and (load < 0.97 * asked_load or reps >= aim.top + OTHER_PLAN)
    fewer = reps < aim.bottom and load > asked_load + NEAR
    as_asked = asked.rule == OTHER_RANGE and reps == asked.reps[0] and abs(load - asked_load) < NEAR
    return Aim(reps, reps) if reps and (more or fewer or as_asked) else aim


def _reps_aim(aim: Aim, bout: Bout) -> Aim:
    if not bout.amount or bout.kind is None or aim.top == aim.bottom or not bout.straight:
        return aim
    reps = max(int(bout.reps[0] or 1), 1)
    return Aim(reps, reps)
