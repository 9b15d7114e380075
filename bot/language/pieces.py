"""The rows of notation run over a stretch: what each piece says of sets, and what nobody used."""

from collections.abc import Iterable

import msgspec

from bot.language import judging
from bot.language.atoms import Atom
from bot.language.attained import attain
from bot.language.last_sets import amend_last
from bot.language.notations import AMOUNTS, Notation, beside, notations, set_aside, x_follows
from bot.language.reading import Habits
from bot.language.schemes import MOST_SETS, Scheme, Weight, add, settle_announced, settle_pairs
from bot.language.sizes import Subject, count, is_rpe, weights
from bot.language.words import LAST, WORKING

_LIFT_ROLES = frozenset({"sets", "reps", "load", "added", "seconds", "metres", "rpe", "skip"})

LIFTS = notations("lift", _LIFT_ROLES, frozenset(judging.JUDGES))

_JOINS = frozenset({",", "and", "+", "then", "line", "/", ";", "superset", ":", "-", "x", ">", "drop", "word"})

_ENDS = frozenset({",", ";", "line"})

_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_SIDES = frozenset({"per_side", "each_hand"})
_SCHEME_MARKS = frozenset({"warmup", "failed", "drop", "per_side", "each_hand"})


def schemes_of(
    atoms: list[Atom], subject: Subject, habits: Habits, before: Iterable[Scheme] = ()
) -> tuple[list[Scheme], list[Atom], bool]:
    """The schemes of a stretch of atoms, going on from those before it; the atoms that none of them used; and whether
    a number stands loose after full sets."""
    schemes = list(before)
    unused: list[Atom] = []
    pending: dict[str, bool] = {}
    loose = False
    atoms, sides = _without_sides(atoms, subject)
    warm_until = _end_of_warmup(atoms)
    i, end = 0, len(atoms)
    while i < end:
        atom = atoms[i]
        if atom.kind == "last_set":
            loose = not amend_last(schemes, atom) or loose
            i += 1
            continue
        if atom.kind == "list" and attain(schemes, atom):
            i += 1
            continue
        if (after := _after_mark(atoms, i, schemes, pending)) > i:
            loose = loose or _is_short_of_sets(atoms, i, after, schemes)
            i = after
            continue
        piece = _lift_piece(atoms, i, subject, habits, schemes)
        if piece is None:
            unused.append(atom)
            i += 1
            continue
        loose = loose or _is_loose(atoms, i, piece[0], schemes)
        i, scheme, aside = piece
        unused.extend(aside)
        scheme.warmup = scheme.warmup or i <= warm_until
        _add_marked(schemes, scheme, pending)
    _settle(schemes, sides, subject)
    return schemes, unused, loose


def _add_marked(schemes: list[Scheme], scheme: Scheme, pending: dict[str, bool]) -> None:
    """One scheme more, with the marks that stood before it."""
    for mark, value in pending.items():
        setattr(scheme, mark, value)
    if scheme.counted or scheme.loaded:
        pending.clear()
    add(schemes, scheme)


def _settle(schemes: list[Scheme], sides: set[str], subject: Subject) -> None:
    """What only all of them together show."""
    for scheme in schemes:
        scheme.per_side = scheme.per_side or "per_side" in sides
        scheme.each_hand = scheme.each_hand or "each_hand" in sides
        if scheme.each_hand and scheme.seconds and not scheme.loads:  # `side plank 2x20s each`: no hand holds anything
            scheme.per_side, scheme.each_hand = True, False
    settle_announced(schemes)
    settle_pairs(schemes, subject.bodyweight)


def _without_sides(atoms: list[Atom], subject: Subject) -> tuple[list[Atom], set[str]]:
    """The atoms without the marks of sides and hands, and those marks."""
    if subject.one_sided:
        atoms = [_on_both_sides(a) for a in atoms]
    atoms = [a for i, a in enumerate(atoms) if not _is_of_plates(atoms, i)]
    atoms = [_counted_by_side(atoms, i) for i in range(len(atoms))]
    sides = {a.kind for a in atoms if a.kind in _SIDES} | {a.text for a in atoms if a.text in _SIDES}
    return ([a for a in atoms if a.kind not in _SIDES] if sides else atoms), sides


