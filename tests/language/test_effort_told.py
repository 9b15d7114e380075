"""How hard it was, told alone after a log; and runs told by their number alone."""

import pytest

from bot.language.bare_runs import bare_run
from bot.language.effort_told import Told, effort_told

TOLD = [
    ("rpe 8", Told("rpe", 8)),
    ("RPE 8.5", Told("rpe", 8.5)),
    ("that was rpe 9", Told("rpe", 9)),
    ("2 left", Told("left", 2)),
    ("had 3 in the tank", Told("left", 3)),
    ("rir 1", Told("left", 1)),
    ("maybe 2 reps left", Told("left", 2)),
    ("7", Told("number", 7)),
    ("was easy", Told("easy")),
    ("that was way too easy", Told("easy")),
    ("pretty hard today", Told("hard")),
    ("war ziemlich schwer", Told("hard")),
    ("noch 2 übrig", Told("left", 2)),
]
OTHERWISE = ["12", "7 8", "is it easy?", "easy 5k", "hard to say", "7 kg", "rpe 12", "squat 7", "", "easy run", "0"]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_an_effort_is_told_in_a_few_words(text: str, told: Told) -> None:
    assert effort_told(text) == told


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_says_more_tells_no_effort(text: str) -> None:
    assert effort_told(text) is None


@pytest.mark.parametrize(
    "text", ["7 easy", "8 on the trails", "just 5 slow this morning", "10 hilly", "6 locker im wald"]
)
def test_a_runner_tells_a_run_by_its_number(text: str) -> None:
    assert bare_run(text) == f"run {text}"


@pytest.mark.parametrize("text", ["7", "easy", "8 on the bench", "5 5 easy", "90 easy", "is 7 easy?", "squat 7 easy"])
def test_what_names_anything_else_is_no_run(text: str) -> None:
    assert bare_run(text) is None
