"""How deliveries go, one by one, over real HTTP."""

import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import telegram

from bot.chats.telegram.request import PatientRequest
from bot.chats.telegram.set_aside import FULL_BYTES, SetAsideFile
from bot.chats.telegram.telegram_chat import TelegramChat, keyboard
from bot.clock import RealClock
from bot.conversation.ports import Button, Delivery, Owed
from tests.chats.bot_api import TOKEN, BotApi, Fault
from tests.chats.virtual_clock import VirtualClock

NOW = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
REPLY = Owed("reply:1", "7", "✓ Squat 5×5 @ 100 kg")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def chat(api: BotApi) -> AsyncIterator[TelegramChat]:
    request = PatientRequest(total_s=5.0)
    async with request:
        yield TelegramChat(telegram.Bot(TOKEN, f"{api.url}/bot", request=request), RealClock())


def refused(description: str, code: int = 400) -> Fault:
    return Fault("sendMessage", "error", code=code, description=description)


@pytest.mark.parametrize(
    ("fault", "delivery"),
    [
        (None, Delivery("sent", message_id="1")),
        (refused("Bad Request: chat not found"), Delivery("gone")),
        (refused("Forbidden: user is deactivated", code=403), Delivery("gone")),
        (refused("Forbidden: bot was kicked from the supergroup chat", code=403), Delivery("gone")),
        (refused("Bad Request: BUTTON_DATA_INVALID"), Delivery("refused")),
        (refused("Conflict", code=409), Delivery("refused")),
        (refused("Unauthorized", code=401), Delivery("retry", retry_after_s=30.0)),
        (Fault("sendMessage", "html", code=200), Delivery("unknown")),
        (Fault("sendMessage", "odd"), Delivery("unknown")),
        (Fault("sendMessage", "error", code=429, parameters={"retry_after": 35}), Delivery("retry", retry_after_s=35)),
    ],
)
async def test_how_a_delivery_goes(api: BotApi, chat: TelegramChat, fault: Fault | None, delivery: Delivery) -> None:
    api.faults = [fault] if fault else []
    assert await chat.deliver(REPLY) == delivery


async def test_nothing_to_say_is_not_sent(api: BotApi, chat: TelegramChat) -> None:
    assert await chat.deliver(Owed("reply:1", "7", " \n ")) == Delivery("refused")
    assert api.calls["sendMessage"] == 0


async def test_an_edit_that_changes_nothing_counts_as_done(api: BotApi, chat: TelegramChat) -> None:
    await chat.deliver(REPLY)
    edit = Owed("reply:2", "7", REPLY.text, edits="1")
    assert await chat.deliver(edit) == Delivery("sent", message_id="1")
    assert len(api.sent) == 1


async def test_a_long_text_goes_on_where_it_was_cut_off(api: BotApi) -> None:
    clock = VirtualClock()
    request = PatientRequest(total_s=5.0)
    long = Owed("export:1", "7", "a" * 4096 + "b" * 4096 + "c", (Button("Undo", "u:1"),))
    async with request:
        chat = TelegramChat(telegram.Bot(TOKEN, f"{api.url}/bot", request=request), clock)
        clock.sleep = _no_wait  # type: ignore[method-assign]
        api.faults = [Fault("sendMessage", "slow"), Fault("sendMessage", "error", code=500)]
        assert await chat.deliver(long) == Delivery("retry")
        assert await chat.deliver(long) == Delivery("sent", message_id="3")
    assert [sent.text[0] for sent in api.sent] == ["a", "b", "c"]
    assert [bool(sent.buttons) for sent in api.sent] == [False, False, True]


async def _no_wait(seconds: float) -> None: ...


async def test_an_answer_to_a_press_that_fails_is_no_harm(api: BotApi, chat: TelegramChat) -> None:
    api.faults = [Fault("answerCallbackQuery", "error", code=400, description="Bad Request: query is too old")]
    await chat.answer("q1")
    assert api.calls["answerCallbackQuery"] == 1


def test_buttons_stand_three_to_a_row_and_only_with_tokens_that_telegram_takes() -> None:
    buttons = tuple(Button(str(number), f"t{number}") for number in range(4))
    shown = keyboard((*buttons, Button("long", "ü" * 33), Button("none", "")))
    rows = json.loads(shown["reply_markup"])["inline_keyboard"]
    assert [[key["text"] for key in row] for row in rows] == [["0", "1", "2"], ["3"]]
    assert keyboard(()) == {}
    assert keyboard((Button("long", "x" * 65),)) == {}


def test_the_file_of_updates_set_aside_stays_small(tmp_path: Path) -> None:
    file = tmp_path / "set-aside.jsonl"
    set_aside = SetAsideFile(file, RealClock())
    file.write_bytes(b"x" * (FULL_BYTES + 1))
    set_aside({"update_id": 1}, "unreadable")
    assert file.read_text().count("\n") == 1
    assert (tmp_path / "set-aside.old").exists()
    assert set_aside.count == 1


@pytest.mark.parametrize("place", ["nowhere", ""])
def test_an_update_that_cannot_even_be_noted_holds_up_nothing(place: str, tmp_path: Path) -> None:
    set_aside = SetAsideFile(tmp_path / place / "set-aside.jsonl", RealClock())
    set_aside({"update_id": 1, "half a character \ud800": 1}, "unreadable")
    assert set_aside.count == 1
