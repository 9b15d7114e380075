"""Slips of the finger: the one name that a misspelt name can only have meant, by RapidFuzz, with a margin."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec


class Candidate(msgspec.Struct, frozen=True):
    """The words of a name and the exercise it means."""

    words: tuple[str, ...]
    exercise: str


class Slips:
    """A search over names for the nearest one; ids only where nothing else is as near."""

    def __init__(self, candidates: Iterable[Candidate], everyday: frozenset[str]) -> None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        self._names = {"".join(c.words): c for c in reversed(tuple(candidates))}
        self._keys = list(self._names)
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
        near = self._extract(key, self._keys, scorer=self._distance, score_cutoff=edits, limit=None)
        if not near:
            return ()
        least = min(distance for _, distance, _ in near)
        best = [self._names[name] for name, distance, _ in near if distance == least]
        if not any(self._plausible(words, c.words) for c in best):
            return ()
        return tuple(dict.fromkeys(c.exercise for c in best))

    def _plausible(self, typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
        """Whether a person who meant `name` could have typed these words."""
        if len(typed) > len(name):
            return False
        if len(typed) < len(name):
            return "".join(typed)[0] == "".join(name)[0] and not self._everyday.intersection(typed)
        sure = any(a == b and len(a) > 3 for a, b in zip(typed, name, strict=True))
        return all(a == b or self._same_word(a, b, sure) for a, b in zip(typed, name, strict=True))

    def _same_word(self, typed: str, meant: str, sure: bool) -> bool:
        """`sure`: another word of the name is as it should be, so that even an everyday word may be a slip."""
        if typed.isdigit() or (typed in self._everyday and not sure):
            return False
        if typed[0] != meant[0] and len(meant) < 7 and sorted(typed[:2]) != sorted(meant[:2]):
            return False
        return self._distance(typed, meant) <= word_edits(min(len(typed), len(meant)))


def allowed(length: int) -> int:
    """How many edits a name of so many letters may be away: none for short ones."""
    return 0 if length < 5 else 1 if length < 9 else 2 if length < 15 else 3


def word_edits(length: int) -> int:
    """How many edits one word of a name may be away."""
    return 0 if length < 4 else 1 if length < 8 else 2
