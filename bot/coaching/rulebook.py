"""All coaching tables as one frozen value, checked at the start: a wrong row stops it with file, row and reason."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from bot.coaching import rows
from bot.coaching.advice import MUSCLES
from bot.coaching.checking import check
from bot.coaching.conditions import Tests, fits, narrowed
from bot.coaching.facts import BoutFacts, Compared, OutcomeName, Reached, SchemeName
from bot.coaching.listing import RuleLine, english, listed
from bot.coaching.recent import Recent
from bot.tables import TableError, convert_rows, read_toml
from bot.training.athlete import Level
from bot.training.exercises import Exercise

if TYPE_CHECKING:
    from bot.coaching.digest import Digest
    from bot.coaching.following import Followed

# field of the Rulebook: (file, table in it, type of its rows, key that is unique)
TABLES: Mapping[str, tuple[str, str, type, str]] = {
    "fastest": ("running.toml", "fastest", rows.Fastest, "metres"),
    "gates": ("running.toml", "gate", rows.Gate, "metres"),
    "classes": ("running.toml", "class", rows.Said, "name"),
    "run_doubts": ("running.toml", "doubt", rows.Said, "name"),
    "efforts": ("stimulus.toml", "effort", rows.EffortFactor, "name"),
    "reps_factors": ("stimulus.toml", "reps", rows.RepsFactor, "name"),
    "bands": ("stimulus.toml", "band", rows.Band, "name"),
    "movements": ("stimulus.toml", "movement", rows.Movement, "name"),
    "caps": ("stimulus.toml", "cap", rows.Cap, "name"),
    "others": ("stimulus.toml", "other", rows.Said, "name"),
    "levels": ("rules.toml", "level", rows.LevelRow, "name"),
    "schemes": ("rules.toml", "scheme", rows.Scheme, "name"),
    "outcomes": ("rules.toml", "outcome", rows.Outcome, "name"),
    "rules": ("rules.toml", "rule", rows.Rule, "name"),
    "ranges": ("rules.toml", "range", rows.Range, "name"),
    "steps": ("rules.toml", "step", rows.Step, "name"),
    "layoffs": ("comeback.toml", "layoff", rows.Layoff, "name"),
    "light_weeks": ("comeback.toml", "light_week", rows.Said, "name"),
    "sprints": ("sprints.toml", "sprint", rows.SprintRule, "name"),
    "sprint_limits": ("sprints.toml", "limit", rows.SprintLimit, "name"),
    "effort_steps": ("sprints.toml", "effort_step", rows.EffortStep, "name"),
    "notes": ("calendar.toml", "note", rows.Said, "name"),
    "plan_notes": ("plan.toml", "note", rows.Said, "name"),
    "bounds": ("bounds.toml", "bound", rows.Bound, "name"),
    "errors": ("bounds.toml", "error", rows.EstimateError, "name"),
    "lift_doubts": ("bounds.toml", "doubt", rows.Said, "name"),
    "slots": ("plan.toml", "slot", rows.Slot, "name"),
    "limits": ("safety.toml", "limit", rows.SafetyLimit, "name"),
    "volumes": ("volume.toml", "volume", rows.Said, "name"),
    "verdicts": ("verdicts.toml", "verdict", rows.VerdictRow, "name"),
    "lateness": ("reminders.toml", "lateness", rows.Lateness, "name"),
    "warmups": ("reminders.toml", "warmup", rows.WarmUp, "name"),
}
FILES = tuple(dict.fromkeys(file for file, *_ in TABLES.values()))


class Rulebook(msgspec.Struct, frozen=True, dict=True):
    """The coach's knowledge: exercises, gates, credits, rules, constants, and the English lines of its rows."""

    exercises: dict[str, Exercise]
    constants: dict[str, rows.Constant]
    constant_files: dict[str, str]
    sources: dict[str, str]
    words: dict[str, str]
    fastest: tuple[rows.Fastest, ...]
    gates: tuple[rows.Gate, ...]
    classes: tuple[rows.Said, ...]
    run_doubts: tuple[rows.Said, ...]
    efforts: tuple[rows.EffortFactor, ...]
    reps_factors: tuple[rows.RepsFactor, ...]
    bands: tuple[rows.Band, ...]
    movements: tuple[rows.Movement, ...]
    caps: tuple[rows.Cap, ...]
    others: tuple[rows.Said, ...]
    levels: tuple[rows.LevelRow, ...]
    schemes: tuple[rows.Scheme, ...]
    outcomes: tuple[rows.Outcome, ...]
    rules: tuple[rows.Rule, ...]
    ranges: tuple[rows.Range, ...]
    steps: tuple[rows.Step, ...]
    layoffs: tuple[rows.Layoff, ...]
    light_weeks: tuple[rows.Said, ...]
    sprints: tuple[rows.SprintRule, ...]
    sprint_limits: tuple[rows.SprintLimit, ...]
    effort_steps: tuple[rows.EffortStep, ...]
    notes: tuple[rows.Said, ...]
    plan_notes: tuple[rows.Said, ...]
    bounds: tuple[rows.Bound, ...]
    errors: tuple[rows.EstimateError, ...]
    lift_doubts: tuple[rows.Said, ...]
    slots: tuple[rows.Slot, ...]
    limits: tuple[rows.SafetyLimit, ...]
    volumes: tuple[rows.Said, ...]
    verdicts: tuple[rows.VerdictRow, ...]
    lateness: tuple[rows.Lateness, ...]
    warmups: tuple[rows.WarmUp, ...]

    @cached_property
    def number(self) -> Callable[[str], float]:
        """The value of a constant."""
        return self.numbers.__getitem__

    @cached_property
    def numbers(self) -> dict[str, float]:
        """Every constant's value by its name."""
        return {name: constant.value for name, constant in self.constants.items()}

    @cached_property
    def exercise(self) -> Callable[[str], Exercise | None]:
        """The catalogue's exercise of an id; None for words that the catalogue does not know."""
        return self.exercises.get

    @cached_property
    def level(self) -> Callable[[Level], rows.LevelRow]:
        return self.level_rows.__getitem__

    @cached_property
    def level_rows(self) -> dict[Level, rows.LevelRow]:
        return {row.name: row for row in self.levels}

    @cached_property
    def rules_for(self) -> dict[tuple[SchemeName, Level, OutcomeName], tuple[tuple[rows.Rule, Tests], ...]]:
        """The rules that may fit a scheme, a level and an outcome, in order, with the conditions left to check; an
        outcome that ends a stall leaves none."""
        ended: dict[str, dict[str, object]] = {o.name: {"stall": 0} if o.stall == "zero" else {} for o in self.outcomes}
        return {
            (scheme.name, level.name, outcome): narrowed(
                self.rules, scheme=scheme.name, level=level.name, outcome=outcome, **ended[outcome]
            )
            for scheme in self.schemes
            for level in self.levels
            for outcome in get_args(OutcomeName)
        }

    @cached_property
    def schemes_to_try(self) -> tuple[tuple[rows.Scheme, Tests], ...]:
        """The schemes that nobody needs to choose, in order."""
        return narrowed([row for row in self.schemes if not row.chosen])

    @cached_property
    def verdicts_to_try(self) -> tuple[tuple[rows.VerdictRow, Tests], ...]:
        return narrowed(self.verdicts)

    @cached_property
    def sprints_to_try(self) -> tuple[tuple[rows.SprintRule, Tests], ...]:
        return narrowed(self.sprints)

    @cached_property
    def outcome_of(self) -> dict[tuple[Reached, Compared], rows.Outcome]:
        """The first outcome that fits what a session reached and how it compares."""
        return {
            (reached, compared): next(o for o in self.outcomes if fits(o.when, BoutFacts(reached, compared)))
            for reached in get_args(Reached)
            for compared in get_args(Compared)
        }

    @cached_property
    def leg_lifts(self) -> frozenset[str]:
        """Exercises that work a leg muscle."""
        return frozenset(e.id for e in self.exercises.values() if any(e.muscles.get(m, 0) > 0 for m in MUSCLES))

    def is_bodyweight(self, exercise: str) -> bool:
        """Is the body itself the load where none is told?"""
        known = self.exercise(exercise)
        return known is not None and known.kind == "bodyweight"

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each exercise stands in the catalogue."""
        return {exercise: place for place, exercise in enumerate(self.exercises)}

    def big_first(self, exercise: str) -> tuple[bool, bool, int, str]:
        """To sort by: legs before the rest, big lifts before small ones, then as the catalogue has them."""
        known = self.exercise(exercise)
        return exercise not in self.leg_lifts, known is None or not known.main, self.place.get(exercise, 9999), exercise

    @cached_property
    def step_of(self) -> dict[str, rows.Step]:
        return {row.name: row for row in self.steps}

    @cached_property
    def cap_of(self) -> dict[str, rows.Cap]:
        return {row.name: row for row in self.caps}

    @cached_property
    def movements_named(self) -> dict[str, tuple[rows.Movement, ...]]:
        """Movements by the words an activity may be written in, and by their own name."""
        found: dict[str, tuple[rows.Movement, ...]] = {}
        for row in self.movements:
            for word in {row.name, *row.names}:
                found[word] = (*found.get(word, ()), row)
        return found

    @cached_property
    def digests(self) -> "Recent[str, Digest]":
        """By athlete: a message adds one entry to a diary that was looked at before."""
        return Recent(256)

    @cached_property
    def followed(self) -> "Recent[tuple[str, str, float], Followed]":
        """By athlete, lift and its weekly sets: a session more is followed from where the last one ended."""
        return Recent(2048)

    def lines(self) -> dict[str, str]:
        """Every key of advice with its English line."""
        return english(self)

    def listing(self) -> tuple[RuleLine, ...]:
        """Every row that claims something and every constant, for the list of rules."""
        return listed(self)


def load_rulebook(exercises: tuple[Exercise, ...], tables: Mapping[str, Mapping[str, Any]] | None = None) -> Rulebook:
    """Read and check every coaching table. `tables`: parsed files by name, in place of our own."""
    given = dict(tables or {})
    read = {
        file: given.get(file) or read_toml("bot.coaching", file)
        for file in (*FILES, "lines.toml", "sources.toml", "calendar.toml")
    }
    fields: dict[str, Any] = {}
    for field, (file, table, row, key) in TABLES.items():
        fields[field] = convert_rows(file, read[file].get(table, []), row, key)
    constants: dict[str, rows.Constant] = {}
    constant_files: dict[str, str] = {}
    for file in FILES:
        for constant in convert_rows(file, read[file].get("constant", []), rows.Constant):
            if constant.name in constants:
                raise TableError(file, constant.name, f"{constant_files[constant.name]} has a constant of that name")
            constants[constant.name], constant_files[constant.name] = constant, file
    book = Rulebook(
        exercises={e.id: e for e in exercises},
        constants=constants,
        constant_files=constant_files,
        sources=dict(read["sources.toml"].get("source", {})),
        words={f"{group}.{name}": text for group, lines in read["lines.toml"].items() for name, text in lines.items()},
        **fields,
    )
    check(book, TABLES)
    return book
