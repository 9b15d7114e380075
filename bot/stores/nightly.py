"""A backup every night into the data folder's own `backups`, and the old ones removed."""

import asyncio
import contextlib
import datetime as dt
import errno
import logging
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from bot.stores.backup import backup
from bot.stores.damage import StoreRefused

FOLDER, NAME = "backups", "fasttwitch-%Y-%m-%d.tar.gz"
SPARE_BYTES = 50_000_000  # that a backup leaves to the diaries: of the two they matter more
_log = logging.getLogger(__name__)


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Nightly:
    """Looks, as often as it is called, whether today's backup is due and missing; `now` shows the local time, `room`
    how many bytes are free."""

    def __init__(
        self,
        data: Path,
        at: dt.time,
        keep_days: int,
        now: Callable[[], dt.datetime],
        room: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._data, self._at, self._keep_days, self._now, self._room = data, at, keep_days, now, room

    async def look(self) -> None:
        """Off the event loop, so that nobody waits for it; no stop does either. One that fails is tried again at the
        next look."""
        now, stop = self._now(), threading.Event()
        if not self._keep_days or now.time() < self._at:
            return
        try:
            if taken_on(self._data, now.date()) is None:
                self._refuse_without_room()
                await asyncio.to_thread(back_up_on, self._data, now.date(), self._keep_days, stop.is_set)
        except (OSError, StoreRefused) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            _log.error("the nightly backup failed and is tried again: %s", reason)
        finally:
            stop.set()

    def _refuse_without_room(self) -> None:
        """Raises OSError where another backup like the last would take the room that messages need."""
        likely = sum(file.stat().st_size for _, file in backups(self._data)[-1:])
        if self._room(self._data) < likely + SPARE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def back_up_on(data: Path, day: dt.date, keep_days: int, stopped: Callable[[], bool]) -> Path:
    """Write the backup of a day, and remove those that are older than so many days."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for half in folder.glob("*.new"):
        half.unlink()
    target = folder / day.strftime(NAME)
    backup(data, target, stopped=stopped)
    for old, file in backups(data):
        if old <= day - dt.timedelta(days=keep_days):
            file.unlink()
    return target


def backups(data: Path) -> list[tuple[dt.date, Path]]:
    """The nightly backups by day, oldest first."""
    found: list[tuple[dt.date, Path]] = []
    folder = data / FOLDER
    for file in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(ValueError):
            found.append((dt.datetime.strptime(file.name, NAME).replace(tzinfo=dt.UTC).date(), file))
    return sorted(found)


def taken_on(data: Path, day: dt.date) -> Path | None:
    return next((file for taken, file in backups(data) if taken == day), None)
