"""Which number is which where the signs alone do not say: by size, by the exercise, by the athlete's habit."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from bot.language.amounts import Atom
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
    timed: bool = False
    carry: bool = False
    barbell: bool = False
    weighted: bool = False
    counted_first: bool = False


Judge = Callable[[list[Atom], Subject, Habits], Scheme | None]


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


def _sets_of(sets: Atom, reps: Atom, loads: tuple[Weight, ...] = ()) -> Scheme | None:
    number = count(sets)
    return None if number is None else Scheme(number, reps.values, loads)


def _either(one: Atom, two: Atom, loads: tuple[Weight, ...], habits: Habits, usual: str = "sr") -> Scheme | None:
    """Sets and reps in one order or the other: by habit, else in the usual order and in doubt."""
    order = habits.pair
    first, second = _sets_of(one, two, loads), _sets_of(two, one, loads)
    if first is None or second is None or one.value == two.value:
        return first or second
    if order:
        return first if order == "sr" else second
    read, other = (first, second) if usual == "sr" else (second, first)
    read.doubt, read.other = "sets_or_reps", other
    return read


def _swappable(sets: Atom, reps: Atom) -> bool:
    """`8x3`, `10x5`: as many people mean eight reps in three sets as the other way round."""
    return sets.value >= MANY_REPS and 1 < reps.value <= FEW_SETS


def pair(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxB`."""
    one, two = amounts(atoms)
    if len(one.values) > 1:
        return Scheme(None, one.values, weights(two))
    if len(two.values) > 1:
        return _pair_with_list(one, two, subject)
    read = _plain_pair(one, two, subject, habits)
    if read and two.unit != "range":
        read.pair = (one.value, two.value)
    return read


def _plain_pair(one: Atom, two: Atom, subject: Subject, habits: Habits) -> Scheme | None:
    a, b = one.value, two.value
    if subject.timed and b >= 10 and a <= MOST_PLAIN_SETS:
        return Scheme(count(one), seconds=two.values)
    if subject.bodyweight:
        if a <= MOST_PLAIN_SETS + 3:
            return _sets_of(one, two)
        return _sets_of(two, one) if b <= MOST_PLAIN_SETS else None
    if two.unit == "range":
        return _sets_of(one, two) if a < LEAST_PLAIN_LOAD else Scheme(None, two.values, weights(one))
    if b != int(b) and b > a:
        return Scheme(None, one.values, weights(two))
    if a >= LEAST_PLAIN_LOAD or a != int(a):
        return (
            Scheme(None, one.values, weights(two))
            if b > a and a <= MOST_PLAIN_REPS
            else Scheme(None, two.values, weights(one))
        )
    return _small_pair(one, two, subject, habits)


def _small_pair(one: Atom, two: Atom, subject: Subject, habits: Habits) -> Scheme | None:
    a, b = one.value, two.value
    by_load = Scheme(None, one.values, weights(two))
    if b >= SURELY_LOAD and subject.known:
        return by_load
    if b > MOST_PLAIN_REPS:
        return _in_doubt(_sets_of(one, two), by_load, "reps_or_load")
    if b >= LEAST_PLAIN_LOAD:
        return by_load if a > FEW_SETS else _sets_of(one, two)
    if a > MOST_PLAIN_SETS:
        return _in_doubt(Scheme(None, two.values, weights(one)), _sets_of(two, one), "reps_or_load")
    if a >= MANY_REPS and b > MOST_PLAIN_SETS:
        return _in_doubt(by_load, _sets_of(one, two), "reps_or_load")
    if _swappable(one, two):
        return _either(one, two, (), habits)
    return _sets_of(one, two)


def _in_doubt(read: Scheme | None, other: Scheme | None, key: str) -> Scheme | None:
    if read is None or other is None:
        return read or other
    read.doubt, read.other = key, other
    return read


