"""A backup: one compressed file with every athlete's sound files, taken while the bot goes on keeping."""

import contextlib
import errno
import gzip
import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from bot.coaching.advice import Advice
from bot.stores import snapshot
from bot.stores.damage import StoreRefused
from bot.stores.disk import Disk
from bot.stores.folders import ATHLETES, GONE
from bot.stores.scanning import athlete_folders
from bot.stores.sealed import SCHEMAS, Schemas

CONTENTS = "contents.json"
LEVEL = 3  # of compression: a third of the time of the default for a tenth more bytes


class Contents(msgspec.Struct, frozen=True):
    """The last file of a backup: how many athletes and files came before it."""

    athletes: int
    files: int


class BackedUp(msgspec.Struct, frozen=True):
    """How a backup went; `findings` names what was damaged and is therefore not in it."""

    contents: Contents
    findings: tuple[Advice, ...]


class DiskFile(io.RawIOBase):
    """A file being written through a Disk, as gzip wants one."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk, self._file = disk, disk.create(path)

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        rest = bytes(content)
        while rest:
            rest = rest[self._disk.write(self._file, rest) :]
        return len(content)

    def sync(self) -> None:
        self._disk.fsync(self._file)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._disk.close(self._file)


def backup(
    folder: Path,
    target: Path,
    disk: Disk | None = None,
    schemas: Schemas = SCHEMAS,
    stopped: Callable[[], bool] = lambda: False,
) -> BackedUp:
    """Write a backup of everything acknowledged before this began. Refuses to overwrite; OSError where it cannot, or
    where it was `stopped` on the way."""
    disk = disk or Disk()
    _refuse_if_there(disk, target)
    found: list[Advice] = []
    half = target.with_name(f"{target.name}.{os.getpid()}.new")  # two at once must not write into one file
    try:
        with DiskFile(disk, half) as raw:
            with (
                gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w") as tar,
            ):
                contents = _put_athletes(disk, folder, schemas, tar, found, stopped)
                _put(tar, CONTENTS, msgspec.json.encode(contents))
            raw.sync()
        disk.rename(half, target)
        disk.fsync_folder(target.parent)
    except OSError:
        with contextlib.suppress(OSError):
            disk.unlink(half)
        raise
    return BackedUp(contents, tuple(found))


def _refuse_if_there(disk: Disk, target: Path) -> None:
    try:
        taken = target.name in disk.names(target.parent)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreRefused(Advice("backup.no_folder", {"folder": str(target.parent)})) from error
    if taken:
        raise StoreRefused(Advice("backup.exists", {"file": str(target)}))


def _put_athletes(
    disk: Disk, data: Path, schemas: Schemas, tar: tarfile.TarFile, found: list[Advice], stopped: Callable[[], bool]
) -> Contents:
    athletes = files = 0
    for folder in athlete_folders(disk, data):
        if stopped():
            raise OSError(errno.EINTR, "stopped")
        taken = None if folder.name.startswith(GONE) else snapshot.take(disk, folder, schemas, found)
        if taken is not None:
            athletes += 1
            for name, content in taken.files.items():
                files += 1
                _put(tar, f"{ATHLETES}/{folder.parent.name}/{folder.name}/{name}", content)
    return Contents(athletes, files)


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))
