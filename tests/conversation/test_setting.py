"""Settings by word: each one is kept, said back, and answered with an example where it cannot be."""

import pytest

from bot.conversation.ports import Message
from bot.training.athlete import Athlete
from tests.conversation.people import MONDAY_EVENING, Gym

KEPT = [
    ("unit lb", "unit", "lb"),
    ("my level is intermediate", "level", "intermediate"),
    ("my age is 67", "age", "65plus"),
    ("training days: tue and sat", "days", (1, 5)),
    ("my age is 62", "age", "60s"),
]


@pytest.mark.parametrize(("text", "field", "value"), KEPT)
def test_a_setting_is_kept_by_its_name(text: str, field: str, value: object) -> None:
    gym = Gym()
    said = gym.hears(text)
    assert said is not None
    assert said.text.startswith("Kept.")
    assert value == getattr(gym.notebook().athlete, field)


WRONG = [
    ("set unit to stone", "E.g. I use lb"),
    ("I train on funday", "E.g. I train mon and thu"),
    ("remind me at 25:00", "Try: remind me mon thu 18:00"),
    ("my level is wizard", "E.g. I'm a beginner"),
    ("my age is 400", "E.g. I'm 34 years old"),
    ("my language is klingon", "E.g. english please"),
    ("my bar is 500 kg", "E.g. my bar is 15 kg"),
    ("my kit is in the garage", "E.g. my plates are"),
    ("dumbbells go up in 90", "E.g. dumbbells go up in 2 kg"),
]


@pytest.mark.parametrize(("text", "example"), WRONG)
def test_a_wrong_value_is_answered_with_one_example(text: str, example: str) -> None:
    gym = Gym()
    before = gym.notebook().athlete
    said = gym.hears(text)
    assert said is not None
    assert example.casefold() in said.text.casefold()
    assert before.zone == gym.notebook().athlete.zone


def test_the_plates_there_are_make_the_next_load() -> None:
    gym = Gym(Athlete("", unit="kg"))
    gym.hears("squat 5x5 100kg")
    for told, load in (("plates 5 10 20", "110 kg"), ("plates 1 2.5 5 10 20", "102 kg"), ("my bar is 15 kg", "102 kg")):
        said = gym.hears(told)
        assert said is not None
        assert f"squat 5×5 @ {load}" in said.text


def test_only_what_there_is_is_planned() -> None:
    gym = Gym(Athlete("", unit="kg"))
    gym.hears("squat 5x5 100kg")
    said = gym.hears("I have only dumbbells")
    assert said is not None
    assert "goblet squat" in said.text
    said = gym.hears("I have a full gym again now")
    back = gym.hears("I have a full gym")
    assert back is not None
    assert "squat 5×5 @ 102.5 kg" in back.text


def test_kit_told_in_kilograms_stays_what_it_is_in_pounds() -> None:
    gym = Gym()
    gym.hears("my bar is 20 kg")
    assert ("kg", 20.0) == (gym.notebook().athlete.unit, gym.notebook().athlete.kit.bar)
    gym.hears("I use lb")
    assert 44.09 == gym.notebook().athlete.kit.bar


def test_a_place_on_the_map_tells_the_zone_and_is_not_kept() -> None:
    gym = Gym()
    said = gym.receives(Message("ana", "ana", "m1", "u1", "", MONDAY_EVENING, place=(59.9139, 10.7522)))
    assert said is not None
    assert "Europe/Oslo" in said.text
    assert "59.9" not in str(gym.notebook())
