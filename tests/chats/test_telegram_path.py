"""The whole path over real HTTP on loopback: an update is fetched, heard, kept, confirmed, and answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.chats.telegram.service import serve
from tests.chats.bot_api import BotApi, until
from tests.chats.echo_bot import NoNudge, PlainStore, settings, world


@asynccontextmanager
async def running(api: BotApi, folder: Path, store: PlainStore, **more: object) -> AsyncIterator[None]:
    """The bot against a server, stopped in order at the end; what ended it early is raised."""
    nudge = more.pop("nudge", None)
    stop = asyncio.Event()
    task = asyncio.create_task(
        serve(settings(api.url, folder / "telegram", **more), world(store, nudge=nudge), stop)  # type: ignore[arg-type]
    )
    try:
        yield
    finally:
        stop.set()
        await task


@pytest.fixture
def store() -> PlainStore:
    return PlainStore()


async def test_a_message_is_heard_kept_answered_and_confirmed(tmp_path: Path, store: PlainStore) -> None:
    async with BotApi() as api:
        api.say("squat 5x5 100kg")
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and store.commits == 3)
    (sent,) = api.sent
    assert sent.text == "heard: squat 5x5 100kg"
    assert [key["text"] for key in sent.buttons[0]] == ["Undo", "Why"]
    notebook = await store.open("7")
    assert notebook.heard == ("1000",)
    assert notebook.owed == ()
    assert notebook.sent == {"1000": str(sent.message_id)}
    assert set(api.given.values()) == {1}
