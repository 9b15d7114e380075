"""The sender keeps Telegram's limits, sends to people before broadcasts, and takes up what is owed. No real time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec
import pytest

from bot.chats.telegram.pace import Pace
from bot.chats.telegram.sender import Sender
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Delivery, Notebook, NotKept, Owed, Store
from bot.conversation.turns import Turns
from bot.training.athlete import Athlete
from tests.chats.bot_api_rules import Limits, Refusal
from tests.chats.echo_bot import WatchedStore
from tests.chats.virtual_clock import VirtualClock


class Telegram:
    """The other side with its limits, 0.1 s away. `answers` is what it says to the next sends, by chat."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._limits = Limits()
        self.sent: list[tuple[float, str, str]] = []
        self.refused: list[float] = []
        self.asked: list[tuple[float, str]] = []
        self.answers: dict[str, list[Delivery]] = {}

    async def deliver(self, owed: Owed) -> Delivery:
        await self._clock.sleep(0.1)
        now = self._clock.monotonic()
        self.asked.append((now, owed.chat))
        if self.answers.get(owed.chat):
            return self.answers[owed.chat].pop(0)
        try:
            self._limits.check(int(owed.chat), now)
        except Refusal as refusal:
            self.refused.append(now)
            return Delivery("retry", retry_after_s=refusal.parameters["retry_after"])
        self.sent.append((now, owed.chat, owed.text))
        return Delivery("sent", message_id=str(len(self.sent)))


class Table:
    """A sender with everything around it."""

    def __init__(self, clock: VirtualClock, store: WatchedStore) -> None:
        self.clock, self.store = clock, store
        self.telegram = Telegram(clock)
        self.outbox = Outbox(store, Turns())
        self.sender = Sender(self.telegram, self.outbox, clock)

    async def owe(self, athlete: str, *owed: Owed) -> None:
        notebook = await self.store.open(athlete)
        chat = notebook.chat or owed[0].chat
        await self.store.keep(msgspec.structs.replace(notebook, chat=chat, owed=(*notebook.owed, *owed)))
        self.sender.hand(athlete, *owed)

    def texts(self, chat: str) -> list[str]:
        return [text for _, to, text in self.telegram.sent if to == chat]

    def when(self, text: str) -> float:
        return next(at for at, _, said in self.telegram.sent if said == text)


@asynccontextmanager
async def sending(store: WatchedStore | None = None) -> AsyncIterator[Table]:
    table = Table(VirtualClock(), store or WatchedStore())
    task = asyncio.create_task(table.sender.run())
    try:
        yield table
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await table.sender.stop(0.0)


def reply(number: object, chat: str) -> Owed:
    return Owed(f"reply:{number}", chat, f"reply {number}")


def reminder(number: object, chat: str) -> Owed:
    return Owed(f"reminder:{number}", chat, f"reminder {number}", kind="reminder")


async def test_ten_thousand_reminders_keep_the_limits_and_people_do_not_wait() -> None:
    async with sending() as table:
        for athlete in range(1, 10_001):
            await table.owe(str(athlete), reminder(athlete, str(athlete)))
        for second in range(0, 402, 2):
            await table.owe(str(20_000 + second), reply(second, str(20_000 + second)))
            await table.clock.run(2.0)
        assert table.telegram.refused == []
        assert sum(text.startswith("reminder") for _, _, text in table.telegram.sent) == 10_000
        waits = sorted(table.when(f"reply {second}") - second for second in range(0, 402, 2))
    assert waits[int(len(waits) * 0.95)] < 0.3


async def test_one_chat_gets_one_message_a_second_in_order() -> None:
    async with sending() as table:
        await table.owe("7", *(reply(number, "7") for number in range(10)))
        await table.clock.run(12)
        assert table.texts("7") == [f"reply {number}" for number in range(10)]
        assert table.telegram.refused == []


