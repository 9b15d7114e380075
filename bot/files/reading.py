"""A file that somebody brings: which form it has, and whether all that stands in it can be taken."""

import io
import math
import zipfile
import zlib
import zoneinfo
from collections.abc import Iterator

import msgspec

from bot.conversation.belongings import Belongings, belongings
from bot.files import csv_file, json_file
from bot.files.refusal import refuse
from bot.training.diary import Diary, Effort, Entry, Lift

MOST_BYTES = 1 << 30
PACKED = "entries.json"
MARK = b"\xef\xbb\xbf"  # a byte order mark, which spreadsheets like to put first


def read(content: bytes) -> tuple[Belongings, ...]:
    """All athletes of an export, in any of its forms. Raises FileRefused, naming line and reason."""
    if content.startswith(b"PK"):
        content = _unpacked(content)
    content = content.removeprefix(MARK)
    form = json_file if content.lstrip()[:1] == b"{" else csv_file
    found: list[Belongings] = []
    for line, one, entries in form.read(content):
        if not one.athlete or any(one.athlete == other.athlete for other in found):
            raise refuse(line, "athlete")
        _check_settings(line, one)
        _check_entries(entries)
        diary = Diary(one.entries)
        found.append(belongings(msgspec.structs.replace(one.notebook, diary=diary), ()))
    return tuple(found)


def _unpacked(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(PACKED) as file:
            found = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise refuse(1, "no_export") from error
    if len(found) > MOST_BYTES:
        raise refuse(1, "no_export")
    return found


def _check_settings(line: int, one: Belongings) -> None:
    athlete = one.notebook.athlete
    try:
        zoneinfo.ZoneInfo(athlete.zone)
    except (OSError, ValueError) as error:  # ZoneInfoNotFoundError is a KeyError only where the name is well formed
        raise refuse(line, "zone", zone=athlete.zone) from error
    except KeyError as error:
        raise refuse(line, "zone", zone=athlete.zone) from error
    if not all(0 <= day <= 6 for day in athlete.days):
        raise refuse(line, "days")


def _check_entries(entries: list[tuple[int, Entry]]) -> None:
    seen: set[str] = set()
    for line, entry in entries:
        if entry.id in seen or not entry.id:
            raise refuse(line, "entry", entry=entry.id)
        seen.add(entry.id)
        if entry.at.tzinfo is None:
            raise refuse(line, "moment", entry=entry.id)
        for number in (number for effort in entry.efforts for number in _numbers(effort)):
            if not math.isfinite(number) or number < 0:
                raise refuse(line, "number", entry=entry.id)


def _numbers(effort: Effort) -> Iterator[float]:
    """Every number that cannot be less than nothing; a slope can."""
    for value in effort.sets if isinstance(effort, Lift) else (effort,):
        fields = msgspec.structs.asdict(value)
        load = fields.pop("load", None)
        fields.pop("grade", None)
        if load is not None:
            yield load.amount
        yield from (n for n in (*fields.values(), *fields.get("times", ())) if isinstance(n, int | float))
