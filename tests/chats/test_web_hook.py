"""The web hook: 200 only for what is kept, and nothing for whoever does not know path and secret."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import telegram

from bot.chats.telegram.hook_server import CONNECTIONS, HookServer
from bot.chats.telegram.hooking import Hook, Hooking
from bot.chats.telegram.request import TelegramRefused
from bot.clock import RealClock
from tests.chats.bot_api import TOKEN, BotApi, Fault, until
from tests.chats.echo_bot import WatchedStore, running

SECRET = "a-secret_of_ours"
HOOK = Hook("https://coach.example/hook", port=0, secret=SECRET)
RIGHT = f"POST /hook HTTP/1.1\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"


class Taker:
    """Takes updates, and shows what it was given; `fails` as often as told."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.fails = 0
        self.going_on = asyncio.Event()
        self.going_on.set()

    async def take(self, raws: list[Any]) -> None:
        await self.going_on.wait()
        if self.fails:
            self.fails -= 1
            raise RuntimeError("cannot keep this now")
        self.taken += raws


@pytest.fixture
async def taker() -> Taker:
    return Taker()


@pytest.fixture
async def port(taker: Taker) -> AsyncIterator[int]:
    server = HookServer("/hook", SECRET, taker.take)
    yield await server.open("127.0.0.1", 0)
    await server.close(2.0)


async def ask(port: int, *requests: bytes) -> list[int]:
    """The statuses of requests sent one after the other over one connection, until it is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    statuses = []
    try:
        for request in requests:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            statuses.append(int(head.split()[1]))
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
    return statuses


def post(update: object, head: str = RIGHT) -> bytes:
    body = json.dumps(update).encode()
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def test_updates_are_taken_one_after_the_other_over_one_connection(port: int, taker: Taker) -> None:
    assert await ask(port, post({"update_id": 1}), post({"update_id": 2})) == [200, 200]
    assert taker.taken == [{"update_id": 1}, {"update_id": 2}]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (post({}, RIGHT.replace("/hook", "/other")), 404),
        (post({}, RIGHT.replace("POST", "GET")), 404),
        (post({}, RIGHT.replace(SECRET, "guess")), 403),
        (post({}, RIGHT.replace(SECRET, SECRET[:-1])), 403),
        (post({}, RIGHT.replace(SECRET, "s" * 9_000)), 403),
        (post({}, "POST /hook HTTP/1.1\r\n"), 403),
        (post({}, RIGHT.replace(SECRET, "s" * 40_000)), 431),
        ((RIGHT + "Content-Length: 1000001\r\n\r\n").encode(), 413),
        ((RIGHT + "Content-Length: -1\r\n\r\n").encode(), 411),
        ((RIGHT + "Transfer-Encoding: chunked\r\n\r\n").encode(), 411),
        ((RIGHT + "Content-Length: 3\r\n\r\n{{{").encode(), 400),
        ((RIGHT + "Content-Length: 2\r\n\r\n[]").encode(), 400),
        ((RIGHT + 'Content-Length: 100005\r\n\r\n{"a":' + "[" * 100_000).encode(), 400),
        (b"\xff\xfe\r\n\r\n", 404),
    ],
)
async def test_what_is_not_telegrams_is_refused_and_causes_nothing(
    port: int, taker: Taker, request_: bytes, status: int
) -> None:
    assert (await ask(port, request_, post({}))) == [status]
    assert taker.taken == []


async def test_what_cannot_be_kept_is_not_confirmed(port: int, taker: Taker) -> None:
    taker.fails = 1
    assert await ask(port, post({"update_id": 1}), post({"update_id": 1})) == [500, 200]


async def test_closing_waits_for_what_is_in_hand(taker: Taker) -> None:
    server = HookServer("/hook", SECRET, taker.take)
    port = await server.open("127.0.0.1", 0)
    taker.going_on.clear()
    asking = asyncio.create_task(ask(port, post({"update_id": 1})))
    await until(lambda: not server._idle.is_set())
    closing = asyncio.create_task(server.close(5.0))
    await asyncio.sleep(0.05)
    assert not closing.done()
    taker.going_on.set()
    await closing
    assert await asking == [200]


async def test_the_whole_path_by_web_hook(tmp_path: Path) -> None:
    store = WatchedStore()
    probe = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    free = probe.sockets[0].getsockname()[1]
    probe.close()
    await probe.wait_closed()
    hook = Hook("https://coach.example/hook", port=free, secret=SECRET)
    async with BotApi() as api, running(api, tmp_path, store, hook=hook):
        await until(lambda: api.hook == hook.url)
        api.say("squat 5x5")
        for _ in range(3):  # Telegram repeats what it is not sure of
            assert await ask(free, post(api.updates[0])) == [200]
        await until(lambda: api.texts() == ["heard: squat 5x5"] and not store._index.owing)
        assert api.menus["setWebhook"]["secret_token"] == SECRET
        assert api.calls["getUpdates"] == 0
    assert (await store.open("7")).heard == ("1000",)


async def test_an_address_that_is_taken_ends_the_run_clearly(tmp_path: Path) -> None:
    other = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    hook = Hook("https://coach.example/hook", port=other.sockets[0].getsockname()[1])
    async with BotApi() as api:
        with pytest.raises(TelegramRefused) as refused:
            async with running(api, tmp_path, WatchedStore(), hook=hook) as bot:
                await until(bot.done)
    other.close()
    await other.wait_closed()
    assert refused.value.reason == "webhook_port"


def test_a_secret_that_telegram_would_not_take_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="1 to 256 letters"):
        msgspec.convert({"url": "https://coach.example/hook", "secret": "no spaces"}, Hook)


class HastyClock(RealClock):
    """Waits hardly at all."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(min(seconds, 0.01))


