"""Which number is which where the signs alone do not say: by size, by the exercise, by the athlete's habit."""

import itertools
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.language.atoms import Atom
from bot.language.pairs import at_pair, inside, loaded, pair, scheme, triple
from bot.language.reading import Habits
from bot.language.schemes import Scheme, Weight
from bot.language.sizes import (
    FEW_SETS,
    LEAST_PLAIN_LOAD,
    MOST_PLAIN_REPS,
    MOST_PLAIN_SETS,
    SURELY_LOAD,
    Subject,
    amounts,
    count,
    in_doubt,
    is_rpe,
    sets_of,
    weights,
)

Judge = Callable[[list[Atom], Subject, Habits], Scheme | None]


def two(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`A B`: a load and reps."""
    one, other = amounts(atoms)
    a, b = one.value, other.value
    if b < a and (a >= LEAST_PLAIN_LOAD or a != int(a)) and not subject.bodyweight:
        return Scheme(None, other.values, weights(one))
    if b > a and b >= LEAST_PLAIN_LOAD and not subject.bodyweight:
        return Scheme(None, one.values, weights(other))
    if subject.bodyweight and b > FEW_SETS and a <= FEW_SETS:
        return in_doubt(sets_of(one, other), Scheme(None, (a, b)), "sets_or_list")
    if subject.bodyweight:
        return Scheme(None, (a, b))
    return in_doubt(sets_of(one, other), Scheme(None, other.values, weights(one)), "sets_or_load")


def before_list(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`A B,C,D`: a load and reps, or reps and loads."""
    one, listed = amounts(atoms)
    if subject.bodyweight and one.value < 2 * max(listed.values):
        return Scheme(None, (*one.values, *listed.values))
    if min(listed.values) > one.value and max(listed.values) >= LEAST_PLAIN_LOAD:
        return Scheme(None, one.values, weights(listed))
    return Scheme(None, listed.values, weights(one))


def after_list(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`A,B,C D`: reps and a load."""
    listed, load = amounts(atoms)
    if listed.unit == "/" and len(listed.values) == 2 and listed.values[0] <= FEW_SETS < listed.values[1]:
        sets, reps = (Atom("number", 0, 0, (v,)) for v in listed.values)
        return in_doubt(sets_of(sets, reps, weights(load)), Scheme(None, listed.values, weights(load)), "sets_or_list")
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
            return in_doubt(
                sets_of(two_, one, (Weight(heavy),)), sets_of(one, two_, (Weight(heavy),)) or read, "sets_or_reps"
            )
        return Scheme(None, rest, (Weight(heavy),))
    if listed.unit == " " and len(values) == 3 and values[2] >= LEAST_PLAIN_LOAD and max(values[:2]) <= MOST_PLAIN_REPS:
        sets = Atom("number", 0, 0, values[:1])
        return sets_of(sets, Atom("number", 0, 0, values[1:2]), (Weight(values[2]),))
    if min(values) >= LEAST_PLAIN_LOAD and max(values) > MOST_PLAIN_REPS:
        return Scheme(loads=weights(listed))
    return _reps_and_loads(values) or Scheme(reps=values)


def _reps_and_loads(values: tuple[float, ...]) -> Scheme | None:
    """`5 5 4 102.5`, `8 315 7 250 7`: clearly larger numbers among small ones are loads, of the reps before them where
    the list begins with reps, of those after them where it begins with a load."""
    least = min(values)
    heavy = [v >= LEAST_PLAIN_LOAD and v > 1.9 * least for v in values]
    light = [v for v, is_load in zip(values, heavy, strict=True) if not is_load]
    if not light or max(light) > MOST_PLAIN_REPS or not any(heavy) or any(map(all, itertools.pairwise(heavy))):
        return None
    in_order = list(zip(values, heavy, strict=True))
    loads: list[Weight] = []
    current: float | None = None
    for i, (value, is_load) in enumerate(in_order):
        if is_load:
            current = value
            continue
        ahead = next((v for v, more in in_order[i:] if more), None)
        load = current if heavy[0] else ahead or current
        if load is None:
            return None
        loads.append(Weight(load))
    return Scheme(None, tuple(light), tuple(loads))


def alone(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """One bare number."""
    number = atoms[0]
    if subject.timed and number.value >= 10 and not subject.counted_first:
        return Scheme(seconds=number.values)
    if subject.bodyweight and (digits := _run_together(number.value)):
        return in_doubt(Scheme(reps=digits), Scheme(reps=number.values), "digits")
    if subject.counted_first and subject.weighted and not subject.plural and number.value > SURELY_LOAD:
        return Scheme(loads=weights(number))
    if subject.bodyweight or subject.counted_first:
        return Scheme(reps=number.values)
    by_load = Scheme(loads=weights(number))
    if number.value > MOST_PLAIN_REPS or number.value != int(number.value):
        return by_load
    return in_doubt(Scheme(reps=number.values), by_load, "reps_or_load")


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


def at(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`@ A`: a load."""
    number = atoms[-1]
    return Scheme(loads=weights(number))


def at_times(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`@60x8`: a load for reps; `w/ 2x20`: one in each hand."""
    one, two_ = amounts(atoms)
    if one.value == 2 and len(two_.values) == 1 and two_.value > FEW_SETS and not subject.barbell:
        return Scheme(loads=weights(two_), each_hand=True)
    return Scheme(reps=two_.values, loads=weights(one))


def last_set(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`at 20 to failure`: a set of its own."""
    return Scheme(reps=(None,), loads=weights(amounts(atoms)[0]))


def failure(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`A x failure`: sets, or a load."""
    number = atoms[0]
    if number.value >= LEAST_PLAIN_LOAD:
        return Scheme(reps=(None,), loads=weights(number))
    return Scheme(sets=count(number), reps=(None,))


def warmup(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`WU x load`."""
    load = amounts(atoms)
    return Scheme(loads=weights(load[0]) if load else (), reps=(None,), warmup=True)


def two_lists(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`60/70/80 x 12/10/8`: loads and reps, the larger the loads."""
    one, other = amounts(atoms)
    if max(one.values) >= max(other.values):
        one, other = other, one
    return Scheme(reps=one.values, loads=weights(other))


def seventies(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`50s x 10, 10, 8`: the dumbbells of that size; or seconds, in sets."""
    size, reps = amounts(atoms)
    if subject.timed or (size.value <= MOST_PLAIN_SETS and reps.kind == "reps"):
        return Scheme(sets=count(reps), seconds=size.values) if subject.timed else sets_of(size, reps)
    return Scheme(reps=reps.values, loads=tuple(Weight(v) for v in size.values))


def held(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`45s x 3`: a hold, in sets; `25s x 10` of curls: the dumbbells of that size, for reps."""
    size, sets = amounts(atoms)
    if size.kind == "ns" and subject.weighted and sets.kind == "number":
        return seventies(atoms, subject, habits)
    number = count(sets)
    return None if number is None else Scheme(number, seconds=size.values)


def implements(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`2x16kg 3x10`: one in each hand."""
    number, load, one, other = amounts(atoms)
    read = sets_of(one, other, weights(load)) if number.value == 2 else None
    if read:
        read.each_hand = True
    return read


def sets_then(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`3 sets 10, 10, 8`: reps; `3 sets 100, 110, 120`: loads."""
    number, told = amounts(atoms)
    many = count(number)
    if many is None:
        return None
    if told.kind == "list" and min(told.values) > MOST_PLAIN_REPS and subject.weighted:
        return Scheme(loads=weights(told))
    return Scheme(many, told.values)


def time(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """A time: that of a hold; beside counted or loaded work it says how long it all took."""
    if subject.weighted or (subject.counted_first and not subject.timed):
        return Scheme()
    return Scheme(seconds=atoms[-1].values)


def implements_reps(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`2x24kg x 10`: one in each hand; `3x60kg x 10`: so many sets."""
    number, load, reps = amounts(atoms)
    if number.value == 2 and not subject.barbell:
        return Scheme(None, reps.values, weights(load), each_hand=True)
    return sets_of(number, reps, weights(load))


def reps_load(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`5x100kg`: reps and a load; `2x32kg` carried: one in each hand."""
    reps, load = amounts(atoms)
    if subject.carry and reps.value == 2:
        return Scheme(loads=weights(load), each_hand=True)
    return Scheme(reps=reps.values, loads=weights(load))


def at_load(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`5@100`: reps at a load; `135@10`: a load for reps, or at an effort."""
    one, other = amounts(atoms)
    read = Scheme(reps=one.values, loads=weights(other))
    if len(one.values) > 1 or other.kind == "load" or one.value < LEAST_PLAIN_LOAD or one.value <= other.value:
        return read
    by_load = Scheme(reps=other.values, loads=weights(one))
    if is_rpe(other):
        return in_doubt(Scheme(loads=weights(one), rpe=other.values), by_load, "reps_or_rpe")
    return by_load


def rpe_score(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`rpe 8/10`."""
    return Scheme(rpe=atoms[-1].values) if atoms[-1].unit == "of ten" else None


def short(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`A x 40m`: minutes of a hold, metres of a carry."""
    *before, amount = amounts(atoms)
    number = count(before[0]) if before else None
    if subject.timed:
        return Scheme(number, seconds=tuple(60 * v for v in amount.values))
    return Scheme(number, metres=amount.values)


def seconds_or_load(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`70s`: seconds, or the seventies on the rack."""
    amount = atoms[-1]
    if amount.unit == '"' and subject.bodyweight:
        return Scheme()
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
            at_times,
            last_set,
            warmup,
            short,
            rpe_score,
            two_lists,
            seventies,
            held,
            implements,
            reps_load,
            implements_reps,
            sets_then,
            time,
            at_load,
            seconds_or_load,
        )
    }
)
