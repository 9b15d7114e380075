"""A question about the athlete's own past: answered from the diary."""

import datetime as dt

import msgspec

from bot.conversation import commands
from bot.conversation.scene import Scene, Turn
from bot.language.intents import Looking
from bot.language.names import Found
from bot.language.understanding import Meaning
from bot.training.diary import Effort, Entry, Lift, Other, Run

PERIOD_DAYS = {"day": 1, "today": 1, "yesterday": 2, "week": 7, "month": 30, "year": 365}
SHOWN, LISTED = 5, 8
LEG_CONCEPTS = ("leg", "quads", "hamstring", "glute", "calf", "muscle")


def look_back(scene: Scene, meaning: Meaning) -> Turn:
    """What was done last, how often, when, the bests, or the week."""
    asked = meaning.looking or Looking("last")
    if scene.diary.empty:
        return scene.answer(scene.say("history.none"))
    match asked.kind:
        case "week" | "progress":
            return commands.week(scene)
        case "count" if meaning.heard.has("sets") and meaning.heard.has(*LEG_CONCEPTS):
            return commands.week(scene)
        case "bests":
            return commands.bests(scene)
        case "count":
            return counted(scene, asked)
        case "list":
            return listed(scene, asked)
        case _:
            return latest(scene, asked)


def latest(scene: Scene, asked: Looking) -> Turn:
    """The last time that this was done; the last entry of all where nothing is named."""
    found = about(scene, asked, scene.diary.entries)
    if found:
        return scene.answer(commands.entry_line(scene, found[-1]))
    if not asked.subject:
        return commands.last(scene)
    return scene.answer(scene.say("history.last_none", subject=" ".join(asked.subject)))


def listed(scene: Scene, asked: Looking) -> Turn:
    """Every time that this was done, newest first, without what else was done then."""
    found = [(entry, done) for entry in about(scene, asked, scene.diary.entries) if (done := only(scene, asked, entry))]
    if not found:
        return scene.answer(scene.say("history.last_none", subject=" ".join(asked.subject)))
    lines = [commands.entry_line(scene, msgspec.structs.replace(e, efforts=done)) for e, done in found[-LISTED:][::-1]]
    if len(found) > LISTED:
        lines.append(scene.say("history.earlier", count=len(found) - LISTED))
    return scene.answer("\n".join(lines))


def counted(scene: Scene, asked: Looking) -> Turn:
    """How many times within a period, and which."""
    days = PERIOD_DAYS.get(asked.period, 7)
    recent = scene.diary.between(scene.today - dt.timedelta(days=days - 1), scene.today)
    found = about(scene, asked, recent)
    if not found:
        return scene.answer(scene.say("history.count_none", days=days))
    listed = "; ".join(commands.entry_line(scene, entry) for entry in found[-SHOWN:])
    return scene.answer(scene.say("history.count", count=len(found), days=days, list=listed))


def about(scene: Scene, asked: Looking, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that hold what was asked about: an exercise, sprints, runs, walks, another activity, or a load."""
    return tuple(entry for entry in entries if only(scene, asked, entry))


def only(scene: Scene, asked: Looking, entry: Entry) -> tuple[Effort, ...]:
    """The efforts of an entry that are what was asked about."""
    exercise = scene.knows.lexicon.find(asked.subject, scene.athlete.names) if asked.subject else None
    name = exercise.exercise if isinstance(exercise, Found) else None
    return tuple(effort for effort in entry.efforts if _is_about(effort, name, asked))


def _is_about(effort: Effort, exercise: str | None, asked: Looking) -> bool:
    match effort:
        case Lift():
            if exercise or asked.subject:
                named = effort.exercise == exercise if exercise else effort.exercise == " ".join(asked.subject)
            else:
                named = asked.number is not None
            loads = [s.load.amount for s in effort.sets if s.load]
            return named and (asked.number is None or asked.number in loads)
        case Run():
            return exercise is None and any(_calls(effort, word) for word in asked.subject)
        case Other():
            return exercise is None and any(word in effort.name for word in asked.subject)


def _calls(run: Run, word: str) -> bool:
    stem = word[:4]
    if stem == "spri":
        return bool({"sprint", "all_out"} & set(run.said))
    return run.walk if stem == "walk" else stem in ("run", "runs", "ran", "runn", "jog", "jogs", "jogg")
