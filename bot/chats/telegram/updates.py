"""What an update of Telegram says: a message for the coach, a chat opened or closed, or nothing for us."""

import datetime as dt
from typing import Any, TypeAlias

import msgspec
import telegram

from bot.conversation.ports import Attached, Message

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
SERVICE_ACCOUNT = 777000  # Telegram's own: forwards of a channel to its group
PRIVATE = "private"
CLOSED = ("kicked", "left")  # what a member is who wants no messages of ours
GROUPS = ("group", "supergroup")
ATTACHED: tuple[tuple[Attached, tuple[str, ...]], ...] = (  # by how it is answered: what has no words
    ("voice", ("voice", "audio", "video_note")),
    ("picture", ("photo", "video", "animation")),
    ("sticker", ("sticker", "dice")),
    ("contact", ("contact",)),
    ("file", ("document", "poll")),
)
IN_GROUPS = ("log",)  # commands that are for us in a group; all else there is talk among people


class User(msgspec.Struct, frozen=True):
    """These structs are what we read of Telegram's own; all else in an update is passed over."""

    id: int
    is_bot: bool
    first_name: str
    language_code: str = ""


class Chat(msgspec.Struct, frozen=True):
    id: int
    type: str


class Location(msgspec.Struct, frozen=True):
    latitude: float
    longitude: float


class Origin(msgspec.Struct, frozen=True):
    """Who first wrote what was forwarded; nobody where they hide it."""

    sender_user: User | None = None


class Written(msgspec.Struct, frozen=True):
    message_id: int
    date: int  # seconds since 1970; 0 for a message too old to be shown to a bot
    chat: Chat
    sender: User | None = msgspec.field(name="from", default=None)
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str | None = None
    location: Location | None = None
    forward_origin: Origin | None = None
    voice: Any = None
    audio: Any = None
    video_note: Any = None
    photo: Any = None
    video: Any = None
    animation: Any = None
    sticker: Any = None
    document: Any = None
    contact: Any = None
    poll: Any = None
    dice: Any = None
    reply_to_message: "Written | None" = None


class Press(msgspec.Struct, frozen=True):
    id: str
    sender: User = msgspec.field(name="from")
    data: str | None = None
    message: Written | None = None


class Member(msgspec.Struct, frozen=True):
    status: str


class Change(msgspec.Struct, frozen=True):
    chat: Chat
    sender: User = msgspec.field(name="from")
    old_chat_member: Member
    new_chat_member: Member


class Update(msgspec.Struct, frozen=True):
    update_id: int
    message: Written | None = None
    edited_message: Written | None = None
    callback_query: Press | None = None
    my_chat_member: Change | None = None


class Told(msgspec.Struct, frozen=True):
    """An athlete told the coach something. `press` is the query to be answered when a button was pressed, `payload`
    what a link added to "/start"."""

    message: Message
    press: str = ""
    payload: str = ""


class Standing(msgspec.Struct, frozen=True):
    """An athlete closed their chat to us, or opened it again."""

    athlete: str
    reachable: bool


class Joined(msgspec.Struct, frozen=True):
    """An athlete took us into a group."""

    athlete: str
    chat: str
    update: str
    language: str


Meaning: TypeAlias = Told | Standing | Joined | None


def read_update(raw: dict[str, Any], bot: telegram.Bot, now: dt.datetime) -> Meaning:
    """What one raw update says; None when it is nothing for us. Raises msgspec.ValidationError or ValueError when it is
    not of the form that we know."""
    update = msgspec.convert(raw, Update)
    if update.callback_query:
        return _press(update, update.callback_query, now)
    if update.my_chat_member:
        return _standing(update, update.my_chat_member)
    written = update.message or update.edited_message
    return _written(update, written, bot) if written else None


def _written(update: Update, written: Written, bot: telegram.Bot) -> Meaning:
    person = written.sender
    if person is None or person.is_bot or person.id == SERVICE_ACCOUNT or written.sender_chat:
        return None
    said, attached = _said(written, person)
    if not (said or attached or written.location) or (not said and update.edited_message):
        return None
    group = written.chat.type != PRIVATE
    above = written.reply_to_message
    to_us = above is not None and above.sender is not None and above.sender.id == bot.id
    command, text = split_command(whole(said), bot.username)
    if command is None or (group and not to_us and command not in IN_GROUPS):
        return None
    message = Message(
        athlete=str(person.id),
        chat=str(written.chat.id),
        id=f"{written.chat.id}:{written.message_id}",
        update=str(update.update_id),
        text=text,
        sent_at=dt.datetime.fromtimestamp(written.date, dt.UTC),
        edited=update.edited_message is not None,
        reply_to=f"{written.chat.id}:{above.message_id}" if above else None,
        name=whole(person.first_name),
        language=whole(person.language_code),
        group=group,
        place=(written.location.latitude, written.location.longitude) if written.location else None,
        attached=attached,
    )
    return Told(message, payload=_payload(said) if command == "start" else "")


def _said(written: Written, person: User) -> tuple[str, Attached]:
    """The words of a message, and of what kind it is where it has none that are its sender's own."""
    origin = written.forward_origin
    if origin and not (origin.sender_user and origin.sender_user.id == person.id):
        return "", "forwarded"
    said = written.text or written.caption or ""
    kind: Attached = (
        "" if said else next((kind for kind, names in ATTACHED if any(getattr(written, n) for n in names)), "")
    )
    return said, kind


def _payload(text: str) -> str:
    return text.partition(" ")[2].strip()


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


def _press(update: Update, query: Press, now: dt.datetime) -> Meaning:
    if query.message is None or query.data is None:
        return None
    above = query.message.reply_to_message
    whose = above.sender if above else None
    chat, ours = query.message.chat, f"{query.message.chat.id}:{query.message.message_id}"
    message = Message(
        athlete=str(query.sender.id),
        chat=str(chat.id),
        id=ours,
        update=str(update.update_id),
        text="",
        sent_at=now,
        pressed=query.data,
        reply_to=ours,
        name=whole(query.sender.first_name),
        language=whole(query.sender.language_code),
        group=chat.type != PRIVATE,
        owner=whole(whose.first_name) if whose and whose.id != query.sender.id else "",
    )
    return Told(message, press=query.id)


def _standing(update: Update, change: Change) -> Meaning:
    person = change.sender
    if change.chat.type in GROUPS and change.old_chat_member.status in CLOSED and _is_in(change.new_chat_member):
        return Joined(str(person.id), str(change.chat.id), str(update.update_id), person.language_code)
    if change.chat.type != PRIVATE:
        return None
    return Standing(str(change.sender.id), reachable=change.new_chat_member.status not in CLOSED)


def _is_in(member: Member) -> bool:
    return member.status in ("member", "administrator")
