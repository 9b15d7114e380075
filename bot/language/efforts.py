"""One stretch of a message to one effort: its name, its pieces of notation, its marks."""

from collections.abc import Iterable

import msgspec

from bot.language.atoms import Atom
from bot.language.legs import Leg
from bot.language.naming import SAID
from bot.language.schemes import Scheme
from bot.language.sizes import Subject
from bot.training.diary import Lift, LoadKind, Other, Run
from bot.training.exercises import Exercise

_ONE_SIDED = frozenset({"single", "one", "1", "split", "unilateral", "pistol", "pistols", "side"})
_TIMED_WORDS = frozenset({"plank", "hold", "hang", "l-sit", "wall sit", "isometric", "iso"})


def subject_of(exercise: Exercise | None, written: tuple[str, ...], counted_first: bool) -> Subject:
    """What is known of an exercise."""
    if exercise is None:
        timed = any(w in _TIMED_WORDS or w.rstrip("s") in _TIMED_WORDS for w in written)
        one_sided = not _ONE_SIDED.isdisjoint(written)
        return Subject(timed=timed, counted_first=counted_first, one_sided=one_sided)
    body = exercise.kind == "bodyweight"
    return Subject(
        known=True,
        bodyweight=body,
        lifts_body=body and exercise.pattern in ("push", "pull"),
        timed=exercise.kind == "timed",
        carry=exercise.kind == "carry",
        barbell=exercise.kind == "barbell",
        weighted=exercise.kind in ("barbell", "dumbbell", "kettlebell", "machine", "cable"),
        counted_first=counted_first,
        loadable=exercise.kind == "barbell" or (exercise.kind == "machine" and exercise.pattern == "squat"),
        one_sided=exercise.pattern == "lunge" or not _ONE_SIDED.isdisjoint(written),
        plural=bool(written) and written[-1].endswith("s") and not written[-1].endswith("ss"),
    )


def lift_of(exercise: str | None, schemes: list[Scheme], row: Exercise | None, marks: set[str]) -> Lift:
    """The lift that schemes add up to. A load with push-ups, pull-ups or dips is put on, or taken off, the body."""
    sets = tuple(s for scheme in schemes for s in scheme.expanded())
    body = row is not None and row.kind == "bodyweight" and row.pattern in ("push", "pull")
    weighted, assisted = "added" in marks, "assisted" in marks and (row is None or row.kind != "barbell")
    if body or weighted or assisted:
        how: LoadKind = "assisted" if assisted else "added"
        sets = tuple(msgspec.structs.replace(s, load_kind=how) if s.load and s.load_kind is None else s for s in sets)
    return Lift(exercise, sets)


def run_of(leg: Leg, said: tuple[str, ...], walk: bool) -> Run:
    """The run that a leg adds up to."""
    return Run(
        metres=leg.metres,
        seconds=leg.seconds,
        reps=leg.reps or (len(leg.times) if len(leg.times) > 1 else 1),
        times=leg.times if len(leg.times) > 1 else (),
        best=leg.best,
        pace=leg.pace,
        rest_s=leg.rest_s,
        rest_metres=leg.rest_metres,
        grade=leg.grade,
        rpe=leg.rpe,
        walk=walk,
        flying="flying" in said,
        part_of_total=leg.part,
        said=tuple(s for s in said if s != "flying"),
    )


def other_of(leg: Leg, name: str, said: tuple[str, ...]) -> Other:
    """Any other activity that a leg adds up to."""
    return Other(name, seconds=leg.seconds, metres=leg.metres, reps=leg.reps, rest_s=leg.rest_s, rpe=leg.rpe, said=said)


def tags(words: Iterable[Atom]) -> tuple[str, ...]:
    """What a run was called, from the words around it, save those of its rest: a sprint with a walk back is no walk."""
    found: dict[str, None] = {}
    listed = [part for a in words if a.text and a.text[0].isalpha() and a.kind != "rest" for part in a.text.split()]
    for i, word in enumerate(listed):
        for phrase, tag in SAID.get(word, ()):
            if tuple(listed[i : i + len(phrase)]) == phrase:
                found[tag] = None
                break
    return tuple(found)