def _pair_with_list(one: Atom, two: Atom, subject: Subject) -> Scheme | None:
    a, values = one.value, two.values
    if (
        len(values) == 2
        and values[0] <= MOST_PLAIN_REPS
        and values[1] >= LEAST_PLAIN_LOAD
        and values[1] > 2.5 * values[0]
    ):
        return Scheme(count(one), values[:1], (Weight(values[1]),)) if a < LEAST_PLAIN_LOAD else None
    if a == len(values) and max(values) <= MOST_PLAIN_REPS:
        return Scheme(None, values)
    if a > max(values) and (a >= LEAST_PLAIN_LOAD or a != int(a)):
        return Scheme(None, values, weights(one))
    if subject.bodyweight:
        return Scheme(None, values)
    if min(values) > a and (max(values) >= LEAST_PLAIN_LOAD or a >= 6):
        return Scheme(None, one.values, weights(two))
    return _in_doubt(Scheme(None, values, weights(one)), Scheme(None, one.values, weights(two)), "reps_or_load")


def scheme(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxB` and a load after it."""
    one, two, load = amounts(atoms)[:3]
    if load.kind != "load" and (one.value >= LEAST_PLAIN_LOAD or two.value >= SURELY_LOAD):
        return _pair_at(atoms, one, two, load, subject, habits)
    if load.kind != "load" and _is_rpe(load) and subject.barbell and any(a.kind == "at" for a in atoms):
        return _with_rpe(pair([one, two], subject, habits), load)
    heavy = weights(load)
    if len(heavy) > 1:
        if len(heavy) == two.value != one.value:
            return Scheme(None, one.values, heavy)
        return Scheme(None, two.values, heavy)
    if one.value > MOST_PLAIN_SETS and two.value <= MOST_PLAIN_SETS:
        return _sets_of(two, one, heavy)
    if _swappable(one, two):
        return _either(one, two, heavy, habits)
    return _sets_of(one, two, heavy)


def _pair_at(atoms: list[Atom], one: Atom, two: Atom, load: Atom, subject: Subject, habits: Habits) -> Scheme | None:
    """`100x5 @8`: load and reps are told already, so what follows the sign is the effort."""
    if not _is_rpe(load) or not any(a.kind == "at" for a in atoms):
        return None
    return _with_rpe(pair([one, two], subject, habits), load)


def _is_rpe(atom: Atom) -> bool:
    return len(atom.values) == 1 and 5 <= atom.value <= 10 and atom.value * 2 == int(atom.value * 2)


def _with_rpe(read: Scheme | None, rpe: Atom) -> Scheme | None:
    if read:
        read.rpe = rpe.values
    return read


def triple(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxBxC`: the largest is the load."""
    one, two, three = amounts(atoms)
    a, b, c = one.value, two.value, three.value
    if c >= b and c >= a:
        return scheme(atoms, subject, habits)
    if a > b and a > c:
        return loaded(atoms, subject, habits)
    read = _sets_of(one, three, weights(two))
    if a == c or (a <= FEW_SETS and c > a):
        return read
    return _in_doubt(read, _sets_of(three, one, weights(two)), "sets_or_reps")


def loaded(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """A load, then `AxB`."""
    load, one, two = amounts(atoms)
    heavy = weights(load)
    if load.kind != "load" and (load.value < one.value or (two.value > MOST_PLAIN_REPS and two.value > load.value / 2)):
        return None
    if one.value == two.value:
        return _sets_of(one, two, heavy)
    if atoms[-4].kind != "x" and atoms[-4].kind != "at":
        return _either(one, two, heavy, habits) if _swappable(one, two) else _sets_of(one, two, heavy)
    few, many = sorted((one, two), key=lambda atom: atom.value)
    if habits.triple:
        return _sets_of(one, two, heavy) if habits.triple == "wsr" else _sets_of(two, one, heavy)
    if few.value <= FEW_SETS and many.value >= MANY_REPS and few.value > 1:
        return _sets_of(few, many, heavy)
    return _in_doubt(_sets_of(one, two, heavy), _sets_of(two, one, heavy), "sets_or_reps")


def at_pair(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`3@55x8`: sets at a load, for reps; `100 @ 3x5`: a load in sets of reps."""
    one, two_, three = amounts(atoms)
    if two_.kind != "load" and one.value > two_.value:
        return loaded(atoms, subject, habits)
    return _sets_of(one, three, weights(two_))


def inside(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxB` in brackets, after a load: mostly reps x sets."""
    *before, one, two = amounts(atoms)
    heavy = weights(before[0]) if before else ()
    if len(heavy) > 1:
        return Scheme(None, one.values if len(heavy) == two.value else two.values, heavy)
    if one.value == two.value or (one.value >= 6 and two.value <= 6) or two.value == 1:
        return _sets_of(two, one, heavy) if habits.pair != "sr" or two.value == 1 else _sets_of(one, two, heavy)
    if two.value >= MANY_REPS:
        return _sets_of(one, two, heavy)
    return _either(one, two, heavy, habits, usual="rs")


def two(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`A B`: a load and reps."""
    one, other = amounts(atoms)
    a, b = one.value, other.value
    if b < a and (a >= LEAST_PLAIN_LOAD or a != int(a)) and not subject.bodyweight:
        return Scheme(None, other.values, weights(one))
    if b > a and b >= LEAST_PLAIN_LOAD and not subject.bodyweight:
        return Scheme(None, one.values, weights(other))
    if subject.bodyweight and b > FEW_SETS and a <= FEW_SETS:
        return _in_doubt(_sets_of(one, other), Scheme(None, (a, b)), "sets_or_list")
    if subject.bodyweight:
        return Scheme(None, (a, b))
    return _in_doubt(_sets_of(one, other), Scheme(None, other.values, weights(one)), "sets_or_load")


def before_list(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`A B,C,D`: a load and reps, or reps and loads."""
    one, listed = amounts(atoms)
    if subject.bodyweight and one.value < 2 * max(listed.values):
        return Scheme(None, (*one.values, *listed.values))
    if min(listed.values) > one.value and max(listed.values) >= LEAST_PLAIN_LOAD:
        return Scheme(None, one.values, weights(listed))
    return Scheme(None, listed.values, weights(one))


def after_list(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`A,B,C D`: reps and a load."""
    listed, load = amounts(atoms)
    if listed.unit == " " and listed.value >= LEAST_PLAIN_LOAD > max(listed.values[1:]):
        return None
    if load.kind == "load" or (load.value > max(listed.values) and not subject.bodyweight):
        return Scheme(None, listed.values, weights(load))
    return None


def alone_list(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`A, B, C` alone."""
    listed = atoms[0]
    values = listed.values
    if listed.unit == " " and len(values) == 2:
        return two([Atom("number", 0, 0, (v,)) for v in values], subject, habits)
    if subject.timed and min(values) >= 10:
        return Scheme(seconds=values)
    if subject.bodyweight:
        return Scheme(reps=values)
    heavy, rest = values[0], values[1:]
    if heavy >= LEAST_PLAIN_LOAD and heavy > 1.9 * max(rest):
        if listed.unit == " " and len(values) == 3:
            one, two_ = (Atom("number", 0, 0, (v,)) for v in rest)
            read = Scheme(None, rest, (Weight(heavy),))
            return _in_doubt(
                _sets_of(two_, one, (Weight(heavy),)), _sets_of(one, two_, (Weight(heavy),)) or read, "sets_or_reps"
            )
        return Scheme(None, rest, (Weight(heavy),))
    if listed.unit == " " and len(values) == 3 and values[2] >= LEAST_PLAIN_LOAD and max(values[:2]) <= MOST_PLAIN_REPS:
        sets = Atom("number", 0, 0, values[:1])
        return _sets_of(sets, Atom("number", 0, 0, values[1:2]), (Weight(values[2]),))
    if min(values) >= LEAST_PLAIN_LOAD and max(values) > MOST_PLAIN_REPS:
        return Scheme(loads=weights(listed))
    return Scheme(reps=values)


def alone(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """One bare number."""
    number = atoms[0]
    if subject.timed and number.value >= 10:
        return Scheme(seconds=number.values)
    if subject.bodyweight and (digits := _run_together(number.value)):
        return _in_doubt(Scheme(reps=digits), Scheme(reps=number.values), "digits")
    if subject.bodyweight or subject.counted_first:
        return Scheme(reps=number.values)
    by_load = Scheme(loads=weights(number))
    if number.value > MOST_PLAIN_REPS or number.value != int(number.value):
        return by_load
    return _in_doubt(Scheme(reps=number.values), by_load, "reps_or_load")


def _run_together(value: float) -> tuple[float, ...]:
    """`744` of pull-ups: seven, four and four."""
    digits = str(int(value))
    if (
        value != int(value)
        or not 3 <= len(digits) <= 5
        or "0" in digits
        or list(digits) != sorted(digits, reverse=True)
    ):
        return ()
    return tuple(float(d) for d in digits)


def at(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`@ A`: a load."""
    number = atoms[-1]
    return Scheme(loads=weights(number))


def failure(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`A x failure`: sets, or a load."""
    number = atoms[0]
    if number.value >= LEAST_PLAIN_LOAD:
        return Scheme(reps=(None,), loads=weights(number))
    return Scheme(sets=count(number), reps=(None,))


def warmup(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`WU x load`."""
    load = amounts(atoms)
    return Scheme(loads=weights(load[0]) if load else (), reps=(None,), warmup=True)


def two_lists(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`60/70/80 x 12/10/8`: loads and reps, the larger the loads."""
    one, other = amounts(atoms)
    if max(one.values) >= max(other.values):
        one, other = other, one
    return Scheme(reps=one.values, loads=weights(other))


def seventies(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`50s x 10, 10, 8`: the dumbbells of that size; or seconds, in sets."""
    size, reps = amounts(atoms)
    if subject.timed:
        return Scheme(sets=count(reps), seconds=size.values)
    return Scheme(reps=reps.values, loads=tuple(Weight(v) for v in size.values))


def implements(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`2x16kg 3x10`: one in each hand."""
    number, load, one, other = amounts(atoms)
    read = _sets_of(one, other, weights(load)) if number.value == 2 else None
    if read:
        read.each_hand = True
    return read


def reps_load(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`5x100kg`: reps and a load; `2x32kg` carried: one in each hand."""
    reps, load = amounts(atoms)
    if subject.carry and reps.value == 2:
        return Scheme(loads=weights(load), each_hand=True)
    return Scheme(reps=reps.values, loads=weights(load))


def at_load(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`5@100`: reps at a load; `135@10`: a load for reps, or at an effort."""
    one, other = amounts(atoms)
    read = Scheme(reps=one.values, loads=weights(other))
    if len(one.values) > 1 or other.kind == "load" or one.value < LEAST_PLAIN_LOAD or one.value <= other.value:
        return read
    by_load = Scheme(reps=other.values, loads=weights(one))
    if _is_rpe(other):
        return _in_doubt(Scheme(loads=weights(one), rpe=other.values), by_load, "reps_or_rpe")
    return by_load


def rpe_score(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`rpe 8/10`."""
    return Scheme(rpe=atoms[-1].values) if atoms[-1].unit == "of ten" else None


def short(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`A x 40m`: minutes of a hold, metres of a carry."""
    *before, amount = amounts(atoms)
    number = count(before[0]) if before else None
    if subject.timed:
        return Scheme(number, seconds=tuple(60 * v for v in amount.values))
    return Scheme(number, metres=amount.values)


def seconds_or_load(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`70s`: seconds, or the seventies on the rack."""
    amount = atoms[0]
    if subject.weighted and not subject.timed:
        return Scheme(loads=tuple(Weight(v) for v in amount.values))
    return Scheme(seconds=amount.values)


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        judge.__name__: judge
        for judge in (
            pair,
            scheme,
            triple,
            loaded,
            at_pair,
            inside,
            two,
            before_list,
            after_list,
            alone_list,
            alone,
            at,
            failure,
            warmup,
            short,
            rpe_score,
            two_lists,
            seventies,
            implements,
            reps_load,
            at_load,
            seconds_or_load,
        )  # fmt: skip
    }
)
