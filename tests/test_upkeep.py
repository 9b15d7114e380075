"""The owner's evening: a backup, a lost folder, a restore, and what the doctor says before and after."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.chats.telegram.health import Report
from bot.clock import RealClock
from bot.config import Config, Refused
from bot.upkeep import back_up, bring_back, examine
from tests.test_command_line import fasttwitch


@pytest.fixture
def diary(tmp_path: Path) -> Config:
    """A data folder in which somebody has squatted."""
    fasttwitch("chat", data=tmp_path / "data", stdin="squat 5x5 100kg\n")
    return Config(data_dir=str(tmp_path / "data"))


def test_a_backup_brings_everything_back(diary: Config, tmp_path: Path) -> None:
    assert ("Backed up 1 athlete in 1 file to",) == tuple(s[:32] for s in back_up(diary, tmp_path / "backup.tar.gz"))
    elsewhere = Config(data_dir=str(tmp_path / "elsewhere"))
    bring_back(elsewhere, tmp_path / "backup.tar.gz", force=False)
    assert "Squat 5×5 @ 100 kg" in fasttwitch("chat", data=elsewhere.data_folder, stdin="last\n").stdout


def test_a_restore_overwrites_only_when_forced(diary: Config, tmp_path: Path) -> None:
    back_up(diary, tmp_path / "backup.tar.gz")
    with pytest.raises(Refused, match="--force"):
        bring_back(diary, tmp_path / "backup.tar.gz", force=False)
    assert "Restored" in bring_back(diary, tmp_path / "backup.tar.gz", force=True)[0]


@pytest.mark.parametrize("there", [b"", b"not a backup"])
def test_what_is_no_backup_is_refused(diary: Config, tmp_path: Path, there: bytes) -> None:
    (tmp_path / "wrong.tar.gz").write_bytes(there)
    with pytest.raises(Refused, match=r"wrong\.tar\.gz"):
        bring_back(diary, tmp_path / "wrong.tar.gz", force=True)


def test_the_doctor_finds_nothing_wrong(diary: Config) -> None:
    lines, well = examine(diary)
    assert well
    assert lines[-1] == "Nothing is wrong."
    assert "1 athlete, 1 entry" in lines[0]


def test_the_doctor_says_what_the_system_does_not_let_it_look_at(tmp_path: Path) -> None:
    lines, well = examine(Config(data_dir=str(tmp_path / ("too long" * 40))))
    assert not well
    assert any("could not be looked at: File name too long" in line for line in lines)


@pytest.mark.parametrize("place", ["", "lock", "athletes", "athletes/*/*"])
def test_the_doctor_names_what_cannot_be_written_to(diary: Config, place: str) -> None:
    (here,) = diary.data_folder.glob(place) if place else (diary.data_folder,)
    before = here.stat().st_mode
    here.chmod(0o500)
    try:
        lines, well = examine(diary)
    finally:
        here.chmod(before)
    named = any(line.startswith(f"{here} cannot be written to") for line in lines)
    assert named is (not well) is (os.geteuid() != 0)  # root may write everywhere


def test_the_doctor_names_a_damaged_file(diary: Config) -> None:
    (hot,) = diary.data_folder.glob("athletes/*/*/hot.json")
    hot.write_bytes(hot.read_bytes()[:-20])
    lines, well = examine(diary)
    assert not well
    assert any(str(hot) in line for line in lines)


DAY = dt.timedelta(days=1)
WELL = Report(
    dt.datetime(2026, 1, 5, tzinfo=dt.UTC), fetch_age_s=9.0, tick_age_s=3.0, keep_age_s=9.0, store_failing=False,
    owed=0, set_aside=0, free_bytes=10**10, up_s=5_000.0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "ago", "words"),
    [
        ({}, 0 * DAY, "Nothing is wrong."),
        ({"fetch_age_s": 3_600.0}, 0 * DAY, "no news from Telegram"),
        ({"tick_age_s": 3_600.0}, 0 * DAY, "not looked for reminders"),
        ({"store_failing": True}, 0 * DAY, "cannot write to its data folder"),
        ({"free_bytes": 1_000}, 0 * DAY, "little room left"),
        ({"up_s": 200_000.0}, 0 * DAY, "no nightly backup for more than two days"),
        ({"up_s": 200_000.0, "stopped": True}, 0 * DAY, "Nothing is wrong."),
        ({}, DAY, "hangs or was killed"),
        ({}, -400 * DAY, "This machine's clock shows"),
    ],
)
def test_the_doctor_says_in_words_what_is_wrong_with_the_bot_or_the_clock(
    diary: Config, change: dict[str, Any], ago: dt.timedelta, words: str
) -> None:
    folder = diary.data_folder / "telegram"
    folder.mkdir()
    report = msgspec.structs.replace(WELL, written_at=RealClock().now() - ago, **change)
    (folder / "health.json").write_bytes(msgspec.json.encode(report))
    lines, well = examine(diary)
    assert well == (words == "Nothing is wrong.")
    assert any(words in line for line in lines), lines


def test_the_doctor_says_when_the_bot_has_gone_quiet(diary: Config) -> None:
    folder = diary.data_folder / "telegram"
    folder.mkdir()
    (folder / "health.json").write_text("{}")
    lines, well = examine(diary)
    assert not well
    assert any("health.json" in line or "Telegram bot" in line for line in lines)
