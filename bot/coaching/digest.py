"""What a diary's entries come to, lift by lift and day by day. It grows entry by entry, so that a diary with one entry
more costs that one entry's work, however many years lie before it."""

import datetime as dt
from bisect import bisect_left
from itertools import takewhile
from typing import TypeAlias

import msgspec

from bot.coaching.advice import Credit
from bot.coaching.bouts import Bout, bout_of, one_session
from bot.coaching.records import fastest, maxes_of, run_time, work_of
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import SPRINTS, Ran, classify, may_be_maximal
from bot.coaching.sprint_days import SprintDay, sprint_day_of
from bot.training.diary import BestTime, Diary, Entry, Lift, Past, RepMax, Run
from bot.training.past import front
from bot.training.quantities import LoadUnit


class Lifted(msgspec.Struct, frozen=True, gc=False):
    """One time a lift was done: its work (kg times reps), its own best sets, and the best so far, these included."""

    entry: Entry
    lift: Lift
    work: float
    maxes: tuple[RepMax, ...]
    best: tuple[RepMax, ...]


Worth: TypeAlias = dict[tuple[dt.date, int, bool, bool], dict[str, Credit]]


class RunDone(msgspec.Struct, frozen=True, gc=False):
    """A run in an entry: its class by itself, and beside the best times from before that day. The fastest repetition at
    each distance so far, its own included: `times` of all that may count as a best, `maximal` of those alone that may
    stand for what the athlete can do."""

    entry: Entry
    run: Run
    alone: Ran
    ran: Ran
    times: tuple[BestTime, ...]
    maximal: tuple[BestTime, ...]


class Digest(msgspec.Struct, frozen=True):
    """Everything oldest first; nothing in it is changed once it is made, but `worth`, which fills as it is asked for.

    `lifted`: every time each lift was done; `bouts`: each lift's sessions; `lifts_on`: the lifts of each day, the big
    ones first, in whatever order they were logged; `lift_days`, `leg_lift_days`: days with lifts, with lifts for legs;
    `leg_days`: those with more than warm-ups; `runs`: every run; `sprint_days`: what sprints each day held; `past`:
    what is known of entries that have left; `worth`: by day, entries of that day, and whether the athlete is new and
    older, what each sort of work counts.
    """

    unit: LoadUnit
    past: Past = Past()
    entries: tuple[Entry, ...] = ()
    lifted: dict[str, tuple[Lifted, ...]] = {}
    bouts: dict[str, tuple[Bout, ...]] = {}
    lifts_on: dict[dt.date, tuple[str, ...]] = {}
    lift_days: list[dt.date] = []
    leg_lift_days: list[dt.date] = []
    leg_days: list[dt.date] = []
    runs: list[RunDone] = []
    sprint_days: list[SprintDay] = []
    worth: Worth = {}


def digest_of(book: Rulebook, unit: LoadUnit, diary: Diary, known: Digest | None = None) -> Digest:
    """The digest of a diary. Where its entries go on from those of a known one, only the new ones are looked at."""
    entries, past = diary.entries, diary.past
    if known is None or known.unit != unit or known.past != past or not _goes_on(entries, known.entries):
        known = Digest(unit, past)
    if len(entries) == len(known.entries):
        return known
    found = Digest(
        unit=unit,
        past=past,
        entries=entries,
        lifted=dict(known.lifted),
        bouts=dict(known.bouts),
        lifts_on=dict(known.lifts_on),
        lift_days=[*known.lift_days],
        leg_lift_days=[*known.leg_lift_days],
        leg_days=[*known.leg_days],
        runs=[*known.runs],
        sprint_days=[*known.sprint_days],
        worth=known.worth,
    )
    for entry in entries[len(known.entries) :]:
        _add(book, found, entry)
    return found


def _goes_on(entries: tuple[Entry, ...], known: tuple[Entry, ...]) -> bool:
    return entries[: len(known)] == known


def times_before(digest: Digest, day: dt.date) -> tuple[BestTime, ...]:
    """The fastest repetition at each distance from before that day, as what later ones are measured by: never a run by
    itself, nor by one that was no sprint."""
    place = bisect_left(digest.runs, day, key=_day_of_run)
    return digest.runs[place - 1].maximal if place else digest.past.times


def _day_of_run(one: RunDone) -> dt.date:
    return one.entry.day


def _add(book: Rulebook, digest: Digest, entry: Entry) -> None:
    for effort in entry.efforts:
        if isinstance(effort, Lift) and effort.exercise is not None:
            _add_lift(book, digest, entry, effort, effort.exercise)
        elif isinstance(effort, Run):
            _add_run(book, digest, entry, effort)


def _add_run(book: Rulebook, digest: Digest, entry: Entry, run: Run) -> None:
    digest.runs.append(_run_done(book, digest, entry, run))
    ran = digest.runs[-1].ran
    if ran.stride in SPRINTS and ran.metres:
        today = [*takewhile(lambda one: one.entry.day == entry.day, reversed(digest.runs))][::-1]
        sprints = [(one.run, one.ran) for one in today if one.ran.stride in SPRINTS and one.ran.metres]
        if digest.sprint_days and digest.sprint_days[-1].day == entry.day:
            digest.sprint_days.pop()
        digest.sprint_days.append(sprint_day_of(entry.day, sprints))


def _run_done(book: Rulebook, digest: Digest, entry: Entry, run: Run) -> RunDone:
    alone, bests = classify(book, run), times_before(digest, entry.day)
    ran = classify(book, run, bests) if bests else alone
    times = maximal = digest.past.times
    if digest.runs:
        times, maximal = digest.runs[-1].times, digest.runs[-1].maximal
    time = run_time(entry.day, run)
    if time is not None:
        times = fastest((*times, time))
        maximal = fastest((*maximal, time)) if may_be_maximal(book, run, alone) else maximal
    return RunDone(entry, run, alone, ran, times, maximal)


def _add_lift(book: Rulebook, digest: Digest, entry: Entry, lift: Lift, exercise: str) -> None:
    before = digest.lifted.get(exercise, ())
    maxes = tuple(maxes_of(entry, lift, book.is_bodyweight(exercise)))
    best = front((*(before[-1].best if before else digest.past.bests.get(exercise, ())), *maxes))
    digest.lifted[exercise] = (*before, Lifted(entry, lift, work_of(lift), maxes, best))
    leg = exercise in book.leg_lifts
    _add_day(digest.lift_days, entry.day)
    if leg:
        _add_day(digest.leg_lift_days, entry.day)
    if any(not done.warmup for done in lift.sets):
        _add_bout(book, digest, entry.day, exercise)
        if leg:
            _add_day(digest.leg_days, entry.day)


def _add_bout(book: Rulebook, digest: Digest, day: dt.date, exercise: str) -> None:
    """The day's session of a lift: all its work sets, in whatever order they were entered."""
    today = takewhile(lambda one: one.entry.day == day, reversed(digest.lifted[exercise]))
    efforts = [work for work in [one.lift.work_sets for one in today][::-1] if work]
    sets = list(efforts[0]) if len(efforts) == 1 else one_session(efforts)
    before = digest.bouts.get(exercise, ())
    earlier = before[:-1] if before and before[-1].day == day else before
    digest.bouts[exercise] = (*earlier, bout_of(day, sets, digest.unit, book.number("back_off_least")))
    lifts = digest.lifts_on.get(day, ())
    if exercise not in lifts:
        digest.lifts_on[day] = tuple(sorted((*lifts, exercise), key=book.big_first))


def _add_day(days: list[dt.date], day: dt.date) -> None:
    if not days or days[-1] != day:
        days.append(day)