async def test_a_hundred_people_at_once_are_answered_at_thirty_a_second() -> None:
    async with sending() as table:
        for athlete in range(1, 101):
            await table.owe(str(athlete), reply(athlete, str(athlete)))
        await table.clock.run(4)
        assert len(table.telegram.sent) == 100
        assert table.telegram.refused == []


async def test_a_group_gets_twenty_a_minute() -> None:
    async with sending() as table:
        await table.owe("7", *(reply(number, "-5") for number in range(45)))
        await table.clock.run(62)
        assert 17 <= len(table.texts("-5")) <= 40
        await table.clock.run(180)
        assert len(table.texts("-5")) == 45
        assert table.telegram.refused == []


async def test_a_person_goes_before_the_reminders_of_all_others() -> None:
    async with sending() as table:
        for athlete in range(1, 301):
            await table.owe(str(athlete), reminder(athlete, str(athlete)))
        await table.owe("999", reply("now", "999"))
        await table.clock.run(15)
        assert table.when("reply now") < 0.5


async def test_429_is_honoured_to_the_second_and_others_go_on() -> None:
    async with sending() as table:
        table.telegram.answers["7"] = [Delivery("retry", retry_after_s=30.0)]
        await table.owe("7", reply("held", "7"))
        await table.clock.run(1)
        await table.owe("8", reply("free", "8"))
        await table.clock.run(60)
        assert [chat for _, chat in table.telegram.asked] == ["7", "8", "7"]
        first, _, second = (at for at, _ in table.telegram.asked)
        assert 30.0 <= second - first < 31.0


async def test_a_second_chat_told_to_wait_holds_all() -> None:
    async with sending() as table:
        for chat in ("7", "8"):
            table.telegram.answers[chat] = [Delivery("retry", retry_after_s=30.0)]
            await table.owe(chat, reply(chat, chat))
        await table.clock.run(1)
        await table.owe("9", reply("later", "9"))
        await table.clock.run(28)
        assert len(table.telegram.asked) == 2
        await table.clock.run(10)
        assert sorted(chat for _, chat in table.telegram.asked[2:]) == ["7", "8", "9"]


async def test_while_nobody_can_be_reached_tries_grow_rarer_and_then_all_goes_out() -> None:
    async with sending() as table:
        table.telegram.answers["7"] = [Delivery("retry")] * 8
        await table.owe("7", reply(1, "7"), reply(2, "7"))
        await table.clock.run(150)
        tries = [at for at, _ in table.telegram.asked]
        assert tries[2] - tries[1] < tries[4] - tries[3] < 21
        assert table.texts("7") == ["reply 1", "reply 2"]


@pytest.mark.parametrize(
    ("owed", "state", "tries", "copies"),
    [
        (reply, "pending", 0, 1),
        (reply, "sending", 0, 0),
        (reply, "unknown", 0, 0),
        (reminder, "pending", 0, 1),
        (reminder, "sending", 0, 1),
        (reminder, "unknown", 0, 1),
        (reminder, "sending", 1, 0),
    ],
)
async def test_what_a_crash_left_is_taken_up(
    owed: Callable[[object, str], Owed], state: str, tries: int, copies: int
) -> None:
    store = WatchedStore()
    notebook = await store.open("7")
    left = msgspec.structs.replace(owed(1, "7"), state=state, tries=tries)
    await store.keep(msgspec.structs.replace(notebook, chat="7", owed=(left,)))
    async with sending(store) as table:
        await table.sender.take_up()
        await table.clock.run(5)
        assert len(table.telegram.sent) == copies
        assert await store.owing() == ()


async def test_a_disk_without_space_sends_nothing_unclaimed_and_settles_later() -> None:
    async with sending() as table:
        await table.owe("7", reply(1, "7"))
        table.store.full = True
        await table.clock.run(5)
        assert table.telegram.sent == []
        table.sender.hand("7", Owed("not_kept:9", "7", "not saved", kind="notice"))
        await table.clock.run(5)
        assert table.texts("7") == ["not saved"]
        table.store.full = False
        await table.clock.run(60)
        assert table.texts("7") == ["not saved", "reply 1"]


