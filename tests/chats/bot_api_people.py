"""What people do on Telegram, as the raw updates that a bot is given of it."""

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any

BOT = {"id": 123456, "is_bot": True, "first_name": "Coach", "username": "FasttwitchBot"}
NAMES = {7: "Ana", 8: "Ben"}
START = 1_767_600_000  # 2026-01-05 08:00 UTC


@dataclass
class Sent:
    """A message the server accepted. `texts` are all its versions, the first one sent and its edits."""

    chat: int
    message_id: int
    texts: list[str]
    buttons: list[list[dict[str, str]]]
    at: float
    reply_to: int | None = None
    file: bytes = b""
    asks_place: bool = False
    entities: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.texts[-1]

    def token(self, label: str) -> str:
        return next(key["callback_data"] for row in self.buttons for key in row if key["text"] == label)

    def url(self, label: str) -> str:
        return next(key["url"] for row in self.buttons for key in row if key["text"] == label)


class People:
    """Puts updates for the server to give out. A bot's own message is `Sent`."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.news = asyncio.Event()
        self.message_ids = itertools.count(1)
        self._update_ids = itertools.count(1000)
        self._dates = itertools.count(START, 60)

    def give(self, **update: Any) -> int:
        update_id = next(self._update_ids)
        self.updates.append({"update_id": update_id, **update})
        self.news.set()
        return update_id

    def say(self, text: str, user: int = 7, chat: int | None = None, date: int | None = None, **more: Any) -> int:
        """Somebody writes. Returns the message's id."""
        message_id = next(self.message_ids)
        self.give(message=self._message(text, user, chat, date, message_id) | more)
        return message_id

    def edit(self, message_id: int, text: str, user: int = 7, chat: int | None = None) -> None:
        """Somebody edits. The message keeps the moment at which it was first written."""
        written = [raw["message"] for raw in self.updates if raw.get("message", {}).get("message_id") == message_id]
        date = written[0]["date"] if written else None
        self.give(edited_message=self._message(text, user, chat, date, message_id) | {"edit_date": next(self._dates)})

    def press(self, message: Sent, label: str, user: int = 7) -> None:
        """Somebody presses a button of a message of ours."""
        under = {"message_id": message.message_id, "date": START, "chat": as_chat(message.chat), "text": message.text}
        written = {raw["message"]["message_id"]: raw["message"] for raw in self.updates if "message" in raw}
        if message.reply_to in written:
            under["reply_to_message"] = written[message.reply_to]
        query = {"id": f"q{next(self._update_ids)}", "from": as_person(user), "message": under | {"from": BOT}}
        self.give(callback_query=query | {"chat_instance": "1", "data": message.token(label)})

    def join(self, user: int, chat: int) -> None:
        """Somebody takes the bot into a group."""
        change = {"chat": as_chat(chat), "from": as_person(user), "date": START}
        old, new = {"user": BOT, "status": "left"}, {"user": BOT, "status": "member"}
        self.give(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})

    def change(self, user: int, status: str) -> None:
        """Somebody blocks ("kicked") or unblocks ("member") the bot."""
        change = {"chat": as_chat(user), "from": as_person(user), "date": START}
        old, new = {"user": BOT, "status": "member"}, {"user": BOT, "status": status}
        if status == "kicked":
            new["until_date"] = 0
        self.give(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})

    def _message(self, text: str, user: int, chat: int | None, date: int | None, message_id: int) -> dict[str, Any]:
        where = as_chat(user if chat is None else chat)
        when = next(self._dates) if date is None else date
        return {"message_id": message_id, "date": when, "chat": where, "from": as_person(user), "text": text}


def as_chat(chat: int) -> dict[str, Any]:
    return (
        {"id": chat, "type": "private", "first_name": "P"}
        if chat > 0
        else {"id": chat, "type": "group", "title": "Gym"}
    )


def as_person(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": NAMES.get(user, f"Person {user}"), "language_code": "en"}
