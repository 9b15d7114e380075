"""The same once more, and what was planned: what is kept, and what is asked first."""

import datetime as dt

import pytest

from bot.training.diary import Entry, Lift
from tests.conversation.people import Gym


@pytest.fixture
def gym() -> Gym:
    """Ana squatted and pressed on Monday, each in its own message, and trains again on Wednesday."""
    gym = Gym()
    gym.hears("squat 5x5 100kg")
    gym.hears("leg press 3x10 180")
    gym.now += dt.timedelta(days=2)
    return gym


def loads(entry: Entry) -> list[tuple[str | None, list[float]]]:
    return [(e.exercise, [s.load.amount for s in e.sets if s.load]) for e in entry.efforts if isinstance(e, Lift)]


def reps(entry: Entry) -> list[list[float | None]]:
    return [[s.reps for s in e.sets] for e in entry.efforts if isinstance(e, Lift)]


@pytest.mark.parametrize("text", ["same", "ditto", "Same!", "again"])
def test_the_session_of_the_last_day_is_repeated_in_a_word(gym: Gym, text: str) -> None:
    reply = gym.hears(text)
    assert reply
    assert reply.text.startswith("✓ Squat 5×5 @ 100 kg")
    entry = gym.notebook().diary.entries[-1]
    assert "2026-01-07" == entry.day.isoformat()
    assert [("back_squat", [100.0] * 5), ("leg_press", [180.0] * 3)] == loads(entry)


def test_on_the_same_day_each_message_is_repeated_by_itself(gym: Gym) -> None:
    gym.hears("squat 5x5 102.5")
    gym.hears("leg press 3x10 185")
    gym.hears("same")
    assert [("leg_press", [185.0] * 3)] == loads(gym.notebook().diary.entries[-1])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("same squat +2.5", [("back_squat", [102.5] * 5)]),
        ("same as monday + 5", [("back_squat", [105.0] * 5), ("leg_press", [185.0] * 3)]),
        ("same leg press 190", [("leg_press", [190.0] * 3)]),
        ("same squat but 3 sets", [("back_squat", [100.0] * 3)]),
        ("squat 3x5 again", [("back_squat", [100.0] * 3)]),
    ],
)
def test_a_repeat_may_name_what_and_how_much_more(gym: Gym, text: str, kept: list[tuple[str, list[float]]]) -> None:
    gym.hears(text)
    assert kept == loads(gym.notebook().diary.entries[-1])


def test_other_reps_are_told_as_a_list(gym: Gym) -> None:
    gym.hears("again squat but 5 5 5 5 4")
    assert [[5, 5, 5, 5, 4]] == reps(gym.notebook().diary.entries[-1])


def test_where_two_things_may_be_different_it_is_asked_which(gym: Gym) -> None:
    asked = gym.hears("same but 4 sets")
    assert asked
    assert asked.text == "Which one was different?"
    assert 2 == len(gym.notebook().diary.entries)
    gym.presses(asked, asked.buttons[0].label)
    assert [("back_squat", [100.0] * 4), ("leg_press", [180.0] * 3)] == loads(gym.notebook().diary.entries[-1])


def test_a_reply_repeats_the_entry_replied_to(gym: Gym) -> None:
    first = gym.notebook().diary.entries[0].id
    gym.hears("same +2.5", reply_to=first)
    assert [("back_squat", [102.5] * 5)] == loads(gym.notebook().diary.entries[-1])


def test_what_is_not_understood_word_by_word_is_offered(gym: Gym) -> None:
    asked = gym.hears("same but felt heavy")
    assert asked
    assert 2 == len(gym.notebook().diary.entries)
    gym.presses(asked, "Yes, log it")
    assert 3 == len(gym.notebook().diary.entries)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("same as sunday", "I find nothing like that on Sun 4 Jan, so nothing changed."),
        ("same deadlift", "No deadlift in your diary yet, so nothing to repeat."),
    ],
)
def test_what_was_never_done_cannot_be_repeated(gym: Gym, text: str, answer: str) -> None:
    reply = gym.hears(text)
    assert reply
    assert reply.text == answer
    assert 2 == len(gym.notebook().diary.entries)


def test_a_repeat_that_no_human_could_do_is_not_stored(gym: Gym) -> None:
    reply = gym.hears("same squat 900kg")
    assert reply
    assert reply.text.startswith("Not stored")


def test_somebody_new_has_nothing_to_repeat() -> None:
    reply = Gym().hears("same")
    assert reply
    assert reply.text.startswith("Nothing in your diary yet")
