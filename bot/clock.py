"""The real clock: the only reader of the current time, and APScheduler's tick that wakes the reminders."""

import asyncio
import contextlib
import datetime as dt
import time
import zoneinfo
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

import tzlocal

from bot.conversation.ports import Clock

HOUSE_S, SOONEST_S = 600.0, 1.0


class RealClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class RunningClock:
    """The machine's clock shifted so that it shows `start` now; for trying out another day at the prompt."""

    def __init__(self, start: dt.datetime, real: Clock | None = None) -> None:
        self._real = real or RealClock()
        self._shift = start - self._real.now()

    def now(self) -> dt.datetime:
        return self._real.now() + self._shift

    def monotonic(self) -> float:
        return self._real.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._real.sleep(seconds)


def zone_rules() -> str:
    """The versions of the rules of time zones that are installed: where they change, so may moments to come."""
    from importlib import metadata  # slow to import, and only a bot that runs on needs it

    found: list[str] = []
    for folder in zoneinfo.TZPATH:
        with contextlib.suppress(OSError), (Path(folder) / "tzdata.zi").open(encoding="utf-8") as file:
            found.append(file.readline().strip())
    with contextlib.suppress(metadata.PackageNotFoundError):
        found.append(metadata.version("tzdata"))
    return " ".join(found)


def local_zone() -> str:
    """The IANA name of this machine's zone; UTC where it cannot be told."""
    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):  # zone settings of machines come broken in many ways
        return "UTC"


Work: TypeAlias = Callable[[], Awaitable[dt.datetime | None]]


class Ticker:
    """Calls `tick` again and again on the running loop: at the moment that its last call said is the next due one,
    after `seconds` at the latest; and `keep_house`, where there is one, every ten minutes.

    APScheduler only wakes us: what is due is decided by the store, so a lost or doubled wake-up changes nothing. Its
    own defaults would drop a call that is more than a second late, hence `misfire_grace_time=None`; an interval would
    count every turn that a stepped clock has passed over, hence one date after the other. It waits for moments of the
    wall clock, and one set back by a day would silence it for a day: a timer that no clock can set back looks after it.
    """

    def __init__(self, tick: Work, seconds: float, keep_house: Work | None = None, clock: Clock | None = None) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # heavy: only where something ticks

        self._clock = clock or RealClock()
        self._work: dict[str, tuple[Work, float]] = {"tick": (tick, seconds)}
        if keep_house is not None:
            self._work["house"] = (keep_house, HOUSE_S)
        self._scheduler = AsyncIOScheduler(
            timezone=dt.UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._busy: set[str] = set()
        self._watch: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._scheduler.start()
        self._look_over()

    def stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._scheduler.shutdown(wait=False)

    async def _run(self, name: str) -> None:
        self._busy.add(name)
        work, longest = self._work[name]
        due: dt.datetime | None = None
        try:
            due = await work()
        finally:
            self._busy.discard(name)
            if self._scheduler.running:
                now = self._clock.now()
                latest = now + dt.timedelta(seconds=longest)
                soonest = now + min(dt.timedelta(seconds=SOONEST_S), latest - now)  # what stays due must not spin
                self._arm(name, min(max(due or latest, soonest), latest))

    def _arm(self, name: str, moment: dt.datetime) -> None:
        self._scheduler.add_job(self._run, "date", [name], run_date=moment, id=name, replace_existing=True)

    def _look_over(self) -> None:
        """Wake what is not armed, or for a moment further ahead than it ever should be."""
        now = self._clock.now()
        for name, (_, longest) in self._work.items():
            job = self._scheduler.get_job(name)
            lost = job is None or job.next_run_time > now + dt.timedelta(seconds=longest)
            if lost and name not in self._busy:
                self._arm(name, now)
        self._watch = asyncio.get_running_loop().call_later(self._work["tick"][1], self._look_over)
