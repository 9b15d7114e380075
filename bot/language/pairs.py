"""`AxB`, `AxBxC` and their kin: which number is the sets, which the reps, which the load."""

from bot.language.atoms import Atom
from bot.language.reading import Habits
from bot.language.schemes import Scheme, Weight
from bot.language.sizes import (
    FEW_SETS,
    LEAST_PLAIN_LOAD,
    MANY_REPS,
    MOST_PLAIN_REPS,
    MOST_PLAIN_SETS,
    SURELY_LOAD,
    Subject,
    amounts,
    count,
    either,
    in_doubt,
    is_rpe,
    sets_of,
    swappable,
    weights,
    with_rpe,
)


def pair(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxB`."""
    one, two = amounts(atoms)
    if len(one.values) > 1 and subject.bodyweight and two.kind == "number" and (times := count(two)):
        return Scheme(None, one.values * times) if times <= FEW_SETS else None
    if len(one.values) > 1 and not two.unit and min(one.values) > max(two.values):
        return Scheme(None, two.values, weights(one))
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
        if a <= MOST_PLAIN_SETS and swappable(one, two):
            return either(one, two, (), habits)
        if a <= MOST_PLAIN_SETS or (a <= MOST_PLAIN_SETS + 3 and b > FEW_SETS):
            return sets_of(one, two)
        return sets_of(two, one) if b <= MOST_PLAIN_SETS else None
    if two.unit == "range":
        return sets_of(one, two) if a < LEAST_PLAIN_LOAD else _load_and_range(one, two)
    if b != int(b) and b > a:
        return Scheme(None, one.values, weights(two))
    if a >= LEAST_PLAIN_LOAD or a != int(a):
        return (
            Scheme(None, one.values, weights(two))
            if b > a and a <= MOST_PLAIN_REPS
            else Scheme(None, two.values, weights(one))
        )
    return _small_pair(one, two, subject, habits)


def _load_and_range(load: Atom, reps: Atom) -> Scheme | None:
    """`60x8-10`: nobody does eight to ten reps of one set; perhaps it was two."""
    return Scheme(None, reps.values, weights(load), loose=True)


def _small_pair(one: Atom, two: Atom, subject: Subject, habits: Habits) -> Scheme | None:
    a, b = one.value, two.value
    by_load = Scheme(None, one.values, weights(two))
    if b >= SURELY_LOAD and subject.known:
        return by_load
    if b > MOST_PLAIN_REPS:
        return in_doubt(sets_of(one, two), by_load, "reps_or_load")
    if b >= LEAST_PLAIN_LOAD:
        return by_load if a > FEW_SETS else sets_of(one, two)
    if a > MOST_PLAIN_SETS:
        return in_doubt(Scheme(None, two.values, weights(one)), sets_of(two, one), "reps_or_load")
    if a >= MANY_REPS and b > MOST_PLAIN_SETS:
        return in_doubt(by_load, sets_of(one, two), "reps_or_load")
    if swappable(one, two):
        return either(one, two, (), habits)
    return sets_of(one, two)


def _pair_with_list(one: Atom, two: Atom, subject: Subject) -> Scheme | None:
    a, values = one.value, two.values
    if two.unit in "/+" and len(values) == 2 and values[0] == values[1] and a <= FEW_SETS:
        return Scheme(count(one), values[:1], per_side=True)
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
    return in_doubt(Scheme(None, values, weights(one)), Scheme(None, one.values, weights(two)), "reps_or_load")


def scheme(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxB` and a load after it."""
    one, two, load = amounts(atoms)[:3]
    if load.kind != "load" and (one.value >= LEAST_PLAIN_LOAD or two.value >= SURELY_LOAD):
        return _pair_at(atoms, one, two, load, subject, habits)
    if load.kind != "load" and is_rpe(load) and subject.barbell and any(a.kind == "at" for a in atoms):
        return with_rpe(pair([one, two], subject, habits), load)
    heavy = weights(load)
    if len(heavy) > 1:
        if len(heavy) == two.value != one.value:
            return Scheme(None, one.values, heavy)
        return Scheme(None, two.values, heavy)
    if one.value > MOST_PLAIN_SETS and two.value <= MOST_PLAIN_SETS:
        return sets_of(two, one, heavy)
    if swappable(one, two):
        return either(one, two, heavy, habits)
    return sets_of(one, two, heavy)


def _pair_at(atoms: list[Atom], one: Atom, two: Atom, load: Atom, subject: Subject, habits: Habits) -> Scheme | None:
    """`100x5 @8`: load and reps are told already, so what follows the sign is the effort."""
    if not is_rpe(load) or not any(a.kind == "at" for a in atoms):
        return None
    return with_rpe(pair([one, two], subject, habits), load)


def triple(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`AxBxC`: the largest is the load."""
    one, two, three = amounts(atoms)
    a, b, c = one.value, two.value, three.value
    if c >= b and c >= a:
        return scheme(atoms, subject, habits)
    if a > b and a > c:
        return loaded(atoms, subject, habits)
    read = sets_of(one, three, weights(two))
    if a == c or (a <= FEW_SETS and c > a):
        return read
    return in_doubt(read, sets_of(three, one, weights(two)), "sets_or_reps")


def loaded(atoms: list[Atom], _subject: Subject, habits: Habits) -> Scheme | None:
    """A load, then `AxB`."""
    load, one, two = amounts(atoms)
    heavy = weights(load)
    if load.kind != "load" and (load.value < one.value or (two.value > MOST_PLAIN_REPS and two.value > load.value / 2)):
        return None
    if one.value == two.value:
        return sets_of(one, two, heavy)
    if atoms[-4].kind != "x" and atoms[-4].kind != "at":
        return either(one, two, heavy, habits) if swappable(one, two) else sets_of(one, two, heavy)
    few, many = sorted((one, two), key=lambda atom: atom.value)
    if habits.triple:
        read = sets_of(one, two, heavy) if habits.triple == "wsr" else sets_of(two, one, heavy)
        if read:
            read.habit = ("triple", habits.triple)
        return read
    told = (few.value <= FEW_SETS and many.value >= MANY_REPS and few.value > 1) or many.value > MOST_PLAIN_SETS
    if told and (read := sets_of(few, many, heavy)):
        read.order = "wsr" if few is one else "wrs"
        return read
    read = in_doubt(sets_of(one, two, heavy), sets_of(two, one, heavy), "sets_or_reps")
    if read and read.doubt:
        read.habit = ("triple", "wsr", "wrs")
    return read


def at_pair(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`3@55x8`: sets at a load, for reps; `100 @ 3x5`: a load in sets of reps."""
    one, two_, three = amounts(atoms)
    if two_.kind != "load" and one.value > two_.value:
        return loaded(atoms, subject, habits)
    return sets_of(one, three, weights(two_))


def inside(atoms: list[Atom], _subject: Subject, habits: Habits) -> Scheme | None:
    """`AxB` in brackets, after a load: mostly reps x sets."""
    *before, one, two = amounts(atoms)
    heavy = weights(before[0]) if before else ()
    if len(heavy) > 1:
        return Scheme(None, one.values if len(heavy) == two.value else two.values, heavy)
    if one.value == two.value or (one.value >= 6 and two.value <= 6) or two.value == 1:
        return sets_of(two, one, heavy) if habits.pair != "sr" or two.value == 1 else sets_of(one, two, heavy)
    if two.value >= MANY_REPS:
        return sets_of(one, two, heavy)
    return either(one, two, heavy, habits, usual="rs")
