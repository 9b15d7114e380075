"""The same coach at a prompt, without a token and without a network; lines from a pipe are answered one by one."""

import asyncio
import contextlib
import os
import sys
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol, TextIO

import click
import msgspec

from bot.chats.buttons_in_text import numbered, pressed
from bot.chats.trail import trail
from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Button, Clock, Delivery, Message, NotKept, Owed
from bot.conversation.reply import Coach

ATHLETE = "terminal"


class Voice(msgspec.Struct, frozen=True):
    """The coach: who hears, who reminds, and what settles what is owed."""

    coach: Coach
    nudge: Nudge
    outbox: Outbox


class Terminal:
    """One athlete at one prompt; the buttons of the last reply are typed as numbers. `show` writes a line, `failed`
    says that something broke, and where; `save` writes an export into a file, and says which."""

    def __init__(
        self,
        voice: Voice,
        clock: Clock,
        show: Callable[[str], None],
        failed: Callable[[str], str],
        save: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        self._coach, self._nudge, self._outbox = voice.coach, voice.nudge, voice.outbox
        self._clock, self.show, self._failed, self._save = clock, show, failed, save
        self._buttons: tuple[Button, ...] = ()

    async def hear(self, text: str) -> None:
        """Answer one line, without the colour codes and control characters that may have been pasted with it."""
        text = "".join(c for c in click.unstyle(text) if c.isprintable() or c == "\t")
        now, this = self._clock.now(), uuid.uuid4().hex
        button = pressed(text, self._buttons)
        token = button.token if button else None
        message = Message(ATHLETE, ATHLETE, this, this, "" if button else text, now, pressed=token)
        try:
            owed = await self._coach.hear(message, now)
        except Exception as error:  # a fault of ours must not end the evening
            self.show(self._failed(trail(error)))
            return
        for one in owed:
            await self._deliver(ATHLETE, one)

    async def tick(self) -> None:
        """Push what has fallen due."""
        for athlete, owed in await self._nudge.tick(self._clock.now()):
            await self._deliver(athlete, owed)

    async def take_up(self) -> None:
        """Say what an earlier evening still owed, and what has fallen due since."""
        for athlete, owed in await self._outbox.left():
            await self._deliver(athlete, owed)
        await self.tick()

    async def knows(self) -> bool:
        """Whether anything is kept on who sits here."""
        try:
            return await self._outbox.knows(ATHLETE)
        except NotKept:
            return True

    async def _deliver(self, athlete: str, owed: Owed) -> None:
        try:
            claimed = await self._outbox.claim(athlete, owed)
        except NotKept:
            claimed = owed  # it is owed all the same: said now, and once more at the next start
        if claimed is None:
            return
        if not claimed.only_edit:  # what is printed stays as it is
            self.show(numbered(claimed))
            if claimed.export_of and self._save is not None:
                self.show(await self._save(claimed.export_of))
            self._buttons = claimed.buttons or self._buttons
        with contextlib.suppress(NotKept):
            await self._outbox.settle(athlete, claimed, Delivery("sent", message_id=claimed.id))


class Wakes(Protocol):
    """Calls the terminal's tick now and then, between start and stop."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


async def converse(terminal: Terminal, wakes: Callable[[], Wakes], greeting: str, history: Path | None) -> None:
    """Talk until the end of input: at a prompt where a person sits, line by line where a pipe does."""
    if sys.stdin is None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        await terminal.take_up()
        await _pipe(terminal, sys.stdin, history)
        return
    terminal.show(greeting)
    await terminal.take_up()
    ticker = wakes()
    ticker.start()
    try:
        with contextlib.suppress(EOFError, KeyboardInterrupt, asyncio.CancelledError):
            while True:
                await _prompt(terminal, history)
    finally:
        ticker.stop()


async def _pipe(terminal: Terminal, lines: TextIO, history: Path | None) -> None:
    for line in lines:
        await terminal.hear(line.rstrip("\n"))
        await _forgotten(terminal, history)
        if sys.stdout is not None:
            sys.stdout.flush()


async def _forgotten(terminal: Terminal, history: Path | None) -> bool:
    """Who has had everything erased finds nothing of what was typed either. Whether that is so."""
    if history is None or await terminal.knows():
        return False
    _erase(history)
    return True


def _erase(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


async def _prompt(terminal: Terminal, history: Path | None) -> None:
    """Until who sits here has had everything erased: then a new session begins, which remembers nothing."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.output import ColorDepth
    from prompt_toolkit.patch_stdout import patch_stdout

    plain = ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None
    kept = FileHistory(str(history)) if history else InMemoryHistory()
    session: PromptSession[str] = PromptSession("> ", history=kept, color_depth=plain)
    with patch_stdout():
        while True:
            line = await session.prompt_async()
            with session.app.input.raw_mode():  # a key pressed meanwhile, Ctrl-D too, waits for the next prompt
                await terminal.hear(line)
            if await _forgotten(terminal, history):
                return
