"""The tinydb.Storage underneath: parsed tables in memory, one crash-safe commit for any number of table operations."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from tinydb.storages import Storage

Tables: TypeAlias = dict[str, dict[str, Any]]


class SafeStorage(Storage):
    """`load` reads the tables (None where there is no file yet), `save` commits them or raises OSError.

    Memory is never ahead of the disk: after a failure of any kind the next read loads again.
    """

    def __init__(self, load: Callable[[], Tables | None], save: Callable[[Tables], None]) -> None:
        self._load, self._save = load, save
        self._tables: Tables | None = None
        self._loaded = False
        self._together = False

    def read(self) -> Tables | None:
        if not self._loaded:
            self._tables = self._load()
            self._loaded = True
        return self._tables

    def write(self, data: Tables) -> None:
        self._tables = data
        if not self._together:
            self._commit()

    @contextmanager
    def commit(self) -> Iterator[None]:
        """What tables do in here reaches the disk as one, or not at all."""
        self._together = True
        try:
            yield
        except BaseException:
            self._loaded = False
            raise
        finally:
            self._together = False
        self._commit()

    def _commit(self) -> None:
        try:
            self._save(self._tables or {})
        except BaseException:
            self._loaded = False
            raise
