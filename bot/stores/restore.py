"""From a backup back to a data folder: all of it or nothing, and never over what is there unless told so."""

import contextlib
import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from bot.coaching.advice import Advice
from bot.stores.archive_files import ArchiveBody
from bot.stores.backup import CONTENTS, Contents
from bot.stores.damage import Damaged, StoreRefused
from bot.stores.disk import Disk, make_folder, write_synced
from bot.stores.folders import folder_of, safe_id
from bot.stores.hot import HotTables
from bot.stores.lock import RESTORED, hold, put_in_place, release
from bot.stores.scanning import athlete_folders
from bot.stores.sealed import SCHEMAS, Schemas, unseal

RESTORING = "restoring"
MOST_BYTES = 64 << 20  # of one file: a notebook of 64 MB is none of ours

_MEMBER = re.compile(r"athletes/([0-9a-f]{2})/(-?[0-9]{1,20}|h[0-9a-f]{40})/(hot|archive-[0-9]{1,9})\.json")


def restore(
    source: Path, folder: Path, force: bool = False, disk: Disk | None = None, schemas: Schemas = SCHEMAS
) -> Contents:
    """Put a backup in place. Without `force` refuses where athletes are kept already; with it they are moved to
    `before-restore-<n>`. DataFolderBusy while the bot runs, StoreRefused for a broken backup, OSError from the disk."""
    disk = disk or Disk()
    folder, lock = hold(disk, folder)
    try:
        if not force and any(True for _ in athlete_folders(disk, folder)):
            raise StoreRefused(Advice("restore.would_overwrite", {"folder": str(folder)}))
        _sweep(disk, folder / RESTORING)
        try:
            contents = _unpack(disk, source, folder / RESTORING, schemas)
        except (OSError, StoreRefused):
            with contextlib.suppress(OSError):
                _sweep(disk, folder / RESTORING)
            raise
        disk.rename(folder / RESTORING, folder / RESTORED)  # from here on it is complete, and put in place at any start
        disk.fsync_folder(folder)
        put_in_place(disk, folder)
        return contents
    finally:
        release(disk, lock)


def _unpack(disk: Disk, source: Path, into: Path, schemas: Schemas) -> Contents:
    make_folder(disk, into)
    athletes: set[str] = set()
    files = 0
    told: Contents | None = None
    for name, content in _members(source):
        if name == CONTENTS:
            told = _told(content)
            continue
        shard, athlete, _ = _checked(name, content, source, schemas)
        if athlete not in athletes:
            make_folder(disk, into / shard / athlete)
            athletes.add(athlete)
        write_synced(disk, into / shard / athlete / Path(name).name, content)
        files += 1
    contents = Contents(len(athletes), files)
    if told != contents:
        raise StoreRefused(Advice("restore.incomplete", {"file": str(source)}))
    for athlete_folder in (into / s / a for s in disk.names(into) for a in disk.names(into / s)):
        disk.fsync_folder(athlete_folder)
    return contents


def _told(content: bytes) -> Contents | None:
    try:
        return msgspec.json.decode(content, type=Contents)
    except msgspec.MsgspecError:
        return None


def _members(source: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a backup. Whatever is wrong with it, it is said to be broken."""
    try:
        with gzip.open(source) as packed, tarfile.open(fileobj=cast(BinaryIO, packed), mode="r|") as tar:
            for member in tar:
                if not member.isfile() or member.size > MOST_BYTES:
                    raise Damaged(member.name)
                file = tar.extractfile(member)
                yield member.name, file.read() if file else b""
            if len(packed.read(tarfile.RECORDSIZE + 1)) > tarfile.RECORDSIZE:  # to its end, where the checksum stands
                raise Damaged("more than padding after the last file")
    except FileNotFoundError as error:
        raise StoreRefused(Advice("restore.no_such_file", {"file": str(source)})) from error
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, Damaged, msgspec.MsgspecError) as error:
        raise StoreRefused(Advice("restore.broken", {"file": str(source)})) from error


def _checked(name: str, content: bytes, source: Path, schemas: Schemas) -> tuple[str, str, str]:
    """Shard, athlete and kind of a member whose name and content are as we write them."""
    found = _MEMBER.fullmatch(name)
    try:
        if found is None:
            raise Damaged(name)
        if found[3] == "hot":
            tables = unseal(Path(name), schemas.hot, content, HotTables)
            ids = [page.athlete.id for page in tables.notebook.values()]
            if [safe_id(each) for each in ids] != [found[2]] or folder_of(Path(), ids[0]).parent.name != found[1]:
                raise Damaged(name)
        else:
            unseal(Path(name), schemas.archive, content, ArchiveBody)
    except (Damaged, msgspec.MsgspecError) as error:
        raise StoreRefused(Advice("restore.broken", {"file": str(source)})) from error
    return found[1], found[2], found[3]


def _sweep(disk: Disk, folder: Path) -> None:
    """Delete what an earlier attempt left: three levels of folders, and files."""
    try:
        names = disk.names(folder)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        disk.unlink(folder)
        return
    for name in names:
        _sweep(disk, folder / name)
    disk.rmdir(folder)
