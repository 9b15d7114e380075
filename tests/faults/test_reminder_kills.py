"""A thousand athletes, ninety days, and a bot that is killed at random: no session goes untold, none is told twice.

The bot dies between any two keepings or sendings, or at any moment, and comes back after seconds, hours or days. A
plain APScheduler cron job for each athlete, put to the same, loses reminders by the hundred.
"""

import asyncio
import datetime as dt
import os
import random
from dataclasses import dataclass

import pytest

from bot.training.athlete import Athlete
from tests.faults.reminder_world import (
    DAY,
    HOUR,
    START,
    Bot,
    CronBot,
    DyingStore,
    Killed,
    OurBot,
    Remembered,
    World,
    people,
    planned,
    squatted,
)

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
SHARDS = 4
ATHLETES, DAYS = 1000 // SHARDS, 90
STEPS_A_DAY = 1.5 * ATHLETES  # keepings and sendings
OUTAGES = [dt.timedelta(seconds=5), dt.timedelta(minutes=20), HOUR, 5 * HOUR, 30 * HOUR, 3 * DAY]


@dataclass(frozen=True)
class Deaths:
    """How many there are in a part of the athletes, and how they are spread over OUTAGES."""

    restarts: int
    outages: tuple[int, ...]


SOME = Deaths(200 // SHARDS, (60, 20, 10, 6, 3, 1))
MANY = Deaths(2000 // SHARDS, (90, 8, 2, 0, 0, 0))  # so many leave no time for days away


class Story:
    """Ninety days of one world, under either bot."""

    def __init__(self, seed: int, ours: bool, deaths: Deaths = SOME) -> None:
        self.deaths = deaths
        self.chance = random.Random(seed)
        self.world = World(self.chance, people(ATHLETES, self.chance))
        self.store, self.awake = DyingStore(self.world.fuse), Remembered()
        self.ours = ours
        self.answered: dict[str, int] = {}  # of what came, how much an athlete has seen and answered
        self.end = START + DAYS * DAY

    def bot(self) -> Bot:
        return OurBot(self.world, self.store, self.awake) if self.ours else CronBot(self.world)

    async def run(self) -> None:
        for athlete in self.world.athletes.values():
            await self.store.keep(squatted(athlete))
        while self.world.now < self.end:
            born = self.world.now
            await self.one_life()
            self.world.ups.append((born, self.world.now))
            self.world.now += self.chance.choices(OUTAGES, self.deaths.outages)[0]

    async def one_life(self) -> None:
        """From a start to a death: inside of something, or from outside."""
        world, bot, inside = self.world, self.bot(), self.chance.random() < 0.5
        days = self.chance.expovariate(self.deaths.restarts / (0.9 * DAYS))
        until = self.end if inside else min(self.end, world.now + days * DAY)
        world.fuse.left, world.fuse.after = 1 + int(days * STEPS_A_DAY) if inside else 0, self.chance.random() < 0.5
        try:
            await bot.begin()
            await bot.tick()
            while (due := await bot.next_due()) is not None and max(due, world.now) < until:
                world.now = max(world.now, due)
                await bot.tick()
                if isinstance(bot, OurBot):
                    await self.answers(bot)
            world.now = max(world.now, until)
            world.deaths["outside"] += 1
        except Killed:
            world.deaths["inside"] += 1

    async def answers(self, bot: OurBot) -> None:
        """Most say a word; nobody lets three go by, though the bot died before it heard them."""
        for name, came in self.world.came.items():
            unanswered = len(came) - self.answered.get(name, 0)
            if unanswered > 1 or (unanswered and self.chance.random() < 0.5):
                await bot.hears(name, "ok")
                self.answered[name] = len(came)


def up_from(world: World, moment: dt.datetime) -> dt.datetime:
    """The first moment from this one on at which the bot was up."""
    return next((max(moment, born) for born, died in world.ups if died > max(moment, born)), world.now)


def lost(world: World, athlete: Athlete, end: dt.datetime) -> list[dt.date]:
    """Training days of which nothing came: neither the reminder, nor, where that was late, a word the day after."""
    came = world.came.get(athlete.id, [])
    found = []
    for day, moment in planned(athlete, START.date() + DAY, end.date() - 5 * DAY):
        up = up_from(world, moment)
        told = any(one.what == f"reminder:{day}" for one in came)
        if not told and (
            up - moment <= dt.timedelta(minutes=5) or not any(moment <= c.at <= up + 2 * DAY for c in came)
        ):
            found.append(day)
    return found


def doubled(world: World) -> list[str]:
    """What came twice though the bot had noted that it went out, or three times."""
    found = []
    for came in world.came.values():
        for what in {one.what for one in came}:
            copies = [one for one in came if one.what == what]
            if len(copies) > 1 + any(one.unknown for one in copies[:-1]):
                found.append(what)
    return found


@pytest.mark.parametrize("deaths", [SOME, MANY] if FULL else [SOME], ids=lambda deaths: f"{deaths.restarts} deaths")
@pytest.mark.parametrize("seed", range(SHARDS))
def test_no_session_goes_untold_and_none_is_told_twice(seed: int, deaths: Deaths) -> None:
    story = Story(seed, ours=True, deaths=deaths)
    asyncio.run(story.run())
    world = story.world
    assert {name: days for name, a in world.athletes.items() if (days := lost(world, a, story.end))} == {}
    assert doubled(world) == []
    assert world.deaths.total() >= deaths.restarts
    assert world.deaths["inside"] >= deaths.restarts // 4


def test_a_cron_job_for_each_athlete_loses_what_fell_into_an_outage() -> None:
    story = Story(0, ours=False)
    asyncio.run(story.run())
    missing = sum(len(lost(story.world, a, story.end)) for a in story.world.athletes.values())
    assert missing > 50
