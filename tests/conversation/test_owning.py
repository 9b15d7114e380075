"""What is kept belongs to the athlete: told in words, given in private, erased only on the word that was asked for."""

import asyncio
import datetime as dt
import typing

import pytest

from bot.conversation.owning import health_lines
from bot.conversation.scene import Scene, wordless
from bot.training.athlete import Athlete, Pain, Report
from bot.training.exercises import Pattern
from tests.conversation.people import Gym, knowledge


@pytest.fixture
def gym() -> Gym:
    return Gym(Athlete("", unit="kg"))


def test_delete_without_having_been_asked_for_erases_nothing(gym: Gym) -> None:
    gym.hears("squat 5x5 100")
    gym.hears("DELETE")
    assert 1 == len(gym.notebook().diary.entries)


def test_the_word_typed_hours_later_erases_nothing(gym: Gym) -> None:
    gym.hears("squat 5x5 100")
    gym.hears("/delete")
    gym.now += dt.timedelta(hours=2)
    gym.hears("DELETE")
    assert 1 == len(gym.notebook().diary.entries)


@pytest.mark.parametrize("word", ["delete", "Delete!", "no", "squat 5x5 100", "DELETE it"])
def test_any_other_word_erases_nothing(gym: Gym, word: str) -> None:
    gym.hears("squat 5x5 100")
    gym.hears("delete my data")
    gym.hears(word)
    notebook = gym.notebook()
    assert notebook.diary.entries or notebook.undone


def test_the_word_erases_everything(gym: Gym) -> None:
    gym.hears("squat 5x5 100")
    gym.hears("bench 3x8 60", "ben")
    gym.hears("delete my data")
    said = gym.hears("DELETE")
    assert said is not None
    assert "nothing about you" in said.text
    assert ("ben",) == asyncio.run(gym.store.athletes())


def test_whom_nothing_is_kept_of_is_told_so_and_stays_unknown(gym: Gym) -> None:
    for order in ("DELETE", "/delete"):
        gym.hears(order, "zoe")
        assert () == asyncio.run(gym.store.athletes())


@pytest.mark.parametrize("order", ["privacy", "export", "delete", "settings"])
def test_nothing_private_is_said_in_a_group(gym: Gym, order: str) -> None:
    gym.hears("squat 5x5 100")
    said = gym.hears(order, group=True, chat="-5")
    assert said is not None
    assert ("", "That's between you and me: ask me in our own chat.") == (said.export_of, said.text)


def test_an_export_names_what_is_in_it(gym: Gym) -> None:
    gym.hears("squat 5x5 100")
    said = gym.hears("export")
    assert said is not None
    assert ("ana", "1 entry, Mon 5 Jan to Mon 5 Jan.") == (said.export_of, said.text.partition(" Read")[0])


def test_all_that_may_be_kept_of_health_has_its_words() -> None:
    day = dt.date(2026, 1, 5)
    patterns, kinds = typing.get_args(Pattern), typing.get_args(typing.get_type_hints(Report)["kind"])
    athlete = Athlete(
        "ana",
        age="65plus",
        bodyweight_kg=82.5,
        pains=tuple(Pain(p, 4, day) for p in (*patterns, "all")),
        reports=tuple(Report(kind, 6, day) for kind in kinds),
        pregnant=True,
        needs_clearance=True,
    )
    gym = Gym()
    notebook = gym.notebook()
    scene = Scene(knowledge(), notebook, wordless(notebook, gym.now), gym.now)
    lines = health_lines(scene, athlete)
    assert 1 + len(kinds) + 4 == len(lines)
    assert "body weight 82.5 kg" in lines
    assert [] == health_lines(scene, Athlete("ana"))
