"""The only door to the file system: few, small operations, so that a test can hand the stores a disk that fails."""

import contextlib
import os
import sys
from pathlib import Path


class Disk:
    """The real file system. Each method is one operation that may fail with OSError; none does two things."""

    def read(self, path: Path) -> bytes:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            chunks = [os.read(file, os.fstat(file).st_size + 1)]
            while chunks[-1]:
                chunks.append(os.read(file, 1 << 20))
        except OSError as error:
            error.filename = str(path)
            raise
        finally:
            os.close(file)
        return b"".join(chunks)

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder, sorted."""
        return sorted(entry.name for entry in os.scandir(folder))

    def create(self, path: Path) -> int:
        """An empty file to write to, readable by its owner alone; whatever was there is cut off."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)

    def write(self, file: int, content: bytes) -> int:
        """Write some of it, and say how many bytes."""
        return os.write(file, content)

    def fsync(self, file: int) -> None:
        if sys.platform == "darwin":  # there, fsync stops at the drive's own cache
            import fcntl

            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
        else:
            os.fsync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def fsync_folder(self, folder: Path) -> None:
        """Make the names in a folder survive a power cut."""
        file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(file)
        finally:
            os.close(file)

    def rename(self, old: Path, new: Path) -> None:
        old.replace(new)

    def unlink(self, path: Path) -> None:
        path.unlink()

    def mkdir(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)

    def rmdir(self, folder: Path) -> None:
        folder.rmdir()

    def lock(self, path: Path) -> int:
        """Hold this file for one process until `close`; BlockingIOError where another holds it."""
        import fcntl

        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            raise
        return file

    def holds(self, lock: int, path: Path) -> bool:
        """Whether what `lock` returned still lies under its name."""
        try:
            return os.path.samestat(os.fstat(lock), path.stat())
        except FileNotFoundError:
            return False


def write_synced(disk: Disk, path: Path, content: bytes) -> None:
    """A new file with this content, on the platter before this returns. Its name is not: see `fsync_folder`."""
    file = disk.create(path)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[disk.write(file, bytes(rest)) :]
        disk.fsync(file)
    finally:
        disk.close(file)


def make_folder(disk: Disk, folder: Path, within: Path | None = None) -> None:
    """Make a folder and those above it that are missing. The names of those below `within` are synced even where they
    were there before: an earlier attempt may have failed between the name and its sync."""
    try:
        disk.mkdir(folder)
    except FileExistsError:
        if within is None:
            return
    except FileNotFoundError:
        make_folder(disk, folder.parent, within)
        disk.mkdir(folder)
    try:
        disk.fsync_folder(folder.parent)
    except OSError:
        with contextlib.suppress(OSError):
            disk.rmdir(folder)
        raise
    if within is not None and within != folder.parent:
        disk.fsync_folder(folder.parent.parent)
