"""Opening a data folder: one process at a time, in a place that can be written, with files of a known schema."""

import datetime as dt
import errno
import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.conversation.ports import Notebook
from bot.stores.check import check
from bot.stores.damage import DataFolderBusy, DataFolderUnusable, NewerSchema
from bot.stores.disk import Disk
from bot.stores.hot import HotFile
from bot.stores.sealed import Schema, Schemas
from bot.stores.tinydb_files import OPEN_MOST, TinyDBStore
from bot.training.athlete import Athlete
from tests.faults.faulty_disks import FailingDisk
from tests.faults.training_days import at_once
from tests.stores.people import EVENING, logged, mara, squats

HOLD = "import sys; from pathlib import Path; from bot.stores.tinydb_files import TinyDBStore; \
TinyDBStore(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"


def test_a_second_process_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(DataFolderBusy) as refusal:
            TinyDBStore(tmp_path)
        assert (refusal.value.exit_code, refusal.value.finding.key) == (75, "store.folder_busy")
    finally:
        holder.kill()
        holder.communicate()
    at_once(TinyDBStore(tmp_path).close())


def test_the_same_process_may_open_it_again_after_closing(tmp_path: Path) -> None:
    first = TinyDBStore(tmp_path)
    with pytest.raises(DataFolderBusy):
        TinyDBStore(tmp_path)
    at_once(first.close())
    at_once(first.close())
    at_once(TinyDBStore(tmp_path).close())


def test_a_folder_that_is_not_there_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    at_once(TinyDBStore(tmp_path / "a" / "b").close())
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def a_file_in_the_way(tmp_path: Path) -> Path:
    (tmp_path / "data").write_text("mine")
    return tmp_path / "data"


def below_a_file(tmp_path: Path) -> Path:
    return a_file_in_the_way(tmp_path) / "deeper"


def a_folder_for_a_lock(tmp_path: Path) -> Path:
    (tmp_path / "lock").mkdir()
    return tmp_path


def no_athletes_folder(tmp_path: Path) -> Path:
    (tmp_path / "athletes").write_text("mine")
    return tmp_path


def a_dangling_link(tmp_path: Path) -> Path:
    (tmp_path / "data").symlink_to(tmp_path / "nowhere" / "at" / "all")
    return tmp_path / "data"


@pytest.mark.parametrize(
    "place", [a_file_in_the_way, below_a_file, a_folder_for_a_lock, no_athletes_folder, a_dangling_link]
)
def test_a_place_that_cannot_hold_a_data_folder_is_refused_in_words(place: Any, tmp_path: Path) -> None:
    folder = place(tmp_path)
    with pytest.raises(DataFolderUnusable) as refusal:
        TinyDBStore(folder)
    assert refusal.value.exit_code == 73
    assert refusal.value.finding.numbers["folder"] == str(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_leave_to_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DataFolderUnusable):
        TinyDBStore(tmp_path)
    assert list(tmp_path.iterdir()) == []
    tmp_path.chmod(0o700)


def test_without_a_folder_there_is_nothing_to_keep_in() -> None:
    with pytest.raises(DataFolderUnusable):
        TinyDBStore(None)


def pounds(tables: dict[str, Any]) -> dict[str, Any]:
    """A step as a later version might bring one: the chat moves into the athlete's name."""
    for page in tables["notebook"].values():
        page["athlete"]["name"] += " II"
    return tables


def louder(body: dict[str, Any]) -> dict[str, Any]:
    return {"entries": [{**entry, "note": entry["note"] + "!"} for entry in body["entries"]]}


LATER = Schemas(hot=Schema(3, {1: pounds, 2: pounds}), archive=Schema(2, {1: louder}))


