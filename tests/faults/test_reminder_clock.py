"""Clocks that are set back and forward, machines that sleep, rules of zones that change: none lost, none doubled."""

import asyncio
import datetime as dt
import random
from collections import Counter

import msgspec
import pytest

from bot.training.athlete import Athlete
from tests.faults.reminder_world import DAY, HOUR, START, DyingStore, OurBot, Remembered, World, squatted

NOA = Athlete("noa", unit="kg", zone="Europe/Berlin", days=(0, 1, 2, 3, 4, 5, 6), remind_at=dt.time(18, 0))
MINUTE = dt.timedelta(minutes=1)


class Room(World):
    """One athlete, one bot, a wall clock that can be wrong by `wrong`, and real time that only goes on."""

    def settle(self) -> "Room":
        self.store, self.awake = DyingStore(self.fuse), Remembered()
        self.bot = OurBot(self, self.store, self.awake)
        self.real, self.wrong = START, dt.timedelta(0)
        return self

    async def until(self, real: dt.datetime) -> None:
        """Half an hour after half an hour, as the ticker would at the latest; Noa says a word every evening."""
        while self.real < real:
            self.real += 30 * MINUTE
            self.now = self.real + self.wrong
            await self.bot.tick()
            if self.now.hour == 20 and not self.now.minute:
                await self.bot.hears("noa", "ok")


def room() -> Room:
    return Room(random.Random(1), {"noa": NOA}).settle()


def days_told(world: World) -> Counter[str]:
    """How often each training day was told of, in a reminder or in the question after it."""
    return Counter(one.what.partition(":")[2] for one in world.came.get("noa", []))


STEPS = [dt.timedelta(seconds=1), HOUR, -HOUR, DAY, -DAY, dt.timedelta(days=4400), dt.timedelta(days=-20000)]


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_clock_that_is_wrong_for_a_while_loses_and_doubles_nothing(step: dt.timedelta, restarts: bool) -> None:
    async def story() -> None:
        await world.store.keep(squatted(NOA))
        await world.until(START + 3 * DAY)
        world.wrong = step
        await world.until(START + 3 * DAY + 3 * HOUR)
        world.wrong = dt.timedelta(0)
        if restarts:
            world.bot = OurBot(world, world.store, world.awake)
        await world.until(START + 8 * DAY)

    world = room()
    asyncio.run(story())
    told = days_told(world)
    assert max(told.values()) == 1
    sure = [f"2026-01-{day:02}" for day in (6, 7, 10, 11)]
    assert [day for day in sure if not told[day]] == []
    assert any(told[day] for day in ("2026-01-08", "2026-01-09"))


@pytest.mark.parametrize("moved", [-HOUR, HOUR, -2 * HOUR, 2 * HOUR], ids=str)
def test_new_rules_of_a_zone_move_what_is_to_come(moved: dt.timedelta) -> None:
    """As kept by yesterday's rules the moment is an hour or two off; at the start the rules are others."""

    async def story() -> None:
        await world.store.keep(squatted(NOA))
        await world.until(START + DAY)
        notebook = await world.store.open("noa")
        assert notebook.due_at is not None
        right = notebook.due_at
        await world.store.keep(msgspec.structs.replace(notebook, due_at=right - moved))
        world.real = min(right, right - moved) - 2 * HOUR
        world.awake.rules = "2026b"
        world.bot = OurBot(world, world.store, world.awake)
        await world.until(right + HOUR)
        (told,) = [one for one in world.came["noa"] if one.what == f"reminder:{right.date()}"]
        assert dt.timedelta(0) <= told.at - right <= 30 * MINUTE

    world = room()
    asyncio.run(story())


def test_a_machine_that_slept_for_three_days_says_it_once() -> None:
    async def story() -> None:
        await world.store.keep(squatted(NOA))
        await world.until(START + 2 * DAY)
        world.real += 3 * DAY
        await world.until(START + 7 * DAY)

    world = room()
    asyncio.run(story())
    off = [one for one in world.came["noa"] if "I was off from" in one.text]
    assert len(off) == 1
    assert max(days_told(world).values()) == 1
