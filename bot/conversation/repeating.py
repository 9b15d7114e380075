"""The same once more: the planned session as it was asked, or a session of the diary, perhaps with a little more."""

import datetime as dt

import msgspec

from bot.coaching.whatif import as_asked
from bot.conversation.log import believed, keep, with_question
from bot.conversation.ports import Action
from bot.conversation.replied import replied_to
from bot.conversation.scene import Scene, Turn, next_line, session_line
from bot.language.amending import amend
from bot.language.repeating import Repeat, read_repeat, stepped
from bot.language.understanding import Meaning
from bot.training.diary import Effort, Entry, Lift, Run

AGAIN = "again"  # the value of a button that leaves a repeat out
PERHAPS = ("log", "smalltalk", "correction", "next")


def as_planned(scene: Scene, day: dt.date | None = None) -> Turn:
    """The next session was done just as it was asked, today or on `day`; a load found by feel has to be told. What was
    not due yet is asked about first."""
    session = scene.next_session()
    if session is None:
        return scene.answer(next_line(scene, "next.session", "next.none"))
    efforts = as_asked(session)
    if efforts is None:
        return scene.answer(scene.say("log.tell_loads", session=session_line(scene, session)))
    entry = Entry(scene.message.id, day or scene.said_on, scene.message.sent_at, efforts)
    if day is None and session.day > scene.said_on:
        return asked_first(scene, scene.say("log.not_due", day=session.day, echo=scene.echo(entry)), (entry,))
    return keep(scene, entry)


def repeat(scene: Scene) -> Turn:
    """Do again what the message names: the last session where it names none. What is not understood word by word is
    offered, not taken for granted."""
    wanted = read_repeat(scene.message.text, scene.knows.lexicon, scene.said_on, scene.athlete.names)
    wanted = wanted or Repeat(sure=False)
    before = to_repeat(scene, wanted)
    if before is None:
        return scene.answer(nothing_to_repeat(scene, wanted))
    if wanted.step:
        before = msgspec.structs.replace(before, efforts=stepped(before.efforts, wanted.step))
    entries: tuple[Entry, ...] = (before,)
    if wanted.correction:
        amended = amend(wanted.correction, before, scene.knows.lexicon)
        if amended.problem not in ("", "same"):
            return scene.answer(scene.say("again.unfit", echo=scene.echo(before)))
        entries = amended.entries or entries
    if len(entries) == 1 and wanted.sure:
        return believed(scene, entries[0])
    key = "ask_which" if len(entries) > 1 else "ask"
    return asked_first(scene, scene.say(f"again.{key}", echo=scene.echo(entries[0])), entries)


def repeated_in_words(scene: Scene, meaning: Meaning) -> Turn | None:
    """The answer to what is a repeat in every word ("same but 4 sets", "squat 3x5 again") although it may look like
    half a log; None where it is none."""
    if meaning.intent not in PERHAPS or meaning.command or meaning.heard.marked:
        return None
    wanted = read_repeat(scene.message.text, scene.knows.lexicon, scene.said_on, scene.athlete.names)
    if wanted is None or not wanted.sure or any(told_whole(effort) for effort in meaning.reading.efforts):
        return None
    return repeat(scene)


def told_whole(effort: Effort) -> bool:
    """Whether nothing has to be looked up to keep an effort."""
    return not isinstance(effort, Lift) or any(s.load and s.reps for s in effort.sets)


def asked_first(scene: Scene, text: str, entries: tuple[Entry, ...]) -> Turn:
    """A question with a button for each entry that may be meant, and one for none of them."""
    if len(entries) == 1:
        offers = [scene.button("yes_log", Action("keep", entry=entries[0].id, keeps=entries[0]))]
    else:
        offers = [(scene.echo(entry), Action("keep", entry=entry.id, keeps=entry)) for entry in entries]
    no = scene.button("no", Action("discard", entry=entries[0].id, value=AGAIN))
    return with_question(scene.answer(text, *offers, no), scene, "again")


def to_repeat(scene: Scene, wanted: Repeat) -> Entry | None:
    """What is to be done again, as an entry of this message: the entry replied to, the day or the exercise that is
    named, the latest entry of today, or all of the last day that was trained."""
    mine = scene.message.id
    entries = [e for e in scene.diary.entries if e.id != mine and e.at <= scene.message.sent_at]
    if scene.message.reply_to is not None:
        above = replied_to(scene)
        entries = [above] if above and above.id != mine else []
    elif wanted.day is not None:
        week_ago = wanted.day - dt.timedelta(days=7)  # "same as monday" on a Monday
        of_then = [e for e in entries if e.day == week_ago] if wanted.day == scene.said_on else []
        entries = of_then or [e for e in entries if e.day == wanted.day]
    efforts = session_of(scene, entries, wanted)
    return Entry(mine, scene.said_on, scene.message.sent_at, efforts) if efforts else None


def session_of(scene: Scene, entries: list[Entry], wanted: Repeat) -> tuple[Effort, ...]:
    """The efforts that are meant, of the last of these entries that has any. What was logged line by line on an earlier
    day is one session; today each line is its own."""
    meant = [(entry, found) for entry in entries if (found := only(entry.efforts, wanted))]
    if not meant:
        return ()
    last, efforts = max(meant, key=lambda one: (one[0].at, len(one[0].id), one[0].id))
    if last.day >= scene.said_on or scene.message.reply_to is not None or wanted.exercise or wanted.running:
        return efforts
    return tuple(effort for entry, found in meant if entry.day == last.day for effort in found)


def only(efforts: tuple[Effort, ...], wanted: Repeat) -> tuple[Effort, ...]:
    """The efforts that the athlete named; all where none is named."""
    if wanted.exercise:
        return tuple(e for e in efforts if isinstance(e, Lift) and e.exercise == wanted.exercise)
    return tuple(e for e in efforts if isinstance(e, Run)) if wanted.running else efforts


def nothing_to_repeat(scene: Scene, wanted: Repeat) -> str:
    if scene.message.reply_to is not None:
        return scene.say("correct.gone")
    if wanted.day is not None:
        return scene.say("correct.no_day", day=wanted.day)
    if wanted.exercise and scene.diary.entries:
        return scene.say("again.never", exercise=wanted.exercise)
    if wanted.running and scene.diary.entries:
        return scene.say("again.no_run")
    return scene.say("history.none")
