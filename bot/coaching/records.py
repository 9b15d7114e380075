"""Bests and records: only maxima that nothing else beats, announced once, never for work told late."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.coaching.advice import Advice, Number
from bot.coaching.estimates import one_rep_max
from bot.coaching.rulebook import Rulebook
from bot.training.diary import BestTime, Diary, Entry, Lift, RepMax, Run, Set
from bot.training.exercises import borne_by_the_body
from bot.training.past import counted_load, front
from bot.training.quantities import Load, LoadUnit

NEAR = 1e-6


def rep_maxes(diary: Diary, exercise: str, without: str = "") -> tuple[RepMax, ...]:
    """Every best set of a lift that no other beats in load or reps, leaving out one entry."""
    found, bare = list(diary.past.bests.get(exercise, ())), exercise in borne_by_the_body()
    for entry in diary.entries:
        if entry.id == without:
            continue
        for effort in entry.efforts:
            if isinstance(effort, Lift) and effort.exercise == exercise:
                found += maxes_of(entry, effort, bare)
    return front(found)


def maxes_of(entry: Entry, lift: Lift, bare: bool = False) -> list[RepMax]:
    """Every set with a load that was done, as a maximum that it might be; equal sets in a row once. `bare`: without a
    load the body was the load."""
    found: list[RepMax] = []
    last: Set | None = None
    for done in lift.sets:
        if done == last or done.warmup:
            continue
        last, load = done, counted_load(done)
        if bare and load is None:
            load = Load(0.0)
        if load is not None and done.reps is not None and not done.failed:
            found.append(RepMax(load, done.reps, entry.day))
    return found


def best_times(diary: Diary, without: str = "") -> tuple[BestTime, ...]:
    """The fastest repetition at each distance, leaving out one entry."""
    return fastest((*diary.past.times, *run_times(diary, without)))


def fastest(times: Iterable[BestTime]) -> tuple[BestTime, ...]:
    """The fastest of these at each distance, shortest distance first; of equal ones the first."""
    bests: dict[float, BestTime] = {}
    for time in times:
        if time.metres not in bests or time.seconds < bests[time.metres].seconds:
            bests[time.metres] = time
    return tuple(sorted(bests.values(), key=lambda b: b.metres))


def run_times(diary: Diary, without: str = "") -> tuple[BestTime, ...]:
    """The fastest repetition of every run that may count as a best, oldest first, leaving out one entry."""
    found = [
        run_time(entry.day, effort)
        for entry in diary.entries
        if entry.id != without
        for effort in entry.efforts
        if isinstance(effort, Run)
    ]
    return tuple(time for time in found if time is not None)


def run_time(day: dt.date, run: Run) -> BestTime | None:
    """The fastest repetition of a run that may count as a best."""
    seconds = min((t for t in (run.best, *run.times, run.rep_seconds) if t is not None), default=None)
    if run.metres is None or seconds is None or run.walk or run.flying or (run.grade or 0) != 0 or "hill" in run.said:
        return None
    return BestTime(run.metres, seconds, day)


def lift_record(
    book: Rulebook, entry: Entry, lift: Lift, before: tuple[RepMax, ...], bare: bool = False
) -> Advice | None:
    """The best thing that this entry beat, with the value beaten and its day; None for a first time."""
    if not before or lift.exercise is None:
        return None
    done = front(maxes_of(entry, lift, bare))
    if not done:
        return None
    heaviest, old = done[0], before[0]
    if heaviest.load.kg > old.load.kg + NEAR and heaviest.load.amount > 0:
        return Advice("record.load", {"beaten": old.load, "beaten_day": old.day})
    for best in done:
        beaten = _beaten_reps(best, before)
        if beaten is not None:
            return beaten
    return _e1rm_record(book, done, before)


def _beaten_reps(best: RepMax, before: tuple[RepMax, ...]) -> Advice | None:
    """More load at those reps, or more reps at that load, than ever."""
    rivals = [b for b in before if b.reps >= best.reps]
    rival = max(rivals, key=lambda b: b.load.kg, default=None)
    if rival is not None:
        if best.load.kg > rival.load.kg + NEAR:
            numbers: dict[str, Number] = {"reps": best.reps, "beaten": rival.load, "beaten_day": rival.day}
            return Advice("record.reps", numbers)
        return None
    same = [b for b in before if b.load.kg >= best.load.kg - NEAR]
    if not same:
        return None
    old = max(same, key=lambda b: b.reps)
    numbers = {"load": best.load, "beaten_reps": f"{old.reps:g}", "beaten_day": old.day}
    if best.load.amount <= 0:
        return Advice("record.bodyweight_reps", numbers)
    return Advice("record.more_reps", numbers)


def _e1rm_record(book: Rulebook, done: tuple[RepMax, ...], before: tuple[RepMax, ...]) -> Advice | None:
    maxima = [(m, b) for b in done if (m := one_rep_max(b.load.kg, b.reps)) is not None]
    old = [(m, b) for b in before if (m := one_rep_max(b.load.kg, b.reps)) is not None]
    if not maxima or not old:
        return None
    (now, best), (then, rival) = max(maxima, key=_first), max(old, key=_first)
    if now <= then + NEAR:
        return None
    percent = next(row.percent for row in book.errors if best.reps <= row.up_to)
    unit = best.load.unit or "kg"
    shown = Load(round(Load(now, "kg").to(unit).amount, 1), unit)
    beaten = Load(round(Load(then, "kg").to(unit).amount, 1), unit)
    return Advice("record.e1rm", {"e1rm": shown, "percent": percent, "beaten": beaten, "beaten_day": rival.day})


def _first(pair: tuple[float, RepMax]) -> float:
    return pair[0]


def work_of(lift: Lift) -> float:
    """Kilograms times repetitions of sets with a load in the hand or on the bar."""
    total = 0.0
    for done in lift.sets:
        if done.load is not None and done.reps and done.load_kind is None and not done.warmup:
            total += done.load.kg * done.reps
    return total


class Work(Protocol):
    """One time a lift was done, and its work: kilograms times repetitions."""

    @property
    def entry(self) -> Entry: ...

    @property
    def work(self) -> float: ...


def session_record(
    done: Sequence[Work], entry: Entry, unit: LoadUnit, least_days: int, archived: bool
) -> Advice | None:
    """More load in all than in any session of this lift before, among at least so many; once a day. `archived`: there
    were sessions that are not looked at here."""
    earlier: dict[dt.date, float] = {}
    for one in done:
        earlier[one.entry.day] = earlier.get(one.entry.day, 0.0) + one.work
    today = earlier.get(entry.day, 0.0)
    earlier = {day: work for day, work in earlier.items() if day < entry.day}
    if len(earlier) < least_days:
        return None
    best = max(earlier, key=earlier.__getitem__)
    without = sum(one.work for one in done if one.entry.day == entry.day and one.entry.id != entry.id)
    if not without <= earlier[best] + NEAR < today:
        return None
    numbers: dict[str, Number] = {
        "total": _whole(today, unit),
        "beaten": _whole(earlier[best], unit),
        "beaten_day": best,
        "since": min(earlier),
    }
    return Advice("record.session_since" if archived else "record.session", numbers)


def _whole(kg: float, unit: LoadUnit) -> Load:
    return Load(round(Load(kg, "kg").to(unit).amount), unit)


def sprint_record(entry: Entry, run: Run, before: tuple[BestTime, ...]) -> Advice | None:
    """A faster repetition than ever at this distance."""
    time = run_time(entry.day, run)
    if time is None:
        return None
    old = next((b for b in before if abs(b.metres - time.metres) < 0.5), None)
    if old is None or time.seconds >= old.seconds - NEAR:
        return None
    return Advice("record.time", {"rep_distance": time.metres, "beaten_time": old.seconds, "beaten_day": old.day})
