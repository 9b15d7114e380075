"""A wrong row stops the start, naming file, row and reason; every line can be said; every claim has a source."""

import copy
from typing import Any

import pytest

from bot.coaching.conditions import Bounds, check_rows, fits
from bot.coaching.facts import LiftFacts
from bot.coaching.listing import english_lines, listed
from bot.coaching.rulebook_tables import FILES, load_rulebook
from bot.language.speaking import parts_of
from bot.tables import TableError, read_toml
from bot.training.exercises import catalogue
from tests.coaching.people import rulebook


def broken(file: str, table: str, row: dict[str, Any] | None = None, **changes: Any) -> TableError:
    """The error that a changed first row, or an added row, of a table raises."""
    content = copy.deepcopy(read_toml("bot.coaching", file))
    if row is not None:
        content[table].append(row)
    else:
        for key, value in changes.items():
            if value is None:
                del content[table][0][key]
            else:
                content[table][0][key] = value
    with pytest.raises(TableError) as raised:
        load_rulebook(catalogue(), {file: content})
    return raised.value


def test_our_own_tables_are_sound() -> None:
    assert load_rulebook(catalogue()).rules


WRONG = [
    ("rules.toml", "rule", {"when": {"mood": ["bad"]}}, "write_reps", "unknown reading 'mood'"),
    ("rules.toml", "rule", {"when": {"outcome": ["bored"]}}, "write_reps", "'outcome' is never bored"),
    ("rules.toml", "rule", {"when": {"stall": True}}, "write_reps", "does not suit the reading 'stall'"),
    ("rules.toml", "rule", {"because": None}, "write_reps", "missing required field `because`"),
    ("rules.toml", "rule", {"because": ""}, "write_reps", "length >= 1"),
    ("rules.toml", "rule", {"source": "XYZ99"}, "write_reps", "source 'XYZ99' is not in sources.toml"),
    ("rules.toml", "rule", {"constant": "luck"}, "write_reps", "there is no constant 'luck'"),
    ("rules.toml", "rule", {"load": "double"}, "write_reps", "double"),
    ("rules.toml", "rule", {"mood": "bad"}, "write_reps", "unknown field `mood`"),
    ("rules.toml", "constant", {"source": None}, "jump_limit", "missing required field `source`"),
    ("rules.toml", "constant", {"source": ""}, "jump_limit", "length >= 1"),
    ("rules.toml", "constant", {"unit": None}, "jump_limit", "missing required field `unit`"),
    ("rules.toml", "constant", {"grade": "E"}, "jump_limit", "E"),
    ("stimulus.toml", "movement", {"family": "magic"}, "sprint", "family 'magic' has no cap"),
    ("bounds.toml", "bound", {"exercises": ["levitation"]}, "deadlift", "'levitation' is not in the catalogue"),
    ("plan.toml", "slot", {"choices": ["levitation"]}, "press", "none of its choices is in the catalogue"),
]


@pytest.mark.parametrize(("file", "table", "changes", "row", "reason"), WRONG)
def test_a_wrong_row_stops_the_start(file: str, table: str, changes: dict[str, Any], row: str, reason: str) -> None:
    error = broken(file, table, **changes)
    assert (error.file, error.row) == (file, row)
    assert reason in error.reason


def test_a_row_that_can_never_be_reached_stops_the_start() -> None:
    late = dict(read_toml("bot.coaching", "rules.toml")["rule"][-1], name="too late")
    error = broken("rules.toml", "rule", row=late)
    assert (error.file, error.row) == ("rules.toml", "too late")
    assert "can never be reached" in error.reason


def test_reach_is_proved_over_several_rows_together() -> None:
    rows = [
        ("low", {"stall": Bounds(below=2)}),
        ("high", {"stall": Bounds(at_least=2)}),
        ("never", {"stall": Bounds(at_least=1, below=3)}),
    ]
    with pytest.raises(TableError, match="never: can never be reached"):
        check_rows("some.toml", LiftFacts, rows)  # type: ignore[arg-type]
    with pytest.raises(TableError, match="no row fits when stall"):
        check_rows("some.toml", LiftFacts, [rows[0]])  # type: ignore[list-item]
    check_rows("some.toml", LiftFacts, rows[:2])  # type: ignore[arg-type]


def test_a_number_nobody_knows_meets_no_bounds() -> None:
    class Known:
        rir = None

    assert not fits({"rir": Bounds(at_least=0)}, Known())
    with pytest.raises(TableError, match="no row fits when rir None"):
        check_rows("t", LiftFacts, [("a", {"rir": Bounds(below=3)}), ("b", {"rir": Bounds(at_least=3)})])


def test_two_constants_of_one_name_stop_the_start() -> None:
    twin = dict(read_toml("bot.coaching", "rules.toml")["constant"][0])
    error = broken("calendar.toml", "constant", row=twin)
    assert "has a constant of that name" in error.reason


@pytest.mark.parametrize("key", sorted(english_lines(rulebook())))
def test_every_line_is_whole_and_short(key: str) -> None:
    line = english_lines(rulebook())[key]
    assert parts_of(key, line)
    assert len(line) <= 160
    assert not {"invalid", "error:", "oops"} & set(line.lower().split())


def test_the_list_of_rules_names_every_constant_with_unit_grade_and_source() -> None:
    lines = listed(rulebook())
    constants = {line.name for line in lines if line.value is not None}
    assert constants == set(rulebook().constants)
    assert all(line.source and line.grade and line.because and line.unit for line in lines if line.value is not None)
    assert {line.file for line in lines} >= set(FILES) - {"calendar.toml"}


def test_every_constant_is_used() -> None:
    import pathlib

    import bot.coaching

    room = pathlib.Path(bot.coaching.__path__[0])
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    named = {rule.constant for rule in (*rulebook().rules, *rulebook().sprints)}
    assert [name for name in rulebook().constants if f'"{name}"' not in code and name not in named] == []
