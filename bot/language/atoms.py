"""What a message is made of once numbers have their units: amounts, marks, signs, words."""

import msgspec

from bot.training.quantities import METRES_PER_MILE

METRES = {"km": 1000.0, "mile": METRES_PER_MILE, "metre": 1.0, "yard": 0.9144, "foot": 0.3048}

SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}

SPEEDS = {"kmh": 1000.0, "mph": METRES_PER_MILE}


class Atom(msgspec.Struct, frozen=True, gc=False):
    """`kind` as rows of notation name it; `values` of an amount in kg/lb as written, metres or seconds; `unit` as
    written or how numbers are listed; `start` and `end` in the normalised text."""

    kind: str
    start: int
    end: int
    values: tuple[float, ...] = ()
    unit: str = ""
    text: str = ""
    tight: bool = False
    spaced: bool = False

    @property
    def value(self) -> float:
        return self.values[0]
