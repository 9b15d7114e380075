"""The hot file: an athlete's notebook as tables of one TinyDB, and back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from bot.coaching.advice import Advice
from bot.conversation.ports import Amendment, Notebook
from bot.stores import generations
from bot.stores.archive import Left
from bot.stores.disk import Disk
from bot.stores.safe_storage import SafeStorage, Tables
from bot.stores.sealed import Schema, seal, unseal
from bot.stores.storable import PAGE_FIELDS, changed, verified, verified_page
from bot.training.diary import Diary, Entry, in_order


class Archives(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the hot file knows of the archives: how many files there are (one with a higher number was never
    committed), the entries in them, changes not yet written into them, and what is known of them at hand. `worked_in`:
    how often changes were written into them; who reads hot file and archives while others write sees by it that they
    belong together."""

    files: int = 0
    entries: int = 0
    amended: tuple[Amendment, ...] = ()
    left: Left = Left()
    worked_in: int = 0


class HotTables(msgspec.Struct, frozen=True):
    """The tables of a hot file: one notebook page, an entry a document, one document on the archives."""

    notebook: dict[str, Notebook] = {}
    entries: dict[str, Entry] = {}
    archives: dict[str, Archives] = {}


class HotFile:
    """One athlete's hot file, opened. After a failed commit it must be opened again."""

    def __init__(self, disk: Disk, path: Path, schema: Schema, found: list[Advice]) -> None:
        sheet = _Sheet(disk, path, schema, found)
        self._storage = storage = SafeStorage(sheet.load, sheet.save)
        self._db = TinyDB(storage=lambda: storage)
        self.notebook: Notebook | None = None
        self.archives = Archives()
        self._numbers: dict[str, int] = {}
        self._take_over(self._storage.read() or {})

    def commit(self, notebook: Notebook, archives: Archives) -> None:
        """Keep this as one. Raises OSError, or NotKept for what would not read back as it is."""
        with self._storage.commit():
            self._put(self._db.table("notebook"), 1, page(verified_page(notebook, self.notebook)))
            self._put_entries(notebook.diary.entries)
            if archives != self.archives or self.notebook is None:
                self._put(self._db.table("archives"), 1, document(verified(archives)))
        self.notebook, self.archives = notebook, archives

    def _put_entries(self, entries: tuple[Entry, ...]) -> None:
        table = self._db.table("entries")
        new = changed(self.notebook.diary.entries if self.notebook else (), entries)
        all_stay = len(entries) == len(self._numbers) + len(new)
        gone = () if all_stay else self._numbers.keys() - {entry.id for entry in entries}
        if gone:
            table.remove(doc_ids=[self._numbers.pop(name) for name in gone])
        for entry in new:
            number = self._numbers.get(entry.id) or max(self._numbers.values(), default=0) + 1
            self._put(table, number, document(verified(entry)))
            self._numbers[entry.id] = number

    @staticmethod
    def _put(table: Table, number: int, fields: Mapping[str, Any]) -> None:
        if table.contains(doc_id=number):
            table.remove(doc_ids=[number])
        table.insert(Document(fields, number))

    def _take_over(self, tables: Tables) -> None:
        if not tables:
            return
        entries = [Entry(**fields) for fields in tables["entries"].values()]
        self._numbers = {fields["id"]: int(number) for number, fields in tables["entries"].items()}
        self.archives = Archives(**tables["archives"]["1"])
        diary = Diary(in_order(entries), self.archives.left.past)
        self.notebook = Notebook(diary=diary, **tables["notebook"]["1"])


class _Sheet:
    """The file under the tables. It knows nothing of HotFile: a cycle would keep dropped notebooks in memory."""

    def __init__(self, disk: Disk, path: Path, schema: Schema, found: list[Advice]) -> None:
        self._disk, self._path, self._schema, self._found = disk, path, schema, found
        self._entries: dict[str, tuple[Any, bytes]] = {}

    def load(self) -> Tables | None:
        def parse(content: bytes, path: Path) -> HotTables:
            return unseal(path, self._schema, content, HotTables)

        found = generations.read(self._disk, self._path, parse, self._found)
        if found is None:
            return None
        return {
            "notebook": {number: page(notebook) for number, notebook in found.notebook.items()},
            "entries": {number: document(entry) for number, entry in found.entries.items()},
            "archives": {number: document(archives) for number, archives in found.archives.items()},
        }

    def save(self, tables: Tables) -> None:
        content = seal(self._path, self._schema, self._encoded(tables))
        generations.replace(self._disk, self._path, content)

    def _encoded(self, tables: Tables) -> bytes:
        """The tables as JSON. A document that was written before need not be encoded again: none is ever changed, an
        entry that changes is another document."""
        before, self._entries = self._entries, {}
        for number, entry in tables.get("entries", {}).items():
            known = before.get(number)
            self._entries[number] = known if known and known[0] is entry else (entry, msgspec.json.encode(entry))
        entries = {number: msgspec.Raw(written) for number, (_, written) in self._entries.items()}
        return msgspec.json.encode(tables | {"entries": entries} if entries else tables)


def document(value: msgspec.Struct) -> dict[str, Any]:
    """A document with this value's fields; the values stay what they are, so that queries see dates and loads."""
    return msgspec.structs.asdict(value)


def page(notebook: Notebook) -> dict[str, Any]:
    """The notebook without its diary."""
    return {field: getattr(notebook, field) for field in PAGE_FIELDS}
