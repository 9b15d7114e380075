"""What a correction asks to be changed: values, as they were told."""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from bot.training.quantities import LoadUnit

Kind: TypeAlias = Literal["number", "load", "reps", "sets", "seconds", "metres", "m"]


class Change(msgspec.Struct, frozen=True):
    """One number put right. `kind` number: it says not of what; m: metres or minutes. `to` has more than one value
    where the reps of each set are told. `was`: what it replaces, where that is told."""

    kind: Kind
    to: tuple[float, ...]
    was: float | None = None
    unit: LoadUnit | None = None


class Correction(msgspec.Struct, frozen=True):
    """A correction as told. `day`: two where it may be either; `on`: the day of the entry that is meant. `exercises`:
    what was really done (more than one: not clear which); `about`: the exercise concerned. `effort` and `set`: which of
    the entry's efforts and of its sets, counted from 1, -1 the last; `span`: so many sets from there. `more`: sets to
    add. `firm`: it says that it corrects; `states`: by naming the number ("the time was 27:45"); `rest`: words that
    mean nothing here."""

    changes: tuple[Change, ...] = ()
    unit: LoadUnit | None = None
    day: tuple[dt.date, ...] = ()
    on: dt.date | None = None
    exercises: tuple[str, ...] = ()
    about: str | None = None
    running: bool = False
    effort: int | None = None
    set: int | None = None
    span: int = 1
    every: bool = False
    more: int = 0
    delete: bool = False
    future: bool = False
    firm: bool = False
    states: bool = False
    rest: tuple[str, ...] = ()

    @property
    def changes_something(self) -> bool:
        return bool(self.changes or self.unit or self.day or self.exercises or self.more or self.delete)

    @property
    def partial(self) -> bool:
        """It names a part of an entry, or an entry by its day."""
        return bool(self.effort or self.set or self.about or self.running or self.on)
