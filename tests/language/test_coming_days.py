"""What a log tells of another day takes nothing away from it; a plan stays a plan."""

from collections.abc import Callable

import pytest

from bot.language.coming_days import table, told_of_now
from bot.language.reading import Habits
from bot.training.diary import Effort
from tests.conversation.people import knowledge
from tests.language.conftest import TODAY, Read

LOGS = [
    ("squat 5x5 100, rest tomorrow", "back_squat 5*5x100", "rest tomorrow"),
    ("squat 5x5 100 and rest till thursday", "back_squat 5*5x100", "rest till thursday"),
    ("6x40m sprints. full rest tomorrow", "6x40m", "full rest tomorrow"),
    ("squat 5x5 100\ntomorrow rest", "back_squat 5*5x100", "tomorrow rest"),
    ("ran 5k easy, tomorrow squats", "5000m", "tomorrow squats"),
    ("Kniebeuge 5x5 100, morgen frei", "back_squat 5*5x100", "morgen frei"),
    ("squat 3x5 105, might go heavier next week", "back_squat 3*5x105", "might go heavier next week"),
    ("Kniebeuge 3x5 105, nächste Woche mehr", "back_squat 3*5x105", "nächste Woche mehr"),
    ("5 km gelaufen, freitag wieder Beine", "5000m", "freitag wieder Beine"),
]


@pytest.mark.parametrize(("text", "done", "note"), LOGS)
def test_work_is_kept_and_the_other_day_noted(
    read: Read, short: Callable[[tuple[Effort, ...]], str], text: str, done: str, note: str
) -> None:
    reading = read(text)
    assert short(reading.efforts) == done
    assert reading.notes == (note,)
    assert reading.day is None
    assert reading.ask is None


@pytest.mark.parametrize("text", table().examples)
def test_it_is_a_log(text: str) -> None:
    assert told_of_now(text) != text
    assert knowledge().understanding.understand(text, Habits(), TODAY).intent == "log"


@pytest.mark.parametrize("text", table().plans)
def test_it_stays_a_plan(text: str) -> None:
    assert told_of_now(text) == text
    assert knowledge().understanding.understand(text, Habits(), TODAY).intent != "log"


def test_a_day_that_is_over_stays_the_day_of_the_work(read: Read) -> None:
    assert read("squat 5x5 100 on friday, rest tomorrow").day_told
    assert read("squat 5x5 100, run friday").day_told
