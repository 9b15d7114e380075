"""What numbers of sets, reps and loads look like, and how two readings are kept in doubt."""

import msgspec

from bot.language.atoms import Atom
from bot.language.reading import Habits
from bot.language.schemes import MOST_SETS, Scheme, Weight
from bot.training.quantities import LoadUnit

# Sizes that tell numbers apart. Loads below 20 (kg or lb) are dumbbells and first plates; more than 12 sets of one
# exercise, or more than 30 reps in each of several sets, are rare in logs.
LEAST_PLAIN_LOAD = 20.0

MOST_PLAIN_SETS = 12.0

MOST_PLAIN_REPS = 30.0

SURELY_LOAD = 45.0

MANY_REPS = 8.0

FEW_SETS = 5.0


class Subject(msgspec.Struct, frozen=True, gc=False):
    """What is known of the exercise that numbers belong to."""

    known: bool = False
    bodyweight: bool = False
    lifts_body: bool = False
    timed: bool = False
    carry: bool = False
    barbell: bool = False
    weighted: bool = False
    counted_first: bool = False
    plural: bool = False
    one_sided: bool = False
    loadable: bool = False


def weights(atom: Atom) -> tuple[Weight, ...]:
    """The loads an atom tells, with their unit where it has one."""
    unit: LoadUnit | None = "kg" if _is_kg(atom.unit) else "lb" if atom.kind == "load" and atom.unit == "lb" else None
    if atom.text == "added":
        return tuple(Weight(v, unit, "added") for v in atom.values)
    if atom.text == "assisted":
        return tuple(Weight(v, unit, "assisted") for v in atom.values)
    return tuple(Weight(v, unit) for v in atom.values)


def _is_kg(unit: str) -> bool:
    return unit == "kg"


def amounts(atoms: list[Atom]) -> list[Atom]:
    return [a for a in atoms if a.values]


def count(atom: Atom) -> int | None:
    """A number of sets, or None where it can be none."""
    value = atom.value
    return int(value) if value == int(value) and 0 < value <= MOST_SETS else None


def sets_of(sets: Atom, reps: Atom, loads: tuple[Weight, ...] = ()) -> Scheme | None:
    number = count(sets)
    return None if number is None else Scheme(number, reps.values, loads)


def either(one: Atom, two: Atom, loads: tuple[Weight, ...], habits: Habits, usual: str = "sr") -> Scheme | None:
    """Sets and reps in one order or the other: by habit, else in the usual order and in doubt."""
    order = habits.pair
    first, second = sets_of(one, two, loads), sets_of(two, one, loads)
    if first is None or second is None or one.value == two.value:
        return first or second
    if order:
        read = first if order == "sr" else second
        read.habit = ("pair", order)
        return read
    read, other = (first, second) if usual == "sr" else (second, first)
    read.doubt, read.other = "sets_or_reps", other
    read.habit = ("pair", "sr", "rs") if usual == "sr" else ("pair", "rs", "sr")
    return read


def swappable(sets: Atom, reps: Atom) -> bool:
    """`8x3`, `10x5`: as many people mean eight reps in three sets as the other way round."""
    return sets.value >= MANY_REPS and 1 < reps.value <= FEW_SETS


def in_doubt(read: Scheme | None, other: Scheme | None, key: str) -> Scheme | None:
    if read is None or other is None:
        return read or other
    read.doubt, read.other = key, other
    return read


def is_rpe(atom: Atom) -> bool:
    return len(atom.values) == 1 and 5 <= atom.value <= 10 and atom.value * 2 == int(atom.value * 2)


def with_rpe(read: Scheme | None, rpe: Atom) -> Scheme | None:
    if read:
        read.rpe = rpe.values
    return read
