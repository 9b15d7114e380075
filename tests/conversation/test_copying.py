"""The copied session can be sent back as the log of it."""

import datetime as dt

import pytest

from bot.coaching.advice import LiftTarget, NextSession, SprintTarget
from bot.conversation.copying import LONGEST, as_log
from bot.conversation.learning import habits
from bot.conversation.ports import Message, Notebook
from bot.conversation.scene import Scene
from bot.training.athlete import Athlete
from bot.training.quantities import Load
from tests.conversation.people import MONDAY_EVENING, Gym, knowledge

DAY = dt.date(2026, 1, 8)


def scene(language: str = "en") -> Scene:
    ana = Athlete("ana", unit="kg", language=language)
    message = Message("ana", "ana", "m", "u", "next", MONDAY_EVENING)
    return Scene(knowledge(), Notebook(ana), message, MONDAY_EVENING)


def lift(exercise: str, *reps: int, kg: float | None = None, **more: object) -> LiftTarget:
    return LiftTarget(exercise, reps, Load(kg, "kg") if kg is not None else None, **more)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("target", "english"),
    [
        (lift("back_squat", 5, 5, 5, 5, 5, kg=102.5), "squat 5x5 102.5 kg"),
        (lift("back_squat", 5, 5, 4, kg=100), "squat 5/5/4 100 kg"),
        (lift("back_squat", 5, 8, 8, kg=100, backoff=Load(85, "kg")), "squat 1x5 100 kg, 2x8 85 kg"),
        (lift("pull_up", 8, 8, 8, load_kind="bodyweight"), "pull-up 3x8"),
        (lift("pull_up", 5, 5, 5, kg=10, load_kind="added"), "pull-up 3x5 +10 kg"),
        (lift("pull_up", 5, 5, 5, kg=20, load_kind="assisted"), "pull-up 3x5 -20 kg"),
        (SprintTarget(6, 60, rest_s=360), "6x60 m sprints"),
    ],
)
def test_what_is_copied_is_read_as_that_very_session(
    target: LiftTarget | SprintTarget, english: str, language: str
) -> None:
    here = scene(language)
    copied = as_log(here, NextSession(DAY, (target,)))
    if language == "en":
        assert copied == english
    meaning = knowledge().understanding.understand(copied, habits(here), DAY)
    assert meaning.reading.ask is None
    (effort,) = meaning.reading.efforts
    if isinstance(target, SprintTarget):
        assert "60" in str(effort)
        return
    assert effort.exercise == target.exercise
    assert tuple(one.reps for one in effort.sets) == target.reps
    assert (effort.sets[0].load_kind or "bodyweight") == (target.load_kind or "bodyweight")
    assert (effort.sets[0].load and effort.sets[0].load.amount) == (target.load and target.load.amount)


def test_what_is_found_by_feel_is_not_copied_and_what_is_too_long_is_cut_at_a_line() -> None:
    by_feel = NextSession(DAY, (lift("back_squat", 5, 5, 5, rir=3),))
    assert as_log(scene(), by_feel) == ""
    many = NextSession(DAY, tuple(lift("leg_press", 8, 8, 8, kg=100 + n) for n in range(20)))
    copied = as_log(scene(), many)
    assert len(copied) <= LONGEST
    assert {line.endswith(" kg") for line in copied.splitlines()} == {True}


def test_the_button_stands_below_the_next_session_alone() -> None:
    gym = Gym()
    none = gym.hears("next")
    gym.hears("squat 5x5 100kg")
    said = gym.hears("next")
    assert none is not None
    assert said is not None
    assert [button.copies for button in said.buttons if button.copies] == ["squat 5x5 102.5 kg"]
    assert [button.copies for button in none.buttons if button.copies] == []
