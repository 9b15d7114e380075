"""Slips of the finger: the one name that a misspelt name can only have meant, by RapidFuzz, with a margin."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

SHORTEST_SURE = 3  # letters of a word beside another that is as it should be
SHORTEST_WORD = 5  # letters of a word on its own
SURE_WORD = 7  # … in which one letter may be another
LONG_WORD = 12  # … in which two slips may be
SURE_COMPOUND = 7  # letters of a name typed with too few spaces


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """The words of a name and the exercise it means."""

    words: tuple[str, ...]
    exercise: str


class Slips:
    """A search over names for the nearest one; ids only where nothing else is as near."""

    def __init__(self, candidates: Iterable[Candidate], everyday: frozenset[str]) -> None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        self._names: dict[str, list[Candidate]] = {}
        for candidate in dict.fromkeys(candidates):
            self._names.setdefault("".join(candidate.words), []).append(candidate)
        self._of_length: dict[int, list[str]] = {}
        for key in self._names:
            self._of_length.setdefault(len(key), []).append(key)
        self._known = frozenset(word for found in self._names.values() for c in found for word in c.words)
        self._everyday = everyday
        self._extract = process.extract
        self._distance = OSA.distance
        self.nearest: Callable[[tuple[str, ...]], tuple[str, ...]] = lru_cache(maxsize=1024)(self._nearest)

    def _nearest(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The exercise a misspelt name means; several where they are equally near; none where nothing is near."""
        key = "".join(words)
        edits = allowed(len(key))
        if not edits or len(key) > 60:
            return ()
        lengths = range(len(key) - edits, len(key) + edits + 1)
        near_in_length = [name for length in lengths for name in self._of_length.get(length, ())]
        near = self._extract(key, near_in_length, scorer=self._distance, score_cutoff=edits, limit=None)
        if not near:
            return ()
        least = min(distance for _, distance, _ in near)
        best = [c for name, distance, _ in near if distance == least for c in self._names[name]]
        if not any(self._plausible(words, c.words, least) for c in best):
            return ()
        return tuple(dict.fromkeys(c.exercise for c in best))

    def _plausible(self, typed: tuple[str, ...], name: tuple[str, ...], edits: int) -> bool:
        """Whether a person who meant `name` could have typed these words, so many edits away."""
        if len(typed) == len(name) > 1:
            sure = any(a == b and len(a) > 2 for a, b in zip(typed, name, strict=True))
            return all(a == b or self._same_word(a, b, sure) for a, b in zip(typed, name, strict=True))
        if self._everyday.intersection(typed):
            return False
        one, meant = "".join(typed), "".join(name)
        if len(typed) == len(name):
            return _one_slip_of_a_word(one, meant, edits)
        return len(typed) < len(name) and edits == 1 and len(one) >= SURE_COMPOUND and one[0] == meant[0]

    def _same_word(self, typed: str, meant: str, sure: bool) -> bool:
        """`sure`: another word of the name is as it should be, so that even a longer everyday word may be a slip. A
        word that some name has is as it should be: adduction is no slip for abduction."""
        if (
            typed.isdigit()
            or typed in self._known
            or (typed in self._everyday and not (sure and len(typed) >= SHORTEST_WORD))
        ):
            return False
        if typed[0] != meant[0] and len(meant) < 7 and sorted(typed[:2]) != sorted(meant[:2]):
            return False
        if sure and len(meant) == SHORTEST_SURE:
            return _is_doubled(typed, meant) or sorted(typed) == sorted(meant)
        return self._distance(typed, meant) <= word_edits(min(len(typed), len(meant)))


def _is_doubled(typed: str, meant: str) -> bool:
    """`legg`: one letter typed twice."""
    return any(meant[: i + 1] + meant[i:] == typed for i in range(len(meant)))


def _one_slip_of_a_word(typed: str, meant: str, edits: int) -> bool:
    """A word on its own has no company to vouch for it: its first letter stands, and in a short one only letters left
    out, doubled or swapped are slips."""
    if typed[0] != meant[0] and sorted(typed[:2]) != sorted(meant[:2]):
        return False
    if edits > 1:
        return len(typed) >= LONG_WORD
    swapped = sorted(typed) == sorted(meant)
    return min(len(typed), len(meant)) >= SHORTEST_WORD and (
        len(typed) != len(meant) or swapped or len(typed) >= SURE_WORD
    )


def allowed(length: int) -> int:
    """How many edits a name of so many letters may be away: none for short ones."""
    return 0 if length < 5 else 1 if length < 9 else 2 if length < 15 else 3


def word_edits(length: int) -> int:
    """How many edits one word of a name may be away."""
    return 0 if length < 4 else 1 if length < 8 else 2
