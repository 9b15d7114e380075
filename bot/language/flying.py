"""Flying sprints: `flying 30s`, `4x30m fly`; a fly of that many metres is no chest exercise."""

import msgspec

from bot.language.atoms import Atom
from bot.language.legs import SPRINT_DISTANCES
from bot.language.naming import ACTIVITIES, Named
from bot.language.words import FLYING

_SPRINT = next(a for a in ACTIVITIES if "flying" in a.said)
_REACH = 3  # atoms between the distance and the word


def with_flying(atoms: list[Atom]) -> list[Atom]:
    """The atoms with sprints of a flying start told as such: their distance in metres, their word as a run's."""
    if FLYING.isdisjoint([a.text for a in atoms]):
        return atoms
    found = list(atoms)
    for i, atom in enumerate(atoms):
        if atom.text not in FLYING:
            continue
        near = range(max(i - _REACH, 0), min(i + _REACH + 1, len(atoms)))
        place = next((k for k in near if _is_sprint(atoms[k], after=k == i + 1)), None)
        if place is None:
            continue
        found[place] = msgspec.structs.replace(atoms[place], kind="m", unit="m")
        found[i] = Named("name", atom.start, atom.end, text=atom.text, activity=_SPRINT, written=(atom.text,))
    return found


def _is_sprint(atom: Atom, after: bool) -> bool:
    """A distance that is sprinted flying; right after the word it may lack its unit or have the plural's s."""
    if len(atom.values) != 1 or atom.value not in SPRINT_DISTANCES:
        return False
    return (
        atom.kind == "m"
        or (atom.kind == "distance" and atom.unit == "metre")
        or (after and atom.kind in ("ns", "number"))
    )
