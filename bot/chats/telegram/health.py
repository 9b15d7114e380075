"""How the running bot is: the ages of what must keep happening, in a small file that others can read.

Progress is watched, not flags: a process can be alive, and a poller call itself running, and nothing be done.
"""

import datetime as dt
import shutil
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from bot.conversation.ports import Clock

RED_S = 140.0  # without a good fetch, a tick, or a new report: whoever asks every 10 s knows within 150
FREE_MIN_BYTES = 50_000_000
Fault: TypeAlias = Literal["unreadable", "silent", "fetch", "tick", "store", "disk"]


class Report(msgspec.Struct, frozen=True):
    """The file's content. Ages are in seconds at `written_at`, None: not yet. `store_failing`: whether the
    store was refused by its disk last."""

    written_at: dt.datetime
    fetch_age_s: float | None
    tick_age_s: float | None
    keep_age_s: float | None
    store_failing: bool
    owed: int
    set_aside: int
    free_bytes: int
    up_s: float
    stopped: bool = False


class Health:
    """Collects what happens; `write` puts it into the file as one."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self._file, self._clock = file, clock
        self._started = clock.monotonic()
        self._fetched: float | None = None
        self._ticked: float | None = None
        self._kept: float | None = None

    def fetched(self) -> None:
        """Telegram answered a request for updates, or called the web hook's server."""
        self._fetched = self._clock.monotonic()

    def ticked(self) -> None:
        """The reminders were looked through."""
        self._ticked = self._clock.monotonic()

    def kept(self) -> None:
        """The store kept something."""
        self._kept = self._clock.monotonic()

    def write(self, owed: int, set_aside: int = 0, stopped: bool = False, store_failing: bool = False) -> None:
        """Replace the file. A disk that cannot take it shows by the file's own age."""
        now = self._clock.monotonic()
        report = Report(
            written_at=self._clock.now(),
            fetch_age_s=_age(now, self._fetched),
            tick_age_s=_age(now, self._ticked),
            keep_age_s=_age(now, self._kept),
            store_failing=store_failing,
            owed=owed,
            set_aside=set_aside,
            free_bytes=shutil.disk_usage(self._file.parent).free,
            up_s=round(now - self._started, 1),
            stopped=stopped,
        )
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(report) + b"\n")
        fresh.replace(self._file)


def read_report(file: Path) -> Report | None:
    """The report in a file; None where there is none, or none that can be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def faults(report: Report | None, now: dt.datetime) -> tuple[Fault, ...]:
    """What is red. Nothing is, when the bot was stopped in order."""
    if report is None:
        return ("unreadable",)
    if report.stopped:
        return ()
    found: list[Fault] = []
    since = (now - report.written_at).total_seconds()
    if since > RED_S:
        found.append("silent")
    for name, age in (("fetch", report.fetch_age_s), ("tick", report.tick_age_s)):
        if (report.up_s if age is None else age) + max(since, 0.0) > RED_S:
            found.append(name)  # type: ignore[arg-type]
    if report.store_failing:
        found.append("store")
    if report.free_bytes < FREE_MIN_BYTES:
        found.append("disk")
    return tuple(found)


def _age(now: float, then: float | None) -> float | None:
    return None if then is None else round(now - then, 1)
