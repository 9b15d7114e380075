"""A year of random zones, plans and answers: no push in quiet hours, none on top of another, none that is not wanted.

The rules are checked on what arrives, against what the athletes did; nothing of the bot is asked.
"""

import asyncio
import datetime as dt
import os
import random
import zoneinfo
from collections import Counter
from dataclasses import dataclass, field

import msgspec
import pytest

from bot.coaching.reminding import reminder_on
from bot.training.athlete import Athlete
from bot.training.schedule import Schedule
from tests.faults.reminder_world import DAY, START, Bot, CronBot, DyingStore, OurBot, Remembered, World, squatted

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
ATHLETES, DAYS = 100 if FULL else 16, 365
YEARS = 10 if FULL else 1  # each with athletes of its own
PLACES = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc"))
QUIET = [(dt.time(21, 30), dt.time(7, 30)), (dt.time(23), dt.time(6)), (dt.time(20), dt.time(9))]
DOES = {
    "log": 30,
    "press": 25,
    "nothing": 35,
    "ok": 5,
    "19:30": 2,
    "skip": 2,
    "stop": 1,
    "remind me": 3,
    "crushing chest pain and i fainted": 0.3,
    "the pain is gone, my doctor cleared me": 1.5,
    "pause two weeks": 0.5,
}


@dataclass
class Told:
    """What an athlete has done that matters for what may come."""

    silent: bool = False
    flagged: bool = False
    trained: set[dt.date] = field(default_factory=set)
    wrote: set[dt.date] = field(default_factory=set)
    came: Counter[dt.date] = field(default_factory=Counter)


def somebody(number: int, chance: random.Random) -> Athlete:
    quiet = chance.choice(
        [(dt.time(21, 30), dt.time(7, 30)), (dt.time(23, 0), dt.time(6, 0)), (dt.time(20), dt.time(9))]
    )
    plan = Schedule(
        lead_min=chance.choice([0, 0, 0, 30, 120]),
        quiet_from=quiet[0],
        quiet_to=quiet[1],
        weekly_summary=chance.random() < 0.4,
    )
    days = tuple(sorted(chance.sample(range(7), chance.choice([0, 1, 2, 3, 3, 7]))))
    time = dt.time(chance.randrange(24), chance.choice((0, 15, 30, 45)))
    return Athlete(str(number), unit="kg", zone=chance.choice(PLACES), days=days, remind_at=time, schedule=plan)


class Year(World):
    """Checks each push when it arrives."""

    told: dict[str, Told]
    wrong: list[str]

    def receive(self, athlete: str, what: str, text: str) -> None:
        super().receive(athlete, what, text)
        person, told = self.athletes[athlete], self.told[athlete]
        kind, _, about = what.partition(":")
        local = self.now.astimezone(zoneinfo.ZoneInfo(person.zone))
        put_off = about.count(":") > 0
        told.came[local.date()] += not put_off
        if told.silent or told.flagged:
            self.wrong.append(f"unwanted {athlete} {what}")
        if told.came[local.date()] > 1 and local.date() not in told.wrote:
            self.wrong.append(f"second {athlete} {what} {local}")
        if kind == "reminder" and local.date() in told.trained:
            self.wrong.append(f"trained {athlete} {what} {local}")
        at_its_hour = kind in ("reminder", "whether") and self.chosen(person, local)  # or the question in its place
        if self.quiet(person, local.time()) and not put_off and not at_its_hour:
            self.wrong.append(f"quiet {athlete} {what} {local}")

    @staticmethod
    def quiet(person: Athlete, time: dt.time) -> bool:
        return time > person.schedule.quiet_from or time < person.schedule.quiet_to

    @staticmethod
    def chosen(person: Athlete, local: dt.datetime) -> bool:
        """At a moment of the plan: a time that was told (or where the clock skips it, the end of the gap), or one
        outside of the quiet hours just before."""
        for moment in (reminder_on(person, local.date() + n * DAY) for n in (-1, 0, 1)):
            if moment is not None and dt.timedelta(0) <= local - moment <= dt.timedelta(minutes=10):
                time = moment.astimezone(local.tzinfo).time()
                return time == person.remind_at or skipped(person, local.date()) or not Year.quiet(person, time)
        return False


def skipped(person: Athlete, day: dt.date) -> bool:
    """Whether the clock of that day never shows the time that was told."""
    told = dt.datetime.combine(day, person.remind_at, zoneinfo.ZoneInfo(person.zone))
    return told.astimezone(dt.UTC).astimezone(told.tzinfo).time() != person.remind_at


async def lived(seed: int, stock: bool = False) -> Year:
    """The year, from one thing that somebody does to the next."""
    chance = random.Random(seed)
    world = Year(chance, {str(n): somebody(n, chance) for n in range(ATHLETES)})
    world.told, world.wrong = {name: Told() for name in world.athletes}, []
    store = DyingStore(world.fuse)
    ears = OurBot(world, store, Remembered())
    bot: Bot = CronBot(world) if stock else ears
    for athlete in world.athletes.values():
        await store.keep(squatted(athlete))
    await bot.begin()
    await bot.tick()
    for moment, name in sorted(
        (START + (day + chance.random()) * DAY, name) for day in range(DAYS) for name in world.told
    ):
        while (due := await bot.next_due()) is not None and due <= moment:
            world.now = max(world.now, due) + dt.timedelta(seconds=chance.choice([0, 1, 20]))
            if chance.random() < 0.003:  # the machine sleeps for a while
                world.now += dt.timedelta(minutes=chance.choice([5, 60, 300, 2000]))
            await bot.tick()
        world.now = max(world.now, moment)
        await does(world, ears, store, name, chance.choices([*DOES], [*DOES.values()])[0])
    return world


async def does(world: Year, bot: OurBot, store: DyingStore, name: str, what: str) -> None:
    """One thing that an athlete does, and what it means for what may come."""
    told, today = world.told[name], world.now.astimezone(zoneinfo.ZoneInfo(world.athletes[name].zone)).date()
    notebook = await store.open(name)
    if what == "nothing":
        return
    if what in ("press", "19:30", "skip"):
        told.wrote.add(today)
        tokens = [token for token, action in notebook.actions.items() if action.do in ("push", "done")]
        if what == "press":
            await bot.hears(name, "", pressed=world.chance.choice(tokens) if tokens else "none")
        else:
            await bot.hears(name, what)
    elif what == "log":
        await bot.hears(name, f"squat 5x5 {world.chance.choice([95, 100, 102.5, 105])}")
    else:
        await bot.hears(name, what)
    told.flagged = (told.flagged or what.startswith("crushing")) and not what.endswith("cleared me")
    if what in ("stop", "remind me") or what.startswith("crushing"):
        told.silent = what != "remind me"
        told.wrote.add(today)
    after = await store.open(name)
    told.trained |= {entry.day for entry in after.diary.entries}
    world.athletes[name] = msgspec.structs.replace(after.athlete, reminders=True)


@pytest.mark.parametrize("seed", range(1, YEARS + 1))
def test_a_year_without_one_push_against_the_rules(seed: int) -> None:
    world = asyncio.run(lived(seed))
    kinds = Counter(one.what.partition(":")[0] for came in world.came.values() for one in came)
    assert world.wrong == []
    assert kinds["reminder"] > ATHLETES * 20
    assert min(kinds["missed"], kinds["week"]) > ATHLETES / 2


def test_a_cron_job_for_each_athlete_breaks_every_one_of_them() -> None:
    world = asyncio.run(lived(1, stock=True))
    broken = Counter(one.partition(" ")[0] for one in world.wrong)
    assert min(broken["unwanted"], broken["trained"]) > 50
