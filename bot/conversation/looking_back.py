"""A question about the athlete's own past: answered from the diary."""

import datetime as dt

import msgspec

from bot.coaching.bouts import entries_between
from bot.coaching.running import SPRINTS, classify
from bot.coaching.safety import LOWER
from bot.conversation import commands
from bot.conversation.estimating import one_rep_maxes
from bot.conversation.progress import progress
from bot.conversation.scene import Scene, Turn
from bot.language.intents import Looking
from bot.language.names import Found
from bot.language.periods import Period
from bot.language.understanding import Meaning
from bot.training.diary import Effort, Entry, Lift, Other, Run

UNTOLD_DAYS = 30
SHOWN, LISTED, MOST_LISTED = 5, 8, 13
LEG_CONCEPTS = ("leg", "quads", "hamstring", "glute", "calf", "muscle")
METRES = {"m": 1.0, "meter": 1.0, "meters": 1.0, "metre": 1.0, "metres": 1.0, "k": 1000.0, "km": 1000.0}


class Subject(msgspec.Struct, frozen=True):
    """What is looked for: an exercise of the catalogue, work of a kind by its words, a load; nothing: everything."""

    exercise: str = ""
    words: tuple[str, ...] = ()
    load: float | None = None

    @property
    def anything(self) -> bool:
        return not self.exercise and not self.words and self.load is None


def look_back(scene: Scene, meaning: Meaning) -> Turn:
    """What was done last, how often, when, the bests, what has gone up, or the week."""
    asked = meaning.looking or Looking("last")
    if scene.diary.empty:
        return scene.answer(scene.say("history.none"))
    subject = subject_of(scene, asked)
    match asked.kind:
        case "count" if meaning.heard.has("sets") and (meaning.heard.has(*LEG_CONCEPTS) or not _work(subject)):
            return commands.week(scene)
        case "bests" if meaning.heard.has("max_test") and subject.load in (None, 1):
            return one_rep_maxes(scene, subject.exercise)
        case "bests" if subject.load is None or asked.subject:
            return bests(scene, asked, subject)
        case "distance":
            return distance(scene, asked)
        case "count":
            return counted(scene, asked, subject)
        case "list":
            return listed(scene, asked, subject)
        case "progress" if subject.exercise:
            return listed(scene, asked, subject)
        case "progress" if asked.days is None and not _wanted(subject.words):
            return progress(scene)
        case "week" | "progress":
            return in_period(scene, asked, subject)
        case _:
            return in_period(scene, asked, subject) if asked.days else latest(scene, asked, subject)


def subject_of(scene: Scene, asked: Looking) -> Subject:
    found = scene.knows.lexicon.find(asked.subject, scene.athlete.names) if asked.subject else None
    if not isinstance(found, Found):  # squatted, deadlifted
        stems = tuple(_stem(word) for word in asked.subject)
        found = scene.knows.lexicon.find(stems, scene.athlete.names) if asked.subject else None
    if isinstance(found, Found):
        return Subject(found.exercise, (), asked.number)
    return Subject("", asked.subject, asked.number)


def _stem(word: str) -> str:
    """A lift from its past: squatted, benched."""
    bare = word.removesuffix("ed")
    return bare[:-1] if bare != word and bare[-1:] == bare[-2:-1] == "t" else bare


def bests(scene: Scene, asked: Looking, subject: Subject) -> Turn:
    """All bests, or that of one lift or one distance; whether a load was ever lifted."""
    unit = next((METRES[word] for word in asked.subject if word in METRES), None)
    if unit is not None and asked.number:
        return commands.bests(scene, metres=asked.number * unit)
    if subject.exercise and asked.number is not None:
        return latest(scene, asked, subject)
    return commands.bests(scene, lift=subject.exercise)


def in_period(scene: Scene, asked: Looking, subject: Subject) -> Turn:
    """What was done on the days that are named; of a running week its sets, unless something is asked for in it."""
    if asked.days is None or (subject.anything and asked.kind == "week" and asked.days.last == scene.today):
        return commands.week(scene)
    if not subject.anything:
        return counted(scene, asked, subject)
    found = entries_between(scene.diary, asked.days.first, asked.days.last)
    if not found:
        return scene.answer(scene.say("history.period_none", first=asked.days.first, last=asked.days.last))
    return scene.answer("\n".join(commands.entry_line(scene, entry) for entry in found[-SHOWN:]))


def listed(scene: Scene, asked: Looking, subject: Subject) -> Turn:
    """Every time that this was done, newest first, without what else was done then."""
    found = [(e, done) for e in scene.diary.entries if (done := only(scene, subject, e))]
    if not found:
        return scene.answer(scene.say("history.last_none", subject=" ".join(asked.subject)))
    lines = [commands.entry_line(scene, msgspec.structs.replace(e, efforts=done)) for e, done in found[-LISTED:][::-1]]
    if len(found) > LISTED:
        lines.append(scene.say("history.earlier", count=len(found) - LISTED))
    return scene.answer("\n".join(lines))


