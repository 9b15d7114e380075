"""What Telegram can do besides texts, as the coach uses it: moments, copies, reactions, a sign while a file is made."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import telegram

from bot.chats.telegram.request import PatientRequest
from bot.chats.telegram.telegram_chat import TelegramChat
from bot.clock import RealClock
from bot.conversation.ports import Document, Exports, Moment, Owed
from bot.conversation.scene import Knowledge
from bot.stores.memory import MemoryStore
from tests.chats.bot_api import TOKEN, BotApi, Fault, until
from tests.chats.test_telegram_coach import MONDAY_EVENING, coached
from tests.conversation.people import knowledge

NOW = int(MONDAY_EVENING.timestamp())
THURSDAY = dt.datetime(2026, 1, 8, 17, 0, tzinfo=dt.UTC)


@pytest.fixture
def knows() -> Knowledge:
    return knowledge()


@asynccontextmanager
async def chatting(api: BotApi, exports: Exports | None = None) -> AsyncIterator[TelegramChat]:
    async with PatientRequest(total_s=5.0) as request:
        yield TelegramChat(telegram.Bot(TOKEN, f"{api.url}/bot", request=request), RealClock(), exports)


async def test_the_moments_of_a_plan_are_shown_by_the_reader_s_own_clock(knows: Knowledge, tmp_path: Path) -> None:
    async with BotApi() as api, coached(knows, tmp_path, api, MemoryStore()) as ana:
        await ana.tell("squat 5x5 100kg")
        await ana.tell("I live in Berlin")
        text = await ana.tell("🏋 remind me mon thu 18:00")
        marked = api.sent[-1].entities
        wide = text.encode("utf-16-le")
        shown = [wide[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le") for one in marked]
        assert "Thu 8 Jan 18:00" in shown
        at = marked[shown.index("Thu 8 Jan 18:00")]
        assert (at["type"], at["unix_time"]) == ("date_time", int(THURSDAY.timestamp()))


async def test_a_server_that_knows_no_moments_gets_the_plain_text() -> None:
    async with BotApi() as api, chatting(api) as chat:
        api.faults.append(
            Fault("sendMessage", "error", code=400, description="Bad Request: can't parse entities: kind")
        )
        owed = Owed("1", "7", "Next Thu 8 Jan 18:00.", moments=(Moment("Thu 8 Jan 18:00", THURSDAY),))
        assert (await chat.deliver(owed)).outcome == "sent"
        assert [(one.text, one.entities) for one in api.sent] == [("Next Thu 8 Jan 18:00.", [])]


async def test_a_record_gets_a_reaction_beside_its_answer(knows: Knowledge, tmp_path: Path) -> None:
    async with BotApi() as api, coached(knows, tmp_path, api, MemoryStore()) as ana:
        await ana.tell("squat 5x5 100kg")
        assert api.reactions == []
        assert "🏆" in await ana.tell("squat 5x5 105kg")
        await until(lambda: len(api.reactions) == 1)
        assert api.reactions == [(api.updates[-1]["message"]["message_id"], "🏆")]
        assert len(api.sent) == 2


async def test_a_reaction_that_is_refused_takes_nothing_away() -> None:
    async with BotApi() as api, chatting(api) as chat:
        api.faults.append(Fault("setMessageReaction", "error", code=400, description="Bad Request: REACTION_INVALID"))
        delivery = await chat.deliver(Owed("1", "7", "🏆 Best.", answers="7:4", reacts="🏆"))
        assert delivery.outcome == "sent"
        assert api.calls["setMessageReaction"] == 1


async def test_the_next_session_can_be_copied(knows: Knowledge, tmp_path: Path) -> None:
    async with BotApi() as api, coached(knows, tmp_path, api, MemoryStore()) as ana:
        await ana.tell("squat 5x5 100kg")
        await ana.tell("/next")
        (copied,) = [key["copy_text"]["text"] for row in api.sent[-1].buttons for key in row if "copy_text" in key]
        assert copied == "squat 5x5 102.5 kg"
        assert "Squat 5×5 @ 102.5 kg" in await ana.tell(copied)


async def test_a_file_that_takes_a_while_is_announced() -> None:
    async def made(athlete: str) -> Document:
        assert api.actions == ["upload_document"]
        return Document("export.zip", athlete.encode())

    async with BotApi() as api, chatting(api, made) as chat:
        await chat.deliver(Owed("1", "7", "All of it.", export_of="7"))
        assert api.sent[0].file == b"7"


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"voice": {"duration": 4}}, "I can't listen."),
        ({"photo": [{"file_id": "p"}]}, "I can't see pictures."),
        ({"sticker": {"emoji": "💪"}}, "Nice one."),
        ({"contact": {"first_name": "Ben"}}, "I keep nobody's number."),
        ({"document": {"file_id": "d"}}, "I can't open that here."),
        ({"text": "squat 5x5 300kg", "forward_origin": {"type": "hidden_user"}}, "That is from somebody else"),
        ({"photo": [{"file_id": "p"}], "caption": "squat 5x5 100kg"}, "✓ Squat 5×5 @ 100 kg"),
    ],
)
async def test_whatever_is_sent_is_answered_in_a_line(
    knows: Knowledge, tmp_path: Path, more: dict[str, object], answer: str
) -> None:
    store = MemoryStore()
    async with BotApi() as api, coached(knows, tmp_path, api, store):
        api.say(str(more.get("text", "")), user=7, date=NOW, **{k: v for k, v in more.items() if k != "text"})
        await until(lambda: len(api.sent) == 1)
        assert api.sent[0].text.startswith(answer)
        assert len((await store.open("7")).diary.entries) == ("caption" in more)


async def test_a_caption_that_is_edited_corrects_its_entry(knows: Knowledge, tmp_path: Path) -> None:
    store = MemoryStore()
    async with BotApi() as api, coached(knows, tmp_path, api, store):
        picture = {"photo": [{"file_id": "p"}]}
        number = api.say("", user=7, date=NOW, **picture, caption="squat 5x5 100kg")
        await until(lambda: len(api.sent) == 1)
        api.edit(number, "squat 5x5 105kg", user=7)
        edited = api.updates[-1]["edited_message"]
        edited |= picture | {"caption": edited.pop("text")}
        await until(lambda: len(api.sent[0].texts) == 2)
        assert "105 kg" in api.sent[0].text
