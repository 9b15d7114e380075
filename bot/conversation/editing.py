"""An edited message: it replaces what it logged, and our earlier reply is edited in place."""

import msgspec

from bot.conversation import commands
from bot.conversation.ports import Amendment, Notebook
from bot.conversation.scene import Said, Scene, Turn
from bot.language.understanding import Meaning


def outdated(scene: Scene) -> Scene:
    """An edited message is no longer what was asked about: its question is closed, and no button brings back what it
    said before."""
    gone, question = scene.message.id, scene.notebook.question
    actions = {
        token: action
        for token, action in scene.notebook.actions.items()
        if action.entry != gone or action.do not in ("keep", "discard", "restore")
    }
    return scene.with_notebook(actions=actions, question=None if question and question.message == gone else question)


def takes_itself_back(scene: Scene, meaning: Meaning) -> bool:
    """Whether a workout was edited into an order ("undo", "same"): then it goes out itself, and nothing else does."""
    reading = meaning.reading
    if meaning.alarm or reading.efforts or reading.ask or scene.entry(scene.message.id) is None:
        return False
    return bool(meaning.command) or meaning.intent in ("undo", "repeat")


def take_itself_back(scene: Scene) -> Turn:
    return in_place(scene, commands.undo(scene, scene.message.id))


def corrected(scene: Scene, meaning: Meaning, turn: Turn) -> Turn:
    """What an edit leads to: silence where it changes nothing readable; no entry where it is no workout any more."""
    before, after = scene.entry(scene.message.id), turn.notebook.diary.entry(scene.message.id)
    undone = next((e for e in reversed(scene.notebook.undone) if e.id == scene.message.id), None)
    known, read_again = before or undone, after is not None and after is not before
    if known and after and read_again and (known.efforts, known.day) == (after.efforts, after.day):
        return Turn(scene.notebook)
    if before and not read_again and not meaning.reading.efforts and not meaning.reading.ask:
        removed = scene.say("undo.done", echo=scene.echo(before), day=before.day)
        said = msgspec.structs.replace(turn.said, text=f"{removed}\n{turn.said.text}") if turn.said else None
        turn = msgspec.structs.replace(turn, notebook=without(scene, turn, before.id), said=said)
    return in_place(scene, turn)


def without(scene: Scene, turn: Turn, entry_id: str) -> Notebook:
    """The turn's notebook without an entry, wherever it lies."""
    if scene.shelved:
        amended = (*turn.notebook.amended, Amendment(entry_id))
        return msgspec.structs.replace(turn.notebook, amended=amended)
    return msgspec.structs.replace(turn.notebook, diary=turn.notebook.diary.without(entry_id))


def in_place(scene: Scene, turn: Turn) -> Turn:
    """The same turn, said in place of our earlier reply to this message."""
    if turn.said is None:
        return turn
    said = Said(turn.said.text, turn.said.buttons, edits=scene.message.id)
    return msgspec.structs.replace(turn, said=said)
