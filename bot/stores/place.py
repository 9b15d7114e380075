"""What `doctor` asks about the disk under a data folder: room left, and whether its syncs can be believed."""

import os
from pathlib import Path, PurePosixPath

from bot.coaching.advice import Advice

LITTLE_MB = 100
NETWORKED = ("nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph", "glusterfs", "lustre")  # syncs may be lost on the way
FLEETING = ("tmpfs", "ramfs")  # gone with the power
MOUNTS = Path("/proc/self/mounts")


def about(folder: Path) -> tuple[Advice, ...]:
    """What is doubtful about this place; nothing where the system does not tell."""
    found: list[Advice] = []
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


def filesystem(folder: str, mounts: str) -> str:
    """The kind of file system a path lies on, by a table of mounts (device, place, kind, …)."""
    best, found = -1, ""
    for line in mounts.splitlines():
        _, place, kind, *_ = (*line.split(), "", "", "")
        place = place.replace("\\040", " ")
        if PurePosixPath(folder).is_relative_to(place or "?") and len(place) >= best:
            best, found = len(place), kind
    return found
