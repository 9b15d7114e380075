"""A correction in words ("no, that was 95 not 100"): which entry it is about, and what becomes of it."""

import datetime as dt

import msgspec

from bot.coaching.advice import Doubt
from bot.conversation import commands
from bot.conversation.log import CONTINUES_WITHIN, doubt, doubted, keep, log, settle_units, with_question
from bot.conversation.ports import Action
from bot.conversation.receipt import IN_WORDS
from bot.conversation.replied import replied_to
from bot.conversation.scene import Offer, Scene, Turn
from bot.language.amending import Amended, amend
from bot.language.changes import Correction
from bot.language.corrections import read_correction
from bot.language.echoing import echo, name_of
from bot.language.understanding import Meaning
from bot.training.diary import Entry, Lift, Run

RECENT = dt.timedelta(hours=12)
NAMED_WITHIN = dt.timedelta(days=7)
PERHAPS = ("smalltalk", "not_done", "question", "log", "next")
MOST_FIXED = 5  # buttons that fit below one message
ASIDE = 2  # words that mean nothing in a correction, and do not make one think that it is something else


def correct(scene: Scene, meaning: Meaning) -> Turn:
    """Put the entry right that the message is about, or say with an example what can be put right. Work told without a
    word of correction is logged."""
    correction = told(scene)
    if meaning.reading.efforts and not meaning.reading.ask and not (correction and correction.firm):
        return log(scene, meaning.reading)
    if correction is None or not understood(correction):
        return scene.answer(scene.say("correct.help"))
    return apply(scene, correction)


def corrected_in_words(scene: Scene, meaning: Meaning) -> Turn | None:
    """The answer to what is not plainly a correction and yet is one: "it was yesterday" soon after a log, "delete the
    second one", "undo" right after a correction or in reply to an entry. None where it is none."""
    if meaning.intent == "undo" and meaning.command != "put_back":
        return _undone(scene, meaning)
    if meaning.command == "put_back":
        return redone(scene)
    latest = scene.diary.latest
    if meaning.intent not in PERHAPS or meaning.command or meaning.heard.marked:
        return None
    recent = latest is not None and scene.message.sent_at - latest.at <= RECENT
    if not (recent or pending(scene) or (latest and scene.message.reply_to)):
        return None
    correction = told(scene)
    if correction is None or correction.rest or not correction.changes_something:
        return None
    if fills_gap(scene, correction):
        return apply(scene, correction)
    if not correction.firm or (meaning.reading.efforts and not beats_log(scene, meaning, correction)):
        return None
    return apply(scene, correction)


def redone(scene: Scene) -> Turn | None:
    """ "put it back" after a correction was undone: what the correction had made of it; None where an entry was."""
    redo, back = scene.say("button.redo"), scene.say("button.put_back")
    offered = [a for a in scene.notebook.actions.values() if a.label in (redo, back)]
    if not offered or offered[-1].label != redo or offered[-1].keeps is None:
        return None
    return keep_corrected(scene, offered[-1].keeps)


def fills_gap(scene: Scene, correction: Correction) -> bool:
    """Whether nothing but a load is told, and the lift logged just before bears none: "leg extension 3x12", "40kg"."""
    latest = scene.diary.latest
    if latest is None or scene.message.sent_at - latest.at > CONTINUES_WITHIN or len(latest.efforts) > 1:
        return False
    (effort,) = latest.efforts
    bare = isinstance(effort, Lift) and effort.sets and not any(s.load or s.load_kind for s in effort.sets)
    told = correction.changes
    return bool(bare) and len(told) == 1 and told[0].kind == "load" and told[0].was is None and told[0].unit is not None


def beats_log(scene: Scene, meaning: Meaning, correction: Correction) -> bool:
    """Whether it corrects although the reader finds work in it: front squat not squat; that was leg press; or half a
    lift ("the squat was 110") that the latest entry holds."""
    if correction.exercises:
        return correction.about is not None or not any(n is not None for n in meaning.heard.numbers)
    if correction.states and len(correction.changes) == 1:
        return True
    if correction.about is None or scene.diary.latest is None or not names(scene.diary.latest, correction):
        return False
    return all(isinstance(e, Lift) and not any(s.load and s.reps for s in e.sets) for e in meaning.reading.efforts)


