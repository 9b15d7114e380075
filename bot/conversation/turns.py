"""One turn at a time for each athlete: a lock around read, judge, keep."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Locks by athlete id, kept only while somebody holds or awaits them."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, athlete: str) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(athlete, (asyncio.Lock(), 0))
        self._locks[athlete] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[athlete]
            if waiting == 1:
                del self._locks[athlete]
            else:
                self._locks[athlete] = (lock, waiting - 1)
