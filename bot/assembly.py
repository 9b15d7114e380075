"""The switchboard: the only module that brings stores, chats, clock and tables together."""

import asyncio
import datetime as dt
import gc
import zoneinfo
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from bot.chats.saving import save
from bot.chats.scripts import Answerer, Reader
from bot.chats.story import Stage, StoryClock, StoryError, Storyteller, athlete_of, beginning
from bot.chats.terminal import ATHLETE, Terminal, Voice, converse
from bot.clock import RealClock, RunningClock, Ticker, local_zone, zone_rules
from bot.coaching.listing import RuleLine, english_lines, listed
from bot.coaching.rulebook_tables import load_rulebook
from bot.config import Config, Refused, read_hook_secret, read_token
from bot.conversation.belongings import collect
from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Clock, Document, Exports, Store
from bot.conversation.reply import Coach
from bot.conversation.scene import Knowledge
from bot.conversation.turns import Turns
from bot.language.alarms import load_alarms
from bot.language.concepts import load_concepts
from bot.language.intents import load_intents
from bot.language.languages import ENGLISH, languages, load_lines
from bot.language.names import Lexicon
from bot.language.questions import load_questions
from bot.language.speaking import Speaker
from bot.language.understanding import Understanding
from bot.stores import STORES
from bot.stores.awake import AwakeFile
from bot.stores.damage import StoreRefused
from bot.stores.nightly import Nightly
from bot.training.athlete import Athlete
from bot.training.exercises import catalogue

USAGE, UNREACHABLE, UNWRITABLE = 2, 69, 73
README = ("entries", "settings", "import", "formulas", "left_out")


def learn() -> Knowledge:
    """All tables, read and checked. Raises TableError, naming file, row and reason."""
    collecting = gc.isenabled()
    gc.disable()  # what is read is kept: there is no garbage to look for on the way
    try:
        return _learned()
    finally:
        if collecting:
            gc.enable()


def _learned() -> Knowledge:
    exercises = catalogue()
    lexicon = Lexicon(exercises)
    rulebook = load_rulebook(exercises)
    concepts = load_concepts()
    questions, alarms = load_questions(concepts), load_alarms(concepts)
    english = load_lines(ENGLISH) | english_lines(rulebook) | questions.lines() | alarms.lines()
    further = {code: load_lines(code) for code in languages() if code != ENGLISH}
    speaker = Speaker({ENGLISH: english, **further}, lexicon.said)
    return Knowledge(
        lexicon, rulebook, Understanding(lexicon, concepts, questions, alarms, load_intents(concepts)), speaker
    )


def learn_for_good() -> Knowledge:
    """The same for a program that runs on and on: the collector of garbage need never go through the tables."""
    knows = learn()
    gc.freeze()
    return knows


def newcomer(config: Config) -> Athlete:
    """Somebody of whom nothing is known but what the configuration says."""
    zone = config.zone or local_zone()
    time = dt.time.fromisoformat(config.reminders.time)
    return Athlete("", zone=zone, language=config.language, remind_at=time, reminders=False)


def keeper(config: Config) -> Store:
    """The store of the configuration, opened. Raises Refused where it does not open."""
    try:
        return STORES[config.store.kind](config.data_folder)
    except StoreRefused as error:
        words = Speaker({"en": load_lines("en")}, str)
        raise Refused(words.say(error.finding.key, error.finding.numbers), error.exit_code) from error


async def chat_here(config: Config, at: dt.datetime | None = None) -> None:
    """The coach at this prompt, or for the lines of a pipe; `at` is a local moment to begin at."""
    somebody = msgspec.structs.replace(newcomer(config), zone_told=True)  # they sit at this machine
    zone = zoneinfo.ZoneInfo(somebody.zone)
    clock: Clock = RunningClock(at.replace(tzinfo=zone).astimezone(dt.UTC)) if at else RealClock()
    store, knows, turns = keeper(config), learn_for_good(), Turns()
    coach = Coach(knows, store, turns, somebody)
    voice = Voice(coach, Nudge(knows, store, turns), Outbox(store, turns))
    exports = exporting(store, turns, knows.speaker)

    def failed(where: str) -> str:
        return knows.speaker.say("terminal.failed", {"where": where})

    async def into_a_file(athlete: str) -> str:
        here = Path.cwd()
        try:
            return knows.speaker.say("terminal.exported", {"file": str(save(await exports(athlete), here))})
        except OSError as error:
            return knows.speaker.say("terminal.not_exported", {"folder": str(here), "reason": error.strerror or ""})

    terminal = Terminal(voice, clock, print, failed, into_a_file)

    def wakes() -> Ticker:
        return Ticker(terminal.tick, config.reminders.tick_seconds)

    try:
        await converse(terminal, wakes, greeting(config, knows.speaker), history(config))
    finally:
        await store.close()


