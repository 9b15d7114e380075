"""Slips of the thumb in words of work that are no names of lifts: `sprnts`, `treadmil`, `minuets`, `resp`."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import msgspec

from bot.language.languages import heard_as, heard_table
from bot.language.reading import Reading
from bot.language.tokens import Token
from bot.language.words import plain
from bot.training.diary import Lift

FILE = "slips.toml"
KNOWN_IN = ("words.toml", "activities.toml", "names.toml", "days.toml")
SHORTEST = 4  # letters of a word in which two may be swapped; of shorter ones most slips are another word
SHORTEST_ODD = 5  # … in which one may lack, or be one too many
SHORTEST_BESIDE = 6  # … in which one may be its neighbour on the keyboard
SHORTEST_OTHER = 8  # … in which one may be any other


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mended: dict[str, list[str]]
    plain: dict[str, list[str]]
    keyboard: list[str]


class _Words(msgspec.Struct, frozen=True):
    known: frozenset[str]
    near: Mapping[str, list[str]]


def without_slips(text: str, tokens: list[Token], own: Mapping[str, str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A normalised text with the words of work as they are meant, and each slip with what it was read as. Words of an
    athlete's own names stay."""
    words = [meant(token.text) for token in tokens]
    if words == [token.text for token in tokens]:
        return text, ()
    slips: dict[str, str] = {}
    pieces: list[str] = []
    end = 0
    for token, word in zip(tokens, words, strict=True):
        if word == token.text or any(token.text in name for name in own):
            continue
        slips[text[token.start : token.end]] = word
        pieces += [text[end : token.start], word]
        end = token.end
    return "".join([*pieces, text[end:]]), tuple(slips.items())


def with_slips(reading: Reading, slips: tuple[tuple[str, str], ...]) -> Reading:
    """A reading that tells its slips, where they can be nothing but words of the one run it holds."""
    if len(reading.efforts) != 1 or isinstance(reading.efforts[0], Lift):
        return reading
    return msgspec.structs.replace(reading, read_as=(*reading.read_as, *slips))


@lru_cache(maxsize=8192)
def meant(word: str) -> str:
    """The word of work that a misspelt one can only mean, or the word as it is."""
    if len(word) < SHORTEST or word in _words().known:
        return word
    near = {w for key in (word, *_with_one_less(word)) for w in _words().near.get(key, ()) if _is_slip(word, w)}
    if not near:
        return word
    likeliest = min(near, key=lambda w: (len(w) != len(word), w))
    return likeliest if all(_are_forms(likeliest, w) for w in near) else word


def _is_slip(typed: str, word: str) -> bool:
    """Whether a thumb that meant `word` slips to what was typed; the shorter the word, the less is a slip."""
    shorter = min(len(typed), len(word))
    if len(typed) != len(word):
        if typed[0] != word[0] or (typed not in _with_one_less(word) and word not in _with_one_less(typed)):
            return False
        return shorter >= SHORTEST_ODD or _is_doubled(typed, word)
    wrong = [i for i, (a, b) in enumerate(zip(typed, word, strict=True)) if a != b]
    first, last = wrong[0], wrong[-1]
    if len(wrong) == 2 and last == first + 1:
        return typed[first] == word[last] and typed[last] == word[first] and (first > 0 or shorter >= SHORTEST_ODD)
    if len(wrong) > 1 or not first:
        return False
    beside = shorter >= SHORTEST_BESIDE and typed[first] in _neighbours().get(word[first], "")
    return beside or shorter >= SHORTEST_OTHER


def _is_doubled(typed: str, word: str) -> bool:
    """`walkk`, `hils`: one letter typed twice, or a double one once."""
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    return any(longer[:i] + longer[i + 1 :] == shorter and longer[i] == longer[i - 1] for i in range(1, len(longer)))


def _are_forms(one: str, other: str) -> bool:
    """Two forms of one word (sprint, sprints): either will do."""
    return one.startswith(other[:-1]) or other.startswith(one[:-1])


def _with_one_less(word: str) -> tuple[str, ...]:
    return tuple(word[:i] + word[i + 1 :] for i in range(len(word)))


@cache
def _table() -> _Table:
    return heard_as(FILE, _Table)


@cache
def _words() -> _Words:
    """Those of the table, by themselves and by each way to leave out one letter; and all that are no slips."""
    table = _table()
    mended = {plain(word) for words in table.mended.values() for word in words}
    known = {plain(word) for words in table.plain.values() for word in words} | mended
    known |= {plain(part) for file in KNOWN_IN for entry in _strings(heard_table(file)) for part in entry.split()}
    near: dict[str, list[str]] = {}
    for word in sorted(mended):
        for key in {word, *_with_one_less(word)}:
            near.setdefault(key, []).append(word)
    return _Words(frozenset(known), near)


@cache
def _neighbours() -> Mapping[str, str]:
    """By letter, those beside it: in its row of keys and in the rows above and below."""
    found: dict[str, str] = {}
    for rows in (keyboard.split() for keyboard in _table().keyboard):
        for row, keys in enumerate(rows):
            for column, key in enumerate(keys):
                near = [keys[column - 1 : column] if column else "", keys[column + 1 : column + 2]]
                near += [rows[row - 1][column : column + 2]] if row else []
                near += [rows[row + 1][max(column - 1, 0) : column + 1]] if row + 1 < len(rows) else []
                found[key] = found.get(key, "") + "".join(near)
    return found


def _strings(table: Any) -> Iterator[str]:
    """Every word or phrase of a table, its keys with them."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)
