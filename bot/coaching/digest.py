"""What a diary's entries come to, lift by lift and day by day. It grows entry by entry, so that a diary with one entry
more costs that one entry's work, however many years lie before it."""

import datetime as dt
from itertools import takewhile

import msgspec

from bot.coaching.bouts import Bout, bout_of, one_session
from bot.coaching.records import maxes_of, run_time, work_of
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import may_be_maximal
from bot.training.diary import BestTime, Entry, Lift, RepMax, Run
from bot.training.past import front
from bot.training.quantities import LoadUnit


class Lifted(msgspec.Struct, frozen=True, gc=False):
    """One time a lift was done: its work (kg times reps), its own best sets, and the best so far, these included."""

    entry: Entry
    lift: Lift
    work: float
    maxes: tuple[RepMax, ...]
    best: tuple[RepMax, ...]


class Timed(msgspec.Struct, frozen=True, gc=False):
    """The fastest repetition of a run in an entry; `maximal`: it may stand for what the athlete can do."""

    entry: str
    time: BestTime
    maximal: bool


class Digest(msgspec.Struct, frozen=True):
    """Everything oldest first; nothing in it is changed once it is made.

    `lifted`: every time each lift was done; `bouts`: each lift's sessions; `lifts_on`: the lifts of each day, the big
    ones first, in whatever order they were logged; `lift_days`, `leg_lift_days`: days with lifts, with lifts for legs;
    `leg_days`: those with more than warm-ups; `timed`: every run that may count as a best.
    """

    unit: LoadUnit
    entries: tuple[Entry, ...] = ()
    lifted: dict[str, tuple[Lifted, ...]] = {}
    bouts: dict[str, tuple[Bout, ...]] = {}
    lifts_on: dict[dt.date, tuple[str, ...]] = {}
    lift_days: list[dt.date] = []
    leg_lift_days: list[dt.date] = []
    leg_days: list[dt.date] = []
    timed: list[Timed] = []


def digest_of(book: Rulebook, unit: LoadUnit, entries: tuple[Entry, ...], known: Digest | None = None) -> Digest:
    """The digest of these entries. Where they go on from those of a known one, only the new ones are looked at."""
    if known is None or known.unit != unit or entries[: len(known.entries)] != known.entries:
        known = Digest(unit)
    if entries == known.entries:
        return known
    found = Digest(
        unit=unit,
        entries=entries,
        lifted=dict(known.lifted),
        bouts=dict(known.bouts),
        lifts_on=dict(known.lifts_on),
        lift_days=[*known.lift_days],
        leg_lift_days=[*known.leg_lift_days],
        leg_days=[*known.leg_days],
        timed=[*known.timed],
    )
    for entry in entries[len(known.entries) :]:
        _add(book, found, entry)
    return found


def _add(book: Rulebook, digest: Digest, entry: Entry) -> None:
    for effort in entry.efforts:
        if isinstance(effort, Lift) and effort.exercise is not None:
            _add_lift(book, digest, entry, effort, effort.exercise)
        elif isinstance(effort, Run):
            time = run_time(entry.day, effort)
            if time is not None:
                digest.timed.append(Timed(entry.id, time, may_be_maximal(book, effort)))


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
