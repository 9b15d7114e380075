"""The athlete says how hard the last entry was: kept with it where a number says so, else asked for in reps left."""

import msgspec

from bot.conversation.correcting import keep_corrected
from bot.conversation.log import CONTINUES_WITHIN, with_question
from bot.conversation.ports import Action
from bot.conversation.receipt import IN_WORDS, clipped
from bot.conversation.scene import Offer, Scene, Turn
from bot.language.effort_told import HARDEST, Told, effort_told
from bot.training.diary import Effort, Entry, Lift

ASKED_LEFT = "effort"
LEFT = (4, 3, 2, 1, 0)  # reps that may be left; with more nobody can tell how many


def felt(scene: Scene) -> Turn | None:
    """What a message that says nothing but how hard it was comes to; None for any other, or long after the last log."""
    told, latest = effort_told(scene.message.text), scene.diary.latest
    if told is None or latest is None or scene.message.sent_at - latest.at > CONTINUES_WITHIN:
        return None
    question = scene.notebook.question
    if question is not None and question.key != ASKED_LEFT:
        return None
    last = latest.efforts[-1]
    if isinstance(last, Lift) and not last.sets:
        return None
    if told.what == "number" and question is not None and told.amount <= LEFT[0]:
        told = Told("left", told.amount)
    if told.what in ("easy", "hard"):
        return reps_left(scene, latest) if isinstance(last, Lift) else remarked(scene, noted(scene, latest))
    if told.what == "number" and isinstance(last, Lift):
        return which_number(scene, latest, last, told.amount)
    if isinstance(last, Lift):
        return keep_corrected(answered(scene), rated(latest, told))
    return remarked(scene, rated(latest, told), "effort.rated")


def answered(scene: Scene) -> Scene:
    return scene.with_notebook(question=None)


def rated(entry: Entry, told: Told) -> Entry:
    """The entry with its last effort as hard as was told."""
    return msgspec.structs.replace(entry, efforts=(*entry.efforts[:-1], _as_hard_as(entry.efforts[-1], rated_as(told))))


def rated_as(told: Told) -> float:
    """The RPE that is told, outright or by the reps that were left."""
    return HARDEST - told.amount if told.what == "left" else told.amount


def _as_hard_as(effort: Effort, rpe: float) -> Effort:
    if isinstance(effort, Lift):
        sets = tuple(s if s.warmup else msgspec.structs.replace(s, rpe=rpe) for s in effort.sets)
        return msgspec.structs.replace(effort, sets=sets)
    return msgspec.structs.replace(effort, rpe=rpe)


def reps_left(scene: Scene, entry: Entry) -> Turn:
    """How many more reps there were: one tap, and nothing is lost without it."""
    offers = [_left(scene, entry, left) for left in LEFT]
    turn = with_question(scene.answer(scene.say("effort.left"), *offers), scene, ASKED_LEFT)
    return without_repeat(turn)


def which_number(scene: Scene, entry: Entry, last: Lift, number: float) -> Turn:
    """A bare number after a lift: how hard it was, or the reps of one more set."""
    whole = number == int(number)
    if not whole:
        return keep_corrected(answered(scene), rated(entry, Told("rpe", number)))
    further = msgspec.structs.replace(last, sets=(*last.sets, msgspec.structs.replace(last.sets[-1], reps=number)))
    more = msgspec.structs.replace(entry, efforts=(*entry.efforts[:-1], further))
    rpe = rated(entry, Told("rpe", number))
    offers = [_left(scene, entry, int(number))] if number <= LEFT[0] else []
    offers.append(scene.button("rpe", Action("keep", entry=entry.id, value=IN_WORDS, keeps=rpe), rpe=number))
    offers.append(scene.button("one_more", Action("keep", entry=entry.id, value=IN_WORDS, keeps=more), reps=number))
    text = scene.say("effort.which", number=number)
    return without_repeat(with_question(scene.answer(text, *offers), scene, ASKED_LEFT))


def _left(scene: Scene, entry: Entry, left: int) -> Offer:
    keeps = Action("keep", entry=entry.id, value=IN_WORDS, keeps=rated(entry, Told("left", left)))
    return scene.button("left_most" if left == LEFT[0] else "left", keeps, left=left)


def without_repeat(turn: Turn) -> Turn:
    """It is not asked a second time: the entry stands as it is."""
    question = turn.notebook.question
    asked = msgspec.structs.replace(question, repeats=1) if question else None
    return msgspec.structs.replace(turn, notebook=msgspec.structs.replace(turn.notebook, question=asked))


def noted(scene: Scene, entry: Entry) -> Entry:
    """The entry with the message as its note."""
    return msgspec.structs.replace(entry, note=" ".join([entry.note, scene.message.text]).strip())


def remarked(scene: Scene, entry: Entry, key: str = "effort.noted") -> Turn:
    """A run or another activity is kept with the remark, which changes no plan."""
    text = scene.say(key, echo=scene.echo(entry), note=clipped(scene.message.text.strip()))
    return scene.with_notebook(diary=scene.diary.with_entry(entry)).answer(text)
