"""What the conversation needs from the world: a Store to keep notebooks in, a Chat to talk through."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol, TypeAlias

import msgspec

from bot.conversation.pushed import Pushes
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry

SEND_PLACE = "location"  # the token of a button that sends where one is, where the chat can


class Button(msgspec.Struct, frozen=True):
    """A button under a reply. `token` is opaque and comes back when the button is pressed. One without a token works in
    the chat alone: `copies` is the text that it puts into the clipboard, `opens` leads to the athlete's own chat."""

    label: str
    token: str = ""
    copies: str = ""
    opens: str = ""


Attached: TypeAlias = Literal["", "voice", "picture", "sticker", "contact", "file", "forwarded"]


class Message(msgspec.Struct, frozen=True):
    """One thing an athlete did: wrote `text`, edited an earlier text, or pressed a button (`pressed` is its token).

    `id` names the message for ever (chat and message id; an edit bears the id of what it edits); `update` names this
    delivery of it, so that a repeated delivery is recognised. `sent_at` is UTC. `language` is a hint from the chat;
    `place`: latitude and longitude that were sent.
    `owner`: in a group, who a pressed button belongs to, where that is somebody else. `attached`: what was sent without
    words of one's own. `invited_by`: whose invite they have just used.
    """

    athlete: str
    chat: str
    id: str
    update: str
    text: str
    sent_at: dt.datetime
    edited: bool = False
    pressed: str | None = None
    reply_to: str | None = None
    name: str = ""
    language: str = ""
    group: bool = False
    place: tuple[float, float] | None = None
    owner: str = ""
    attached: Attached = ""
    invited_by: str = ""


class Moment(msgspec.Struct, frozen=True):
    """A moment (UTC) that a text says, and how it is shown there."""

    shown: str
    at: dt.datetime


class Owed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something owed to a chat and not yet known to be out. `answers` is the id of the message that it replies to.

    state: pending (never tried), sending (claimed; after a crash nobody knows whether it went out), unknown (a read
    timed out: it may be out). `edits`: the owed id of our own earlier reply that this text replaces in place.
    `export_of`: the athlete whose belongings go along as a document, made when it is sent.
    `only_edit`: where what it edits cannot be replaced any more, nothing is sent. `silent`: without a sound. `until`:
    the last moment at which it is worth sending. An alert is shown to who pressed a button, and never kept.
    `moments`: the times that the text says, in its order. `reacts`: an emoji put beside what it answers, as well.
    """

    id: str
    chat: str
    text: str
    buttons: tuple[Button, ...] = ()
    kind: Literal["reply", "reminder", "notice", "alert"] = "reply"
    answers: str | None = None
    edits: str | None = None
    state: Literal["pending", "sending", "unknown"] = "pending"
    tries: int = 0
    since: dt.datetime | None = None
    export_of: str = ""
    moments: tuple[Moment, ...] = ()
    reacts: str = ""
    only_edit: bool = False
    silent: bool = False
    until: dt.datetime | None = None


class Action(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a button does when its athlete presses it, or types its `label`. `entry` is the id of the entry concerned,
    `value` what is chosen (a unit, a question's name, a command), `keeps` the entry that pressing it keeps, `settles`
    the habit of writing that pressing it shows, `below` the owed id of the message that it stands below; None for
    `until`: it never expires."""

    do: Literal[
        "undo",
        "restore",
        "why",
        "unit",
        "keep",
        "discard",
        "answer",
        "sources",
        "done",
        "command",
        "fix",
        "plan",
        "place",
        "push",
        "pain",
        "settings",
        "set",
    ]
    label: str = ""
    entry: str = ""
    value: str = ""
    below: str = ""
    keeps: Entry | None = None
    settles: tuple[str, str] | None = None
    until: dt.datetime | None = None


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question that waits for its answer: its text, the message it is about, and the buttons that answer it. `heard`:
    the update that was heard last when it was asked, or asked again."""

    key: str
    message: str
    text: str
    buttons: tuple[Button, ...] = ()
    asked_at: dt.datetime | None = None
    repeats: int = 0
    heard: str = ""


class Amendment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A change to an entry that may lie in the archive already: what it becomes, or None to take it back."""

    id: str
    entry: Entry | None = None


