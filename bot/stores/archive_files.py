"""Archived entries on disk: sealed files of older entries, each written before its entries leave the hot file."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from bot.coaching.advice import Advice
from bot.conversation.ports import Amendment
from bot.stores import generations
from bot.stores.archive import Shelf, amend
from bot.stores.disk import Disk
from bot.stores.folders import archive_name
from bot.stores.hot import Archives
from bot.stores.sealed import Schema, seal, unseal
from bot.stores.storable import verified
from bot.training.diary import Entry, in_order


class ArchiveBody(msgspec.Struct, frozen=True):
    """What an archive file holds."""

    entries: tuple[Entry, ...]


class ArchiveFiles:
    """The archive files of one athlete's folder."""

    def __init__(self, disk: Disk, folder: Path, schema: Schema, found: list[Advice], touch: bool = True) -> None:
        self._disk, self._folder, self._schema, self._found = disk, folder, schema, found
        self._touch = touch

    def shelf(self, archives: Archives) -> Shelf:
        """All archived entries, with the changes that wait in the hot file made."""
        parts = [self._read(number) for number in range(archives.files)]
        entries = tuple(entry for part in parts if part is not None for entry in part)
        return Shelf(in_order(amend(entries, archives.amended)), whole=None not in parts)

    def write(self, first: int, parts: Iterable[tuple[Entry, ...]]) -> None:
        """Seal parts under numbers from `first` on. Until the hot file counts them in, they may be written again."""
        for number, part in enumerate(parts, first):
            self._replace(number, ArchiveBody(tuple(verified(entry) for entry in part)))

    def work_in(self, archives: Archives) -> None:
        """Write waiting changes into the files that they concern. Done twice, it changes nothing more."""
        concerned = {change.id for change in archives.amended}
        for number in range(archives.files):
            part = self._read(number)
            if part is not None and any(entry.id in concerned for entry in part):
                changed = amend(part, archives.amended)
                if changed != part:
                    self._replace(number, ArchiveBody(changed))

    def _replace(self, number: int, body: ArchiveBody) -> None:
        path = self._path(number)
        generations.replace(self._disk, path, seal(path, self._schema, msgspec.json.encode(body)))

    def _path(self, number: int) -> Path:
        return self._folder / archive_name(number)

    def _read(self, number: int) -> tuple[Entry, ...] | None:
        def parse(content: bytes, path: Path) -> ArchiveBody:
            return unseal(path, self._schema, content, ArchiveBody)

        try:
            body = generations.read(self._disk, self._path(number), parse, self._found, self._touch)
        except generations.Lost:
            body = None
        if body is None:
            self._found.append(Advice("store.archive_lost", {"file": str(self._path(number))}))
            return None
        return body.entries


def with_change(waiting: tuple[Amendment, ...], more: tuple[Amendment, ...]) -> tuple[Amendment, ...]:
    """Waiting changes and later ones: the last word on each entry."""
    return tuple({change.id: change for change in (*waiting, *more)}.values())
