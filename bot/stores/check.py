"""What `doctor` asks of a data folder: everything that is wrong with it, and how much is kept. Nothing is changed."""

from pathlib import Path

import msgspec

from bot.coaching.advice import Advice
from bot.stores import generations, snapshot
from bot.stores.archive import amend
from bot.stores.damage import NewerSchema, reason_of
from bot.stores.disk import Disk
from bot.stores.folders import ATHLETES, GONE
from bot.stores.scanning import athlete_folders
from bot.stores.sealed import SCHEMAS, Schemas


class Checked(msgspec.Struct, frozen=True):
    """How many athletes and entries can be read, and what was found wrong."""

    athletes: int
    entries: int
    findings: tuple[Advice, ...]


def check(folder: Path, disk: Disk | None = None, schemas: Schemas = SCHEMAS) -> Checked:
    """Read every file of a data folder; the bot may go on keeping meanwhile."""
    disk = disk or Disk()
    found: list[Advice] = []
    athletes = entries = 0
    try:
        if ATHLETES not in disk.names(folder):
            return Checked(0, 0, (Advice("store.folder_empty", {"folder": str(folder)}),))
        for athlete in athlete_folders(disk, folder):
            if athlete.name.startswith(GONE):
                found.append(Advice("store.erasing_unfinished", {"folder": str(athlete)}))
                continue
            count = None
            try:
                count = _check_athlete(disk, athlete, schemas, found)
            except NewerSchema as newer:
                found.append(newer.finding)
            except OSError as error:
                found.append(Advice("store.refused", {"folder": str(athlete), "reason": reason_of(error)}))
            if count is not None:
                athletes, entries = athletes + 1, entries + count
    except OSError as error:
        found.append(Advice("store.folder_unusable", {"folder": str(folder), "reason": reason_of(error)}))
    return Checked(athletes, entries, tuple(found))


def _check_athlete(disk: Disk, folder: Path, schemas: Schemas, found: list[Advice]) -> int | None:
    """Entries that can be read of one athlete; None where no notebook can."""
    taken = snapshot.take(disk, folder, schemas, found)
    aside = [name for name in disk.names(folder) if generations.DAMAGED in name]
    found.extend(Advice("store.set_aside", {"file": str(folder / name)}) for name in aside)
    if taken is None:
        return None
    archived = amend(tuple(e for part in taken.archived for e in part.entries), taken.archives.amended)
    whole = len(taken.files) == 1 + taken.archives.files
    if whole and len(archived) != taken.archives.entries:
        counted = (str(folder), len(archived), taken.archives.entries)
        found.append(Advice("store.count_differs", dict(zip(("folder", "found", "told"), counted, strict=True))))
    return len(taken.hot.entries) + len(archived)
