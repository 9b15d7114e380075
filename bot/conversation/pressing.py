"""A button is pressed: what it stands for is looked up in its athlete's own notebook, so nobody else's press counts."""

import datetime as dt
from collections.abc import Callable

import msgspec

from bot.conversation import commands, menu
from bot.conversation.alarming import at_rest
from bot.conversation.answering import answer, sources
from bot.conversation.correcting import fix_one, keep_corrected
from bot.conversation.following_up import answered_push
from bot.conversation.learning import learnt
from bot.conversation.log import CHOSEN, chosen, keep, keep_in_unit
from bot.conversation.offering import NO, OTHER_TIME
from bot.conversation.planning import ask_time, planned
from bot.conversation.ports import SEND_PLACE, Action
from bot.conversation.receipt import IN_WORDS, as_kept
from bot.conversation.repeating import AGAIN, as_planned
from bot.conversation.scene import REPEATABLE, Scene, Turn, next_line
from bot.conversation.telling import in_new_unit
from bot.conversation.travelling import placed
from bot.training.quantities import LoadUnit

LEFT = {IN_WORDS: "correct.left", AGAIN: "again.left"}
IN_PLACE = ("undo", "restore", "unit", "keep", "discard", "fix", "settings", "set")


def press(scene: Scene) -> Turn:
    """Do what the button says; a stale, repeated or foreign one changes nothing and is answered kindly. What becomes of
    an entry is said in place of the message that the button stands below, so that no spent button is left there."""
    token = scene.message.pressed or ""
    if token == SEND_PLACE:  # pressed where no map is at hand
        return menu.show(scene, "zone")
    action = scene.notebook.actions.get(token)
    if action is None or (action.until and action.until < scene.now):
        return scene.answer(scene.say("ask.stale"))
    turn = take(scene, token, action)
    if turn.said is None or not action.below or action.do not in IN_PLACE:
        return turn
    return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, replaces=action.below))


def take(scene: Scene, token: str, action: Action) -> Turn:
    """Carry out an action, whether its button was pressed or its label was typed."""
    scene = used_up(scene, token, action)
    return DOES[action.do](scene, action)


def in_words(scene: Scene, action: Action) -> Turn:
    """A button that stands for words about the plan or the place, or answers the offer of reminders."""
    if action.value == NO:
        return scene.answer(scene.say("reminder.none"))
    if action.value == OTHER_TIME:
        return ask_time(scene)
    turn = planned(scene, action.value) if action.do == "plan" else placed(scene, action.value, home=action.entry)
    return turn or scene.answer(scene.say("ask.stale"))


def kept(scene: Scene, action: Action) -> Turn:
    """Keep what the button stands for; a correction so that it can be undone."""
    if action.keeps is None:
        return scene.answer(scene.say("ask.stale"))
    if action.value == CHOSEN:
        return chosen(scene, action.keeps)
    return keep_corrected(scene, action.keeps) if action.value == IN_WORDS else keep(scene, action.keeps)


def used_up(scene: Scene, token: str, action: Action) -> Scene:
    """A button that changes something works once; the question it answers is closed."""
    if action.do == "command":
        return scene  # what a command shows answers no question
    actions = dict(scene.notebook.actions)
    if action.do not in REPEATABLE:
        del actions[token]
    question = scene.notebook.question
    if question and any(button.token == token for button in question.buttons):
        for button in question.buttons:
            actions.pop(button.token, None)
        question = None
    return scene.with_notebook(actions=actions, question=question)


def done_on(scene: Scene, day: dt.date) -> Turn:
    """The session of a reminder was done as planned, unless something was logged since."""
    if scene.diary.between(day, scene.today):
        return scene.answer(scene.say("ask.stale"))
    return as_planned(scene, day)


def choose_unit(scene: Scene, action: Action) -> Turn:
    """kg or lb, also for what was logged before without a unit."""
    unit: LoadUnit = "lb" if action.value == "lb" else "kg"
    athlete = in_new_unit(scene.athlete, unit)
    diary = scene.diary.settled(unit)
    others = {t: a for t, a in scene.notebook.actions.items() if a.do != "unit"}
    scene = scene.with_notebook(athlete=athlete, diary=diary, actions=others)
    if action.keeps:
        return keep_in_unit(scene, action.keeps)
    if (entry := diary.entry(action.entry)) is not None:
        return as_kept(scene, entry)
    echo = scene.echo(diary.latest) if diary.latest else ""
    following = next_line(scene, "next.session", "next.none")
    return scene.answer(f"{scene.say('log.unit_set', unit=unit, echo=echo)}\n{following}")


def discarded(scene: Scene, action: Action) -> Turn:
    return scene.answer(scene.say(LEFT.get(action.value, "ask.kept_out")))


DOES: dict[str, Callable[[Scene, Action], Turn]] = {
    "undo": lambda scene, action: commands.undo(scene, action.entry),
    "restore": lambda scene, action: commands.restore(scene, action.entry),
    "why": lambda scene, _: commands.why(scene),
    "done": lambda scene, action: done_on(scene, dt.date.fromisoformat(action.entry)),
    "unit": choose_unit,
    "keep": lambda scene, action: kept(learnt(scene, [action.settles] if action.settles else []), action),
    "discard": discarded,
    "answer": lambda scene, action: answer(scene, scene.knows.understanding.question(action.value)),
    "sources": lambda scene, action: sources(scene, scene.knows.understanding.question(action.value)),
    "command": lambda scene, action: commands.COMMANDS[action.value](scene),
    "fix": lambda scene, action: fix_one(scene, action.entry),
    "plan": in_words,
    "place": in_words,
    "push": answered_push,
    "pain": at_rest,
    "settings": menu.turn_to,
    "set": menu.turn_to,
}
