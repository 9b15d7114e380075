"""Disks that fail as real ones do: they forget what was not synced, refuse the n-th operation, and damage files."""

import errno
import itertools
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.stores.disk import Disk

ROOT = 0
SYNCED_BY = {"fsync": ("write", "cut"), "fsync_folder": ("name", "unname", "rename")}


class Tree:
    """Folders and files by number, as they would be found after a power cut."""

    def __init__(self) -> None:
        self.folders: dict[int, dict[str, int]] = {ROOT: {}}
        self.files: dict[int, bytes] = {}

    def copy(self) -> "Tree":
        twin = Tree()
        twin.folders = {number: dict(names) for number, names in self.folders.items()}
        twin.files = dict(self.files)
        return twin

    def apply(self, operation: tuple[Any, ...]) -> None:
        match operation:
            case ("write", number, offset, content):
                before = self.files.get(number, b"").ljust(offset, b"\0")
                self.files[number] = before[:offset] + content + before[offset + len(content) :]
            case ("cut", number, size):
                self.files[number] = self.files.get(number, b"")[:size]
            case ("name", folder, name, number):
                self.folders[folder][name] = number
            case ("unname", folder, name, number):
                if self.folders[folder].get(name) == number:
                    del self.folders[folder][name]
            case ("rename", folder, old, new, number):
                self.folders[folder][new] = number
                if self.folders[folder].get(old) == number:
                    del self.folders[folder][old]


class PowerCutDisk(Disk):
    """A disk in memory that knows which operations were synced. `image` is what a power cut may leave now."""

    def __init__(self, tree: Tree | None = None) -> None:
        self.durable = tree or Tree()
        self.live = self.durable.copy()
        self.pending: list[tuple[Any, ...]] = []
        self.after: Callable[[str], None] = lambda operation: None
        self._numbers = itertools.count(max([*self.live.folders, *self.live.files]) + 1)
        self._handles: dict[int, list[int]] = {}
        self._next_handle = itertools.count(1000)

    def image(self, chance: random.Random) -> Tree:
        """What was synced, and any of the rest: dropped, torn, or done in another order."""
        tree = self.durable.copy()
        fate = chance.random()
        kept = [operation for operation in self.pending if chance.random() < fate]
        if chance.random() < 0.5:
            chance.shuffle(kept)
        for operation in kept:
            tree.apply(torn(operation, chance))
        return tree

    def _do(self, *operation: Any) -> None:
        self.live.apply(operation)
        self.pending.append(operation)

    def _synced(self, kinds: tuple[str, ...], number: int) -> None:
        rest = []
        for operation in self.pending:
            if operation[0] in kinds and operation[1] == number:
                self.durable.apply(operation)
            else:
                rest.append(operation)
        self.pending = rest

    def forget(self, name: str, what: Any) -> None:
        """A sync fails as a kernel's may: what it was for is dropped, and no later sync of the same says so."""
        kinds, number = SYNCED_BY[name], self._find(what) if isinstance(what, Path) else self._handles[what][0]
        self.pending = [one for one in self.pending if not (one[0] in kinds and one[1] == number)]

    def _find(self, path: Path) -> int:
        number = ROOT
        for part in path.parts[1:]:
            if number not in self.live.folders:
                raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(path))
            if part not in self.live.folders[number]:
                raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
            number = self.live.folders[number][part]
        return number

    def read(self, path: Path) -> bytes:
        return self.live.files.get(self._find(path), b"")

    def names(self, folder: Path) -> list[str]:
        number = self._find(folder)
        if number not in self.live.folders:
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))
        return sorted(self.live.folders[number])

    def create(self, path: Path) -> int:
        folder = self._find(path.parent)
        number = self.live.folders[folder].get(path.name)
        if number is None:
            number = next(self._numbers)
            self.live.files[number] = self.durable.files[number] = b""
            self._do("name", folder, path.name, number)
        else:
            self._do("cut", number, 0)
        handle = next(self._next_handle)
        self._handles[handle] = [number, 0]
        self.after("create")
        return handle

    def write(self, file: int, content: bytes) -> int:
        number, offset = self._handles[file]
        self._do("write", number, offset, content)
        self._handles[file][1] += len(content)
        self.after("write")
        return len(content)

    def cut(self, file: int) -> None:
        """Truncate at the current offset, as stock TinyDB does after its write."""
        number, offset = self._handles[file]
        self._do("cut", number, offset)
        self.after("cut")

    def seek(self, file: int, offset: int) -> None:
        self._handles[file][1] = offset

    def fsync(self, file: int) -> None:
        self._synced(SYNCED_BY["fsync"], self._handles[file][0])
        self.after("fsync")

    def close(self, file: int) -> None:
        self._handles.pop(file, None)

    def fsync_folder(self, folder: Path) -> None:
        self._synced(SYNCED_BY["fsync_folder"], self._find(folder))
        self.after("fsync_folder")

    def rename(self, old: Path, new: Path) -> None:
        if old.parent != new.parent:
            raise NotImplementedError("our renames stay within one folder")
        self._do("rename", self._find(old.parent), old.name, new.name, self._find(old))
        self.after("rename")

    def unlink(self, path: Path) -> None:
        self._do("unname", self._find(path.parent), path.name, self._find(path))
        self.after("unlink")

    def mkdir(self, folder: Path) -> None:
        parent = self._find(folder.parent)
        if folder.name in self.live.folders[parent]:
            raise FileExistsError(errno.EEXIST, "exists", str(folder))
        number = next(self._numbers)
        self.live.folders[number], self.durable.folders[number] = {}, {}
        self._do("name", parent, folder.name, number)
        self.after("mkdir")

    def rmdir(self, folder: Path) -> None:
        number = self._find(folder)
        if self.live.folders[number]:
            raise OSError(errno.ENOTEMPTY, "not empty", str(folder))
        self.unlink(folder)

    def lock(self, path: Path) -> int:
        return self.create(path)

    def holds(self, lock: int, path: Path) -> bool:
        return self._find(path) == self._handles[lock][0]


