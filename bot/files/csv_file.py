"""The CSV form: a row for each set, run and other activity, and a row for each setting, as a spreadsheet shows it.

A text that a spreadsheet would take for a formula gets a ' before it, as does one that begins with '; numbers stay
numbers. Reading takes that one ' away again.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from bot.conversation.belongings import Belongings
from bot.conversation.ports import Notebook
from bot.files.refusal import reason_of, refuse, wrong
from bot.training.diary import Effort, Entry, Lift, Other, Run, Set

HEAD = ("athlete", "kind", "id", "day", "at", "note", "effort", "set", "exercise", "name", "value")
LOAD, UNIT = "load", "unit"
KINDS: dict[str, type[Set | Run | Other]] = {"lift": Set, "run": Run, "other": Other}
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
LONGEST_CELL = 16 << 20


def _columns() -> tuple[str, ...]:
    names = [name for kind in KINDS.values() for name in kind.__struct_fields__]
    names.insert(names.index(LOAD) + 1, UNIT)
    return tuple(dict.fromkeys([*HEAD, *names]))


COLUMNS = _columns()


def written(athletes: Iterable[Belongings]) -> Iterator[str]:
    """The rows in pieces, one athlete after the other."""
    yield _lines([{name: name for name in COLUMNS}])
    for one in athletes:
        yield _lines(_rows(one))


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in COLUMNS])
    return sheet.getvalue()


def _cell(value: object) -> str:
    """Text kept from being a formula; a number bare; a list as JSON; None as nothing."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if not value or value.startswith(FORMULAS) else value
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return msgspec.json.encode(value).decode()


def _rows(one: Belongings) -> Iterator[dict[str, Any]]:
    of = {"athlete": one.athlete}
    for name, value in _settings(one.notebook):
        yield of | {"kind": "setting", "name": name, "value": msgspec.json.encode(value).decode()}
    for entry in one.entries:
        told = msgspec.to_builtins(entry)
        told.pop("efforts")
        for row in _entry_rows(entry):
            yield of | told | row
            told.pop("note", None)


def _settings(notebook: Notebook) -> Iterator[tuple[str, object]]:
    """Every setting by its dotted name."""
    for name, value in msgspec.to_builtins(notebook).items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            yield name, value


def _entry_rows(entry: Entry) -> Iterator[dict[str, Any]]:
    if not entry.efforts:
        yield {"kind": "entry"}
    for number, effort in enumerate(entry.efforts, 1):
        if isinstance(effort, Lift):
            exercise = {"kind": "lift", "effort": number, "exercise": effort.exercise}
            yield from (exercise | {"set": n} | _set_cells(done) for n, done in enumerate(effort.sets, 1))
            if not effort.sets:
                yield exercise
        else:
            cells = msgspec.to_builtins(effort)
            yield cells | {"kind": cells.pop("type"), "effort": number}


def _set_cells(done: Set) -> dict[str, Any]:
    cells: dict[str, Any] = msgspec.to_builtins(done)
    load = cells.pop(LOAD, None)
    return cells | ({LOAD: load["amount"], UNIT: load["unit"]} if load else {})


class _Row(msgspec.Struct, frozen=True):
    """A row as found: its first line in the file, and the cells that are not empty."""

    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "")


def read(content: bytes) -> Iterator[tuple[int, Belongings, list[tuple[int, Entry]]]]:
    """Each athlete's line and page, and the entries with theirs. Raises FileRefused, naming the line."""
    for _, group in groupby(_found(content), key=lambda row: row.get("athlete")):
        rows = list(group)
        settings = [row for row in rows if row.get("kind") == "setting"]
        others = [row for row in rows if row.get("kind") != "setting"]
        notebook = _notebook(settings, rows[0].line)
        entries = [_entry(list(same)) for _, same in groupby(others, key=lambda row: row.get("id"))]
        yield rows[0].line, Belongings(notebook, tuple(entry for _, entry in entries)), entries


def _found(content: bytes) -> Iterator[_Row]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        sheet = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    except UnicodeDecodeError as error:
        raise wrong(content.count(b"\n", 0, error.start) + 1, reason_of(error)) from error
    line = 1
    try:
        if tuple(next(sheet, ())) != COLUMNS:
            raise refuse(1, "no_export")
        line = sheet.line_num + 1
        for cells in sheet:
            if len(cells) != len(COLUMNS):
                raise refuse(line, "cells", found=len(cells), expected=len(COLUMNS))
            yield _Row(line, {name: _plain(cell) for name, cell in zip(COLUMNS, cells, strict=True) if cell})
            line = sheet.line_num + 1
    except csv.Error as error:
        raise wrong(line, str(error)) from error


def _plain(cell: str) -> str:
    return cell.removeprefix("'")


def _notebook(rows: list[_Row], line: int) -> Notebook:
    found: dict[str, Any] = {}
    for row in rows:
        outer, _, inner = row.get("name").partition(".")
        try:
            value = msgspec.json.decode(row.get("value"))
        except (msgspec.DecodeError, RecursionError) as error:
            raise wrong(row.line, reason_of(error)) from error
        if inner:
            found.setdefault(outer, {})[inner] = value
        else:
            found[outer] = value
    try:
        return msgspec.convert(found, Notebook)
    except msgspec.ValidationError as error:
        raise wrong(line, reason_of(error)) from error


def _entry(rows: list[_Row]) -> tuple[int, Entry]:
    first = rows[0]
    told: dict[str, Any] = {name: first.cells[name] for name in ("id", "day", "at", "note") if name in first.cells}
    efforts = [
        _effort(list(same)) for _, same in groupby(rows, key=lambda row: row.get("effort")) if first.get("effort")
    ]
    try:
        return first.line, msgspec.convert(told | {"efforts": efforts}, Entry)
    except msgspec.ValidationError as error:
        raise wrong(first.line, reason_of(error)) from error


def _effort(rows: list[_Row]) -> Effort:
    first = rows[0]
    kind = KINDS.get(first.get("kind"))
    if kind is None:
        raise refuse(first.line, "kind", kind=first.get("kind"))
    if kind is not Set:
        effort: Effort = _converted(first, kind)
        return effort
    sets = tuple(_converted(row, Set) for row in rows if row.get("set"))
    return Lift(first.cells.get("exercise"), sets)


def _converted(row: _Row, kind: type[msgspec.Struct]) -> Any:
    """The value of a row: its cells as the fields of their names."""
    cells: dict[str, Any] = {name: row.cells[name] for name in kind.__struct_fields__ if name in row.cells}
    if kind is Set and LOAD in cells:
        cells[LOAD] = {"amount": cells[LOAD], **({UNIT: row.get(UNIT)} if row.get(UNIT) else {})}
    try:
        for name in cells.keys() & {"times", "said"}:
            cells[name] = msgspec.json.decode(cells[name])
        value: Any = msgspec.convert(cells, kind, strict=False)
        if msgspec.json.decode(msgspec.json.encode(value), type=kind) != value:
            raise msgspec.ValidationError("not a number that can be kept")
    except (msgspec.MsgspecError, RecursionError) as error:
        raise wrong(row.line, reason_of(error)) from error
    return value
