"""German is understood: questions reach their row, orders are served, corrections are read, English stays as it was."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from bot.language.languages import heard_words
from bot.language.reading import Habits
from tests.conversation.people import knowledge

TABLE = tomllib.loads((Path(__file__).parent / "phrasings.de.toml").read_text(encoding="utf-8"))
MONDAY = dt.date(2026, 1, 5)


@pytest.mark.parametrize("name", sorted(TABLE["phrasings"]))
def test_german_questions_reach_their_row(name: str) -> None:
    strays = {text: got for text in TABLE["phrasings"][name] if (got := answered(text)) != name}
    assert {} == strays


def test_other_german_questions_reach_none() -> None:
    assert {} == {text: got for text in TABLE["elsewhere"]["unanswered"] if (got := answered(text))}


def answered(text: str) -> str:
    row = knowledge().understanding.asked(text)
    return row.name if row else ""


ORDERS = [(way, name) for name, ways in heard_words("intents")["de"]["commands"].items() for way in ways]


@pytest.mark.parametrize(("way", "name"), ORDERS)
def test_each_german_word_of_command_is_heard(way: str, name: str) -> None:
    assert name == knowledge().understanding.understand(way, Habits(), MONDAY).command


MEANT = [
    ("kniebeuge 5x5 100kg", "log"),
    ("heute 5 km gelaufen in 27:30", "log"),
    ("beinpresse 4 sätze à 10 mit 180 kg", "log"),
    ("morgen mache ich kniebeugen 5x5 105", "plan_or_future"),
    ("heute kein training, keine zeit", "not_done"),
    ("was steht heute an?", "next"),
    ("erinnere mich montag und donnerstag um 18 uhr", "reminder"),
    ("danke dir", "smalltalk"),
]


@pytest.mark.parametrize(("text", "intent"), MEANT)
def test_a_german_message_is_taken_for_what_it_is(text: str, intent: str) -> None:
    assert intent == knowledge().understanding.understand(text, Habits(), MONDAY).intent
