"""Where the front of a message ends that may be a workout."""

import pytest

from bot.language.clauses import up_to_the_last_number

FRONTS = [
    ("squat 3x8 60 kg slept badly", "squat 3x8 60 kg"),
    ("squat 3x8 60kg slept badly", "squat 3x8 60kg"),
    ("squat 3x8 50kg, tomorrow rest", "squat 3x8 50kg"),
    ("ran 5 km in 27:30 and felt great", "ran 5 km in 27:30 and"),
    ("slept badly", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "front"), FRONTS)
def test_the_front_ends_with_the_last_number(text: str, front: str) -> None:
    assert front == up_to_the_last_number(text)
