"""A clock that jumps: whoever sleeps is woken at their moment, and no real time passes."""

import asyncio
import datetime as dt
import heapq
import itertools

START = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
ROUNDS = 12  # of the event loop, after which everything that can go on has gone on


class VirtualClock:
    """`run(seconds)` lets that much time pass, moment by moment."""

    def __init__(self) -> None:
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        wake = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), wake))
        await wake

    async def run(self, seconds: float) -> None:
        end = self._elapsed + seconds
        while True:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            while self._sleepers and self._sleepers[0][2].cancelled():
                heapq.heappop(self._sleepers)
            if not self._sleepers or self._sleepers[0][0] > end:
                self._elapsed = end
                return
            moment, _, wake = heapq.heappop(self._sleepers)
            self._elapsed = max(self._elapsed, moment)
            if not wake.done():
                wake.set_result(None)
