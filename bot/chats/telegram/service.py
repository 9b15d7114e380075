"""The Telegram bot as it runs: takes in, sends, ticks and reports its health, until somebody stops it."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.chats.telegram.door import Door
from bot.chats.telegram.guests import Guests, invite_link, name_file
from bot.chats.telegram.health import Health
from bot.chats.telegram.hooking import Hook, Hooking
from bot.chats.telegram.intake import Ear, Intake
from bot.chats.telegram.menu import show_menu
from bot.chats.telegram.polling import REFUSALS, Polling
from bot.chats.telegram.request import Held, PatientRequest, TelegramRefused
from bot.chats.telegram.secrecy import keep_secret
from bot.chats.telegram.sender import AT_ONCE, Sender
from bot.chats.telegram.set_aside import SetAsideFile
from bot.chats.telegram.telegram_chat import TelegramChat
from bot.chats.telegram.texts import OWNERS
from bot.chats.trail import trail
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Clock, Exports, Owed, Store
from bot.conversation.turns import Turns

HEALTH_S = 15.0
CONNECT_S = 5.0
BATCH_ENDS_S, SENDS_END_S = 3.0, 4.0  # together below the 10 s that a stop may take
_log = logging.getLogger(__name__)


class Nudging(Protocol):
    """Says athlete by athlete what has fallen due, already kept as owed."""

    def falling_due(self, now: datetime) -> AsyncIterator[tuple[str, tuple[Owed, ...]]]: ...


class Ticking(Protocol):
    """Calls something regularly, between start and stop."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


class Settings(msgspec.Struct, frozen=True):
    """What the owner set. `folder` is ours to keep health and set-aside updates in; nobody but `allowed` is let in,
    unless it is open to all. `base_url` is the Bot API server's, without the token."""

    token: str
    folder: Path
    base_url: str = "https://api.telegram.org"
    poll_s: float = 25.0
    poll_margin_s: float = 10.0
    send_s: float = 20.0
    tick_s: float = 15.0
    hook: Hook | None = None
    allowed: tuple[str, ...] = ()
    open_to_all: bool = False


class World(msgspec.Struct, frozen=True):
    """What the assembly gives: where things are kept, who hears, who nudges, what time it is, what makes the file of an
    export, and how the owner is shown a line."""

    store: Store
    turns: Turns
    ear: Ear
    nudge: Nudging
    clock: Clock
    ticker: Callable[[Callable[[], Awaitable[datetime | None]], float], Ticking]
    exports: Exports | None = None
    show: Callable[[str], None] | None = None


