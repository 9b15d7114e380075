"""Whom we coach: units, time zone, language, level, training days, reminder time, kit."""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from bot.training.quantities import LoadUnit
from bot.training.schedule import Schedule, Stay

Level: TypeAlias = Literal["novice", "intermediate", "advanced"]
AgeBand: TypeAlias = Literal["under13", "under16", "adult", "60s", "65plus"]

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


class Kit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What can be loaded, in the athlete's own unit: bar, plates per side (smallest counts), dumbbell and stack steps.

    None stands for the ordinary gym of that unit (kg: bar 20, smallest jump 2.5; lb: bar 45, smallest jump 5).
    `has` names what there is to train with (barbell, dumbbells, machines, bodyweight); empty: an ordinary gym.
    """

    bar: float | None = None
    plates: tuple[float, ...] = ()
    dumbbell_step: float | None = None
    stack_step: float | None = None
    has: tuple[str, ...] = ()


class Pain(msgspec.Struct, frozen=True, omit_defaults=True):
    """A movement pattern that hurts (squat, hinge, …; "all" when the place is unknown), how much, and since when."""

    pattern: str
    score: int
    since: dt.date


class Report(msgspec.Struct, frozen=True):
    """How the athlete said they were on a day: soreness of 10, hours of sleep, ill (0 when well again), or a light week
    asked for."""

    kind: Literal["soreness", "sleep", "illness", "light_week"]
    amount: float
    day: dt.date


class Athlete(msgspec.Struct, frozen=True, omit_defaults=True):
    """Settings, all with a default that serves somebody who has told us nothing. Weekdays: Monday is 0.

    `days` are the training days, none: any day. `remind_at` is the training time of each day without its own.
    `reminders_offered`: they have been asked whether they want any. `zone` is home; during a `stay` the zone is that of
    the stay.
    `schemes`: how a lift is to progress, `reserves`: the reps in reserve it is trained to; by exercise, or "all".
    `names`: their own names of exercises. `writes`: how they write what can be read in two ways, by settled readings.
    """

    id: str
    name: str = ""
    unit: LoadUnit | None = None
    zone: str = "UTC"
    zone_told: bool = False
    language: str = "en"
    level: Level | None = None
    age: AgeBand = "adult"
    bodyweight_kg: float | None = None
    days: tuple[int, ...] = ()
    remind_at: dt.time = dt.time(18, 0)
    reminders: bool = True
    reminders_offered: bool = False
    schedule: Schedule = Schedule()
    stay: Stay | None = None
    kit: Kit = Kit()
    schemes: dict[str, str] = {}
    reserves: dict[str, int] = {}
    pains: tuple[Pain, ...] = ()
    reports: tuple[Report, ...] = ()
    pregnant: bool = False
    needs_clearance: bool = False
    names: dict[str, str] = {}
    writes: dict[str, str] = {}

    @property
    def settled_unit(self) -> LoadUnit:
        """The unit numbers without one are taken in."""
        return self.unit or "kg"
