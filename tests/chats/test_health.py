"""The health file turns red within 150 s of anything that stops, and not before."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from bot.chats.telegram.health import Health, Report, faults, read_report
from tests.chats.virtual_clock import VirtualClock

NOW = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
WELL = Report(
    NOW, fetch_age_s=9.0, tick_age_s=3.0, keep_age_s=900.0, store_failing=False, owed=0, set_aside=0,
    free_bytes=10**10, up_s=5_000.0,
)  # fmt: skip
STARTING = {"fetch_age_s": None, "tick_age_s": None, "keep_age_s": None}


@pytest.mark.parametrize(
    ("change", "later_s", "red"),
    [
        ({}, 0, ()),
        ({}, 100, ()),
        ({}, 141, ("silent", "fetch", "tick")),  # the process is gone, or stands still
        ({"fetch_age_s": 139.0}, 0, ()),
        ({"fetch_age_s": 141.0}, 0, ("fetch",)),
        ({"fetch_age_s": 130.0}, 15, ("fetch",)),
        ({"tick_age_s": 141.0}, 0, ("tick",)),
        ({"keep_age_s": 90_000.0}, 0, ()),  # nobody wrote for a day
        ({"store_failing": True}, 0, ("store",)),
        ({"free_bytes": 1_000}, 0, ("disk",)),
        (STARTING | {"up_s": 20.0}, 0, ()),
        (STARTING | {"up_s": 141.0}, 0, ("fetch", "tick")),  # never reached Telegram since its start
        ({"stopped": True}, 90_000, ()),
        ({}, -3_600, ()),  # the machine's clock was set back
    ],
)
def test_what_is_red(change: dict[str, object], later_s: float, red: tuple[str, ...]) -> None:
    report = msgspec.structs.replace(WELL, **change)
    assert faults(report, NOW + dt.timedelta(seconds=later_s)) == red


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"owed": "many"}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_red(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "health.json"
    if content is not None:
        file.write_bytes(content)
    assert faults(read_report(file), NOW) == ("unreadable",)


async def test_what_happens_is_in_the_file(tmp_path: Path) -> None:
    clock, file = VirtualClock(), tmp_path / "health.json"
    health = Health(file, clock)
    health.fetched()
    await clock.run(10)
    health.ticked()
    health.kept()
    await clock.run(5)
    health.write(owed=3, set_aside=1, store_failing=True)
    report = read_report(file)
    assert report is not None
    assert (report.fetch_age_s, report.tick_age_s, report.keep_age_s) == (15.0, 5.0, 5.0)
    assert (report.store_failing, report.owed, report.set_aside, report.up_s) == (True, 3, 1, 15.0)
    assert report.free_bytes > 0
    assert [found.name for found in file.parent.glob("*")] == ["health.json"]
