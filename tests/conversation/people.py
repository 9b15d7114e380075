"""People who write to the whole coach, on a store in memory and a clock that stands where a test puts it."""

import asyncio
import datetime as dt
import itertools
from functools import cache

import msgspec

from bot.assembly import learn
from bot.conversation.nudge import Nudge
from bot.conversation.ports import Message, Notebook, NotKept, Owed
from bot.conversation.reply import Coach
from bot.conversation.scene import Knowledge
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.training.athlete import Athlete

MONDAY_EVENING = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
_numbers = itertools.count(1)


@cache
def knowledge() -> Knowledge:
    return learn()


class FullDisk(MemoryStore):
    """A memory store that keeps nothing while `full` or after `room` commits, and cannot read one notebook."""

    full = False
    room = 1_000_000
    unreadable = ""

    async def open(self, athlete: str) -> Notebook:
        if athlete == self.unreadable:
            raise NotKept("input/output error")
        return await super().open(athlete)

    async def keep(self, notebook: Notebook) -> None:
        if self.full or not self.room:
            raise NotKept("no space left on device")
        self.room -= 1
        await super().keep(notebook)


class Gym:
    """Where athletes talk to one coach. `now` is moved by hand; `said` is what the coach said last."""

    def __init__(self, newcomer: Athlete | None = None) -> None:
        self.store = FullDisk()
        turns = Turns()
        self.coach = Coach(knowledge(), self.store, turns, newcomer or Athlete(""))
        self.nudge = Nudge(knowledge(), self.store, turns)
        self.now = MONDAY_EVENING

    def hears(self, text: str, athlete: str = "ana", **more: object) -> Owed | None:
        """What the coach owes for a message."""
        number = str(next(_numbers))
        message = Message(athlete, athlete, f"message-{number}", f"update-{number}", text, self.now)
        return self.receives(msgspec.structs.replace(message, **more))

    def receives(self, message: Message) -> Owed | None:
        owed = [one for one in asyncio.run(self.coach.hear(message, self.now)) if not one.only_edit]
        assert len(owed) <= 1
        return owed[0] if owed else None

    async def says(self, text: str, athlete: str = "ana") -> tuple[Owed, ...]:
        """The same, from within a running loop."""
        number = str(next(_numbers))
        message = Message(athlete, athlete, f"message-{number}", f"update-{number}", text, self.now)
        return await self.coach.hear(message, self.now)

    def presses(self, owed: Owed, label: str, athlete: str = "ana") -> Owed | None:
        token = next(button.token for button in owed.buttons if button.label == label)
        return self.hears("", athlete, pressed=token)

    def ticks(self) -> list[Owed]:
        return [owed for _, owed in asyncio.run(self.nudge.tick(self.now))]

    def notebook(self, athlete: str = "ana") -> Notebook:
        return asyncio.run(self.store.open(athlete))

    def days(self, athlete: str = "ana") -> list[str]:
        return [entry.day.isoformat() for entry in self.notebook(athlete).diary.entries]
