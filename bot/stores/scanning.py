"""The one look at everything, at the start: who is there, who is due when, and what is damaged."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot.coaching.advice import Advice
from bot.stores import erasing, generations
from bot.stores.damage import DataFolderUnusable, reason_of
from bot.stores.disk import Disk
from bot.stores.folders import ATHLETES, GONE, HOT, is_athlete
from bot.stores.sealed import Schemas, unseal


class Glance(msgspec.Struct, frozen=True):
    """What the index needs to know of one athlete."""

    athlete: str
    due_at: dt.datetime | None
    owing: bool


class _Name(msgspec.Struct):
    id: str


class _Page(msgspec.Struct):
    athlete: _Name
    due_at: dt.datetime | None = None
    owed: list[msgspec.Raw] = []


class _Tables(msgspec.Struct):
    """The part of a hot file that the index looks at; the rest is skipped over."""

    notebook: dict[str, _Page] = {}


def athlete_folders(disk: Disk, data: Path) -> Iterator[Path]:
    """Every athlete's folder, and those on their way out."""
    for shard in disk.names(data / ATHLETES):
        for name in _names(disk, data / ATHLETES / shard):
            if is_athlete(folder := data / ATHLETES / shard / name):
                yield folder


def scan(disk: Disk, data: Path, schemas: Schemas, found: list[Advice]) -> Iterator[Glance]:
    """Look at every hot file, finish erasures that were cut off, and set damaged files aside."""

    def parse(content: bytes, path: Path) -> _Tables:
        return unseal(path, schemas.hot, content, _Tables)

    try:
        for folder in athlete_folders(disk, data):
            if folder.name.startswith(GONE):
                with contextlib.suppress(OSError):
                    erasing.sweep(disk, folder)
                continue
            try:
                tables = generations.read(disk, folder / HOT, parse, found)
            except generations.Lost:
                tables = None
            if tables is not None:
                yield from (Glance(p.athlete.id, p.due_at, bool(p.owed)) for p in tables.notebook.values())
            elif is_damaged(disk, folder):
                found.append(Advice("store.unreadable", {"folder": str(folder)}))
    except OSError as error:
        raise DataFolderUnusable(data, reason_of(error)) from error


def is_damaged(disk: Disk, folder: Path) -> bool:
    """Whether a folder without a readable hot file once had one, so that it must not pass for somebody new."""
    return any(name.startswith("archive-") or generations.DAMAGED in name for name in _names(disk, folder))


def _names(disk: Disk, folder: Path) -> list[str]:
    try:
        return disk.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