def exporting(store: Store, turns: Turns, speaker: Speaker) -> Exports:
    """What makes the file that an athlete asked for."""

    async def export(athlete: str) -> Document:
        from bot.files.package import NAME, packed  # zip and csv: only where somebody asks

        one = await collect(store, turns, athlete)
        language = one.notebook.athlete.language
        readme = "\n\n".join(speaker.say(f"export.readme_{part}", language=language) for part in README)
        return Document(NAME, await asyncio.to_thread(packed, one, readme + "\n"))

    return export


def greeting(config: Config, speaker: Speaker) -> str:
    return "\n".join(
        [speaker.say("terminal.welcome", {"folder": str(config.data_folder)}), speaker.say("terminal.hint")]
    )


def history(config: Config) -> Path | None:
    """Where the prompt keeps what was typed; nowhere, if nothing is to be kept."""
    return config.data_folder / "typed.txt" if config.store.kind == "tinydb" else None


async def retell(story: str, config: Config) -> str:
    """A `.chat` story with the coach's real replies. Raises Refused, naming the line, where it is written wrongly."""
    knows, turns, store = learn(), Turns(), keeper(config)
    try:
        athlete = athlete_of(story, Athlete(ATHLETE, language=config.language))
        coach = Coach(knows, store, turns, athlete)
        stage = Stage(
            coach, Nudge(knows, store, turns), Outbox(store, turns), store, StoryClock(beginning(story, athlete))
        )
        return await Storyteller(stage, athlete).retell(story)
    except StoryError as error:
        raise Refused(str(error), USAGE) from error
    finally:
        await store.close()


def rule_lines() -> list[str]:
    """Every rule and constant: name, value, what it says, why, on what evidence, from whom."""
    knows = learn()
    return [_rule_line(row) for row in listed(knows.rulebook)]


def _rule_line(row: RuleLine) -> str:
    value = "" if row.value is None else f" = {row.value:g} {row.unit}".rstrip()
    source = f" [{', '.join(part for part in (row.grade, row.source) if part)}]" if row.grade or row.source else ""
    return f"{row.file} {row.name}{value}: {' '.join(part for part in (row.say, row.because) if part)}{source}"


def reader(today: dt.date | None = None) -> Reader:
    return Reader(learn(), today or RealClock().now().date())


def answerer() -> Answerer:
    return Answerer(learn(), RealClock().now())


def here() -> dt.datetime:
    """This machine's local time."""
    return RealClock().now().astimezone(zoneinfo.ZoneInfo(local_zone()))


async def serve_telegram(config: Config, show: Callable[[str], None]) -> None:
    """The Telegram bot, until somebody stops it; `show` tells the owner a line. Raises Refused where only the owner can
    help."""
    from bot.chats.telegram.hooking import Hook
    from bot.chats.telegram.request import TelegramRefused
    from bot.chats.telegram.service import Settings, World, serve  # half a second of imports: only where it is used

    told = config.telegram
    hook = Hook(told.hook_url, told.hook_host, told.hook_port, read_hook_secret(config)) if told.hook_url else None
    settings = Settings(
        token=read_token(config),
        folder=config.data_folder / "telegram",
        base_url=told.base_url,
        poll_s=told.poll_seconds,
        tick_s=config.reminders.tick_seconds,
        allowed=tuple(str(one) for one in told.allowed),
        open_to_all=told.open_to_all,
        hook=hook,
    )
    store, knows, turns = keeper(config), learn_for_good(), Turns()
    coach = Coach(knows, store, turns, newcomer(config))
    exports = exporting(store, turns, knows.speaker)
    nightly = Nightly(config.data_folder, dt.time.fromisoformat(config.backups.time), config.backups.keep_days, here)
    awake = AwakeFile(settings.folder / "awake.json", zone_rules())
    ticker = partial(Ticker, keep_house=nightly.look if config.store.kind == "tinydb" else None)
    world = World(store, turns, coach, Nudge(knows, store, turns, awake), RealClock(), ticker, exports, show)
    try:
        await serve(settings, world)
    except TelegramRefused as error:
        raise Refused(str(error), UNREACHABLE) from error
    except OSError as error:
        refused = {"folder": str(settings.folder), "reason": error.strerror or type(error).__name__}
        raise Refused(knows.speaker.say("store.folder_unusable", refused), UNWRITABLE) from error
    finally:
        await store.close()
