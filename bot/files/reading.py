"""A file that somebody brings: which form it has, and whether all that stands in it can be taken."""

import io
import math
import zipfile
import zlib
from collections.abc import Iterator

import msgspec

from bot.conversation.belongings import Belongings, belongings
from bot.files import csv_file, json_file
from bot.files.refusal import refuse
from bot.files.settings import is_in_reach, is_known_zone, odd_setting
from bot.training.diary import Diary, Effort, Entry, Lift

MOST_BYTES = 32 << 20  # of what a zip holds: the export of one athlete, and years of it are a few of these
MOST_RATIO, SMALL = 200, 1 << 20  # no export is packed so tightly; what is small may be
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
            most = min(MOST_BYTES, max(MOST_RATIO * len(content), SMALL))
            found = file.read(most + 1)
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise refuse(1, "no_export") from error
    if len(found) > most:
        raise refuse(1, "no_export")
    return found


def _check_settings(line: int, one: Belongings) -> None:
    athlete = one.notebook.athlete
    for zone in (athlete.zone, athlete.stay.zone if athlete.stay else athlete.zone):
        if not is_known_zone(zone):
            raise refuse(line, "zone", zone=zone)
    if not all(0 <= day <= 6 for day in athlete.days):
        raise refuse(line, "days")
    if name := odd_setting(athlete):
        raise refuse(line, "setting", name=name)


def _check_entries(entries: list[tuple[int, Entry]]) -> None:
    seen: set[str] = set()
    for line, entry in entries:
        if entry.id in seen or not entry.id:
            raise refuse(line, "entry", entry=entry.id)
        seen.add(entry.id)
        if entry.at.tzinfo is None:
            raise refuse(line, "moment", entry=entry.id)
        if not (is_in_reach(entry.day) and is_in_reach(entry.at)):
            raise refuse(line, "day", entry=entry.id)
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
