"""What a piece of notation says about a run or any other activity, and how pieces add up."""

import itertools

import msgspec

from bot.training.quantities import METRES_PER_MILE

TRACK_DISTANCES = frozenset({100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1600, 2000, 3000, 5000})

SPRINT_DISTANCES = frozenset({20, 30, 40, 50, 60, 70, 80, 90, 110, 120})


class Ground(msgspec.Struct, frozen=True, gc=False):
    """What the rest of the message says about a run's numbers; `habit`: km or mile, where the athlete has one."""

    kind: str = "run"
    walk: bool = False
    short: bool = False
    paced: bool = False
    hill: bool = False
    miles: bool = False
    kilometres: bool = False
    habit: str = ""
    told_first: bool = True


class Leg(msgspec.Struct, gc=False):
    """One run as far as it is told. `clock`: minutes and seconds whose meaning depends on the distance. `loose`: a
    number was told that found no place in it. `habit`: its name and what decided by it, or, in doubt, what it and
    `other` would be by it."""

    reps: int | None = None
    metres: float | None = None
    seconds: float | None = None
    times: tuple[float, ...] = ()
    best: float | None = None
    pace: float | None = None
    speed: float | None = None
    rest_s: float | None = None
    rest_metres: float | None = None
    grade: float | None = None
    rpe: float | None = None
    clock: float | None = None
    clock_at: bool = False
    pace_clock: float | None = None
    bare: float | None = None
    ladder: tuple[float, ...] = ()
    unit: str = ""
    part: bool = False
    mere: bool = False
    loose: bool = False
    habit: tuple[str, ...] = ()
    doubt: str = ""
    other: "Leg | None" = None

    def told(self) -> frozenset[str]:
        """The names of what is told."""
        return frozenset(f for f in _MEASURES if getattr(self, f) not in (None, ()))


_MEASURES = (
    "reps",
    "metres",
    "seconds",
    "times",
    "best",
    "pace",
    "speed",
    "rest_s",
    "rest_metres",
    "grade",
    "rpe",
    "clock",
    "pace_clock",
    "bare",
)

_NEVER_ZERO = ("metres", "seconds", "best", "pace", "speed", "clock", "pace_clock", "bare")

TIMES = frozenset({"seconds", "times", "clock"})

_RATES = frozenset({"pace", "pace_clock", "speed"})

_TOLD_TWICE = frozenset({"grade", "rest_s"})  # rest between repetitions, and between sets of them

_SIZES = frozenset({"metres", "reps", "bare"})

LONGEST_PART = 60  # miles or kilometres
MOST_SPRINTS = 30  # `8 hill sprints`
TIMES_APART = 0.4  # share by which one repetition's time may differ from the next


def is_zero(leg: Leg) -> bool:
    """Whether it tells a distance, a time or a speed of nothing, which nobody ran."""
    return 0 in leg.times or 0 in leg.ladder or any(getattr(leg, field) == 0 for field in _NEVER_ZERO)


def add(legs: list[Leg], new: Leg, apart: bool = False, short: bool = False) -> None:
    """Add a piece: it completes the last leg, or begins another, as it does after a plus sign."""
    if not legs:
        legs.extend(_rungs(new.ladder) if new.ladder else [new])
        return
    last = legs[-1]
    if new.ladder:
        legs.extend(_rungs(new.ladder))
        return
    told, fresh = last.told(), new.told()
    if not fresh or (fresh == {"metres"} and _same_distance(last, new)):
        return
    if new.clock_at and "seconds" in told and not told & _RATES and "clock" not in told:
        last.clock, last.clock_at = new.clock, True
        return
    if _completes_a_count(legs, new, short) or _is_told_on(last, new):
        return
    another = fresh == {"bare"} and new.bare in TRACK_DISTANCES and bool(told & TIMES) and not last.reps
    if another or _begins(told, fresh) or (apart and fresh & (_SIZES | TIMES) and told & (_SIZES | TIMES)):
        new.part = new.part or (last.part and "metres" in fresh)
        legs.append(new)
        return
    _complete(last, new, fresh)


def _completes_a_count(legs: list[Leg], new: Leg, short: bool) -> bool:
    """`10 sprints of 50 m`: a bare number that counted what is told now; `100m 8 times`: a count of what was told."""
    last = legs[-1]
    told, fresh = last.told(), new.told()
    if fresh == {"reps"} and not last.reps:
        last.reps = new.reps
        return True
    bare = last.bare or 0.0
    if not short or told != {"bare"} or fresh != {"metres"} or new.metres == bare:
        return False
    if bare != int(bare) or not 0 < bare <= MOST_SPRINTS:
        return False
    new.reps = int(bare)
    legs[-1] = new
    return True


def _is_told_on(last: Leg, new: Leg) -> bool:
    """A further time of a repetition: `2x300 in 42 and 43.5`."""
    if new.told() != {"bare"} or not _is_a_further_time(last, new.bare or 0.0):
        return False
    last.times, last.seconds = (*(last.times or (last.seconds or 0.0,)), new.bare or 0.0), None
    return True


def _complete(last: Leg, new: Leg, fresh: frozenset[str]) -> None:
    """Put into a leg what it lacks; what it has already, and otherwise, finds no place."""
    for field in fresh:
        if getattr(last, field) in (None, ()):
            setattr(last, field, getattr(new, field))
        elif field not in _TOLD_TWICE and getattr(last, field) != getattr(new, field):
            last.loose = True
    last.unit = last.unit or new.unit
    last.clock_at = last.clock_at or new.clock_at
    if new.doubt and not last.doubt:
        last.doubt, last.other = new.doubt, new.other
    last.habit = last.habit or new.habit


def as_part(leg: Leg, ground: Ground) -> None:
    """`10 miles with 4 at marathon pace`: a bare number within a run counts what the message counts in."""
    if leg.told() == {"bare"} and leg.bare and leg.bare <= LONGEST_PART and (ground.miles or ground.kilometres):
        leg.metres, leg.bare = leg.bare * (METRES_PER_MILE if ground.miles else 1000.0), None


def _is_a_further_time(last: Leg, value: float) -> bool:
    """`2x300 in 42 and 43.5`: a number like the times before it, while repetitions are left without one."""
    before = last.times[-1] if last.times else last.seconds
    told = len(last.times) or 1
    return before is not None and told < (last.reps or 0) and abs(value - before) <= TIMES_APART * before


def _same_distance(last: Leg, new: Leg) -> bool:
    """`1.5 km/0.93 mi`, `4 miles (19:48 through 4 miles)`: told twice."""
    if last.metres is None or new.metres is None or last.reps:
        return False
    return (last.unit != new.unit or bool(last.told() & TIMES)) and abs(last.metres - new.metres) <= 0.02 * last.metres


def _rungs(ladder: tuple[float, ...]) -> list[Leg]:
    """`600, 400, 400, 200`: a leg for each distance, equal ones together."""
    return [Leg(len(list(same)), metres=metres) for metres, same in itertools.groupby(ladder)]


def _begins(told: frozenset[str], fresh: frozenset[str]) -> bool:
    """Whether a piece repeats what the last leg has: then it is a further one."""
    if fresh & _SIZES and told & _SIZES:
        return fresh != {"bare"}
    if fresh & _SIZES and told & TIMES and told & _RATES:
        return True
    return (
        bool(fresh & {"seconds", "clock"} and told & TIMES and told & (_SIZES | {"seconds"}) and not told & {"times"})
        and "pace" not in fresh
    )