class Notebook(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything kept on one athlete, and committed as one.

    heard: update ids already dealt with, latest last. owed: what is not yet known to be out. reminded: pushes already
    claimed, by local date and kind. pushes: what is kept of the messages that nobody asked for. replies: by message
    id, the owed id of our reply to it. sent: by owed id, the chat's own id for what we sent. actions: by token, what a
    button does. undone: entries that undo took out, latest last. due_at: when the next push falls due (UTC).
    reachable: False once the chat is closed to us. amended: changes to entries that `diary` no longer holds; the store
    works them into the archive (or, where it knows no such entry, into the diary), and an opened notebook bears none.
    """

    athlete: Athlete
    diary: Diary = Diary()
    chat: str = ""
    question: Question | None = None
    actions: dict[str, Action] = {}
    heard: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    reminded: tuple[str, ...] = ()
    pushes: Pushes = Pushes()
    replies: dict[str, str] = {}
    sent: dict[str, str] = {}
    undone: tuple[Entry, ...] = ()
    due_at: dt.datetime | None = None
    reachable: bool = True
    amended: tuple[Amendment, ...] = ()


class NotKept(Exception):
    """The store could not keep what it was given (disk full, read-only, I/O error); nothing has changed."""


class Store(Protocol):
    """Keeps one notebook an athlete. `keep` returns only once the notebook would survive a power cut."""

    @property
    def failing(self) -> bool:
        """Whether what it was asked for last was refused by the disk, and nothing has been kept since."""
        ...

    async def open(self, athlete: str) -> Notebook:
        """The athlete's notebook as last kept; an empty one for somebody new."""
        ...

    async def keep(self, notebook: Notebook) -> None:
        """Commit all of it as one. Raises NotKept, and then nothing has changed."""
        ...

    async def archived(self, athlete: str) -> tuple[Entry, ...]:
        """Entries that have left the diary for the archive, oldest first."""
        ...

    async def due(self, now: dt.datetime) -> tuple[str, ...]:
        """Athletes whose `due_at` has come, earliest first, found without reading every athlete."""
        ...

    async def next_due(self) -> dt.datetime | None:
        """The earliest `due_at` of all, or None."""
        ...

    async def owing(self) -> tuple[str, ...]:
        """Athletes to whom something is still owed."""
        ...

    async def athletes(self) -> tuple[str, ...]:
        """Ids of all athletes."""
        ...

    async def forget(self, athlete: str) -> None:
        """Erase everything about this athlete."""
        ...

    async def close(self) -> None: ...


class Chat(Protocol):
    """Delivers what is owed. Says how it went; it never raises for what the network or the other side did."""

    async def deliver(self, owed: Owed) -> "Delivery": ...


class Document(msgspec.Struct, frozen=True):
    """A file to send."""

    name: str
    content: bytes


Exports: TypeAlias = Callable[[str], Awaitable[Document]]  # an athlete's belongings, as they are at this moment


class Clock(Protocol):
    """What a chat needs of time: the moment (UTC), elapsed seconds, and waiting."""

    def now(self) -> dt.datetime: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class Seen(msgspec.Struct, frozen=True):
    """When the reminders were last looked through (UTC), and by which rules of time zones their moments were found."""

    at: dt.datetime
    rules: str = ""


class Awake(Protocol):
    """Remembers that over restarts. `rules` names the rules of zones that are in use now."""

    rules: str

    def seen(self) -> Seen | None: ...

    def keep(self, seen: Seen) -> None: ...


class Delivery(msgspec.Struct, frozen=True):
    """How a delivery went: sent (with the chat's own id for it), retry (surely not out), unknown (may be out),
    gone (the chat is closed to us), refused (never will be taken)."""

    outcome: Literal["sent", "retry", "unknown", "gone", "refused"]
    message_id: str = ""
    retry_after_s: float = 0.0
    moved_to: str = ""