def latest(scene: Scene, asked: Looking, subject: Subject) -> Turn:
    """The last time that this was done, or the first; the last entry of all where nothing is named."""
    if subject.anything:
        return commands.last(scene)
    if not asked.subject and asked.kind == "last" and asked.number in range(2, MOST_LISTED):
        latest_ones = scene.diary.entries[-round(asked.number or 0) :]
        return scene.answer("\n".join(commands.entry_line(scene, entry) for entry in latest_ones))
    found = about(scene, subject, scene.diary.entries)
    if not found:
        told = f"{asked.number:g}" if asked.number is not None else ""
        return scene.answer(scene.say("history.last_none", subject=" ".join([*asked.subject, told]).strip()))
    entry = found[0] if asked.kind == "first" else found[-1]
    if asked.kind == "when":
        ago = max((scene.today - entry.day).days, 0)
        return scene.answer(scene.say("history.when", day=entry.day, days=ago, echo=scene.echo(entry)))
    return scene.answer(commands.entry_line(scene, entry))


def counted(scene: Scene, asked: Looking, subject: Subject) -> Turn:
    """How many times within a period, and which."""
    days = _days(scene, asked)
    found = about(scene, subject, entries_between(scene.diary, days.first, days.last))
    if not found:
        return scene.answer(scene.say("history.count_none", first=days.first, last=days.last))
    list_ = "; ".join(commands.entry_line(scene, entry) for entry in found[-SHOWN:])
    runs = [effort for entry in found for effort in entry.efforts if isinstance(effort, Run)]
    reps = sum(run.reps for run in runs if _sprinted(scene, run))
    wanted = _wanted(subject.words)
    whole = subject.anything or wanted == "leg"
    key = "history.count_days" if whole else "history.count_sprints" if wanted == "sprint" else "history.count"
    count = len({entry.day for entry in found} if whole else found)
    return scene.answer(scene.say(key, count=count, reps=reps, first=days.first, last=days.last, list=list_))


def distance(scene: Scene, asked: Looking) -> Turn:
    """How far the athlete ran within a period, or walked; sprints are told by their number."""
    days = _days(scene, asked)
    walked = _wanted(asked.subject) == "walk"
    runs = [
        effort
        for entry in entries_between(scene.diary, days.first, days.last)
        for effort in entry.efforts
        if isinstance(effort, Run) and effort.metres and effort.walk == walked and not _sprinted(scene, effort)
    ]
    if not runs:
        return scene.answer(scene.say("history.count_none", first=days.first, last=days.last))
    far = sum((run.metres or 0.0) * run.reps for run in runs)
    key = "history.distance_walked" if walked else "history.distance"
    return scene.answer(scene.say(key, far_distance=far, count=len(runs), first=days.first, last=days.last))


def about(scene: Scene, subject: Subject, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that hold what was asked about: an exercise, sprints, runs, walks, another activity, or a load."""
    return tuple(entry for entry in entries if only(scene, subject, entry))


def only(scene: Scene, subject: Subject, entry: Entry) -> tuple[Effort, ...]:
    """The efforts of an entry that are what was asked about."""
    return tuple(effort for effort in entry.efforts if _is_about(scene, effort, subject))


def _days(scene: Scene, asked: Looking) -> Period:
    return asked.days or Period(scene.today - dt.timedelta(days=UNTOLD_DAYS - 1), scene.today)


def _is_about(scene: Scene, effort: Effort, subject: Subject) -> bool:
    if subject.anything:
        return True
    wanted = _wanted(subject.words)
    match effort:
        case Lift():
            loads = [s.load.amount for s in effort.sets if s.load]
            return _names(scene, effort, subject, wanted) and (subject.load is None or subject.load in loads)
        case Run():
            kind = "sprint" if _sprinted(scene, effort) else "walk" if effort.walk else "run"
            return not subject.exercise and wanted == kind
        case Other():
            return not subject.exercise and any(word in effort.name for word in subject.words)


def _names(scene: Scene, lift: Lift, subject: Subject, wanted: str) -> bool:
    if subject.exercise or not subject.words:
        return lift.exercise == subject.exercise if subject.exercise else True
    known = scene.knows.rulebook.exercise(lift.exercise) if lift.exercise else None
    if wanted == "leg":
        return known is not None and known.pattern in LOWER
    return lift.exercise == " ".join(subject.words)


def _sprinted(scene: Scene, effort: Effort) -> bool:
    return isinstance(effort, Run) and classify(scene.knows.rulebook, effort).stride in SPRINTS


def _work(subject: Subject) -> bool:
    """Whether some work is named: a lift, or a kind of it."""
    return bool(subject.exercise or _wanted(subject.words))


def _wanted(words: tuple[str, ...]) -> str:
    """The kind of work that the words of a subject name by their beginning."""
    for word in words:
        for kind, stems in KINDS.items():
            if word.startswith(stems):
                return kind
    return ""


KINDS = {"sprint": ("sprint",), "walk": ("walk", "hik"), "run": ("run", "ran", "jog"), "leg": ("leg",)}
