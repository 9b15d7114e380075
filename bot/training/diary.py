"""Efforts, entries, one athlete's diary, and the questions one may ask of it."""

import datetime as dt
from bisect import insort
from collections.abc import Iterable
from operator import attrgetter
from typing import Literal, TypeAlias

import msgspec

from bot.training.quantities import Load, LoadUnit

LoadKind: TypeAlias = Literal["bodyweight", "added", "assisted"]


class Set(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One set. `reps` None: not said, or until failure. A hold has `seconds`, a carry `metres`."""

    reps: float | None = None
    load: Load | None = None
    load_kind: LoadKind | None = None
    seconds: float | None = None
    metres: float | None = None
    rpe: float | None = None
    warmup: bool = False
    failed: bool = False
    drop: bool = False
    per_side: bool = False
    each_hand: bool = False


class Lift(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, tag="lift"):
    """Sets of one exercise: an id of the catalogue, or the athlete's own words; None: the message names none."""

    exercise: str | None
    sets: tuple[Set, ...] = ()

    @property
    def work_sets(self) -> tuple[Set, ...]:
        return tuple(s for s in self.sets if not s.warmup)


class Run(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, tag="run"):
    """A run or walk: `reps` times `metres` in `seconds` each. Times in seconds, grade in percent, pace in s/km.

    `said` holds what the athlete called it: sprint, all_out, easy, jog, run, walk, hike, hill, tempo, interval,
    treadmill. `best` is the fastest repetition where only that was told.
    """

    metres: float | None = None
    seconds: float | None = None
    reps: int = 1
    times: tuple[float, ...] = ()
    best: float | None = None
    pace: float | None = None
    rest_s: float | None = None
    rest_metres: float | None = None
    grade: float | None = None
    rpe: float | None = None
    walk: bool = False
    flying: bool = False
    part_of_total: bool = False
    said: tuple[str, ...] = ()

    @property
    def rep_seconds(self) -> float | None:
        """Seconds of one repetition, told outright, from the listed times, or from pace and distance."""
        if self.seconds is not None:
            return self.seconds
        if self.times:
            return sum(self.times) / len(self.times)
        if self.pace is not None and self.metres is not None:
            return self.pace * self.metres / 1000
        return None


class Other(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, tag="other"):
    """Any other activity: cycling, swimming, football, stairs, jumps, rope."""

    name: str
    seconds: float | None = None
    metres: float | None = None
    reps: int | None = None
    rest_s: float | None = None
    rpe: float | None = None
    said: tuple[str, ...] = ()


Effort: TypeAlias = Lift | Run | Other


class Entry(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What one message logged. `id` is the message's own, so that an edit replaces and a repeat changes nothing."""

    id: str
    day: dt.date
    at: dt.datetime
    efforts: tuple[Effort, ...]
    note: str = ""


class RepMax(msgspec.Struct, frozen=True, gc=False):
    """A best set: so many reps with so much load, on that day."""

    load: Load
    reps: float
    day: dt.date


class BestTime(msgspec.Struct, frozen=True, gc=False):
    """The fastest repetition over a distance in metres."""

    metres: float
    seconds: float
    day: dt.date


class Past(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is still known at a glance of entries that have left the diary for the archive."""

    entries: int = 0
    first_day: dt.date | None = None
    first_lift_day: dt.date | None = None
    bests: dict[str, tuple[RepMax, ...]] = {}
    times: tuple[BestTime, ...] = ()


class Diary(msgspec.Struct, frozen=True, omit_defaults=True):
    """An athlete's latest entries, oldest first, and what is remembered of earlier ones."""

    entries: tuple[Entry, ...] = ()
    past: Past = Past()

    def with_entry(self, entry: Entry) -> "Diary":
        """A diary that holds this entry once, in place of any other with its id."""
        kept = [e for e in self.entries if e.id != entry.id]
        insort(kept, entry, key=_place)
        return msgspec.structs.replace(self, entries=tuple(kept))

    def without(self, entry_id: str) -> "Diary":
        return msgspec.structs.replace(self, entries=tuple(e for e in self.entries if e.id != entry_id))

    def entry(self, entry_id: str) -> Entry | None:
        return next((e for e in self.entries if e.id == entry_id), None)

    def between(self, first: dt.date, last: dt.date) -> tuple[Entry, ...]:
        """Entries from `first` to `last`, both included."""
        return tuple(e for e in self.entries if first <= e.day <= last)

    def lifts(self, exercise: str) -> tuple[tuple[Entry, Lift], ...]:
        """Every time this exercise was done, oldest first."""
        return tuple((e, f) for e in self.entries for f in e.efforts if isinstance(f, Lift) and f.exercise == exercise)

    def renamed(self, name: str, exercise: str) -> "Diary":
        """The same diary with what was logged under a name as that exercise."""
        entries = tuple(_renamed_entry(e, name, exercise) for e in self.entries)
        return self if entries == self.entries else msgspec.structs.replace(self, entries=entries)

    def settled(self, unit: LoadUnit) -> "Diary":
        """The same diary with this unit on every load that was written without one."""
        entries = tuple(_settled_entry(e, unit) for e in self.entries)
        return self if entries == self.entries else msgspec.structs.replace(self, entries=entries)

    @property
    def latest(self) -> Entry | None:
        """The entry written last, whatever day it tells of."""
        at = max(map(attrgetter("at"), self.entries), default=None)
        return max((entry for entry in self.entries if entry.at == at), key=_written, default=None)

    @property
    def empty(self) -> bool:
        return not self.entries and not self.past.entries


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Oldest first, as a diary holds them."""
    return tuple(sorted(entries, key=_place))


def _place(entry: Entry) -> tuple[dt.date, dt.datetime, int, str]:
    return (entry.day, *_written(entry))


def _written(entry: Entry) -> tuple[dt.datetime, int, str]:
    """What was written after what; within one second message 9 comes before message 10."""
    return (entry.at, len(entry.id), entry.id)


def settled(efforts: tuple[Effort, ...], unit: LoadUnit) -> tuple[Effort, ...]:
    """Efforts with this unit on every load that was written without one."""
    return tuple(_settled_lift(e, unit) if isinstance(e, Lift) else e for e in efforts)


def _renamed_entry(entry: Entry, name: str, exercise: str) -> Entry:
    """The very same entry where nothing bears the name."""
    if not any(isinstance(e, Lift) and e.exercise == name for e in entry.efforts):
        return entry
    efforts = tuple(Lift(exercise, e.sets) if isinstance(e, Lift) and e.exercise == name else e for e in entry.efforts)
    return msgspec.structs.replace(entry, efforts=efforts)


def _settled_entry(entry: Entry, unit: LoadUnit) -> Entry:
    """The very same entry where there is nothing to settle."""
    efforts = settled(entry.efforts, unit)
    return entry if efforts == entry.efforts else msgspec.structs.replace(entry, efforts=efforts)


def _settled_lift(lift: Lift, unit: LoadUnit) -> Lift:
    sets = tuple(msgspec.structs.replace(s, load=s.load.settled(unit)) if s.load else s for s in lift.sets)
    return msgspec.structs.replace(lift, sets=sets)


def units_told(efforts: tuple[Effort, ...]) -> frozenset[LoadUnit | None]:
    """The units that loads were written in; None stands for loads written without one."""
    return frozenset(s.load.unit for e in efforts if isinstance(e, Lift) for s in e.sets if s.load)
