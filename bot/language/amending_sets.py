"""The sets of a lift with one number put right, in each way that fits."""

from collections.abc import Iterator

import msgspec

from bot.language.changes import Change, Kind
from bot.training.diary import Lift, Set
from bot.training.quantities import Load

NEAR = 3.0  # a bare number can stand for what it is within this factor of
MOST_SETS = 60
LISTED = range(3, MOST_SETS)  # two numbers may be a date as well
_ALL: tuple[Kind, ...] = ("load", "reps", "sets", "seconds", "metres")


def amended_lift(
    lift: Lift, change: Change, number: int | None = None, *, span: int = 1, every: bool = False
) -> Iterator[tuple[Lift, bool]]:
    """Every lift that a change may mean, each with whether the number it replaces is there. `number`: which of the work
    sets, counted from 1, -1 the last; `span`: so many from there."""
    places = [i for i, one in enumerate(lift.sets) if not one.warmup]
    if number is not None:
        at = number - 1 if number > 0 else len(places) + number
        last = min(at, at + 1 - span) if number < 0 else at
        places = places[last : last + span] if 0 <= last and last + span <= len(places) else []
    if not places or any(amount <= 0 for amount in change.to):
        return
    for kind in kinds(lift, change, places):
        if kind == "sets":
            if number is None:
                yield from _resized(lift, change, places)
        elif len(change.to) > 1:
            yield from _listed(lift, change, places) if number is None else ()
        else:
            yield from _set_right(lift, kind, change, places, every=every or number is not None)


def kinds(lift: Lift, change: Change, places: list[int]) -> tuple[Kind, ...]:
    """What a number can be a number of: what it says; else what it replaces; else what it is near to."""
    if change.kind == "m":
        return ("metres", "seconds")
    if change.kind != "number":
        return (change.kind,)
    sets = [lift.sets[i] for i in places]
    present: dict[Kind, list[float]] = {
        kind: [value for one in sets if (value := _value(one, kind)) is not None] for kind in _ALL if kind != "sets"
    }
    present["sets"] = [float(len(places))]
    fits = [kind for kind in _ALL if _countable(kind, change.to)]
    if change.was is not None:
        replaced = tuple(kind for kind in fits if change.was in present[kind])
        if replaced:
            return replaced
    near = tuple(k for k in fits if any(v / NEAR <= change.to[0] <= v * NEAR for v in present[k]))
    if not near and not present["load"] and all(one.load_kind is None for one in sets):
        return ("load",)
    return near


def _countable(kind: Kind, amounts: tuple[float, ...]) -> bool:
    return kind not in ("reps", "sets") or all(amount == int(amount) for amount in amounts)


def _value(one: Set, kind: Kind) -> float | None:
    match kind:
        case "load":
            return one.load.amount if one.load else None
        case "reps":
            return one.reps
        case "seconds":
            return one.seconds
        case "metres":
            return one.metres
        case _:
            return None


def _resized(lift: Lift, change: Change, places: list[int]) -> Iterator[tuple[Lift, bool]]:
    """So many work sets: fewer end earlier, more go on like the last."""
    wanted = change.to[0]
    if wanted != int(wanted) or wanted > MOST_SETS or len(change.to) > 1:
        return
    missing = int(wanted) - len(places)
    sets = list(lift.sets)
    if missing > 0:
        sets[places[-1] + 1 : places[-1] + 1] = [lift.sets[places[-1]]] * missing
    else:
        gone = set(places[int(wanted) :])
        sets = [one for i, one in enumerate(lift.sets) if i not in gone]
    yield msgspec.structs.replace(lift, sets=tuple(sets)), change.was in (None, float(len(places)))


def _listed(lift: Lift, change: Change, places: list[int]) -> Iterator[tuple[Lift, bool]]:
    """The reps of each set, one after another."""
    if len(change.to) not in (len(places), *LISTED) or not _countable("reps", change.to):
        return
    resized, _ = next(_resized(lift, Change("sets", (float(len(change.to)),)), places))
    reps = iter(change.to)
    sets = tuple(one if one.warmup else msgspec.structs.replace(one, reps=next(reps)) for one in resized.sets)
    yield msgspec.structs.replace(resized, sets=sets), True


def _set_right(
    lift: Lift, kind: Kind, change: Change, places: list[int], *, every: bool
) -> Iterator[tuple[Lift, bool]]:
    """The sets with the number that is replaced; else all of them where they are alike, or all or only the last."""
    if not _countable(kind, change.to):
        return
    values = {i: _value(lift.sets[i], kind) for i in places}
    if kind in ("seconds", "metres") and not any(values.values()):
        return
    replaced = [i for i in places if change.was is not None and values[i] == change.was]
    if replaced:
        yield _with(lift, kind, change, replaced), True
        return
    exact = change.was is None
    yield _with(lift, kind, change, places), exact
    if not every and len(set(values.values())) > 1:
        yield _with(lift, kind, change, places[-1:]), exact


def _with(lift: Lift, kind: Kind, change: Change, places: list[int]) -> Lift:
    sets = list(lift.sets)
    for i in places:
        sets[i] = _put(sets[i], kind, change)
    return msgspec.structs.replace(lift, sets=tuple(sets))


def _put(one: Set, kind: Kind, change: Change) -> Set:
    amount = change.to[0]
    if kind == "load":
        unit = change.unit or (one.load.unit if one.load else None)
        load_kind = "added" if one.load_kind == "bodyweight" else one.load_kind
        return msgspec.structs.replace(one, load=Load(amount, unit), load_kind=load_kind)
    return msgspec.structs.replace(one, **{kind: amount})
