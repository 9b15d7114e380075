"""The catalogue: each exercise, its names, its muscles, its step, as rows of exercises.toml."""

from functools import cache
from typing import Literal, TypeAlias

import msgspec

from bot.tables import read_rows

Kind: TypeAlias = Literal["barbell", "dumbbell", "kettlebell", "machine", "cable", "bodyweight", "timed", "carry"]
Pattern: TypeAlias = Literal[
    "squat", "lunge", "hinge", "hip_extension", "knee_extension", "knee_curl", "calf", "jump", "sled", "hip",
    "push", "pull", "arms", "core", "carry", "whole",
]  # fmt: skip

LEG_MUSCLES = frozenset({"quadriceps", "hamstrings", "glutes", "calves"})
MUSCLES = LEG_MUSCLES | {
    "chest", "back", "shoulders", "biceps", "triceps", "forearms", "abdominals", "adductors", "abductors",
    "lower_back", "hip_flexors", "shins", "neck",
}  # fmt: skip


class Exercise(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One exercise. `name` is its full name, `said` what the coach calls it where that is shorter; `names` how people
    write it, in English; `abroad` the same in other languages, by code. `muscles`: share of one hard set that each
    muscle gets (1 for a prime mover). `step`: the smallest jump by unit where the kind's own does not fit. `main`: a
    big lift (longer rest, lower reps). `basis`: source key of the leg shares.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: Kind
    pattern: Pattern
    muscles: dict[str, float]
    main: bool = False
    step: dict[str, float] = {}
    abroad: dict[str, tuple[str, ...]] = {}
    basis: str = ""
    said: str = ""


@cache
def catalogue() -> tuple[Exercise, ...]:
    """All exercises, in the table's order."""
    return read_rows("bot.training", "exercises.toml", Exercise, "exercise", key="id")


@cache
def borne_by_the_body() -> frozenset[str]:
    """Exercises whose load is the body where none is told."""
    return frozenset(exercise.id for exercise in catalogue() if exercise.kind == "bodyweight")
