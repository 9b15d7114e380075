"""Which number is which in a piece of a run where the signs alone do not say: by size, ground and habit."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.language.atoms import Atom
from bot.language.legs import TRACK_DISTANCES, Ground, Leg
from bot.language.reading import Habits
from bot.training.quantities import METRES_PER_MILE

MOST_REPS = 200
LEAST_REST_METRES = 20.0  # of a bare number; fewer are minutes
COVERED = frozenset({"jog", "walk"})  # rest told by what is covered, not by how long it takes
SHORTEST_SPRINT = 10.0  # metres
LEAST_LADDER = 100.0  # metres of a run that is not called a sprint; fewer may be minutes

RACE_DISTANCES = frozenset({1500.0, 1609.3, 3000.0, 5000.0, 10000.0, 21097.5, 42195.0})

Judge = Callable[[list[Atom], Ground, Habits], Leg | None]


def reps_m(atoms: list[Atom], ground: Ground, habits: Habits) -> Leg | None:
    """`6x60m`: metres; `5x3m`: minutes."""
    one, size = [a for a in atoms if a.values][:2]
    number = count(one)
    if number is None:
        return None
    if size.value < 20 and habits.m != "metres" and not (ground.short and size.value >= SHORTEST_SPRINT):
        return Leg(number, seconds=size.value * 60)
    return Leg(number, metres=size.value)


def reps_short(atoms: list[Atom], ground: Ground, habits: Habits) -> Leg | None:
    """`6 60m sprints`."""
    return reps_m(atoms, ground, habits) if ground.short and atoms[0].value <= 30 and atoms[1].value >= 10 else None


def reps_number(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """`6x400`: metres."""
    one, size = [a for a in atoms if a.values][:2]
    number = count(one)
    if number is None or size.value < 20:
        return None
    return Leg(number, metres=size.value)


def reps_alone(atoms: list[Atom], ground: Ground, _habits: Habits) -> Leg | None:
    """`hill sprints 8x`, `sprints x8`: a count, where nothing says how far."""
    number = count(next(a for a in atoms if a.values))
    return Leg(number) if number and (ground.short or ground.paced) else None


def sets_reps_m(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """`2x4x200m`: eight repetitions."""
    sets, reps, size = (a for a in atoms if a.values)
    number, each = count(sets), count(reps)
    if number is None or each is None or number * each > MOST_REPS:
        return None
    return Leg(number * each, metres=size.value)


def count(atom: Atom) -> int | None:
    value = atom.value
    return int(value) if value == int(value) and 0 < value <= MOST_REPS else None


def m(atoms: list[Atom], ground: Ground, habits: Habits) -> Leg | None:
    """`800m`, `30m`, `5m`: metres, minutes or miles; `30m, 40m, 50m`: one repetition of each."""
    value, least = atoms[-1].value, SHORTEST_SPRINT if ground.short else LEAST_LADDER
    if len(atoms[-1].values) > 1 and min(atoms[-1].values) >= least:
        return Leg(ladder=atoms[-1].values)
    if value >= 100 or (ground.short and value >= 10):
        return Leg(metres=value)
    minutes = Leg(seconds=value * 60, unit="m", habit=("m", "minutes") if habits.m == "minutes" else ())
    if habits.m == "minutes" or ground.kind == "other" or value > 27:
        return minutes
    miles = Leg(metres=value * METRES_PER_MILE, unit="mile")
    if habits.m == "miles":
        miles.habit = ("m", "miles")
        return miles
    if habits.m == "metres":
        return Leg(metres=value, habit=("m", "metres"))
    miles.doubt, miles.other, miles.habit = "minutes_or_miles", minutes, ("m", "miles", "minutes")
    return miles


def time(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """A time, or several."""
    values = atoms[-1].values
    return Leg(seconds=values[0]) if len(values) == 1 else Leg(times=values)


def times(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """What stands after `in` or `@`: times of the repetitions in seconds."""
    atom = atoms[-1]
    values = atom.values
    if atom.kind == "clock":
        return Leg(clock=values[0]) if len(values) == 1 else Leg(times=values)
    if atom.kind == "m":
        return Leg(seconds=values[0] * 60)
    if len(values) > 1:
        return Leg(times=values)
    if atom.kind == "number" and atoms[0].kind == "at" and (values[0] > 400 or atoms[0].text in ("with", "w/")):
        return None
    return Leg(seconds=values[0])


def clock(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    values = atoms[-1].values
    return Leg(clock=values[0]) if len(values) == 1 else Leg(times=values)


def at_clock(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    values = atoms[-1].values
    return Leg(clock=values[0], clock_at=True) if len(values) == 1 else Leg(times=values)


def pace(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """A clock time that is called a pace: per kilometre or mile, whichever the message counts in."""
    return Leg(pace_clock=next(a for a in atoms if a.values).value)


def time_list(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """A list of bare numbers: seconds of the repetitions."""
    if TRACK_DISTANCES.issuperset(atoms[0].values):
        return Leg(ladder=atoms[0].values)
    if atoms[0].unit == "-":
        return None
    return Leg(times=atoms[0].values)


def bare(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    return Leg(bare=atoms[0].value)


def bare_at_clock(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """`4 @ 6:16`: a distance in the message's unit, at a pace."""
    return Leg(bare=atoms[0].value, clock=atoms[-1].value, clock_at=True)


def race_pace(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """`5k pace` names a pace; `8 km pace easy` a distance."""
    return Leg() if round(atoms[0].value, 1) in RACE_DISTANCES else None


def rest_m(atoms: list[Atom], _ground: Ground, _habits: Habits) -> Leg | None:
    """Rest in `m`: a short walk back, or minutes."""
    atom = next(a for a in atoms if a.values)
    if atom.kind == "m" and atom.value < 20:
        return Leg(rest_s=atom.value * 60)
    if atom.kind == "number" and atom.value < LEAST_REST_METRES:
        return Leg(rest_s=atom.value * 60)
    if atom.kind == "number" and any(a.kind == "rest" and COVERED.isdisjoint(a.text.split()[:1]) for a in atoms):
        return Leg(rest_s=atom.value) if atoms[0].kind == "rest" else Leg(rest_metres=atom.value)
    return Leg(rest_metres=atom.value)


def grade(atoms: list[Atom], ground: Ground, _habits: Habits) -> Leg | None:
    """Percent: a slope where a hill or a treadmill is named, else an effort."""
    value = atoms[-1].value
    return Leg(grade=value) if value <= 40 and (ground.hill or value <= 25) else Leg()


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        judge.__name__: judge
        for judge in (
            reps_m,
            reps_number,
            reps_short,
            reps_alone,
            sets_reps_m,
            m,
            time,
            times,
            clock,
            at_clock,
            pace,
            time_list,
            bare,
            bare_at_clock,
            race_pace,
            rest_m,
            grade,
        )
    }
)
