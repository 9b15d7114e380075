"""Files that an athlete can take along: JSON and CSV of everything kept, out and back in."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from bot.conversation.belongings import Belongings
from bot.files import csv_file, json_file
from bot.training.diary import Entry


class Form(Protocol):
    """One form of an export: written in pieces, and read back with the line of each part."""

    def written(self, athletes: Iterable[Belongings]) -> Iterator[str]: ...

    def read(self, content: bytes) -> Iterator[tuple[int, Belongings, list[tuple[int, Entry]]]]: ...


FORMS: dict[str, Form] = {"json": json_file, "csv": csv_file}
