"""Two readings remain: one short question with at most three buttons; nothing is kept until it is answered."""

import datetime as dt
from typing import Literal

import msgspec

from bot.conversation.learning import ORDERS
from bot.conversation.log import CHOSEN, note_of, with_question
from bot.conversation.ports import Action, Notebook, Question
from bot.conversation.scene import Offer, Scene, Turn, added
from bot.language.echoing import echo
from bot.language.reading import Option, Reading
from bot.training.diary import Effort, Entry, Lift

OPEN_FOR = dt.timedelta(hours=12)  # a question is answered by a plain yes, and asked once more, no later than that


def ask(scene: Scene, reading: Reading) -> Turn:
    """Offer each reading as what it would be kept as."""
    question = reading.ask
    if question is None:
        return scene.answer(scene.say("unclear.nothing"))
    key = f"ask.{question.key}" if scene.knows.speaker.knows(f"ask.{question.key}") else "ask.pick"
    text = scene.say(key, text=scene.message.text[:60], **question.numbers)
    shared = frozenset.intersection(*(frozenset(option.efforts) for option in question.options))
    offers = [offer(scene, reading, option, shared) for option in question.options]
    if len(offers) == 1:
        offers.append(scene.button("no", Action("discard", entry=scene.message.id)))
    return with_question(scene.answer(text, *offers), scene, question.key)


def offer(scene: Scene, reading: Reading, option: Option, shared: frozenset[Effort]) -> Offer:
    """One reading: a day, what `8x3` is in words, or the efforts that the readings do not share."""
    day = option.day or reading.day or scene.said_on
    entry = Entry(scene.message.id, day, scene.message.sent_at, option.efforts, note_of(reading))
    if option.key == "day":
        return scene.say("ask.day_option", day=day), Action("keep", entry=entry.id, value=CHOSEN, keeps=entry)
    apart = [effort for effort in option.efforts if effort not in shared] or option.efforts
    label = "; ".join(echo(effort, scene.knows.speaker, scene.athlete.language) for effort in apart)
    if option.settles and option.settles[0] in ORDERS and len(apart) == 1 and isinstance(apart[0], Lift):
        sets = apart[0].sets
        if len({one.reps for one in sets}) == 1:
            label = scene.say("ask.sets_of", sets=len(sets), reps=sets[0].reps)
    do: Literal["keep", "discard"] = "keep" if option.efforts else "discard"
    return label or scene.say("button.no"), Action(
        do, entry=entry.id, value=CHOSEN, keeps=entry, settles=option.settles
    )


def open_question(scene: Scene) -> Question | None:
    """The question that still waits, unless it was asked long ago: then only its buttons answer it."""
    question = scene.notebook.question
    asked_at = question.asked_at if question else None
    return question if asked_at and scene.message.sent_at - asked_at <= OPEN_FOR else None


def question_just_asked(scene: Scene) -> Question | None:
    """The question that a plain yes or no answers: nothing else has been said since."""
    question = open_question(scene)
    return question if question and question.heard in ("", *scene.notebook.heard[-1:]) else None


def workout_waits(notebook: Notebook, question: Question) -> bool:
    """Whether a workout will be kept or not by the answer, and all the buttons that answer it still work."""
    actions = [notebook.actions.get(button.token) for button in question.buttons]
    return None not in actions and any(action and action.keeps for action in actions)


def answered_plainly(scene: Scene, word: str) -> Turn | None:
    """A yes or a no to a question that offers more than that: no leaves it all out, yes is asked which. To one asked a
    while ago, with other things said since, it is asked again."""
    question = open_question(scene)
    if question is None or not workout_waits(scene.notebook, question):
        return None
    if not question_just_asked(scene):
        scene = scene.with_notebook(question=msgspec.structs.replace(question, repeats=0))
        return with_open_question(scene, scene.answer(""))
    if word == "no":
        tokens = {button.token for button in question.buttons}
        actions = {token: action for token, action in scene.notebook.actions.items() if token not in tokens}
        return scene.with_notebook(question=None, actions=actions).answer(scene.say("ask.kept_out"))
    return with_open_question(scene, scene.answer("")) if question.repeats == 0 else None


def with_open_question(scene: Scene, turn: Turn) -> Turn:
    """The same turn, with the question that still waits asked once more, so that no workout is lost unseen."""
    question, said = open_question(scene), turn.said
    if question is None or question.repeats or said is None or said.edits or turn.forget:
        return turn
    if turn.notebook.question != question or not workout_waits(turn.notebook, question):
        return turn
    actions = dict(turn.notebook.actions)
    for button in question.buttons:  # what is chosen now is said anew, not in place of the question far above
        actions[button.token] = msgspec.structs.replace(actions[button.token], below="")
    text = added(said.text, scene.say("ask.again", question=question.text))
    asked = msgspec.structs.replace(question, repeats=1, heard=scene.last_heard)
    notebook = msgspec.structs.replace(turn.notebook, question=asked, actions=actions)
    said = msgspec.structs.replace(said, text=text, buttons=(*said.buttons, *question.buttons))
    return msgspec.structs.replace(turn, notebook=notebook, said=said)
