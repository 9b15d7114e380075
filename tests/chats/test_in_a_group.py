"""Among friends in a group, over HTTP on loopback: entries are heard there, and nothing private is said."""

from pathlib import Path

import pytest

from bot.conversation.scene import Knowledge
from bot.stores.memory import MemoryStore
from tests.chats.bot_api import BotApi, until
from tests.chats.test_telegram_coach import MONDAY_EVENING, coached
from tests.conversation.people import knowledge

ANA, BEN, GYM = 7, 8, -5
NOW = int(MONDAY_EVENING.timestamp())


@pytest.fixture
def knows() -> Knowledge:
    return knowledge()


async def test_a_log_among_friends(knows: Knowledge, tmp_path: Path) -> None:
    store = MemoryStore()
    async with BotApi() as api, coached(knows, tmp_path, api, store):
        asked = api.say("/log squat 5x5 100kg", user=ANA, chat=GYM, date=NOW)
        await until(lambda: len(api.sent) == 1)
        (reply,) = api.sent
        assert reply.text == "✓ Ana: Squat 5×5 @ 100 kg. What comes next is in your own chat."
        assert (reply.chat, reply.reply_to) == (GYM, asked)
        assert reply.url("Open our chat") == "https://t.me/FasttwitchBot?start=coach"
        api.press(reply, "Undo", user=BEN)
        await until(lambda: api.alerts == ["That's Ana's entry."])
        assert len((await store.open("7")).diary.entries) == 1
        assert await store.athletes() == ("7",)
        api.press(reply, "Undo", user=ANA)
        await until(lambda: len(reply.texts) == 2)
        assert reply.text == "Ana: Squat 5×5 @ 100 kg is taken out."
        assert (await store.open("7")).diary.entries == ()
        assert len(api.sent) == 1


async def test_talk_among_people_is_not_for_us(knows: Knowledge, tmp_path: Path) -> None:
    async with BotApi() as api, coached(knows, tmp_path, api, MemoryStore()):
        api.say("squat 5x5 100kg", user=BEN, chat=GYM, date=NOW)
        api.say("/next", user=BEN, chat=GYM, date=NOW)
        api.say("/log bench 3x8 60kg", user=BEN, chat=GYM, date=NOW)
        await until(lambda: len(api.sent) == 1)
        assert api.sent[0].text.startswith("✓ Ben: Bench press")


async def test_who_is_heard_in_a_group_alone_is_pushed_nothing_there(knows: Knowledge, tmp_path: Path) -> None:
    store = MemoryStore()
    async with BotApi() as api, coached(knows, tmp_path, api, store):
        api.say("/log remind me mon thu 18:00", user=ANA, chat=GYM, date=NOW)
        api.say("/log squat 5x5 100kg", user=ANA, chat=GYM, date=NOW)
        await until(lambda: len(api.sent) == 2)
    kept = await store.open("7")
    assert (kept.chat, kept.due_at, kept.athlete.days) == ("", None, ())


async def test_a_group_that_grows_keeps_its_answers(knows: Knowledge, tmp_path: Path) -> None:
    from tests.chats.bot_api import Fault

    async with BotApi() as api, coached(knows, tmp_path, api, MemoryStore()):
        grown = {"migrate_to_chat_id": -1005}
        api.faults.append(
            Fault("sendMessage", "error", chat=GYM, code=400, description="Bad Request: group chat was upgraded to a "
                  "supergroup chat", parameters=grown)
        )  # fmt: skip
        api.say("/log squat 5x5 100kg", user=ANA, chat=GYM, date=NOW)
        await until(lambda: len(api.sent) == 1)
        assert api.sent[0].chat == -1005
