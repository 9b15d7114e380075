"""Reads a TOML table into frozen rows, and names file, row and reason when one is wrong."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row")


class TableError(Exception):
    """A table of ours is wrong; the start stops with file, row and reason."""

    def __init__(self, file: str, row: str, reason: str) -> None:
        super().__init__(f"{file}: {row}: {reason}")
        self.file, self.row, self.reason = file, row, reason


def read_toml(package: str, file: str) -> dict[str, Any]:
    """The parsed TOML file that lies beside the modules of `package`."""
    text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(file, "file", str(error)) from error


def read_rows(package: str, file: str, row: type[Row], table: str, key: str = "name") -> tuple[Row, ...]:
    """The rows `[[table]]` of a file as frozen values of type `row`, in the file's order, unique by `key`."""
    return convert_rows(file, read_toml(package, file).get(table, []), row, key)


def convert_rows(file: str, found: list[Mapping[str, Any]], row: type[Row], key: str = "name") -> tuple[Row, ...]:
    rows: list[Row] = []
    seen: set[object] = set()
    for number, raw in enumerate(found, 1):
        label = str(raw.get(key, f"row {number}"))
        try:
            rows.append(msgspec.convert(raw, row))
        except msgspec.ValidationError as error:
            raise TableError(file, label, str(error)) from error
        if label in seen:
            raise TableError(file, label, f"another row bears the same {key}")
        seen.add(label)
    return tuple(rows)