@pytest.mark.parametrize("owed", [reply(1, "7"), reminder(1, "7")], ids=["reply", "reminder"])
async def test_a_disk_that_fills_up_during_a_send_doubles_nothing(owed: Owed) -> None:
    async with sending() as table:
        await table.owe("7", owed)
        await table.clock.run(0.05)
        table.store.full = True  # claimed, and on its way
        await table.clock.run(30)
        assert table.texts("7") == [owed.text]
        assert await table.store.owing() == ("7",)
        table.store.full = False
        await table.clock.run(60)
        assert table.texts("7") == [owed.text]
        assert (await table.store.open("7")).sent == {owed.id: "1"}
        assert await table.store.owing() == ()
        assert len(table.sender) == 0


async def test_a_store_that_fails_in_an_unknown_way_is_asked_again_later() -> None:
    class Broken(WatchedStore):
        fails = 2

        async def open(self, athlete: str) -> Notebook:
            if self.fails and self.commits:
                self.fails -= 1
                raise OSError("unreadable for now")
            return await super().open(athlete)

    async with sending(Broken()) as table:
        await table.owe("7", reply(1, "7"))
        await table.clock.run(30)
        assert table.texts("7") == ["reply 1"]


async def test_who_cannot_be_read_is_told_so_and_holds_up_nobody() -> None:
    class Damaged(WatchedStore):
        async def open(self, athlete: str) -> Notebook:
            if athlete == "7" and self.commits:
                raise NotKept("no readable notebook")
            return await super().open(athlete)

    async with sending(Damaged()) as table:
        await table.store.keep(Notebook(Athlete("7"), owed=(reply(1, "7"),)))
        await table.store.keep(Notebook(Athlete("8"), owed=(reply(1, "8"),)))
        await table.sender.take_up()
        table.sender.hand("7", Owed("not_read:9", "7", "not saved", kind="notice"))
        await table.clock.run(5)
        assert table.texts("7") == ["not saved"]
        assert table.texts("8") == ["reply 1"]


async def test_an_athlete_who_was_erased_meanwhile_stays_erased() -> None:
    async with sending() as table:
        await table.owe("7", reply(1, "7"))
        await table.clock.run(0.05)
        await table.store.forget("7")
        await table.clock.run(5)
        assert await table.store.athletes() == ()


async def test_a_group_that_moves_takes_everything_along() -> None:
    async with sending() as table:
        table.telegram.answers["-5"] = [Delivery("retry", moved_to="-1005")]
        await table.owe("7", *(reply(number, "-5") for number in range(3)))
        await table.clock.run(10)
        assert table.texts("-1005") == ["reply 0", "reply 1", "reply 2"]
        assert table.texts("-5") == []


async def test_a_group_that_threw_us_out_does_not_close_its_members_own_chats() -> None:
    async with sending() as table:
        await table.owe("7", reply("own", "7"))
        await table.clock.run(2)
        table.telegram.answers["-5"] = [Delivery("gone")]
        await table.owe("7", reply("group", "-5"), reminder("own", "7"))
        await table.clock.run(5)
        assert (await table.store.open("7")).reachable
        assert table.texts("7") == ["reply own", "reminder own"]


def test_pace_forgets_chats_but_not_limits() -> None:
    pace = Pace()
    for chat in range(30_000):
        pace.sent(str(-chat), 0.0, broadcast=False)
    assert pace.free_at(broadcast=False) > 0
    assert len(pace._chats) <= 20_000
    assert len(pace._groups) <= 20_000


def store_is_a_store(store: WatchedStore) -> Store:
    """Held true by the type checker."""
    return store


def test_one_chat_that_must_wait_for_a_day_does_not_silence_the_others_for_a_day() -> None:
    pace = Pace()
    pace.refused("8", 0.0, 100_000.0)
    pace.refused("7", 10.0, 2.0)
    assert 100_000.0 == pace.chat_free_at("8")
    assert 12.0 == pace.free_at(broadcast=False)
