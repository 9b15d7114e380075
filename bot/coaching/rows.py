"""The rows of the coaching tables, as frozen values. What a field means stands in the table it comes from."""

from typing import Annotated, Literal, TypeAlias

import msgspec

from bot.coaching.advice import Credit
from bot.coaching.conditions import When
from bot.coaching.facts import OutcomeName, SchemeName
from bot.training.athlete import Level
from bot.training.exercises import Pattern

Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]
Grade: TypeAlias = Literal["A", "B", "C", "D"]
LoadChange: TypeAlias = Literal["same", "step", "two_steps", "climb", "reset", "less_help"]
RepsChange: TypeAlias = Literal[
    "aim", "weakest", "first", "next_set", "after_step", "beyond_top", "other_range", "tenth_less", "longer"
]
SetsChange: TypeAlias = Literal["same", "one_less", "one_more"]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row with its name."""

    name: Text


class Constant(Row, frozen=True):
    value: float
    unit: Text
    reason: Text
    grade: Grade
    source: Text


class Fastest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    metres: float
    seconds: float


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    metres: float
    strict: float
    lenient: float
    all_out: float


class Said(Row, frozen=True):
    """A row that is said: a sentence, and why."""

    say: Text
    because: str = ""
    grade: Grade = "D"
    source: Text = "judgement"


class EffortFactor(Row, frozen=True):
    rir: float
    factor: float


class RepsFactor(Row, frozen=True):
    reps: float
    factor: float


class Band(Row, frozen=True):
    sets: float
    say: Text


class Movement(Row, frozen=True):
    per: Literal["second", "minute", "contact"]
    quadriceps: float
    hamstrings: float
    glutes: float
    calves: float
    family: Text
    reason: Text
    grade: Grade
    source: Text
    who: Literal["all", "new", "trained", "new_older"] = "all"
    names: tuple[str, ...] = ()

    @property
    def credit(self) -> Credit:
        return Credit(self.quadriceps, self.hamstrings, self.glutes, self.calves)


class Cap(Row, frozen=True):
    """The most a family of movements counts, a session and a week."""

    session: Credit
    week: Credit


class LevelRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Level
    until_months: float
    main: tuple[int, int]
    isolation: tuple[int, int]
    sets: int
    rir: int
    step_percent: float
    light_week_every: int
    reason: Text
    grade: Grade
    source: Text


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: SchemeName
    say: Text
    reason: Text
    when: When = {}
    chosen: bool = False


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: OutcomeName
    when: When
    stall: Literal["zero", "add", "keep"]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sessions of one lift as 'load: reps', oldest first, and what the row makes of them. `weekly`: hard sets of the
    muscle in the week; `gap`: days before the last session; `has`: the kit."""

    bouts: tuple[str, ...]
    next: str
    level: Level = "novice"
    scheme: str = ""
    kind: str = "barbell"
    weekly: float = 0.0
    gap: int = 3
    has: tuple[str, ...] = ()


class Rule(Row, frozen=True):
    when: When
    load: LoadChange
    reps: RepsChange
    say: Text
    because: Text
    grade: Grade
    source: Text
    constant: Text
    example: Example
    sets: SetsChange = "same"
    stall: Literal["keep", "reset"] = "keep"
    rest_h: int = 0


class Range(Row, frozen=True):
    reps: tuple[int, int]
    instead: tuple[int, int]


class Step(Row, frozen=True):
    kg: float
    lb: float
    bar_kg: float = 0
    bar_lb: float = 0


class Layoff(Row, frozen=True):
    from_days: int
    load: float
    sets: float
    say: Text
    grade: Grade
    source: Text
    hold: bool = False
    rir: int | None = None
    rir_more: int = 0


class SprintExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sprint sessions as 'reps x metres', each with its times if told, `every` so many days; what is next after
    `days_off` as 'reps x metres', percent, and whether on a hill. `best`: the own best there from long before."""

    before: str
    next: str
    days_off: int = 3
    best: float = 0.0
    every: int = 7


class SprintRule(Row, frozen=True):
    when: When
    change: Literal["half", "same", "stop_earlier", "rep", "distance", "hill", "effort"]
    say: Text
    because: Text
    grade: Grade
    source: Text
    constant: Text
    example: SprintExample


class SprintLimit(Row, frozen=True):
    up_to_m: float
    metres: float
    reason: Text
    source: Text


class EffortStep(Row, frozen=True):
    percent: int


class Bound(Row, frozen=True):
    confirm_kg: float
    refuse_kg: float
    source: Text
    exercises: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class EstimateError(Row, frozen=True):
    up_to: int
    percent: int


class Slot(Row, frozen=True):
    day: int
    choices: tuple[str, ...]
    reason: Text
    source: Text


class Substitute(Row, frozen=True):
    patterns: tuple[Pattern, ...]
    choices: tuple[str, ...]
    example: tuple[str, str]
    reason: Text
    source: Text


class SafetyLimit(Row, frozen=True):
    effect: Literal[
        "no_overload", "no_plan", "technique", "moderate", "stop_pattern", "lighter_pattern", "hold_pattern", "rest"
    ]
    say: Text
    because: Text
    source: Text


class VerdictRow(Row, frozen=True):
    when: When
    say: Text
    because: Text


class Lateness(Row, frozen=True):
    """How late (at most so many minutes; None: without end) a reminder may be."""

    reason: Text
    minutes: float | None = None
    source: Text = "judgement"


class WarmUp(Row, frozen=True):
    """A set before the first hard one: a share of its load (0: the empty bar), and the reps."""

    share: Annotated[float, msgspec.Meta(ge=0, lt=1)]
    reps: int
    reason: Text
    source: Text
