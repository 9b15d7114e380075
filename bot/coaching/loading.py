"""Loads that can be loaded: what bar, plates, dumbbells and stack allow, and the next one up or down."""

import math
from functools import lru_cache

from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete, Kit
from bot.training.exercises import Exercise, Kind
from bot.training.quantities import Load, LoadUnit

GRAIN = 0.125  # the finest difference told apart: half of the smallest plate sold
NEAR = 1e-6


class Rack:
    """What one exercise can be loaded with, in one unit."""

    def __init__(self, book: Rulebook, athlete: Athlete, exercise: Exercise | None, unit: LoadUnit) -> None:
        kind: Kind = exercise.kind if exercise else "barbell"
        row = book.step_of[kind]
        default = row.kg if unit == "kg" else row.lb
        kit = athlete.kit if athlete.settled_unit == unit else Kit()
        self.unit: LoadUnit = unit
        self._bar = 0.0
        self._plates: tuple[float, ...] = ()
        self._grid = default
        if kind == "barbell" and exercise is not None:
            self._bar = kit.bar if kit.bar is not None else (row.bar_kg if unit == "kg" else row.bar_lb)
            self._plates = kit.plates
            self._grid = 2 * min(kit.plates) if kit.plates else default
        elif kind == "dumbbell" and kit.dumbbell_step:
            self._grid = kit.dumbbell_step
        elif kind in ("machine", "cable") and kit.stack_step:
            self._grid = kit.stack_step
        own = exercise.step.get(unit) if exercise else None
        self.jump = self._grid * (max(own / default, 1.0) if own else 1.0)
        if own and own < self._grid and not kit.plates:
            self._grid = self.jump = own

    @property
    def empty(self) -> float:
        """The bar without plates."""
        return self._bar

    def below(self, amount: float) -> float:
        """The heaviest load that can be loaded and is no heavier; the empty bar at least."""
        if amount < self._bar:
            return self._bare(amount)
        if self._plates:
            sums = plate_sums(self._plates, max(amount - self._bar, 0.0))
            return self._bar + max(s for s in sums if s <= amount - self._bar + NEAR)
        return self._bar + math.floor((amount - self._bar) / self._grid + NEAR) * self._grid

    def above(self, amount: float, least: float | None = None) -> float:
        """The lightest load that can be loaded and is `least` (else anything) heavier."""
        wanted = amount + (least if least is not None else GRAIN)
        if self._plates and wanted > self._bar:
            reach = wanted - self._bar + 2 * min(self._plates)
            return self._bar + min(s for s in plate_sums(self._plates, reach) if s >= wanted - self._bar - NEAR)
        if wanted < self._bar:
            return self._bare(wanted, up=True)
        return self._bar + math.ceil((wanted - self._bar) / self._grid - NEAR) * self._grid

    def up(self, amount: float, jumps: int = 1) -> float:
        """So many of the exercise's own jumps up, from wherever the athlete stands."""
        return max(self.above(amount), self.below(amount + jumps * self.jump))

    def _bare(self, amount: float, up: bool = False) -> float:
        """Below the bar's weight there is a lighter bar or none: steps count from zero."""
        steps = amount / self._grid
        return (math.ceil(steps - NEAR) if up else max(math.floor(steps + NEAR), 1)) * self._grid

    def carries(self, amount: float) -> bool:
        """Can exactly this be loaded?"""
        return abs(self.below(amount) - amount) < 1e-4

    def load(self, amount: float) -> Load:
        return Load(round(amount, 4), self.unit)


@lru_cache(maxsize=512)
def plate_sums(plates: tuple[float, ...], reach: float) -> tuple[float, ...]:
    """Every weight up to `reach` that pairs of these plates add up to."""
    most = math.ceil(reach / GRAIN)
    pairs = [round(2 * plate / GRAIN) for plate in plates]
    can = [True] + [False] * most
    for total in range(1, most + 1):
        can[total] = any(pair <= total and can[total - pair] for pair in pairs if pair)
    return tuple(total * GRAIN for total in range(most + 1) if can[total])
