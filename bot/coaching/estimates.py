"""The estimated one-rep maximum, by the published formulas, with its error; none where formulas disagree too much."""

import math
from collections.abc import Iterable

import msgspec

from bot.coaching.rulebook import Rulebook
from bot.training.diary import Set
from bot.training.exercises import Exercise


class Estimate(msgspec.Struct, frozen=True):
    """A one-rep maximum in the load's own unit, and its error in percent; `rough` beyond ten reps."""

    amount: float
    percent: int
    rough: bool = False


def reps_in_reserve(rpe: float | None, cap: float) -> float | None:
    """Reps left by RPE; beyond `cap` nobody can tell."""
    return None if rpe is None else min(max(10.0 - rpe, 0.0), cap)


def epley(load: float, reps: float) -> float:
    return load * (1 + reps / 30)


def brzycki(load: float, reps: float) -> float:
    return 36 * load / (37 - reps)


def wathan(load: float, reps: float) -> float:
    return 100 * load / (48.8 + 53.8 * math.exp(-0.075 * reps))


def one_rep_max(load: float, reps: float, rir: float | None = None) -> float | None:
    """One rep is the load itself; to 10 the mean of Epley and Brzycki (which meet there), to 15 Wathan, above none."""
    total = reps + (rir or 0.0)
    if load <= 0 or total < 1 or total > 15:
        return None
    if total == 1:
        return load
    if total <= 10:
        return (epley(load, total) + brzycki(load, total)) / 2
    return wathan(load, total)


def estimate(book: Rulebook, exercise: Exercise | None, load: float, reps: float, rpe: float | None) -> Estimate | None:
    """The estimate with the error to show beside it; a leg press doubles the error."""
    rir = reps_in_reserve(rpe, book.number("rir_cap"))
    amount = one_rep_max(load, reps, rir)
    if amount is None:
        return None
    total = reps + (rir or 0.0)
    if total == 1:
        return Estimate(amount, 0)
    row = next(row for row in book.errors if total <= row.up_to)
    doubled = 2 if exercise is not None and "leg_press" in exercise.id else 1
    return Estimate(amount, row.percent * doubled, total > 10)


def best_of(book: Rulebook, sets: Iterable[Set]) -> float | None:
    """The best estimated maximum (kg) of these sets."""
    cap = book.number("rir_cap")
    found = [
        one_rep_max(s.load.kg, s.reps, reps_in_reserve(s.rpe, cap))
        for s in sets
        if s.load is not None and s.reps is not None and not s.failed and s.load_kind is None
    ]
    return max((f for f in found if f is not None), default=None)
