"""Reps that came of the sets that were asked: `squat 5x5 110, got 5 4 3 3 3` is five sets, not ten."""

import msgspec

from bot.language.atoms import Atom
from bot.language.schemes import Scheme
from bot.language.words import ATTAINED, FILLER

CAME_OF_IT, LISTED = "attained", "listed"
_PASSED_OVER = frozenset({",", ":", "-", "("})
_FURTHER = frozenset({"then", "and", "+"})  # what stands before further sets


def with_attained(atoms: list[Atom]) -> list[Atom]:
    """The atoms with each list marked that a word of coming short leads to, or a sign after full sets."""
    lists = [i for i, a in enumerate(atoms) if a.kind == "list" and i]
    marks = {i: mark for i in lists if (mark := _led_to_by(atoms, i))}
    if not marks:
        return atoms
    return [msgspec.structs.replace(a, text=marks[i]) if i in marks else a for i, a in enumerate(atoms)]


def _led_to_by(atoms: list[Atom], i: int) -> str:
    found, j = LISTED if atoms[i - 1].kind in _PASSED_OVER else "", i - 1
    while j >= 0 and (atoms[j].kind in _PASSED_OVER or (atoms[j].kind == "word" and atoms[j].text in FILLER)):
        found = CAME_OF_IT if atoms[j].text in ATTAINED else found
        j -= 1
    return "" if j >= 0 and atoms[j].kind in _FURTHER else found


def attain(schemes: list[Scheme], told: Atom) -> bool:
    """Put the reps that came of it in the place of those asked; False where they are further sets."""
    last = schemes[-1] if schemes else None
    if last is None or not told.text or not last.sets or len(last.reps) != 1 or last.reps[0] is None:
        return False
    if len(told.values) > last.sets or min(told.values) > last.reps[0]:
        return False
    if told.text == LISTED and not _comes_short(told, last.sets, last.reps[0]):
        return False
    last.sets, last.reps, last.pair = None, told.values, None
    return True


def _comes_short(told: Atom, sets: int, reps: float) -> bool:
    """`5x5 110 (5 4 3 3 3)`: so many numbers as sets, none more than was asked, and some less."""
    return len(told.values) == sets and max(told.values) <= reps and min(told.values) < reps
