"""What an update of Telegram says: a message for the coach, a chat opened or closed, or nothing for us."""

import datetime as dt
from typing import Any, TypeAlias

import msgspec
import telegram
from telegram.constants import ChatMemberStatus, ChatType

from bot.conversation.ports import Message

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
SERVICE_ACCOUNT = 777000  # Telegram's own: forwards of a channel to its group
IN_GROUPS = ("log",)  # commands that are for us in a group; all else there is talk among people


class Told(msgspec.Struct, frozen=True):
    """An athlete told the coach something. `press` is the query to be answered when a button was pressed."""

    message: Message
    press: str = ""


class Standing(msgspec.Struct, frozen=True):
    """An athlete closed their chat to us, or opened it again."""

    athlete: str
    reachable: bool


Meaning: TypeAlias = Told | Standing | None


def read_update(raw: dict[str, Any], bot: telegram.Bot, now: dt.datetime) -> Meaning:
    """What one raw update says; None when it is nothing for us. Raises whatever python-telegram-bot does when the
    update is not of the form that it knows."""
    update = telegram.Update.de_json(raw, bot)
    if update.callback_query:
        return _press(update, update.callback_query, now)
    if update.my_chat_member:
        return _standing(update.my_chat_member)
    written = update.message or update.edited_message
    return _written(update, written, bot) if written else None


def _written(update: telegram.Update, written: telegram.Message, bot: telegram.Bot) -> Meaning:
    person = written.from_user
    if person is None or person.is_bot or person.id == SERVICE_ACCOUNT or written.sender_chat or written.text is None:
        return None
    group = written.chat.type != ChatType.PRIVATE
    above = written.reply_to_message
    to_us = above is not None and above.from_user is not None and above.from_user.id == bot.id
    command, text = split_command(whole(written.text), bot.username)
    if command is None or (group and not to_us and command not in IN_GROUPS):
        return None
    message = Message(
        athlete=str(person.id),
        chat=str(written.chat.id),
        id=f"{written.chat.id}:{written.message_id}",
        update=str(update.update_id),
        text=text,
        sent_at=written.date,
        edited=update.edited_message is not None,
        reply_to=f"{written.chat.id}:{above.message_id}" if above else None,
        name=person.first_name,
        language=person.language_code or "",
        group=group,
    )
    return Told(message)


def split_command(text: str, us: str) -> tuple[str | None, str]:
    """The command of a text ("" for none) and the text as the coach is to read it, without slash and bot's name.

    The command is None when it names another bot. "/log squat 5x5" is read as "squat 5x5"; the code that a link adds
    to "/start" is not for the reader.
    """
    if not text.startswith("/") or text.startswith("//"):
        return "", text
    word = text[1:].split(maxsplit=1)[0] if text[1:].strip() and not text[1].isspace() else ""
    rest = text[1 + len(word) :].strip()
    command, _, name = word.lower().partition("@")
    if name and name != us.lower():
        return None, text
    if command == "log" and rest:
        return command, rest
    return command, command if command == "start" else f"{command} {rest}".strip()


def whole(text: str) -> str:
    """The text with half characters (a lone surrogate) replaced: they can be neither kept nor sent."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _press(update: telegram.Update, query: telegram.CallbackQuery, now: dt.datetime) -> Meaning:
    if query.message is None or query.data is None:
        return None
    chat, ours = query.message.chat, f"{query.message.chat.id}:{query.message.message_id}"
    message = Message(
        athlete=str(query.from_user.id),
        chat=str(chat.id),
        id=ours,
        update=str(update.update_id),
        text="",
        sent_at=now,
        pressed=query.data,
        reply_to=ours,
        name=query.from_user.first_name,
        language=query.from_user.language_code or "",
        group=chat.type != ChatType.PRIVATE,
    )
    return Told(message, press=query.id)


def _standing(change: telegram.ChatMemberUpdated) -> Meaning:
    if change.chat.type != ChatType.PRIVATE:
        return None
    closed = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Standing(str(change.from_user.id), reachable=not closed)
