"""What is said of the last set alone: `squat 3x8 80, last set only 6`, `rpe 9 on the last one`."""

from typing import TypeVar

from bot.language.atoms import Atom
from bot.language.schemes import Scheme
from bot.language.sizes import is_rpe, weights
from bot.language.words import FILLER, LAST, ONE_SET, PLAIN

_ENDS = frozenset({",", ";", ".", ")", "(", "line", "then", "and", "+", "x", "name"})
_BEFORE = frozenset({"on", "in", "for", "of", "at", "auf", "beim", "im", "bei", "en", "na", "sur", "в"})
_COUNTS = frozenset({"number", "reps"})
MOST_REPS = 30

Value = TypeVar("Value")


def with_last_sets(atoms: list[Atom]) -> list[Atom]:
    """The atoms with what is told of the last set as one atom, its unit naming what each value is."""
    if LAST.isdisjoint([a.text for a in atoms]):
        return atoms
    found: list[Atom] = []
    i = 0
    while i < len(atoms):
        set_word = i + 1 < len(atoms) and atoms[i + 1].text in ONE_SET
        told = atoms[i].text in LAST and set_word and (_told_after(atoms, i) or _told_before(atoms, i, found))
        if told:
            begin, end, values, roles = told
            del found[len(found) - (i - begin) :]
            found.append(Atom("last_set", atoms[begin].start, atoms[end - 1].end, values, " ".join(roles), "last set"))
            i = end
        else:
            found.append(atoms[i])
            i += 1
    return found


def _told_after(atoms: list[Atom], i: int) -> tuple[int, int, tuple[float, ...], list[str]] | None:
    """`last set only 6`, `last set rpe 9`, `last set 6 @ 95`."""
    j, end = i + 2, 0
    values: list[float] = []
    roles: list[str] = []
    after = ""
    while j < len(atoms) and atoms[j].kind not in _ENDS:
        atom = atoms[j]
        role = _role(atom, after) if len(atom.values) == 1 else ""
        if role:
            values.append(atom.value)
            roles.append(role)
            end = j + 1
        elif atom.values or (atom.kind == "word" and atom.text not in FILLER and atom.text not in PLAIN):
            break
        after = atom.kind
        j += 1
    if not roles or len(set(roles)) < len(roles) or (j < len(atoms) and atoms[j].kind == "x"):
        return None
    return _start(atoms, i), end, tuple(values), roles


def _told_before(atoms: list[Atom], i: int, found: list[Atom]) -> tuple[int, int, tuple[float, ...], list[str]] | None:
    """`6 on the last set`, `rpe 9 on the last one`."""
    start = _start(atoms, i)
    if start == i or start < 1 or i - start > len(found) or not atoms[start - 1].values:
        return None
    atom = atoms[start - 1]
    before = atoms[start - 2].kind if start > 1 else ""
    role = _role(atom, before) if len(atom.values) == 1 and before != "x" else ""
    if role not in ("reps", "rpe"):
        return None
    return start - 1 - (before == "rpe"), i + 2, (atom.value,), [role]


def _start(atoms: list[Atom], i: int) -> int:
    """Where the words that lead to `last` begin: `on the last`."""
    start = i
    while (
        start and (atoms[start - 1].text in _BEFORE or atoms[start - 1].text in FILLER) and not atoms[start - 1].values
    ):
        start -= 1
    return start


def _role(atom: Atom, before: str) -> str:
    if before == "rpe":
        return "rpe"
    if before == "at" and (atom.kind == "load" or (atom.kind == "number" and not is_rpe(atom))):
        return atom.unit if atom.unit in ("kg", "lb") else "load"
    if before == "at" and atom.kind == "number":
        return "rpe"
    if atom.kind == "load":
        return atom.unit or "load"
    return "reps" if atom.kind in _COUNTS and atom.value <= MOST_REPS else ""


def amend_last(schemes: list[Scheme], told: Atom) -> bool:
    """Put what is told of the last set into it; False where there are no sets it could be the last of."""
    last = schemes[-1] if schemes else None
    if last is None or not last.counted:
        return False
    many = max(len(last.reps), len(last.loads), 1 if len(last.reps) > 1 else last.sets or 1)
    for role, value in zip(told.unit.split(), told.values, strict=True):
        if role == "reps":
            last.reps = (*_each(last.reps, many)[:-1], value)
        elif role == "rpe":
            last.rpe = (*(_each(last.rpe, many) or (None,) * many)[:-1], value)
        else:
            load = weights(Atom("load", 0, 0, (value,), role))
            before = _each(last.loads, many)
            last.loads = (*(before[:-1] if before else ()), *load) if before or many == 1 else last.loads
    last.reps = _each(last.reps, many)
    return many > 1 or len(schemes) > 1


def _each(values: tuple[Value, ...], many: int) -> tuple[Value, ...]:
    return values if len(values) == many or not values else values[:1] * many
