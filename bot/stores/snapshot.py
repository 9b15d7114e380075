"""One athlete's files read as they belong together, while another process may be writing them."""

from pathlib import Path
from typing import TypeVar

import msgspec

from bot.coaching.advice import Advice
from bot.stores import generations
from bot.stores.archive_files import ArchiveBody
from bot.stores.disk import Disk
from bot.stores.folders import HOT, archive_name
from bot.stores.hot import Archives, HotTables
from bot.stores.scanning import is_damaged
from bot.stores.sealed import Schema, Schemas, unseal

Body = TypeVar("Body")

TRIES = 20


class Snapshot(msgspec.Struct, frozen=True):
    """An athlete's sound files as bytes, by name, and what they say."""

    files: dict[str, bytes]
    hot: HotTables
    archived: tuple[ArchiveBody, ...]

    @property
    def archives(self) -> Archives:
        return self.hot.archives.get("1", Archives())


def take(disk: Disk, folder: Path, schemas: Schemas, found: list[Advice]) -> Snapshot | None:
    """The files of one moment; None where nothing (or nothing sound) is there. Nothing is set aside here.

    The hot file is read first: archives only ever get ahead of it, and then it is read again.
    """
    for _ in range(TRIES):
        damage: list[Advice] = []
        snapshot = _once(disk, folder, schemas, damage)
        again = None if snapshot is None else _read(disk, folder / HOT, schemas.hot, HotTables, [])
        if snapshot is None or (again is not None and again[1].archives == snapshot.hot.archives):
            break
    found.extend(damage)
    if snapshot is None and is_damaged(disk, folder):
        found.append(Advice("store.unreadable", {"folder": str(folder)}))
    return snapshot


def _once(disk: Disk, folder: Path, schemas: Schemas, found: list[Advice]) -> Snapshot | None:
    hot = _read(disk, folder / HOT, schemas.hot, HotTables, found)
    if hot is None:
        return None
    files, archived = {HOT: hot[0]}, []
    for number in range(hot[1].archives.get("1", Archives()).files):
        part = _read(disk, folder / archive_name(number), schemas.archive, ArchiveBody, found)
        if part is None:
            found.append(Advice("store.archive_lost", {"file": str(folder / archive_name(number))}))
        else:
            files[archive_name(number)] = part[0]
            archived.append(part[1])
    return Snapshot(files, hot[1], tuple(archived))


def _read(disk: Disk, path: Path, schema: Schema, body: type[Body], found: list[Advice]) -> tuple[bytes, Body] | None:
    def parse(content: bytes, place: Path) -> tuple[bytes, Body]:
        return content, unseal(place, schema, content, body)

    try:
        return generations.read(disk, path, parse, found, touch=False)
    except generations.Lost:
        return None