def _undone(scene: Scene, meaning: Meaning) -> Turn | None:
    correction = None if meaning.command else told(scene)
    if correction and correction.delete and correction.partial and not correction.rest:
        return apply(scene, correction)
    if scene.message.reply_to is not None:
        entry = replied_to(scene)
        return commands.undo(scene, entry.id) if entry else scene.answer(scene.say("correct.gone"))
    earlier, latest = scene.notebook.undone[-1:], scene.diary.latest
    if meaning.command and earlier and latest and earlier[0].id == latest.id:
        return commands.restore(scene, latest.id)
    return None


def told(scene: Scene) -> Correction | None:
    return read_correction(scene.message.text, scene.knows.lexicon, scene.said_on, scene.athlete.names)


def understood(correction: Correction) -> bool:
    """Whether it says what to change; beside words that mean nothing here, only what says it twice or with its unit."""
    if not correction.changes_something:
        return False
    aside = sum(len(words.split()) for words in correction.rest)
    certain = all(
        change.was is not None or (change.kind != "number" and aside <= ASIDE) for change in correction.changes
    )
    return not aside or (bool(correction.changes) and certain)


def apply(scene: Scene, correction: Correction) -> Turn:
    """What a correction comes to: kept, asked about, or said why not."""
    waiting = pending(scene)
    if len(waiting) > 1 and scene.message.reply_to is None and scene.notebook.question:
        return scene.answer(scene.say("ask.again", question=scene.notebook.question.text))
    entry = waiting[0] if waiting and scene.message.reply_to is None else concerned(scene, correction)
    if entry is None:
        return scene.answer(nothing_there(scene, correction))
    amended = amend(correction, entry, scene.knows.lexicon)
    if amended.problem:
        return scene.answer(scene.say(f"correct.{amended.problem}", echo=scene.echo(entry), day=entry.day))
    if waiting:
        scene = answered(scene)
    scene = scene_with_unit(scene, correction, amended)
    return decide(scene, entry, amended, named=bool(waiting) or certainly(scene, correction, entry))


def concerned(scene: Scene, correction: Correction) -> Entry | None:
    """The entry that is replied to, or of the day told; else the latest, or the latest with the exercise named."""
    if scene.message.reply_to is not None:
        return replied_to(scene)
    entries = sorted(scene.diary.entries, key=lambda e: (e.at, len(e.id), e.id))
    if correction.on is not None:
        of_day = [e for e in entries if e.day == correction.on]
        return next((e for e in reversed(of_day) if names(e, correction)), None)
    latest = scene.diary.latest
    if latest is None or names(latest, correction):
        return latest
    since = scene.said_on - NAMED_WITHIN
    return next((e for e in reversed(entries) if e.day >= since and names(e, correction)), latest)


def names(entry: Entry, correction: Correction) -> bool:
    """Whether an entry holds what the correction names."""
    if correction.about is not None:
        return any(isinstance(e, Lift) and e.exercise == correction.about for e in entry.efforts)
    return not correction.running or any(isinstance(e, Run) for e in entry.efforts)


def pending(scene: Scene) -> tuple[Entry, ...]:
    """What an open question would log, while nothing else has been logged since."""
    question, actions, latest = scene.notebook.question, scene.notebook.actions, scene.diary.latest
    asked_at = question.asked_at if question else None
    if asked_at is None or scene.message.sent_at - asked_at > RECENT or (latest and latest.at > asked_at):
        return ()
    found = [actions.get(button.token) for button in (question.buttons if question else ())]
    waiting = (action.keeps for action in found if action and action.do == "keep")
    return tuple(entry for entry in waiting if entry and scene.entry(entry.id) is None)


def answered(scene: Scene) -> Scene:
    """The open question is answered by the correction, and so are its buttons."""
    question = scene.notebook.question
    tokens = {button.token for button in question.buttons} if question else set()
    actions = {t: a for t, a in scene.notebook.actions.items() if t not in tokens}
    return scene.with_notebook(question=None, actions=actions)


def scene_with_unit(scene: Scene, correction: Correction, amended: Amended) -> Scene:
    return settle_units(scene, amended.entries[0].efforts) if correction.unit or correction.changes else scene


def certainly(scene: Scene, correction: Correction, entry: Entry) -> bool:
    """Whether it is beyond doubt which entry is meant."""
    pointed = scene.message.reply_to is not None or correction.on is not None or correction.about is not None
    return pointed or scene.message.sent_at - entry.at <= RECENT


