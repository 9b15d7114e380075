"""Ten thousand sessions fall due at once: all are told within Telegram's limits, and who writes meanwhile is answered.

In virtual time, against a Telegram that refuses what is above its limits; the coach, the notebooks and the sender are
the real ones.
"""

import asyncio

import msgspec

from bot.chats.telegram.sender import Sender
from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Message, Notebook, Owed
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.training.athlete import Athlete
from tests.chats.test_sender import Telegram
from tests.chats.virtual_clock import START, VirtualClock
from tests.conversation.people import knowledge
from tests.faults.reminder_world import DAY
from tests.faults.reminder_world import squatted as squatted_before

ATHLETES, EVERY_S = 10_000, 2
EVENING = START.time()  # 18:00


def squatted(number: int) -> Notebook:
    """Somebody whose session falls due at the start."""
    athlete = Athlete(str(number), unit="kg", days=(START.weekday(),), remind_at=EVENING)
    notebook = squatted_before(athlete)
    entry = msgspec.structs.replace(notebook.diary.entries[0], day=START.date() - 3 * DAY, at=START - 3 * DAY)
    diary = msgspec.structs.replace(notebook.diary, entries=(entry,))
    return msgspec.structs.replace(notebook, diary=diary, due_at=START)


async def sent_all(clock: VirtualClock, telegram: Telegram) -> dict[str, float]:
    """When whoever wrote had written."""
    store, turns = MemoryStore(), Turns()
    for number in range(1, ATHLETES + 1):
        await store.keep(squatted(number))
    coach, nudge = Coach(knowledge(), store, turns, Athlete("")), Nudge(knowledge(), store, turns)
    sender = Sender(telegram, Outbox(store, turns, clock=clock), clock)
    sending, wrote = asyncio.create_task(sender.run()), {}
    async for athlete, owed in nudge.falling_due(clock.now()):
        sender.hand(athlete, *owed)
    for second in range(0, 420, EVERY_S):
        person, now = str(20_000 + second), clock.now()
        wrote[person] = clock.monotonic()
        owed = await coach.hear(Message(person, person, person, person, "squat 5x5 100", now), now)
        sender.hand(person, *owed)
        await clock.run(EVERY_S)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    return wrote


async def test_ten_thousand_are_told_within_seven_minutes_and_nobody_waits() -> None:
    clock = VirtualClock()
    telegram = Telegram(clock)
    wrote = await sent_all(clock, telegram)
    told = [at for at, _, text in telegram.sent if text.startswith("Today:")]
    answered = {chat: at for at, chat, text in telegram.sent if text.startswith("✓")}
    waits = sorted(answered[person] - at for person, at in wrote.items())
    assert telegram.refused == []
    assert len(told) == ATHLETES
    assert max(told) <= 420
    assert waits[int(len(waits) * 0.95)] < 2.0


async def test_sent_all_at_once_most_are_refused() -> None:
    """The control: every job sends for itself, as a scheduler's jobs do."""
    clock = VirtualClock()
    telegram = Telegram(clock)
    every = [asyncio.create_task(telegram.deliver(squatted_reminder(number))) for number in range(1, 1001)]
    await clock.run(5)
    await asyncio.gather(*every)
    assert len(telegram.refused) == 1000 - 30


def squatted_reminder(number: int) -> Owed:
    return Owed(f"reminder:{number}", str(number), "Today: squat", kind="reminder")
