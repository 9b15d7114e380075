"""Sends what is owed at Telegram's pace: each chat in order, chats in parallel, people before broadcasts.

One lane a chat. A lane's turn comes when the chat and the bot as a whole may send again; a lane with something for a
person goes before all lanes that hold reminders only. What cannot be sent now stays at the head of its lane.
"""

import asyncio
import heapq
import itertools
import logging
import random
from collections import deque
from typing import TypeAlias

import msgspec

from bot.chats.telegram.pace import Pace
from bot.chats.trail import trail
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Chat, Clock, Delivery, NotKept, Owed

Turn: TypeAlias = tuple[float, bool, int, str]  # when, broadcasts only, in which order, which chat
AT_ONCE = 24  # sends under way
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 20.0  # between tries, while the network or the disk is down
_log = logging.getLogger(__name__)


class Parcel(msgspec.Struct, eq=False):
    """Something on its way. `went` is how a delivery went that the store has not yet been able to keep."""

    athlete: str
    owed: Owed
    went: Delivery | None = None


class Lane:
    """What waits for one chat: notices (told even when the store is down), for people, and broadcasts."""

    def __init__(self) -> None:
        self.notices: deque[Parcel] = deque()
        self.people: deque[Parcel] = deque()
        self.broadcasts: deque[Parcel] = deque()
        self.busy = False
        self.place: Turn | None = None  # where the lane stands in line; older places count no more
        self.fails = 0
        self.wait_until = 0.0  # the network
        self.store_until = 0.0  # the disk

    def queue(self, now: float) -> deque[Parcel] | None:
        """The queue whose head is next; notices only while the store is down."""
        if self.notices:
            return self.notices
        if now < self.store_until:
            return None
        return self.people or self.broadcasts or None

    @property
    def for_people(self) -> bool:
        return bool(self.notices or self.people)

    def __len__(self) -> int:
        return len(self.notices) + len(self.people) + len(self.broadcasts)


class Sender:
    """Give it what is owed with `hand`; `run` sends until cancelled, `stop` lets what is under way finish."""

    def __init__(self, chat: Chat, outbox: Outbox, clock: Clock) -> None:
        self._chat, self._outbox, self._clock = chat, outbox, clock
        self._pace = Pace()
        self._lanes: dict[str, Lane] = {}
        self._turns: tuple[list[Turn], list[Turn]] = ([], [])  # heaps: lanes for people, lanes of broadcasts only
        self._order = itertools.count()
        self._wake = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False

    def __len__(self) -> int:
        """How much waits to be sent or settled."""
        return sum(len(lane) for lane in self._lanes.values())

    def hand(self, athlete: str, *owed: Owed) -> None:
        """Take over what is owed to an athlete, in its order."""
        for each in owed:
            lane = self._lanes.setdefault(each.chat, Lane())
            {"notice": lane.notices, "reply": lane.people, "reminder": lane.broadcasts}[each.kind].append(
                Parcel(athlete, each)
            )
            self._line_up(each.chat, lane)

    async def take_up(self) -> None:
        """Take over what an earlier run still owed."""
        for athlete, owed in await self._outbox.left():
            self.hand(athlete, owed)

    async def run(self) -> None:
        """Send, for as long as nobody cancels."""
        while True:
            wait = self._start_what_may()
            if wait is None:
                await self._wake.wait()
            else:
                await self._sleep_or_wake(wait)
            self._wake.clear()

    async def stop(self, within_s: float) -> None:
        """Start nothing more, and give what is under way a little time to end."""
        self._stopping = True
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=within_s)
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _line_up(self, chat: str, lane: Lane) -> None:
        if lane.busy or not lane:
            return
        when = max(self._pace.chat_free_at(chat), lane.wait_until, 0.0 if lane.notices else lane.store_until)
        if lane.place is not None and lane.place[0] <= when and lane.place[1] == (not lane.for_people):
            return
        lane.place = (when, not lane.for_people, next(self._order), chat)
        heapq.heappush(self._turns[lane.place[1]], lane.place)
        self._wake.set()

    def _start_what_may(self) -> float | None:
        """Start every send whose turn has come; the seconds until the next may start, None when nothing waits."""
        waits: list[float] = []
        for broadcast, heap in enumerate(self._turns):
            while heap and not self._stopping:
                now = self._clock.monotonic()
                free = self._pace.free_at(bool(broadcast))
                if len(self._under_way) >= AT_ONCE:
                    return None  # the next send that ends wakes us
                if (later := max(heap[0][0], free)) > now:
                    waits.append(later - now)
                    break
                self._start(heapq.heappop(heap), now)
        return min(waits, default=None)

    def _start(self, turn: Turn, now: float) -> None:
        _, broadcast, _, chat = turn
        lane = self._lanes.get(chat)
        if lane is None or lane.place != turn:
            return  # the lane has moved to another place since
        lane.place = None
        queue = lane.queue(now)
        if queue is None:
            self._line_up(chat, lane)
            return
        lane.busy = True
        parcel = queue[0]
        if parcel.went is None:
            self._pace.sent(chat, now, broadcast)
        task = asyncio.create_task(self._send(chat, lane, queue, parcel))
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._wake.set()

    async def _send(self, chat: str, lane: Lane, queue: deque[Parcel], parcel: Parcel) -> None:
        """One try at the head of a lane; afterwards the lane stands in line again."""
        again: Owed | None = parcel.owed
        try:
            again = await self._deliver(chat, lane, parcel)
            if again is not None:
                parcel.owed, parcel.went = again, None
        except Exception as error:
            if not isinstance(error, NotKept):
                _log.error("what is owed could not be sent: %s", trail(error))
            lane.fails += 1
            lane.store_until = self._clock.monotonic() + _wait_s(lane.fails)
        finally:
            if again is None or again.chat != chat:
                queue.popleft()
            lane.busy = False
            if again is not None and again.chat != chat:
                self._move(chat, again.chat, parcel)
            elif lane:
                self._line_up(chat, lane)
            else:
                self._lanes.pop(chat, None)

    async def _deliver(self, chat: str, lane: Lane, parcel: Parcel) -> Owed | None:
        """Claim, send, settle. Returns what is to be tried again. Raises NotKept; a known outcome is then kept in
        the parcel, so that nothing goes out a second time only because the disk was full."""
        went = parcel.went
        if went is None:
            claimed = await self._outbox.claim(parcel.athlete, parcel.owed)
            if claimed is None:
                return None
            parcel.went = went = await self._chat.deliver(claimed)
        again = await self._outbox.settle(parcel.athlete, parcel.owed, went)
        now = self._clock.monotonic()
        if went.retry_after_s:
            self._pace.refused(chat, now, went.retry_after_s)
        elif went.outcome in ("retry", "unknown") and not went.moved_to:
            lane.fails += 1
            lane.wait_until = now + _wait_s(lane.fails)
        else:
            lane.fails = 0
        return again

    def _move(self, old: str, new: str, first: Parcel) -> None:
        """A group bears a new id: all that waits for the old one follows."""
        lane = self._lanes.pop(old, Lane())
        for parcel in (first, *lane.notices, *lane.people, *lane.broadcasts):
            moved = msgspec.structs.replace(parcel.owed, chat=new)
            self.hand(parcel.athlete, moved)

    async def _sleep_or_wake(self, seconds: float) -> None:
        sleep = asyncio.ensure_future(self._clock.sleep(seconds))
        wake = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait((sleep, wake), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            wake.cancel()


def _wait_s(fails: int) -> float:
    """Longer with every failure, and a little different for every lane, so that they do not all come back at once."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(fails - 1, 8)) * random.uniform(0.75, 1.0)
