"""Every night a backup, the old ones gone, and a start that knows how long nobody looked."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from bot.conversation.ports import Seen
from bot.stores.awake import AwakeFile
from bot.stores.nightly import FOLDER, SPARE_BYTES, Nightly, backups
from bot.stores.restore import restore
from bot.stores.tinydb_files import TinyDBStore
from tests.stores.people import logged, squats

NIGHT = dt.datetime(2026, 1, 5, 3, 40, tzinfo=dt.UTC)


class Hand:
    """A clock set by hand."""

    def __init__(self) -> None:
        self.moment = NIGHT

    def __call__(self) -> dt.datetime:
        return self.moment


async def keeping(folder: Path) -> None:
    store = TinyDBStore(folder)
    await store.keep(logged(await store.open("mara"), squats(1, 100.0), "u1"))
    await store.close()


async def test_a_backup_is_made_once_a_night_and_can_be_restored(tmp_path: Path) -> None:
    await keeping(tmp_path / "data")
    clock = Hand()
    nightly = Nightly(tmp_path / "data", dt.time(3, 30), 3, clock)
    clock.moment = NIGHT - dt.timedelta(hours=1)
    await nightly.look()
    assert backups(tmp_path / "data") == []
    for day in range(6):
        clock.moment = NIGHT + dt.timedelta(days=day)
        await nightly.look()
        await nightly.look()
    taken = [day.day for day, _ in backups(tmp_path / "data")]
    assert taken == [8, 9, 10]
    restore(backups(tmp_path / "data")[-1][1], tmp_path / "elsewhere", force=False)
    assert (await TinyDBStore(tmp_path / "elsewhere").open("mara")).diary.entries


async def test_what_a_kill_left_half_written_is_in_nobody_s_way(tmp_path: Path) -> None:
    await keeping(tmp_path / "data")
    half = tmp_path / "data" / FOLDER / "fasttwitch-2026-01-04.tar.gz.new"
    half.parent.mkdir()
    half.write_bytes(b"half")
    await Nightly(tmp_path / "data", dt.time(3, 30), 14, Hand()).look()
    assert [file.name for file in half.parent.iterdir()] == ["fasttwitch-2026-01-05.tar.gz"]


async def test_one_that_fails_is_told_and_tried_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    nightly = Nightly(tmp_path / "nowhere", dt.time(3, 30), 14, Hand())
    await nightly.look()
    assert "tried again" in caplog.text
    await keeping(tmp_path / "nowhere")
    await nightly.look()
    assert len(backups(tmp_path / "nowhere")) == 1


async def test_a_folder_that_cannot_even_be_looked_at_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await Nightly(tmp_path / ("too long" * 40), dt.time(3, 30), 14, Hand()).look()
    assert "tried again" in caplog.text


async def test_it_never_takes_the_room_that_messages_need(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data, clock, room = tmp_path / "data", Hand(), [SPARE_BYTES]
    await keeping(data)
    nightly = Nightly(data, dt.time(3, 30), 14, clock, lambda folder: room[0])
    await nightly.look()
    ((_, first),) = backups(data)
    clock.moment += dt.timedelta(days=1)
    room[0] += first.stat().st_size - 1
    await nightly.look()
    assert len(backups(data)) == 1
    assert "No space left" in caplog.text
    room[0] += 1
    await nightly.look()
    assert len(backups(data)) == 2


async def test_a_stop_does_not_wait_for_it(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "data")
    for number in range(200):
        await store.keep(logged(await store.open(str(number)), squats(1), "u1"))
    await store.close()
    looking = asyncio.create_task(Nightly(tmp_path / "data", dt.time(3, 30), 14, Hand()).look())
    while not (tmp_path / "data" / FOLDER).exists():  # noqa: ASYNC110 - what is waited for has no event
        await asyncio.sleep(0)
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
    assert list((tmp_path / "data" / FOLDER).iterdir()) == []


async def test_nobody_is_kept_waiting_by_it(tmp_path: Path) -> None:
    await keeping(tmp_path / "data")
    looking = asyncio.create_task(Nightly(tmp_path / "data", dt.time(3, 30), 14, Hand()).look())
    turns = 0
    while not looking.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 2


def test_the_last_look_outlives_the_bot(tmp_path: Path) -> None:
    file = tmp_path / "awake.json"
    awake = AwakeFile(file, "2026a")
    assert awake.seen() is None
    for second in (0, 15, 30):
        awake.keep(Seen(NIGHT + dt.timedelta(seconds=second), "2026a"))
    assert awake.seen() == Seen(NIGHT + dt.timedelta(seconds=30), "2026a")
    assert AwakeFile(file, "2026b").seen() == Seen(NIGHT, "2026a")
    sound = file.read_bytes()
    for damaged in (b"{", sound.replace(b"03:40", b"03:10"), sound[:-3], b""):
        file.write_bytes(damaged)
        assert AwakeFile(file, "2026a").seen() is None


def test_a_disk_that_cannot_take_it_costs_nothing(tmp_path: Path) -> None:
    awake = AwakeFile(tmp_path / "gone" / "awake.json", "2026a")
    awake.keep(Seen(NIGHT, "2026a"))
    assert awake.seen() == Seen(NIGHT, "2026a")
