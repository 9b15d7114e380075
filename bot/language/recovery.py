"""A walk or a jog between repetitions is their rest: `5x400 w/ 200 jog`, `6x200m in 30, walk 200`, `walked down`."""

from bot.language.atoms import Atom
from bot.language.naming import Named
from bot.language.words import WAY_BACK

LEAST_METRES = 50  # of a bare number that is walked; fewer are something else
LEAST_REPEATED = 100  # of a bare number behind a times sign that is run
# What is walked or jogged between repetitions, at most, in metres or seconds.
_LONGEST = {"m": 800, "number": 800, "time": 300, "ns": 300, "clock": 300}
_WORDS = frozenset({"jog", "walk"})


def with_recovery(atoms: list[Atom]) -> list[Atom]:
    """The atoms with such a walk or jog as rest."""
    if not WAY_BACK.isdisjoint([a.text for a in atoms]):
        atoms = _with_ways_back(atoms)
    if "x" not in [a.kind for a in atoms]:
        return atoms
    found: list[Atom] = []
    repeats = covers = False
    for i, atom in enumerate(atoms):
        if atom.kind == "line":
            repeats = covers = False
        elif atom.kind == "x":
            repeats, covers = True, covers or _covers_ground(atoms, i + 1)
        elif _is_jog(atom) and ((repeats and _follows_an_amount(atoms, i)) or (covers and _is_ahead(atoms, i + 1))):
            atom = Atom("rest", atom.start, atom.end, text=atom.text)
        found.append(atom)
    return found


def _with_ways_back(atoms: list[Atom]) -> list[Atom]:
    """`8 hill sprints, walked back down`: a way without numbers of its own, behind a run that was counted."""
    found: list[Atom] = []
    counted = ran = False
    i, end = 0, len(atoms)
    while i < end:
        atom = atoms[i]
        after = i + 1
        while after < end and atoms[after].text in WAY_BACK:
            after += 1
        if counted and ran and _is_jog(atom) and after > i + 1 and not (after < end and atoms[after].values):
            found.append(Atom("rest", atom.start, atoms[after - 1].end, text=atom.text))
            i = after
            continue
        counted = (counted or bool(atom.values)) and atom.kind != "line"
        ran = (ran or (isinstance(atom, Named) and atom.activity is not None)) and atom.kind != "line"
        found.append(atom)
        i += 1
    return found


def _is_jog(atom: Atom) -> bool:
    return isinstance(atom, Named) and atom.activity is not None and atom.activity.name in _WORDS


def _follows_an_amount(atoms: list[Atom], i: int) -> bool:
    """`w/ 200 jog`, `(400m jog)`, `200 jog between`: a jog after repetitions and an amount."""
    if i < 2 or not atoms[i - 1].values:
        return False
    if i + 1 < len(atoms) and atoms[i + 1].kind == "rest":
        return True
    sprinted = isinstance(atoms[i - 2], Named) and atoms[i - 1].value <= _LONGEST.get(atoms[i - 1].kind, 0)
    return sprinted or atoms[i - 2].kind in ("at", "/", "(", ",")


def _covers_ground(atoms: list[Atom], i: int) -> bool:
    """Whether what stands at `i` after a times sign is run: `x 400`, `x 3 min`."""
    if i >= len(atoms):
        return False
    bare = atoms[i].kind == "number" and atoms[i].value >= LEAST_REPEATED
    return bare or atoms[i].kind in ("m", "distance", "time")


def _is_ahead(atoms: list[Atom], i: int) -> bool:
    if i >= len(atoms) or atoms[i].kind not in _LONGEST or atoms[i].value > _LONGEST[atoms[i].kind]:
        return False
    repeated = i + 1 < len(atoms) and atoms[i + 1].kind == "x"
    return not repeated and not (atoms[i].kind == "number" and atoms[i].value < LEAST_METRES)
