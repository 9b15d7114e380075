"""Backup, restore and check: what was acknowledged before a backup began comes back, and nothing is overwritten."""

import gzip
import io
import os
import tarfile
from pathlib import Path

import msgspec
import pytest

from bot.conversation.ports import Amendment, Notebook
from bot.stores.backup import backup
from bot.stores.check import check
from bot.stores.damage import DataFolderBusy, StoreRefused
from bot.stores.folders import safe_id
from bot.stores.restore import restore
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary
from tests.faults.training_days import at_once
from tests.stores.people import logged, mara, sprints, squats


async def filled_store(folder: Path) -> TinyDBStore:
    """Mara with three archive files and a waiting change, Tunde, and somebody with an odd id."""
    store = TinyDBStore(folder)
    await store.keep(mara(180))
    kept = await store.open("271828")
    await store.keep(msgspec.structs.replace(kept, amended=(Amendment("mara:2", squats(2, 60.0)),)))
    await store.keep(Notebook(Athlete("314159"), Diary((sprints(1),))))
    await store.keep(Notebook(Athlete("../Ü"), Diary((sprints(2),))))
    return store


async def everything(folder: Path) -> dict[str, object]:
    store = TinyDBStore(folder)
    said = {a: (await store.open(a), await store.archived(a)) for a in sorted(await store.athletes())}
    await store.close()
    return said


async def test_a_backup_taken_while_the_bot_runs_restores_to_the_same(tmp_path: Path) -> None:
    store = await filled_store(tmp_path / "kept")
    done = backup(tmp_path / "kept", tmp_path / "today.tar.gz")
    await store.close()
    assert (done.contents.athletes, done.contents.files, done.findings) == (3, 6, ())
    restored = restore(tmp_path / "today.tar.gz", tmp_path / "elsewhere" / "kept")
    assert restored == done.contents
    assert await everything(tmp_path / "elsewhere" / "kept") == await everything(tmp_path / "kept")


async def test_a_backup_never_overwrites_a_file(tmp_path: Path) -> None:
    await (await filled_store(tmp_path / "kept")).close()
    (tmp_path / "today.tar.gz").write_text("precious")
    with pytest.raises(StoreRefused) as refusal:
        backup(tmp_path / "kept", tmp_path / "today.tar.gz")
    assert refusal.value.finding.key == "backup.exists"
    assert (tmp_path / "today.tar.gz").read_text() == "precious"


async def test_two_backups_at_once_do_not_write_into_one_file(tmp_path: Path) -> None:
    """Another process is half-way with a backup of the same name."""
    await (await filled_store(tmp_path / "kept")).close()
    (tmp_path / "backup.tar.gz.new").write_bytes(b"half")
    backup(tmp_path / "kept", tmp_path / "backup.tar.gz")
    assert (tmp_path / "backup.tar.gz.new").read_bytes() == b"half"


async def test_restore_refuses_to_overwrite_and_with_force_moves_aside(tmp_path: Path) -> None:
    await (await filled_store(tmp_path / "kept")).close()
    backup(tmp_path / "kept", tmp_path / "today.tar.gz")
    store = TinyDBStore(tmp_path / "kept")
    await store.keep(logged(await store.open("271828"), squats(500), "u500"))
    await store.close()
    later = await everything(tmp_path / "kept")
    with pytest.raises(StoreRefused) as refusal:
        restore(tmp_path / "today.tar.gz", tmp_path / "kept")
    assert refusal.value.finding.key == "restore.would_overwrite"
    assert await everything(tmp_path / "kept") == later
    restore(tmp_path / "today.tar.gz", tmp_path / "kept", force=True)
    assert await everything(tmp_path / "kept") != later
    (tmp_path / "aside").mkdir()
    (tmp_path / "kept" / "before-restore-1").rename(tmp_path / "aside" / "athletes")
    assert await everything(tmp_path / "aside") == later


async def test_who_is_erased_is_erased_from_what_a_restore_moved_aside_too(tmp_path: Path) -> None:
    await (await filled_store(tmp_path / "kept")).close()
    backup(tmp_path / "kept", tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "kept", force=True)
    store = TinyDBStore(tmp_path / "kept")
    athletes = await store.athletes()
    await store.forget(athletes[0])
    await store.close()
    left = {file.parent.name for file in (tmp_path / "kept").rglob("hot.json")}
    assert {safe_id(athlete) for athlete in athletes[1:]} == left
    assert len(athletes) > 1


