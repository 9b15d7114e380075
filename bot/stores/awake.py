"""When the reminders were last looked through, in a small file, so that a start knows how long nobody looked."""

import contextlib
import datetime as dt
from pathlib import Path

import msgspec

from bot.conversation.ports import Seen
from bot.stores.damage import Damaged, StoreRefused
from bot.stores.sealed import Schema, seal, unseal

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
            fresh.write_bytes(seal(self._file, Schema(), msgspec.json.encode(seen)))
            fresh.replace(self._file)
            self._written = seen

    def _read(self) -> Seen | None:
        try:
            return unseal(self._file, Schema(), self._file.read_bytes(), Seen)
        except (OSError, Damaged, StoreRefused):
            return None
