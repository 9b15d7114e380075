"""The tables as words: every key of advice with its English line, and the list of rules with reason and source."""

from collections.abc import Iterator

import msgspec

from bot.coaching.rulebook import Rulebook


class RuleLine(msgspec.Struct, frozen=True):
    """One row or constant: what it says or is worth, why, on what evidence (A strong … D practice), and from whom."""

    file: str
    name: str
    say: str
    because: str
    grade: str = ""
    source: str = ""
    value: float | None = None
    unit: str = ""


# field of the Rulebook: (first part of the keys, file)
SAID = {
    "classes": ("run", "running.toml"),
    "run_doubts": ("doubt", "running.toml"),
    "lift_doubts": ("doubt", "bounds.toml"),
    "others": ("other", "stimulus.toml"),
    "rules": ("rule", "rules.toml"),
    "layoffs": ("layoff", "comeback.toml"),
    "light_weeks": ("light_week", "comeback.toml"),
    "sprints": ("sprint", "sprints.toml"),
    "notes": ("note", "calendar.toml"),
    "plan_notes": ("note", "plan.toml"),
    "limits": ("safety", "safety.toml"),
    "volumes": ("volume", "volume.toml"),
    "verdicts": ("verdict", "verdicts.toml"),
    "bands": ("band", "stimulus.toml"),
    "schemes": ("scheme", "rules.toml"),
}
REASONED = {
    "levels": "rules.toml",
    "movements": "stimulus.toml",
    "slots": "plan.toml",
    "substitutes": "substitutes.toml",
    "sprint_limits": "sprints.toml",
    "lateness": "reminders.toml",
    "warmups": "reminders.toml",
}


STEP, STARTED_WITH = "smallest_step", "start_reps"  # the value of a step is the athlete's own
EASED_BY = {  # what eased a target: the constant that gave its number
    "light_week": "light_load",
    "pain_less": "pain_load",
    "pain_hold": "pain_less_score",
    "under16": "youth_reserve",
}


def key_of(group: str, name: str) -> str:
    """The key of a row's line: 'layoff.two_weeks'."""
    return f"{group}.{name.replace(' ', '_')}"


def english_lines(book: Rulebook) -> dict[str, str]:
    """Every key of advice with its English line."""
    lines = dict(book.words)
    for field, (group, _) in SAID.items():
        for row in getattr(book, field):
            key = key_of(group, row.name)
            lines[key] = row.say
            because = getattr(row, "because", "") or getattr(row, "reason", "")
            if because:
                lines[f"{key}.because"] = because
    pattern = lines.pop("why.constant")
    return lines | {key_of("constant", name): _constant_line(book, name, pattern) for name in _deciding(book)}


def _deciding(book: Rulebook) -> Iterator[str]:
    """The constants that an explanation may name, each once."""
    named = [rule.constant for rule in book.rules] + [row.constant for row in book.sprints]
    yield from dict.fromkeys((*named, *EASED_BY.values(), STARTED_WITH))


def _constant_line(book: Rulebook, name: str, pattern: str) -> str:
    constant = book.constants[name]
    unit = "{unit}" if name == STEP else constant.unit
    return pattern.format(constant=name.replace("_", " "), value="{value}", unit=unit, reason=constant.reason)


def listed(book: Rulebook) -> tuple[RuleLine, ...]:
    """Every row that claims something and every constant, for the list of rules."""
    return (*_said(book), *_reasoned(book), *_constants(book))


def _said(book: Rulebook) -> Iterator[RuleLine]:
    for field, (_, file) in SAID.items():
        for row in getattr(book, field):
            because = getattr(row, "because", "") or getattr(row, "reason", "")
            source = book.sources.get(getattr(row, "source", ""), "")
            yield RuleLine(file, row.name, row.say, because, getattr(row, "grade", ""), source)


def _reasoned(book: Rulebook) -> Iterator[RuleLine]:
    for field, file in REASONED.items():
        for row in getattr(book, field):
            yield RuleLine(file, row.name, "", row.reason, getattr(row, "grade", ""), book.sources.get(row.source, ""))


def _constants(book: Rulebook) -> Iterator[RuleLine]:
    for row in book.constants.values():
        file = book.constant_files[row.name]
        yield RuleLine(file, row.name, "", row.reason, row.grade, book.sources[row.source], row.value, row.unit)
