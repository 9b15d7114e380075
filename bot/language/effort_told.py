"""How hard the last effort was, in a few words of its own: "rpe 8", "2 left", "7", "that was easy"."""

from functools import cache
from typing import Literal

import msgspec

from bot.language.languages import heard_as
from bot.language.tokens import normalised, split
from bot.language.words import plain

FILE = "effort.toml"
LONGEST = 48  # characters; what says more is about something else
MOST_LEFT, HARDEST, LEAST = 10, 10, 1


class Told(msgspec.Struct, frozen=True):
    """What was told: an RPE, reps left in reserve, a bare number that may be either, or only easy or hard."""

    what: Literal["rpe", "left", "number", "easy", "hard"]
    amount: float = 0.0


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    filler: frozenset[str]
    rpe: frozenset[str]
    rir: frozenset[str]
    left: frozenset[str]
    easy: frozenset[str]
    hard: frozenset[str]


@cache
def _table() -> _Table:
    return heard_as(FILE, _Table, each=plain)


def effort_told(text: str) -> Told | None:
    """What a short message says of an effort and of nothing else; None for anything else, and for a question."""
    if len(text) > LONGEST or "?" in text:
        return None
    table = _table()
    tokens = [token for token in split(normalised(text)) if token.text not in ".,!:@-"]
    numbers = [token.value for token in tokens if token.kind == "number"]
    words = [token.text for token in tokens if token.kind != "number"]
    said = _without_filler(" ".join(words))
    if not numbers:
        return Told("easy") if said in table.easy else Told("hard") if said in table.hard else None
    if len(numbers) > 1 or not 0 <= numbers[0] <= MOST_LEFT:
        return None
    return _measured(said, numbers[0], alone=len(tokens) == 1)


def _without_filler(phrase: str) -> str:
    return " ".join(word for word in phrase.split() if word not in _table().filler)


def _measured(said: str, number: float, *, alone: bool) -> Told | None:
    table = _table()
    if said in table.rpe:
        return Told("rpe", number) if number >= LEAST else None
    if said and (said in table.rir or said in map(_without_filler, table.left)):
        return Told("left", number)
    return Told("number", number) if alone and number >= LEAST else None
