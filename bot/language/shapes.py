"""What the shape of numbers tells without a name: a run, sets, or something else altogether."""

import itertools

import msgspec

from bot.language.atoms import Atom
from bot.language.legs import SPRINT_DISTANCES, TRACK_DISTANCES
from bot.language.names import Lexicon
from bot.language.naming import Named
from bot.language.words import FILLER, PLAIN, TIMING

FINISHED = frozenset({"finished", "completed", "did", "done", "ran", "terminé", "hice"})
ERG = frozenset({250.0, 500.0, 750.0, 1000.0, 1500.0, 2000.0})  # metres on a rowing machine
LEAST_REPEATED = 100.0  # metres
STRONGEST_WIND = 9.9
SPRINT_SPEEDS = (4.0, 11.5)  # m/s
_RUN_CUES = frozenset({"rest", "clock", "pace", "pace_word", "speed", "grade"})

_SMALL_WORDS = FILLER | PLAIN | TIMING

_SPRINTED = frozenset({"sprint", "strides", "hill"})
_LOADED = frozenset({"barbell", "dumbbell", "kettlebell", "machine", "cable"})

SHAPES = frozenset({"x", "sets", "reps", "load", "list", "rounds"})


class Draft(msgspec.Struct, gc=False):
    """One effort in the making. `around`: words near its name; `colon`: its name stands before a colon."""

    name: Named | None
    atoms: list[Atom]
    around: list[Atom]
    counted_first: bool = False
    colon: bool = False
    dropped: bool = False
    shaped: bool = False
    rounds: int = 0


def is_choice(chunk: list[Atom]) -> bool:
    """`5x5 or 3x12`: what might be done, not what was."""
    place = next((i for i, a in enumerate(chunk) if a.text == "or"), None)
    return place is not None and any(a.kind == "x" for a in chunk[:place]) and any(a.kind == "x" for a in chunk[place:])


def is_surely_work(chunk: list[Atom]) -> bool:
    """Whether numbers have the shape of sets, so that unknown words beside them must be an exercise."""
    kinds = {a.kind for a in chunk}
    if kinds & {"sets", "reps", "rounds"} or ("load" in kinds and kinds & {"x", "list", "number"}):
        return True
    if any(
        a.kind == "x" and 0 < i < len(chunk) - 1 and chunk[i - 1].values and chunk[i + 1].values
        for i, a in enumerate(chunk)
    ):
        return True
    if any(a.kind == "x" and i + 1 < len(chunk) and chunk[i + 1].values for i, a in enumerate(chunk)):
        return True
    if any(a.kind == ":" for a in chunk) and chunk[-1].kind in ("number", "list"):
        return True
    if any(
        a.kind == "for" and 0 < i < len(chunk) - 1 and chunk[i - 1].values and chunk[i + 1].values
        for i, a in enumerate(chunk)
    ):
        return True
    rising = any(a.kind == "list" and a.unit == "/" and len(a.values) == 2 and a.values[0] < a.values[1] for a in chunk)
    return "list" in kinds and not rising


def off_topic(last: Draft, chunk: list[Atom]) -> bool:
    """Whether a chunk speaks of something else: `food at 60 and 90 minutes`, `10 min meditated`."""
    first = next((i for i, a in enumerate(chunk) if a.values), None)
    if first is None:
        return False
    words = [a.text for a in chunk if a.kind == "word"]
    unknown = [w for w in words if w not in PLAIN and w not in FILLER and w not in TIMING]
    if not unknown:
        return False
    if is_run(last):
        return chunk[0].kind == "word" and chunk[0].text in unknown and not any(a.kind == "x" for a in chunk)
    return all(a.kind in ("time", "clock", "other", "distance", "percent") for a in chunk if a.values)


def counts_unknown(separator: Atom, chunk: list[Atom]) -> bool:
    """`100 wibbles` on a line of its own: something else that was counted, not more of what stands before."""
    if separator.kind != "line" or len(chunk) < 2 or chunk[0].kind != "number" or chunk[1].kind != "word":
        return False
    word = chunk[1].text
    known = word in PLAIN or word in FILLER or word in TIMING or len(word) < 3
    return not known and not any(a.values for a in chunk[1:])


def completes(last: Draft, name: Named, separator: Atom) -> bool:
    """Whether a name on its own only says more about the run before: `…, treadmill`."""
    if name.activity is None or name.exercise or separator.kind in ("line", "then", "and", "+"):
        return False
    return is_run(last) and (last.name is None or last.name.activity is not None) and name.activity.kind == "run"


def is_run(draft: Draft) -> bool:
    """Whether a stretch is a run or another activity, not a lift."""
    name = draft.name
    if name is None:
        return draft.shaped
    if name.activity is None:
        return any(a.kind == "distance" and a.unit in ("mile", "km", "k") for a in draft.atoms)
    if name.exercise or (name.activity.kind == "other" and name.activity.lifts):
        return run_shaped(draft.atoms, named=True)
    return True


def is_sprint(draft: Draft) -> bool:
    """Whether a stretch is called a sprint, strides or a run uphill."""
    activity = draft.name.activity if draft.name else None
    return activity is not None and not _SPRINTED.isdisjoint(activity.said)


