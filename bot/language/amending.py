"""An entry put right by a correction: every entry that it may mean, so that one is kept and more are asked about."""

from collections.abc import Iterator

import msgspec

from bot.language.amending_sets import amended_lift
from bot.language.amending_times import amended_run
from bot.language.changes import Change, Correction
from bot.language.names import Lexicon
from bot.training.diary import Effort, Entry, Lift, Run, Set
from bot.training.quantities import LoadUnit

MOST_OPTIONS = 3


class Amended(msgspec.Struct, frozen=True):
    """`entries`: what the entry becomes; more than one where the correction may mean either. `sure` False: what it says
    it replaces is not there. Without entries, `problem` names why: none (nothing fits), same, many, future."""

    entries: tuple[Entry, ...] = ()
    sure: bool = True
    problem: str = ""


def amend(correction: Correction, entry: Entry, lexicon: Lexicon) -> Amended:
    """What a correction makes of an entry. An entry without efforts is one to be taken out."""
    if correction.future:
        return Amended(problem="future")
    places = tuple(_places(correction, entry))
    part = bool(correction.effort or correction.set or correction.about or correction.running)
    if not places or (correction.day and part and len(entry.efforts) > 1):
        return Amended(problem="none")
    if correction.delete:
        return _deleted(correction, entry, places)
    found: dict[Entry, bool] = {}
    same = False
    for day in correction.day or (entry.day,):
        for efforts, exact in _variants(correction, entry, places):
            efforts = tuple(_on_the_body(effort, lexicon) for effort in efforts)
            amended = msgspec.structs.replace(entry, day=day, efforts=efforts)
            same = same or amended == entry
            if amended != entry:
                found[amended] = found.get(amended, False) or exact
    return _chosen(found, same)


def _chosen(found: dict[Entry, bool], same: bool) -> Amended:
    exact = tuple(entry for entry, so in found.items() if so)
    chosen = exact or tuple(found)
    if not chosen:
        return Amended(problem="same" if same else "none")
    if len(chosen) > MOST_OPTIONS:
        return Amended(problem="many")
    return Amended(chosen, sure=bool(exact))


def _on_the_body(effort: Effort, lexicon: Lexicon) -> Effort:
    """A load with pull-ups or dips is put on the body, as it is where a log tells it."""
    row = lexicon.exercise(effort.exercise) if isinstance(effort, Lift) and effort.exercise else None
    if not isinstance(effort, Lift) or row is None or row.kind != "bodyweight" or row.pattern not in ("push", "pull"):
        return effort
    sets = (msgspec.structs.replace(s, load_kind="added") if s.load and s.load_kind is None else s for s in effort.sets)
    return msgspec.structs.replace(effort, sets=tuple(sets))


def _places(correction: Correction, entry: Entry) -> Iterator[int]:
    """Which of the entry's efforts a correction can be about."""
    count = len(entry.efforts)
    wanted = correction.effort
    for i, effort in enumerate(entry.efforts):
        if wanted is not None and i != (wanted - 1 if wanted > 0 else count + wanted):
            continue
        if correction.about is not None and not (isinstance(effort, Lift) and effort.exercise == correction.about):
            continue
        if correction.running and correction.about is None and not isinstance(effort, Run):
            continue
        yield i


def _deleted(correction: Correction, entry: Entry, places: tuple[int, ...]) -> Amended:
    """The entry without a set, without an effort, or as a whole without anything."""
    if correction.changes or correction.unit or correction.day:
        return Amended(problem="none")
    if correction.set is not None and correction.span > 1:
        return Amended(problem="none")
    if correction.set is not None:
        kept = [
            _with(entry.efforts, i, msgspec.structs.replace(effort, sets=sets))
            for i in places
            if isinstance(effort := entry.efforts[i], Lift) and (sets := _without_set(effort.sets, correction.set))
        ]
    elif correction.effort is not None or correction.about is not None or correction.running:
        kept = [(*entry.efforts[:i], *entry.efforts[i + 1 :]) for i in places]
    else:
        kept = [()]
    found = {msgspec.structs.replace(entry, efforts=efforts): True for efforts in kept}
    return _chosen(found, same=False)


def _without_set(sets: tuple[Set, ...], number: int) -> tuple[Set, ...]:
    """The sets without one; none where there is no such set, or where nothing would be left."""
    place = number - 1 if number > 0 else len(sets) + number
    return (*sets[:place], *sets[place + 1 :]) if 0 <= place < len(sets) else ()


def _with(efforts: tuple[Effort, ...], place: int, effort: Effort) -> tuple[Effort, ...]:
    return (*efforts[:place], effort, *efforts[place + 1 :])


def _variants(
    correction: Correction, entry: Entry, places: tuple[int, ...]
) -> Iterator[tuple[tuple[Effort, ...], bool]]:
    """The entry's efforts as the correction may mean them, each with whether what it replaces is there."""
    if correction.unit and not correction.changes:
        efforts = tuple(
            _in_unit(e, correction.unit) if i in places and _sets_meant(correction, e) else e
            for i, e in enumerate(entry.efforts)
        )
        if any(isinstance(e, Lift) and any(s.load for s in e.sets) for e in entry.efforts):
            yield efforts, True
        return
    if not (correction.changes or correction.exercises or correction.more):
        yield entry.efforts, True
        return
    for place in places:
        for effort, exact in _amended(correction, entry.efforts[place]):
            yield _with(entry.efforts, place, effort), exact


def _sets_meant(correction: Correction, effort: Effort) -> bool:
    return isinstance(effort, Lift) and correction.set is None


def _in_unit(effort: Effort, unit: LoadUnit) -> Effort:
    """The same numbers in the unit that was meant."""
    if not isinstance(effort, Lift):
        return effort
    sets = tuple(
        msgspec.structs.replace(s, load=msgspec.structs.replace(s.load, unit=unit)) if s.load else s
        for s in effort.sets
    )
    return msgspec.structs.replace(effort, sets=sets)


def _amended(correction: Correction, effort: Effort) -> Iterator[tuple[Effort, bool]]:
    """One effort with every change made to it, in each way that fits."""
    for renamed in _renamed(correction, effort):
        found: list[tuple[Effort, bool]] = [(renamed, True)]
        for change in correction.changes:
            found = [
                (after, exact and fits)
                for before, exact in found
                for after, fits in _changed(correction, change, before)
            ]
        for after, exact in found:
            if correction.more and isinstance(after, Lift) and after.sets:
                yield msgspec.structs.replace(after, sets=(*after.sets, *after.sets[-1:] * correction.more)), exact
            elif not correction.more:
                yield after, exact


def _renamed(correction: Correction, effort: Effort) -> Iterator[Effort]:
    if not correction.exercises:
        yield effort
    elif isinstance(effort, Lift):
        for exercise in correction.exercises:
            yield msgspec.structs.replace(effort, exercise=exercise)


def _changed(correction: Correction, change: Change, effort: Effort) -> Iterator[tuple[Effort, bool]]:
    if isinstance(effort, Lift):
        yield from amended_lift(effort, change, correction.set, span=correction.span, every=correction.every)
    elif correction.set is None and not {"sets", "reps"} <= {c.kind for c in correction.changes}:
        yield from amended_run(effort, change)
