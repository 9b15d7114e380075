"""What is kept of the messages that nobody asked for: the one that is open, how many went unanswered, and silence."""

import datetime as dt
from typing import Literal

import msgspec


class Push(msgspec.Struct, frozen=True, omit_defaults=True):
    """The session of `day`, of which the athlete was told and which is neither logged nor decided on.

    message: owed id of our message that bears its buttons, `text` what stands there; empty where nothing was sent.
    state: reminded of, put off (`until`, UTC, is when it comes again), or asked about because it was missed.
    """

    day: dt.date
    message: str = ""
    text: str = ""
    state: Literal["reminded", "put_off", "asked"] = "reminded"
    put_off: int = 0
    until: dt.datetime | None = None


class Off(msgspec.Struct, frozen=True):
    """Moments (UTC) between which the bot was off for so long that messages to it may be lost."""

    since: dt.datetime
    until: dt.datetime


class Pushes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the manners of our pushes need to know.

    unanswered: sessions reminded of since the athlete last wrote. silent: nothing more until they write. last: the
    local day of the latest push that nobody had asked for. asked: the day on which one more was asked for. shut: the
    chat was closed to us meanwhile, and they have not been told that reminders are off. off: a gap still to be told.
    """

    open: Push | None = None
    unanswered: int = 0
    silent: bool = False
    last: dt.date | None = None
    asked: dt.date | None = None
    shut: bool = False
    off: Off | None = None
