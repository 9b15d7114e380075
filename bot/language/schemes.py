"""What a piece of notation says about sets: counts, reps, loads, times; and how pieces add up to sets."""

from typing import TypeVar

import msgspec

from bot.training.diary import LoadKind, Set
from bot.training.quantities import Load, LoadUnit

Value = TypeVar("Value")
MOST_SETS = 100  # of one scheme; more is no training but a slip


class Weight(msgspec.Struct, frozen=True, gc=False):
    """A load as written, and whether it is put on or taken off the body."""

    amount: float
    unit: LoadUnit | None = None
    how: LoadKind | None = None


class Scheme(msgspec.Struct, gc=False):
    """Sets as far as they are told. Lists hold one value, or one a set. `doubt` names what `other` would read else;
    `loose`: a number was told that no set can have had. `habit`: its name and what decided by it, or, in doubt, what
    it and `other` would be by it."""

    sets: int | None = None
    reps: tuple[float | None, ...] = ()
    loads: tuple[Weight, ...] = ()
    seconds: tuple[float, ...] = ()
    metres: tuple[float, ...] = ()
    rpe: tuple[float | None, ...] = ()
    bodyweight: bool = False
    warmup: bool = False
    failed: bool = False
    drop: bool = False
    per_side: bool = False
    each_hand: bool = False
    pair: tuple[float, float] | None = None
    order: str = ""
    borrowed: bool = False
    carried: bool = False
    announced: bool = False
    loose: bool = False
    habit: tuple[str, ...] = ()
    doubt: str = ""
    other: "Scheme | None" = None

    @property
    def counted(self) -> bool:
        """Whether it says how much was done, not only with what load."""
        return bool(self.reps or self.seconds or self.metres)

    @property
    def loaded(self) -> bool:
        return bool(self.loads) or self.bodyweight

    def expanded(self) -> tuple[Set, ...]:
        """One Set for each set."""
        told = max(len(self.reps), len(self.loads), len(self.seconds), len(self.metres), 1)
        count = told if told > 1 else min(self.sets or 1, MOST_SETS)
        if count == 1 or told == 1:
            return (self._set(0),) * count
        return tuple(self._set(i) for i in range(count))

    def _set(self, i: int) -> Set:
        weight = _at(self.loads, i)
        kind: LoadKind | None = weight.how if weight else None
        return Set(
            reps=_at(self.reps, i),
            load=Load(weight.amount, weight.unit) if weight else None,
            load_kind=kind or ("bodyweight" if self.bodyweight and not weight else None),
            seconds=_at(self.seconds, i),
            metres=_at(self.metres, i),
            rpe=_at(self.rpe, i),
            warmup=self.warmup,
            failed=self.failed,
            drop=self.drop,
            per_side=self.per_side,
            each_hand=self.each_hand,
        )


def _at(values: tuple[Value, ...], i: int) -> Value | None:
    if not values:
        return None
    return values[i] if i < len(values) else values[-1]


def add(schemes: list[Scheme], new: Scheme) -> None:
    """Add a piece to those before it: it completes the last one, or goes on from it."""
    last = schemes[-1] if schemes else None
    if last is None:
        if new.rpe or not _only_marks(new):
            schemes.append(new)
        return
    if _only_marks(new):
        _complete(last, new)
        return
    if last.reps == (None,) and last.sets == len(new.reps) and last.sets > 1 and not new.loaded and not new.sets:
        last.reps, last.sets = new.reps, None  # `3 sets to failure: 12, 10, 9`
        return
    if len(schemes) == 1 and _only_marks(last):
        new.rpe = new.rpe or last.rpe
        schemes[-1] = new
        return
    if new.counted and new.loaded:
        if last.sets and not last.counted and not last.loaded and not new.sets:
            new.sets, new.announced = last.sets, True
            schemes[-1] = new
            return
        schemes.append(new)
        return
    if new.counted:
        _add_counted(schemes, last, new)
    elif new.loaded:
        _add_load(schemes, last, new)
    elif (last.sets is None and not schemes[-1].loaded) or (
        last.counted and last.sets is None and max(len(last.reps), len(last.loads)) <= 1
    ):
        last.sets = new.sets
    else:
        schemes.append(new)