def _is_of_plates(atoms: list[Atom], i: int) -> bool:
    """`leg press 4 plates each side 3x12`: the plates, and not the reps."""
    return bool(i) and atoms[i].kind in _SIDES and atoms[i - 1].kind == "plates"


def _counted_by_side(atoms: list[Atom], i: int) -> Atom:
    """`12 each side x 3`: reps, and then the sets."""
    atom = atoms[i]
    if atom.kind != "number" or i + 2 >= len(atoms) or atoms[i + 1].kind not in _SIDES or atoms[i + 2].kind != "x":
        return atom
    first = not i or atoms[i - 1].kind != "x"
    return msgspec.structs.replace(atom, kind="reps") if first else atom


def _after_mark(atoms: list[Atom], i: int, schemes: list[Scheme], pending: dict[str, bool]) -> int:
    """Where what follows the mark at `i` begins, once it is put to its sets; `i` where none stands there."""
    atom, end = atoms[i], len(atoms)
    if atom.kind not in _SCHEME_MARKS or (atom.kind == "warmup" and i + 1 < end and atoms[i + 1].kind == "x"):
        return i
    if atom.kind == "failed" and (after := _after_one_rep(atoms, i + 1)):
        return after
    _mark(atom, schemes, pending, i > 0 and (atoms[i - 1].kind == "(" or _closes(atoms, i)))
    return i + 1


def _is_short_of_sets(atoms: list[Atom], i: int, after: int, schemes: list[Scheme]) -> bool:
    """`5x5 100kg missed last rep`: something lacks of sets that are told as alike, and how much is not told."""
    alike = bool(schemes) and (schemes[-1].sets or 1) > 1 and len(schemes[-1].reps) < 2
    return alike and atoms[i].kind == "failed" and after > i + 1


def _on_both_sides(atom: Atom) -> Atom:
    """`split squat 10/10`: ten on each side, one set."""
    if atom.kind != "list" or atom.unit != "/" or len(atom.values) != 2 or atom.values[0] != atom.values[1]:
        return atom
    return msgspec.structs.replace(atom, kind="number", values=atom.values[:1], unit="", text="per_side")


def _after_one_rep(atoms: list[Atom], i: int) -> int:
    """`missed the 4th`, `failed last`: a rep beyond those that were done; where it ends, 0 where all is meant."""
    return next((k + 1 for k, a in enumerate(atoms[i : i + 2], i) if a.unit in _ORDINALS or a.text in LAST), 0)


def _end_of_warmup(atoms: list[Atom]) -> int:
    """`warm-up 60x5 80x3, work 100x5`: where the working sets begin, when they are announced after a warm-up; or 0."""
    begin = next((i for i, a in enumerate(atoms) if a.kind == "warmup"), None)
    if begin is None or any(a.values for a in atoms[:begin]):
        return 0
    return next((i for i, a in enumerate(atoms) if i > begin and a.text in WORKING), 0)


def _is_loose(atoms: list[Atom], i: int, end: int, schemes: list[Scheme]) -> bool:
    """A bare number right after sets that are told in full, or a second count of sets."""
    last = schemes[-1] if schemes else None
    if last is None or not last.counted:
        return False
    if end == i + 1 and atoms[i].kind == "sets":
        return last.sets is not None
    if end > i + 1 or atoms[i].kind not in ("number", "list", "load") or not last.loaded:
        return False
    if atoms[i].kind == "load" and (last.bodyweight or last.borrowed or atoms[i].text):
        return False
    return i > 0 and atoms[i - 1].kind not in _JOINS


def _closes(atoms: list[Atom], i: int) -> bool:
    """Whether a mark ends what it stands behind: `60x10 wu, 100x8`."""
    return atoms[i].kind == "warmup" and bool(atoms[i - 1].values) and i + 1 < len(atoms) and atoms[i + 1].kind in _ENDS


def _mark(atom: Atom, schemes: list[Scheme], pending: dict[str, bool], inside: bool) -> None:
    """A mark after sets belongs to them, one before them to the next: warm-ups and drops stand before."""
    if inside and schemes:
        setattr(schemes[-1], atom.kind, True)
    elif atom.kind in ("warmup", "drop") or not schemes:
        pending[atom.kind] = True
    elif atom.kind == "failed":
        schemes[-1].failed = True
    else:
        for scheme in schemes:
            setattr(scheme, atom.kind, True)


