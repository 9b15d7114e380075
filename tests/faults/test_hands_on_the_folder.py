"""The whole bot as its owner runs it, while somebody's hands are in its data folder: nobody is ever taken for somebody
new, whoever cannot be kept is told, and what is not ours is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.stores.folders import folder_of
from tests.chats.bot_api import BotApi, until
from tests.chats.test_coach_on_telegram import owner_runs_it
from tests.test_command_line import fasttwitch

MARA, TUNDE, NEW = 7, 8, 9


async def told(api: BotApi, text: str, user: int) -> str:
    """What the coach says to this."""
    before = len(api.texts(user))
    api.say(text, user=user)
    await until(lambda: len(api.texts(user)) > before)
    return api.texts(user)[-1]


async def kept(api: BotApi, folder: Path) -> Path:
    """A data folder in which Mara and Tunde have squatted; Mara's own folder in it."""
    async with owner_runs_it(api, folder) as process:
        for user in (MARA, TUNDE):
            assert (await told(api, "squat 5x5 100kg", user)).startswith("✓")
    assert process.returncode == 0
    return folder_of(folder / "data", str(MARA))


async def test_who_cannot_be_read_any_more_is_told_so_and_the_others_go_on(tmp_path: Path) -> None:
    async with BotApi() as api:
        mara = await kept(api, tmp_path)
        for name in ("hot.json", "hot.json.earlier"):
            (mara / name).write_bytes(b"{}")
        async with owner_runs_it(api, tmp_path):
            assert (await told(api, "squat 5x5 105kg", MARA)).startswith("Not saved: I can't read")
            assert (await told(api, "squat 5x5 105kg", TUNDE)).startswith("✓")
    for words in (("doctor",), ("backup", str(tmp_path / "b.tar.gz")), ("export", "--athlete", str(MARA))):
        said = fasttwitch(*words, data=tmp_path / "data")
        assert f"{mara} cannot be read" in said.stdout + said.stderr


async def test_a_data_folder_taken_away_makes_nobody_new(tmp_path: Path) -> None:
    """A disk that is unmounted leaves an empty folder, or none; what is written there is hidden by its return."""
    async with BotApi() as api:
        await kept(api, tmp_path)
        async with owner_runs_it(api, tmp_path):
            assert (await told(api, "squat 5x5 105kg", MARA)).startswith("✓")
            (tmp_path / "data").rename(tmp_path / "away")
            for user in (MARA, TUNDE, NEW):
                assert (await told(api, "squat 5x5 110kg", user)).startswith("Not saved")
            assert not (tmp_path / "data" / "athletes").exists()
            (tmp_path / "away").rename(tmp_path / "data")
            assert "105 kg" in await told(api, "last squat", MARA)
            assert (await told(api, "squat 5x5 110kg", NEW)).startswith("✓")


def a_system_s_own_file(mara: Path) -> None:
    for folder in (mara.parents[1], mara.parent, mara):
        (folder / ".DS_Store").write_bytes(b"")


def a_copy_beside(mara: Path) -> None:
    copy = mara.with_name(f"{MARA} (copy)")
    copy.mkdir()
    (copy / "hot.json").write_bytes((mara / "hot.json").read_bytes())


def a_dangling_link(mara: Path) -> None:
    mara.with_name("elsewhere").symlink_to("nowhere")


def a_folder_in_a_file_s_place(mara: Path) -> None:
    (mara / "hot.json").unlink()
    (mara / "hot.json").mkdir()


@pytest.mark.parametrize("left", [a_system_s_own_file, a_copy_beside, a_dangling_link, a_folder_in_a_file_s_place])
def test_what_others_leave_in_the_folder_stops_nobody(left: Callable[[Path], None], tmp_path: Path) -> None:
    fasttwitch("chat", data=tmp_path, stdin="squat 5x5 100kg\n")
    (mine,) = tmp_path.glob("athletes/*/*")
    left(mine)
    doctor = fasttwitch("doctor", data=tmp_path)
    assert "1 athlete" in doctor.stdout
    assert "cannot be" not in doctor.stdout
    assert "1 athlete" in fasttwitch("backup", str(tmp_path / "b.tar.gz"), data=tmp_path).stdout
    assert "100 kg" in fasttwitch("chat", data=tmp_path, stdin="last squat\n").stdout


@pytest.mark.parametrize("name", ["telegram", "telegram/guests"])
async def test_a_file_where_the_telegram_folder_should_be_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "data" / name).parent.mkdir(parents=True)
    (tmp_path / "data" / name).write_text("mine")
    async with BotApi() as api, owner_runs_it(api, tmp_path) as process:
        assert await process.wait() == 73
