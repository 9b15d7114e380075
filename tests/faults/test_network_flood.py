"""One athlete sends 200 messages a second for ten seconds: others are answered as ever, and the flood is told once.

In virtual time, so that a busy machine measures the same: a message takes the coach 5 ms, a fetch and a send 50 ms.
"""

import asyncio
import datetime as dt
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.chats.telegram.door import Door
from bot.chats.telegram.intake import Intake, Raw
from bot.chats.telegram.sender import Sender
from bot.chats.telegram.texts import to_athlete
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Delivery, Message, Owed
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from tests.chats.bot_api import TOKEN, BotApi
from tests.chats.echo_bot import EchoCoach
from tests.chats.virtual_clock import VirtualClock
from tests.faults.test_network_replays import known_bot, never

FLOODER, SECONDS, A_SECOND = 666, 10, 200


class Slow:
    """An ear that takes its time for each message."""

    def __init__(self, ear: EchoCoach, clock: VirtualClock) -> None:
        self._ear, self._clock = ear, clock

    async def hear(self, message: Message, now: dt.datetime) -> tuple[Owed, ...]:
        await self._clock.sleep(0.005)
        return await self._ear.hear(message, now)


class Screen:
    """What people see, and when."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.shown: list[tuple[str, str, float]] = []

    async def deliver(self, owed: Owed) -> Delivery:
        await self._clock.sleep(0.05)
        self.shown.append((owed.chat, owed.text, self._clock.monotonic()))
        return Delivery("sent", message_id=str(len(self.shown)))

    async def answer(self, query: str) -> None: ...


class People:
    """The flooder, and somebody else every quarter of a second, as raw updates by the moment they are written."""

    def __init__(self, clock: VirtualClock) -> None:
        self._start, self._written = clock.now(), 0
        flood = [(number / A_SECOND, FLOODER) for number in range(SECONDS * A_SECOND)]
        others = [(number / 4 + 0.1, 1_000 + number) for number in range(SECONDS * 4)]
        self._plan = sorted(flood + others)
        self.others = {str(person): moment for moment, person in others}

    def fetch(self, elapsed: float) -> list[Raw]:
        """At most 100 that are written by now, as Telegram gives them."""
        batch: list[Raw] = []
        while self._written < len(self._plan) and len(batch) < 100 and self._plan[self._written][0] <= elapsed:
            moment, person = self._plan[self._written]
            self._written += 1
            batch.append(self._update(moment, person))
        return batch

    def _update(self, moment: float, person: int) -> Raw:
        date = int((self._start + dt.timedelta(seconds=moment)).timestamp())
        sender: dict[str, Any] = {"id": person, "is_bot": False, "first_name": "P"}
        text = {"message_id": self._written, "date": date, "text": "squat " * 600}
        return {
            "update_id": self._written,
            "message": text | {"from": sender, "chat": {"id": person, "type": "private"}},
        }


async def test_a_flood_holds_nobody_up_and_is_told_once() -> None:
    clock, store, turns = VirtualClock(), MemoryStore(), Turns()
    screen, people, outbox = Screen(clock), People(clock), Outbox(store, turns)
    sender = Sender(screen, outbox, clock)
    intake = Intake(
        known_bot(),
        Slow(EchoCoach(store, turns), clock),
        sender,
        outbox=outbox,
        chat=screen,
        clock=clock,
        set_aside=never,
        door=Door(clock, open_to_all=True),
    )

    async def poll() -> None:
        while True:
            await clock.sleep(0.05)
            await intake.take(people.fetch(clock.monotonic()))

    tasks = [asyncio.create_task(poll()), asyncio.create_task(sender.run())]
    await clock.run(SECONDS + 60)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    shown = {chat: moment for chat, _, moment in screen.shown}
    waits = sorted(shown[person] - wrote for person, wrote in people.others.items())
    assert waits[int(len(waits) * 0.95)] < 1.0
    assert sum(text == to_athlete("flood", "en") for _, text, _ in screen.shown) == 1
    assert 20 <= len((await store.open(str(FLOODER))).heard) <= 40
    assert len(sender) == 0


async def test_stock_lets_the_others_wait_until_the_flood_is_over() -> None:
    """The control: python-telegram-bot's own queue, one update after the other, at the same cost of each."""
    clock = VirtualClock()
    people, answered = People(clock), dict[str, float]()

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await clock.sleep(0.005 + 0.05)
        answered.setdefault(str(update.effective_user.id), clock.monotonic())

    async with BotApi() as api:
        stock = Application.builder().token(TOKEN).base_url(f"{api.url}/bot").updater(None).build()
        stock.add_handler(MessageHandler(filters.ALL, handle))
        async with stock:
            await stock.start()
            for _ in range((SECONDS + 60) * 20):
                for raw in people.fetch(clock.monotonic()):
                    stock.update_queue.put_nowait(Update.de_json(raw, stock.bot))
                await clock.run(0.05)
            left = stock.update_queue.qsize()
            while not stock.update_queue.empty():
                stock.update_queue.get_nowait()
                stock.update_queue.task_done()
            stopping = asyncio.create_task(stock.stop())
            while not stopping.done():
                await clock.run(1)
    waits = sorted(answered.get(person, clock.monotonic()) - wrote for person, wrote in people.others.items())
    assert waits[len(waits) // 2] > 10
    assert left > 0
