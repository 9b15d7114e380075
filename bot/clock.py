"""The real clock: the only reader of the current time, and APScheduler's tick that wakes the reminders."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import tzlocal


class Clock(Protocol):
    """What a chat needs of time: the moment (UTC), elapsed seconds, and waiting."""

    def now(self) -> dt.datetime: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class RealClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class StoryClock:
    """A clock that stands still until somebody moves it; for stories and for `--at`."""

    def __init__(self, start: dt.datetime) -> None:
        self._now = start

    def now(self) -> dt.datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.move_to(self._now + dt.timedelta(seconds=seconds))

    def move_to(self, moment: dt.datetime) -> None:
        """Forwards only: a story never runs back."""
        self._now = max(self._now, moment)


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


def local_zone() -> str:
    """The IANA name of this machine's zone; UTC where it cannot be told."""
    try:
        return tzlocal.get_localzone_name() or "UTC"
    except Exception:  # noqa: BLE001 - any broken zone setting of the machine means the same to us
        return "UTC"


class Ticker:
    """Calls `tick` every `seconds` on the running loop, and never drops a late call.

    APScheduler only wakes us: what is due is decided by the store, so a lost or doubled wake-up changes nothing.
    Its own defaults would drop a call that is more than a second late, hence `misfire_grace_time=None`.
    """

    def __init__(self, tick: Callable[[], Awaitable[object]], seconds: float) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # heavy: only where something ticks

        self._scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self._scheduler.add_job(
            tick,
            "interval",
            seconds=seconds,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
            next_run_time=RealClock().now(),
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