async def test_telegram_is_told_again_where_to_call_when_it_has_forgotten(taker: Taker) -> None:
    seen: list[str] = []
    async with BotApi() as api, telegram.Bot(TOKEN, f"{api.url}/bot") as bot:
        api.faults.append(Fault("setWebhook", "error", code=500))

        def fetched() -> None:
            """Between two looks, once, somebody else takes the address."""
            seen.append(api.hook)
            if len(seen) == 2:
                api.hook = "https://somebody.example/else"

        hooking = Hooking(bot, HOOK, taker.take, clock=HastyClock(), fetched=fetched)
        running = asyncio.create_task(hooking.run())
        await until(lambda: len(seen) >= 4)
        await hooking.stop(running, 1.0)
        assert api.calls["setWebhook"] == 3
    assert set(seen) == {HOOK.url}


async def test_a_hook_that_telegram_cannot_call_is_no_news_until_it_can(taker: Taker) -> None:
    fetched: list[int] = []
    async with BotApi() as api, telegram.Bot(TOKEN, f"{api.url}/bot") as bot:
        hooking = Hooking(bot, HOOK, taker.take, clock=HastyClock(), fetched=lambda: fetched.append(1))
        running = asyncio.create_task(hooking.run())
        await until(lambda: len(fetched) >= 2)
        trouble = {"last_error_date": round(HastyClock().now().timestamp()) + 60, "last_error_message": "SSL error"}
        api.undelivered = {"pending_update_count": 3} | trouble
        begun = api.calls["getWebhookInfo"]
        await until(lambda: api.calls["getWebhookInfo"] >= begun + 2)
        before = len(fetched)
        await until(lambda: api.calls["getWebhookInfo"] >= begun + 6)
        assert len(fetched) == before
        api.undelivered = {"pending_update_count": 0} | trouble  # Telegram goes on telling of its latest trouble
        await until(lambda: len(fetched) > before)
        await hooking.stop(running, 1.0)


async def test_a_token_refused_ends_the_web_hook_clearly(taker: Taker) -> None:
    async with BotApi() as api, telegram.Bot(TOKEN, f"{api.url}/bot") as bot:
        api.faults.append(Fault("setWebhook", "error", times=9, code=401, description="Unauthorized"))
        hooking = Hooking(bot, HOOK, taker.take, clock=HastyClock(), fetched=lambda: None)
        running = asyncio.create_task(hooking.run())
        with pytest.raises(TelegramRefused) as refused:
            await running
        await hooking.stop(running, 1.0)
    assert refused.value.reason == "token"
    assert str(refused.value).startswith("Telegram does not accept the token")


async def test_more_connections_than_wanted_are_told_to_come_later(taker: Taker) -> None:
    server = HookServer("/hook", SECRET, taker.take)
    port = await server.open("127.0.0.1", 0)
    taker.going_on.clear()
    asking = [asyncio.create_task(ask(port, post({"update_id": number}))) for number in range(CONNECTIONS)]
    await until(lambda: len(server._connections) == CONNECTIONS)
    assert await ask(port, post({"update_id": 999})) == [503]
    taker.going_on.set()
    assert await asyncio.gather(*asking) == [[200]] * CONNECTIONS
    await server.close(2.0)
