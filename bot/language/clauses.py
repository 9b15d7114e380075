"""The part of a message that tells and the part that asks: "squat 5x5 100, too heavy?" is both."""

import re
from collections.abc import Callable

LONGEST_UNIT = 4  # letters: kg, lbs, reps, min
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


def up_to_the_last_number(text: str) -> str:
    """The front of a message, to the end of its last word with a digit and the short word (a unit) after it."""
    words = text.split()
    numbers = [i for i, word in enumerate(words) if any(c.isdigit() for c in word)]
    if not numbers:
        return ""
    end = numbers[-1] + 1
    if end < len(words) and len(words[end]) <= LONGEST_UNIT and not words[end - 1][-1:].isalpha():
        end += 1
    return " ".join(words[:end]).rstrip(",;.")
