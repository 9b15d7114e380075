"""What a message speaks of: one pass over its words, the concepts found in them, and which of these are denied."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from bot.language.languages import heard_words
from bot.language.phrases import Found, Phrases, forms_of
from bot.language.spelling import Speller
from bot.tables import TableError, convert_rows, read_toml

PACKAGE, FILE = "bot.language", "concepts.toml"
LONGEST_MESSAGE = 4_096
MOST_MENDED = 40
DENIAL_REACH = 5
LONGEST_DENIAL = 24
LISTED_WITHIN = 4
SHORTEST_STRANGE = 3

_PIECES = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[?!.;,:\n/%*\-+()]|\U0001f44d|\U0001f44e")
_ENDS = frozenset("?!.;\n")


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing people speak of. `words`: how it is written, separated by commas; `word+` stands for all its English
    endings, `(a|b)` for either, `#` for a number, `#5-15` for one in that range, `~` for up to three other words.
    `form`: it shapes a sentence (how often, why) and says little of its topic. `solid`: shorter phrases
    inside one of its own are not heard (box jump is no jump rope). `lacking`: where a phrase of it begins with a denial
    (no feeling), that denies nothing further on. `includes`: concepts that count as it. `example`: it is heard in this.
    """

    name: str
    words: str = ""
    example: str = ""
    form: bool = False
    solid: bool = False
    lacking: bool = False
    includes: tuple[str, ...] = ()


class Span(msgspec.Struct, frozen=True, gc=False):
    """Where a concept was heard: its first word, the word after its last, and whether it was denied."""

    start: int
    end: int
    denied: bool = False