def test_older_files_are_brought_to_the_newest_schema_step_by_step(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    at_once(store.keep(mara(100)))
    at_once(store.close())
    later = TinyDBStore(tmp_path, schemas=LATER)
    assert at_once(later.open("271828")).athlete.name == "Mara II II"
    assert {entry.note[-1] for entry in at_once(later.archived("271828"))} == {"!"}
    at_once(later.keep(logged(at_once(later.open("271828")), squats(100), "u100")))
    at_once(later.close())
    again = TinyDBStore(tmp_path, schemas=LATER)
    assert at_once(again.open("271828")).athlete.name == "Mara II II"
    assert at_once(again.open("271828")).diary.entries[-1] == squats(100)
    at_once(again.close())


def test_files_of_a_newer_program_are_refused_and_left_alone(tmp_path: Path) -> None:
    later = TinyDBStore(tmp_path, schemas=LATER)
    at_once(later.keep(mara(2)))
    at_once(later.close())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    with pytest.raises(NewerSchema) as refusal:
        TinyDBStore(tmp_path)
    assert refusal.value.finding.key == "store.newer_schema"
    assert (refusal.value.finding.numbers["found"], refusal.value.finding.numbers["known"]) == (3, 1)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before
    assert [finding.key for finding in check(tmp_path).findings] == ["store.newer_schema"]
    at_once(TinyDBStore(tmp_path, schemas=LATER).close())


GOLDEN = Path(__file__).parent / "golden" / "schema-1"


def test_a_data_folder_of_the_first_release_can_still_be_read(tmp_path: Path) -> None:
    for source in GOLDEN.rglob("*.json"):
        target = tmp_path / source.relative_to(GOLDEN)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    store = TinyDBStore(tmp_path)
    kept = at_once(store.open("271828"))
    assert (*at_once(store.archived("271828")), *kept.diary.entries) == (*mara(100).diary.entries, squats(100))
    assert kept.heard == ("u100",)
    at_once(store.close())


def test_the_index_after_a_restart_says_what_the_files_say(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    for number in range(120):
        notebook = Notebook(
            Athlete(str(number)), due_at=EVENING + dt.timedelta(hours=number % 7) if number % 3 else None
        )
        at_once(store.keep(logged(notebook, squats(number), "u") if number % 5 == 0 else notebook))
    for number in range(0, 120, 4):
        at_once(store.keep(msgspec.structs.replace(at_once(store.open(str(number))), due_at=EVENING, owed=())))
    for number in range(0, 120, 11):
        at_once(store.forget(str(number)))
    at_once(store.close())
    again = TinyDBStore(tmp_path)
    said = {athlete: at_once(again.open(athlete)) for athlete in at_once(again.athletes())}
    assert set(said) == {str(number) for number in range(120) if number % 11}
    for moment in (EVENING + dt.timedelta(minutes=30 * n) for n in range(-1, 14)):
        due = sorted((n.due_at, a) for a, n in said.items() if n.due_at and n.due_at <= moment)
        assert at_once(store.due(moment)) == at_once(again.due(moment)) == tuple(athlete for _, athlete in due)
    assert at_once(again.next_due()) == at_once(store.next_due()) == min(n.due_at for n in said.values() if n.due_at)
    assert set(at_once(again.owing())) == set(at_once(store.owing())) == {a for a, n in said.items() if n.owed}
    at_once(again.close())


def test_a_file_set_aside_is_told_the_owner_without_whose_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = TinyDBStore(tmp_path)
    at_once(store.keep(mara(1)))
    at_once(store.keep(mara(2)))
    at_once(store.close())
    (hot,) = tmp_path.glob("athletes/*/271828/hot.json")
    hot.write_bytes(hot.read_bytes()[:-9])
    at_once(TinyDBStore(tmp_path).close())
    assert "set aside" in caplog.text
    assert "271828" not in caplog.text
    assert (hot.parent / "hot.json.damaged-1").exists()


def test_a_file_in_the_place_of_a_restore_moves_nothing(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    at_once(store.keep(mara(1)))
    at_once(store.close())
    (tmp_path / "restored").write_text("mine")
    with pytest.raises(DataFolderUnusable):
        TinyDBStore(tmp_path)
    (tmp_path / "restored").unlink()
    again = TinyDBStore(tmp_path)
    assert at_once(again.athletes()) == ("271828",)
    at_once(again.close())


def test_what_cannot_be_read_is_named_and_the_doctor_looks_at_all_others(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    for number in range(3):
        at_once(store.keep(mara(1 + number)))
        at_once(store.keep(Notebook(Athlete(str(number)))))
    at_once(store.close())
    failing = FailingDisk(Disk(), nth=0, code=errno.EIO)
    failing.strike_next("read")
    checked = check(tmp_path, failing)
    assert [finding.key for finding in checked.findings] == ["store.refused"]
    assert checked.athletes == 3
    link = next(tmp_path.glob("athletes/*/271828/hot.json"))
    link.unlink()
    link.symlink_to(link)
    with pytest.raises(DataFolderUnusable) as refusal:
        TinyDBStore(tmp_path)
    assert str(link) in str(refusal.value.finding.numbers["reason"])


def test_an_erasure_cut_off_is_finished_at_the_next_start(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    at_once(store.keep(mara(100)))
    at_once(store.close())
    (folder,) = tmp_path.glob("athletes/*/271828")
    folder.rename(folder.with_name("gone-271828"))
    assert [finding.key for finding in check(tmp_path).findings] == ["store.erasing_unfinished"]
    again = TinyDBStore(tmp_path)
    assert at_once(again.athletes()) == ()
    assert list(tmp_path.rglob("*.json*")) == []
    at_once(again.close())


def test_names_on_disk_are_never_what_a_person_wrote(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    for name in ("../../evil", "CON", "\u202eMara", "a" * 64_000, "-100271828", "12 34"):
        at_once(store.keep(Notebook(Athlete(name))))
    at_once(store.close())
    names = {path.name for path in tmp_path.glob("athletes/*/*")}
    assert len(names) == 6
    assert "-100271828" in names
    assert all(name == "-100271828" or (name[0] == "h" and len(name) == 41 and name.isalnum()) for name in names)


def test_notebooks_used_long_ago_are_let_go(tmp_path: Path) -> None:
    def held() -> int:
        return sum(isinstance(each, HotFile) for each in gc.get_objects())

    gc.collect()
    before = held()
    store = TinyDBStore(tmp_path)
    for number in range(3 * OPEN_MOST):
        at_once(store.keep(Notebook(Athlete(str(number)))))
        at_once(store.open(str(number)))
    assert held() - before <= OPEN_MOST + 1
    assert at_once(store.open("0")) == Notebook(Athlete("0"))
    at_once(store.close())
