"""Every row of the table of notations reads its own example, and a wrong row says what is wrong with it."""

import itertools
from collections.abc import Callable

import pytest

from bot.language.notations import Notation, Notations
from bot.language.pieces import LIFTS
from bot.language.reading import Reading
from bot.language.run_pieces import RUNS
from bot.tables import TableError
from bot.training.diary import Effort

Short = Callable[[tuple[Effort, ...]], str]


def _grouped(line: str) -> str:
    """A line of sets with equal neighbours counted, as the short form has them."""
    sets = [part for piece in line.split() for part in _repeated(piece)]
    return " ".join(
        f"{n}*{key}" if n > 1 else key for key, n in ((k, len(list(g))) for k, g in itertools.groupby(sets))
    )


def _repeated(piece: str) -> list[str]:
    count, star, one = piece.partition("*")
    return [one] * int(count) if star else [piece]


@pytest.mark.parametrize("row", LIFTS.rows, ids=lambda row: row.name)
def test_each_way_of_writing_sets_reads_its_example(
    row: Notation, read: Callable[[str], Reading], short: Short
) -> None:
    reading = read(row.example)
    _, _, sets = short(reading.efforts).partition(" ")
    assert sets == _grouped(row.reads)


@pytest.mark.parametrize("row", RUNS.rows, ids=lambda row: row.name)
def test_each_way_of_writing_runs_reads_its_example(
    row: Notation, read: Callable[[str], Reading], short: Short
) -> None:
    efforts = read(row.example).efforts
    assert short(efforts).replace(" | ", " ") == row.reads


def _table(**changed: str) -> Notations:
    row = {"name": "mine", "form": "number x number", "takes": "sets reps", "example": "squat 3x5"} | changed
    return Notations((Notation(**row),), frozenset({"sets", "reps"}), frozenset({"pair"}))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"takes": "sets moons"}, "nothing can take"),
        ({"takes": "?guess"}, "nothing can take"),
        ({"takes": "sets"}, "2 amounts"),
        ({"form": "number x number x number x number x number", "takes": "?pair"}, "a form has 1 to 8 atoms"),
    ],
)
def test_a_wrong_row_is_refused_with_its_name_and_the_reason(changed: dict[str, str], reason: str) -> None:
    with pytest.raises(TableError, match=f"mine: .*{reason}"):
        _table(**changed)


def test_two_rows_may_not_claim_one_form() -> None:
    rows = (
        Notation("one", "number x number", "sets reps", ""),
        Notation("two", "number x number|list", "sets reps", ""),
    )
    with pytest.raises(TableError, match="two: 'number x number' is already read by 'one'"):
        Notations(rows, frozenset({"sets", "reps"}), frozenset())
