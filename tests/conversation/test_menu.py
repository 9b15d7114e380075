"""`settings` with buttons: each choice is set and shown, and every way leads back."""

import datetime as dt

import pytest

from bot.conversation.ports import Owed
from tests.conversation.people import Gym

CHOICES = [
    ("Units", "lb", "unit", "lb"),
    ("Units", "kg", "unit", "kg"),
    ("Days", "Mon Wed Fri", "days", (0, 2, 4)),
    ("Days", "Any day", "days", ()),
    ("Reminders", "20:00", "remind_at", dt.time(20)),
    ("Reminders", "No reminders", "reminders", False),
    ("Level", "Novice", "level", "novice"),
]


def settings(gym: Gym) -> Owed:
    said = gym.hears("/settings")
    assert said is not None
    return said


def pressed(gym: Gym, owed: Owed, label: str) -> Owed:
    said = gym.presses(owed, label)
    assert said is not None
    return said


@pytest.mark.parametrize(("page", "label", "field", "value"), CHOICES)
def test_a_choice_is_set_and_all_settings_shown_again(page: str, label: str, field: str, value: object) -> None:
    gym = Gym()
    after = pressed(gym, pressed(gym, settings(gym), page), label)
    assert value == getattr(gym.notebook().athlete, field)
    assert [b.label for b in settings(gym).buttons] == [b.label for b in after.buttons]


@pytest.mark.parametrize("kit", ["Barbell", "Dumbbells", "Machines", "Bodyweight"])
def test_what_there_is_to_train_with_is_chosen_and_taken_back(kit: str) -> None:
    gym = Gym()
    chosen = pressed(gym, pressed(gym, settings(gym), "Kit"), kit)
    assert (kit.lower(),) == gym.notebook().athlete.kit.has
    pressed(gym, pressed(gym, chosen, "Kit"), "Full gym")
    assert () == gym.notebook().athlete.kit.has


@pytest.mark.parametrize("page", ["Units", "Days", "Reminders", "Place", "Level", "Kit"])
def test_every_page_leads_back_and_fits_two_rows(page: str) -> None:
    gym = Gym()
    shown = pressed(gym, settings(gym), page)
    assert 1 <= len(shown.buttons) <= 6
    back = pressed(gym, shown, "Back")
    assert settings(gym).text == back.text


def test_walking_through_the_screens_costs_no_other_button_its_life() -> None:
    gym = Gym()
    log = gym.hears("squat 5x5 100kg")
    assert log is not None
    screen = settings(gym)
    for page in ("Units", "Days", "Reminders", "Place", "Level", "Kit") * 3:
        screen = pressed(gym, pressed(gym, screen, page), "Back")
    assert pressed(gym, log, "Undo").text.startswith("Removed:")


def test_a_label_that_is_typed_is_a_word_like_any_other() -> None:
    gym = Gym()
    settings(gym)
    said = gym.hears("Back")
    assert said is not None
    assert said.text != settings(gym).text
