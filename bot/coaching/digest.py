"""What a diary's entries come to, lift by lift and day by day. It grows entry by entry, so that a diary with one entry
more costs that one entry's work, however many years lie before it."""

import datetime as dt
from itertools import takewhile
from typing import TypeAlias

import msgspec

from bot.coaching.advice import Credit
from bot.coaching.bouts import Bout, bout_of, one_session
from bot.coaching.records import fastest, maxes_of, run_time, work_of
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import Ran, classify, may_be_maximal
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
    """A run in an entry: its class by itself, and beside the best times from before that day; its fastest repetition,
    where it may count as a best; `maximal`: that may stand for what the athlete can do."""

    entry: Entry
    run: Run
    alone: Ran
    ran: Ran
    time: BestTime | None
    maximal: bool


class Digest(msgspec.Struct, frozen=True):
    """Everything oldest first; nothing in it is changed once it is made, but `worth`, which fills as it is asked for.

    `lifted`: every time each lift was done; `bouts`: each lift's sessions; `lifts_on`: the lifts of each day, the big
    ones first, in whatever order they were logged; `lift_days`, `leg_lift_days`: days with lifts, with lifts for legs;
    `leg_days`: those with more than warm-ups; `runs`: every run; `past`: what is known of entries that have left;
    `worth`: by day, entries of that day, and whether the athlete is new and older, what each sort of work counts.
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
    earlier = [one.time for one in digest.runs if one.maximal and one.time and one.entry.day < day]
    return fastest((*digest.past.times, *earlier)) if earlier else digest.past.times


def _add(book: Rulebook, digest: Digest, entry: Entry) -> None:
    for effort in entry.efforts:
        if isinstance(effort, Lift) and effort.exercise is not None:
            _add_lift(book, digest, entry, effort, effort.exercise)
        elif isinstance(effort, Run):
            alone, bests = classify(book, effort), times_before(digest, entry.day)
            ran = classify(book, effort, bests) if bests else alone
            time, maximal = run_time(entry.day, effort), may_be_maximal(book, effort, alone)
            digest.runs.append(RunDone(entry, effort, alone, ran, time, maximal))


def _add_lift(book: Rulebook, digest: Digest, entry: Entry, lift: Lift, exercise: str) -> None:
    before = digest.lifted.get(exercise, ())
    maxes = tuple(maxes_of(entry, lift, book.is_bodyweight(exercise)))
    best = front((*before[-1].best, *maxes)) if before else front(maxes)
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
