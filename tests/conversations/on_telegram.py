"""Retells a story on Telegram: raw updates in, the real sender out, over HTTP to a Bot API server on loopback."""

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import telegram

from bot.assembly import exporting, learn
from bot.chats.buttons_in_text import labelled
from bot.chats.story import A_WHILE, Stage, StoryClock, Storyteller, athlete_of, beginning
from bot.chats.telegram.door import Door
from bot.chats.telegram.intake import Intake
from bot.chats.telegram.sender import Sender
from bot.chats.telegram.telegram_chat import TelegramChat
from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Button, Owed, Store
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.training.athlete import Athlete
from tests.chats.bot_api import TOKEN, BotApi, until
from tests.chats.bot_api_people import Sent

ATHLETE = 7


class Seen(BotApi):
    """A Bot API server that remembers, in order, what came to be seen in the chat."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str, list[str]]] = []

    def written(self, message_id: int) -> dict[str, Any]:
        """A message of somebody, as it comes along with a reply to it."""
        messages = [update["message"] for update in self.updates if "message" in update]
        found = next(one for one in messages if one["message_id"] == message_id)
        return {key: value for key, value in found.items() if key != "reply_to_message"}

    def _send(self, parameters: dict[str, str]) -> dict[str, Any]:
        message = super()._send(parameters)
        self._saw("", self.sent[-1])
        return message

    def _edit(self, parameters: dict[str, str]) -> dict[str, Any]:
        before = {one.message_id: one.text for one in self.sent}
        message = super()._edit(parameters)
        edited = next(one for one in self.sent if one.message_id == message["message_id"])
        if edited.buttons or not before[edited.message_id].startswith(edited.text):
            self._saw("✎ ", edited)  # one that only takes the buttons off is no line of a story
        return message

    def _saw(self, mark: str, sent: Sent) -> None:
        self.seen.append((mark, sent.text, labels(sent)))


def labels(sent: Sent) -> list[str]:
    return [key["text"] for row in sent.buttons for key in row]


class TellerOnTelegram(Storyteller):
    """The same story, lived in a chat with the bot."""

    def __init__(self, stage: Stage, athlete: Athlete, api: Seen, intake: Intake, sender: Sender) -> None:
        super().__init__(stage, athlete)
        self._api, self._intake, self._sender = api, intake, sender
        self._ids: list[int] = []
        self.presses = 0

    async def _hear(self, line: str, number: int) -> None:
        await self._intake.take([self._update(line)])
        await self._intake.close()
        await self._shown()
        self._stage.clock.move_to(self._stage.clock.now() + A_WHILE)

    def _update(self, line: str) -> dict[str, Any]:
        api, now = self._api, int(self._stage.clock.now().timestamp())
        kind, _, text = line.removeprefix(">").partition(" ")
        if kind == "press":
            self.presses += 1
            below = next((one for one in reversed(api.sent) if text.strip() in labels(one)), None)
            assert below, f"no button [{text}] is left in the chat"
            api.press(below, text.strip())
        elif kind == "edit":
            of, _, text = text.partition(" ")
            api.edit(self._ids[int(of) - 1], text)
        else:
            above = {}
            if kind == "reply":
                of, _, text = text.partition(" ")
                kind, above = "", {"reply_to_message": api.written(self._ids[int(of) - 1])}
            said = (kind + " " + text if kind else text).replace("\\n", "\n")
            self._ids.append(api.say(said, date=now, **above))
        update = api.updates[-1]
        for one in update.values():
            if isinstance(one, dict):
                one["from"] = one["from"] | {"language_code": self._athlete.language}
        return update

    async def _deliver(self, owed: Owed) -> None:
        self._sender.hand(str(ATHLETE), owed)
        await self._shown()

    async def _shown(self) -> None:
        """Wait until all is sent, and write down what the chat shows of it."""
        await until(lambda: len(self._sender) == 0)
        for mark, text, below in self._api.seen:
            shown = labelled(Owed("", "", text, tuple(Button(label, "") for label in below)))
            self._told += [f"< {line}" for line in (mark + shown).splitlines()]
        self._api.seen.clear()


async def retell_on_telegram(story: str, store: Store) -> str:
    """The story as it goes on Telegram. Every press must have been answered."""
    knows, turns = learn(), Turns()
    athlete = athlete_of(story, Athlete(str(ATHLETE)))
    clock = StoryClock(beginning(story, athlete))
    coach, outbox = Coach(knows, store, turns, athlete), Outbox(store, turns)
    async with Seen() as api, telegram.Bot(TOKEN, f"{api.url}/bot") as bot:
        chat = TelegramChat(bot, clock, exporting(store, turns, knows.speaker))
        sender = Sender(chat, outbox, clock)
        door = Door(clock, open_to_all=True)
        intake = Intake(bot, coach, sender, outbox=outbox, chat=chat, clock=clock, set_aside=refuse, door=door)
        sending = asyncio.create_task(sender.run())
        try:
            stage = Stage(coach, Nudge(knows, store, turns), outbox, store, clock)
            teller = TellerOnTelegram(stage, athlete, api, intake, sender)
            told = await teller.retell(story)
        finally:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending
        assert len(api.answered) == teller.presses
        assert not api.refused
    return told


def refuse(raw: dict[str, Any], reason: str) -> None:
    raise AssertionError(f"set aside: {raw}: {reason}")


def can_be_lived(story: Path) -> bool:
    """Telegram sends no empty messages."""
    return not any(line.strip() == ">" for line in story.read_text(encoding="utf-8").splitlines())
