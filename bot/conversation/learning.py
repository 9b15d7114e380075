"""What is learnt of how an athlete writes: habits from settled readings, and their own names of exercises."""

from collections.abc import Iterable

import msgspec

from bot.conversation.scene import Scene, Turn, next_line
from bot.language.own_names import OwnName, own_name
from bot.language.reading import Habits, Settled
from bot.training.diary import Entry, Lift

MOST_NAMES = 200
ORDERS = ("pair", "triple")  # habits that say which number is the sets


def habits(scene: Scene) -> Habits:
    """How this athlete writes, as far as it is known."""
    athlete = scene.athlete
    return msgspec.convert({**athlete.writes, "unit": athlete.unit, "names": athlete.names}, Habits)


def learnt(scene: Scene, settled: Iterable[Settled]) -> Scene:
    """The scene knowing what a settled reading showed; what was shown last counts."""
    writes = scene.athlete.writes | dict(settled)
    if writes == scene.athlete.writes:
        return scene
    return scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, writes=writes))


def relearnt(scene: Scene, before: Entry, after: Entry) -> Scene:
    """Where an entry is put right by taking its sets for its reps, the habit that misled is forgotten."""
    if not any(name in scene.athlete.writes for name in ORDERS) or not _swapped(before, after):
        return scene
    writes = {name: says for name, says in scene.athlete.writes.items() if name not in ORDERS}
    return scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, writes=writes))


def _swapped(before: Entry, after: Entry) -> bool:
    pairs = zip(before.efforts, after.efforts, strict=False)
    return any(
        isinstance(one, Lift)
        and isinstance(other, Lift)
        and len(one.sets) != len(other.sets)
        and {s.reps for s in one.sets} == {float(len(other.sets))}
        and {s.reps for s in other.sets} == {float(len(one.sets))}
        for one, other in pairs
    )


def named(scene: Scene) -> Turn | None:
    """ "legday means front squat", "call it bench": the name is kept, also for what was logged under it before; None
    for a message that gives no name."""
    told = own_name(scene.message.text, scene.knows.lexicon, scene.athlete.names)
    if told is None:
        return None
    if told.name and told.exercise:
        return learn_name(scene, told.name, told.exercise)
    return _of_the_latest(scene, told)


def _of_the_latest(scene: Scene, told: OwnName) -> Turn:
    """ "call it …" speaks of the latest lift: one of the two is an exercise, the other is the athlete's word for it."""
    lifts = [e for e in scene.diary.latest.efforts if isinstance(e, Lift) and e.exercise] if scene.diary.latest else []
    if not lifts or not lifts[-1].exercise:
        return scene.answer(scene.say("names.none"))
    latest = lifts[-1].exercise
    known = scene.knows.lexicon.exercise(latest) is not None
    if told.exercise is None:
        return learn_name(scene, told.name, latest) if known else scene.answer(scene.say("names.unknown"))
    if known:
        return scene.answer(scene.say("names.taken", exercise=told.exercise))
    return learn_name(scene, latest, told.exercise)


def learn_name(scene: Scene, name: str, exercise: str) -> Turn:
    names = dict(list((scene.athlete.names | {name: exercise}).items())[-MOST_NAMES:])
    athlete = msgspec.structs.replace(scene.athlete, names=names)
    scene = scene.with_notebook(athlete=athlete, diary=scene.diary.renamed(name, exercise))
    text = scene.say("names.learnt", name=name, exercise=exercise)
    following = [] if scene.diary.empty else [next_line(scene, "next.session", "next.none")]
    return scene.answer("\n".join([text, *following]))
