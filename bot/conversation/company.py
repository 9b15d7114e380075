"""In a group only work is told: a short receipt there for everybody to see, and all that is private in the own chat."""

from typing import Literal

import msgspec

from bot.conversation.asking import workout_waits
from bot.conversation.hearing import meaning_of, respond
from bot.conversation.ports import Action, Button
from bot.conversation.scene import Said, Scene, Turn
from bot.language.understanding import Meaning
from bot.training.diary import Entry

BARE_ORDER = "log"
READINGS_FAILED = frozenset({"log", "smalltalk", "plan_or_future", "not_done"})  # what is said of these shows no diary


def respond_in_company(scene: Scene) -> Turn:
    """What a message in a group leads to: nothing but an entry of its sender's, or a question about it."""
    message = scene.message
    if message.pressed is not None:
        return pressed(scene)
    if message.attached:
        return respond(scene)
    if message.text.strip().casefold() == BARE_ORDER:
        return scene.answer(scene.say("group.log"))
    apart = without_private_question(scene)
    meaning = meaning_of(apart)
    turn = respond(apart)
    if turn.said is None:
        return turn
    return with_private_question(scene, in_company(scene, turn, meaning))


def in_company(scene: Scene, turn: Turn, meaning: Meaning) -> Turn:
    """What of a turn may be said before others."""
    if turn.forget:
        return private(scene)
    if meaning.alarm:
        return alarmed(scene, turn, scene.say(meaning.alarm.key))
    if changed(scene, turn):
        return told(scene, turn)
    return asked(scene, turn) or (turn if harmless(scene, turn, meaning) else private(scene))


def pressed(scene: Scene) -> Turn:
    """Only whom an entry belongs to can change it; anybody else is told so, and nobody else sees that."""
    message = scene.message
    if message.owner:
        return Turn(scene.notebook, Said(scene.say("group.foreign", name=message.owner), alert=True))
    if message.pressed not in scene.notebook.actions:
        return Turn(scene.notebook, Said(scene.say("ask.stale"), alert=True))
    turn = respond(scene)
    return told(scene, turn) if changed(scene, turn) else asked(scene, turn) or private(scene)


def without_private_question(scene: Scene) -> Scene:
    """The scene without a question that waits in the athlete's own chat: it is not asked again before others."""
    question = scene.notebook.question
    here = question is not None and question.message.startswith(f"{scene.message.chat}:")
    return scene if here else scene.with_notebook(question=None)


def with_private_question(scene: Scene, turn: Turn) -> Turn:
    """The turn in which that question waits on, unless a newer one has come up."""
    if turn.notebook.question is not None or scene.notebook.question is None:
        return turn
    kept = msgspec.structs.replace(turn.notebook, question=scene.notebook.question)
    return msgspec.structs.replace(turn, notebook=kept)


def changed(scene: Scene, turn: Turn) -> bool:
    return turn.notebook.diary is not scene.diary or turn.notebook.amended != scene.notebook.amended


def harmless(scene: Scene, turn: Turn, meaning: Meaning) -> bool:
    """Whether the answer says no more than what was read, and what was missing."""
    failed = not meaning.command and meaning.intent in READINGS_FAILED
    return failed and turn.notebook.athlete == scene.athlete


def told(scene: Scene, turn: Turn) -> Turn:
    """The entry that was kept or taken out, in a line; the next session and the reasons stay between the two of us."""
    if turn.said is None:
        return turn
    what, entry = outcome(scene, turn)
    echo = scene.echo(entry) if entry else ""
    text = scene.say(f"group.{what}", name=scene.message.name, echo=echo)
    after = msgspec.structs.replace(scene, notebook=turn.notebook)
    offers = {
        "kept": lambda one: [scene.button("undo", Action("undo", entry=one.id))],
        "gone": lambda one: [scene.button("put_back", Action("restore", entry=one.id))],
    }
    answered = after.answer(text, *(offers[what](entry) if entry and what in offers else []))
    buttons = answered.said.buttons if answered.said else ()
    said = msgspec.structs.replace(turn.said, text=text, buttons=(*buttons, own_chat(scene)), moments=())
    return msgspec.structs.replace(turn, notebook=answered.notebook, said=said)


def outcome(scene: Scene, turn: Turn) -> tuple[Literal["kept", "gone", "changed"], Entry | None]:
    """The entry concerned, and what became of it; none for one that lies in the archive."""
    before, after = scene.diary, turn.notebook.diary
    gone = [one for one in before.entries if after.entry(one.id) is None]
    if gone:
        return "gone", gone[-1]
    kept = [one for one in after.entries if before.entry(one.id) != one]
    this = next((one for one in kept if one.id == scene.message.id), kept[-1] if kept else None)
    return ("kept", this) if this else ("changed", None)


def alarmed(scene: Scene, turn: Turn, alarm: str) -> Turn:
    """What hurts is answered at once, whoever reads along; what was logged with it as ever."""
    if turn.said is None:
        return turn
    if not changed(scene, turn):
        return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, text=alarm, buttons=()))
    brief = told(scene, turn)
    text = f"{alarm}\n{brief.said.text}" if brief.said else alarm
    said = msgspec.structs.replace(brief.said or turn.said, text=text)
    return msgspec.structs.replace(brief, said=said)


def asked(scene: Scene, turn: Turn) -> Turn | None:
    """The question about what was written, without the numbers that led to it; None where there is none."""
    question, said = turn.notebook.question, turn.said
    if question is None or said is None or question == scene.notebook.question:
        return None
    if not workout_waits(turn.notebook, question):
        return None
    if question.key != "confirm":
        return turn
    keeps = [action.keeps for button in question.buttons if (action := turn.notebook.actions.get(button.token))]
    entry = next(one for one in keeps if one)
    text = scene.say("group.right", name=scene.message.name, echo=scene.echo(entry))
    notebook = msgspec.structs.replace(turn.notebook, question=msgspec.structs.replace(question, text=text))
    return msgspec.structs.replace(turn, notebook=notebook, said=msgspec.structs.replace(said, text=text))


def private(scene: Scene) -> Turn:
    """Not here: in the athlete's own chat. Nothing has changed."""
    return Turn(scene.notebook, Said(scene.say("told.in_private"), (own_chat(scene),)))


def own_chat(scene: Scene) -> Button:
    return Button(scene.say("button.own_chat"), opens="coach")
