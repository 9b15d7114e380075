"""A run or another activity with one number put right, in each way that fits."""

from collections.abc import Iterator

import msgspec

from bot.language.changes import Change, Kind
from bot.training.diary import Other, Run

NEAR = 1.5  # a bare number can stand for a time or distance it is within this factor of
NEAR_COUNT = 3.0
MOST_REPS = 200
LONGEST_REPEATED_M = 1000.0  # a single run beyond that was hardly one of many
_MINUTE, _KM = 60.0, 1000.0
_KINDS: dict[Kind, tuple[Kind, ...]] = {
    "number": ("sets", "seconds", "metres"),
    "m": ("metres", "seconds"),
    "reps": ("sets",),
}


def amended_run(effort: Run | Other, change: Change) -> Iterator[tuple[Run | Other, bool]]:
    """Every effort that a change may mean, each with whether the number it replaces is there."""
    if len(change.to) > 1 or change.to[0] <= 0:
        return
    kinds = _KINDS.get(change.kind, (change.kind,))
    bare = change.kind in ("number", "m")
    for kind in kinds:
        match kind:
            case "sets":
                yield from _count(effort, change, bare=bare)
            case "seconds":
                yield from _seconds(effort, change, bare=bare)
            case "metres":
                yield from _metres(effort, change, bare=bare)


def _count(effort: Run | Other, change: Change, *, bare: bool) -> Iterator[tuple[Run | Other, bool]]:
    """So many repetitions; listed times say how many there were."""
    wanted, present = change.to[0], effort.reps
    if wanted != int(wanted) or wanted > MOST_REPS or not present or (isinstance(effort, Run) and effort.times):
        return
    if present == 1 and (bare or (effort.metres or 0) > LONGEST_REPEATED_M):
        return
    exact = change.was in (None, float(present))
    if bare and (not exact or not present / NEAR_COUNT <= wanted <= present * NEAR_COUNT):
        return
    yield msgspec.structs.replace(effort, reps=int(wanted)), exact


def _metres(effort: Run | Other, change: Change, *, bare: bool) -> Iterator[tuple[Run | Other, bool]]:
    if effort.metres is None and bare:
        return
    for scale in (1.0, _KM) if bare else (1.0,):
        wanted = change.to[0] * scale
        if fit := _fit(effort.metres, wanted, change.was, scale, bare=bare):
            yield msgspec.structs.replace(effort, metres=wanted), fit == "exact"
            return


def _seconds(effort: Run | Other, change: Change, *, bare: bool) -> Iterator[tuple[Run | Other, bool]]:
    """The time of a repetition: the one that is replaced, where it is told; else the only one there is."""
    for scale in (1.0, _MINUTE) if bare else (1.0,):
        wanted = change.to[0] * scale
        found = tuple(_timed(effort, wanted, change, scale, bare=bare))
        exact = tuple(one for one in found if one[1])
        if found:
            yield from exact or found
            return


def _timed(
    effort: Run | Other, wanted: float, change: Change, scale: float, *, bare: bool
) -> Iterator[tuple[Run | Other, bool]]:
    if isinstance(effort, Run):
        for i, time in enumerate(effort.times):
            if change.was is not None and time == change.was * scale:
                times = (*effort.times[:i], wanted, *effort.times[i + 1 :])
                yield msgspec.structs.replace(effort, times=times), True
                return
        if effort.times:
            return
        if effort.best is not None and (fit := _fit(effort.best, wanted, change.was, scale, bare=bare)):
            yield msgspec.structs.replace(effort, best=wanted), fit == "exact"
        if effort.best is not None and effort.seconds is None:
            return
    if effort.seconds is None and bare:
        return
    if fit := _fit(effort.seconds, wanted, change.was, scale, bare=bare):
        changed = msgspec.structs.replace(effort, seconds=wanted)
        yield (msgspec.structs.replace(changed, pace=None) if isinstance(changed, Run) else changed), fit == "exact"


def _fit(present: float | None, wanted: float, was: float | None, scale: float, *, bare: bool) -> str:
    """exact: it replaces what is there, or says nothing of it; off: it says something else was there; or no fit."""
    if was is not None:
        if present is not None and abs(present - was * scale) < 0.005:
            return "exact"
        return "" if bare else "off"
    if not bare:
        return "exact"
    return "exact" if present is not None and present / NEAR <= wanted <= present * NEAR else ""
