"""Whether a stretch of a message tells work at all."""

from bot.language.atoms import Atom
from bot.language.naming import PAST
from bot.language.shapes import Draft
from bot.language.words import FILLER, GREETINGS, PLAIN, TIMING

_NO_WORK = frozenset({"other", "percent"})

_RECORDS = frozenset({"pr", "prs", "pb", "pbs", "record"})
_NONE = frozenset({"no", "without"})
_TIMES_AGO = frozenset({"since", "until"})
_TELLS_OF = frozenset({"was", "were", "is", "are", "needs", "goes", "looked", "looks", "seems", "seemed", "has"})

_COUNTS = frozenset({"number", "load", "list", "reps", "sets"})


def is_elsewhere(atoms: list[Atom]) -> bool:
    """A distance without a run's name after words nobody knows: `signed up for a 10k`."""
    first = next((i for i, a in enumerate(atoms) if a.values), 0)
    if any(a.kind == "part" and a.text not in ("with", "w/") for a in atoms[:first]):
        return True
    if any(a.kind in ("x", "clock", "pace", "time", "ns") for a in atoms) or any(a.kind == ":" for a in atoms[:first]):
        return False
    return any(a.kind == "word" and a.text not in FILLER | PLAIN | TIMING for a in atoms[:first])


def breaks_off(atoms: list[Atom]) -> bool:
    """`5x` and nothing more."""
    amounts_told = [i for i, a in enumerate(atoms) if a.values]
    times = [i for i, a in enumerate(atoms) if a.kind == "x"]
    return len(amounts_told) == 1 and bool(times) and times[-1] > amounts_told[0] and atoms[-1].kind in ("x", "?", ".")


def is_told(draft: Draft, asked: bool) -> bool:
    """Whether a name stands for work: with numbers, or all but alone in its piece of the message."""
    if any((a.values and a.kind not in _NO_WORK) or a.kind in ("failure", "x") for a in draft.atoms):
        return True
    name = draft.name
    if any(a.text in _NONE for a in draft.around[-1:]):
        return False
    if asked or (name is not None and name.text in GREETINGS):
        return False
    if any(a.text in _RECORDS or a.text in _TIMES_AGO for a in (*draft.around, *draft.atoms)):
        return False
    if draft.atoms and draft.atoms[0].text in _TELLS_OF and not (name and name.text in PAST):
        return False
    depth, strange = 0, 0
    for atom in (*draft.around, *draft.atoms):
        depth += (atom.kind == "(") - (atom.kind == ")")
        if atom.kind == "?" or atom.text == "or":
            return False
        if atom.kind in (",", "line", ".", ";"):
            break
        strange += (
            not depth
            and atom.text[:1].isalpha()
            and atom.kind != "name"
            and atom.text not in FILLER
            and atom.text not in PLAIN
        )
    return strange <= (3 if name and name.text in PAST else 0)


def is_nameless_lift(atoms: list[Atom]) -> bool:
    """Numbers without a name are work only in the shape of sets."""
    if sum(a.kind == "word" and a.text not in FILLER and a.text not in PLAIN for a in atoms) > 2:
        return False
    for i, atom in enumerate(atoms):
        if (
            atom.kind in ("x", "at")
            and 0 < i < len(atoms) - 1
            and atoms[i - 1].kind in _COUNTS
            and atoms[i + 1].kind in _COUNTS
        ):
            return True
        if atom.kind == "for" and 0 < i < len(atoms) - 1 and atoms[i - 1].values and atoms[i + 1].kind in _COUNTS:
            return True
        if atom.kind in ("sets", "reps") and any(a.values and a.kind not in _NO_WORK for a in atoms if a is not atom):
            return True
        if atom.kind == "list" and len(atom.values) >= 3 and len(atoms) == 1:
            return True
    return False