def with_kilos(draft: Draft, lexicon: Lexicon) -> None:
    """`squat 5x5x100k`: kilograms, where what is lifted has a weight."""
    name = draft.name
    if name is None or name.activity or "k" not in [a.unit for a in draft.atoms]:
        return
    row = lexicon.exercise(name.exercise or "")
    if row is None or row.kind not in _LOADED:
        return
    for i, atom in enumerate(draft.atoms):
        if atom.kind == "distance" and atom.unit == "k":
            kilos = tuple(round(metres / 1000, 2) for metres in atom.values)
            draft.atoms[i] = msgspec.structs.replace(atom, kind="load", unit="kg", values=kilos)


def run_shaped(atoms: list[Atom], named: bool) -> bool:
    """Whether amounts can only be those of a run (or, for `row`, of a machine that covers ground)."""
    kinds = {a.kind for a in atoms}
    if any(a.kind == "load" and not is_wind(a) for a in atoms):
        return False
    if named and _is_on_the_erg(atoms):
        return "at" not in kinds
    if named:
        covers = bool(kinds & {"distance", "time", "clock", "m"}) and not kinds & {"list", "sets", "reps"}
        return covers or not any(a.values for a in atoms)
    if starts_with_metres(atoms) or "pace" in kinds or ("pace_word" in kinds and "clock" in kinds):
        return True
    if any(a.kind == "distance" and _is_ground(a, atoms, kinds) for a in atoms):
        return True
    if any(_is_timed_distance(atoms[i : i + 3]) for i in range(len(atoms) - 2)):
        return True
    return any(a.kind == "x" and _repeats_a_run(atoms, i, kinds) for i, a in enumerate(atoms))


def is_sprinting(atoms: list[Atom]) -> bool:
    """Whether some distance is one that is sprinted: timed in seconds, or repeated, as in `4x10m 4x20m`."""
    repeated = any(
        a.kind == "x" and b.kind == "m" and b.value in SPRINT_DISTANCES for a, b in itertools.pairwise(atoms)
    )
    return repeated or starts_with_metres(atoms)


def _is_timed_distance(atoms: list[Atom]) -> bool:
    """`800 in 2:40`."""
    size, between, clock = atoms
    if size.kind != "number" or between.kind not in ("in", "at"):
        return False
    if clock.kind == "clock":
        return size.value in TRACK_DISTANCES
    sprinted = clock.kind == "number" and clock.value % 1 and between.kind == "in"
    return bool(sprinted) and size.value in TRACK_DISTANCES | SPRINT_DISTANCES and _is_sprint(size.value, clock.value)


def _is_sprint(metres: float, seconds: float) -> bool:
    slowest, fastest = SPRINT_SPEEDS
    return slowest <= metres / seconds <= fastest


def is_wind(atom: Atom) -> bool:
    """`100m 11.42 +0.8`: metres a second, with or against the runner."""
    return atom.text in ("added", "assisted") and not atom.unit and atom.value <= STRONGEST_WIND


def _is_ground(distance: Atom, atoms: list[Atom], kinds: set[str]) -> bool:
    """Whether a distance is one that was run: no height in feet, no marathon that is only spoken of."""
    if distance.unit == "named":
        told = any(a.text in FINISHED or (a.kind == "number" and a.value % 1) for a in atoms)
        return told or bool(kinds & {"clock", "time"})
    return distance.unit != "foot"


def _repeats_a_run(atoms: list[Atom], i: int, kinds: set[str]) -> bool:
    """Whether the times sign at `i` repeats a run: `6x400`, `5x60m`, `60m x 6`."""
    if not 0 < i < len(atoms) - 1:
        return False
    before, size = atoms[i - 1], atoms[i + 1]
    if before.kind in ("m", "distance") and size.kind == "number" and before.value >= 20:
        return True
    if size.kind == "m":
        return size.value >= 20
    if size.kind in ("time", "ns", "clock"):
        return "rest" in kinds
    if size.kind == "number" and size.value >= LEAST_REPEATED and size.value % 50 == 0 and kinds & {"clock", "in"}:
        return True
    if size.kind != "number" or size.value not in TRACK_DISTANCES:
        return False
    return size.value >= 300 or "list" in kinds or bool(kinds & _RUN_CUES)


def _is_on_the_erg(atoms: list[Atom]) -> bool:
    """`row 4x500`: so many metres, not so many kilograms."""
    return any(
        atom.kind == "x" and after.kind == "number" and after.value in ERG for atom, after in itertools.pairwise(atoms)
    )


def starts_with_metres(atoms: list[Atom]) -> bool:
    """`100m in 13.5`, `all out 400m 72s`, `60m: 8.2, 8.1`: metres, as a time of seconds follows."""
    told = [a for a in atoms if a.kind != ":" and (a.kind != "word" or a.text not in _SMALL_WORDS)]
    if len(told) < 2 or told[0].kind != "m" or told[0].value not in TRACK_DISTANCES | SPRINT_DISTANCES | {10.0}:
        return False
    if told[0].value == 10 and not (told[1].kind in ("number", "ns") and told[1].value % 1):
        return False
    return told[1].kind in ("in", "ns", "clock", "time", "number", "list", "at") or (
        told[1].kind == "best" and len(told) > 2 and bool(told[2].values)
    )