async def serve(settings: Settings, world: World, stop: asyncio.Event | None = None) -> None:
    """Run until SIGTERM, SIGINT or `stop`. Raises TelegramRefused when only the owner can help."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    keep_secret(settings.token)
    await Service(settings, world).run(stop or _stop_on_signals())


def health_file(folder: Path) -> Path:
    """Where the running bot reports its health, in its folder."""
    return folder / "health.json"


class Service:
    """The parts, put together for one run."""

    def __init__(self, settings: Settings, world: World) -> None:
        self._settings, self._clock, self._nudge, self._store = settings, world.clock, world.nudge, world.store
        self._polls = _request(2, settings.poll_s + settings.poll_margin_s)
        sends = _request(AT_ONCE + 8, settings.send_s)
        self._bot = telegram.Bot(
            settings.token, f"{settings.base_url.rstrip('/')}/bot", request=sends, get_updates_request=self._polls
        )
        self._health = Health(health_file(settings.folder), world.clock)
        self._set_aside = SetAsideFile(settings.folder / "set-aside.jsonl", world.clock)
        outbox = Outbox(world.store, world.turns, self._health.kept, world.clock)
        chat = TelegramChat(self._bot, world.clock, world.exports)
        self._sender = Sender(chat, outbox, world.clock)
        self._guests, self._show = Guests(settings.folder), world.show
        self._door = Door(world.clock, self._guests, settings.allowed, settings.open_to_all)
        self._intake = Intake(
            self._bot,
            world.ear,
            self._sender,
            outbox=outbox,
            chat=chat,
            clock=world.clock,
            set_aside=self._set_aside,
            door=self._door,
        )
        self._fetching = self._way_in()
        self._ticker = world.ticker(self._tick, settings.tick_s)

    def _way_in(self) -> Polling | Hooking:
        settings, take, fetched = self._settings, self._intake.take, self._health.fetched
        if settings.hook is not None:
            return Hooking(self._bot, settings.hook, take, clock=self._clock, fetched=fetched)
        return Polling(
            self._polls,
            self._bot.base_url,
            take,
            clock=self._clock,
            poll_s=settings.poll_s,
            fetched=fetched,
            margin_s=settings.poll_margin_s,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Everything at once; the first to end ends all."""
        stopped = asyncio.create_task(stop.wait())
        working = asyncio.create_task(self._work())
        reporting = asyncio.create_task(self._report())
        try:
            await asyncio.wait({stopped, working}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            reporting.cancel()
            if not working.done():
                working.cancel()
            try:
                await working
            except asyncio.CancelledError:
                _log.info("stopped")
            finally:
                await self._bot.shutdown()
                self._write_health(stopped=stop.is_set())

    async def _work(self) -> None:
        await self._begin()
        self._invite_the_first()
        await _again("taking up what is owed", self._sender.take_up, self._clock)
        sending = asyncio.create_task(_again("sending", self._sender.run, self._clock))
        fetching = asyncio.create_task(_again("fetching", self._fetching.run, self._clock))
        menu = asyncio.create_task(self._show_menu())
        try:
            self._ticker.start()
            await asyncio.wait({fetching})  # a cancelled wait leaves the batch in hand to end
            await fetching
        finally:
            self._ticker.stop()
            menu.cancel()
            await self._fetching.stop(fetching, BATCH_ENDS_S)
            await self._sender.stop(SENDS_END_S)
            sending.cancel()
            await asyncio.gather(sending, menu, return_exceptions=True)
            await self._intake.close()

    async def _begin(self) -> None:
        """Say hello to Telegram, as often as it takes; end a web hook that would keep updates from us."""
        refusals = 0
        wait_s = 0.5
        while True:
            try:
                await self._bot.initialize()
                if self._settings.hook is None:
                    await self._bot.delete_webhook(drop_pending_updates=False)
                return
            except InvalidToken:
                refusals += 1
                if refusals == REFUSALS:
                    raise TelegramRefused("token") from None
            except TelegramError as error:
                refusals = 0
                _log.warning("Telegram cannot be reached yet: %s", error.message)
                if isinstance(error, Held):
                    await self._clock.sleep(error.seconds)
            await self._clock.sleep(wait_s)
            wait_s = min(15.0, wait_s * 2)

    def _invite_the_first(self) -> None:
        """Where nobody may come in yet, show the owner a link that lets in whoever opens it first."""
        try:
            name_file(self._settings.folder).write_text(self._bot.username, encoding="utf-8")
            if self._show is not None and self._door.nobody:
                token = self._guests.invite(self._clock.now(), first=True)
                self._show(OWNERS["pairing"].format(link=invite_link(self._bot.username, token)))
        except OSError as error:
            _log.warning("nobody can be invited now: %s", type(error).__name__)

    async def _show_menu(self) -> None:
        try:
            await show_menu(self._bot, self._settings.folder / "menu.sha256")
        except (TelegramError, OSError) as error:
            _log.warning("the menu could not be set, the next start tries again: %s", error)

    async def _tick(self) -> datetime | None:
        """Hand over what has fallen due; the moment of what is due next."""
        try:
            async for athlete, owed in self._nudge.falling_due(self._clock.now()):
                self._sender.hand(athlete, *owed)
                self._health.ticked()  # so many may be due that one tick takes minutes
                await asyncio.sleep(0)  # whoever writes meanwhile is heard
        except Exception as error:
            _log.error("a tick failed: %s", trail(error))
            return None
        self._health.ticked()
        return await self._store.next_due()

    async def _report(self) -> None:
        while True:
            self._write_health()
            await self._clock.sleep(HEALTH_S)

    def _write_health(self, stopped: bool = False) -> None:
        try:
            self._health.write(len(self._sender), self._set_aside.count, stopped, self._store.failing)
        except OSError as error:
            _log.warning("the health file cannot be written: %s", type(error).__name__)


def _request(connections: int, read_s: float) -> PatientRequest:
    return PatientRequest(
        total_s=read_s + 2 * CONNECT_S,
        connection_pool_size=connections,
        connect_timeout=CONNECT_S,
        read_timeout=read_s,
        pool_timeout=CONNECT_S,
    )


async def _again(what: str, work: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """Do something that must not end by an error of ours: it is told, and done again."""
    while True:
        try:
            return await work()
        except TelegramRefused:
            raise
        except Exception as error:
            _log.error("%s failed and starts again: %s", what, trail(error))
            await clock.sleep(2.0)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C ends the program without ceremony
            loop.add_signal_handler(number, stop.set)
    return stop
