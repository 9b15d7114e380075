"""The real coach on Telegram, over real HTTP on loopback: log, edit, undo by button, questions, reminders, commands."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.assembly import learn
from bot.chats.telegram.menu import COMMANDS
from bot.chats.telegram.service import World, serve
from bot.clock import RunningClock, Ticker
from bot.conversation.nudge import Nudge
from bot.conversation.ports import Message
from bot.conversation.reply import Coach
from bot.conversation.scene import Knowledge
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.training.athlete import Athlete
from tests.chats.bot_api import BotApi, until
from tests.chats.echo_bot import settings

MONDAY_EVENING = dt.datetime(2026, 1, 5, 17, 0, tzinfo=dt.UTC)
PERSON = 7


@pytest.fixture(scope="module")
def knows() -> Knowledge:
    return learn()


class Conversation:
    """Somebody and the coach: `tell` and wait for the answer."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    async def tell(self, text: str) -> str:
        before = len(self._api.sent)
        self._api.say(text, user=PERSON, date=int(MONDAY_EVENING.timestamp()) + 60 * before)
        await until(lambda: len(self._api.sent) > before)
        return self._api.sent[-1].text


@asynccontextmanager
async def coached(
    knows: Knowledge, folder: Path, api: BotApi, store: MemoryStore, now: dt.datetime = MONDAY_EVENING
) -> AsyncIterator[Conversation]:
    turns, stop = Turns(), asyncio.Event()
    coach, nudge = Coach(knows, store, turns, Athlete("")), Nudge(knows, store, turns)
    world = World(store, turns, coach, nudge, RunningClock(now), Ticker)
    task = asyncio.create_task(serve(settings(api.url, folder, tick_s=0.1), world, stop))
    try:
        yield Conversation(api)
    finally:
        stop.set()
        await task


async def test_a_workout_is_logged_corrected_and_undone(knows: Knowledge, tmp_path: Path) -> None:
    store = MemoryStore()
    async with BotApi() as api, coached(knows, tmp_path, api, store) as conversation:
        answer = await conversation.tell("squat 5x5 100kg")
        assert "100 kg" in answer
        assert len(answer.splitlines()) <= 4
        (first,) = api.sent
        assert {"Undo", "Why?"} <= {key["text"] for row in first.buttons for key in row}
        api.edit(api.updates[0]["message"]["message_id"], "squat 5x5 105kg", user=PERSON)
        await until(lambda: len(first.texts) == 2)
        assert "105 kg" in first.text
        assert len((await store.open("7")).diary.entries) == 1
        api.press(first, "Undo", user=PERSON)
        await until(lambda: len(api.answered) == 1 and (len(api.sent) > 1 or len(first.texts) > 2))
        assert (await store.open("7")).diary.entries == ()


async def test_a_question_is_answered(knows: Knowledge, tmp_path: Path) -> None:
    async with BotApi() as api, coached(knows, tmp_path, api, MemoryStore()) as conversation:
        assert "leg" in (await conversation.tell("does running build legs")).lower()


async def test_a_reminder_is_pushed_when_it_is_due(knows: Knowledge, tmp_path: Path) -> None:
    store = MemoryStore()
    async with BotApi() as api:
        async with coached(knows, tmp_path, api, store) as conversation:
            await conversation.tell("squat 5x5 100kg")
        due = (await store.open("7")).due_at
        assert due is not None
        async with coached(knows, tmp_path, api, store, now=due):
            await until(lambda: len(api.sent) == 2)
        assert "quat" in api.sent[1].text
        async with coached(knows, tmp_path, api, store, now=due):
            await until(lambda: api.calls["getMe"] == 3 and not store._index.owing)
        assert len(api.sent) == 2


@pytest.mark.parametrize("command", [row.name for row in COMMANDS])
async def test_every_command_of_the_menu_is_served(knows: Knowledge, command: str) -> None:
    store, turns = MemoryStore(), Turns()
    coach = Coach(knows, store, turns, Athlete(""))
    answers = {}
    for number, text in enumerate(("squat 5x5 100kg", "qwxz vbnm", command), 1):
        message = Message("7", "7", f"7:{number}", str(number), text, MONDAY_EVENING)
        (owed,) = await coach.hear(message, MONDAY_EVENING)
        answers[text] = owed.text
    assert answers[command] != answers["qwxz vbnm"]
