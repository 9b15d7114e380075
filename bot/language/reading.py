"""What a message was read as: efforts, or a question, or a near miss; plain values."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from bot.training.diary import Effort
from bot.training.quantities import LoadUnit

TripleOrder: TypeAlias = Literal["wsr", "wrs"]
PairOrder: TypeAlias = Literal["sr", "rs"]
MeaningOfM: TypeAlias = Literal["metres", "minutes", "miles"]
Ground: TypeAlias = Literal["km", "mile"]
Settled: TypeAlias = tuple[str, str]  # a habit's name and what it says: ("pair", "rs")

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Habits(msgspec.Struct, frozen=True):
    """How this athlete writes, learnt from settled readings: unit, what follows a load in `100x5x3`, which number of
    `8x3` is the sets, what `5m` is on the run, what a bare distance counts, and their own names of exercises."""

    unit: LoadUnit | None = None
    triple: TripleOrder | None = None
    pair: PairOrder | None = None
    m: MeaningOfM | None = None
    ground: Ground | None = None
    names: Mapping[str, str] = NO_NAMES


class Option(msgspec.Struct, frozen=True):
    """One possible answer: the key of its label and the numbers in it, what the message then means, and the habit that
    choosing it settles."""

    key: str
    numbers: dict[str, str | float]
    efforts: tuple[Effort, ...]
    day: dt.date | None = None
    settles: Settled | None = None


class Ask(msgspec.Struct, frozen=True):
    """What only the athlete knows: the key of the question, its numbers, and at most three options."""

    key: str
    numbers: dict[str, str | float] = {}
    options: tuple[Option, ...] = ()


class Near(msgspec.Struct, frozen=True):
    """A near miss: what was read of the message, as written, and the key of what was missing."""

    read: str
    missing: str


class Reading(msgspec.Struct, frozen=True):
    """One message read. `day` None: not said. `notes`: words not used, as written. `read_as`: a name as written and
    the name it was taken for, where it was a slip. `future`: a plan, not a log. `day_told`: the message names a day.
    `by_habit`: the habits that decided between two readings. `settled`: the habits that the message itself shows."""

    efforts: tuple[Effort, ...] = ()
    day: dt.date | None = None
    ask: Ask | None = None
    notes: tuple[str, ...] = ()
    near: Near | None = None
    read_as: tuple[tuple[str, str], ...] = ()
    future: bool = False
    day_told: bool = False
    by_habit: tuple[Settled, ...] = ()
    settled: tuple[Settled, ...] = ()
