"""One process at a time on a data folder."""

import contextlib
from pathlib import Path

from bot.stores.damage import DataFolderBusy, DataFolderUnusable
from bot.stores.disk import Disk, make_folder
from bot.stores.folders import ATHLETES, LOCK


def hold(disk: Disk, folder: Path | None) -> tuple[Path, int]:
    """Make the data folder where it is missing, and hold it until the returned lock is closed."""
    if folder is None:
        raise DataFolderUnusable(None, "none given")
    try:
        make_folder(disk, folder)
        lock = disk.lock(folder / LOCK)
    except BlockingIOError as error:
        raise DataFolderBusy(folder) from error
    except OSError as error:
        raise DataFolderUnusable(folder, error.strerror or "") from error
    try:
        make_folder(disk, folder / ATHLETES, within=folder)
    except OSError as error:
        release(disk, lock)
        raise DataFolderUnusable(folder, error.strerror or "") from error
    return folder, lock


def release(disk: Disk, lock: int) -> None:
    """Let another process have the folder."""
    with contextlib.suppress(OSError):
        disk.close(lock)
