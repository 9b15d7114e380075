"""Which known word a misspelt one stands for: one slip in a short word, two in a long one, and never a tie."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST_MENDED = 4
TWO_SLIPS_FROM = 9
KNOWN_LIMIT = 4_000


class Speller:
    """Words worth mending, found again through every way to leave out one letter (or two, in a long word). What is a
    word of the vocabulary, or plain, is never mended."""

    def __init__(self, vocabulary: Iterable[str], plain: Iterable[str], mended: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)
        self._plain = frozenset(plain) - self._known
        self._near: dict[str, list[str]] = {}
        for word in sorted(w for w in mended if len(w) >= SHORTEST_MENDED):
            for short in {word, *_without_letters(word)}:
                self._near.setdefault(short, []).append(word)
        self._mended: dict[str, str] = {}

    def mend(self, word: str) -> str:
        """The known word meant, or the word itself where none, or more than one, is near."""
        if word in self._known or word in self._plain or len(word) < SHORTEST_MENDED:
            return word
        mended = self._mended.get(word)
        if mended is None:
            mended = self._nearest(word)
            if len(self._mended) < KNOWN_LIMIT:
                self._mended[word] = mended
        return mended

    def knows(self, word: str) -> bool:
        return word in self._known or word in self._plain

    def _nearest(self, word: str) -> str:
        candidates = {near for short in (word, *_without_letters(word)) for near in self._near.get(short, ())}
        slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
        ranked = sorted(
            (OSA.distance(word, c, score_cutoff=slips), c[0] != word[0], len(c) < len(word), c) for c in candidates
        )
        close = [r for r in ranked if r[0] <= slips and not (len(word) == SHORTEST_MENDED and len(r[3]) < len(word))]
        if not close or (len(close) > 1 and close[0][:3] == close[1][:3] and not _kin(close[0][3], close[1][3])):
            return word
        return close[0][3]


def _kin(one: str, other: str) -> bool:
    """Two forms of one word (squat, squats): either will do."""
    return one.startswith(other[:-1]) or other.startswith(one[:-1])


def _without_letters(word: str) -> list[str]:
    once = [word[:i] + word[i + 1 :] for i in range(len(word))]
    if len(word) < TWO_SLIPS_FROM - 1:
        return once
    return once + [short[:i] + short[i + 1 :] for short in once for i in range(len(short))]
