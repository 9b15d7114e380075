"""The token and people's words never reach a log, whatever goes wrong."""

import logging
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.chats.telegram.request import TelegramRefused
from bot.chats.telegram.secrecy import Redact, keep_secret
from tests.chats.bot_api import TOKEN, BotApi, Fault, until
from tests.chats.echo_bot import WatchedStore, running

CANARY = "my left knee hurts since tuesday"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything that any logger says, from DEBUG on, as a handler of the root would write it."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


async def test_neither_token_nor_words_are_logged_while_everything_goes_wrong(tmp_path: Path, log: StringIO) -> None:
    async with BotApi() as api:
        api.faults += [
            Fault("getMe", "html", code=200),
            Fault("getMe", "error", code=401, description="Unauthorized"),
            Fault("getUpdates", "reset"),
            Fault("getUpdates", "error", code=502),
            Fault("getUpdates", "error", code=409, description="Conflict"),
            Fault("sendMessage", "html", chat=8, code=200),
            Fault("sendMessage", "lost", chat=9),
            Fault("sendMessage", "error", chat=10, code=400, description="Bad Request: wrong"),
        ]
        for user in (8, 9, 10):
            api.say(CANARY, user=user)
        api.say("explode", user=11)
        api.give(message={"message_id": 5, "text": CANARY})
        async with running(api, tmp_path, WatchedStore(), poll_s=0.2, poll_margin_s=0.3):
            await until(lambda: not api.unconfirmed and api.calls["sendMessage"] >= 4)
    said = log.getvalue()
    assert "set aside" in said
    assert TOKEN not in said
    assert TOKEN.partition(":")[2] not in said
    assert CANARY not in said
    assert "explode" not in said
    assert "RuntimeError < hear (echo_bot.py" in said
    kept = (tmp_path / "telegram").rglob("*")
    assert all(CANARY not in file.read_text() for file in kept if file.is_file())


async def test_a_refused_token_is_not_in_the_words_of_the_refusal(tmp_path: Path, log: StringIO) -> None:
    async with BotApi() as api:
        api.faults.append(Fault("getMe", "error", times=99, code=401, description="Unauthorized"))
        with pytest.raises(TelegramRefused) as refused:
            async with running(api, tmp_path, WatchedStore()) as bot:
                await until(bot.done)
    logging.getLogger().error("it ended", exc_info=refused.value)
    assert "TelegramRefused" in log.getvalue()
    assert TOKEN.partition(":")[2] not in log.getvalue()


def test_tracebacks_and_arguments_are_redacted_too() -> None:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redact(TOKEN))
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        record = logging.LogRecord(
            "somebody.else", 40, "x.py", 1, "asked %s in %d s", (f"/bot{TOKEN}/", 3), sys.exc_info(), sinfo=TOKEN
        )
    handler.handle(record)
    said = stream.getvalue()
    assert "asked /bot<token>/ in 3 s" in said
    assert "ValueError: https://api.telegram.org/bot<token>/getMe" in said
    assert TOKEN not in said


def test_every_handler_of_now_is_made_to_keep_the_secret(log: StringIO) -> None:
    keep_secret(TOKEN)
    logging.getLogger("somebody.else").error("asked /bot%s/", TOKEN)
    assert "asked /bot<token>/" in log.getvalue()
