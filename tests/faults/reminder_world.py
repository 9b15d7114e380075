"""Athletes, a bot that dies, and weeks that pass at once: what comes to whom, and what ought to have come."""

import datetime as dt
import itertools
import random
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from apscheduler.triggers.cron import CronTrigger

from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Delivery, Message, Notebook, Owed, Seen
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.quantities import Load
from tests.conversation.people import knowledge

START = dt.datetime(2026, 1, 5, 3, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Adelaide", "America/Santiago", "Asia/Kathmandu")
_numbers = itertools.count(1)


class Killed(BaseException):
    """The process is gone, at whatever it was."""


@dataclass
class Fuse:
    """Burns down by one at every keeping and every sending; at nothing, the bot dies, before it or after it."""

    left: int = 0
    after: bool = False

    def burn(self) -> bool:
        """Whether to die after this one. Raises Killed for dying before it."""
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Killed
        return self.left == 0


class DyingStore(MemoryStore):
    """What a keep has returned from survives; what it was asked for may not."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self.fuse = fuse

    async def keep(self, notebook: Notebook) -> None:
        dies = self.fuse.burn()
        await super().keep(notebook)
        if dies:
            raise Killed


class Remembered:
    """Outlives the bot, as the file does."""

    rules = "2026a"

    def __init__(self) -> None:
        self.last: Seen | None = None

    def seen(self) -> Seen | None:
        return self.last

    def keep(self, seen: Seen) -> None:
        self.last = seen


@dataclass
class Came:
    """Something that arrived: about what, when, and whether the bot died before it could note that it went out."""

    what: str
    at: dt.datetime
    text: str = ""
    unknown: bool = False


class Bot(Protocol):
    """One life of a bot."""

    async def begin(self) -> None: ...

    async def tick(self) -> None: ...

    async def next_due(self) -> dt.datetime | None: ...


@dataclass
class World:
    """The moment, everybody in it, what has come to them, and when the bot was up."""

    chance: random.Random
    athletes: dict[str, Athlete]
    now: dt.datetime = START
    came: dict[str, list[Came]] = field(default_factory=dict)
    ups: list[tuple[dt.datetime, dt.datetime]] = field(default_factory=list)
    fuse: Fuse = field(default_factory=Fuse)
    deaths: Counter[str] = field(default_factory=Counter)

    def receive(self, athlete: str, what: str, text: str) -> None:
        """A message arrives, unless the bot dies before it; it may die right after."""
        dies = self.fuse.burn()
        self.came.setdefault(athlete, []).append(Came(what, self.now, text, unknown=dies))
        if dies:
            raise Killed


class OurBot:
    """The real nudge, outbox and coach, over what has been kept."""

    def __init__(self, world: World, store: DyingStore, awake: Remembered) -> None:
        self._world, self._store = world, store
        turns = Turns()
        self._nudge = Nudge(knowledge(), store, turns, awake)
        self._outbox = Outbox(store, turns, clock=self)
        self._coach = Coach(knowledge(), store, turns, Athlete(""))

    def now(self) -> dt.datetime:
        return self._world.now

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None: ...

    async def begin(self) -> None:
        for athlete, owed in await self._outbox.left():
            await self._send(athlete, owed)

    async def next_due(self) -> dt.datetime | None:
        return await self._store.next_due()

    async def tick(self) -> None:
        async for athlete, owed in self._nudge.falling_due(self._world.now):
            for one in owed:
                await self._send(athlete, one)

    async def hears(self, athlete: str, text: str, pressed: str | None = None) -> None:
        number = str(next(_numbers))
        message = Message(athlete, athlete, f"message-{number}", number, text, self._world.now, pressed=pressed)
        for one in await self._coach.hear(message, self._world.now):
            await self._send(athlete, one)

    async def _send(self, athlete: str, owed: Owed) -> None:
        claimed = await self._outbox.claim(athlete, owed)
        if claimed is None:
            return
        pushed = claimed.kind == "reminder" and not claimed.only_edit
        if pushed:
            self._world.receive(athlete, claimed.id, claimed.text)
        try:
            await self._outbox.settle(athlete, claimed, Delivery("sent", message_id=claimed.id))
        except Killed:
            if pushed:
                self._world.came[athlete][-1].unknown = True
            raise


class CronBot:
    """As it is usually built: one cron job for each athlete, in memory, with APScheduler's own defaults."""

    GRACE = dt.timedelta(seconds=1)

    def __init__(self, world: World) -> None:
        self._world = world
        self._jobs: dict[str, tuple[CronTrigger, dt.datetime]] = {}

    async def begin(self) -> None:
        for athlete in self._world.athletes.values():
            days = ",".join(map(str, athlete.days)) or "*"
            time = athlete.remind_at
            trigger = CronTrigger(day_of_week=days, hour=time.hour, minute=time.minute, timezone=athlete.zone)
            self._jobs[athlete.id] = (trigger, trigger.get_next_fire_time(None, self._world.now))

    async def next_due(self) -> dt.datetime | None:
        return min(moment for _, moment in self._jobs.values())

    async def tick(self) -> None:
        for name, (trigger, moment) in self._jobs.items():
            if moment <= self._world.now:
                self._jobs[name] = (trigger, trigger.get_next_fire_time(moment, self._world.now))
                if self._world.now - moment <= self.GRACE:
                    self._world.receive(name, f"reminder:{moment.date()}", "Today")


def somebody(number: int, chance: random.Random) -> Athlete:
    """Trains on two days a week, at some quarter of an hour by day."""
    days = tuple(sorted(chance.sample(range(7), 2)))
    time = dt.time(chance.randrange(8, 20), chance.choice((0, 15, 30, 45)))
    return Athlete(str(number), unit="kg", zone=chance.choice(ZONES), days=days, remind_at=time)


def squatted(athlete: Athlete) -> Notebook:
    """A notebook that holds one session of squats, and is to be looked at."""
    squats = Lift("back_squat", tuple(Set(5.0, Load(100.0, "kg")) for _ in range(5)))
    entry = Entry(f"first:{athlete.id}", (START - DAY).date(), START - DAY, (squats,))
    return Notebook(athlete, Diary((entry,)), chat=athlete.id)


def people(count: int, chance: random.Random) -> dict[str, Athlete]:
    return {str(number): somebody(number, chance) for number in range(count)}


def planned(athlete: Athlete, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.datetime]]:
    """Every training day and the moment of its reminder, found the plain way."""
    zone = zoneinfo.ZoneInfo(athlete.zone)
    day = first
    while day <= last:
        if day.weekday() in athlete.days:
            yield day, dt.datetime.combine(day, athlete.remind_at, tzinfo=zone).astimezone(dt.UTC)
        day += DAY
