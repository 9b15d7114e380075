"""The languages, one file each: `<code>.toml` holds what is said, and under `heard` what is understood.

English is the ground: its lines stand in en.toml and beside the rows they belong to. Another language's file overrides
lines by key; `[heard.<table>]` adds its words to the table of that name, at the same place. A file that holds nothing
but what is heard is a language that is understood in part and answered in English.
"""

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec

from bot.tables import TableError, read_toml

PACKAGE = "bot.language"
ENGLISH = "en"
HEARD = "heard"
CODE_LENGTH = 2
Table = TypeVar("Table")


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, English first."""
    names = (entry.name for entry in resources.files(PACKAGE).iterdir() if entry.name.endswith(".toml"))
    codes = {name.removesuffix(".toml") for name in names}
    return (ENGLISH, *sorted(code for code in codes if len(code) == CODE_LENGTH and code != ENGLISH))


@cache
def spoken_languages() -> tuple[str, ...]:
    """The codes of the languages that the coach speaks."""
    return tuple(code for code in languages() if set(_file(code)) - {HEARD})


@cache
def _file(code: str) -> dict[str, Any]:
    return read_toml(PACKAGE, f"{code}.toml")


def load_lines(code: str) -> dict[str, str]:
    """The lines that a language's file holds, keyed by their dotted place in it."""
    return dict(_flat({key: value for key, value in _file(code).items() if key != HEARD}))


def language_of(code: str) -> str:
    """The language to speak to somebody whose chat tells a code such as de-AT: that one, or else English."""
    plain = code.partition("-")[0].lower()
    return plain if plain in spoken_languages() else ENGLISH


def heard_table(file: str, package: str = PACKAGE) -> dict[str, Any]:
    """A table of words, with what each further language adds to it under `heard.<its name>`."""
    table = read_toml(package, file)
    for code in languages()[1:]:
        _merge(table, _file(code).get(HEARD, {}).get(file.removesuffix(".toml"), {}), code, file)
    return table


def heard_as(file: str, kind: type[Table], each: Callable[[str], str] | None = None) -> Table:
    """The same as a value of that type; `each`: how the words of a table of lists are written for comparing."""
    table = heard_table(file)
    if each:
        table = {name: [each(word) for word in words] for name, words in table.items()}
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise TableError(file, "table", str(error)) from error


def heard_words(name: str) -> dict[str, Any]:
    """By language, what its file adds to a table whose rows are merged by their names."""
    return {code: _file(code).get(HEARD, {}).get(name, {}) for code in languages()[1:]}


def _merge(table: dict[str, Any], added: dict[str, Any], code: str, place: str) -> None:
    for key, value in added.items():
        there = table.get(key)
        if there is None and (key == code or isinstance(value, int | float)):
            table[key] = value
        elif isinstance(there, dict) and isinstance(value, dict):
            _merge(there, value, code, f"{place}.{key}")
        elif isinstance(there, dict) and isinstance(value, list):
            there[code] = [*there.get(code, []), *value]
        elif isinstance(there, list) and isinstance(value, list):
            table[key] = [*there, *value]
        elif isinstance(there, str) and isinstance(value, str):
            table[key] = f"{there} {value}"
        else:
            raise TableError(f"{code}.toml", f"{place}.{key}", "adds to nothing that stands there")


def _flat(found: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for key, value in found.items():
        lines += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, str(value))]
    return lines
