"""Whether a reading leaves so much open that the athlete is asked before it is kept."""

import itertools

from bot.language.atoms import Atom
from bot.language.legs import Ground, Leg
from bot.language.notations import ORDINALS
from bot.language.schemes import Scheme
from bot.language.shapes import FINISHED, Draft
from bot.language.sizes import Subject
from bot.language.words import FILLER, NUMBERS, ONE_SET, PLAIN, TIMING, UNSURE

MOST_REPS_UNASKED = 50  # of a set with a load to it; more stands for a load as often
MOST_HOLDS_UNASKED = 12  # `25x45s` of a plank; the first number is a load as likely
HEAVY_ON_THE_BODY = 100.0  # kg or lb hung on at pull-ups, dips or push-ups; as written, mostly the lifter's own weight
KNOWN = FILLER | PLAIN | TIMING
_DOUBT = UNSURE | {"?", "is", "are"}
_UNUSED = frozenset({"number", "list", "load", "reps", "sets", "m", "ns", "distance"})
_UNUSED_OF_A_RUN = frozenset({"number", "list", "time", "ns", "clock", "m", "distance", "pace"})
_HOW_FAR = frozenset({"metres", "seconds", "times", "clock", "pace"})
SEVERAL = 2  # words nobody knows
MOST_REPS_WITH_A_LOAD = 30
# m/s that nobody covers on foot, or keeps up by any means, and what is too slow for going anywhere
BEYOND_A_RUNNER, BEYOND_A_RIDER, SLOWEST_REPETITION, SLOWEST = 12.5, 25.0, 1.2, 0.25


def is_unsure(draft: Draft, subject: Subject, schemes: list[Scheme], unused: list[Atom]) -> bool:
    """Whether the numbers, the words or the sets themselves leave open what was lifted."""
    named = draft.name is not None and bool(draft.name.exercise or draft.name.activity)
    words = {a.text or a.kind for a in (*draft.around, *draft.atoms)}
    return (
        any(a.kind in _UNUSED or a.text in NUMBERS for a in unused)
        or _is_said_in_doubt(draft, words)
        or _is_to_be_added_up(draft.atoms, subject, {a.kind for a in draft.atoms})
        or "range" in words
        or ("other" in words and _is_of_one_set(draft.atoms))
        or _is_at_odds(draft, subject, schemes)
        or (subject.known and _is_odd(draft, subject, schemes))
        or (not named and draft.name is not None and not _is_full(schemes))
    )


def _is_said_in_doubt(draft: Draft, words: set[str]) -> bool:
    """A writer in doubt (`almost 290`, `315?`), one who takes it back (`3x8 not 3x10`), or who says what is, not what
    was done."""
    if not words.isdisjoint(_DOUBT) or (draft.name is not None and draft.name.text in UNSURE):
        return True
    return "not" in words and _is_taken_back(draft.atoms)


def _is_of_one_set(atoms: list[Atom]) -> bool:
    """`4x8 80kg, 2nd set only 6`: what is told of one set after all of them."""
    told = [i for i, a in enumerate(atoms) if a.kind == "x"]
    return any(
        a.unit in ORDINALS and i + 1 < len(atoms) and atoms[i + 1].text in ONE_SET and min(told, default=i) < i
        for i, a in enumerate(atoms)
    )


def _is_to_be_added_up(atoms: list[Atom], subject: Subject, kinds: set[str]) -> bool:
    """Bar and plates, plates on a side, a set broken off and gone on with."""
    if "per_side" not in kinds and "+" not in kinds:
        return False
    return "bar" in kinds or _is_plates(atoms, subject) or _is_rest_pause(atoms)


def _is_at_odds(draft: Draft, subject: Subject, schemes: list[Scheme]) -> bool:
    """Numbers without sets, sets half told, a load taken off what bears none, or a time beside counted sets."""
    if not schemes and any(a.values and a.kind != "other" for a in draft.atoms):
        return True
    if any(s.loose for s in schemes) or _is_half_told(schemes) or _is_bare_beside_loads(draft, subject, schemes):
        return True
    helped = draft.name is not None and (draft.name.exercise or "").startswith("assisted")
    if subject.weighted and not helped and any(s.loads and s.loads[0].how == "assisted" for s in schemes):
        return True
    held = any(s.seconds for s in schemes)
    if draft.name is None:
        return held
    return subject.known and not subject.timed and held and any(s.reps or not s.sets for s in schemes)


