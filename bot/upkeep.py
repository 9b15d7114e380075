"""What the owner of the machine does now and then: back up, restore, and ask the doctor; each answered in words."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from bot.assembly import learn
from bot.chats.telegram.health import faults, read_report
from bot.clock import RealClock
from bot.coaching.advice import Advice, Number
from bot.config import Config, Refused
from bot.language.languages import load_lines
from bot.language.speaking import Speaker
from bot.stores.backup import backup
from bot.stores.check import check
from bot.stores.damage import StoreRefused
from bot.stores.place import about
from bot.stores.restore import restore
from bot.tables import TableError

UNWRITABLE = 73
EARLIEST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # no machine with a set clock shows less


def back_up(config: Config, target: Path) -> tuple[str, ...]:
    """Write a backup; what it holds, and what was damaged and is not in it. Raises Refused."""
    with _refusals(target):
        done = backup(config.data_folder, target)
    words: dict[str, Number] = {"file": str(target), "athletes": done.contents.athletes, "files": done.contents.files}
    return _said(Advice("backup.done", words), *done.findings)


def bring_back(config: Config, source: Path, *, force: bool) -> tuple[str, ...]:
    """Put a backup in place. Raises Refused where that would overwrite, unless forced."""
    with _refusals(config.data_folder):
        contents = restore(source, config.data_folder, force)
    words: dict[str, Number] = {
        "folder": str(config.data_folder),
        "athletes": contents.athletes,
        "files": contents.files,
    }
    return _said(Advice("restore.done", words))


def examine(config: Config) -> tuple[tuple[str, ...], bool]:
    """Everything that is wrong with data folder, tables, clock and the running bot; and whether all is well."""
    found = [*about(config.data_folder), *_tables(), *_moment(config), *_running(config)]
    checked = check(config.data_folder)
    found += checked.findings
    words: dict[str, Number] = {
        "folder": str(config.data_folder),
        "athletes": checked.athletes,
        "entries": checked.entries,
    }
    return _said(Advice("doctor.kept", words), *(found or [Advice("doctor.well")])), not found


def _tables() -> Iterator[Advice]:
    try:
        learn()
    except TableError as error:
        yield Advice("doctor.table", {"reason": str(error)})


def _moment(config: Config) -> Iterator[Advice]:
    now = RealClock().now()
    report = read_report(config.data_folder / "telegram" / "health.json")
    latest = report.written_at if report else EARLIEST
    if now < max(latest, EARLIEST) - dt.timedelta(minutes=5):
        yield Advice("doctor.clock", {"now": now, "latest": max(latest, EARLIEST)})


def _running(config: Config) -> Iterator[Advice]:
    """Only where the Telegram bot has ever run here."""
    file = config.data_folder / "telegram" / "health.json"
    if file.exists():
        for fault in faults(read_report(file), RealClock().now()):
            yield Advice(f"doctor.{fault}", {"file": str(file)})


@contextlib.contextmanager
def _refusals(place: Path) -> Iterator[None]:
    try:
        yield
    except StoreRefused as error:
        raise Refused(_said(error.finding)[0], error.exit_code) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        unusable = Advice("store.folder_unusable", {"folder": str(place), "reason": reason})
        raise Refused(_said(unusable)[0], UNWRITABLE) from error


def _said(*advice: Advice) -> tuple[str, ...]:
    words = Speaker({"en": load_lines("en")}, str)
    return tuple(words.say(one.key, one.numbers) for one in advice)
