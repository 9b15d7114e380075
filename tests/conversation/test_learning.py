"""What the coach learns of how somebody writes: once a reading is settled, the same is not asked again."""

import pytest

from bot.training.athlete import Athlete
from tests.conversation.people import Gym


@pytest.fixture
def gym() -> Gym:
    return Gym(Athlete("", unit="kg"))


def writes(gym: Gym) -> dict[str, str]:
    return gym.notebook().athlete.writes


def hears(gym: Gym, said: str) -> str:
    reply = gym.hears(said)
    assert reply
    return reply.text


@pytest.mark.parametrize(
    ("asked", "answer", "later", "stored"),
    [
        (
            "squat 10x3 60kg",
            "3 sets of 10",
            "leg press 9x4 80kg",
            "✓ Leg press 4×9 @ 80 kg (reps first, as you write it)",
        ),
        (
            "squat 10x3 60kg",
            "10 sets of 3",
            "leg press 9x4 80kg",
            "✓ Leg press 9×4 @ 80 kg (sets first, as you write it)",
        ),
        (
            "squat 110x4x3",
            "3 sets of 4",
            "deadlift 130x5x2",
            "✓ Deadlift 2×5 @ 130 kg (load, reps, sets, as you write it)",
        ),
        ("ran 6", "Run 6 km", "ran 7", "✓ Run 7 km (in kilometres, as you run)"),
        ("ran 7m", "Run 7 min", "ran 9m", "✓ Run 9 min (m as minutes, as you write it)"),
    ],
)
def test_an_answer_is_taken_before_any_default(gym: Gym, asked: str, answer: str, later: str, stored: str) -> None:
    question = gym.hears(asked)
    assert question
    gym.presses(question, answer)
    assert hears(gym, later).splitlines()[0] == stored


@pytest.mark.parametrize(("load", "answer"), [(5000, "Not stored"), (420, "Keep it as it is?")])
def test_a_reading_that_was_chosen_is_believed_no_sooner_than_any_other(gym: Gym, load: int, answer: str) -> None:
    asked = gym.hears(f"squat 10x3 {load}kg")
    assert asked
    doubted = gym.presses(asked, "3 sets of 10")
    assert doubted
    assert answer in doubted.text
    assert gym.notebook().diary.empty


def test_a_question_loses_neither_the_day_nor_the_note(gym: Gym) -> None:
    asked = gym.hears("yesterday: squat 10x3 60kg, felt slow")
    assert asked
    gym.presses(asked, "3 sets of 10")
    (entry,) = gym.notebook().diary.entries
    assert (str(entry.day), entry.note) == ("2026-01-04", "felt slow")


def test_what_a_message_shows_is_learnt_without_asking(gym: Gym) -> None:
    gym.hears("ran 6 km in 34:00")
    assert hears(gym, "ran 5").startswith("✓ Run 5 km (in kilometres, as you run)")
    gym.hears("leg press 160x10x2")
    assert writes(gym) == {"ground": "km", "triple": "wrs"}
    gym.hears("ran 4 miles in 36:00")
    assert writes(gym)["ground"] == "mile"


def test_a_message_that_counts_both_ways_shows_nothing(gym: Gym) -> None:
    gym.hears("ran 5 km, then 2 miles easy")
    assert writes(gym) == {}


def test_an_order_that_misled_is_forgotten(gym: Gym) -> None:
    question = gym.hears("squat 10x3 60kg")
    assert question
    gym.presses(question, "3 sets of 10")
    gym.hears("leg press 8x3 100kg", id="eight by three")
    gym.hears("leg press 8 sets of 3 100kg", id="eight by three", edited=True)
    assert writes(gym) == {}
    asked = gym.hears("squat 9x4 60kg")
    assert asked
    assert "more than one way" in asked.text


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("legday means front squat", "legday"),
        ("When I say quad burner I mean front squat.", "quad burner"),
        ("fsq = front squat", "fsq"),
        ("Beintag heißt Frontkniebeuge", "beintag"),
    ],
)
def test_an_own_name_is_used_from_then_on(gym: Gym, told: str, name: str) -> None:
    assert f"“{name}” is front squat from now on." in hears(gym, told)
    assert hears(gym, f"{name} 3x5 50kg").startswith("✓ Front squat 3×5 @ 50 kg")


def test_what_was_logged_last_gets_a_name(gym: Gym) -> None:
    gym.hears("front squat 3x5 50kg")
    assert hears(gym, "call this fronties").startswith("“fronties” is front squat")
    assert hears(gym, "fronties 3x6 50kg").startswith("✓ Front squat 3×6 @ 50 kg")


def test_a_name_nobody_knows_is_told_what_it_is_also_for_what_was_logged(gym: Gym) -> None:
    gym.hears("zorg machine 3x10 50kg")
    assert hears(gym, "call it leg press").startswith("“zorg machine” is leg press")
    (lift,) = gym.notebook().diary.entries[0].efforts
    assert lift.exercise == "leg_press"


@pytest.mark.parametrize(
    ("before", "told", "answer"),
    [
        ("", "call it fronties", "Which exercise?"),
        ("zorg machine 3x10 50kg", "call it zorgy", "I don't know that exercise either."),
        ("front squat 3x5 50kg", "call it leg press", "leg press is another exercise's name already."),
    ],
)
def test_a_name_that_cannot_be_learnt_says_why(gym: Gym, before: str, told: str, answer: str) -> None:
    if before:
        gym.hears(before)
    assert hears(gym, told).startswith(answer)
    assert gym.notebook().athlete.names == {}


@pytest.mark.parametrize("said", ["what does rpe mean", "squat means a lot to me", "call it a day", "5x5 = 25 reps"])
def test_other_talk_of_meaning_gives_no_name(gym: Gym, said: str) -> None:
    gym.hears("front squat 3x5 50kg")
    gym.hears(said)
    assert gym.notebook().athlete.names == {}
