"""Erasing an athlete: first out of sight as one, then file by file; what a crash leaves over goes at the next start."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from bot.stores.disk import Disk
from bot.stores.folders import GONE


def erase(disk: Disk, folder: Path, gone: Callable[[], None]) -> None:
    """Remove an athlete's folder; `gone` is called once it would be gone after a power cut too."""
    hidden = folder.with_name(GONE + folder.name)
    sweep(disk, hidden)
    try:
        disk.rename(folder, hidden)
        disk.fsync_folder(folder.parent)
    except FileNotFoundError:
        gone()
        return
    except OSError:
        with contextlib.suppress(OSError):
            disk.rename(hidden, folder)
        raise
    gone()
    sweep(disk, hidden)


def sweep(disk: Disk, hidden: Path) -> None:
    """Delete a folder and the files in it."""
    try:
        names = disk.names(hidden)
    except FileNotFoundError:
        return
    for name in names:
        disk.unlink(hidden / name)
    disk.rmdir(hidden)
    disk.fsync_folder(hidden.parent)
