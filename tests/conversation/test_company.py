"""In a group the coach shows an entry, asks about it, answers what hurts, and keeps everything else to two."""

import asyncio

import pytest

from bot.conversation.outbox import Outbox
from bot.conversation.ports import Owed
from bot.conversation.turns import Turns
from tests.conversation.people import Gym

GROUP = "-5"
PRIVATE = "That's between you and me: ask me in our own chat."


@pytest.fixture
def gym() -> Gym:
    """Ana has told her coach a little, in their own chat."""
    gym = Gym()
    gym.hears("I use kg and train mon and thu at 18:00", name="Ana")
    gym.hears("squat 5x5 100kg", name="Ana")
    gym.hears("my knee hurts a little, 2/10", name="Ana")
    return gym


def in_group(gym: Gym, text: str, number: int = 1, **more: object) -> Owed:
    fixed = {"group": True, "chat": GROUP, "id": f"{GROUP}:{number}", "name": "Ana"}
    said = gym.hears(text, **fixed | more)
    assert said is not None
    return said


def labels(owed: Owed) -> list[str]:
    return [button.label for button in owed.buttons]


@pytest.mark.parametrize(
    "order",
    [
        *("next", "why", "today", "last", "history", "history squat", "week", "bests", "plan", "settings", "privacy"),
        *("export", "delete", "stop", "remind me at 7:30", "I use lb", "I live in Oslo", "does running build legs"),
        *("how is my squat doing", "start", "help", "I weigh 80 kg", "pause two weeks", "squat linear", "deutsch"),
    ],
)
def test_what_is_private_is_neither_said_nor_changed_in_a_group(gym: Gym, order: str) -> None:
    before = gym.notebook()
    said = in_group(gym, order)
    assert (said.text, said.export_of, labels(said)) == (PRIVATE, "", ["Open our chat"])
    after = gym.notebook()
    assert (after.athlete, after.diary, after.chat) == (before.athlete, before.diary, "ana")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bench 3x8 60kg", "✓ Ana: Bench press 3×8 @ 60 kg. What comes next is in your own chat."),
        ("same", "✓ Ana: Squat 5×5 @ 100 kg. What comes next is in your own chat."),
        ("undo", "Ana: Squat 5×5 @ 100 kg is taken out."),
        ("log", "Write it behind the command, like: /log squat 5x5 100kg"),
        ("squat 5x5 450kg", "Ana: Squat 5×5 @ 450 kg, is that right?"),
    ],
)
def test_what_is_said_of_work_in_a_group(gym: Gym, text: str, shown: str) -> None:
    assert in_group(gym, text).text == shown


def test_an_edit_replaces_the_receipt(gym: Gym) -> None:
    first = in_group(gym, "bench 3x8 60kg")
    edit = in_group(gym, "bench 3x8 62.5kg", edited=True)
    assert edit.text == "✓ Ana: Bench press 3×8 @ 62.5 kg. What comes next is in your own chat."
    assert edit.edits == first.id
    assert len(gym.notebook().diary.entries) == 2


def test_a_red_flag_is_answered_whoever_reads_along(gym: Gym) -> None:
    said = in_group(gym, "squat 5x5 100kg and now I have chest pain")
    assert "emergency" in said.text.lower()
    assert "Next" not in said.text


def test_a_question_of_the_own_chat_is_not_asked_before_others_and_waits_on(gym: Gym) -> None:
    asked = gym.hears("squat 5x5 450kg")
    assert asked is not None
    said = in_group(gym, "bench 3x8 60kg")
    assert "450" not in said.text
    question = gym.notebook().question
    assert question is not None
    assert (question.text, question.repeats) == (asked.text, 0)
    in_group(gym, "yes", 2)
    assert len(gym.notebook().diary.entries) == 2
    kept = gym.hears("yes")
    assert kept is not None
    assert "450 kg" in kept.text


def test_a_press_by_somebody_else_is_told_to_them_alone_and_leaves_no_trace(gym: Gym) -> None:
    below = in_group(gym, "bench 3x8 60kg")
    token = next(button.token for button in below.buttons if button.label == "Undo")
    pressed = {"pressed": token, "group": True, "chat": GROUP, "name": "Ben"}
    alert = gym.hears("", "ben", owner="Ana", **pressed)
    assert alert is not None
    assert (alert.kind, alert.text) == ("alert", "That's Ana's entry.")
    spent = gym.hears("", "ben", **pressed)
    assert spent is not None
    assert spent.kind == "alert"
    assert gym.notebook("ben").heard == ()
    assert len(gym.notebook().diary.entries) == 2


def test_an_answer_in_a_group_does_not_open_the_own_chat_again(gym: Gym) -> None:
    outbox = Outbox(gym.store, Turns())
    asyncio.run(outbox.standing("ana", False))
    said = in_group(gym, "bench 3x8 60kg")
    assert asyncio.run(outbox.claim("ana", said)) is not None
    assert not gym.notebook().reachable
    own = gym.hears("row 3x8 60kg", name="Ana")
    assert own is not None
    assert gym.notebook().reachable


def test_whoever_begins_in_a_group_is_known_later_in_their_own_chat() -> None:
    gym = Gym()
    gym.hears("squat 5x5 220lb", "ben", group=True, chat=GROUP, id=f"{GROUP}:1", name="Ben", language="de-AT")
    assert (gym.notebook("ben").chat, gym.notebook("ben").athlete.unit) == ("", "lb")
    gym.hears("bench 3x8 135", "ben", language="en")
    kept = gym.notebook("ben")
    assert (kept.chat, kept.athlete.unit, kept.athlete.language) == ("ben", "lb", "de")
