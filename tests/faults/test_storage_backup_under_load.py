"""Backups taken while another process goes on keeping: each holds all that was acknowledged before it began."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from bot.stores.backup import backup
from bot.stores.check import check
from bot.stores.restore import restore
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.training_days import at_once
from tests.stores.people import squats

BACKUPS = 100 if os.environ.get("FASTTWITCH_FAULTS") == "full" else 8
BETWEEN = 40  # messages, at least

WRITER = """
import asyncio, sys
from pathlib import Path
from bot.stores.tinydb_files import TinyDBStore
from tests.stores.people import logged, squats

async def write() -> None:
    store = TinyDBStore(Path(sys.argv[1]))
    for number in range(100_000):
        await store.keep(logged(await store.open("271828"), squats(number), f"u{number}"))
        print(number, flush=True)

asyncio.run(write())
"""


@pytest.fixture
def acknowledged(tmp_path: Path) -> Iterator[IO[str]]:
    """What a process that keeps on says that it has kept."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "kept")],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert writer.stdout
    yield writer.stdout
    writer.kill()
    writer.communicate()


def test_backups_under_load_hold_all_that_was_acknowledged_before_each_began(
    acknowledged: IO[str], tmp_path: Path
) -> None:
    for number in range(BACKUPS):
        for _ in range(BETWEEN):
            last = int(acknowledged.readline())
        done = backup(tmp_path / "kept", tmp_path / f"{number}.tar.gz")
        assert done.findings == ()
        restore(tmp_path / f"{number}.tar.gz", tmp_path / f"{number}")
        store = TinyDBStore(tmp_path / f"{number}")
        entries = (*at_once(store.archived("271828")), *at_once(store.open("271828")).diary.entries)
        at_once(store.close())
        assert entries == tuple(squats(n) for n in range(len(entries)))
        assert len(entries) > last
        assert check(tmp_path / f"{number}").findings == ()