class Heard(msgspec.Struct, frozen=True):
    """A message as heard. `numbers` holds the value of each word that is one; `starts`: where a sentence or clause
    begins; `spans`: where each concept was heard; `marked`: there is a question mark; `strange`: how many words say
    something that no concept holds."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[float | None, ...]
    starts: tuple[int, ...]
    spans: Mapping[str, tuple[Span, ...]]
    marked: bool = False
    strange: int = 0

    def has(self, *names: str) -> bool:
        return any(name in self.spans for name in names)

    def affirmed(self, name: str) -> tuple[Span, ...]:
        """Where a concept was heard and not denied."""
        return tuple(s for s in self.spans.get(name, ()) if not s.denied)


class Concepts:
    """The vocabulary, ready to hear messages."""

    def __init__(
        self,
        rows: tuple[Concept, ...],
        plain: frozenset[str],
        mended: frozenset[str],
        numbers: Mapping[str, float],
        little: frozenset[str] = frozenset(),
    ) -> None:
        self.names = frozenset(row.name for row in rows)
        self.forms = frozenset(row.name for row in rows if row.form)
        self.rows = rows
        self._lacking = frozenset(row.name for row in rows if row.lacking)
        self._phrases = Phrases(frozenset(row.name for row in rows if row.solid))
        for row in rows:
            for included in row.includes:
                if included not in self.names:
                    raise TableError(FILE, row.name, f"includes {included}, which is no concept")
            for entry in row.words.replace("\n", " ").split(","):
                if entry.strip():
                    self._add(row.name, entry.strip())
        self._wider: dict[str, tuple[str, ...]] = {}
        for row in rows:
            for included in row.includes:
                self._wider[included] = (*self._wider.get(included, ()), row.name)
        self._numbers = dict(numbers)
        self._little = little
        self._speller = Speller(self._phrases.vocabulary | mended, plain | self._numbers.keys(), mended)

    def _add(self, name: str, entry: str) -> None:
        try:
            self._phrases.add(name, entry)
        except ValueError as error:
            raise TableError(FILE, name, str(error)) from error

    def read(self, text: str) -> Heard:
        """Hear a message: its words spelled as known ones, the concepts in them, and which are denied."""
        folded = fold(text[:LONGEST_MESSAGE])
        words, sentence, commas = self._split(folded)
        self._spell(words)
        values = {word: _value(word, self._numbers) for word in set(words)}
        numbers = tuple(map(values.__getitem__, words))
        found = self._phrases.find(words, numbers, sentence)
        denied = self._denied(words, sentence, commas, found)
        spans: dict[str, list[Span]] = {}
        for start, end, names in found:
            span = Span(start, end, start in denied)
            for name in names:
                spans.setdefault(name, []).append(span)
                for wider in self._wider.get(name, ()):
                    spans.setdefault(wider, []).append(span)
        return Heard(
            text=folded,
            words=tuple(words),
            numbers=numbers,
            starts=tuple(i for i in range(len(words)) if not i or i in commas or sentence[i] != sentence[i - 1]),
            spans={name: tuple(places) for name, places in spans.items()},
            marked="?" in folded,
            strange=self._strange(words, found),
        )

    def _strange(self, words: list[str], found: Sequence[Found]) -> int:
        """How many words stand in no phrase that was heard, and are none that says little anyway."""
        held = bytearray(len(words))
        for start, end, _ in found:
            held[start:end] = b"\1" * (end - start)
        return sum(
            not held[i] and len(word) >= SHORTEST_STRANGE and word.isalpha() and word not in self._little
            for i, word in enumerate(words)
        )

    def _spell(self, words: list[str]) -> None:
        """Put known words in place of misspelt ones; only so many, so that a flood of nonsense costs no more."""
        spelled: dict[str, str] = {}
        mended = 0
        for i, word in enumerate(words):
            known = spelled.get(word)
            if known is None:
                known = word
                if mended < MOST_MENDED and word.isalpha() and not self._speller.knows(word):
                    mended += 1
                    known = self._speller.mend(_unstretched(word))
                spelled[word] = known
            words[i] = known

    @staticmethod
    def _split(text: str) -> tuple[list[str], list[int], set[int]]:
        words: list[str] = []
        sentence: list[int] = []
        commas: set[int] = set()
        number, last_end, digits = 0, -1, False
        for match in _PIECES.finditer(text):
            piece = match.group()
            if piece in _ENDS:
                number += 1
            elif piece in ",:()":
                commas.add(len(words))
            elif piece == "-" and not (digits and text[match.end() : match.end() + 1].isdigit()):
                pass
            elif digits and piece.isalpha() and match.start() == last_end and len(words) > 1 and _glued(text, last_end):
                words[-2:] = [words[-2] + words[-1] + piece]
                sentence.pop()
            else:
                words.append(piece)
                sentence.append(number)
            digits = piece[0].isdigit()
            last_end = match.end()
        return words, sentence, commas

    def _denied(
        self, words: list[str], sentence: list[int], commas: set[int], found: list[tuple[int, int, tuple[str, ...]]]
    ) -> set[int]:
        """Places in the scope of a denial: a few words after "no", "not", "never", until a comma, unless a list goes on
        after it (no pain, swelling or numbness), or a turn (but) ends it."""
        stops = {start for start, _, names in found if "turn" in names}
        listing = {start for start, _, names in found if "listing" in names}
        lacks = {start for start, _, names in found if not self._lacking.isdisjoint(names)}
        denied: set[int] = set()
        for start, end, names in found:
            if "denial" not in names or start in lacks:
                continue
            reach, i = DENIAL_REACH, end
            last = min(len(words), end + LONGEST_DENIAL)
            while i < last and reach and i not in stops and sentence[i] == sentence[end - 1]:
                if i in commas and listing.isdisjoint(range(i, i + LISTED_WITHIN)):
                    break
                denied.add(i)
                reach = DENIAL_REACH if i in commas or i in listing else reach - 1
                i += 1
        return denied


@cache
def load_concepts() -> Concepts:
    """The concepts of concepts.toml, with what each further language adds to them."""
    table = read_toml(PACKAGE, FILE)
    rows = list(convert_rows(FILE, table["concept"], Concept))
    plain = frozenset(str(table.get("plain", "")).split())
    mended = frozenset(form for word in str(table.get("mended", "")).split() for form in forms_of(word))
    places = {row.name: place for place, row in enumerate(rows)}
    for code, added in heard_words("concepts").items():
        for name, words in added.items():
            if name not in places:
                raise TableError(f"{code}.toml", f"heard.concepts.{name}", f"is no concept of {FILE}")
            row = rows[places[name]]
            rows[places[name]] = msgspec.structs.replace(row, words=f"{row.words}, {fold(str(words))}")
    abroad = " ".join(str(words) for words in heard_words("little").values() if words)
    little = frozenset(f"{table.get('little', '')} {fold(abroad)}".split())
    return Concepts(tuple(rows), plain, mended, table.get("numbers", {}), little)


def fold(text: str) -> str:
    """Lower case, without accents and apostrophes, so that don't, DON’T and dont are one word."""
    lowered = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("'", ""))
    return "".join(c for c in lowered if not unicodedata.combining(c)) if not lowered.isascii() else lowered


def _glued(text: str, end: int) -> bool:
    """A digit inside a word (numb3rs), not a number before its unit (10yo): a letter stands before it as well."""
    i = end - 1
    while i >= 0 and text[i].isdigit():
        i -= 1
    return i >= 0 and text[i].isalpha() and text[i] not in "x"


def _unstretched(word: str) -> str:
    """soooore as sore: no letter three times running."""
    if not any(word[i] == word[i + 1] == word[i + 2] for i in range(len(word) - 2)):
        return word
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def _value(word: str, numbers: Mapping[str, float]) -> float | None:
    return float(word.replace(",", ".")) if word[0].isdecimal() and word[-1].isdecimal() else numbers.get(word)
