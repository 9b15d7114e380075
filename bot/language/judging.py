"""Which number is which where the signs alone do not say: by size, by the exercise, by the athlete's habit."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from bot.language.atoms import Atom
from bot.language.bare_numbers import after_list, alone, alone_list, before_brackets, before_list, two, two_lists
from bot.language.pairs import at_pair, inside, loaded, pair, scheme, triple
from bot.language.reading import Habits
from bot.language.schemes import Scheme, Weight
from bot.language.sizes import (
    FEW_SETS,
    LEAST_PLAIN_LOAD,
    MOST_PLAIN_REPS,
    MOST_PLAIN_SETS,
    Subject,
    amounts,
    count,
    in_doubt,
    is_rpe,
    sets_of,
    weights,
)

LEAST_PLAIN_METRES = 20.0  # of a drill; fewer `m` are minutes of a hold

HARDEST = 10.0  # RPE with no rep left
MOST_OF_A_BEST = 110.0  # percent
MOST_LEFT = 6  # reps that somebody can still tell

Judge = Callable[[list[Atom], Subject, Habits], Scheme | None]


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


def times_over(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`100 for 5 three times`: sets, where it is times that are counted and no reps."""
    load, reps, sets = amounts(atoms)
    return None if sets.unit != "times" else Scheme(count(sets), reps=reps.values, loads=weights(load))


def best(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`best 120`: a load, where nothing is told yet."""
    return Scheme(loads=weights(atoms[-1])) if atoms[-1].kind in ("number", "load") else Scheme()


def split(_atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`80 in sets of 20`: only where a total stands before."""
    return None


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
    if (
        one.kind == "reps"
        or len(one.values) > 1
        or other.kind == "load"
        or one.value < LEAST_PLAIN_LOAD
        or one.value <= other.value
    ):
        return read
    by_load = Scheme(reps=other.values, loads=weights(one))
    if is_rpe(other):
        return in_doubt(Scheme(loads=weights(one), rpe=other.values), by_load, "reps_or_rpe")
    return by_load


def reps_left(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`rir 2`, `2 reps left`: so many short of all that was possible, an RPE of 8; of one leg they are done."""
    values = next(a for a in atoms if a.values).values
    told = max(values) <= MOST_LEFT and not (subject.one_sided and atoms[-1].text == "left")
    return Scheme(rpe=tuple(HARDEST - v for v in values)) if told else None


def percent_of(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`70% of 120`: the load that this is, to the half kilogram or pound."""
    *counts, share, whole = (a for a in atoms if a.values)
    if len(share.values) > 1 or share.value > MOST_OF_A_BEST:
        return None
    loads = (msgspec.structs.replace(w, amount=round(w.amount * share.value / 50) / 2) for w in weights(whole))
    if not counts:
        return Scheme(loads=tuple(loads))
    sets, reps = counts
    return Scheme(count(sets), reps=reps.values, loads=tuple(loads))


def rpe_score(atoms: list[Atom], _subject: Subject, _habits: Habits) -> Scheme | None:
    """`rpe 8/10`."""
    return Scheme(rpe=atoms[-1].values) if atoms[-1].unit == "of ten" else None


def short(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`A x 40m`: minutes of a hold, metres of a carry."""
    *before, amount = amounts(atoms)
    number = count(before[0]) if before else None
    if subject.timed and min(amount.values) < LEAST_PLAIN_METRES:
        return Scheme(number, seconds=tuple(60 * v for v in amount.values))
    return Scheme(number, metres=amount.values)


def short_times(atoms: list[Atom], subject: Subject, habits: Habits) -> Scheme | None:
    """`40m x 3`: metres, or minutes of a hold, in sets."""
    amount, sets = amounts(atoms)
    return short([sets, amount], subject, habits) if amount.kind == "m" else Scheme(count(sets), metres=amount.values)


def seconds_or_load(atoms: list[Atom], subject: Subject, _habits: Habits) -> Scheme | None:
    """`70s`: seconds, or the seventies on the rack."""
    amount = atoms[-1]
    if amount.unit == '"' and not subject.timed:
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
            before_brackets,
            after_list,
            alone_list,
            alone,
            at,
            failure,
            at_times,
            times_over,
            best,
            split,
            last_set,
            warmup,
            short,
            short_times,
            reps_left,
            percent_of,
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
