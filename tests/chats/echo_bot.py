"""The smallest bot on the real Telegram room: it hears, keeps and echoes. Also runs by itself, to be killed:

python -m tests.chats.echo_bot URL FOLDER [SECONDS A SEND MAY TAKE]
"""

import asyncio
import datetime as dt
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import msgspec

from bot.chats.telegram.service import Settings, World, serve
from bot.clock import RealClock
from bot.conversation.ports import Button, Message, Notebook, NotKept, Owed, Store
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.stores.tinydb_files import TinyDBStore
from tests.chats.bot_api import TOKEN, BotApi


class WatchedStore(MemoryStore):
    """The memory store, counting commits. `full` is a disk without space."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.commits = 0

    async def keep(self, notebook: Notebook) -> None:
        self.failing = self.full
        if self.full:
            raise NotKept("no space left")
        await super().keep(notebook)
        self.commits += 1


class EchoCoach:
    """Keeps each update once (`heard`), and owes an echo for it. An edit replaces the earlier echo."""

    def __init__(self, store: Store, turns: Turns, delay_s: float = 0.0) -> None:
        self._store, self._turns, self._delay_s = store, turns, delay_s

    async def hear(self, message: Message, now: dt.datetime) -> tuple[Owed, ...]:
        await asyncio.sleep(self._delay_s * (3 - int(message.update) % 4))  # later ones are quicker
        async with self._turns.of(message.athlete):
            notebook = await self._store.open(message.athlete)
            if message.update in notebook.heard:
                return ()
            if message.text == "explode":
                raise RuntimeError(f"a message that breaks the coach: {message.name} {message.text}")
            said = f"pressed {message.pressed}" if message.pressed else message.text
            owed = Owed(
                id=message.update,
                chat=message.chat,
                text=f"heard: {said}",
                buttons=(Button("Undo", f"u:{message.update}"), Button("Why", f"w:{message.update}")),
                answers=message.id,
                edits=notebook.replies.get(message.id) if message.edited else None,
                since=now,
            )
            try:
                await self._store.keep(
                    msgspec.structs.replace(
                        notebook,
                        chat=message.chat,
                        heard=(*notebook.heard, message.update),
                        owed=(*notebook.owed, owed),
                        replies={**notebook.replies, message.id: owed.id},
                    )
                )
            except NotKept:
                return (Owed(id=message.update, chat=message.chat, text="not saved", kind="notice"),)
        return (owed,)


class NoNudge:
    """Nobody is reminded of anything, or of what a test puts here."""

    def __init__(self) -> None:
        self.due: list[tuple[str, Owed]] = []

    async def falling_due(self, now: dt.datetime) -> AsyncIterator[tuple[str, tuple[Owed, ...]]]:
        due, self.due = tuple(self.due), []
        for athlete, owed in due:
            yield athlete, (owed,)


Show: TypeAlias = Callable[[str], None] | None


class PlainTicker:
    """Ticks on the loop; what the real program leaves to APScheduler."""

    def __init__(self, tick: Callable[[], Awaitable[object]], seconds: float) -> None:
        self._tick, self._seconds = tick, seconds

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        self._task.cancel()

    async def _run(self) -> None:
        while True:
            await self._tick()
            await asyncio.sleep(self._seconds)


def world(store: Store, delay_s: float = 0.0, nudge: NoNudge | None = None, show: Show = None) -> World:
    turns = Turns()
    ear = EchoCoach(store, turns, delay_s)
    return World(store, turns, ear, nudge or NoNudge(), RealClock(), PlainTicker, show=show)


def settings(url: str, folder: Path, **more: object) -> Settings:
    found = Settings(TOKEN, folder, url, poll_s=2.0, poll_margin_s=1.0, send_s=2.0, tick_s=0.05, open_to_all=True)
    return msgspec.structs.replace(found, **more)


@asynccontextmanager
async def running(
    api: BotApi,
    folder: Path,
    store: Store,
    nudge: NoNudge | None = None,
    delay_s: float = 0.0,
    show: Show = None,
    **more: object,
) -> AsyncIterator["asyncio.Task[None]"]:
    """The bot against a server, stopped in order at the end; what ended it early is raised."""
    stop = asyncio.Event()
    task = asyncio.create_task(
        serve(settings(api.url, folder / "telegram", **more), world(store, delay_s, nudge, show), stop)
    )
    try:
        yield task
    finally:
        stop.set()
        await task


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    more = {"send_s": float(sys.argv[3])} if len(sys.argv) > 3 else {}
    asyncio.run(serve(settings(url, folder / "telegram", **more), world(TinyDBStore(folder / "data"), delay_s=0.01)))


if __name__ == "__main__":
    main()
