"""The JSON form: one document, one line for each entry, all athletes of a data folder or one."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from bot.conversation.belongings import Belongings
from bot.conversation.ports import Notebook
from bot.files.refusal import FileRefused, reason_of, refuse, wrong
from bot.training.diary import Entry

VERSION = 1
Part = TypeVar("Part", Notebook, Entry)


def written(athletes: Iterable[Belongings]) -> Iterator[str]:
    """The document in pieces, one athlete after the other."""
    yield f'{{"fasttwitch": {VERSION}, "athletes": ['
    for number, one in enumerate(athletes):
        yield ",\n" if number else "\n"
        yield f'{{"notebook": {_text(one.notebook)},\n"entries": ['
        yield ",".join(f"\n{_text(entry)}" for entry in one.entries)
        yield "\n]}"
    yield "\n]}\n"


def _text(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()


class _Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    notebook: msgspec.Raw
    entries: list[msgspec.Raw]


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fasttwitch: int
    athletes: list[_Page]


class _Place:
    """Where in the file the parts stand that are read one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at, self._line = content, 0, 1

    def line_of(self, part: bytes) -> int:
        found = self._content.find(part, self._at)
        self._line += self._content.count(b"\n", self._at, found)
        self._at = found
        return self._line


def read(content: bytes) -> Iterator[tuple[int, Belongings, list[tuple[int, Entry]]]]:
    """Each athlete's line and page, and the entries with theirs. Raises FileRefused, naming the line."""
    try:
        document = msgspec.json.decode(content, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _malformed(content, error) from error
    if document.fasttwitch != VERSION:
        raise refuse(1, "newer", found=document.fasttwitch, known=VERSION)
    place = _Place(content)
    for page in document.athletes:
        line, notebook = _one(page.notebook, Notebook, place)
        entries = [_one(raw, Entry, place) for raw in page.entries]
        yield line, Belongings(notebook, tuple(entry for _, entry in entries)), entries


def _one(raw: msgspec.Raw, kind: type[Part], place: _Place) -> tuple[int, Part]:
    line = place.line_of(bytes(raw))
    try:
        return line, msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise wrong(line, reason_of(error)) from error


def _malformed(content: bytes, error: Exception) -> FileRefused:
    found = re.search(r"\(byte (\d+)\)", str(error))
    cut_off = "truncated" in str(error)
    at = int(found[1]) if found else len(content.rstrip()) if cut_off else 0
    return wrong(content.count(b"\n", 0, at) + 1, reason_of(error))
