"""10,000 updates, each given three times, shuffled, over restarts, by polling and web hook at once: kept once each,
answered once each."""

import asyncio
import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import telegram
from telegram.request import BaseRequest, RequestData

from bot.chats.telegram.door import Door
from bot.chats.telegram.hook_server import HookServer
from bot.chats.telegram.intake import Intake, Raw
from bot.chats.telegram.polling import Polling
from bot.clock import RealClock
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Owed, Store
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores import STORES
from bot.training.athlete import Athlete
from bot.training.diary import Entry, Lift
from tests.chats.bot_api import TOKEN
from tests.chats.bot_api_people import BOT, START
from tests.chats.test_web_hook import SECRET, ask, post
from tests.conversation.people import knowledge

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
MESSAGES, ATHLETES = 10_000, 500
LIVES, POLLED = 6, 0.7  # restarts; the part of the deliveries that are fetched, the others come by web hook


class Hands:
    """Counts what is handed over to be sent."""

    def __init__(self) -> None:
        self.handed: Counter[str] = Counter()

    def hand(self, athlete: str, *owed: Owed) -> None:
        self.handed.update(each.id for each in owed)

    async def answer(self, query: str) -> None:
        raise AssertionError("nobody pressed anything")


class Batches(BaseRequest):
    """A network that gives these batches, one a fetch; then `over` is set."""

    def __init__(self, batches: list[list[Raw]]) -> None:
        self._left = [json.dumps({"ok": True, "result": batch}).encode() for batch in batches]
        self.over = asyncio.Event()

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **more: Any
    ) -> tuple[int, bytes]:
        if self._left:
            return 200, self._left.pop()
        self.over.set()
        await asyncio.sleep(3600)
        raise AssertionError("nobody waits that long")


def known_bot() -> telegram.Bot:
    """A bot that knows its name without having asked anybody."""
    bot = telegram.Bot(TOKEN)
    bot._bot_user = telegram.User.de_json(BOT, bot)
    return bot


def message(number: int) -> Raw:
    athlete = 1 + number % ATHLETES
    person = {"id": athlete, "is_bot": False, "first_name": "Ana"}
    text = {"message_id": number, "date": START + 30 * number, "text": f"squat 5x5 {kilograms(number)} kg"}
    return {"update_id": 5_000 + number, "message": text | {"chat": {"id": athlete, "type": "private"}, "from": person}}


def kilograms(number: int) -> int:
    return 100 + number // ATHLETES % 8


def never(raw: Any, reason: str) -> None:
    raise AssertionError(reason)


async def life(store: Store, hands: Hands, given: list[Raw]) -> None:
    """A bot that knows nothing of what was before, and is given these updates by both ways at once."""
    turns, clock = Turns(), RealClock()
    coach = Coach(knowledge(), store, turns, Athlete(""))
    outbox = Outbox(store, turns)
    intake = Intake(
        known_bot(),
        coach,
        hands,
        outbox=outbox,
        chat=hands,
        clock=clock,
        set_aside=never,
        door=Door(clock, open_to_all=True),
    )
    server = HookServer("/hook", SECRET, intake.take)
    port = await server.open("127.0.0.1", 0)
    fetched = given[: int(POLLED * len(given))]
    network = Batches([fetched[start : start + 100] for start in range(0, len(fetched), 100)])
    polling = Polling(network, "", intake.take, clock=clock, poll_s=25.0, fetched=lambda: None)
    running = asyncio.create_task(polling.run())
    calls = [post(raw) for raw in given[len(fetched) :]]
    answers = await asyncio.gather(*(ask(port, *calls[line::8]) for line in range(8)))
    assert [status for line in answers for status in line] == [200] * len(calls)
    await network.over.wait()
    await polling.stop(running, 5.0)
    await server.close(5.0)


@pytest.mark.parametrize("kind", ["memory", "tinydb"] if FULL else ["memory"])
async def test_replays_change_nothing_and_are_answered_once(kind: str, tmp_path: Path) -> None:
    chance = random.Random(3)
    store, hands = STORES[kind](tmp_path), Hands()
    given = [message(number) for number in range(MESSAGES)] * 3
    chance.shuffle(given)
    for number in range(LIVES):
        await life(store, hands, given[number::LIVES])
        if kind == "tinydb":
            await store.close()
            store = STORES[kind](tmp_path)
    heard: Counter[str] = Counter()
    kept: Counter[tuple[str, float]] = Counter()
    for athlete in await store.athletes():
        notebook = await store.open(athlete)
        heard.update(notebook.heard)
        kept.update((entry.id, load(entry)) for entry in notebook.diary.entries)
    assert kept == Counter((f"{1 + n % ATHLETES}:{n}", float(kilograms(n))) for n in range(MESSAGES))
    assert heard == Counter(str(5_000 + n) for n in range(MESSAGES))
    assert hands.handed == Counter(f"reply:{5_000 + n}" for n in range(MESSAGES))


def load(entry: Entry) -> float:
    (lift,) = entry.efforts
    assert isinstance(lift, Lift) and lift.sets[0].load
    return lift.sets[0].load.amount
