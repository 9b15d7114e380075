"""One key and its numbers to text, in English where no translation exists.

A line holds `{placeholders}` and plural forms `{sets:set|sets}` (chosen by the number named before the colon), and
nothing else: two cases are two keys. How a number looks follows its type and its name:
a Load shows its unit, a date its weekday; `…_time` is seconds, `…_distance` metres, `exercise…` a catalogue id.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from bot.tables import TableError, read_toml
from bot.training.quantities import Load, LoadUnit

Lines: TypeAlias = Mapping[str, str]
Part: TypeAlias = str | tuple[str, tuple[str, ...]]


class Unsayable(Exception):
    """A line needs a number that it was not given; a fault of ours that every story would show."""


def load_lines(language: str) -> dict[str, str]:
    """The lines of `<language>.toml`, keyed by their dotted place in the file."""
    return dict(_flat(read_toml("bot.language", f"{language}.toml")))


def _flat(found: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for key, value in found.items():
        lines += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, str(value))]
    return lines


def parts_of(key: str, line: str) -> tuple[Part, ...]:
    """A line cut into text and (placeholder, plural forms). Raises TableError for an unclosed brace."""
    parts: list[Part] = []
    for piece in line.split("{"):
        text, closed, rest = piece.partition("}")
        if not parts:
            if closed:
                raise TableError("lines", key, "a } without its {")
            parts.append(piece)
            continue
        if not closed:
            raise TableError("lines", key, "a { without its }")
        name, _, forms = text.partition(":")
        if not name.isidentifier():
            raise TableError("lines", key, f"{{{text}}} is not a placeholder")
        parts += [(name, tuple(forms.split("|")) if forms else ()), rest]
    return tuple(part for part in parts if part)


def placeholders(line: str) -> frozenset[str]:
    """The names of the numbers a line needs."""
    return frozenset(part[0] for part in parts_of("line", line) if isinstance(part, tuple))


class Speaker:
    """Says a key with its numbers in a language; English stands in for what is not translated."""

    def __init__(self, lines: Mapping[str, Lines], name_of: Callable[[str], str]) -> None:
        self._parts = {
            language: {key: parts_of(key, line) for key, line in table.items()} for language, table in lines.items()
        }
        self._name_of = name_of

    def knows(self, key: str) -> bool:
        return key in self._parts["en"]

    def say(self, key: str, numbers: Mapping[str, object] | None = None, language: str = "en") -> str:
        """The line of this key. Raises Unsayable where the key or a number is missing: our own mistake."""
        parts = self._parts.get(language, {}).get(key) or self._parts["en"].get(key)
        if parts is None:
            raise Unsayable(f"no line is called {key}")
        return "".join(part if isinstance(part, str) else self._number(key, part, numbers or {}) for part in parts)

    def _number(self, key: str, part: tuple[str, tuple[str, ...]], numbers: Mapping[str, object]) -> str:
        name, forms = part
        if name not in numbers:
            raise Unsayable(f"{key} needs a number called {name}")
        value = numbers[name]
        if forms:
            return forms[0] if value == 1 else forms[-1]
        if name.startswith("exercise") and isinstance(value, str):
            return self._name_of(value)
        return shown(name, value)


def shown(name: str, value: object) -> str:
    """A number as a person writes it; `name` tells seconds (`…_time`) and metres (`…_distance`)."""
    match value:
        case str() | bool():
            return str(value)
        case Load():
            return shown_load(value)
        case dt.datetime():
            return f"{value:%a} {value.day} {value:%b} {value:%H:%M}"
        case dt.date():
            return f"{value:%a} {value.day} {value:%b}"
        case dt.time():
            return f"{value:%H:%M}"
        case tuple() | list():
            return "/".join(shown(name, v) for v in value)
        case int() | float():
            if name.endswith("_time"):
                return shown_seconds(value)
            return shown_metres(value) if name.endswith("_distance") else shown_number(value)
        case None:
            return ""
        case _:
            return str(msgspec.to_builtins(value))


def shown_number(value: float, digits: int = 2) -> str:
    """102.5, 100, 0.36: no more digits than needed."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits and value != int(value) else str(int(value))


def shown_load(load: Load, unit: LoadUnit | None = None) -> str:
    """100 kg; without a unit the bare number, as it was written."""
    said = load.unit or unit
    return f"{shown_number(load.amount)} {said}" if said else shown_number(load.amount)


def shown_seconds(seconds: float) -> str:
    """9.1 s, 45 s, 27:30, 1:02:10; whole minutes as 40 min."""
    if seconds < 60:
        return f"{shown_number(seconds)} s"
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if rest == 0 and minutes < 240:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def shown_clock(seconds: float) -> str:
    """A time beside a distance: 27:30, 9.1 s."""
    if seconds < 60:
        return f"{shown_number(seconds)} s"
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def shown_metres(metres: float) -> str:
    """60 m, 5 km, 6.2 mi where it is a whole number of tenths of a mile and not of metres."""
    if metres < 1000:
        return f"{shown_number(metres)} m"
    miles = metres / 1609.344
    if abs(miles * 10 - round(miles * 10)) < 0.01 and abs(metres / 100 - round(metres / 100)) > 0.01:
        return f"{shown_number(miles)} mi"
    return f"{shown_number(metres / 1000)} km"
