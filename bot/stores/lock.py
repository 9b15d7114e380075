"""One process at a time on a data folder."""

import contextlib
import errno
from pathlib import Path

from bot.stores.damage import DataFolderBusy, DataFolderUnusable, reason_of
from bot.stores.disk import Disk, make_folder
from bot.stores.folders import ATHLETES, LOCK

RESTORED = "restored"
BEFORE = "before-restore-"


def hold(disk: Disk, folder: Path | None) -> tuple[Path, int]:
    """Make the data folder where it is missing, and hold it until the returned lock is closed."""
    if folder is None:
        raise DataFolderUnusable(None, "none given")
    try:
        make_folder(disk, folder)
        with contextlib.suppress(PermissionError):  # the folder above may be closed to us: then others made this one
            disk.fsync_folder(folder.parent)  # an earlier start may have ended between the name and its sync
        lock = disk.lock(folder / LOCK)
    except BlockingIOError as error:
        raise DataFolderBusy(folder) from error
    except OSError as error:
        raise DataFolderUnusable(folder, reason_of(error)) from error
    try:
        put_in_place(disk, folder)
        make_folder(disk, folder / ATHLETES, within=folder)
    except OSError as error:
        release(disk, lock)
        raise DataFolderUnusable(folder, reason_of(error)) from error
    return folder, lock


def still_held(disk: Disk, folder: Path, lock: int) -> None:
    """Raises OSError where the data folder is not the one that is held: moved away, unmounted or deleted."""
    if not disk.holds(lock, folder / LOCK):
        raise OSError(errno.ENOENT, f"{folder} was taken away")


def release(disk: Disk, lock: int) -> None:
    """Let another process have the folder."""
    with contextlib.suppress(OSError):
        disk.close(lock)


def put_in_place(disk: Disk, folder: Path) -> None:
    """Finish a restore whose files are complete: what is kept now steps aside, what was restored takes its place."""
    names = disk.names(folder)
    if RESTORED not in names:
        return
    disk.names(folder / RESTORED)  # no folder, and so not of ours: before anything moves
    if ATHLETES in names:
        number = next(n for n in range(1, len(names) + 2) if f"{BEFORE}{n}" not in names)
        disk.rename(folder / ATHLETES, folder / f"{BEFORE}{number}")
        disk.fsync_folder(folder)
    disk.rename(folder / RESTORED, folder / ATHLETES)
    disk.fsync_folder(folder)