async def test_restore_refuses_while_the_bot_runs(tmp_path: Path) -> None:
    store = await filled_store(tmp_path / "kept")
    backup(tmp_path / "kept", tmp_path / "today.tar.gz")
    with pytest.raises(DataFolderBusy):
        restore(tmp_path / "today.tar.gz", tmp_path / "kept", force=True)
    await store.close()


def tar(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return out.getvalue()


def linked() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        info = tarfile.TarInfo("athletes/de/271828/hot.json")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(info)
    return out.getvalue()


NONE = b'{"athletes":0,"files":0}'
BROKEN = {
    "empty": b"",
    "not compressed": b"hello",
    "no tar": gzip.compress(b"hello" * 200),
    "no contents": tar(),
    "a path out of the folder": tar(("../../evil", b"x"), ("contents.json", NONE)),
    "an absolute path": tar(("/tmp/evil", b"x"), ("contents.json", NONE)),
    "a link": linked(),
    "not our file": tar(("athletes/de/271828/hot.json", b'{"place":"271828/hot"}'), ("contents.json", NONE)),
    "an athlete in nobody's place": tar(("athletes/zz/271828/hot.json", b"{}"), ("contents.json", NONE)),
    "contents of another kind": tar(("contents.json", b'{"athletes":"many"}')),
    "fewer than told": tar(("contents.json", b'{"athletes":1,"files":1}')),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_a_broken_backup_is_refused_and_nothing_changes(tmp_path: Path, content: bytes) -> None:
    await (await filled_store(tmp_path / "kept")).close()
    before = await everything(tmp_path / "kept")
    (tmp_path / "broken.tar.gz").write_bytes(content)
    with pytest.raises(StoreRefused) as refusal:
        restore(tmp_path / "broken.tar.gz", tmp_path / "kept", force=True)
    assert refusal.value.finding.key in ("restore.broken", "restore.incomplete")
    assert await everything(tmp_path / "kept") == before
    assert sorted(os.listdir(tmp_path)) == ["broken.tar.gz", "kept"]
    assert sorted(os.listdir(tmp_path / "kept")) == ["athletes", "lock"]


async def test_a_backup_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    await (await filled_store(tmp_path / "kept")).close()
    backup(tmp_path / "kept", tmp_path / "today.tar.gz")
    content = (tmp_path / "today.tar.gz").read_bytes()
    for size in (*range(0, len(content), len(content) // 40), *range(len(content) - 9, len(content))):
        (tmp_path / "cut.tar.gz").write_bytes(content[:size])
        with pytest.raises(StoreRefused):
            restore(tmp_path / "cut.tar.gz", tmp_path / "new")
    assert await everything(tmp_path / "new") == {}


async def test_check_counts_what_is_kept_and_finds_nothing_wrong(tmp_path: Path) -> None:
    store = await filled_store(tmp_path / "kept")
    assert msgspec.structs.astuple(check(tmp_path / "kept")) == (3, 182, ())
    await store.close()


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def test_check_names_what_is_wrong_and_changes_nothing(tmp_path: Path) -> None:
    at_once(at_once(filled_store(tmp_path / "kept")).close())
    (folder,) = tmp_path.glob("kept/athletes/*/271828")
    cases = {
        "archive-1.json": ["store.damaged", "store.archive_lost"],
        "hot.json": ["store.damaged", "store.damaged", "store.archive_lost"],
    }
    for name, keys in cases.items():
        spoil(folder / name)
        names = sorted(os.listdir(folder))
        assert [finding.key for finding in check(tmp_path / "kept").findings] == keys
        assert sorted(os.listdir(folder)) == names
    spoil(folder / "hot.json.earlier")
    assert [f.key for f in check(tmp_path / "kept").findings] == ["store.damaged", "store.damaged", "store.unreadable"]
    (folder / "hot.json").unlink()
    (folder / "hot.json.earlier").unlink()
    assert [f.key for f in check(tmp_path / "kept").findings] == ["store.unreadable"]
    assert [f.key for f in check(tmp_path / "nowhere").findings] == ["store.folder_unusable"]
    (tmp_path / "empty").mkdir()
    assert [f.key for f in check(tmp_path / "empty").findings] == ["store.folder_empty"]
