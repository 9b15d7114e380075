"""The athlete chooses how a lift is to progress: kept, said back, and the next session follows."""

import msgspec

from bot.conversation.scene import Scene, Turn, next_line
from bot.language.choosing import ALL_LIFTS, BY_RESERVE, OWN, Chosen
from bot.training.athlete import Athlete

BY_THE_BODY = {"bodyweight": "reps", "timed": "hold"}  # kinds of exercise that have a progression of their own
THEIRS = frozenset({OWN, "reps", "hold"})


def choose(scene: Scene, chosen: Chosen) -> Turn:
    """Keep the choice for those lifts, or for all; a choice for all takes the place of every other."""
    lines = []
    for exercise in chosen.exercises:
        if own := scheme_of_its_own(scene, exercise, chosen.scheme):
            lines.append(scene.say("told.scheme_unfit", exercise=exercise, scheme=scene.say(f"scheme.{own}")))
            continue
        scene = scene.with_notebook(athlete=with_choice(scene.athlete, exercise, chosen))
        lines.append(scene.say("told.kept", settings=scheme_line(scene, exercise)))
    lines += [next_line(scene, "next.session", "next.none")] if scene.diary.entries else []
    return scene.answer("\n".join(lines))


def scheme_of_its_own(scene: Scene, exercise: str, scheme: str) -> str:
    """How an exercise without a bar goes on, whatever was chosen; empty where the choice fits."""
    known = scene.knows.rulebook.exercise(exercise)
    kind = known.kind if known else ""
    return "" if scheme in THEIRS else BY_THE_BODY.get(kind, "")


def with_choice(athlete: Athlete, exercise: str, chosen: Chosen) -> Athlete:
    everything = exercise == ALL_LIFTS
    schemes = {k: v for k, v in athlete.schemes.items() if k != exercise and not everything}
    reserves = {k: v for k, v in athlete.reserves.items() if k != exercise and not everything}
    if chosen.scheme != OWN or ALL_LIFTS in schemes:
        schemes[exercise] = chosen.scheme
    if chosen.left is not None:
        reserves[exercise] = chosen.left
    return msgspec.structs.replace(athlete, schemes=schemes, reserves=reserves)


def scheme_lines(scene: Scene) -> list[str]:
    """Every choice that holds, the one for all lifts first."""
    named = sorted(scene.athlete.schemes, key=lambda exercise: exercise != ALL_LIFTS)
    return [scheme_line(scene, exercise) for exercise in named]


def scheme_line(scene: Scene, exercise: str) -> str:
    athlete = scene.athlete
    scheme, left = athlete.schemes.get(exercise, OWN), athlete.reserves.get(exercise)
    of_all = "_all" if exercise == ALL_LIFTS else ""
    if scheme == OWN:
        return scene.say(f"settings.scheme_own{of_all}", exercise=exercise)
    if scheme == BY_RESERVE and left is not None:
        return scene.say(f"settings.scheme_rir{of_all}", exercise=exercise, rir=left)
    return scene.say(f"settings.scheme{of_all}", exercise=exercise, scheme=scene.say(f"scheme.{scheme}"))
