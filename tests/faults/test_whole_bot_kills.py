"""SIGKILL for the whole bot as its owner runs it, with the real coach, files and HTTP, at named and random points:
what Telegram was told is heard is kept once and whole, and answered once."""

import asyncio
import datetime as dt
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from bot.conversation.ports import Message
from bot.stores.disk import Disk
from bot.stores.scanning import athlete_folders
from bot.stores.sealed import SCHEMAS
from bot.stores.snapshot import take
from bot.stores.tinydb_files import TinyDBStore
from tests.chats.bot_api import TOKEN, BotApi, until
from tests.chats.test_coach_on_telegram import ROOT
from tests.faults.a_plain_coach import LOGGED, PlainCoach
from tests.faults.test_conversation_machine import numbers
from tests.faults.training_days import found

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
KILLS = 200 if FULL else 10
ATHLETES, TALKING = range(1, 6), 2
TEXTS = [text for text, told in LOGGED.items() if told[4] != "lb"]
ON_DISK = [
    ("write", "amid"),
    ("rename", "before"),
    ("fsync", "before"),
    ("rename", "after"),
    ("fsync_folder", "before"),
    ("fsync_folder", "after"),
    ("create", "after"),
]
OUTSIDE = ["given", "sent", "any"]


@asynccontextmanager
async def bot(api: BotApi, folder: Path, *point: object) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot's process; at the end it is gone."""
    config = folder / "config.toml"
    config.write_text(
        f'data_dir = "{folder / "data"}"\n[telegram]\nbase_url = "{api.url}"\npoll_seconds = 1\nopen_to_all = true\n'
    )
    stderr = (folder / "stderr").open("w")
    module = ("tests.faults.a_bot_cut_short", *map(str, point)) if point else ("bot",)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *module, "--config", str(config), "run"),
        cwd=ROOT,
        env=os.environ | {"FASTTWITCH_TELEGRAM_TOKEN": TOKEN},
        stderr=stderr,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        stderr.close()


async def one_life(api: BotApi, folder: Path, number: int, chance: random.Random) -> str:
    """One start of the bot and its death; says where it came."""
    points = [*ON_DISK, *OUTSIDE]
    point = points[number % len(points)]
    if isinstance(point, tuple):
        name, side = point
        async with bot(api, folder, name, chance.randrange(1, 30), side) as process:
            code = await asyncio.wait_for(process.wait(), 60)
        assert code == -signal.SIGKILL, (folder / "stderr").read_text()
        return f"{name} {side}"
    given, enough = api.given.total(), api.deliveries + chance.randrange(1, 6)
    async with bot(api, folder):
        await until(lambda: api.given.total() > given)
        if point == "sent":
            await until(lambda: api.deliveries >= enough)
        if point == "any":
            await asyncio.sleep(chance.uniform(0.0, 0.3))
    return str(point)


class Gym(BotApi):
    """The server, and what its people do."""

    @property
    def deliveries(self) -> int:
        return sum(len(message.texts) for message in self.sent)

    def talk(self, chance: random.Random) -> None:
        """A message from some, and others that correct or take back. A chat gets one answer a second: after hundreds of
        lives that answered little, the last one has to catch up in minutes."""
        for athlete in chance.sample(ATHLETES, TALKING):
            self.say(chance.choice(TEXTS), user=athlete)
            match chance.randrange(3):
                case 0:
                    self.say("undo", user=athlete)
                case 1:
                    mine = [u["message"] for u in self.updates if u.get("message", {}).get("text") in TEXTS]
                    edited = chance.choice([one for one in mine if one["from"]["id"] == athlete])
                    self.edit(edited["message_id"], chance.choice(TEXTS), user=athlete)
                case 2:
                    self.say(chance.choice(TEXTS), user=athlete)


def as_told(api: Gym, athlete: int, heard: set[str]) -> tuple[PlainCoach, int]:
    """What must be kept of the updates that were heard, and how many answers that makes."""
    model, answers = PlainCoach(), 0
    for update in api.updates:
        raw = update.get("message") or update["edited_message"]
        if raw["from"]["id"] == athlete and str(update["update_id"]) in heard:
            at = dt.datetime.fromtimestamp(raw["date"], dt.UTC)
            name, edited = f"{athlete}:{raw['message_id']}", "edited_message" in update
            model.written.setdefault(name, (at, raw["message_id"]))
            answers += model.hear(Message("", "", name, str(update["update_id"]), raw["text"], at, edited), at)
    return model, answers


class Found(msgspec.Struct):
    """What lies on the disk, of all athletes together, and by athlete what was on its way when the bot died."""

    heard: list[str] = []
    owed: int = 0
    in_the_air: Counter[int] = msgspec.field(default_factory=Counter)


async def looked_at(api: Gym, folder: Path) -> Found:
    """Every notebook holds what it heard, once and whole; nothing that Telegram forgot is missing."""
    store, all_found = TinyDBStore(folder / "data"), Found()
    for athlete in ATHLETES:
        notebook = await store.open(str(athlete))
        model, _ = as_told(api, athlete, set(notebook.heard))
        there = (await found(store, str(athlete))).entries
        assert {name: numbers(entry) for name, entry in there.items()} == model.entries
        all_found.heard += notebook.heard
        all_found.owed += len(notebook.owed)
        all_found.in_the_air[athlete] += sum(owed.state != "pending" for owed in notebook.owed)
    assert not store.findings
    await store.close()
    confirmed = {str(update["update_id"]) for update in api.updates if update["update_id"] <= api.confirmed}
    assert confirmed <= set(all_found.heard)
    assert len(set(all_found.heard)) == len(all_found.heard)
    return all_found


def owed_on_disk(folder: Path) -> int:
    """How much is owed, read while the bot goes on."""
    disk = Disk()
    taken = [take(disk, each, SCHEMAS, []) for each in athlete_folders(disk, folder / "data")]
    return sum(len(notebook.owed) for one in taken if one for notebook in one.hot.notebook.values())


async def test_a_killed_bot_has_kept_once_and_whole_what_it_confirmed(tmp_path: Path) -> None:
    chance = random.Random(7)
    deaths: Counter[str] = Counter()
    in_the_air: Counter[int] = Counter()
    async with Gym() as api:
        for athlete in ATHLETES:
            api.say("stop", user=athlete)  # no reminders in between, whatever the time of day
        for number in range(KILLS):
            api.talk(chance)
            deaths[await one_life(api, tmp_path, number, chance)] += 1
            in_the_air += (await looked_at(api, tmp_path)).in_the_air
        everything = {str(update["update_id"]) for update in api.updates}
        answers = {athlete: as_told(api, athlete, everything)[1] for athlete in ATHLETES}
        begun = api.calls["getMe"]
        async with bot(api, tmp_path) as last:
            await until(lambda: api.calls["getMe"] > begun)
            await until(lambda: not api.unconfirmed and not owed_on_disk(tmp_path), 300.0)
            last.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(last.wait(), 20) == 0
        end = await looked_at(api, tmp_path)
    assert len(deaths) == len(ON_DISK) + len(OUTSIDE)
    assert min(deaths.values()) >= (20 if FULL else 1)
    assert set(end.heard) == everything
    assert end.owed == 0
    for athlete in ATHLETES:
        delivered = sum(len(message.texts) for message in api.sent if message.chat == athlete)
        assert answers[athlete] - in_the_air[athlete] <= delivered <= answers[athlete]
