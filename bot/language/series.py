"""Amounts of one kind in a row are one amount: `3m, 2m, 2m45s`; `100kg, 105kg`; `1:52 1:51 1:53`."""

import msgspec

from bot.language.atoms import Atom

ALIKE = 0.25  # share by which the times of repetitions differ
_OWN_SCHEME = frozenset({"x", "(", "rest", "of", "for", "at", "reps", "sets", "number", "list", "climb"})


def series(found: list[Atom]) -> list[Atom]:
    """Amounts of one kind that follow each other by commas are one amount: `3m, 2m, 2m45s`; `100kg, 105kg`."""
    merged: list[Atom] = []
    i, end = 0, len(found)
    while i < end:
        atom = found[i]
        kind = atom.kind
        if kind not in ("time", "ns", "m", "load", "clock"):
            merged.append(atom)
            i += 1
            continue
        values, j = list(atom.values), i + 1
        while j + 1 < end and _joins(found[j], kind) and _same_kind(atom, found[j + 1], kind):
            if not _shares_reps(found, i, j) and j + 2 < end and found[j + 2].kind in _OWN_SCHEME:
                break
            values.extend(s * 60 if found[j + 1].kind == "m" and kind == "time" else s for s in found[j + 1].values)
            j += 2
        if kind == "clock" and j == i + 1:
            j = _in_a_row(found, i, values)
        merged.append(atom if j == i + 1 else msgspec.structs.replace(atom, values=tuple(values), end=found[j - 1].end))
        i = j
    return merged


def _in_a_row(found: list[Atom], i: int, values: list[float]) -> int:
    """`1:52 1:51 1:53`: where clock times end that follow each other and are alike."""
    j = i + 1
    while j < len(found) and found[j].kind == "clock" and abs(found[j].value - values[-1]) <= ALIKE * values[-1]:
        values.extend(found[j].values)
        j += 1
    return j


def _joins(separator: Atom, kind: str) -> bool:
    """Commas, and for clock times the ends of lines."""
    return separator.kind in (",", "/") or (separator.kind == "line" and kind == "clock")


def _shares_reps(found: list[Atom], i: int, j: int) -> bool:
    """`60kg, 80kg, 100kg x 5`: loads that share the reps after the last."""
    if found[i].kind != "load" or found[i].text or (i and found[i - 1].kind in ("x", "number", "list", "reps", "sets")):
        return False
    return j + 3 < len(found) and found[j + 2].kind == "x" and found[j + 3].kind == "number"


def _same_kind(one: Atom, other: Atom, kind: str) -> bool:
    if other.kind == kind:
        return kind != "load" or ((one.unit == other.unit or not one.unit) and one.text == other.text)
    return False