def _is_odd(draft: Draft, subject: Subject, schemes: list[Scheme]) -> bool:
    """More holds than a session has, more than fifty reps from a bare number, or a bare load beyond a lifter's own
    weight on push-ups or pull-ups."""
    if subject.timed and any(s.sets and s.sets > MOST_HOLDS_UNASKED for s in schemes):
        return True
    if subject.lifts_body:
        return any(w.amount >= HEAVY_ON_THE_BODY and w.how is None for s in schemes for w in s.loads)
    if subject.bodyweight or subject.counted_first or subject.timed or any(a.kind == "reps" for a in draft.atoms):
        return False
    return any(
        r is not None and (r > MOST_REPS_UNASKED or (s.loads and r > MOST_REPS_WITH_A_LOAD))
        for s in schemes
        for r in s.reps
    )


def is_left_over(draft: Draft) -> bool:
    """Whether what is taken for no work has numbers of the kind that work has."""
    return any(a.kind in _UNUSED and not (a.unit == "/" and len(a.values) == 2) for a in draft.atoms)


def _is_rest_pause(atoms: list[Atom]) -> bool:
    """`10,10,8+2`: a set broken off and gone on with."""
    return any(
        a.kind in ("list", "number") and b.kind == "+" and b.tight and c.kind == "number" and c.tight
        for a, b, c in zip(atoms, atoms[1:], atoms[2:], strict=False)
    )


def _is_taken_back(atoms: list[Atom]) -> bool:
    """`3x8 not 3x10`."""
    return any(a.text == "not" and b.values for a, b in itertools.pairwise(atoms))


def _is_plates(atoms: list[Atom], subject: Subject) -> bool:
    """`squat 25 each side`: plates on a bar, to be doubled; a load named by the side of what is no dumbbell."""
    if not subject.loadable:
        return False
    for i, atom in enumerate(atoms[1:], 1):
        before = atoms[i - 1]
        if atom.kind != "per_side" or not before.values:
            continue
        after_plates = any(a.kind == "plates" for a in atoms[:i])
        counted = i > 1 and atoms[i - 2].kind in ("x", "of") and len(before.values) == 1 and not after_plates
        if before.kind in ("load", "ns", "number", "list") and not counted:
            return True
    return False


def _is_bare_beside_loads(draft: Draft, subject: Subject, schemes: list[Scheme]) -> bool:
    """Whether some sets of what is loaded have a load, and others nothing at all."""
    if not subject.weighted or any(a.kind in ("bar", "warmup", "drop") for a in draft.atoms):
        return False
    loaded = [s.loaded for s in schemes if s.counted and not s.warmup]
    return any(loaded) and not all(loaded)


def _is_half_told(schemes: list[Scheme]) -> bool:
    """Whether a load stands without reps beside sets that have them."""
    return any(s.counted for s in schemes) and any(s.loads and not (s.counted or s.sets or s.warmup) for s in schemes)


def is_unsure_run(draft: Draft, ground: Ground, legs: list[Leg], unused: list[Atom]) -> bool:
    """Numbers of a run that found no place, a writer in doubt, or a speed that the numbers cannot mean."""
    if any(a.kind in _UNUSED_OF_A_RUN or a.text in NUMBERS for a in unused):
        return True
    if any(
        a.kind == "?" or a.text in UNSURE for a in (*draft.around, *draft.atoms, *([draft.name] if draft.name else []))
    ):
        return True
    if any(leg.rest_metres and not leg.told() & _HOW_FAR for leg in legs):
        return True
    if draft.name is None and _is_only_a_distance(draft.atoms, legs, unused):
        return True
    fastest = BEYOND_A_RUNNER if ground.kind == "run" else BEYOND_A_RIDER
    slowest = SLOWEST_REPETITION if ground.kind == "run" and not ground.walk else SLOWEST
    return any(leg.loose or not _is_possible(leg, fastest, slowest if leg.reps else SLOWEST) for leg in legs)


def _is_only_a_distance(atoms: list[Atom], legs: list[Leg], unused: list[Atom]) -> bool:
    """`10k race, wish me luck`: a distance among other words, and nothing that says it was run."""
    strange = sum(a.kind == "word" and a.text not in KNOWN for a in unused)
    return (
        strange >= SEVERAL
        and all(leg.told() <= {"metres"} for leg in legs)
        and not any(a.text in FINISHED for a in atoms)
    )


def _is_possible(leg: Leg, fastest: float, slowest: float) -> bool:
    times = [t for t in (leg.seconds, leg.best, *leg.times) if t]
    if leg.metres is None or not times:
        return True
    return leg.metres / max(times) >= slowest and leg.metres / min(times) <= fastest


def _is_full(schemes: list[Scheme]) -> bool:
    """Whether some set has two of sets, reps, loads and times."""
    return any(
        sum(map(bool, (s.sets, s.reps, s.loads or s.bodyweight, s.seconds, s.metres))) > 1 or len(s.reps) > 1
        for s in schemes
    )
