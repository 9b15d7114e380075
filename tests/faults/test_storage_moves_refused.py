"""Backup, restore and migration on a disk whose n-th operation fails, and restore through a power cut."""

import errno
import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.ports import NotKept
from bot.stores.backup import backup
from bot.stores.damage import StoreRefused
from bot.stores.disk import Disk
from bot.stores.restore import restore
from bot.stores.sealed import SCHEMAS, Schema, Schemas
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.faulty_disks import FailingDisk, PowerCutDisk, Tree
from tests.faults.training_days import MARA, TUNDE, Kept, Model, Step, act, at_once, expected, found

FOLDER, TARGET = Path("/data"), Path("/backup.tar.gz")
CODES = (errno.ENOSPC, errno.EIO, errno.EROFS)


def same(value: Any) -> Any:
    return value


LATER = Schemas(hot=Schema(2, {1: same}), archive=Schema(2, {1: same}))


def kept_in(disk: Disk, schemas: Schemas = SCHEMAS) -> Model:
    """What a store says of both athletes when it is opened anew."""
    store = TinyDBStore(FOLDER, disk, schemas)
    assert not store.findings
    return {athlete: at_once(found(store, athlete)) for athlete in (MARA, TUNDE)}


def years() -> Tree:
    """A data folder with two athletes, one of them with archives and a waiting change."""
    disk = PowerCutDisk()
    store = TinyDBStore(FOLDER, disk)
    for step in (Step(MARA, "import", 130), Step(MARA, "edit", 2, 60.0, "u1"), Step(TUNDE, "log", 1, update="u2")):
        at_once(act(store, step))
    return disk.live


YEARS = years()
BEFORE = kept_in(PowerCutDisk(YEARS.copy()))
NOBODY: Model = {MARA: Kept(), TUNDE: Kept()}


def until_it_completes(tree: Tree, attempt: Callable[[FailingDisk, PowerCutDisk], bool]) -> int:
    """Run an attempt with the first operation failing, the second, and so on, in every way; how many it took."""
    for code, lasting, late in itertools.product(CODES, (False, True), (False, True)):
        nth = 0
        while True:
            nth += 1
            under = PowerCutDisk(tree.copy())
            disk = FailingDisk(under, nth, code, lasting, late)
            completed = attempt(disk, under)
            assert completed or disk.struck
            if not disk.struck:
                break
    return nth


def test_a_backup_refused_midway_leaves_the_data_and_no_half_backup() -> None:
    def attempt(disk: FailingDisk, under: PowerCutDisk) -> bool:
        try:
            backup(FOLDER, TARGET, disk)
            completed = True
        except OSError:
            completed = False
        disk.heal()
        assert kept_in(under) == BEFORE
        assert disk.lasting or "backup.tar.gz.new" not in under.names(TARGET.parent)
        if not completed and TARGET.name not in under.names(TARGET.parent):
            backup(FOLDER, TARGET, disk)
        assert under.read(TARGET) == whole_backup()
        return completed

    assert until_it_completes(YEARS, attempt) > 15


def whole_backup() -> bytes:
    disk = PowerCutDisk(YEARS.copy())
    backup(FOLDER, TARGET, disk)
    return disk.read(TARGET)


@pytest.mark.parametrize("start", ["nobody", "others"])
def test_a_restore_refused_midway_is_whole_or_not_there_at_all(start: str, tmp_path: Path) -> None:
    (tmp_path / "backup.tar.gz").write_bytes(whole_backup())
    tree, before = Tree(), NOBODY
    if start == "others":
        disk = PowerCutDisk()
        at_once(act(TinyDBStore(FOLDER, disk), Step(MARA, "log", 7, update="u7")))
        tree, before = disk.live, kept_in(PowerCutDisk(disk.live.copy()))

    def attempt(disk: FailingDisk, under: PowerCutDisk) -> bool:
        try:
            restore(tmp_path / "backup.tar.gz", FOLDER, True, disk)
            completed = True
        except (OSError, StoreRefused):
            completed = False
        disk.heal()
        assert kept_in(PowerCutDisk(under.image(random.Random(disk.done)))) in (before, BEFORE)
        assert kept_in(under) in ([BEFORE] if completed else [before, BEFORE])
        restore(tmp_path / "backup.tar.gz", FOLDER, True, disk)
        assert kept_in(under) == BEFORE
        return completed

    assert until_it_completes(tree, attempt) > 40


@pytest.mark.parametrize("seed", range(30))
def test_a_power_cut_in_a_restore_leaves_all_of_it_or_what_was_there(seed: int, tmp_path: Path) -> None:
    (tmp_path / "backup.tar.gz").write_bytes(whole_backup())
    chance = random.Random(seed)
    disk = PowerCutDisk()
    at_once(act(TinyDBStore(FOLDER, disk), Step(MARA, "log", 7, update="u7")))
    before = kept_in(PowerCutDisk(disk.image(chance)))
    seen = []

    def look(operation: str) -> None:
        cut = PowerCutDisk(disk.image(chance))
        seen.append(kept_in(cut))
        assert seen[-1] in (before, BEFORE), operation
        assert seen[-1] == before or "before-restore-1" in cut.names(FOLDER), operation

    disk.after = look
    restore(tmp_path / "backup.tar.gz", FOLDER, True, disk)
    look("done")
    assert seen[0] == before
    assert seen[-1] == BEFORE
    assert len(seen) > 30


def test_a_migration_refused_midway_loses_nothing() -> None:
    step = Step(MARA, "log", 500, update="u9")

    def attempt(disk: FailingDisk, under: PowerCutDisk) -> bool:
        after = {**BEFORE, MARA: expected(BEFORE[MARA], step)}
        try:
            at_once(act(TinyDBStore(FOLDER, disk, LATER), step))
            completed = True
        except (NotKept, StoreRefused):
            completed = False
        disk.heal()
        assert kept_in(PowerCutDisk(under.image(random.Random(disk.done))), LATER) in (BEFORE, after)
        assert kept_in(under, LATER) in ([after] if completed else [BEFORE, after])
        return completed

    assert until_it_completes(YEARS, attempt) > 10
