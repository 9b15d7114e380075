"""Phrases of the concept tables as one tree of words, and how they are found in a message in one pass."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

LONGEST_GAP = 3
Found = tuple[int, int, tuple[str, ...]]


class Node:
    """What may follow in a phrase: a word, a number (in a range), or a gap; and the concepts that end here."""

    __slots__ = ("ends", "gap", "next", "ranges")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.ranges: list[tuple[float, float, Node]] = []
        self.gap: Node | None = None
        self.ends: tuple[str, ...] = ()

    @property
    def goes_on_anyhow(self) -> bool:
        """Whether a phrase ends here or may go on with other than certain words."""
        return bool(self.ends or self.ranges) or self.gap is not None


class Phrases:
    """All phrases. They become part of the tree when their first word is first heard: most never are.
    `vocabulary` holds every word in them."""

    def __init__(self, solid: frozenset[str]) -> None:
        self._root = Node()
        self._solid = solid
        self._bounds: list[
            float
        ] = []  # where the ranges begin and end: numbers between two of them begin the same phrases
        self._by_number: dict[tuple[int, int], dict[str, list[Node]]] = {}
        self._waiting: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._learned: set[str] = set()
        self.vocabulary: set[str] = set()

    def add(self, name: str, entry: str) -> None:
        """Add a phrase as a table writes it; a ValueError says what is wrong with it."""
        bracketed = "(" in entry or ")" in entry or "|" in entry
        if bracketed:
            if not _well_bracketed(entry):
                raise ValueError(f"'{entry}': brackets are written (a|b), and never inside each other")
            words = entry.replace("(", " ").replace("|", " ").replace(")", " ").split()
        else:
            words = entry.split()
        if not words:
            raise ValueError(f"'{entry}' has no words")
        self._learn(words)
        firsts = _first_words(entry) if bracketed else forms_of(words[0])
        if "#" in entry and any(first[0] == "#" for first in firsts):  # a number is no word to wait for
            self._grow(name, entry)
            return
        for first in firsts:
            self._waiting[first].append((name, entry))

    def _learn(self, words: list[str]) -> None:
        """Every form of these words; each is looked at once."""
        for word in set(words) - self._learned:
            self._learned.add(word)
            if word[0] == "#":
                _range(word)
            elif word != "~":
                self.vocabulary.update(forms_of(word))

    def _grow(self, name: str, entry: str, first: str = "") -> None:
        """Make the choices of a phrase part of the tree: all, or those that begin with one word."""
        for parts in _choices(entry):
            if first and parts[0] != first:
                continue
            node = self._root
            for part in parts:
                node = self._step(node, part)
            if name not in node.ends:
                node.ends = (*node.ends, name)

    def _expect(self, words: Iterable[str]) -> None:
        for word in self._waiting.keys() & set(words):
            for name, entry in self._waiting.pop(word):
                self._grow(name, entry, word)

    def _step(self, node: Node, part: str) -> Node:
        if part == "~":
            node.gap = node.gap or Node()
            return node.gap
        if part.startswith("#"):
            low, high = _range(part)
            for known_low, known_high, after in node.ranges:
                if (known_low, known_high) == (low, high):
                    return after
            after = Node()
            node.ranges.append((low, high, after))
            return after
        return node.next.setdefault(part, Node())

    def _begun(self, word: str, value: float | None, following: str) -> list[Node]:
        """Where phrases go on after their first word, or first number, if the word that follows lets them."""
        after = self._root.next.get(word)
        begun = [after] if after is not None and (after.goes_on_anyhow or following in after.next) else []
        if value is None:
            return begun
        between = (bisect_left(self._bounds, value), bisect_right(self._bounds, value))
        ranged = self._by_number.get(between)
        if ranged is None:
            ranged = self._by_number[between] = self._by_following(value)
        return begun + ranged.get(following, ranged[""])

    def _by_following(self, value: float) -> dict[str, list[Node]]:
        """Phrases that begin with this number, by the word that must follow; under "" those that need none."""
        nodes = [node for low, high, node in self._root.ranges if low <= value <= high]
        anyhow = [node for node in nodes if node.goes_on_anyhow]
        words = {word for node in nodes for word in node.next}
        return {"": anyhow} | {w: [n for n in nodes if n.goes_on_anyhow or w in n.next] for w in words}

    def find(self, words: Sequence[str], numbers: Sequence[float | None], sentence: Sequence[int]) -> list[Found]:
        """Every phrase heard, in order, as (first word, word after its last, concepts); none inside a longer phrase of
        a solid concept."""
        self._expect(words)
        if not self._bounds:
            self._bounds = sorted({bound for low, high, _ in self._root.ranges for bound in (low, high)})
        found: list[Found] = []
        cover_end = cover_length = 0
        for start, word in enumerate(words):
            ends: list[Found] = []
            following = words[start + 1] if start + 1 < len(words) else ""
            for node in self._begun(word, numbers[start], following):
                _walk(node, start, start + 1, words, numbers, sentence, ends)
            if not ends:
                continue
            for _, end, names in ends:
                if end > cover_end and not self._solid.isdisjoint(names):
                    cover_end, cover_length = end, end - start
            found.extend(f for f in ends if f[1] > cover_end or f[1] - start >= cover_length)
        return found


def _walk(
    node: Node, start: int, i: int, words: Sequence[str], numbers: Sequence[float | None], sentence: Sequence[int],
    ends: list[Found],
) -> None:  # fmt: skip
    if node.ends:
        ends.append((start, i, node.ends))
    if i >= len(words) or sentence[i] != sentence[start]:
        return
    after = node.next.get(words[i])
    if after is not None:
        _walk(after, start, i + 1, words, numbers, sentence, ends)
    value = numbers[i]
    if value is not None:
        for low, high, ranged in node.ranges:
            if low <= value <= high:
                _walk(ranged, start, i + 1, words, numbers, sentence, ends)
    if node.gap is not None:
        for skipped in range(LONGEST_GAP + 1):
            if i + skipped < len(words):
                _walk(node.gap, start, i + skipped, words, numbers, sentence, ends)


def _well_bracketed(entry: str) -> bool:
    depth = 0
    for sign in entry:
        depth += (sign == "(") - (sign == ")")
        if depth not in (0, 1) or (sign == "|" and depth == 0):
            return False
    return depth == 0


def _first_words(entry: str) -> set[str]:
    """Every word that a phrase can begin with."""
    if not entry.startswith("("):
        return set(forms_of(entry.split(maxsplit=1)[0].partition("(")[0]))
    inner, _, rest = entry[1:].partition(")")
    firsts: set[str] = set()
    for choice in inner.split("|"):
        firsts |= _first_words(choice.strip() or rest.strip())
    return firsts


def _choices(entry: str) -> Iterable[list[str]]:
    """Every phrase that alternatives and endings stand for."""
    phrases: list[list[str]] = [[]]
    for piece in entry.replace(")", "(").split("("):
        if not piece.strip():
            continue
        options = [option for choice in piece.split("|") for option in _endings(choice.split())]
        phrases = [[*phrase, *option] for phrase in phrases for option in options]
    return phrases


def _endings(words: list[str]) -> list[list[str]]:
    phrases: list[list[str]] = [[]]
    for word in words:
        phrases = [[*phrase, form] for phrase in phrases for form in forms_of(word)]
    return phrases


@cache
def forms_of(word: str) -> list[str]:
    """`jog+` as jog, jogs, jogged, jogging, jogger…; a word without the sign as itself."""
    if not word.endswith("+") or len(word) == 1:
        return [word]
    stem = word[:-1]
    bases = {stem}
    if stem.endswith("e"):
        bases.add(stem[:-1])
    elif len(stem) > 2 and stem[-1] not in "aeiouwxy" and stem[-2] in "aeiou" and stem[-3] not in "aeiou":
        bases.add(stem + stem[-1])
    endings = [base + ending for base in bases for ending in ("ed", "ing", "er", "ers", "in")]
    plural = [stem[:-1] + "ies", stem[:-1] + "ied"] if stem.endswith("y") else [stem + "es"]
    return [stem, stem + "s", *plural, *endings]


def _range(part: str) -> tuple[float, float]:
    if part == "#":
        return (0.0, float("inf"))
    low, _, high = part[1:].partition("-")
    try:
        return (float(low), float(high or low))
    except ValueError:
        raise ValueError(f"'{part}': a range of numbers is written #5-15") from None
