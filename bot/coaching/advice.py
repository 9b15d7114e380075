"""A decision is a value: a key and its numbers, for `language.speaking` to say."""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from bot.training.diary import LoadKind
from bot.training.quantities import Load

Muscle: TypeAlias = Literal["quadriceps", "hamstrings", "glutes", "calves"]
MUSCLES: tuple[Muscle, ...] = ("quadriceps", "hamstrings", "glutes", "calves")

Number: TypeAlias = str | int | float | dt.date | dt.datetime | Load | tuple[float, ...]


class Advice(msgspec.Struct, frozen=True):
    """What to say: the key of a line of words, and the numbers that go into it."""

    key: str
    numbers: dict[str, Number] = {}


class Credit(msgspec.Struct, frozen=True, gc=False):
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

    def within(self, most: "Credit") -> "Credit":
        """No muscle above the most it may get."""
        return Credit(
            min(self.quadriceps, most.quadriceps),
            min(self.hamstrings, most.hamstrings),
            min(self.glutes, most.glutes),
            min(self.calves, most.calves),
        )

    @property
    def most(self) -> float:
        return max(self.quadriceps, self.hamstrings, self.glutes, self.calves)


class LiftTarget(msgspec.Struct, frozen=True, gc=False):
    """One exercise of the next session. `reps` a set, in order; `load` None: found by feel, or bodyweight. A hold has
    `seconds`, a carry `metres`. `backoff`: the load of the sets after the first. `technique`: light, without a load.
    `offered`: beside the plan, to be taken or left.
    """

    exercise: str
    reps: tuple[int, ...]
    load: Load | None = None
    load_kind: LoadKind | None = None
    seconds: float | None = None
    metres: float | None = None
    rir: int | None = None
    rule: str = ""
    because: Advice | None = None
    backoff: Load | None = None
    technique: bool = False
    offered: bool = False

    def advice(self) -> Advice:
        """The line that says this target."""
        numbers: dict[str, Number] = {"exercise": self.exercise, "sets": len(self.reps), "rir": self.rir or 0}
        if self.load is not None:
            numbers["load"] = self.load
        if self.technique:
            return Advice("next.technique", numbers | {"reps": self.reps[0]})
        if self.seconds is not None:
            return Advice("next.hold_loaded" if self.load else "next.hold", numbers | {"hold_time": self.seconds})
        if self.metres is not None:
            return Advice("next.carry" if self.load else "next.carry_feel", numbers | {"carry_distance": self.metres})
        if self.backoff is not None and len(self.reps) > 1:
            rest: dict[str, Number] = {"top_reps": self.reps[0], "reps": self.reps[1], "backoff": self.backoff}
            return Advice("next.lift_backoff", numbers | rest | {"sets": len(self.reps) - 1})
        even = len(set(self.reps)) == 1
        numbers["reps"] = self.reps[0] if even else tuple(float(r) for r in self.reps)
        return Advice(f"next.{self._manner}{'' if even else '_uneven'}", numbers)

    @property
    def _manner(self) -> str:
        if self.load_kind in ("added", "assisted") and self.load is not None:
            return f"lift_{self.load_kind}"
        if self.load_kind is not None:
            return "lift_bodyweight"
        if self.rule.startswith("rir_") and self.load is not None:
            return "lift_rir"
        return "lift" if self.load is not None else "lift_feel"


class SprintTarget(msgspec.Struct, frozen=True):
    """Sprints of the next session: reps of metres, effort in percent of all-out, rest in seconds, grade in percent."""

    reps: int
    metres: float
    effort: int = 100
    rest_s: float = 0
    hill: bool = False
    rule: str = ""
    because: Advice | None = None

    def advice(self) -> Advice:
        """The line that says this target."""
        key = "hill_sprint" if self.hill else "sprint" if self.effort < 100 else "sprint_all_out"
        numbers: dict[str, Number] = {
            "reps": self.reps,
            "rep_distance": self.metres,
            "effort": self.effort,
            "rest_time": self.rest_s,
        }
        return Advice(f"next.{key}", numbers)


class NextSession(msgspec.Struct, frozen=True):
    """The next session: its local day and what to do, in order."""

    day: dt.date
    targets: tuple[LiftTarget | SprintTarget, ...]
    notes: tuple[Advice, ...] = ()


class Verdict(msgspec.Struct, frozen=True):
    """What one effort of a message did for the legs: its class, its credit, and what to say about it.
    `heavy`: a set was heavy enough to be best for strength."""

    kind: str
    advice: Advice
    credit: Credit = Credit()
    record: Advice | None = None
    heavy: bool = False


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
