"""Whether a reading leaves so much open that the athlete is asked before it is kept."""

from bot.language.atoms import Atom
from bot.language.schemes import Scheme
from bot.language.shapes import Draft
from bot.language.sizes import Subject
from bot.language.words import UNSURE

MOST_REPS_UNASKED = 50  # of a set with a load to it; more stands for a load as often
MOST_HOLDS_UNASKED = 12  # `25x45s` of a plank; the first number is a load as likely
HEAVY_ON_THE_BODY = 100.0  # kg or lb hung on at pull-ups, dips or push-ups; as written, mostly the lifter's own weight
_NUMBERS = frozenset({"number", "list", "load", "reps", "sets", "m", "ns", "distance"})


def is_unsure(draft: Draft, subject: Subject, schemes: list[Scheme], unused: list[Atom]) -> bool:
    """Numbers nobody used, a writer in doubt (`almost 290`, `315?`), bar and plates to add up, a load taken off what
    bears none, a time beside counted sets, or an unknown name with next to nothing."""
    if any(a.kind in _NUMBERS for a in unused):
        return True
    if any(a.kind == "?" or a.text in UNSURE for a in (*draft.around, *draft.atoms)):
        return True
    if subject.known and _is_odd(draft, subject, schemes):
        return True
    helped = draft.name is not None and (draft.name.exercise or "").startswith("assisted")
    if subject.weighted and not helped and any(s.loads and s.loads[0].how == "assisted" for s in schemes):
        return True
    if any(a.kind == "bar" for a in draft.atoms) and any(a.kind in ("+", "per_side") for a in draft.atoms):
        return True
    if (
        subject.known
        and not subject.timed
        and any(s.seconds for s in schemes)
        and any(s.reps or not s.sets for s in schemes)
    ):
        return True
    return bool(draft.name and not draft.name.exercise and not draft.name.activity) and not _is_full(schemes)


def _is_odd(draft: Draft, subject: Subject, schemes: list[Scheme]) -> bool:
    """More holds than a session has, more than fifty reps from a bare number, or a bare load beyond a lifter's own
    weight on push-ups or pull-ups."""
    if subject.timed and any(s.sets and s.sets > MOST_HOLDS_UNASKED for s in schemes):
        return True
    if subject.lifts_body:
        return any(w.amount >= HEAVY_ON_THE_BODY and w.how is None for s in schemes for w in s.loads)
    if subject.bodyweight or subject.counted_first or subject.timed or any(a.kind == "reps" for a in draft.atoms):
        return False
    return any(r is not None and r > MOST_REPS_UNASKED for s in schemes for r in s.reps)


def _is_full(schemes: list[Scheme]) -> bool:
    """Whether some set has two of sets, reps, loads and times."""
    return any(
        sum(map(bool, (s.sets, s.reps, s.loads or s.bodyweight, s.seconds, s.metres))) > 1 or len(s.reps) > 1
        for s in schemes
    )
