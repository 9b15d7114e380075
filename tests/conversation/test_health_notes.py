"""What was told about health is shown, kept as little as possible, and deleted on request."""

import pytest

from bot.training.athlete import Athlete
from tests.conversation.people import Gym


@pytest.fixture
def gym() -> Gym:
    gym = Gym()
    gym.hears("squat 5x5 100kg")
    return gym


def athlete(gym: Gym) -> Athlete:
    return gym.notebook().athlete


def said(gym: Gym, text: str) -> str:
    owed = gym.hears(text)
    return owed.text if owed else ""


@pytest.mark.parametrize(
    "text",
    ["forget my knee", "please forget about my knee", "delete my knee pain", "forget what i said about my knee"],
)
def test_one_place_is_forgotten_and_another_is_kept(gym: Gym, text: str) -> None:
    gym.hears("my knee hurts")
    gym.hears("slight ache in my elbow")
    gym.hears(text)
    assert {"push", "pull", "arms"} == {pain.pattern for pain in athlete(gym).pains}


@pytest.mark.parametrize(
    "text",
    [
        "forget what i said about my health",
        "delete my health data",
        "erase all my medical notes",
        "don't keep my health",
    ],
)
def test_all_that_was_told_about_health_is_forgotten_and_the_diary_stays(gym: Gym, text: str) -> None:
    gym.hears("my knee hurts")
    gym.hears("i am 20 weeks pregnant")
    gym.hears("i have a heart murmur")
    gym.hears(text)
    kept = athlete(gym)
    assert ((), (), False, False) == (kept.pains, kept.reports, kept.pregnant, kept.needs_clearance)
    assert 1 == len(gym.notebook().diary.entries)
    assert "nothing" in said(gym, "privacy")


def test_what_was_never_told_cannot_be_forgotten(gym: Gym) -> None:
    assert "I keep nothing on that" in said(gym, "forget my shoulder")


def test_a_report_is_no_wish_to_forget(gym: Gym) -> None:
    gym.hears("delete my last entry, my knee hurts badly")
    assert athlete(gym).pains


def test_of_a_wish_to_die_nothing_is_kept_and_no_training_is_spoken_of(gym: Gym) -> None:
    answer = said(gym, "i want to end my life")
    assert athlete(gym).pains == ()
    assert not athlete(gym).needs_clearance
    assert not athlete(gym).reminders
    assert not any(word in answer.lower() for word in ("squat", "sets", "next session"))


@pytest.mark.parametrize(
    ("place", "number"),
    [("berlin", "112"), ("new york", "911"), ("sydney", "000"), ("tokyo", "119"), ("london", "999")],
)
def test_the_number_to_call_is_that_of_the_athletes_country(gym: Gym, place: str, number: str) -> None:
    gym.hears(f"i live in {place}")
    assert f"that number is {number}" in said(gym, "i have chest pain")


def test_a_crisis_line_is_named_where_one_is_known(gym: Gym) -> None:
    gym.hears("i live in madrid")
    assert "024" in said(gym, "i want to kill myself")


def test_nobody_is_told_a_number_of_a_country_that_we_do_not_know(gym: Gym) -> None:
    assert "Where you are" not in said(gym, "i have chest pain")