def nothing_there(scene: Scene, correction: Correction) -> str:
    if scene.message.reply_to is not None:
        return scene.say("correct.gone")
    return scene.say("correct.no_day", day=correction.on) if correction.on else scene.say("history.none")


def decide(scene: Scene, entry: Entry, amended: Amended, *, named: bool) -> Turn:
    """Keep the one entry it can be; ask where it is not sure which, or whether."""
    found = {after: doubted(scene, after) for after in amended.entries}
    possible = tuple(after for after, some in found.items() if not some or some[0].kind != "refuse")
    if not possible:
        return doubt(scene, amended.entries[0], found[amended.entries[0]])
    if len(possible) == 1 and amended.sure and named:
        after = possible[0]
        if not after.efforts:
            return commands.undo(scene, after.id)
        return doubtful(scene, after, found[after]) if found[after] else keep_corrected(scene, after)
    key = "which" if len(possible) > 1 else "old" if amended.sure else "unsure"
    text = scene.say(f"correct.{key}", day=entry.day)
    no = scene.button("no", Action("discard", entry=entry.id, value=IN_WORDS))
    return with_question(scene.answer(text, *(offer(scene, entry, e) for e in possible), no), scene, "correct")


def doubtful(scene: Scene, entry: Entry, found: tuple[Doubt, ...]) -> Turn:
    """Ask once about what hardly can be, as about a log."""
    turn = doubt(scene, entry, found)
    said = {button.token for button in turn.said.buttons} if turn.said else set()
    actions = {
        token: msgspec.structs.replace(a, value=IN_WORDS) if token in said else a
        for token, a in turn.notebook.actions.items()
    }
    return msgspec.structs.replace(turn, notebook=msgspec.structs.replace(turn.notebook, actions=actions))


def offer(scene: Scene, before: Entry, after: Entry) -> Offer:
    """A button that makes the entry this one; it says what changes."""
    if not after.efforts:
        return scene.button("undo", Action("undo", entry=after.id))
    changed = [e for e in after.efforts if e not in before.efforts] or list(after.efforts)
    label = "; ".join(echo(e, scene.knows.speaker, scene.athlete.language) for e in changed)
    if after.day != before.day:
        label = scene.say("log.on_day", day=after.day, echo=label)
    return label, Action("keep", entry=after.id, value=IN_WORDS, keeps=after)


def keep_corrected(scene: Scene, entry: Entry) -> Turn:
    """Keep it, so that Undo brings back what it was before and no older offer can overwrite it."""
    before = scene.entry(entry.id)
    turn = keep(scene, entry)
    if before is None or turn.said is None or before == turn.notebook.diary.entry(entry.id):
        return turn
    said = {button.token for button in turn.said.buttons}
    actions = {
        token: msgspec.structs.replace(a, do="restore", label="") if token in said and a.do == "undo" else a
        for token, a in turn.notebook.actions.items()
        if not (a.entry == entry.id and a.value == IN_WORDS)
    }
    question = turn.notebook.question
    if question and any(button.token not in actions for button in question.buttons):
        question = None
    undone = (*turn.notebook.undone, before)[-commands.UNDONE_KEPT :]
    notebook = msgspec.structs.replace(turn.notebook, actions=actions, undone=undone, question=question)
    return msgspec.structs.replace(turn, notebook=notebook)


def fix_one(scene: Scene, entry_id: str) -> Turn:
    """Each effort of an entry, to be taken out by a tap or put right in words."""
    entry = scene.entry(entry_id)
    if entry is None:
        return scene.answer(scene.say("ask.stale"))
    efforts, offers = entry.efforts[:MOST_FIXED], []
    names = [name_of(effort, scene.knows.speaker, scene.athlete.language) for effort in efforts]
    if len(set(names)) < len(names):
        names = [echo(effort, scene.knows.speaker, scene.athlete.language) for effort in efforts]
    for place, name in enumerate(names):
        without = msgspec.structs.replace(entry, efforts=entry.efforts[:place] + entry.efforts[place + 1 :])
        offers.append(scene.button("without", Action("keep", entry=entry.id, value=IN_WORDS, keeps=without), name=name))
    no = scene.button("no", Action("discard", entry=entry.id, value=IN_WORDS))
    return scene.answer(scene.say("correct.one", echo=scene.echo(entry)), *offers, no)
