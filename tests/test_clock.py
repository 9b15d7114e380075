"""The clock's edge: it shows the time, can be set to begin elsewhere, and wakes what is to be woken."""

import asyncio
import datetime as dt
import zoneinfo

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
