"""Random damage to files: none is read as a wrong value, none resets a diary in silence, none is thrown away."""

import errno
import json
import os
import random
from pathlib import Path

import pytest
from tinydb import TinyDB

from bot.conversation.ports import NotKept
from bot.stores.damage import StoreRefused
from bot.stores.restore import restore
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.faulty_disks import PowerCutDisk, Tree
from tests.faults.test_storage_moves_refused import BEFORE, kept_in, whole_backup
from tests.faults.training_days import MARA, TUNDE, Kept, Step, act, at_once, found

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
SEEDS = 20 if FULL else 10
TRIALS = 1000
FOLDER = Path("/data")


def sample() -> tuple[Tree, dict[str, list[Kept]]]:
    """A data folder of two athletes, and for each what the newest and the earlier generation say."""
    disk = PowerCutDisk()
    store = TinyDBStore(FOLDER, disk)
    said: dict[str, list[Kept]] = {MARA: [], TUNDE: []}
    steps = [Step(MARA, "import", 130), *(Step(MARA, "log", 130 + n, update=f"m{n}") for n in range(3))]
    steps += [Step(MARA, "edit", 2, 70.0, "m8"), *(Step(TUNDE, "log", n, update=f"t{n}") for n in range(1, 4))]
    for step in steps:
        at_once(act(store, step))
        said[step.athlete].append(at_once(found(store, step.athlete)))
    return disk.live, {athlete: kept[-1:-3:-1] for athlete, kept in said.items()}


def files_of(tree: Tree) -> dict[str, int]:
    """Every file but the lock, by path."""
    disk = PowerCutDisk(tree)
    paths = {}
    for shard in disk.names(FOLDER / "athletes"):
        for athlete in disk.names(FOLDER / "athletes" / shard):
            for name in disk.names(FOLDER / "athletes" / shard / athlete):
                path = FOLDER / "athletes" / shard / athlete / name
                paths[str(path)] = disk._find(path)
    return paths


