"""Kills at random moments: no message lost, none kept twice, no reply twice. Stock polling beside it loses messages."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.chats.telegram.service import BATCH_ENDS_S, SENDS_END_S
from bot.stores.tinydb_files import TinyDBStore
from tests.chats.bot_api import BotApi, Fault, until

STOPS_WITHIN_S = 10.0
ROOT = Path(__file__).resolve().parents[2]
KILLS = 30 if os.environ.get("FASTTWITCH_FAULTS") == "full" else 6
ATHLETES = range(1, 7)


@asynccontextmanager
async def started(module: str, *arguments: object) -> AsyncIterator[asyncio.subprocess.Process]:
    """A child process, killed with SIGKILL at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *map(str, arguments)),
        cwd=ROOT,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def killed_when(true: Callable[[], bool], after_s: float, module: str, *arguments: object) -> None:
    async with started(module, *arguments):
        await until(true)
        await asyncio.sleep(after_s)


async def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(42)
    in_the_air: set[str] = set()  # claimed when a kill came: nobody knows whether they went out
    async with BotApi() as api:
        for _ in range(KILLS):
            for athlete in ATHLETES:
                api.say(f"squat 5x5 {athlete}", user=athlete)
            seen, sent = api.given.total(), len(api.sent)
            await killed_when(
                lambda seen=seen, sent=sent: api.given.total() > seen and len(api.sent) > sent,
                chance.uniform(0.0, 0.15),
                *("tests.chats.echo_bot", api.url, tmp_path),
            )
            in_the_air |= {owed.id for owed in await _owed(tmp_path) if owed.state == "sending"}
        begun = api.calls["getMe"]
        async with started("tests.chats.echo_bot", api.url, tmp_path) as last:
            await until(lambda: api.calls["getMe"] > begun)  # before it has begun, a signal ends it as it ends anything
            await until(lambda: not api.unconfirmed and said(api) - answered_by(api).keys() <= in_the_air)
            last.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(last.wait(), 20) == 0
    store = TinyDBStore(tmp_path / "data")
    heard = [update for athlete in ATHLETES for update in (await store.open(str(athlete))).heard]
    left = await store.owing()
    await store.close()
    assert sorted(heard) == sorted(said(api))  # all of them, once each
    assert set(answered_by(api).values()) == {1}
    assert left == ()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_is_in_order_even_when_telegram_was_never_reached(tmp_path: Path, number: signal.Signals) -> None:
    async with BotApi() as api:
        await api.shut()
        async with started("tests.chats.echo_bot", api.url, tmp_path) as process:
            await until((tmp_path / "telegram" / "health.json").exists)
            process.send_signal(number)
            assert await asyncio.wait_for(process.wait(), 20) == 0


async def test_a_stop_waits_for_nobody_for_ever(tmp_path: Path) -> None:
    """A send that is never answered is given up, and is taken up as owed by the next start."""
    assert BATCH_ENDS_S + SENDS_END_S <= STOPS_WITHIN_S - 2  # the rest takes no time to speak of
    async with BotApi() as api:
        api.faults.append(Fault("sendMessage", "wedge", times=99))
        api.say("squat 5x5")
        async with started("tests.chats.echo_bot", api.url, tmp_path, 600) as process:
            await until(lambda: api.calls["sendMessage"] == 1)
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), 2 * STOPS_WITHIN_S) == 0
    assert len(await _owed(tmp_path)) == 1


def said(api: BotApi) -> set[str]:
    return {str(update["update_id"]) for update in api.updates}


def answered_by(api: BotApi) -> Counter[str]:
    """How many replies went out, by the update that they answer."""
    return Counter(sent.buttons[0][0]["callback_data"].removeprefix("u:") for sent in api.sent)


async def _owed(folder: Path) -> list[object]:
    store = TinyDBStore(folder / "data")
    owed = [owed for athlete in await store.owing() for owed in (await store.open(athlete)).owed]
    await store.close()
    return owed


async def test_stock_polling_loses_what_it_has_fetched(tmp_path: Path) -> None:
    """The control: the same kill on python-telegram-bot's own polling, which confirms before it handles."""
    handled = tmp_path / "handled"
    async with BotApi() as api:
        for number in range(60):
            api.say(f"squat {number}")
        await killed_when(handled.exists, 0.2, "tests.chats.stock_bot", api.url, handled, 0.5)
        await killed_when(lambda: api.calls["getMe"] == 2, 1.0, "tests.chats.stock_bot", api.url, handled, 0.0)
    assert api.confirmed == api.updates[-1]["update_id"]
    assert len(set(handled.read_text().split())) < 60


async def test_stock_polling_spins_on_an_update_that_it_cannot_read(tmp_path: Path) -> None:
    """The control: one bad update stops python-telegram-bot's own polling for ever, and it asks without a pause."""
    handled = tmp_path / "handled"
    async with BotApi() as api:
        api.give(message={"message_id": 5})
        api.say("squat 5x5")
        await killed_when(lambda: api.calls["getUpdates"] > 50, 0.0, "tests.chats.stock_bot", api.url, handled, 0.0)
        assert api.confirmed == 0
    assert not handled.exists()
