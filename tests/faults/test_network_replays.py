"""10,000 updates, each given three times, shuffled, over restarts, in parallel: kept once each, answered once each."""

import asyncio
import random
from collections import Counter, defaultdict
from typing import Any

import telegram

from bot.chats.telegram.intake import Intake, Raw
from bot.clock import RealClock
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Owed
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from tests.chats.bot_api import TOKEN
from tests.chats.bot_api_people import BOT, START
from tests.chats.echo_bot import EchoCoach

MESSAGES, ATHLETES = 10_000, 250


class Hands:
    """Counts what is handed over to be sent."""

    def __init__(self) -> None:
        self.handed: Counter[str] = Counter()

    def hand(self, athlete: str, *owed: Owed) -> None:
        self.handed.update(each.id for each in owed)

    async def answer(self, query: str) -> None:
        raise AssertionError("nobody pressed anything")


def known_bot() -> telegram.Bot:
    """A bot that knows its name without having asked anybody."""
    bot = telegram.Bot(TOKEN)
    bot._bot_user = telegram.User.de_json(BOT, bot)
    return bot


def message(number: int) -> Raw:
    athlete = 1 + number % ATHLETES
    person = {"id": athlete, "is_bot": False, "first_name": "Ana"}
    text = {"message_id": number, "date": START + 30 * number, "text": f"squat 5x5 {number}"}
    return {"update_id": 5_000 + number, "message": text | {"chat": {"id": athlete, "type": "private"}, "from": person}}


def never(raw: Any, reason: str) -> None:
    raise AssertionError(reason)


async def test_replays_change_nothing_and_are_answered_once() -> None:
    chance = random.Random(3)
    store, turns, hands, bot = MemoryStore(), Turns(), Hands(), known_bot()
    given = [message(number) for number in range(MESSAGES)] * 3
    chance.shuffle(given)
    while given:
        intake = Intake(  # a new one knows nothing of what was before, as after a restart
            bot,
            EchoCoach(store, turns),
            hands,
            outbox=Outbox(store, turns),
            chat=hands,
            clock=RealClock(),
            set_aside=never,
            admits=lambda athlete: True,
        )
        run, given = given[:5_000], given[5_000:]
        batches = [run[start : start + 100] for start in range(0, len(run), 100)]
        for start in range(0, len(batches), 8):  # eight at once, as a web hook would be called
            await asyncio.gather(*map(intake.take, batches[start : start + 8]))
    heard: defaultdict[str, int] = defaultdict(int)
    for athlete in await store.athletes():
        for update in (await store.open(athlete)).heard:
            heard[update] += 1
    assert len(heard) == MESSAGES
    assert set(heard.values()) == {1}
    assert len(hands.handed) == MESSAGES
    assert set(hands.handed.values()) == {1}
