"""One lift on one day, as progress is judged on it: the load that counts, its sets, and what was left in reserve."""

import datetime as dt
from bisect import bisect_left, bisect_right

import msgspec

from bot.training.diary import Diary, Entry, LoadKind, Set
from bot.training.quantities import Load, LoadUnit

WHOLE_SESSION = 3  # sets from which one message tells of a whole session


class Bout(msgspec.Struct, frozen=True, gc=False):
    """`amount` in `unit` of the sets that count (None: no load told), their `reps`, and the other work sets beside
    them. `signed`: the load as a number that grows with the work; help counts below zero. `rir` of the last set it was
    told for. `backed_off`: a heaviest first set, then lighter ones."""

    day: dt.date
    amount: float | None
    unit: LoadUnit
    kind: LoadKind | None
    reps: tuple[float | None, ...]
    seconds: tuple[float, ...] = ()
    metres: float | None = None
    rir: float | None = None
    failed: bool = False
    backed_off: tuple[Set, ...] = ()
    others: int = 0
    signed: float = 0.0

    @property
    def load(self) -> Load | None:
        return None if self.amount is None else Load(self.amount, self.unit)

    @property
    def total(self) -> float:
        return sum(r for r in self.reps if r is not None)

    @property
    def straight(self) -> bool:
        """Every set with the same known reps."""
        return bool(self.reps) and self.reps[0] is not None and len(set(self.reps)) == 1 and not self.failed

    @property
    def bodyweight(self) -> bool:
        return self.kind is not None


def entries_between(diary: Diary, first: dt.date, last: dt.date) -> tuple[Entry, ...]:
    """Entries from `first` to `last`, both included; they lie in order, so the ends are found by halving."""
    low = bisect_left(diary.entries, first, key=_day)
    return diary.entries[low : bisect_right(diary.entries, last, lo=low, key=_day)]


def _day(entry: Entry) -> dt.date:
    return entry.day


def one_session(efforts: list[tuple[Set, ...]]) -> list[Set]:
    """A day's efforts as one session. Whole sessions told twice at one load count once, by the better: the other is
    volume, not progress; single sets told one by one all belong together."""
    sets: list[Set] = []
    whole: dict[tuple[str | None, float | None], tuple[Set, ...]] = {}
    for work in efforts:
        keys = {(s.load_kind, s.load.kg if s.load else None) for s in work}
        if len(work) < WHOLE_SESSION or len(keys) > 1:
            sets.extend(work)
            continue
        key = keys.pop()
        whole[key] = max(whole.get(key, ()), work, key=_worth)
    return sets + [done for work in whole.values() for done in work]


def _worth(work: tuple[Set, ...]) -> tuple[int, float, list[float], float]:
    reps = sorted((s.reps or 0.0 for s in work), reverse=True)
    return len(work), sum(reps), reps, -max((s.rpe or 0.0 for s in work), default=0.0)


def bout_of(day: dt.date, sets: list[Set], unit: LoadUnit, back_off: float) -> Bout:
    """The sets of a day as one bout: those at the load that most sets were done at, of equals the heaviest. `back_off`:
    the lightest share of a top set that back-off sets have."""
    if sets.count(sets[0]) == len(sets):
        return _of_equal_sets(day, sets[0], len(sets), unit)
    sets = [s for s in sets if not s.drop] or sets
    chosen, backed = _counted(sets, back_off)
    load = chosen[0].load.settled(unit) if chosen[0].load else None
    amount = load.amount if load else 0.0
    rpes = [s.rpe for s in chosen if s.rpe is not None]
    known = sorted([s.reps for s in chosen if s.reps is not None], reverse=True)
    return Bout(
        day=day,
        amount=load.amount if load else None,
        unit=load.unit or unit if load else unit,
        kind=chosen[0].load_kind,
        reps=(*known, *[None] * (len(chosen) - len(known))),
        seconds=tuple([s.seconds for s in chosen if s.seconds is not None]),
        metres=max([s.metres for s in chosen if s.metres is not None], default=None),
        rir=10.0 - max(rpes) if rpes else None,
        failed=True in [s.failed for s in chosen],
        backed_off=tuple(backed),
        others=len(sets) - len(chosen),
        signed=amount if chosen[0].load_kind != "assisted" else -amount,
    )


def _of_equal_sets(day: dt.date, done: Set, count: int, unit: LoadUnit) -> Bout:
    """The same for sets that are all alike, as most sessions have them."""
    amount = done.load.amount if done.load else None
    return Bout(
        day=day,
        amount=amount,
        unit=(done.load.unit if done.load else None) or unit,
        kind=done.load_kind,
        reps=(done.reps,) * count,
        seconds=() if done.seconds is None else (done.seconds,) * count,
        metres=done.metres,
        rir=None if done.rpe is None else 10.0 - done.rpe,
        failed=done.failed,
        signed=-(amount or 0.0) if done.load_kind == "assisted" else amount or 0.0,
    )


def _counted(sets: list[Set], back_off: float) -> tuple[list[Set], list[Set]]:
    """The sets that count, and the back-off sets beside them."""
    first = sets[0]
    load, kind = first.load, first.load_kind
    if not [s for s in sets if s.load != load or s.load_kind != kind]:
        return sets, []
    groups: dict[tuple[str | None, float | None], list[Set]] = {}
    for done in sets:
        groups.setdefault((done.load_kind, done.load.kg if done.load else None), []).append(done)
    heaviest = max(groups, key=_weight)
    counted = max(groups, key=lambda g: (len(groups[g]), _weight(g)))
    backed = _backed_off(groups, heaviest, back_off)
    return groups[heaviest if backed else counted], backed


def _weight(group: tuple[str | None, float | None]) -> float:
    kind, kg = group
    return -(kg or 0.0) if kind == "assisted" else (kg or 0.0)


def _backed_off(
    groups: dict[tuple[str | None, float | None], list[Set]], heaviest: tuple[str | None, float | None], least: float
) -> list[Set]:
    """The lighter sets, where one heaviest set stands alone above several at one lighter load."""
    if len(groups) != 2 or len(groups[heaviest]) != 1 or heaviest[0] is not None:
        return []
    other = next(g for g in groups if g != heaviest)
    return groups[other] if len(groups[other]) >= 2 and _weight(other) >= least * _weight(heaviest) > 0 else []
