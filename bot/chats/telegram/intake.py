"""Takes in what people do: raw updates, each on its own, in order for each athlete, confirmed only once kept."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

import msgspec
import telegram

from bot.chats.telegram.door import Door
from bot.chats.telegram.flood import Flood
from bot.chats.telegram.texts import to_athlete
from bot.chats.telegram.updates import Joined, Standing, Told, read_update
from bot.chats.trail import trail
from bot.conversation.ports import Clock, Message, Owed

TRIES = 3  # of an update whose handling fails, before it is set aside
HEAR_S = 30.0  # longest that one message may take
AT_ONCE = 64  # athletes heard at the same time
_log = logging.getLogger(__name__)

Raw: TypeAlias = dict[str, Any]
SetAside: TypeAlias = Callable[[Raw, str], None]  # an update that cannot be handled, and why


class Ear(Protocol):
    """Whoever hears messages: keeps the effect, the update's id and the replies owed as one, then says what is owed."""

    async def hear(self, message: Message, now: datetime) -> tuple[Owed, ...]: ...


class Answering(Protocol):
    """Stops the waiting sign of a pressed button, with an alert to who pressed it where there is one."""

    async def answer(self, query: str, alert: str = "") -> None: ...


class Handing(Protocol):
    """Takes over what is owed."""

    def hand(self, athlete: str, *owed: Owed) -> None: ...


class Standings(Protocol):
    """Keeps whether an athlete's chat is open to us."""

    async def standing(self, athlete: str, reachable: bool) -> None: ...


class Intake:
    """`take` returns when the effect of every update it was given is kept, or the update has been set aside."""

    def __init__(
        self,
        bot: telegram.Bot,
        ear: Ear,
        sender: Handing,
        *,
        outbox: Standings,
        chat: Answering,
        clock: Clock,
        set_aside: SetAside,
        door: Door,
    ) -> None:
        self._bot, self._ear, self._sender, self._outbox, self._chat = bot, ear, sender, outbox, chat
        self._clock, self._set_aside, self._door = clock, set_aside, door
        self._flood = Flood()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._answers: set[asyncio.Task[None]] = set()

    async def take(self, raws: Sequence[Raw]) -> None:
        """Handle a batch: in parallel across athletes, in the given order for each."""
        chains: dict[str, list[tuple[Raw, Told | Standing]]] = {}
        for raw in raws:
            try:
                meaning = read_update(raw, self._bot, self._clock.now())
            except Exception as error:  # whatever parsing meets: one update's form is never another's trouble
                self._give_up(raw, f"unreadable: {type(error).__name__}")
                continue
            if isinstance(meaning, Standing):
                chains.setdefault(meaning.athlete, []).append((raw, meaning))
            elif isinstance(meaning, Joined):
                self._greet(meaning)
            elif meaning is not None and (told := self._introduced(meaning)) and self._reads(told):
                chains.setdefault(told.message.athlete, []).append((raw, told))
        async with asyncio.TaskGroup() as group:
            for chain in chains.values():
                group.create_task(self._work(chain))

    async def close(self) -> None:
        """Wait for the button presses still being answered."""
        await asyncio.gather(*self._answers, return_exceptions=True)

    def _greet(self, joined: Joined) -> None:
        """Say in a group how we are spoken to there, if one of ours took us in."""
        if self._door.admits(joined.athlete):
            self._tell(joined, "joined")

    def _reads(self, told: Told) -> bool:
        message = told.message
        read, tell = self._flood.judge(message)
        if tell:
            self._tell(message, "flood")
        if not read:
            self._answer(told.press)
        return read

    def _introduced(self, told: Told) -> Told | None:
        """What somebody told, knowing whose invite they bring; None for a stranger, who is told once a day."""
        message = told.message
        if not told.payload and self._door.admits(message.athlete):
            return told
        try:
            invite = self._door.welcome(told.payload, message.athlete)
        except OSError as error:
            _log.error("an invite could not be kept as used: %s", type(error).__name__)
            self._tell(message, "failed")
            return None
        if invite is not None:
            return msgspec.structs.replace(told, message=msgspec.structs.replace(message, invited_by=invite.by))
        if self._door.admits(message.athlete):
            return told
        self._answer(told.press, to_athlete("foreign", message.language) if message.group else "")
        if not message.group and (word := self._door.word(message.athlete, told.payload)):
            self._tell(message, word)
        return None

    async def _work(self, chain: list[tuple[Raw, Told | Standing]]) -> None:
        async with self._slots:
            for raw, meaning in chain:
                await self._handle(raw, meaning)

    async def _handle(self, raw: Raw, meaning: Told | Standing) -> None:
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                await self._clock.sleep(0.2 * 2**attempt)
            try:
                async with asyncio.timeout(HEAR_S):
                    if isinstance(meaning, Standing):
                        await self._outbox.standing(meaning.athlete, meaning.reachable)
                    else:
                        await self._hear(meaning)
                return
            except Exception as error:  # one message's trouble is never another's
                reason = type(error).__name__
                _log.error("update %s could not be handled: %s", raw.get("update_id"), trail(error))
        self._give_up(raw, f"failed: {reason}")
        if isinstance(meaning, Told):
            self._tell(meaning.message, "failed")
            self._answer(meaning.press)

    async def _hear(self, told: Told) -> None:
        owed = await self._ear.hear(told.message, self._clock.now())
        self._sender.hand(told.message.athlete, *(each for each in owed if each.kind != "alert"))
        self._answer(told.press, next((each.text for each in owed if each.kind == "alert"), ""))

    def _answer(self, query: str, alert: str = "") -> None:
        if not query:
            return
        task = asyncio.create_task(self._chat.answer(query, alert))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    def _tell(self, message: Message | Joined, name: str) -> None:
        text = to_athlete(name, message.language, id=message.athlete)
        notice = Owed(id=f"{name}:{message.update}", chat=message.chat, text=text, kind="notice")
        self._sender.hand(message.athlete, notice)

    def _give_up(self, raw: Raw, reason: str) -> None:
        _log.error("update %s set aside: %s", raw.get("update_id"), reason)
        self._set_aside(raw, reason)


def shape(raw: object) -> object:
    """What an update looks like without what it says: names, texts and ids become their types and lengths."""
    if isinstance(raw, dict):
        return {str(key): shape(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [shape(value) for value in raw]
    return f"text of {len(raw)}" if isinstance(raw, str) else type(raw).__name__


def as_line(raw: Raw, reason: str, now: datetime) -> bytes:
    """A line for the file of updates set aside: enough to mend the reader, nothing of what anybody wrote."""
    record = {"at": now.isoformat(timespec="seconds"), "reason": reason, "shape": shape(raw)}
    return msgspec.json.encode(record) + b"\n"
