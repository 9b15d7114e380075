"""The part of a message that tells and the part that asks: "squat 5x5 100, too heavy?" is both."""

import re
from collections.abc import Callable

MOST = 24  # clauses; a longer message is taken as one

_SENTENCES = re.compile(r"\n+|(?<=[.!?])\s+")
_CLAUSES = re.compile(r"(?<=[,;:])\s+| [-–—] ")


def told_and_asked(text: str, opens_asking: Callable[[str], bool]) -> tuple[str, str]:
    """What a message states and what it asks. A question begins with the first clause that opens one and lasts to the
    end of its sentence; where none does, the clause before the question mark is the question."""
    sentences = [_CLAUSES.split(sentence) for sentence in _SENTENCES.split(text)]
    if sum(map(len, sentences)) > MOST:
        return "", text
    told: list[str] = []
    asked: list[str] = []
    for clauses in sentences:
        last = len(clauses) - 1 if clauses[-1].rstrip().endswith("?") else len(clauses)
        begin = next((i for i, clause in enumerate(clauses) if opens_asking(clause)), last)
        told.append(" ".join(clauses[:begin]))
        asked.append(" ".join(clauses[begin:]))
    return "\n".join(filter(None, told)), "\n".join(filter(None, asked))
