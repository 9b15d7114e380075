"""Who was invited: single-use invites, kept by their digest alone, and those who have used one.

An invite is a file that is named by its digest. Using it renames the file to its guest's id: whatever happens, it is
used once or not at all.
"""

import contextlib
import datetime as dt
import hashlib
import os
import secrets
from pathlib import Path

import msgspec

INVITES, GUESTS = "invites", "guests"
TOKEN_BYTES = 16
TOKEN_CHARACTERS = 22
LASTS = dt.timedelta(days=14)


class Invite(msgspec.Struct, frozen=True):
    """What is kept of an invite, also once it was used. `by`: who invites, empty where that was not told."""

    digest: str
    until: dt.datetime
    by: str = ""
    first: bool = False


class Guests:
    """The invites of one folder. `admits` asks memory; all else asks the disk, and may raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._invites, self._guests = folder / INVITES, folder / GUESTS
        self._known = set(_names(self._guests))

    def admits(self, athlete: str) -> bool:
        return athlete in self._known

    @property
    def nobody(self) -> bool:
        return not self._known

    def invite(self, now: dt.datetime, by: str = "", first: bool = False) -> str:
        """A new invite's token, once the invite would survive a power cut. `first`: it takes the place of earlier ones
        that were made for whoever comes first."""
        if first:
            self._take_back_first()
        token = secrets.token_urlsafe(TOKEN_BYTES)
        invite = Invite(_digest(token), now + LASTS, by, first)
        self._invites.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self._invites / invite.digest, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as opened:
            opened.write(msgspec.json.encode(invite))
            opened.flush()
            os.fsync(opened.fileno())
        _settle(self._invites)
        return token

    def welcome(self, token: str, athlete: str, now: dt.datetime) -> Invite | None:
        """The invite behind a token, used up by this athlete now or before; None where it lets nobody in."""
        digest = _digest(token)
        used = _read(self._guests / athlete)
        if used is not None and used.digest == digest:
            return used
        file = self._invites / digest
        invite = _read(file)
        if invite is None or invite.until < now or not athlete.isdecimal():
            return None
        self._guests.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            file.rename(self._guests / athlete)
        except FileNotFoundError:
            return None
        _settle(self._guests)
        self._known.add(athlete)
        return invite

    def _take_back_first(self) -> None:
        for name in _names(self._invites):
            earlier = _read(self._invites / name)
            if earlier is not None and earlier.first:
                (self._invites / name).unlink(missing_ok=True)


def looks_like_invite(payload: str) -> bool:
    """Whether what a link added to /start may once have been an invite, and not some other word."""
    return len(payload) == TOKEN_CHARACTERS


def invite_link(bot: str, token: str) -> str:
    """The link that brings somebody to us with their invite."""
    return f"https://t.me/{bot}?start={token}"


def name_file(folder: Path) -> Path:
    """Where the running bot keeps its name, for the links of invites made elsewhere."""
    return folder / "name"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _names(folder: Path) -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        return [entry.name for entry in folder.iterdir()]
    return []


def _read(file: Path) -> Invite | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Invite)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _settle(folder: Path) -> None:
    """What happened in a folder survives a power cut, where the system can promise that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
