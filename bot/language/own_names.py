"""An athlete's own name for an exercise: "legday means front squat", "call it bench"."""

from functools import cache

import msgspec

from bot.language.languages import heard_as
from bot.language.names import Found, Lexicon

FILE = "own_names.toml"
LONGEST = 6  # words of a name
LONGEST_TEXT = 120  # characters of a message that gives one


class OwnName(msgspec.Struct, frozen=True):
    """The name told (case-folded words), and the exercise it stands for; or, where the message says only one of the
    two of what was logged last, that one alone."""

    name: str = ""
    exercise: str | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    means: tuple[str, ...]
    calls: tuple[str, ...]
    before: tuple[str, ...]
    never: frozenset[str]


@cache
def _table() -> _Table:
    table = heard_as(FILE, _Table)
    return msgspec.structs.replace(table, calls=tuple(sorted(table.calls, key=len, reverse=True)))


def own_name(text: str, lexicon: Lexicon, own: dict[str, str]) -> OwnName | None:
    """What a message that gives a name says; None for any other."""
    said = " ".join(text.casefold().replace("’", "'").strip(" .!\n").split())
    if not said or len(said) > LONGEST_TEXT or "?" in said or "\n" in text.strip():
        return None
    for call in _table().calls:
        if said.startswith(call + " "):
            name = _bare(said[len(call) :])
            found = lexicon.find(tuple(name.split()), own) if _is_name(name) else None
            return (
                OwnName("", found.exercise) if isinstance(found, Found) else OwnName(name) if _is_name(name) else None
            )
    for word in _table().means:
        name, between, meant = said.partition(f" {word} ")
        if between:
            return _meaning(_bare(name), _bare(meant), lexicon)
    return None


def _meaning(name: str, meant: str, lexicon: Lexicon) -> OwnName | None:
    """A name that means an exercise of the catalogue, and is not itself one of its plain names for another."""
    if not _is_name(name) or not _is_name(meant):
        return None
    found = lexicon.find(tuple(meant.split()))
    return OwnName(name, found.exercise) if isinstance(found, Found) and found.how != "typo" else None


def _bare(words: str) -> str:
    """The words without quotation marks and small words before them."""
    words = words.strip(" \"“”„'«»:,")
    for small in _table().before:
        if words.startswith(small + " "):
            return _bare(words[len(small) + 1 :])
    return words


def _is_name(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST and words not in _table().never and not any(c.isdigit() for c in words)
