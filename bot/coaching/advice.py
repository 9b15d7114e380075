"""A decision is a value: a key and its numbers, for `language.speaking` to say."""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from bot.training.quantities import Load

Muscle: TypeAlias = Literal["quadriceps", "hamstrings", "glutes", "calves"]
MUSCLES: tuple[Muscle, ...] = ("quadriceps", "hamstrings", "glutes", "calves")

Number: TypeAlias = str | int | float | dt.date | dt.datetime | Load | tuple[float, ...]


class Advice(msgspec.Struct, frozen=True):
    """What to say: the key of a line of words, and the numbers that go into it."""

    key: str
    numbers: dict[str, Number] = {}


class Credit(msgspec.Struct, frozen=True):
    """Hard sets for each leg muscle (evidence: PEL25 counts a prime mover's hard set as 1)."""

    quadriceps: float = 0.0
    hamstrings: float = 0.0
    glutes: float = 0.0
    calves: float = 0.0

    def __add__(self, other: "Credit") -> "Credit":
        return Credit(
            self.quadriceps + other.quadriceps,
            self.hamstrings + other.hamstrings,
            self.glutes + other.glutes,
            self.calves + other.calves,
        )

    def times(self, factor: float) -> "Credit":
        return Credit(self.quadriceps * factor, self.hamstrings * factor, self.glutes * factor, self.calves * factor)

    @property
    def most(self) -> float:
        return max(self.quadriceps, self.hamstrings, self.glutes, self.calves)


class LiftTarget(msgspec.Struct, frozen=True):
    """One exercise of the next session. `reps` a set, in order; `load` None: found by feel, or bodyweight."""

    exercise: str
    reps: tuple[int, ...]
    load: Load | None = None
    load_kind: str | None = None
    seconds: float | None = None
    rir: int | None = None
    rule: str = ""
    because: Advice | None = None


class SprintTarget(msgspec.Struct, frozen=True):
    """Sprints of the next session: reps of metres, effort in percent of all-out, rest in seconds, grade in percent."""

    reps: int
    metres: float
    effort: int = 100
    rest_s: float = 0
    hill: bool = False
    rule: str = ""
    because: Advice | None = None


class NextSession(msgspec.Struct, frozen=True):
    """The next session: its local day and what to do, in order."""

    day: dt.date
    targets: tuple[LiftTarget | SprintTarget, ...]
    notes: tuple[Advice, ...] = ()


class Verdict(msgspec.Struct, frozen=True):
    """What one effort of a message did for the legs: its class, its credit, and what to say about it."""

    kind: str
    advice: Advice
    credit: Credit = Credit()
    record: Advice | None = None


class Judgement(msgspec.Struct, frozen=True):
    """One verdict an effort, in order; the next session; and what to be careful with. `refusals`: not to be kept as
    it stands, because it is beyond human (refuse) or hardly possible (confirm)."""

    verdicts: tuple[Verdict, ...]
    next: NextSession | None
    cautions: tuple[Advice, ...] = ()


class Doubt(msgspec.Struct, frozen=True):
    """An effort that cannot be (`refuse`) or hardly can be (`confirm`), with the reason."""

    kind: Literal["refuse", "confirm"]
    advice: Advice
