"""What must hold of the coaching tables together, beyond each row for itself."""

import math
from collections.abc import Mapping

from bot.coaching.conditions import check_rows
from bot.coaching.facts import BoutFacts, HabitFacts, LiftFacts, SprintFacts, VerdictFacts
from bot.coaching.rulebook import Rulebook
from bot.tables import TableError


def check(book: Rulebook, tables: Mapping[str, tuple[str, str, type, str]]) -> None:
    """Sources exist, conditions are known and reachable, what rows name is there."""
    for name, constant in book.constants.items():
        _known_source(book, book.constant_files[name], name, constant.source)
    for field, (file, *_) in tables.items():
        for row in getattr(book, field):
            if hasattr(row, "source"):
                _known_source(book, file, row.name, row.source)
    _check_conditions(book)
    _check_references(book)
    _check_exercises(book)


def _known_source(book: Rulebook, file: str, name: str, source: str) -> None:
    if source not in book.sources:
        raise TableError(file, name, f"source {source!r} is not in sources.toml")


def _check_conditions(book: Rulebook) -> None:
    by_habit = [(s.name, s.when) for s in book.schemes if not s.chosen]
    check_rows("rules.toml", HabitFacts, by_habit)
    check_rows("rules.toml", BoutFacts, [(o.name, o.when) for o in book.outcomes])
    check_rows("rules.toml", LiftFacts, [(r.name, r.when) for r in book.rules])
    check_rows("sprints.toml", SprintFacts, [(s.name, s.when) for s in book.sprints])
    check_rows("verdicts.toml", VerdictFacts, [(v.name, v.when) for v in book.verdicts])


def _check_references(book: Rulebook) -> None:
    for file, rules in (("rules.toml", book.rules), ("sprints.toml", book.sprints)):
        for rule in rules:
            if rule.constant not in book.constants:
                raise TableError(file, rule.name, f"there is no constant {rule.constant!r}")
    for row in book.movements:
        if row.family not in book.cap_of:
            raise TableError("stimulus.toml", row.name, f"family {row.family!r} has no cap")
    ends = [row.minutes if row.minutes is not None else math.inf for row in book.lateness]
    for late, before, end in zip(book.lateness, [-math.inf, *ends], ends, strict=False):
        if end <= before or (end == math.inf) != (late is book.lateness[-1]):
            raise TableError("reminders.toml", late.name, "rows get later, and only the last one has no end")


def _check_exercises(book: Rulebook) -> None:
    for bound in book.bounds:
        for exercise in bound.exercises:
            _known_exercise(book, "bounds.toml", bound.name, exercise)
    for substitute in book.substitutes:
        for exercise in (*substitute.choices, *substitute.example):
            _known_exercise(book, "substitutes.toml", substitute.name, exercise)
    for slot in book.slots:
        if not any(choice in book.exercises for choice in slot.choices):
            raise TableError("plan.toml", slot.name, "none of its choices is in the catalogue")


def _known_exercise(book: Rulebook, file: str, name: str, exercise: str) -> None:
    if book.exercises and exercise not in book.exercises:
        raise TableError(file, name, f"exercise {exercise!r} is not in the catalogue")
