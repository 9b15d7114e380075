"""The n-th file operation fails under the whole conversation, n = 1, 2, 3 … until an evening completes, once and for
ever after: who is refused is told so, what was kept before stays, and what is sent again later is kept once."""

import datetime as dt
import errno
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Delivery, Message, Notebook, NotKept, Owed
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.quantities import Load
from tests.conversation.people import MONDAY_EVENING, knowledge
from tests.faults.faulty_disks import FailingDisk, PowerCutDisk
from tests.faults.test_conversation_machine import numbers
from tests.faults.training_days import at_once, found

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
CODES = (errno.ENOSPC, errno.EIO, errno.EROFS)
FOLDER = Path("/data")
ANA = "7"
YEARS = 94  # sessions before; two more, and the oldest go to the archive
Result = TypeVar("Result")


class Evening:
    """Ana is reminded, logs, corrects, takes back, and corrects what lies in the archive; each until it is kept."""

    def __init__(self, disk: FailingDisk, under: PowerCutDisk) -> None:
        self.disk, self.under, self.now = disk, under, MONDAY_EVENING
        self.refused, self.number = 0, 0
        self.arrived: Counter[str] = Counter()
        with disk.paused():
            store, turns = TinyDBStore(FOLDER, disk), Turns()
            at_once(store.keep(years()))
        self.coach = Coach(knowledge(), store, turns, Athlete(""))
        self.nudge, self.outbox = Nudge(knowledge(), store, turns), Outbox(store, turns)
        self.store = store

    def pass_by(self) -> None:
        self.is_reminded()
        first = self.says("squat 5x5 100 kg")
        self.says("squat 5x5 102.5 kg", first)
        self.says("leg press 3x12 140 kg")
        self.says("undo")
        self.says("RDL 3x8 90 kg")
        self.says("squat 5x5 95 kg", f"{ANA}:old3")

    def is_reminded(self) -> None:
        for _ in range(2):
            for athlete, owed in at_once(self.nudge.tick(self.now)):
                assert athlete == ANA
                self.send(owed)
            self.heal()  # a refused reminder is still due
        self.now += dt.timedelta(minutes=40)

    def says(self, text: str, edited: str = "") -> str:
        """A message, written again after each refusal; returns its id."""
        for once_more in range(3):
            self.number += 1
            name, before = edited or f"{ANA}:{self.number}", self.kept()
            message = Message(ANA, ANA, name, f"u{self.number}", text, self.now, bool(edited))
            owed = at_once(self.coach.hear(message, self.now))
            assert self.store.failing == (owed[0].kind == "notice")  # the doctor is told, too
            if owed[0].kind != "notice":
                for one in owed:
                    self.send(one)
                return name
            assert owed[0].text.startswith("Not saved:")
            assert self.disk.lasting or self.kept() == before  # half-way commits are taken back once the disk works
            self.refused += 1
            if once_more or not self.disk.lasting:
                self.heal()
        raise AssertionError("refused by a disk that works")

    def send(self, owed: Owed) -> None:
        claimed = self.patiently(lambda: self.outbox.claim(ANA, owed))
        assert claimed is not None
        self.arrived[claimed.id] += 1
        self.patiently(lambda: self.outbox.settle(ANA, claimed, Delivery("sent", message_id=f"m{claimed.id}")))

    def patiently(self, do: Callable[[], Awaitable[Result]]) -> Result:
        """As the sender does: what the store refuses is tried again later."""
        try:
            return at_once(do())  # type: ignore[arg-type]
        except NotKept:
            self.refused += 1
            self.heal()
            return at_once(do())  # type: ignore[arg-type]

    def heal(self) -> None:
        if self.disk.struck:
            self.disk.heal()

    def kept(self) -> dict[str, Entry]:
        """What somebody finds who opens the files anew."""
        with self.disk.paused():
            return at_once(found(TinyDBStore(FOLDER, self.under), ANA)).entries


def years() -> Notebook:
    """Ana's notebook, with a reminder that is due now."""
    athlete = Athlete(ANA, unit="kg", days=(MONDAY_EVENING.weekday(),), remind_at=MONDAY_EVENING.time())
    return Notebook(athlete, Diary(tuple(old(n) for n in range(YEARS))), chat=ANA, due_at=MONDAY_EVENING)


def old(number: int) -> Entry:
    at = MONDAY_EVENING - dt.timedelta(days=3 * (YEARS - number))
    squats = Lift("back_squat", tuple(Set(reps=5.0, load=Load(100.0, "kg")) for _ in range(5)))
    return Entry(f"{ANA}:old{number}", at.date(), at, (squats,))


@pytest.mark.parametrize("first_code", range(len(CODES) if FULL else 1))
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("late", [False, True], ids=["undone", "done all the same"])
def test_who_is_refused_is_told_so_and_may_send_it_again(late: bool, lasting: bool, first_code: int) -> None:
    nth, refused = 0, 0
    while True:
        nth += 1
        under = PowerCutDisk()
        disk = FailingDisk(under, nth, CODES[(first_code + nth) % len(CODES)], lasting, late)
        evening = Evening(disk, under)
        evening.pass_by()
        kept = sorted(numbers(entry) for name, entry in evening.kept().items() if "old" not in name)
        assert kept == [("back_squat", 5, 5.0, 102.5, "kg"), ("romanian_deadlift", 3, 8.0, 90.0, "kg")]
        assert numbers(evening.kept()[f"{ANA}:old3"]) == ("back_squat", 5, 5.0, 95.0, "kg")
        assert len(evening.kept()) == YEARS + 2
        assert set(evening.arrived.values()) == {1}
        assert sum(name.startswith("reminder:") for name in evening.arrived) == 1
        assert at_once(evening.store.owing()) == ()
        if not disk.struck:
            break
        refused += evening.refused
    assert refused > nth / 2 > 40
