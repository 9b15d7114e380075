"""The real clock: the only reader of the current time, and APScheduler's tick that wakes the reminders."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable

import tzlocal

from bot.conversation.ports import Clock


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


def local_zone() -> str:
    """The IANA name of this machine's zone; UTC where it cannot be told."""
    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):  # zone settings of machines come broken in many ways
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
