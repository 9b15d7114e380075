"""The rows of notation run over a stretch that is a run: what each piece says, and what nobody used."""

from bot.language import legs, run_judging
from bot.language.atoms import METRES, SPEEDS, Atom
from bot.language.legs import Ground, Leg
from bot.language.notations import AMOUNTS, beside, notations, x_follows
from bot.language.reading import Habits
from bot.language.settling import settle

_RUN_ROLES = frozenset(
    {"reps", "metres", "seconds", "pace", "speed", "rest_s", "rest_metres", "grade", "best", "rpe", "skip"}
)

RUNS = notations("run", _RUN_ROLES, frozenset(run_judging.JUDGES))

_LOOKS_AHEAD = frozenset({"rest", "pace_word"})  # `80s rest 90s`: the rest is what follows

_TIMES = frozenset({"time", "ns", "clock", "pace", "m", "distance"})

_RUN_BREAKS = frozenset({",", ";", ".", "line", "then"})

_WRITTEN_IN = (1.0, 60.0, METRES["km"], METRES["mile"])  # what a bare number may be counted in

_NOTHING = Leg()

_MERE_PARTS = frozenset({"last", "first", "final", "middle"})  # `legs heavy the last 2 km`: no run of its own


def legs_of(atoms: list[Atom], ground: Ground, habits: Habits) -> tuple[list[Leg], list[Atom]]:
    """The legs of a run in a stretch of atoms, and the atoms not used."""
    found: list[Leg] = []
    unused: list[Atom] = []
    part = False
    mere, since = False, 0
    i, end = 0, len(atoms)
    while i < end:
        if atoms[i].text == "between":
            i = next((k for k in range(i, end) if atoms[k].kind in _RUN_BREAKS), end)
            continue
        piece = _run_piece(atoms, i, ground, habits)
        if piece is None:
            part = part or (bool(found) and (atoms[i].kind in ("part", "at")))
            mere = atoms[i].text in _MERE_PARTS
            unused.append(atoms[i])
            i += 1
            continue
        first, (i, leg) = i, piece
        if leg == _NOTHING and any(a.values for a in atoms[first:i]):  # metres of climbing, the pace of a race
            unused.append(beside(atoms[first:i]))
        apart = bool(found) and any(a.kind in ("+", "then") for a in atoms[max(since, 0) : i])
        since = i
        if part and leg.told() & {"metres", "seconds", "reps", "bare", "times"}:
            leg.part, leg.mere = True, mere
            legs.as_part(leg, ground)
        legs.add(found, leg, apart, ground.short and not ground.told_first)
    told = [leg for k, leg in enumerate(found) if not (k and leg.part and leg.mere and leg.told() == {"metres"})]
    return [settle(leg, ground) for leg in told], unused


def left_out(atoms: list[Atom], found: list[Leg], noted: list[Atom]) -> list[Atom]:
    """Amounts that another activity than a run has no place for: times of repetitions, a pace, a slope; save those that
    are noted already."""
    kept = {value for leg in found for value in (leg.reps, leg.metres, leg.seconds, leg.rest_s, leg.rpe)}
    left = [a for a in atoms if a.values and kept.isdisjoint(a.value * unit for unit in _WRITTEN_IN)]
    return [beside([a]) for a in left if all(a.start >= n.end or a.end <= n.start for n in noted)]


def _run_piece(atoms: list[Atom], i: int, ground: Ground, habits: Habits) -> tuple[int, Leg] | None:
    for j, row, takes in RUNS.fitting(atoms, i):
        if atoms[j - 1].kind in _LOOKS_AHEAD and _a_time_follows(atoms, j):
            continue
        if atoms[j - 1].kind in AMOUNTS and x_follows(atoms, j):
            continue
        if row.judge:
            leg = run_judging.JUDGES[row.judge](atoms[i:j], ground, habits)
        else:
            leg = _taken_leg(takes, [a for a in atoms[i:j] if a.values])
        if leg is not None and not legs.is_zero(leg) and not (leg.other and legs.is_zero(leg.other)):
            return j, leg
    return None


def _a_time_follows(atoms: list[Atom], j: int) -> bool:
    """Whether what stands at `j`, perhaps behind a colon, is a time or a distance."""
    j += j < len(atoms) and atoms[j].kind == ":"
    averaged = j + 1 < len(atoms) and atoms[j + 1].kind == "pace_word"  # `2 min rest 1:48 avg`
    return j < len(atoms) and atoms[j].kind in _TIMES and not averaged


def _taken_leg(takes: tuple[str, ...], amounts: list[Atom]) -> Leg | None:
    leg = Leg()
    for role, atom in zip(takes, amounts, strict=True):
        if role == "reps":
            leg.reps = run_judging.count(atom)
            if leg.reps is None:
                return None
        elif role == "metres":
            if atom.unit == "foot":
                return Leg()
            leg.metres, leg.unit = atom.value, atom.unit
        elif role == "seconds" and len(atom.values) > 1:
            leg.times = atom.values
        elif role == "speed":
            leg.speed = atom.value if atom.unit in SPEEDS else None
        elif role != "skip":
            setattr(leg, role, atom.value)
    return leg
