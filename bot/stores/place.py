"""What `doctor` asks about the disk under a data folder: room left, and whether its syncs can be believed."""

import contextlib
import os
from pathlib import Path, PurePosixPath

from bot.coaching.advice import Advice
from bot.stores.disk import Disk
from bot.stores.folders import ATHLETES, LOCK
from bot.stores.scanning import athlete_folders

LITTLE_MB = 100
NETWORKED = ("nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph", "glusterfs", "lustre")  # syncs may be lost on the way
FLEETING = ("tmpfs", "ramfs")  # gone with the power
MOUNTS = Path("/proc/self/mounts")


def about(folder: Path) -> tuple[Advice, ...]:
    """What is doubtful about this place; nothing where the system does not tell."""
    found = [Advice("store.unwritable", {"file": str(place)}) for place in unwritable(folder)]
    try:
        room = os.statvfs(folder)
        free_mb = room.f_bavail * room.f_frsize // 1_000_000
        if free_mb < LITTLE_MB:
            found.append(Advice("store.little_room", {"folder": str(folder), "free_mb": free_mb}))
        kind = filesystem(folder.resolve().as_posix(), MOUNTS.read_text())
    except (OSError, AttributeError):
        return tuple(found)
    if kind.startswith(NETWORKED):
        found.append(Advice("store.networked", {"folder": str(folder), "kind": kind}))
    if kind in FLEETING:
        found.append(Advice("store.fleeting", {"folder": str(folder), "kind": kind}))
    return tuple(found)


def unwritable(folder: Path) -> tuple[Path, ...]:
    """The first place in a data folder, of those that are there, that who asks may not write to."""
    places = [folder, folder / LOCK, folder / ATHLETES]
    with contextlib.suppress(OSError):
        places += athlete_folders(Disk(), folder)
    return tuple(place for place in places if os.path.lexists(place) and not os.access(place, os.W_OK))[:1]


def filesystem(folder: str, mounts: str) -> str:
    """The kind of file system a path lies on, by a table of mounts (device, place, kind, …)."""
    best, found = -1, ""
    for line in mounts.splitlines():
        _, place, kind, *_ = (*line.split(), "", "", "")
        place = place.replace("\\040", " ")
        if PurePosixPath(folder).is_relative_to(place or "?") and len(place) >= best:
            best, found = len(place), kind
    return found
