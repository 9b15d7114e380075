"""By which scheme an athlete wants a lift to progress: "squat linear", "double progression for leg press"."""

from collections.abc import Mapping
from functools import cache

import msgspec

from bot.language.concepts import Heard
from bot.language.languages import heard_table
from bot.language.names import Found, Lexicon
from bot.language.words import plain
from bot.tables import TableError, convert_rows

FILE = "choosing.toml"
ALL_LIFTS, OWN, BY_RESERVE = "all", "own", "rir"
MOST_WORDS = 14
MOST_LEFT = 4  # reps in reserve beyond which nobody judges well
FULL_EFFORT = 10  # RPE with nothing in reserve


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scheme and how people ask for it."""

    name: str
    ways: tuple[str, ...]
    examples: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside the scheme and the lift: orders, small words, words for all lifts, for
    reps left, and between two lifts."""

    orders: frozenset[str]
    small: frozenset[str]
    all: frozenset[str]
    left: frozenset[str]
    joins: str


class Chosen(msgspec.Struct, frozen=True):
    """A scheme for some exercises, or for all lifts; `left`: the reps in reserve to train to, where they were told."""

    scheme: str
    exercises: tuple[str, ...]
    left: int | None = None


@cache
def rows() -> tuple[Way, ...]:
    """The schemes and their ways."""
    return convert_rows(FILE, heard_table(FILE).get("scheme", []), Way)


@cache
def _ways_by_first() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every way as words, by its first one."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for way, scheme in ((tuple(way.split()), row.name) for row in rows() for way in row.ways):
        found.setdefault(way[0], []).append((way, scheme))
    return found


@cache
def _words() -> Words:
    try:
        return msgspec.convert(heard_table(FILE).get("words", {}), Words)
    except msgspec.ValidationError as error:
        raise TableError(FILE, "words", str(error)) from error


def chosen_scheme(heard: Heard, lexicon: Lexicon, own: Mapping[str, str]) -> Chosen | None:
    """The choice that a message is, if it is nothing else."""
    if heard.marked or not 0 < len(heard.words) <= MOST_WORDS:
        return None
    words = tuple(plain(word) for word, number in zip(heard.words, heard.numbers, strict=True) if number is None)
    numbers = tuple(number for number in heard.numbers if number is not None)
    beginnings = _ways_by_first().keys() & words
    ways = sorted((way for first in beginnings for way in _ways_by_first()[first]), key=lambda way: -len(way[0]))
    for way, scheme in ways:
        for start in range(len(words) - len(way) + 1):
            if words[start : start + len(way)] == way:
                is_rpe = _words().left.isdisjoint(words)
                left = _left(numbers[0], is_rpe) if len(numbers) == 1 and scheme == BY_RESERVE else None
                if numbers and left is None:
                    return None
                named = _named(words[:start] + words[start + len(way) :], lexicon, own)
                return Chosen(scheme, named, left) if named else None
    return None


def _named(told: tuple[str, ...], lexicon: Lexicon, own: Mapping[str, str]) -> tuple[str, ...]:
    """The exercises that the rest of the message names, or all lifts; empty where it says something else."""
    table = _words()
    named = [word for word in told if word not in table.orders | table.small | table.left]
    if not named:
        return () if table.orders.isdisjoint(told) else (ALL_LIFTS,)
    if table.all.issuperset(named):
        return (ALL_LIFTS,)
    parts = [tuple(part.split()) for part in " ".join(named).split(f" {table.joins} ")]
    found = [lexicon.find(part, own) for part in parts]
    return tuple(hit.exercise for hit in found if isinstance(hit, Found)) if all(map(_is_found, found)) else ()


def _is_found(hit: object) -> bool:
    return isinstance(hit, Found)


def _left(number: float, is_rpe: bool) -> int | None:
    """The reps in reserve that a number stands for; None for one that is neither."""
    left = FULL_EFFORT - number if is_rpe else number
    return int(left) if 0 <= left <= MOST_LEFT else None