def settle_announced(schemes: list[Scheme]) -> None:
    """`3 sets: 60x10, 70x8, 80x6`: the count was that of all sets to come."""
    first = schemes[0] if schemes else None
    if first and first.announced and first.sets == len(schemes) > 1:
        first.sets = None


def settle_pairs(schemes: list[Scheme], bodyweight: bool) -> None:
    """Pairs that stand together are read alike: `7x25, 7x30, 7x40` are reps and loads, as the last one must be."""
    pairs = [(s, s.pair) for s in schemes if s.pair]
    seconds = [b for _, (_, b) in pairs]
    _settle_orders(schemes)
    others = any(s.loads and s.reps and not s.pair for s in schemes)
    held = any(s.each_hand for s in schemes)
    for scheme in schemes:
        if scheme.doubt == "sets_or_reps" and scheme.loads and scheme.other and any(a > b for _, (a, b) in pairs):
            scheme.sets, scheme.reps, scheme.doubt = scheme.other.sets, scheme.other.reps, ""
            scheme.other = None
    if bodyweight or not pairs:
        return
    differ = len(set(seconds)) > 1 and max(seconds) >= 25 and min(seconds) >= 10
    if differ or ((others or held) and all(s.doubt == "reps_or_load" for s, _ in pairs)):
        for scheme, (reps, load) in pairs:
            if reps < load:
                scheme.sets, scheme.reps, scheme.loads = None, (reps,), (Weight(load),)
                scheme.doubt, scheme.other = "", None


def _settle_orders(schemes: list[Scheme]) -> None:
    """Loads first are written alike in one message: `205x10x2` shows what `100x4x3` beside it means."""
    orders = {s.order for s in schemes if s.order}
    if len(orders) != 1:
        return
    for scheme in schemes:
        if scheme.doubt == "sets_or_reps" and scheme.other and len(scheme.loads) == 1 and not scheme.order:
            if "wrs" in orders:
                scheme.sets, scheme.reps = scheme.other.sets, scheme.other.reps
            scheme.doubt, scheme.other = "", None


def _only_marks(new: Scheme) -> bool:
    return not new.counted and not new.loaded and new.sets is None


def _complete(last: Scheme, new: Scheme) -> None:
    last.rpe = new.rpe or last.rpe


def _add_counted(schemes: list[Scheme], last: Scheme, new: Scheme) -> None:
    """Reps, seconds or metres: those of a load told before, or of further sets with it."""
    if not last.counted and not (last.sets and new.sets):
        if last.loaded and not last.doubt:
            new.loads, new.bodyweight = last.loads, last.bodyweight
        new.sets = new.sets or last.sets
        new.warmup = new.warmup or last.warmup
        new.rpe = new.rpe or last.rpe
        schemes[-1] = new
        return
    if last.carried and not last.sets:
        last.reps, last.seconds, last.metres, last.sets, last.carried = (
            new.reps,
            new.seconds,
            new.metres,
            new.sets,
            False,
        )
        return
    if len(last.loads) == 1 or last.bodyweight:
        new.loads, new.bodyweight, new.borrowed = last.loads, last.bodyweight, True
    schemes.append(new)


def _add_load(schemes: list[Scheme], last: Scheme, new: Scheme) -> None:
    """A load: that of the sets told just before, or of further sets with the same reps."""
    if last.bodyweight and not last.loads and new.loads and new.loads[0].how:
        last.loads = new.loads
        return
    if last.borrowed:
        last.loads, last.borrowed = new.loads, False
        return
    if not last.loaded:
        for scheme in schemes:
            if not scheme.loaded:
                scheme.loads, scheme.bodyweight = new.loads, new.bodyweight
        last.sets = last.sets or new.sets
        return
    new.reps, new.seconds, new.metres = last.reps[-1:], last.seconds[-1:], last.metres[-1:]
    if last.warmup and not last.reps:
        new.reps = ()
    new.carried = bool(new.reps) and len(new.loads) == 1
    schemes.append(new)