def damaged(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The content with a bit flipped, bytes overwritten, cut out, put in, swapped, cut off, or another file's."""
    at, length = chance.randrange(len(content)), chance.choice([1, 2, 8, 512, 4096])
    match chance.randrange(9):
        case 0:
            return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
        case 1:
            return content[:at] + bytes(min(length, len(content) - at)) + content[at + length :]
        case 2:
            return content[:at]
        case 3:
            return content[:at] + content[at + length :]
        case 4:
            return content[:at] + chance.randbytes(length) + content[at:]
        case 5:
            return content[:at] + chance.randbytes(min(length, len(content) - at)) + content[at + length :]
        case 6:
            return content[at:] + content[:at]
        case 7:
            digits = [i for i, byte in enumerate(content) if 0x30 <= byte <= 0x39]
            where = chance.choice(digits)
            return content[:where] + bytes([0x30 + (content[where] - 0x2F) % 10]) + content[where + 1 :]
        case _:
            return chance.choice(others)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_damage_is_noticed_reported_and_kept_and_never_passes_for_the_truth(seed: int) -> None:
    chance = random.Random(seed)
    sound, said = sample()
    files, damages = files_of(sound), 0
    for _ in range(TRIALS):
        tree = sound.copy()
        struck = {}
        for path in chance.sample(sorted(files), chance.choice([1, 1, 1, 2, 3])):
            content = sound.files[files[path]]
            others = [sound.files[number] for other, number in files.items() if place_of(other) != place_of(path)]
            spoilt = damaged(content, others, chance)
            if spoilt != content:
                struck[path] = tree.files[files[path]] = spoilt
        damages += len(struck)
        disk = PowerCutDisk(tree)
        store = TinyDBStore(FOLDER, disk)
        refused = {athlete for athlete, said_by in said.items() if judge(store, athlete, said_by, struck)}
        restarted = TinyDBStore(FOLDER, disk)
        assert refused == {a for a, said_by in said.items() if judge(restarted, a, said_by, struck)}, "silently reset"
        for athlete in said.keys() - refused:
            for number in (500, 501):
                at_once(act(restarted, Step(athlete, "log", number, update=f"again {number}")))
        left = {disk.live.files[number] for number in files_of(disk.live).values()}
        needed = {text for path, text in struck.items() if path.removesuffix(".earlier") in struck}
        assert needed <= left, "a damaged file was thrown away"
        reported = {str(finding.numbers.get("file")) for finding in store.findings}
        unread = {path for path in struck if owner(path) in refused and "archive" in path}
        assert {path for path in struck if not path.endswith(".earlier")} - unread <= reported
    assert damages >= TRIALS


class NothingIsRenamed(PowerCutDisk):
    """A disk on which a damaged file stays where it is."""

    def rename(self, old: Path, new: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")


def test_damage_that_cannot_be_set_aside_is_no_new_diary() -> None:
    disk = PowerCutDisk()
    for number in (1, 2):
        at_once(act(TinyDBStore(FOLDER, disk), Step(TUNDE, "log", number, update=f"t{number}")))
    for number in files_of(disk.live).values():
        disk.live.files[number] = disk.live.files[number][:-2]
    store = TinyDBStore(FOLDER, NothingIsRenamed(disk.live))
    for _ in range(2):
        with pytest.raises(NotKept):
            at_once(store.open(TUNDE))


def test_a_damaged_backup_is_refused_or_restores_to_the_same(tmp_path: Path) -> None:
    """The container itself has bytes of no meaning (a time, a system): damage to those may pass."""
    chance, sound, file = random.Random(4), whole_backup(), tmp_path / "backup.tar.gz"
    refused = 0
    for _ in range(TRIALS):
        file.write_bytes(damaged(sound, [b"", sound + sound], chance))
        disk = PowerCutDisk()
        try:
            restore(file, FOLDER, disk=disk)
        except StoreRefused:
            refused += 1
        else:
            assert kept_in(disk) == BEFORE
    assert refused > 0.8 * TRIALS


def owner(path: str) -> str:
    return MARA if Path(path).parent.name == MARA else TUNDE


def place_of(path: str) -> tuple[str, str]:
    """An older generation put in the place of a newer one cannot be told from it."""
    return owner(path), path.removesuffix(".earlier")


def judge(store: TinyDBStore, athlete: str, generations: list[Kept], struck: dict[str, bytes]) -> bool:
    """What is read is the newest generation, or one earlier where that is damaged; True: it is honestly refused."""
    mine = {Path(path).name for path in struck if owner(path) == athlete}
    try:
        there = at_once(found_as_is(store, athlete))
    except NotKept:
        assert {"hot.json", "hot.json.earlier"} <= mine
        return True
    truth = generations[1 if "hot.json" in mine else 0]
    assert there.heard == truth.heard
    assert there.entries.items() <= truth.entries.items(), "a wrong value, or an entry that never was"
    if not any(name.startswith("archive") for name in mine):
        assert there == truth
    return False


async def found_as_is(store: TinyDBStore, athlete: str) -> Kept:
    """What the store says, without the checks that hold only where nothing is damaged."""
    notebook = await store.open(athlete)
    entries = (*await store.archived(athlete), *notebook.diary.entries)
    return Kept({e.id: e for e in entries}, notebook.heard, notebook.reminded)


def test_the_stock_storage_reads_damage_as_truth(tmp_path: Path) -> None:
    """The control: a changed digit is a changed diary, and an emptied file is a new one."""
    chance = random.Random(5)
    with TinyDB(tmp_path / "db.json") as db:
        for number in range(60):
            db.insert({"squat": 100 + number, "reps": 5})
        sound = db.all()
    content = (tmp_path / "db.json").read_bytes()
    wrong = 0
    for _ in range(300):
        (tmp_path / "db.json").write_bytes(damaged(content, [b""], chance))
        try:
            with TinyDB(tmp_path / "db.json") as db:
                wrong += db.all() != sound
        except (json.JSONDecodeError, UnicodeDecodeError, AttributeError, TypeError, ValueError):
            continue
    assert wrong > 30
