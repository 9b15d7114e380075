"""Quantities that know their unit: loads as written, and the factors between units."""

from typing import Literal, TypeAlias

import msgspec

KG_PER_LB = 0.45359237
METRES_PER_MILE = 1609.344

LoadUnit: TypeAlias = Literal["kg", "lb"]


class Load(msgspec.Struct, frozen=True, gc=False):
    """A weight as the athlete wrote it; `unit` is None until somebody says which."""

    amount: float
    unit: LoadUnit | None = None

    def settled(self, unit: LoadUnit) -> "Load":
        """The same number with a unit: its own where it has one, else the athlete's."""
        return self if self.unit else Load(self.amount, unit)

    @property
    def kg(self) -> float:
        """Kilograms; a load whose unit nobody has said counts as kilograms."""
        return self.amount * KG_PER_LB if self.unit == "lb" else self.amount

    def to(self, unit: LoadUnit) -> "Load":
        """The same weight in another unit, unrounded."""
        if (self.unit or "kg") == unit:
            return Load(self.amount, unit)
        return Load(self.kg if unit == "kg" else self.kg / KG_PER_LB, unit)


def pace_s_per_km(seconds: float, metres: float) -> float:
    """Seconds a kilometre."""
    return seconds / metres * 1000
