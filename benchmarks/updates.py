"""Updates a second through the whole bot, side by side with a bare python-telegram-bot echo bot.

    python -m benchmarks.updates [UPDATES]

Both talk to the same stub of a network: updates lie ready, a send is accepted at once. Telegram's limits on sending
are taken out of the way by a clock that jumps over every wait, so that what is measured is our own work: parse, hear,
judge, keep (memory store), claim, send, settle. Seconds are of the processor, so that waiting for other work on the
machine does not count, and begin when all have warmed up.
"""

import asyncio
import datetime as dt
import json
import logging
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from telegram import Bot, Update, User
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from bot.assembly import learn_for_good
from bot.chats.telegram.door import Door
from bot.chats.telegram.intake import Intake
from bot.chats.telegram.polling import Polling
from bot.chats.telegram.sender import Sender
from bot.chats.telegram.telegram_chat import TelegramChat
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Message, Owed
from bot.conversation.reply import Coach
from bot.conversation.scene import Knowledge
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.training.athlete import Athlete

TOKEN = "1:stub"
BOT = {"id": 1, "is_bot": True, "first_name": "Coach", "username": "StubBot"}
ATHLETES = 200
START = 1_767_600_000
TEXTS = (
    "squat 5x5 {kg}kg",
    "ran 5k in {minutes}:30",
    "6x60m sprints, {seconds} best",
    "leg press 3x12 @ {kg}, then 20 min easy jog",
)
ROUNDS, WARM = 5, 400


def update(number: int) -> dict[str, Any]:
    person = {"id": 1000 + number % ATHLETES, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    day = number // ATHLETES
    text = TEXTS[day % len(TEXTS)].format(kg=80 + number % 41, minutes=24 + number % 9, seconds=8.6 + number % 12 / 10)
    message = {"message_id": number + 1, "date": START + 86_400 * day, "text": text}
    return {
        "update_id": number + 1,
        "message": message | {"chat": {"id": person["id"], "type": "private"}, "from": person},
    }


class Stub(BaseRequest):
    """A network with a number of updates ready; `done` is set with the last send."""

    def __init__(self, updates: int) -> None:
        found = [update(number) for number in range(updates)]
        batches = [found[start : start + 100] for start in range(0, updates, 100)]
        self._batches = [json.dumps({"ok": True, "result": batch}).encode() for batch in batches]
        self._updates = updates
        self.sends = 0
        self.done = asyncio.Event()

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        **timeouts: Any,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        target = urlsplit(url)
        name = target.path.rpartition("/")[2]
        if name == "getUpdates":
            offset = parse_qs(target.query).get("offset", [0])[0] if target.query else None
            if offset is None:
                offset = request_data.parameters.get("offset", 0) if request_data else 0
            batch = max(int(offset) - 1, 0) // 100
            if batch >= len(self._batches):
                await self.done.wait()
                return 200, b'{"ok": true, "result": []}'
            await asyncio.sleep(0)
            return 200, self._batches[batch]
        if name == "sendMessage":
            self.sends += 1
            if self.sends == self._updates:
                self.done.set()
            message = {"message_id": self.sends, "date": START, "chat": {"id": 1, "type": "private"}, "text": "ok"}
            return 200, json.dumps({"ok": True, "result": message}).encode()
        return 200, json.dumps({"ok": True, "result": BOT if name == "getMe" else True}).encode()


class JumpingClock:
    """Every wait is over at once, and time has passed."""

    def __init__(self) -> None:
        self._elapsed = 0.0

    def now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(START + self._elapsed, dt.UTC)

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        self._elapsed += seconds
        await asyncio.sleep(0)


class Echo:
    """An ear that keeps nothing: what intake and sender cost alone."""

    async def hear(self, message: Message, now: dt.datetime) -> tuple[Owed, ...]:  # noqa: ARG002
        return (Owed(message.update, message.chat, message.text, kind="notice"),)


async def stock(updates: int) -> float:
    """python-telegram-bot's own polling and one handler that echoes."""
    network = Stub(updates)

    async def echo(heard: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert heard.message and heard.message.text
        await heard.message.reply_text(heard.message.text)

    application = Application.builder().token(TOKEN).request(network).get_updates_request(network).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        assert application.updater
        await application.start()
        began = time.process_time()
        await application.updater.start_polling(allowed_updates=["message"])
        await network.done.wait()
        took = time.process_time() - began
        await application.updater.stop()
        await application.stop()
    return updates / took


async def ours(updates: int, knows: Knowledge | None) -> float:
    """Our intake and sender, with the real coach over the memory store, or with an echo."""
    network, clock, store, turns = Stub(updates), JumpingClock(), MemoryStore(), Turns()
    bot = Bot(TOKEN, request=network, get_updates_request=network)
    bot._bot_user = User.de_json(BOT, bot)
    outbox, chat = Outbox(store, turns), TelegramChat(bot, clock)
    sender = Sender(chat, outbox, clock)
    ear = Coach(knows, store, turns, Athlete("")) if knows else Echo()

    def refuse(_: object, reason: str) -> None:
        raise RuntimeError(reason)

    intake = Intake(
        bot, ear, sender, outbox=outbox, chat=chat, clock=clock, set_aside=refuse, door=Door(clock, open_to_all=True)
    )
    polling = Polling(network, bot.base_url, intake.take, clock=clock, poll_s=25.0, fetched=lambda: None)
    began = time.process_time()
    tasks = [asyncio.create_task(sender.run()), asyncio.create_task(polling.run())]
    await network.done.wait()
    took = time.process_time() - began
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await sender.stop(1.0)
    return updates / took


def main() -> None:
    logging.disable(logging.ERROR)
    updates = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    knows = learn_for_good()
    rows: list[tuple[str, Callable[[int], Awaitable[float]]]] = [
        ("bare python-telegram-bot echo bot", stock),
        ("our intake and sender, echo", lambda number: ours(number, None)),
        ("the whole bot, memory store", lambda number: ours(number, knows)),
    ]
    rates: dict[str, list[float]] = {name: [] for name, _ in rows}
    for turn in range(ROUNDS + 1):  # in turn, so that a busy machine slows all alike
        for name, run in rows:
            rate = asyncio.run(run(updates if turn else WARM))  # type: ignore[arg-type]
            rates[name] += [rate] if turn else []
    reference = max(rates[rows[0][0]])
    print(
        f"{updates} updates of {ATHLETES} athletes; the best of {ROUNDS} rounds, which other work has disturbed least"
    )
    for name, found in rates.items():
        best, shares = max(found), [one / bare for one, bare in zip(found, rates[rows[0][0]], strict=True)]
        print(f"{name:36} {best:8.0f} updates/s   {best / reference:5.2f} x the bare bot   (wanted: 0.40; "
              f"median of rounds {statistics.median(shares):.2f})")  # fmt: skip


if __name__ == "__main__":
    main()
