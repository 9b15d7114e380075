"""The tables of the rulebook, read and checked at the start: a wrong row stops it with file, row and reason."""

from collections.abc import Mapping
from typing import Any

from bot.coaching import rows
from bot.coaching.checking import check
from bot.coaching.rulebook import Rulebook
from bot.tables import TableError, convert_rows, read_toml
from bot.training.exercises import Exercise

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
    "substitutes": ("substitutes.toml", "substitute", rows.Substitute, "name"),
    "limits": ("safety.toml", "limit", rows.SafetyLimit, "name"),
    "volumes": ("volume.toml", "volume", rows.Said, "name"),
    "verdicts": ("verdicts.toml", "verdict", rows.VerdictRow, "name"),
    "lateness": ("reminders.toml", "lateness", rows.Lateness, "name"),
    "warmups": ("reminders.toml", "warmup", rows.WarmUp, "name"),
}
FILES = tuple(dict.fromkeys(file for file, *_ in TABLES.values()))


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
