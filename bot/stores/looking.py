"""Everything kept, looked at without holding the data folder: the bot may go on meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot.coaching.advice import Advice
from bot.conversation.belongings import Belongings, belongings
from bot.stores import snapshot
from bot.stores.archive import amend
from bot.stores.disk import Disk
from bot.stores.folders import ATHLETES, GONE, folder_of
from bot.stores.scanning import athlete_folders
from bot.stores.sealed import SCHEMAS, Schemas
from bot.training.diary import Diary


def look(
    folder: Path, athlete: str, found: list[Advice], disk: Disk | None = None, schemas: Schemas = SCHEMAS
) -> Iterator[Belongings]:
    """The belongings of this athlete, or of all where none is named; what is damaged is added to `found`. OSError from
    the disk, StoreRefused for files of a newer version."""
    disk = disk or Disk()
    if ATHLETES not in disk.names(folder):
        return
    folders = [folder_of(folder, athlete)] if athlete else athlete_folders(disk, folder)
    for each in folders:
        if each.name.startswith(GONE):
            continue
        taken = snapshot.take(disk, each, schemas, found)
        if taken is not None:
            archived = amend(tuple(e for part in taken.archived for e in part.entries), taken.archives.amended)
            diary = Diary(tuple(taken.hot.entries.values()))
            for notebook in taken.hot.notebook.values():
                yield belongings(msgspec.structs.replace(notebook, diary=diary), archived)
