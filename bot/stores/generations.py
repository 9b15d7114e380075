"""One file and its earlier generation: replaced as one, read with a way back, damage set aside and never deleted."""

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.coaching.advice import Advice
from bot.stores.damage import Damaged
from bot.stores.disk import Disk, write_synced

Body = TypeVar("Body")

_log = logging.getLogger(__name__)
NEW, EARLIER, DAMAGED = ".new", ".earlier", ".damaged-"


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def replace(disk: Disk, path: Path, content: bytes) -> None:
    """Put new content under a name and keep what was there as the earlier generation. It survives a power cut once
    this returns. On OSError the old content is back under its name, or readable as the earlier generation."""
    new, earlier = beside(path, NEW), beside(path, EARLIER)
    try:
        write_synced(disk, new, content)
    except OSError:
        with contextlib.suppress(OSError):
            disk.unlink(new)
        raise
    had_one = True
    try:
        disk.rename(path, earlier)  # where this fails, the content is whole under one name or the other
    except FileNotFoundError:
        had_one = False
    try:
        disk.rename(new, path)
        disk.fsync_folder(path.parent)
    except OSError as error:
        _take_back(disk, path, had_one, error)
        raise


class InDoubt(OSError):
    """A replacement failed, and so did taking it back: what can be read now may not survive a power cut."""


def _take_back(disk: Disk, path: Path, had_one: bool, error: OSError) -> None:
    """Nobody was told of the new content: the old one takes its place again."""
    try:
        if had_one:
            disk.rename(beside(path, EARLIER), path)
        else:
            with contextlib.suppress(FileNotFoundError):
                disk.unlink(path)
        disk.fsync_folder(path.parent)
    except OSError:
        raise InDoubt(error.errno, error.strerror) from error


class Lost(Exception):
    """A file was here, and neither it nor its earlier generation can be read."""


def read(
    disk: Disk, path: Path, parse: Callable[[bytes, Path], Body], found: list[Advice], touch: bool = True
) -> Body | None:
    """The newest sound generation; None where there never was one. Damage is added to `found`, and the damaged file
    set aside (unless not to `touch`). A commit that was cut off between its two renames leaves only the earlier
    generation, which is then the last one acknowledged."""
    damaged = False
    for generation in (path, beside(path, EARLIER)):
        try:
            return parse(disk.read(generation), generation)
        except FileNotFoundError:
            continue
        except (Damaged, IsADirectoryError):
            damaged = True
            found.append(Advice("store.damaged", {"file": str(generation)}))
            if touch:
                _log.error("a damaged file is set aside; `fasttwitch doctor` names it")
                set_aside(disk, generation)
    if damaged:
        raise Lost(str(path))
    return None


def set_aside(disk: Disk, path: Path) -> None:
    """Rename a damaged file to the next free `.damaged-<n>`; on a disk that cannot, it stays where it is."""
    with contextlib.suppress(OSError):
        taken = set(disk.names(path.parent))
        number = next(n for n in range(1, len(taken) + 2) if f"{path.name}{DAMAGED}{n}" not in taken)
        disk.rename(path, beside(path, f"{DAMAGED}{number}"))
        disk.fsync_folder(path.parent)
