"""All coaching tables as one frozen value."""

from collections.abc import Callable
from functools import cached_property
from typing import get_args

import msgspec

from bot.coaching import rows
from bot.coaching.advice import MUSCLES
from bot.coaching.conditions import Tests, fits, narrowed
from bot.coaching.facts import BoutFacts, Compared, OutcomeName, Reached, SchemeName
from bot.coaching.memory import Memory
from bot.training.athlete import Level
from bot.training.exercises import Exercise


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
    substitutes: tuple[rows.Substitute, ...]
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
    def memory(self) -> Memory:
        """What has been worked out lately of the diaries that were looked at with these tables."""
        return Memory()
