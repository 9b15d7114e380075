"""The n-th file operation fails, n = 1, 2, 3 … until a run completes, once and for ever after, early and late."""

import errno
import os
import random
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from bot.conversation.ports import NotKept
from bot.stores.damage import StoreRefused
from bot.stores.disk import Disk
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.faulty_disks import FailingDisk, PowerCutDisk, StockHandle
from tests.faults.training_days import MARA, TUNDE, Kept, Model, Step, act, at_once, expected, found

FOLDER = Path("/data")
DAY = (
    Step(TUNDE, "log", 1, update="u0"),
    Step(MARA, "import", 126),  # 32 archived, 94 at hand
    Step(MARA, "edit", 3, 120.0, "u1"),
    Step(MARA, "undo", 4, update="u2"),
    *(Step(MARA, "log", 126 + n, update=f"v{n}") for n in range(3)),  # 32 more archived, the changes written in
    Step(MARA, "edit", 127, 110.0, "u3"),
    Step(MARA, "undo", 128, update="u4"),
    Step(MARA, "remind", update="2026-01-05"),
    Step(TUNDE, "forget"),
    Step(TUNDE, "log", 2, update="u5"),
)


class Refusals:
    """A day on a failing disk: after each refusal the old data must be there, and later the step must succeed."""

    def __init__(self, disk: FailingDisk, under: Disk) -> None:
        self.disk, self.under = disk, under
        self.kept: Model = {}
        self.refused, self.looked = 0, False
        self.store: TinyDBStore | None = None

    def opened(self) -> TinyDBStore:
        if self.store is None:
            try:
                self.store = TinyDBStore(FOLDER, self.disk)
            except StoreRefused as refusal:
                self.refused += 1
                assert refusal.exit_code == 73
                self.disk.heal()  # space returns before the next start
                self.store = TinyDBStore(FOLDER, self.disk)
        return self.store

    def live(self, day: tuple[Step, ...]) -> None:
        for step in day:
            store = self.opened()
            before = self.kept.get(step.athlete, Kept())
            try:
                at_once(act(store, step))
            except NotKept:
                self.refused += 1
                self.after_refusal(store, step, before)
            self.kept[step.athlete] = expected(before, step)
            with self.disk.paused():
                assert at_once(found(store, step.athlete)) == self.kept[step.athlete]
            closed = self.disk.code == errno.EACCES  # a folder above the data that is closed to us is let be
            if self.disk.struck and not (self.looked or closed):
                self.survives(step.athlete, self.kept[step.athlete])
                self.looked = True

    def survives(self, athlete: str, kept: Kept) -> None:
        """What is acknowledged now is there after a power cut."""
        for seed in range(3):
            image = PowerCutDisk(self.under.image(random.Random(seed)))
            assert at_once(found(TinyDBStore(FOLDER, image), athlete)) == kept

    def after_refusal(self, store: TinyDBStore, step: Step, before: Kept) -> None:
        lasting = self.disk.lasting
        if lasting:
            for athlete, kept in self.kept.items():
                self.unharmed(store, athlete, kept, step, before)
        image = PowerCutDisk(self.under.image(random.Random(self.disk.done)))
        self.disk.heal()
        either = [before, expected(before, step)]
        with self.disk.paused():
            listed = step.athlete in at_once(store.athletes())
            there = at_once(found(store, step.athlete))
            assert there in (either if step.do == "forget" else [before])
            assert lasting or step.do != "forget" or (there == before) == listed
            assert at_once(found(TinyDBStore(FOLDER, self.under), step.athlete)) in either
            assert at_once(found(TinyDBStore(FOLDER, image), step.athlete)) in either
            at_once(act(store, step))
            self.survives(step.athlete, expected(before, step))

    def unharmed(self, store: TinyDBStore, athlete: str, kept: Kept, step: Step, before: Kept) -> None:
        """While the disk still refuses: either what was there, or an honest refusal, never something else."""
        try:
            there = at_once(found(store, athlete))
        except NotKept:
            return
        assert there in ([before, expected(before, step)] if athlete == step.athlete else [kept])


FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
CODES = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE)
HOW: dict[str, dict[str, bool]] = {
    "once, undone": {},
    "once, done all the same": {"late": True},
    "once, what was to be synced is dropped": {"forgets": True},
    "for ever, undone": {"lasting": True},
    "for ever, done all the same": {"lasting": True, "late": True},
}


@pytest.mark.parametrize("first_code", range(len(CODES) if FULL else 1))
@pytest.mark.parametrize("how", HOW)
def test_a_refused_operation_harms_nothing_and_work_goes_on_when_the_disk_does(how: str, first_code: int) -> None:
    nth, refused, struck = 0, 0, set()
    while True:
        nth += 1
        under = PowerCutDisk()
        disk = FailingDisk(under, nth, CODES[(first_code + nth) % len(CODES)], **HOW[how])
        day = Refusals(disk, under)
        day.live(DAY)
        again = TinyDBStore(FOLDER, under)
        for athlete, kept in day.kept.items():
            assert at_once(found(again, athlete)) == kept
        assert not again.findings
        if not disk.struck:
            break
        struck.add(disk.struck)
        refused += day.refused
    assert struck >= {
        "create",
        "write",
        "fsync",
        "close",
        "rename",
        "fsync_folder",
        "mkdir",
        "unlink",
        "read",
        "lock",
        "names",
        "rmdir",
    }
    assert refused >= 0.8 * nth


class DoubtfulDisk(PowerCutDisk):
    """While it fails, a new generation is neither synced nor taken back."""

    failing = False

    def fsync_folder(self, folder: Path) -> None:
        if self.failing:
            raise OSError(errno.EIO, "Input/output error")
        super().fsync_folder(folder)

    def rename(self, old: Path, new: Path) -> None:
        if self.failing and old.suffix == ".earlier":
            raise OSError(errno.EIO, "Input/output error")
        super().rename(old, new)


@pytest.mark.parametrize("before", [0, 1])
def test_a_commit_in_doubt_is_undone_when_the_disk_works(before: int) -> None:
    store, first, second = doubtful(before)
    assert at_once(found(store, TUNDE)) == (expected(Kept(), first) if before else Kept())
    at_once(act(store, second))
    assert f"mara:{second.number}" in at_once(found(store, TUNDE)).entries


def test_who_is_erased_while_a_commit_is_in_doubt_stays_erased() -> None:
    store, _, second = doubtful(1)
    at_once(act(store, Step(TUNDE, "forget")))
    assert at_once(found(store, TUNDE)) == Kept()
    assert at_once(store.athletes()) == (MARA,)
    at_once(act(store, second))
    assert list(at_once(found(store, TUNDE)).entries) == [f"mara:{second.number}"]


def doubtful(before: int) -> tuple[TinyDBStore, Step, Step]:
    """A store that could neither keep the second of two steps nor take it back; `before`: whether it kept the first."""
    first, second = Step(TUNDE, "log", 1, update="u1"), Step(TUNDE, "log", 2, update="u2")
    disk = DoubtfulDisk()
    store = TinyDBStore(FOLDER, disk)
    at_once(act(store, Step(MARA, "log", 1)))
    if before:
        at_once(act(store, first))
    disk.failing = True
    with pytest.raises(NotKept):
        at_once(act(store, second))
    disk.failing = False
    return store, first, second


class StockOnDisk(JSONStorage):
    """TinyDB's own storage, its own code, with only its file handle on the disk under test."""

    def __init__(self, disk: Disk) -> None:
        self._mode, self.kwargs = "r+", {}
        self._handle: Any = StockHandle(disk, FOLDER / "db.json")


def test_the_stock_storage_loses_the_old_entries_when_a_write_is_refused() -> None:
    """The control: half a write over the only copy."""
    under = PowerCutDisk()
    under.mkdir(FOLDER)
    disk = FailingDisk(under, 0, errno.ENOSPC)
    with TinyDB(storage=lambda: StockOnDisk(disk)) as db:
        for number in range(1, 20):
            db.insert(Document({"note": "squat 5x5 100"}, number))
        disk.strike_next("write")
        with pytest.raises(OSError, match="No space"):
            db.remove(doc_ids=[1])
        with pytest.raises(ValueError, match=r"Expecting|Extra|Unterminated"):
            db.all()
