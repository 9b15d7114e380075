"""The control: what happens here to python-telegram-bot as it comes, so that the other tests are known to show it.

The kills and the update that cannot be read have their control beside them, in test_network_kills.py.
"""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.chats.bot_api import TOKEN, BotApi, Fault, until

ROOT = Path(__file__).resolve().parents[2]


async def run_stock(api: BotApi, handled: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.chats.stock_bot", api.url, str(handled), "0"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )


async def end(process: asyncio.subprocess.Process) -> str:
    process.kill()
    _, log = await process.communicate()
    return log.decode()


async def test_stock_logs_the_token_at_info(tmp_path: Path) -> None:
    async with BotApi() as api:
        process = await run_stock(api, tmp_path / "handled")
        await until(lambda: api.calls["getUpdates"] > 1)
        assert TOKEN in await end(process)


async def test_stock_handles_an_edited_message_a_second_time(tmp_path: Path) -> None:
    handled = tmp_path / "handled"
    async with BotApi() as api:
        api.edit(api.say("squat 5x5 105"), "squat 5x5 100")
        process = await run_stock(api, handled)
        await until(lambda: handled.exists() and len(handled.read_text().split()) == 2)
        await end(process)


async def test_stock_handles_a_repeated_update_each_time() -> None:
    """As a web hook that is called again brings it; by polling, only a restart in the wrong moment does."""
    handled: Counter[int] = Counter()

    async def note(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        handled[update.update_id] += 1

    async with BotApi() as api:
        given = [api.updates[-1] for number in range(20) if api.say(f"squat {number}")] * 3
        random.Random(3).shuffle(given)
        stock = Application.builder().token(TOKEN).base_url(f"{api.url}/bot").updater(None).build()
        stock.add_handler(MessageHandler(filters.ALL, note))
        async with stock:
            for raw in given:
                await stock.process_update(Update.de_json(raw, stock.bot))
    assert set(handled.values()) == {3}


async def test_stock_stays_up_and_deaf_after_one_refusal_of_its_token(tmp_path: Path) -> None:
    async with BotApi() as api:
        process = await run_stock(api, tmp_path / "handled")
        await until(lambda: api.calls["getUpdates"] > 1)
        api.faults.append(Fault("getUpdates", "error", code=401, description="Unauthorized"))
        api.say("hello")
        await until(lambda: api.faults[0].times == 0)
        before = api.calls["getUpdates"]
        api.say("is anybody there")
        await asyncio.sleep(1.5)
        assert process.returncode is None
        assert api.calls["getUpdates"] == before
        assert len(api.unconfirmed) >= 1
        await end(process)
