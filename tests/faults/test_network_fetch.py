"""Whatever happens on the way to Telegram, the intake goes on by itself, or ends where only the owner can help."""

import asyncio
import socket
from pathlib import Path
from typing import Any, cast

import pytest
from telegram.error import NetworkError
from telegram.request import BaseRequest

from bot.chats.telegram.intake import Raw
from bot.chats.telegram.polling import Polling
from bot.chats.telegram.request import TelegramRefused
from tests.chats.bot_api import BotApi, Fault, until
from tests.chats.echo_bot import WatchedStore, running
from tests.chats.virtual_clock import VirtualClock

HOUR_S = 3_600.0

PASSING = [
    Fault("getUpdates", "reset", times=2),
    Fault("getUpdates", "lost", times=2),
    Fault("getUpdates", "half", times=2),
    Fault("getUpdates", "wedge", times=2),
    Fault("getUpdates", "unanswered", times=2),
    Fault("getUpdates", "trickle", times=2),
    Fault("getUpdates", "html", times=2, code=200),
    Fault("getUpdates", "html", times=2, code=302),
    Fault("getUpdates", "html", times=3, code=404),
    Fault("getUpdates", "html", times=2, code=502),
    Fault("getUpdates", "error", times=2, code=500),
    Fault("getUpdates", "error", times=2, code=502),
    Fault("getUpdates", "error", times=2, code=409, description="Conflict: terminated by other getUpdates request"),
    Fault("getUpdates", "error", times=2, code=429, parameters={"retry_after": 1}),
    Fault("getUpdates", "error", times=2, code=401, description="Unauthorized"),
    Fault("getMe", "reset", times=2),
    Fault("getMe", "html", times=2, code=200),
    Fault("getMe", "error", times=2, code=502),
    Fault("getMe", "error", times=2, code=429, parameters={"retry_after": 1}),
    Fault("getMe", "error", times=2, code=401, description="Unauthorized"),
    Fault("deleteWebhook", "error", times=1, code=500),
]


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.method}-{fault.kind}-{fault.code}")
async def test_a_fault_that_passes_is_passed_without_a_restart(tmp_path: Path, fault: Fault) -> None:
    store = WatchedStore()
    async with BotApi() as api:
        api.faults.append(Fault(**vars(fault)))
        api.say("squat 5x5")
        async with running(api, tmp_path, store, poll_s=0.2, poll_margin_s=0.3):
            await until(lambda: not api.unconfirmed and len(api.sent) == 1)
        assert api.faults[0].times == 0
    assert api.texts() == ["heard: squat 5x5"]
    assert (await store.open("7")).heard == ("1000",)
    if fault.code == 429:
        assert api.refused_at[1] - api.refused_at[0] >= 1.0


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_a_token_that_telegram_refuses_ends_the_run_clearly(tmp_path: Path, method: str) -> None:
    async with BotApi() as api:
        api.faults.append(Fault(method, "error", times=1000, code=401, description="Unauthorized"))
        with pytest.raises(TelegramRefused) as refused:
            async with running(api, tmp_path, WatchedStore()) as bot:
                await until(bot.done)
    assert refused.value.reason == "token"
    assert api.calls[method] == 3


async def test_a_server_that_goes_away_and_returns_is_found_again(tmp_path: Path) -> None:
    store = WatchedStore()
    async with BotApi() as api, running(api, tmp_path, store, poll_s=0.2, poll_margin_s=0.3):
        api.say("before")
        await until(lambda: not api.unconfirmed and store.commits == 3)
        await api.shut()
        api.say("meanwhile")
        await api.open()
        await until(lambda: not api.unconfirmed and len(api.sent) == 2)
    assert api.texts() == ["heard: before", "heard: meanwhile"]


async def test_a_server_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    async with BotApi() as api:
        await api.shut()
        async with running(api, tmp_path, WatchedStore()):
            api.say("early")
            await api.open()
            await until(lambda: len(api.sent) == 1)


class CutOff(BaseRequest):
    """A network that is away for an hour, and then has nothing new."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        if self._clock.monotonic() < HOUR_S:
            raise NetworkError("no route to host")
        await self._clock.sleep(25.0)
        return 200, b'{"ok":true,"result":[]}'


async def test_after_an_hour_without_network_it_asks_again_within_fifteen_seconds() -> None:
    clock = VirtualClock()
    fetched: list[float] = []
    polling = Polling(
        CutOff(clock), "", never_taken, clock=clock, poll_s=25.0, fetched=lambda: fetched.append(clock.monotonic())
    )
    running = asyncio.create_task(polling.run())
    await clock.run(HOUR_S + 300)
    await polling.stop(running, 0.0)
    assert HOUR_S + 25 <= fetched[0] <= HOUR_S + 25 + 15
    assert len(fetched) > 9


async def never_taken(raws: list[Raw]) -> None:
    raise AssertionError("there was nothing")


async def test_a_name_that_is_found_by_nobody_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network's directory is down at the start, and once more later."""
    lookup, down = socket.getaddrinfo, [3]

    def look_up(host: Any, *more: Any, **named: Any) -> Any:
        if host in ("telegram.example", b"telegram.example"):
            down[0] -= 1
            if down[0] >= 0:
                raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
            host = "127.0.0.1"
        return lookup(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with BotApi() as api:
        api.say("early")
        base = api.url.replace("127.0.0.1", "telegram.example")
        async with running(api, tmp_path, WatchedStore(), base_url=base, poll_s=0.2, poll_margin_s=0.3):
            await until(lambda: len(api.sent) == 1)
            down[0] = 2
            await api.shut()
            await api.open()
            api.say("later")
            await until(lambda: len(api.sent) == 2 and not api.unconfirmed)
        assert down[0] < 0
    assert api.texts() == ["heard: early", "heard: later"]


class Nameless:
    """A server that gives the same updates without ids, again and again and at once."""

    def __init__(self) -> None:
        self.calls = 0

    async def do_request(self, *args: object, **more: object) -> tuple[int, bytes]:
        self.calls += 1
        return 200, b'{"ok": true, "result": [{"message": {}}, null]}'


async def test_updates_that_nobody_could_confirm_are_not_asked_for_without_a_pause() -> None:
    async def take(raws: list[Raw]) -> None:
        raise AssertionError(raws)

    clock, server = VirtualClock(), Nameless()
    polling = Polling(cast(BaseRequest, server), "", take, clock=clock, poll_s=1.0, fetched=lambda: None)
    running = asyncio.create_task(polling.run())
    await clock.run(60)
    assert 3 < server.calls < 20
    await polling.stop(running, 0)


async def test_a_conflict_backs_off_instead_of_fighting(tmp_path: Path) -> None:
    """Two pollers with one token: ours must neither spin nor handle anything twice."""
    store = WatchedStore()
    async with BotApi() as api:
        api.faults.append(
            Fault("getUpdates", "error", times=3, code=409, description="Conflict: terminated by other getUpdates")
        )
        async with running(api, tmp_path, store):
            api.say("one")
            await until(lambda: len(api.sent) == 1)
            assert api.calls["getUpdates"] <= 6
    assert (await store.open("7")).heard == ("1000",)
