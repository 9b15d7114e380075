"""What an answer rests on is told on request."""

import pytest

from bot.language.concepts import load_concepts
from bot.language.questions import load_questions
from tests.conversation.people import Gym, knowledge


def test_the_button_and_the_word_name_the_sources_of_the_answer() -> None:
    gym = Gym()
    owed = gym.hears("does running build legs")
    assert owed
    pressed, typed = gym.presses(owed, "Sources"), gym.hears("sources")
    assert pressed
    assert typed
    assert pressed.text == typed.text
    assert "Krustrup" in typed.text


def test_the_word_is_about_the_latest_answer() -> None:
    gym = Gym()
    gym.hears("does running build legs")
    gym.hears("how much protein do i need")
    gym.hears("does running build legs")
    owed = gym.hears("sources?")
    assert owed
    assert owed.text.startswith("Does running build legs?")


def test_without_an_answer_the_word_asks_for_a_question() -> None:
    owed = Gym().hears("sources")
    assert owed
    assert "Ask me something first" in owed.text


@pytest.mark.parametrize("row", load_questions(load_concepts()).rows, ids=lambda row: row.name)
def test_every_source_of_an_answer_is_in_the_table(row: object) -> None:
    assert set(getattr(row, "sources", ())) <= set(knowledge().rulebook.sources)
