"""When the reminders were last looked through, in a small file, so that a start knows how long nobody looked."""

import contextlib
import datetime as dt
from pathlib import Path

import msgspec

from bot.conversation.ports import Seen

WRITTEN_EVERY = dt.timedelta(minutes=1)


class AwakeFile:
    """`rules` names the rules of time zones in use. A file that cannot be read or written costs no reminder."""

    def __init__(self, file: Path, rules: str) -> None:
        self._file, self.rules = file, rules
        self._last = self._written = self._read()

    def seen(self) -> Seen | None:
        return self._last

    def keep(self, seen: Seen) -> None:
        self._last = seen
        before = self._written
        if before and before.rules == seen.rules and abs(seen.at - before.at) < WRITTEN_EVERY:
            return
        fresh = self._file.with_suffix(".new")
        with contextlib.suppress(OSError):
            fresh.write_bytes(msgspec.json.encode(seen))
            fresh.replace(self._file)
            self._written = seen

    def _read(self) -> Seen | None:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=Seen)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
