"""What is kept on the athlete is theirs: told in words, given as a file, erased on a typed word; of health, what they
ask to be forgotten."""

import datetime as dt
from itertools import groupby

import msgspec

from bot.conversation.log import with_question
from bot.conversation.ports import Action, Notebook
from bot.conversation.receipt import IN_WORDS
from bot.conversation.scene import Scene, Turn
from bot.language.understanding import Meaning
from bot.training.athlete import Athlete

ERASE = "DELETE"
ASKED = "delete"
HEALTH_NOTES = {"pains": (), "reports": (), "pregnant": False, "needs_clearance": False, "bodyweight_kg": None}
OPEN_FOR = dt.timedelta(hours=1)  # how long the typed word erases after the question


def privacy(scene: Scene) -> Turn:
    """What is kept, where, and what of it is about health."""
    if scene.message.group:
        return scene.answer(scene.say("told.in_private"))
    health = "; ".join(health_lines(scene, scene.athlete))
    lines = [
        scene.say("privacy.kept", entries=count(scene.notebook)),
        scene.say("privacy.health", list=health) if health else scene.say("privacy.no_health"),
        scene.say("privacy.change"),
    ]
    return scene.answer("\n".join(lines))


def health_lines(scene: Scene, athlete: Athlete) -> list[str]:
    """In words, all that is kept of how the athlete is."""
    found = []
    for (score, day), pains in groupby(athlete.pains, key=lambda pain: (pain.score, pain.since)):
        movements = ", ".join(scene.say(f"privacy.in_{pain.pattern}") for pain in pains)
        found.append(scene.say("privacy.pain", movements=movements, score=score, day=day))
    found += [
        scene.say(f"privacy.{report.kind}", amount=report.amount, day=report.day)
        for report in athlete.reports
        if report.amount or report.kind != "illness"
    ]
    told = {
        "pregnant": athlete.pregnant,
        "needs_clearance": athlete.needs_clearance,
        "bodyweight": athlete.bodyweight_kg is not None,
        "age": athlete.age != "adult",
    }
    found += [scene.say(f"privacy.{key}", bodyweight=athlete.bodyweight_kg) for key, is_so in told.items() if is_so]
    return found


def export(scene: Scene) -> Turn:
    """Everything as one file, made when it is sent."""
    if scene.message.group:
        return scene.answer(scene.say("told.in_private"))
    diary = scene.diary
    days = [d for d in (diary.past.first_day, *(e.day for e in diary.entries)) if d]
    entries = count(scene.notebook)
    text = scene.say("told.export", entries=entries, first=min(days), last=max(days)) if days else ""
    turn = scene.answer(text or scene.say("told.export_empty"))
    said = msgspec.structs.replace(turn.said, export=True) if turn.said else None
    return msgspec.structs.replace(turn, said=said)


def delete(scene: Scene) -> Turn:
    """Ask for the typed word: this is the one thing that cannot be undone. Of somebody new nothing is kept at all."""
    if scene.message.group:
        return scene.answer(scene.say("told.in_private"))
    if not scene.notebook.heard and not count(scene.notebook):
        return erased(scene)
    turn = scene.answer(
        scene.say("told.delete_confirm", entries=count(scene.notebook)),
        scene.button("export_first", Action("command", value="export")),
        scene.button("keep", Action("discard", value=IN_WORDS)),
    )
    asked = with_question(turn, scene, ASKED).notebook
    if asked.question is not None:  # asked once: nobody is pressed to erase anything
        asked = msgspec.structs.replace(asked, question=msgspec.structs.replace(asked.question, repeats=1))
    return msgspec.structs.replace(turn, notebook=asked)


def erases(scene: Scene) -> bool:
    """Whether this message is the typed word, and it was asked for a short while ago."""
    question = scene.notebook.question
    if scene.message.text.strip() != ERASE or question is None or question.key != ASKED:
        return False
    return question.asked_at is None or scene.now - question.asked_at <= OPEN_FOR


def erased(scene: Scene) -> Turn:
    turn = scene.answer(scene.say("told.deleted"))
    return msgspec.structs.replace(turn, forget=True)


def count(notebook: Notebook) -> int:
    """Entries of the diary and of the archive."""
    return len(notebook.diary.entries) + notebook.diary.past.entries


def forgets(meaning: Meaning) -> bool:
    """Whether this asks for no more than to forget something about health."""
    return meaning.heard.has("forget_health") and not meaning.reading.efforts


def forget(scene: Scene, meaning: Meaning) -> Turn:
    """Delete it, and say so; where nothing of it is kept, say that."""
    athlete = _without(scene, meaning)
    if athlete == scene.athlete:
        return scene.answer(scene.say("privacy.nothing_to_forget"))
    return scene.with_notebook(athlete=athlete).answer(scene.say("privacy.forgotten"))


def _without(scene: Scene, meaning: Meaning) -> Athlete:
    places = scene.knows.understanding.places(meaning.heard)
    if places:
        pains = tuple(pain for pain in scene.athlete.pains if pain.pattern not in places)
        return msgspec.structs.replace(scene.athlete, pains=pains)
    if meaning.heard.has("pregnant"):
        return msgspec.structs.replace(scene.athlete, pregnant=False)
    return msgspec.structs.replace(scene.athlete, **HEALTH_NOTES)
