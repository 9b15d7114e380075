"""Every state of a pending question meets every kind of message: nothing is lost, nothing is stored twice, and the
question is asked again at most once."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation.ports import Owed
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from tests.conversation.people import Gym, knowledge

STATES = {  # what opens the question, the button that answers it, and what is kept then
    "hardly possible": ("squat 1x1 310kg", "Yes, keep it", "back_squat"),
    "more than one reading": ("press 40 8 3", "Overhead press 3×8 @ 40", "overhead_press"),
    "not sure to repeat": ("same but felt heavy", "Yes, log it", "leg_curl"),
    "done before it was due": ("done", "Yes, log it", "leg_curl"),
}
AGAIN = "Still open: "


class Room(Gym):
    """Ana and the coach, with files that outlive a restart; she has done leg curls today."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Athlete("", unit="kg"))
        self.folder = folder
        self.files = TinyDBStore(folder)
        self.begin()
        first = self.hears("leg curl 3x10 40")
        assert first
        self.first = first
        self.presses(first, "Undo")
        self.hears("leg curl 3x10 42.5")

    def begin(self) -> None:
        self.coach = Coach(knowledge(), self.files, Turns(), Athlete("", unit="kg"))

    def restart(self) -> None:
        asyncio.run(self.files.close())
        self.files = TinyDBStore(self.folder)
        self.begin()

    def kept(self) -> list[str | None]:
        entries = asyncio.run(self.files.open("ana")).diary.entries
        return [getattr(effort, "exercise", None) for entry in entries for effort in entry.efforts]


def silence(room: Room, _: Owed) -> None:
    room.now += dt.timedelta(hours=2)


KINDS: dict[str, tuple[Callable[[Room, Owed], object], list[str]]] = {
    "a log": (lambda room, _: room.hears("leg press 3x10 180"), ["leg_press"]),
    "a question": (lambda room, _: room.hears("does running build legs?"), []),
    "a button from earlier": (lambda room, _: room.presses(room.first, "Undo"), []),
    "nonsense": (lambda room, _: room.hears("asdf qwer"), []),
    "an empty message": (lambda room, _: room.hears(" "), []),
    "silence": (silence, []),
    "a restart": (lambda room, _: room.restart(), []),
    "an order": (lambda room, _: room.hears("week"), []),
    "small talk": (lambda room, _: room.hears("thanks"), []),
    "another question of the same sort": (lambda room, _: room.hears("squat 1x1 320kg"), []),
}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_what_comes_in_between_loses_nothing_and_stores_nothing_twice(room: Room, state: str, kind: str) -> None:
    text, button, kept = STATES[state]
    happens, logged = KINDS[kind]
    asked = room.hears(text)
    assert asked
    assert ["leg_curl"] == room.kept()
    happens(room, asked)
    assert sorted(["leg_curl", *logged]) == sorted(filter(None, room.kept()))
    answer = room.presses(asked, button)
    assert answer
    assert answer.text.startswith("✓")
    assert sorted(["leg_curl", kept, *logged]) == sorted(filter(None, room.kept()))
    stale = room.presses(asked, button)
    assert stale
    assert "Nothing changed" in stale.text
    assert len(logged) + 2 == len(room.kept())


@pytest.mark.parametrize("state", STATES)
def test_it_is_asked_again_at_most_once(room: Room, state: str) -> None:
    asked = room.hears(STATES[state][0])
    assert asked
    said = ["asdf qwer", "does running build legs?", "week", "leg press 3x10 180", "yes?", "hmm", "asdf qwer", "thanks"]
    answers = [reply.text for text in said if (reply := room.hears(text))]
    assert len(said) == len(answers)
    assert 1 == sum(AGAIN in text for text in answers)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("answer", ["no", "No.", "nope"])
def test_no_leaves_it_out_and_closes_it(room: Room, state: str, answer: str) -> None:
    asked = room.hears(STATES[state][0])
    assert asked
    reply = room.hears(answer)
    assert reply
    assert reply.text.startswith("Left out")
    pressed = room.presses(asked, STATES[state][1])
    assert pressed
    assert "Nothing changed" in pressed.text
    assert ["leg_curl"] == room.kept()


@pytest.mark.parametrize("word", ["ok", "yes", "👍", "no"])
def test_a_plain_word_answers_nothing_that_other_things_were_said_after(room: Room, word: str) -> None:
    asked = room.hears("done")
    assert asked
    for said in ("does running build legs?", "week", "thanks"):
        assert room.hears(said)
    again = room.hears(word)
    assert again
    assert again.text.startswith(AGAIN)
    assert ["leg_curl"] == room.kept()
    assert room.hears("yes")
    assert ["leg_curl", "leg_curl"] == room.kept()


@pytest.mark.parametrize("state", ["hardly possible", "more than one reading"])
def test_an_edit_of_what_was_asked_about_closes_the_question(room: Room, state: str) -> None:
    text, button, _ = STATES[state]
    asked = room.hears(text, id="asked")
    assert asked
    room.hears("leg press 3x10 180", id="asked", edited=True)
    assert sorted(["leg_curl", "leg_press"]) == sorted(filter(None, room.kept()))
    pressed = room.presses(asked, button)
    assert pressed
    assert "Nothing changed" in pressed.text
    assert 2 == len(room.kept())


def test_long_after_it_was_asked_only_its_buttons_answer_it(room: Room) -> None:
    asked = room.hears("squat 1x1 310kg")
    assert asked
    room.now += dt.timedelta(days=2)
    reply = room.hears("yes")
    assert reply
    assert AGAIN not in reply.text
    assert ["leg_curl"] == room.kept()
    room.presses(asked, "Yes, keep it")
    assert ["leg_curl", "back_squat"] == room.kept()
