"""One spelling for the many ways to write a word of a name: plurals, hyphens, accents, shorthand."""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import msgspec

from bot.language.languages import heard_as

_FILE = "names.toml"
_MARKS = str.maketrans(dict.fromkeys("-‐‑–—'’ʼ`´/\\.,&+()", " "))
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i", "đ": "d"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Spellings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of names.toml.

    `words`: the one spelling of a word, or of several, and the other ways in which it is written.
    `small`: words that say nothing about which exercise it is. `manner`: words for how it was done.
    `everyday`: words that are near a name and never a slip for it; `slips`: those that are one;
    `only_counted`: names that are names only where a number follows.
    `run_together`: shorthand that is also written as one with the word after it. `equipment`: the word that each kind
    implies.
    `ties`: names that several exercises have an equal claim to; `loose`: those asked for only where numbers are, too.
    `bare`: what a lift without a load is to whom has only the body.
    """

    words: dict[str, tuple[str, ...]]
    small: frozenset[str]
    manner: frozenset[str]
    everyday: frozenset[str]
    slips: frozenset[str]
    only_counted: frozenset[str]
    run_together: tuple[str, ...]
    equipment: dict[str, str]
    ties: dict[str, tuple[str, ...]]
    loose: dict[str, tuple[str, ...]]
    bare: dict[str, str]


@cache
def spellings() -> Spellings:
    """The table of words, read once."""
    return heard_as(_FILE, Spellings)


@cache
def _shorthand() -> dict[str, tuple[str, ...]]:
    return {written: tuple(one.split()) for one, many in spellings().words.items() for written in many}


def plain(word: str) -> str:
    """The word without accents; umlauts lose their dots."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def umlauts_written_out(name: str) -> str:
    """`rückenstrecker` as `rueckenstrecker`: what a keyboard without umlauts writes."""
    return name.translate(_UMLAUTS)


def singular(word: str) -> str:
    """`presses` to `press`, `flies` to `fly`, `dips` to `dip`; short words and those in -ss stay."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def pieces(word: str) -> list[str]:
    """The word without accents and marks, in as many pieces as its marks leave; `db press` for `dbpress`."""
    found = [word] if word.isascii() and word.isalnum() else plain(word).translate(_MARKS).split()
    run_together = len(found) == 1 and len(found[0]) > 4 and found[0].startswith(spellings().run_together)
    if run_together and found[0] not in _shorthand():
        return [found[0][:2], found[0][2:]]
    return [piece for piece in found if piece != "s"]  # what a possessive leaves behind


@lru_cache(maxsize=8192)
def parts(word: str) -> tuple[str, ...]:
    """The one or more words that a case-folded word of a name stands for, each in its one spelling."""
    found: list[str] = []
    known = _shorthand()
    for piece in pieces(word):
        if piece in known:
            found += known[piece]
        else:
            one = singular(piece)
            found += known.get(one, (one,))
    return tuple(found)


@lru_cache(maxsize=8192)
def joined(word: str) -> str:
    """The parts of one word run together."""
    return "".join(parts(word))


def unabridged(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name with their shorthand left as it is: what a slip of the finger is compared with as well."""
    return tuple(singular(piece) for word in words for piece in pieces(word))


def name_parts(words: Iterable[str]) -> tuple[str, ...]:
    """The parts of all words of a name, in order."""
    return tuple(part for word in words for part in parts(word))


def name_key(words: Iterable[str]) -> str:
    """What two spellings of one name share: `push-ups`, `pushup` and `push up` are `pushup`."""
    return "".join(map(joined, words))


def slipped(words: Iterable[str]) -> bool:
    """Whether a name that is known is written with a slip of the finger all the same."""
    return any(word in spellings().slips or singular(word) in spellings().slips for word in words)
