"""Numbers without a sign between them: which is the load, which are the reps, or which sets."""

import itertools

from bot.language.atoms import Atom
from bot.language.reading import Habits
from bot.language.schemes import Scheme, Weight
from bot.language.sizes import (
    FEW_SETS,
    LEAST_PLAIN_LOAD,
    MANY_REPS,
    MOST_PLAIN_REPS,
    SURELY_LOAD,
    Subject,
    amounts,
    in_doubt,
    sets_of,
    weights,
)


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


def before_brackets(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`15-12-9 (60)`: reps and their load."""
    listed, load = amounts(atoms)
    told = max(listed.values) <= MOST_PLAIN_REPS and load.value >= LEAST_PLAIN_LOAD and load.value > max(listed.values)
    return Scheme(None, listed.values, weights(load)) if told and listed.unit == "-" else None


def after_list(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`A,B,C D`: reps and a load."""
    listed, load = amounts(atoms)
    if listed.unit in "/ " and len(listed.values) == 2 and listed.values[0] <= FEW_SETS < listed.values[1]:
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
    if listed.unit == "-" and max(values) <= MOST_PLAIN_REPS and not subject.timed:
        return Scheme(reps=values)
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
        read = Scheme(None, rest, (Weight(heavy),))
        if listed.unit != "/" or len(values) != 3:
            return read
        one, two_ = (Atom("number", 0, 0, (v,)) for v in rest)
        return in_doubt(sets_of(one, two_, (Weight(heavy),)), read, "sets_or_list")
    if (
        listed.unit == " "
        and len(values) == 3
        and values[2] >= LEAST_PLAIN_LOAD
        and max(values[:2]) <= min(MOST_PLAIN_REPS, values[2] - 1)
    ):
        sets = Atom("number", 0, 0, values[:1])
        counted = sets_of(sets, Atom("number", 0, 0, values[1:2]), (Weight(values[2]),))
        if values[0] < max(MANY_REPS, values[1]):
            return counted
        return in_doubt(counted, Scheme(None, values[:2], (Weight(values[2]),)), "sets_or_list")
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


def two_lists(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`60/70/80 x 12/10/8`: loads and reps, the larger the loads."""
    one, other = amounts(atoms)
    if max(one.values) >= max(other.values):
        one, other = other, one
    return Scheme(reps=one.values, loads=weights(other))
