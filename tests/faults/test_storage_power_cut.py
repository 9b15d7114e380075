"""A power cut at any operation: whatever was not synced is lost, torn or reordered; nothing acknowledged is."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from bot.stores.tinydb_files import TinyDBStore
from tests.faults.faulty_disks import PowerCutDisk, StockHandle
from tests.faults.training_days import MARA, TUNDE, Kept, Model, Step, act, at_once, expected, found, script

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
SEEDS = 40 if FULL else 8
IMAGES_A_SEED = 250
FOLDER = Path("/data")


class Watch:
    """Takes images of a disk at work, and compares what can be read from each with what may be there."""

    def __init__(self, disk: PowerCutDisk, chance: random.Random, share: float) -> None:
        self.disk, self.chance, self.share = disk, chance, share
        self.kept: Model = {}
        self.step: Step | None = None
        self.images = 0
        disk.after = self.look

    def run(self, steps: list[Step]) -> None:
        store = TinyDBStore(FOLDER, self.disk)
        for step in steps:
            self.step = step
            at_once(act(store, step))
            self.kept[step.athlete] = expected(self.kept.get(step.athlete, Kept()), step)
            self.step = None
            self.look("acknowledged")

    def look(self, operation: str) -> None:
        while self.chance.random() < self.share:
            self.images += 1
            self.compare(PowerCutDisk(self.disk.image(self.chance)), f"after {operation} in {self.step}")

    def compare(self, disk: PowerCutDisk, where: str) -> None:
        store = TinyDBStore(FOLDER, disk)
        for athlete in (MARA, TUNDE):
            before = self.kept.get(athlete, Kept())
            allowed = [before]
            if self.step and self.step.athlete == athlete:
                allowed.append(expected(before, self.step))
            there = at_once(found(store, athlete))
            assert there in allowed, where
            assert not store.findings, where
            again = Step(athlete, "log", 500, 140.0, "again")
            at_once(act(store, again))
            next_cut = PowerCutDisk(disk.image(self.chance))
            assert at_once(found(TinyDBStore(FOLDER, next_cut), athlete)) == expected(there, again), where


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_was_acknowledged_is_there_after_a_power_cut_and_the_rest_wholly_or_not(seed: int) -> None:
    chance = random.Random(seed)
    watch = Watch(PowerCutDisk(), chance, share=0.3)
    watch.run(script(chance, 120, first=chance.choice([94, 200])))
    assert watch.images >= IMAGES_A_SEED


class StockOnDisk(JSONStorage):
    """TinyDB's own storage, its own code, with only its file handle on the disk under test."""

    def __init__(self, disk: PowerCutDisk) -> None:
        self._mode, self.kwargs = "r+", {}
        self._handle: Any = StockHandle(disk, FOLDER / "db.json")


def test_the_stock_storage_loses_acknowledged_entries_on_the_same_disk() -> None:
    """The control: without it, a pass above would prove nothing."""
    chance = random.Random(1)
    disk = PowerCutDisk()
    disk.mkdir(FOLDER)
    disk.fsync_folder(Path("/"))
    lost: list[int] = []
    acknowledged = 0
    db = TinyDB(storage=lambda: StockOnDisk(disk))
    disk.fsync_folder(FOLDER)
    for number in range(1, 60):
        taken: list[bytes] = []
        disk.after = lambda operation, taken=taken: taken.append(content(disk.image(chance)))
        db.insert(Document({"note": "squat 5x5 100"}, number))
        if number % 3 == 0:
            db.remove(doc_ids=[number - 1])
        lost.append(sum(not holds(image, acknowledged) for image in taken))
        acknowledged = number
    db.close()
    assert sum(lost) > 50


def content(image: Any) -> bytes:
    disk = PowerCutDisk(image)
    return disk.read(FOLDER / "db.json")


def holds(image: bytes, acknowledged: int) -> bool:
    """Whether stock can still read its file, and the entry acknowledged last is in it."""
    try:
        tables = json.loads(image) if image else {}
    except ValueError:
        return False
    return not acknowledged or str(acknowledged) in tables.get("_default", {})
