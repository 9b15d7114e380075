"""Updates that could not be handled: their form, for the owner, in a file beside the diaries."""

import logging
from pathlib import Path

from bot.chats.telegram.intake import Raw, as_line
from bot.conversation.ports import Clock

FULL_BYTES = 1_000_000
_log = logging.getLogger(__name__)


class SetAsideFile:
    """Appends a line for each; starts anew, with one earlier file kept, when it is full. `count` is since the start."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self._file, self._clock = file, clock
        self.count = 0

    def __call__(self, raw: Raw, reason: str) -> None:
        """Never raises: an update that cannot even be noted must not hold up the others."""
        self.count += 1
        try:
            if self._file.exists() and self._file.stat().st_size > FULL_BYTES:
                self._file.replace(self._file.with_suffix(".old"))
            with self._file.open("ab") as file:
                file.write(as_line(raw, reason, self._clock.now()))
        except Exception as error:  # its form can be anything
            _log.warning("an update set aside could not be noted: %s", type(error).__name__)
