"""Numbers that belong to what stands on both sides of them: runs and walks in turns, sets of what was counted first."""

import msgspec

from bot.language.atoms import Atom
from bot.language.names import Lexicon
from bot.language.naming import Named
from bot.language.shapes import Draft
from bot.language.sizes import MOST_PLAIN_REPS

MOST_COUNTED = 50  # reps of a kettlebell before its name; more is no set
_COUNTED = frozenset({"bodyweight", "timed"})
_AT_A_LOAD = (["at", "number"], ["at", "load"])
_SO_MANY_TIMES = ["x", "number"]


def take_turns(drafts: list[Draft]) -> None:
    """`run 3 min walk 1 min x 8`: both so many times; bare numbers there are minutes."""
    if len(drafts) != 2 or [a.kind for a in drafts[1].atoms[-2:]] != _SO_MANY_TIMES:
        return
    kinds = {d.name.activity.walk for d in drafts if d.name and d.name.activity and d.name.activity.kind == "run"}
    one, other = (d.atoms for d in drafts)
    if kinds != {True, False} or len([a for a in one if a.values]) != 1 or any(a.kind == "x" for a in one):
        return
    if one[0].kind == other[0].kind == "number":
        for atoms in (one, other):
            atoms[0] = msgspec.structs.replace(atoms[0], kind="time", values=(atoms[0].value * 60,), unit="minute")
    one.extend(other[-2:])


def count_reps(chunk: list[Atom], place: int, lexicon: Lexicon) -> None:
    """`20 burpees x 3`, `100 swings @ 24`: a number before what is counted, and its sets or its load behind it."""
    name, counted = chunk[place], chunk[place - 1] if place else None
    if counted is None or counted.kind != "number" or not isinstance(name, Named):
        return
    after = [a.kind for a in chunk[place + 1 : place + 3]]
    if after in _AT_A_LOAD and (counted.value <= MOST_PLAIN_REPS or not _is_barbell(name, lexicon)):
        chunk[place - 1] = msgspec.structs.replace(counted, kind="reps")
    if after != _SO_MANY_TIMES:
        return
    row = lexicon.exercise(name.exercise) if name.exercise else None
    if row is not None and (row.kind in _COUNTED or (row.kind == "kettlebell" and counted.value <= MOST_COUNTED)):
        chunk[place - 1] = msgspec.structs.replace(counted, kind="reps")


def _is_barbell(name: Named, lexicon: Lexicon) -> bool:
    row = lexicon.exercise(name.exercise) if name.exercise else None
    return row is None or row.kind == "barbell"
