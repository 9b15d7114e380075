"""What the owner of the machine does now and then: back up, restore, export, import, and ask the doctor; each answered
in words."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from bot.assembly import keeper, learn
from bot.chats.telegram.guests import LASTS, Guests, invite_link, name_file
from bot.chats.telegram.health import faults, read_report
from bot.chats.telegram.texts import OWNERS
from bot.clock import RealClock
from bot.coaching.advice import Advice, Number
from bot.config import Config, Refused
from bot.conversation.belongings import Belongings, newly
from bot.conversation.nudge import schedule
from bot.conversation.ports import NotKept, Store
from bot.conversation.scene import Knowledge, Scene, wordless
from bot.files import FORMS
from bot.files.reading import read
from bot.files.refusal import FileRefused
from bot.language.languages import load_lines
from bot.language.speaking import Speaker
from bot.stores.backup import backup
from bot.stores.check import check
from bot.stores.damage import StoreRefused, reason_of
from bot.stores.looking import look
from bot.stores.nightly import backups
from bot.stores.place import about
from bot.stores.restore import restore
from bot.tables import TableError

USAGE, UNWRITABLE = 2, 73
BACKUP_LATE = dt.timedelta(days=2)
EARLIEST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # no machine with a set clock shows less


def back_up(config: Config, target: Path) -> tuple[str, ...]:
    """Write a backup; what it holds, and what was damaged and is not in it. Raises Refused."""
    with _refusals(target, "backup.unwritable"):
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


def take_out(config: Config, form: str, athlete: str) -> tuple[Iterator[str], Callable[[], tuple[str, ...]]]:
    """Everything kept on this athlete, or on all where none is named, in pieces; and what is to be said about it once
    they are out. Raises Refused where nothing is kept on the athlete."""
    found: list[Advice] = []
    everyone = _looked_at(config.data_folder, athlete, found)
    first = next(everyone, None)
    if first is None and athlete:
        nobody = Advice("export.nobody", {"athlete": athlete})
        raise Refused(_said(found[-1] if found else nobody)[0], USAGE)
    if first is None:
        found.append(Advice("store.folder_empty", {"folder": str(config.data_folder)}))
    everybody = chain([first] if first else [], everyone)
    return FORMS[form].written(everybody), lambda: _said(*found)


def _looked_at(folder: Path, athlete: str, found: list[Advice]) -> Iterator[Belongings]:
    with _refusals(folder):
        if folder.exists():
            yield from look(folder, athlete, found)


async def bring_in(config: Config, source: Path) -> tuple[str, ...]:
    """Add what an export holds and the data folder does not. Raises Refused, and then nothing has changed, where the
    file cannot be taken or the folder is in use."""
    with _refusals(config.data_folder):
        athletes = _read(source)
    store, knows = keeper(config), learn()
    new = 0
    try:
        for one in athletes:
            new += await _add(store, knows, one)
    except NotKept as error:
        raise _unusable(config.data_folder, str(error)) from error
    finally:
        await store.close()
    known = sum(len(one.entries) for one in athletes) - new
    return _said(Advice("import.done", {"entries": new, "known": known, "athletes": len(athletes)}))


def _read(source: Path) -> tuple[Belongings, ...]:
    try:
        return read(source.read_bytes())
    except FileRefused as error:
        numbers = {"file": str(source), **error.finding.numbers}
        raise Refused(_said(Advice(error.finding.key, numbers))[0], USAGE) from error
    except OSError as error:
        unreadable = Advice(
            "import.unreadable", {"file": str(source), "reason": error.strerror or type(error).__name__}
        )
        raise Refused(_said(unreadable)[0], USAGE) from error


async def _add(store: Store, knows: Knowledge, one: Belongings) -> int:
    """How many entries were new. They are kept as history: nobody is told of bests that lie in the past."""
    notebook, new = await newly(store, one)
    await store.keep(notebook)
    notebook, now = await store.open(one.athlete), RealClock().now()
    await store.keep(schedule(Scene(knows, notebook, wordless(notebook, now), now), notebook))
    return new


def examine(config: Config) -> tuple[tuple[str, ...], bool]:
    """Everything that is wrong with data folder, tables, clock and the running bot; and whether all is well."""
    found = [*about(config.data_folder), *_tables(), *_moment(config)]
    told: list[Advice] = []
    for ask, into in ((_running, found), (_last_backup, told)):
        try:
            into += ask(config)
        except OSError as error:
            found.append(Advice("store.refused", {"folder": str(config.data_folder), "reason": reason_of(error)}))
    checked = check(config.data_folder)
    found += checked.findings
    words: dict[str, Number] = {
        "folder": str(config.data_folder),
        "athletes": checked.athletes,
        "entries": checked.entries,
    }
    return _said(Advice("doctor.kept", words), *told, *(found or [Advice("doctor.well")])), not found


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


def _last_backup(config: Config) -> Iterator[Advice]:
    """When the running bot last made its nightly backup."""
    taken = backups(config.data_folder)
    if taken:
        yield Advice("doctor.backup", {"day": taken[-1][0], "file": str(taken[-1][1])})
    elif config.backups.keep_days and (config.data_folder / "telegram").exists():
        yield Advice("doctor.no_backup")


def _running(config: Config) -> Iterator[Advice]:
    """Only where the Telegram bot has ever run here."""
    file = config.data_folder / "telegram" / "health.json"
    if file.exists():
        report, now = read_report(file), RealClock().now()
        for fault in faults(report, now):
            yield Advice(f"doctor.{fault}", {"file": str(file)})
        if config.backups.keep_days and report and not report.stopped and report.up_s > BACKUP_LATE.total_seconds():
            latest = [day for day, _ in backups(config.data_folder)][-1:]
            if not latest or latest[0] < now.date() - BACKUP_LATE:
                yield Advice("doctor.backup_late")


@contextlib.contextmanager
def _refusals(place: Path, unusable: str = "store.folder_unusable") -> Iterator[None]:
    try:
        yield
    except StoreRefused as error:
        raise Refused(_said(error.finding)[0], error.exit_code) from error
    except BrokenPipeError:
        raise  # who reads our output has had enough
    except OSError as error:
        raise _unusable(place, reason_of(error), unusable) from error


def _unusable(place: Path, reason: str, key: str = "store.folder_unusable") -> Refused:
    finding = Advice(key, {"folder": str(place), "reason": reason})
    return Refused(_said(finding)[0], UNWRITABLE)


def invited(config: Config, by: str) -> str:
    """A new invite, as a link where the bot has run and so its name is known. Raises Refused."""
    folder, now = config.data_folder / "telegram", RealClock().now()
    try:
        token = Guests(folder).invite(now, by=by)
        name = name_file(folder).read_text(encoding="utf-8") if name_file(folder).exists() else ""
    except OSError as error:
        raise Refused(OWNERS["no_invite"].format(folder=folder, reason=error.strerror), UNWRITABLE) from error
    until = f"{now + LASTS:%Y-%m-%d}"
    if not name:
        return OWNERS["invite_code"].format(until=until, token=token)
    return OWNERS["invite"].format(until=until, link=invite_link(name, token))


def _said(*advice: Advice) -> tuple[str, ...]:
    words = Speaker({"en": load_lines("en")}, str)
    return tuple(words.say(one.key, one.numbers) for one in advice)