def torn(operation: tuple[Any, ...], chance: random.Random) -> tuple[Any, ...]:
    """A write of which only the beginning, or only zeros, reached the disk; anything else whole."""
    if operation[0] != "write" or chance.random() < 0.5:
        return operation
    _, number, offset, content = operation
    if chance.random() < 0.3:
        return ("write", number, offset, bytes(len(content)))
    return ("write", number, offset, content[: chance.randrange(len(content) + 1)])


class StockHandle:
    """A text file on a PowerCutDisk, as far as TinyDB's own JSONStorage uses one."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk, self._path = disk, path
        self._file = disk.create(path)
        self._offset = 0
        self._unwritten = ""
        self._real = tempfile.TemporaryFile()  # noqa: SIM115  closed by `close`

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._offset = offset if whence == os.SEEK_SET else len(self._disk.read(self._path))
        return self._offset

    def tell(self) -> int:
        return self._offset

    def read(self) -> str:
        return self._disk.read(self._path)[self._offset :].decode()

    def write(self, text: str) -> None:
        self._unwritten = text

    def flush(self) -> None:
        self._disk.seek(self._file, self._offset)  # type: ignore[attr-defined]
        self._offset += self._disk.write(self._file, self._unwritten.encode())

    def fileno(self) -> int:
        """Asked for in order to sync it: so it is synced here, and the caller gets a file that nobody misses."""
        self._disk.fsync(self._file)
        return self._real.fileno()

    def truncate(self) -> None:
        self._disk.cut(self._file)  # type: ignore[attr-defined]

    def close(self) -> None:
        self._real.close()


class FailingDisk(Disk):
    """Another disk whose n-th operation fails, once or from then on; `late`: it is carried out all the same;
    `forgets`: a sync that fails drops what it was for."""

    def __init__(
        self, disk: Disk, nth: int, code: int, lasting: bool = False, late: bool = False, forgets: bool = False
    ) -> None:
        self._forgets = forgets
        self._disk, self._nth, self.code, self.lasting, self._late = disk, nth, code, lasting, late
        self._next = ""
        self._paused = False
        self.done = 0
        self.struck = ""

    def heal(self) -> None:
        self._nth = 0

    def strike_next(self, name: str) -> None:
        """Let the next operation of this name fail."""
        self._next = name

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What a test looks at meanwhile neither counts nor fails."""
        self._paused = True
        yield
        self._paused = False

    def _through(self, name: str, *arguments: Any) -> Any:
        if self._paused:
            return getattr(self._disk, name)(*arguments)
        self.done += 1
        due = self.done == self._nth or (self.lasting and self.done > self._nth > 0)
        if due or name == self._next:
            self.struck, self._next = self.struck or name, ""
            if self._late:
                getattr(self._disk, name)(*arguments)
            elif self._forgets and name in SYNCED_BY:
                self._disk.forget(name, *arguments)  # type: ignore[attr-defined]
            elif name == "write":
                self._disk.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            elif name == "close":
                self._disk.close(arguments[0])
            raise OSError(self.code, os.strerror(self.code))
        return getattr(self._disk, name)(*arguments)

    def read(self, path: Path) -> bytes:
        return self._through("read", path)

    def names(self, folder: Path) -> list[str]:
        return self._through("names", folder)

    def create(self, path: Path) -> int:
        return self._through("create", path)

    def write(self, file: int, content: bytes) -> int:
        return self._through("write", file, content)

    def fsync(self, file: int) -> None:
        self._through("fsync", file)

    def close(self, file: int) -> None:
        self._through("close", file)

    def fsync_folder(self, folder: Path) -> None:
        self._through("fsync_folder", folder)

    def rename(self, old: Path, new: Path) -> None:
        self._through("rename", old, new)

    def unlink(self, path: Path) -> None:
        self._through("unlink", path)

    def mkdir(self, folder: Path) -> None:
        self._through("mkdir", folder)

    def rmdir(self, folder: Path) -> None:
        self._through("rmdir", folder)

    def lock(self, path: Path) -> int:
        return self._through("lock", path)

    def holds(self, lock: int, path: Path) -> bool:
        return self._through("holds", lock, path)

    def seek(self, file: int, offset: int) -> None:
        self._disk.seek(file, offset)  # type: ignore[attr-defined]

    def cut(self, file: int) -> None:
        self._through("cut", file)