def _lift_piece(
    atoms: list[Atom], i: int, subject: Subject, habits: Habits, schemes: list[Scheme]
) -> tuple[int, Scheme, list[Atom]] | None:
    """Where the piece at `i` ends, what it says of sets, and what of it none of them has a place for."""
    for j, row, takes in LIFTS.fitting(atoms, i):
        if atoms[j - 1].kind in AMOUNTS and x_follows(atoms, j):
            continue
        if row.judge:
            scheme = _in_context(row, atoms[i:j], subject, habits, schemes)
        else:
            scheme = _taken(takes, [a for a in atoms[i:j] if a.values])
        if scheme is not None:
            if row.means == "bodyweight":
                scheme.bodyweight = True
                if scheme.other:
                    scheme.other.bodyweight = True
            elif row.means == "ditto":
                if not schemes:
                    return None
                scheme = msgspec.structs.replace(schemes[-1], sets=None)
            if takes:
                return j, scheme, set_aside(takes, atoms[i:j])
            return j, scheme, [beside(atoms[i:j])] if row.judge == "best" and scheme == Scheme() else []
    return None


def _in_context(
    row: Notation, atoms: list[Atom], subject: Subject, habits: Habits, schemes: list[Scheme]
) -> Scheme | None:
    """What a judge says, after a look at the sets told before: a bare number goes on from what it resembles."""
    last = schemes[-1] if schemes else None
    if last and row.judge == "reps_load" and last.counted and not last.loaded and atoms[0].value == 2:
        return Scheme(loads=weights(atoms[-1]), each_hand=True)
    if last and row.judge == "best" and last.counted:
        return Scheme()
    if last and row.judge == "split" and atoms[0].text == "sets of":
        return _split(last, atoms[-1].value)
    if last and row.judge == "at_load" and last.loads and not last.counted and is_rpe(atoms[-1]):
        return Scheme(reps=atoms[0].values, rpe=atoms[-1].values)
    if last and row.judge == "alone" and last.counted:
        return _like(atoms[0].value, last, subject.bodyweight)
    if last and row.judge == "alone" and last.loaded and not last.counted:
        return Scheme(reps=atoms[0].values)
    if (
        last
        and row.judge == "at"
        and last.loads
        and last.counted
        and atoms[-1].kind == "number"
        and atoms[-1].value <= 10
    ):
        return Scheme(rpe=atoms[-1].values)
    if last and row.judge == "alone_list" and (last.loaded or last.counted) and max(atoms[0].values) <= 30:
        return Scheme(reps=atoms[0].values)
    return judging.JUDGES[row.judge](atoms, subject, habits)


def _split(total: Scheme, each: float) -> Scheme | None:
    """A total of reps in sets of so many, the last of what is left."""
    if len(total.reps) != 1 or total.sets or not total.reps[0] or not 0 < each < total.reps[0]:
        return None
    full, left = divmod(total.reps[0], each)
    if full > MOST_SETS:
        return None
    total.reps = (each,) * int(full) + ((left,) if left else ())
    return Scheme()


def _like(value: float, last: Scheme, bodyweight: bool) -> Scheme:
    """A further number after full sets: another load or another count of reps, whichever is nearer."""
    load = last.loads[-1].amount if last.loads else None
    reps = last.reps[-1] if last.reps else None
    by_load = abs(value - load) / max(load, 1.0) if load is not None else None
    by_reps = abs(value - reps) / max(reps, 1.0) if reps is not None else None
    if by_load is not None and (by_reps is None or by_load < by_reps):
        return Scheme(loads=(msgspec.structs.replace(last.loads[-1], amount=value),))
    if last.seconds and not last.reps:
        return Scheme(seconds=(value,))
    if not bodyweight and not last.loaded and reps is not None and value > max(20.0, 2 * reps):
        return Scheme(loads=(Weight(value),))
    return Scheme(reps=(value,))


def _taken(takes: tuple[str, ...], amounts: list[Atom]) -> Scheme | None:
    scheme = Scheme()
    for role, atom in zip(takes, amounts, strict=True):
        if role == "sets":
            scheme.sets = count(atom)
            if scheme.sets is None:
                return None
        elif role == "load":
            scheme.loads = weights(atom)
        elif role == "added":
            scheme.loads = tuple(msgspec.structs.replace(w, how="added") for w in weights(atom))
        elif role != "skip":
            setattr(scheme, role, atom.values)
    return scheme
