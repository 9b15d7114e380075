"""The reader's words as look-ups: what each does beside a number (units) and wherever it stands (marks)."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from bot.language.languages import heard_as
from bot.tables import TableError

FILE = "words.toml"
Languages = dict[str, list[str]]
_PARTS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\s]")  # as a message is cut into tokens


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    units: dict[str, Languages]
    marks: dict[str, Languages]
    filler: Languages
    plain: Languages
    joining: Languages
    greetings: Languages
    implements: Languages
    unsure: Languages
    timing: Languages
    flying: Languages
    spare: Languages
    way_back: Languages
    working: Languages
    abbreviated: Languages
    labelled: Languages
    the_same: Languages
    last: Languages
    one_set: Languages
    telling: Languages
    attained: Languages
    compared: Languages
    scored: Languages
    glued: Languages
    every_minute: dict[str, float]
    numbers: dict[str, dict[str, float]]
    silence: dict[str, Languages]
    verbs: dict[str, str]
    counts: dict[str, float]
    tens: dict[str, float]
    distances: dict[str, float]
    durations: dict[str, float]


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Case-folded and without accents, as words are compared."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def _read() -> _Table:
    return heard_as(FILE, _Table)


def _phrases(tables: dict[str, Languages]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By first word: every phrase that begins with it, longest first, and what it is."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for name, languages in tables.items():
        for entries in languages.values():
            for entry in entries:
                phrase = tuple(plain(part) for part in _PARTS.findall(entry))
                if not phrase:
                    raise TableError(FILE, name, "an empty word")
                found.setdefault(phrase[0], {}).setdefault(phrase, name)
    return {first: tuple(sorted(some.items(), key=lambda kv: -len(kv[0]))) for first, some in found.items()}


def _words(languages: Languages) -> frozenset[str]:
    return frozenset(" ".join(map(plain, word.split())) for words in languages.values() for word in words)


def _measures(table: dict[str, float]) -> dict[str, tuple[tuple[tuple[str, ...], float], ...]]:
    """By first word: the phrases that name a distance or a time, longest first, with metres or seconds."""
    found: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for entry, value in table.items():
        phrase = tuple(map(plain, entry.split()))
        found.setdefault(phrase[0], []).append((phrase, value))
    return {first: tuple(sorted(some, key=lambda kv: -len(kv[0]))) for first, some in found.items()}


_table = _read()
UNITS = {phrase[0]: name for some in _phrases(_table.units).values() for phrase, name in some if len(phrase) == 1}
MARKS = _phrases(_table.marks)
NUMBERS = {plain(word): value for words in _table.numbers.values() for word, value in words.items()}
FILLER = _words(_table.filler)
UNSURE = _words(_table.unsure)
PER = _words(_table.marks["per"])
COMPARED = _words(_table.compared)
SCORED = _words(_table.scored)
GLUED = _words(_table.glued)
EVERY_MINUTE = _table.every_minute
IMPLEMENTS = _words(_table.implements)
GREETINGS = _words(_table.greetings)
JOINING = _words(_table.joining)
TIMING = _words(_table.timing)
FLYING = _words(_table.flying)
SPARE = _words(_table.spare)
WAY_BACK = _words(_table.way_back)
WORKING = _words(_table.working)
ABBREVIATED = _words(_table.abbreviated)
LABELLED = _words(_table.labelled)
THE_SAME = _words(_table.the_same)
LAST = _words(_table.last)
ONE_SET = _words(_table.one_set)
TELLING = _words(_table.telling)
ATTAINED = _words(_table.attained)
PLAIN = _words(_table.plain)
VERBS = _table.verbs
COUNTS = _table.counts
TENS = _table.tens
DISTANCES = _measures(_table.distances)
DURATIONS = _measures(_table.durations)
MEALS = _words(_table.silence["meals"])
SILENCE = _phrases(
    {
        name: _table.silence[name]
        for name in ("future", "others", "planned", "aside", "anywhere", "turn", "begins", "own")
    }
)
