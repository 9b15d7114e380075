"""Where in a piece of a message the words of an exercise nobody knows would stand."""

from bot.language.atoms import Atom
from bot.language.words import FILLER, JOINING, PLAIN

LONGEST_NAME = 5  # words nobody knows that are still taken for a name


def outside_brackets(chunk: list[Atom]) -> list[Atom]:
    """The atoms that are not in brackets."""
    found: list[Atom] = []
    depth = 0
    for atom in chunk:
        depth += (atom.kind == "(") - (atom.kind == ")")
        if not depth:
            found.append(atom)
    return found


def is_free(atom: Atom) -> bool:
    return atom.kind in ("word", "side") and atom.text not in FILLER and len(atom.text) > 1


def name_before(chunk: list[Atom]) -> tuple[int, int] | None:
    stop = next(i for i, a in enumerate(chunk) if a.values or a.kind in ("x", "warmup", "bodyweight"))
    while stop and chunk[stop - 1].kind in ("-", ":", "at", "(", "warmup", "bodyweight"):
        stop -= 1
    return _free_run(chunk, stop)


def _free_run(chunk: list[Atom], stop: int) -> tuple[int, int] | None:
    start = stop
    while (
        start
        and stop - start < LONGEST_NAME
        and (is_free(chunk[start - 1]) or (chunk[start - 1].kind == "-" and start > 1 and start < stop))
    ):
        start -= 1
    while start < stop and (chunk[start].kind == "-" or chunk[start].text in JOINING):
        start += 1
    if start == stop or all(a.text in PLAIN or a.kind == "-" for a in chunk[start:stop]):
        return None
    return start, stop


def name_after(chunk: list[Atom]) -> tuple[int, int] | None:
    """`3 sets of 12 приседаний`: the words after the first amounts."""
    start = next(i for i, a in enumerate(chunk) if a.values)
    while start < len(chunk) and (not is_free(chunk[start]) or chunk[start].text in JOINING):
        start += 1
    stop = start
    while stop < len(chunk) and stop - start < LONGEST_NAME and is_free(chunk[stop]):
        stop += 1
    if start and chunk[start - 1].kind in ("at", "part"):
        return None
    if start == stop or (
        any(chunk[k].kind == "word" and chunk[k].text in FILLER for k in range(start))
        and not any(a.values for a in chunk[:start])
    ):
        return None
    if all(a.text in PLAIN for a in chunk[start:stop]):
        return None
    return start, stop
