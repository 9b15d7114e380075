"""When a row fits: a closed vocabulary of readings, and the proof that every row can be reached."""

import math
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from bot.tables import TableError


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number from `at_least` (included) to `below` (not included). A number nobody knows never fits."""

    at_least: float | None = None
    below: float | None = None


Condition: TypeAlias = bool | tuple[str, ...] | Bounds
When: TypeAlias = dict[str, Condition]
Cell: TypeAlias = str | bool | float | None


class Conditional(Protocol):
    """A row that fits under conditions."""

    @property
    def when(self) -> When: ...


Tests: TypeAlias = tuple[tuple[str, Callable[[Any], bool]], ...]
Narrowed = TypeVar("Narrowed", bound=Conditional)
Box: TypeAlias = dict[str, frozenset[Cell]]


def holds(condition: Condition, value: object) -> bool:
    """Does this value of a reading meet the condition?"""
    if isinstance(condition, Bounds):
        if not isinstance(value, int | float):
            return False
        low, high = condition.at_least, condition.below
        return (low is None or value >= low) and (high is None or value < high)
    if isinstance(condition, bool):
        return value is condition
    return value in condition


def fits(when: When, facts: object) -> bool:
    """Do the facts meet every condition of the row?"""
    return all(holds(condition, getattr(facts, reading)) for reading, condition in when.items())


def test_of(condition: Condition) -> Callable[[Any], bool]:
    """The same as `holds`, made ready for being asked often."""
    if isinstance(condition, bool):
        return (lambda value: value is True) if condition else (lambda value: value is False)
    if isinstance(condition, tuple):
        return frozenset(condition).__contains__
    low = -math.inf if condition.at_least is None else condition.at_least
    high = math.inf if condition.below is None else condition.below
    return lambda value: value is not None and low <= value < high


def first_fit(rows: Sequence[tuple[Narrowed, Tests]], facts: object) -> Narrowed:
    """The first row whose remaining conditions the facts meet; the tables' check has proved that there is one."""
    for row, tests in rows:
        for reading, test in tests:
            if not test(getattr(facts, reading)):
                break
        else:
            return row
    raise LookupError("no row fits")


def narrowed(rows: Sequence[Narrowed], **known: object) -> tuple[tuple[Narrowed, Tests], ...]:
    """The rows that may still fit once some readings are known, each with the conditions that are left to check."""
    found: list[tuple[Narrowed, Tests]] = []
    for row in rows:
        met = {reading: row.when[reading] for reading in known if reading in row.when}
        if all(holds(condition, known[reading]) for reading, condition in met.items()):
            left = tuple((reading, test_of(c)) for reading, c in row.when.items() if reading not in met)
            found.append((row, left))
            if not left:
                break
    return tuple(found)


def _variants(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _cells(hint: object, cuts: Iterable[float]) -> frozenset[Cell]:
    """Every value a reading may take, as far as rows can tell them apart: a number is cut where a row cuts it."""
    found: set[Cell] = set()
    for variant in _variants(hint):
        if variant is type(None):
            found.add(None)
        elif variant is bool:
            found |= {True, False}
        elif get_origin(variant) is Literal:
            found |= set(get_args(variant))
        else:
            edges = sorted(cuts)
            found |= {edges[0] - 1.0, *edges} if edges else {0.0}
    return frozenset(found)


def _domains(facts: type, rows: Sequence[tuple[str, When]]) -> Box:
    cuts: dict[str, set[float]] = {}
    for _, when in rows:
        for reading, condition in when.items():
            if isinstance(condition, Bounds):
                edges = {float(e) for e in (condition.at_least, condition.below) if e is not None}
                cuts.setdefault(reading, set()).update(edges)
    hints: Mapping[str, Any] = get_type_hints(facts)
    return {reading: _cells(hint, cuts.get(reading, ())) for reading, hint in hints.items()}


def _number(cell: Cell) -> bool:
    return isinstance(cell, float) and not isinstance(cell, bool)


def _box(when: When, domains: Box) -> Box:
    return {
        reading: frozenset(
            c for c in domains[reading] if (not isinstance(condition, Bounds) or _number(c)) and holds(condition, c)
        )
        for reading, condition in when.items()
    }


def _minus(whole: Box, part: Box) -> list[Box]:
    """What is left of a box when another is cut out of it, as boxes that do not overlap."""
    if any(not whole[reading] & cells for reading, cells in part.items()):
        return [whole]
    left: list[Box] = []
    rest = dict(whole)
    for reading, cells in part.items():
        outside = rest[reading] - cells
        if outside:
            left.append({**rest, reading: outside})
        rest[reading] = rest[reading] & cells
    return left


def check_rows(file: str, facts: type, rows: Sequence[tuple[str, When]], total: bool = True) -> None:
    """Every reading is known, every row can be the first that fits, and (if `total`) some row fits always."""
    known = get_type_hints(facts)
    for name, when in rows:
        for reading, condition in when.items():
            _check_condition(file, name, reading, condition, known)
    domains = _domains(facts, rows)
    left: list[Box] = [domains]
    for name, when in rows:
        box = _box(when, domains)
        remaining = [piece for whole in left for piece in _minus(whole, box)]
        if remaining == left:
            raise TableError(file, name, "can never be reached: earlier rows take every case it fits")
        left = remaining
    if total and left:
        case = ", ".join(f"{r} {next(iter(c))}" for r, c in left[0].items() if c != domains[r])
        raise TableError(file, "file", f"no row fits when {case}")


def _check_condition(file: str, name: str, reading: str, condition: Condition, known: Mapping[str, Any]) -> None:
    if reading not in known:
        raise TableError(file, name, f"unknown reading {reading!r}; known are {', '.join(sorted(known))}")
    variants = _variants(known[reading])
    words = {w for v in variants if get_origin(v) is Literal for w in get_args(v)}
    if isinstance(condition, tuple) and not set(condition) <= words:
        strange = ", ".join(sorted(set(condition) - words))
        raise TableError(file, name, f"reading {reading!r} is never {strange}")
    numeric = int in variants or float in variants
    fitting = numeric if isinstance(condition, Bounds) else bool in variants if isinstance(condition, bool) else True
    if not fitting:
        raise TableError(file, name, f"the condition does not suit the reading {reading!r}")
