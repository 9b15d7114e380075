"""One message, edit or button in; what to keep and what to answer out."""

import datetime as dt

import msgspec

from bot.conversation.company import respond_in_company
from bot.conversation.hearing import respond
from bot.conversation.manners import closing, heard_from, opened_again, with_return
from bot.conversation.nudge import schedule
from bot.conversation.ports import Message, Notebook, NotKept, Owed, Store
from bot.conversation.scene import Knowledge, Scene, Turn, owed_id
from bot.conversation.turns import Turns
from bot.language.languages import language_of
from bot.training.athlete import Athlete
from bot.training.diary import Entry

HEARD_KEPT = 400
REPLIES_KEPT = 64


class Coach:
    """Hears one message at a time of each athlete. A message's effect, its update id and the reply it is owed are
    kept as one, so that a repeated delivery changes nothing and is answered once."""

    def __init__(self, knows: Knowledge, store: Store, turns: Turns, newcomer: Athlete) -> None:
        self._knows, self._store, self._turns, self._newcomer = knows, store, turns, newcomer

    async def hear(self, message: Message, now: dt.datetime) -> tuple[Owed, ...]:
        """What is now owed for this message, already kept; a repeated message owes nothing new."""
        async with self._turns.of(message.athlete):
            try:
                notebook = await self._store.open(message.athlete)
            except NotKept:
                stranger = introduced(Notebook(Athlete(message.athlete)), message, self._newcomer)
                return (unsaved(Scene(self._knows, stranger, message, now), "not_read"),)
            scene = Scene(self._knows, notebook, message, now)
            try:
                if message.update in notebook.heard or await self._known(notebook, message):
                    return ()
                before, notebook = notebook, introduced(notebook, message, self._newcomer)
                scene = Scene(self._knows, notebook, message, now, await self._shelved(notebook, message))
                turn = respond_in_company(scene) if message.group else with_return(scene, respond(scene))
                return await self._keep(before, scene, turn)
            except NotKept:
                return (unsaved(scene, "not_kept"),)

    async def _known(self, notebook: Notebook, message: Message) -> bool:
        """Whether a message that is no edit was logged (or undone) before, however long ago."""
        if message.edited or message.pressed is not None:
            return False
        if notebook.diary.entry(message.id) or any(e.id == message.id for e in notebook.undone):
            return True
        oldest = notebook.diary.entries[0].at if notebook.diary.entries else None
        if not notebook.diary.past.entries or oldest is None or message.sent_at >= oldest:
            return False
        return any(e.id == message.id for e in await self._store.archived(message.athlete))

    async def _shelved(self, notebook: Notebook, message: Message) -> Entry | None:
        """The archived entry that an edit or a button is about; archives are read for nothing else."""
        action = notebook.actions.get(message.pressed or "")
        concerned = action.entry if action else message.id if message.edited else ""
        if not concerned or not notebook.diary.past.entries or notebook.diary.entry(concerned):
            return None
        return next((e for e in await self._store.archived(message.athlete) if e.id == concerned), None)

    async def _keep(self, before: Notebook, scene: Scene, turn: Turn) -> tuple[Owed, ...]:
        if turn.forget:
            await self._store.forget(scene.athlete.id)
            return spoken(scene, turn)
        if turn.said and turn.said.alert:
            return (Owed(owed_id(scene.message), scene.message.chat, turn.said.text, kind="alert"),)
        notebook = heard_from(scene, turn.notebook)
        changed = bool(notebook.amended) or notebook.diary is not scene.diary or notebook.athlete != before.athlete
        if changed or notebook.pushes != before.pushes:
            notebook = schedule(msgspec.structs.replace(scene, notebook=notebook), notebook, turn.session)
        owed = spoken(scene, turn)
        owed += closing(scene.notebook, notebook, owed, scene.now)
        replies = notebook.replies
        if owed:
            replies = dict(list((replies | {scene.message.id: owed[0].id}).items())[-REPLIES_KEPT:])
        notebook = msgspec.structs.replace(
            notebook,
            heard=(*notebook.heard, scene.message.update)[-HEARD_KEPT:],
            owed=(*notebook.owed, *owed),
            replies=replies,
        )
        await self._store.keep(notebook)
        return owed


def introduced(notebook: Notebook, message: Message, newcomer: Athlete) -> Notebook:
    """The notebook knowing who talks and from where; a message shows that they can be reached, save one in a group,
    where nobody is pushed anything."""
    athlete = notebook.athlete
    if not notebook.chat and not notebook.heard:
        language = language_of(message.language or newcomer.language)
        athlete = msgspec.structs.replace(newcomer, id=message.athlete, name=message.name, language=language)
    elif message.name and message.name != athlete.name:
        athlete = msgspec.structs.replace(athlete, name=message.name)
    if message.group:
        return msgspec.structs.replace(notebook, athlete=athlete)
    return opened_again(msgspec.structs.replace(notebook, athlete=athlete, chat=message.chat))


def spoken(scene: Scene, turn: Turn) -> tuple[Owed, ...]:
    """What is owed for what a turn says; nothing where it is silent."""
    said = turn.said
    if said is None:
        return ()
    edits = scene.notebook.replies.get(said.edits) if said.edits else said.replaces
    one = Owed(
        id=owed_id(scene.message),
        chat=scene.message.chat,
        text=said.text,
        buttons=said.buttons,
        kind="notice" if turn.forget else "reply",
        answers=scene.message.id,
        edits=None if said.export else edits,
        since=scene.now,
        export_of=scene.athlete.id if said.export else "",
        moments=said.moments,
        reacts=said.reacts,
    )
    return (one,)


def unsaved(scene: Scene, key: str) -> Owed:
    """The one answer that is not kept: that nothing could be."""
    text = scene.say(f"unclear.{key}")
    return Owed(f"not_kept:{scene.message.update}", scene.message.chat, text, kind="notice", since=scene.now)
