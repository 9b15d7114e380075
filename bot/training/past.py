"""What is remembered at a glance of entries that leave the diary for the archive."""

from collections.abc import Iterable

import msgspec

from bot.training.diary import BestTime, Entry, Lift, Past, RepMax, Run, Set
from bot.training.exercises import borne_by_the_body
from bot.training.quantities import Load

MOST_REMEMBERED = 128  # exercises and distances each: what is read with every message must not grow for ever


def fold(past: Past, entries: Iterable[Entry]) -> Past:
    """The past with these entries added to it, in whatever order they come."""
    entries = tuple(entries)
    if not entries:
        return past
    bests = dict(past.bests)
    times = {time.metres: time for time in past.times}
    for entry in entries:
        for effort in entry.efforts:
            if isinstance(effort, Lift) and effort.exercise is not None:
                _add_sets(bests, effort.exercise, entry, effort)
            elif isinstance(effort, Run):
                _add_time(times, entry, effort)
    days = [entry.day for entry in entries]
    lift_days = [entry.day for entry in entries if any(isinstance(effort, Lift) for effort in entry.efforts)]
    return Past(
        entries=past.entries + len(entries),
        first_day=min([*days, *([past.first_day] if past.first_day else [])]),
        first_lift_day=min([*lift_days, *([past.first_lift_day] if past.first_lift_day else [])], default=None),
        bests=_latest_bests(bests),
        times=_latest_times(times),
    )


def of(entries: Iterable[Entry]) -> Past:
    """The past that consists of these entries alone."""
    return fold(Past(), entries)


def front(maxes: Iterable[RepMax]) -> tuple[RepMax, ...]:
    """Those that no other beats in load or reps without losing in the other; heaviest first, the first day of each."""
    kept: list[RepMax] = []
    for best in sorted(maxes, key=lambda m: (-m.load.kg, -m.reps, m.day, m.load.unit or "")):
        if not kept or best.reps > kept[-1].reps:
            kept.append(best)
    return tuple(kept)


def counted_load(done: Set) -> Load | None:
    """The load a set is compared by: as written; added to the body, or with a minus taken off it, where so told."""
    if done.load_kind == "bodyweight":
        return Load(0.0, done.load.unit if done.load else None)
    if done.load is None:
        return None
    return msgspec.structs.replace(done.load, amount=-done.load.amount) if done.load_kind == "assisted" else done.load


def _add_sets(bests: dict[str, tuple[RepMax, ...]], exercise: str, entry: Entry, lift: Lift) -> None:
    found: list[RepMax] = []
    bare = Load(0.0) if exercise in borne_by_the_body() else None
    for done in lift.work_sets:
        load = counted_load(done) or bare
        if load is not None and done.reps is not None and not done.failed:
            found.append(RepMax(load, done.reps, entry.day))
    if found:
        bests[exercise] = front((*bests.get(exercise, ()), *found))


def _add_time(times: dict[float, BestTime], entry: Entry, run: Run) -> None:
    seconds = min([t for t in (run.best, *run.times, run.rep_seconds) if t is not None], default=None)
    if run.metres is None or seconds is None or run.walk or run.flying:
        return
    if (run.grade or 0) != 0 or "hill" in run.said:
        return
    best = BestTime(run.metres, seconds, entry.day)
    known = times.get(run.metres)
    if known is None or (best.seconds, best.day) < (known.seconds, known.day):
        times[run.metres] = best


def _latest_bests(bests: dict[str, tuple[RepMax, ...]]) -> dict[str, tuple[RepMax, ...]]:
    if len(bests) <= MOST_REMEMBERED:
        return bests
    latest = sorted(bests, key=lambda exercise: (max(best.day for best in bests[exercise]), exercise))
    return {exercise: bests[exercise] for exercise in latest[-MOST_REMEMBERED:]}


def _latest_times(times: dict[float, BestTime]) -> tuple[BestTime, ...]:
    latest = sorted(times.values(), key=lambda time: (time.day, time.metres))[-MOST_REMEMBERED:]
    return tuple(sorted(latest, key=lambda time: time.metres))
