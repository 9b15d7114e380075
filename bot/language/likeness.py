"""How like the known phrasings of each question a message is: concepts are counted, sentences are not kept."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

DOUBT = 2.0  # phrasings' worth of doubt in what a row's own phrasings show
SURE = 0.97  # even a concept that every phrasing has may be missing


class Likeness:
    """For each row, how much likelier each concept is in its phrasings than in all (natural logarithm)."""

    def __init__(self, phrasings: Mapping[str, Sequence[Collection[str]]], features: frozenset[str]) -> None:
        self._rows = tuple(phrasings)
        said = {
            name: Counter(c for one in heard for c in features.intersection(one)) for name, heard in phrasings.items()
        }
        everywhere = Counter[str]()
        for counted in said.values():
            everywhere.update(counted)
        total = sum(len(heard) for heard in phrasings.values())
        self._usual = {c: (n + 0.5) / (total + 1) for c, n in everywhere.items()}
        self._without: list[float] = []
        self._with: dict[str, list[float]] = {c: [] for c in self._usual}
        for name in self._rows:
            self._learn(said[name], len(phrasings[name]))

    def _learn(self, said: Counter[str], count: int) -> None:
        without = 0.0
        for concept, usual in self._usual.items():
            likely = (said[concept] + DOUBT * usual) / (count + DOUBT)
            missing = math.log((1 - min(likely, SURE)) / (1 - usual)) if said[concept] else 0.0
            without += missing
            self._with[concept].append(math.log(likely / usual) - missing)
        self._without.append(without)

    def of(self, heard: Collection[str]) -> dict[str, float]:
        """Each row's likeness to a message that speaks of these concepts."""
        scores = list(self._without)
        for concept in self._with.keys() & set(heard):
            scores = [score + more for score, more in zip(scores, self._with[concept], strict=True)]
        return dict(zip(self._rows, scores, strict=True))
