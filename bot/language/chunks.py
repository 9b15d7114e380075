"""A message in pieces, at commas and line ends, without list numbers and labels of sets."""

from bot.language.atoms import Atom
from bot.language.words import ONE_SET, PLAIN

_BREAKS = frozenset({",", ";", ".", "and", "then", "+", "superset", "line"})

MOST_LISTED = 20

_WHICH_SETS = frozenset({"last", "first", "final", "other", "next", "remaining", "middle"})


def chunks(atoms: list[Atom]) -> list[tuple[Atom | None, list[Atom]]]:
    """Pieces between commas, line ends and the like, each with what stands before it; brackets hold together."""
    chunks: list[tuple[Atom | None, list[Atom]]] = []
    current: list[Atom] = []
    separator: Atom | None = None
    depth = 0
    for atom in atoms:
        if atom.kind == "line":
            depth = 0
        depth += (atom.kind == "(") - (atom.kind == ")" and depth > 0)
        if atom.kind in _BREAKS and not depth:
            if current:
                chunks.append((separator, current))
                current = []
                separator = None
            if separator is None or atom.kind == "line":
                separator = atom
        else:
            current.append(atom)
    if current:
        chunks.append((separator, current))
    return chunks


def tidied(atoms: list[Atom]) -> list[Atom]:
    """The atoms without list numbers at line starts, sides in brackets, words inside a pair."""
    found: list[Atom] = []
    depth = 0
    i, end = 0, len(atoms)
    while i < end:
        atom = atoms[i]
        depth += (atom.kind == "(") - (atom.kind == ")" and depth > 0)
        if not depth and found and _is_inline_number(atoms, i):
            found.append(Atom("line", atom.start, atom.start))
            i += 2
            continue
        if (after := _after_label(atoms, i, found)) > i:
            i = after
            continue
        if atom.text in _WHICH_SETS and _are_some_sets(atoms, i + 1):
            i += 2
            continue
        i += 1
        following = atoms[i].kind if i < end else ""
        counted = bool(found) and bool(found[-1].values)
        if atom.kind == "word" and (
            (atom.text in ("l", "r") and following == ")") or (atom.text in PLAIN and following == "x" and counted)
        ):
            continue
        if atom.kind == "rest" and found and found[-1].kind == "rest":
            continue
        found.append(atom)
    return found


def _is_inline_number(atoms: list[Atom], i: int) -> bool:
    """`… 50kg 2) lunge`: the number of a further exercise."""
    return (
        i + 2 < len(atoms)
        and atoms[i].kind == "number"
        and atoms[i].value <= MOST_LISTED
        and atoms[i + 1].kind == ")"
        and atoms[i + 1].tight
        and atoms[i + 2].text[:1].isalpha()
    )


def _after_label(atoms: list[Atom], i: int, found: list[Atom]) -> int:
    """Where the text begins after a tick box, a cadence, a label of a set or a number of a list; `i` without one."""
    atom = atoms[i]
    if atom.kind == "(" and [a.kind for a in atoms[i + 1 : i + 3]] == ["x", ")"]:
        return i + 3
    if i + 1 < len(atoms) and atom.text == "tempo" and _is_cadence(atoms[i + 1]):
        return i + 2
    if i + 1 < len(atoms) and atoms[i + 1].text == "tempo" and atom.kind == "list" and _is_cadence(atom):
        return i + 2
    if label := _after_set_label(atoms, i):
        return label
    if atom.kind == "number" and (not found or found[-1].kind == "line"):
        return _after_list_number(atoms, i)
    return i


def _are_some_sets(atoms: list[Atom], i: int) -> bool:
    """`the last two sets`: of those told already, not further ones."""
    after = atoms[i + 1].kind if i + 1 < len(atoms) else ""
    return i < len(atoms) and atoms[i].kind == "sets" and after not in ("x", ":", "of", "at")


def _is_cadence(atom: Atom) -> bool:
    """`tempo 3-1-1`, `tempo 3010`: how fast each rep was, in seconds."""
    if atom.kind == "list":
        return atom.unit in "-/" and len(atom.values) in (3, 4) and max(atom.values) < 10
    return atom.kind == "number" and 100 <= atom.value <= 9999


def _after_set_label(atoms: list[Atom], i: int) -> int:
    """`Set 1: 100x5`, `A1 bench`: where the text begins after a label of a set or an exercise."""
    if (
        i + 2 >= len(atoms)
        or atoms[i].kind not in ("word", "of", "sets", "at")
        or atoms[i + 1].kind != "number"
        or atoms[i + 1].value > 20
    ):
        return 0
    begins = i == 0 or atoms[i - 1].kind in ("line", ",", ";", "superset", "+")
    if atoms[i].text in ONE_SET:
        if atoms[i + 2].kind in (":", "-", ")"):
            return i + 3
        return i + 2 if atoms[i + 2].values else 0
    if begins and len(atoms[i].text) == 1 and atoms[i].text in "abcdef" and atoms[i + 1].tight:
        after = i + 3 if atoms[i + 2].kind in (".", ")", ":", "-") and i + 3 < len(atoms) else i + 2
        return after if atoms[after].text[:1].isalpha() else 0
    return 0


def _after_list_number(atoms: list[Atom], i: int) -> int:
    """`1. squat`, `6. und 7. am Kabel`: where the text begins after the numbers of a list."""
    j = i
    while j + 1 < len(atoms) and atoms[j].kind == "number" and atoms[j + 1].kind in (".", ")") and atoms[j + 1].tight:
        j += 2
        if j + 1 < len(atoms) and atoms[j].kind == "and" and atoms[j + 1].kind == "number":
            j += 1
    if j == i or j >= len(atoms):
        return i
    return (
        j
        if (atoms[j].text and not atoms[j].values)
        or (atoms[j].kind == "number" and not atoms[j].tight and atoms[i].value <= 20)
        else i
    )
