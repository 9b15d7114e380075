"""No number of a message about work vanishes: it is in what was read, in the note, or there is a question."""

from collections.abc import Callable, Iterator
from itertools import groupby

import msgspec
import pytest

from bot.language import tokens
from bot.language.notations import Notation
from bot.language.pieces import LIFTS
from bot.language.reading import Reading
from bot.language.run_pieces import RUNS
from bot.training.diary import Effort, Lift
from bot.training.quantities import METRES_PER_MILE

Read = Callable[..., Reading]

# Metres, seconds or a pace of what is written in another unit.
UNITS = (1.0, 60.0, 3600.0, 1000.0, METRES_PER_MILE, 0.9144, 1000 / METRES_PER_MILE)
RECKONED = {  # what is read as the outcome of a sum: a speed as a pace, two counts as one, reps left as an RPE
    "speed", "at speed", "sets x repetitions x m", "sets x (repetitions x m)", "in sets of so many", "rpe score",
    "rir", "number rir", "at number rir", "reps in reserve", "percent of a load", "at percent of a load",
    "sets x reps at percent of a load", "sets or implements x load x reps", "implements x load, sets x reps",
}  # fmt: skip

WORK = [
    "squat 3x8 100kg",
    "rdl 80kg 10, 9, 8",
    "leg press 4 sets of 12 at 140",
    "lunges 3x10",
    "6x60m sprints",
    "hill sprints 8x20s",
    "8 hill sprints 45m",
    "ran 6k in 31:20",
    "treadmill 25 min",
    "5x400m in 84s",
    "bike 35 min",
    "bike sprints 9x15s",
]
BESIDE = [
    "rest 90s",
    "2 min rest",
    "at 77%",
    "rir 2",
    "heart rate 152",
    "with 11 watts",
    "seat 7",
    "17 degrees outside",
    "felt 7/10",
    "walk back 55m",
    "slept 4 hours",
    "230m of climbing",
    "knees 1 out of 10",
    "19RM",
    "13 floors",
]


def _values(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def _told(efforts: tuple[Effort, ...]) -> set[float]:
    """All numbers of what was read, how many sets are alike, and how many there are, with them."""
    found = set(_values(msgspec.to_builtins(efforts)))
    for effort in efforts:
        if isinstance(effort, Lift):
            found |= {float(len(list(alike))) for _, alike in groupby(effort.sets)} | {float(len(effort.sets))}
        elif getattr(effort, "times", ()):
            found.add(float(len(effort.times)))
    return found


def _numbers(text: str) -> list[float]:
    return [t.value for t in tokens.split(tokens.normalised(text)) if t.kind in ("number", "clock")]


def vanished(text: str, reading: Reading) -> list[float]:
    told = _told(reading.efforts)
    told |= {10 - number for number in told}  # reps left are kept as an RPE
    noted = set(_numbers(" ".join(reading.notes)))
    return [
        number
        for number in _numbers(text)
        if number not in noted and not any(abs(number * unit - t) < 0.01 for unit in UNITS for t in told)
    ]


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("between", [" ", ", ", ". ", " ("])
def test_what_is_said_beside_work_is_kept(work: str, beside: str, between: str, read: Read) -> None:
    text = f"{work}{between}{beside}" + ")" * (between == " (")
    reading = read(text)
    assert reading.ask or not vanished(text, reading)


@pytest.mark.parametrize(
    "row", [row for row in (*LIFTS.rows, *RUNS.rows) if row.name not in RECKONED], ids=lambda row: row.example
)
def test_no_way_of_writing_loses_a_number(row: Notation, read: Read) -> None:
    reading = read(row.example)
    assert reading.ask or not vanished(row.example, reading)
