"""A look at the reminders of 100,000 athletes: none due, and 1,000 due at once. `python -m benchmarks.ticking`"""

import asyncio
import datetime as dt
import statistics
import time

import msgspec

from bot.assembly import learn
from bot.conversation.nudge import Nudge
from bot.conversation.ports import Notebook
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.quantities import Load

ATHLETES, DUE, LOOKS = 100_000, 1_000, 1_000
NOW = dt.datetime(2026, 1, 8, 18, 0, tzinfo=dt.UTC)


def squatted() -> Notebook:
    """Somebody who squatted three days ago."""
    squats = Lift("back_squat", tuple(Set(5.0, Load(100.0, "kg")) for _ in range(5)))
    entry = Entry("first", NOW.date() - dt.timedelta(days=3), NOW - dt.timedelta(days=3), (squats,))
    return Notebook(Athlete("0", unit="kg", days=(NOW.weekday(),), remind_at=NOW.time()), Diary((entry,)))


async def main() -> None:
    store = MemoryStore()
    first = squatted()
    for number in range(ATHLETES):
        name = str(number)
        later = NOW + dt.timedelta(seconds=1 + number) if number >= DUE else NOW
        athlete = msgspec.structs.replace(first.athlete, id=name)
        await store.keep(msgspec.structs.replace(first, athlete=athlete, chat=name, due_at=later))
    nudge = Nudge(learn(), store, Turns())
    taken: list[float] = []
    for _ in range(LOOKS):
        begin = time.perf_counter()
        assert not await nudge.tick(NOW - dt.timedelta(seconds=1))
        taken.append(time.perf_counter() - begin)
    print(f"{ATHLETES:,} athletes, none due: {statistics.median(taken) * 1e3:.3f} ms a look (wanted: 1 ms)")
    begin = time.perf_counter()
    told = len(await nudge.tick(NOW))
    spent = time.perf_counter() - begin
    print(f"{told:,} due at once: {spent:.2f} s, {spent / told * 1e3:.2f} ms each, in memory")


if __name__ == "__main__":
    asyncio.run(main())
