"""The clock's edge: it shows the time, can be set to begin elsewhere, and wakes what is to be woken."""

import asyncio
import datetime as dt
import zoneinfo

import pytest
from apscheduler.schedulers import base
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import RealClock, RunningClock, Ticker, local_zone


def test_the_clock_is_aware_and_runs_forwards() -> None:
    clock = RealClock()
    first, second = clock.now(), clock.now()
    assert dt.timedelta(0) == first.utcoffset()
    assert first <= second
    assert clock.monotonic() <= clock.monotonic()


def test_a_clock_that_begins_elsewhere_goes_on_from_there() -> None:
    start = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
    clock = RunningClock(start)
    assert dt.timedelta(0) <= clock.now() - start < dt.timedelta(minutes=1)


def test_the_zone_of_this_machine_is_one_that_exists() -> None:
    assert zoneinfo.ZoneInfo(local_zone())


async def test_a_ticker_ticks_at_once_and_again_until_it_is_stopped() -> None:
    ticks = asyncio.Queue[int]()

    async def tick() -> None:
        await ticks.put(1)

    ticker = Ticker(tick, 0.05)
    ticker.start()
    for _ in range(3):
        await asyncio.wait_for(ticks.get(), 10)
    ticker.stop()
    await asyncio.sleep(0)
    while not ticks.empty():
        ticks.get_nowait()
    await asyncio.sleep(0.3)
    assert ticks.empty()


async def test_a_ticker_wakes_at_the_moment_that_is_due_next() -> None:
    ticks = asyncio.Queue[dt.datetime]()

    async def tick() -> dt.datetime:
        now = RealClock().now()
        await ticks.put(now)
        return now + dt.timedelta(seconds=1.2)

    ticker = Ticker(tick, 30)
    ticker.start()
    first, second = [await asyncio.wait_for(ticks.get(), 10) for _ in range(2)]
    ticker.stop()
    assert dt.timedelta(seconds=1.2) <= second - first < dt.timedelta(seconds=10)


async def test_a_tick_that_fails_is_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    ticks = asyncio.Queue[int]()

    async def tick() -> None:
        await ticks.put(1)
        raise OSError("no space left on device")

    ticker = Ticker(tick, 0.05)
    ticker.start()
    for _ in range(3):
        await asyncio.wait_for(ticks.get(), 10)
    ticker.stop()
    assert "no space left" in caplog.text


class SteppedClock(RealClock):
    """The machine's clock once somebody has set it anew."""

    step = dt.timedelta(0)

    def now(self) -> dt.datetime:
        return super().now() + self.step


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SteppedClock:
    """A machine's clock, which APScheduler reads too."""
    made = SteppedClock()

    class Shown(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return made.now().astimezone(tz)

    monkeypatch.setattr(base, "datetime", Shown)
    return made


async def test_a_plain_job_is_silent_once_the_clock_has_been_set_back(clock: SteppedClock) -> None:
    """The control: it waits until the clock shows again what it showed before."""
    ticks = asyncio.Queue[int]()
    scheduler = AsyncIOScheduler(timezone=dt.UTC)
    scheduler.add_job(ticks.put, "interval", [1], seconds=0.2)
    scheduler.start()
    await asyncio.wait_for(ticks.get(), 10)
    clock.step = -dt.timedelta(days=1)
    await asyncio.sleep(0.5)
    while not ticks.empty():
        ticks.get_nowait()
    await asyncio.sleep(1.0)
    assert ticks.empty()
    scheduler.shutdown()


@pytest.mark.parametrize("days", [1, -1, 4400])
async def test_a_clock_that_is_set_anew_does_not_silence_it(days: int, clock: SteppedClock) -> None:
    ticks = asyncio.Queue[int]()

    async def tick() -> None:
        await ticks.put(1)

    ticker = Ticker(tick, 0.2, clock=clock)
    ticker.start()
    await asyncio.wait_for(ticks.get(), 10)
    clock.step = dt.timedelta(days=days)
    while not ticks.empty():
        ticks.get_nowait()
    for _ in range(3):
        await asyncio.wait_for(ticks.get(), 10)
    ticker.stop()
