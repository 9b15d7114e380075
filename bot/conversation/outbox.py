"""What is owed: claimed before it is sent, settled after, and taken up again after a crash.

Nobody can send exactly once to a chat that knows no idempotency keys. So a claim is kept before anything leaves: what a
crash or a read time-out finds claimed may be out. A reminder is then sent once more, a reply never.
"""

import contextlib
from collections.abc import Callable

import msgspec

from bot.conversation.manners import opened_again
from bot.conversation.ports import Clock, Delivery, Notebook, NotKept, Owed, Store
from bot.conversation.turns import Turns
from bot.training.athlete import Athlete

UNCERTAIN_TRIES = {"reply": 0, "reminder": 1, "notice": 0}  # how often what may be out already is sent once more
SENT_REMEMBERED = 100  # our own messages that a later edit can still replace in place


class Outbox:
    """Claims and settles what the notebooks owe, in each athlete's turn. May raise NotKept: nothing has changed."""

    def __init__(
        self, store: Store, turns: Turns, kept: Callable[[], None] | None = None, clock: Clock | None = None
    ) -> None:
        """`kept` is called after every commit; `clock` shows what comes too late."""
        self._store, self._turns, self._kept, self._clock = store, turns, kept, clock

    async def left(self) -> tuple[tuple[str, Owed], ...]:
        """Everything still owed, by athlete in the order it was owed: what a start has to take up."""
        found: list[tuple[str, Owed]] = []
        for athlete in await self._store.owing():
            with contextlib.suppress(NotKept):  # one who cannot be read must not keep the others waiting
                found.extend((athlete, owed) for owed in (await self._store.open(athlete)).owed)
        return tuple(found)

    async def claim(self, athlete: str, owed: Owed) -> Owed | None:
        """Mark as being sent, and return it as it must go out now (`edits` is then the chat's own message id).

        None: nothing is to be sent (settled, or may be out already, or the chat is closed to us). A notice is never
        kept, and told whatever the store can do.
        """
        if owed.kind == "notice":
            return owed
        async with self._turns.of(athlete):
            notebook = await self._store.open(athlete)
            kept = _find(notebook, owed.id)
            if kept is None:
                return None
            tries = kept.tries + (kept.state != "pending")
            closed = kept.kind == "reminder" and not notebook.reachable
            ours = None if kept.edits is None else notebook.sent.get(kept.edits)
            if self._too_late(kept):
                await self._keep(_unsaid(_without(notebook, kept.id), kept))
                return None
            closed = closed or (kept.only_edit and ours is None)
            if closed or tries > _uncertain_tries(notebook, kept):
                await self._keep(_without(notebook, kept.id))
                return None
            claimed = msgspec.structs.replace(kept, state="sending", tries=tries)
            answered = kept.kind == "reply" and kept.chat == notebook.chat  # owed to whoever wrote there
            reachable = notebook.reachable or answered
            await self._keep(msgspec.structs.replace(_with(notebook, claimed), reachable=reachable))
            return msgspec.structs.replace(claimed, edits=ours)

    async def knows(self, athlete: str) -> bool:
        """Whether anything is kept on this athlete."""
        return await self._store.open(athlete) != Notebook(Athlete(athlete))

    async def settle(self, athlete: str, owed: Owed, delivery: Delivery) -> Owed | None:
        """Keep how a delivery went. Returns what is to be tried again, or None when that is the end of it."""
        if owed.kind == "notice":
            return _moved(owed, delivery.moved_to) if delivery.outcome == "retry" else None
        async with self._turns.of(athlete):
            notebook = await self._store.open(athlete)
            kept = _find(notebook, owed.id)
            if kept is None:
                return None
            after, again = _settled(notebook, kept, delivery)
            await self._keep(after)
            return again

    async def standing(self, athlete: str, reachable: bool) -> None:
        """The athlete closed the chat to us, or opened it again. Somebody we know nothing of stays unknown."""
        async with self._turns.of(athlete):
            notebook = await self._store.open(athlete)
            if notebook.reachable != reachable and notebook.chat:
                after = (
                    opened_again(notebook) if reachable else msgspec.structs.replace(notebook, reachable=False, owed=())
                )
                await self._keep(after)

    def _too_late(self, owed: Owed) -> bool:
        return bool(self._clock and owed.until and self._clock.now() > owed.until)

    async def _keep(self, notebook: Notebook) -> None:
        await self._store.keep(notebook)
        if self._kept is not None:
            self._kept()


def _settled(notebook: Notebook, kept: Owed, delivery: Delivery) -> tuple[Notebook, Owed | None]:
    match delivery.outcome:
        case "sent":
            sent = {**notebook.sent, kept.id: delivery.message_id}
            sent = dict(list(sent.items())[-SENT_REMEMBERED:])
            return msgspec.structs.replace(_without(notebook, kept.id), sent=sent), None
        case "retry":
            again = msgspec.structs.replace(kept, state="pending")
            notebook = _with(notebook, again)
            if delivery.moved_to:
                notebook = _at_new_chat(notebook, kept.chat, delivery.moved_to)
                again = _moved(again, delivery.moved_to)
            return notebook, again
        case "unknown" if kept.tries < _uncertain_tries(notebook, kept):
            again = msgspec.structs.replace(kept, state="unknown")
            return _with(notebook, again), again
        case "gone":
            return _closed(notebook, kept.chat), None
        case _:
            return _without(notebook, kept.id), None


def _unsaid(notebook: Notebook, owed: Owed) -> Notebook:
    """A push that was not worth sending any more has not been ignored."""
    open_, unanswered = notebook.pushes.open, notebook.pushes.unanswered
    if open_ is None or open_.message != owed.id:
        return notebook
    pushes = msgspec.structs.replace(
        notebook.pushes, open=msgspec.structs.replace(open_, message=""), unanswered=max(0, unanswered - 1)
    )
    return msgspec.structs.replace(notebook, pushes=pushes)


def _uncertain_tries(notebook: Notebook, owed: Owed) -> int:
    """How often to send what may be out already: an edit in place as often as it takes, it cannot double."""
    return 9 if owed.edits in notebook.sent else UNCERTAIN_TRIES[owed.kind]


def _closed(notebook: Notebook, chat: str) -> Notebook:
    """A chat is closed to us. Only the athlete's own chat closes reminders; a group that threw us out does not."""
    owed = tuple(each for each in notebook.owed if each.chat != chat)
    return msgspec.structs.replace(notebook, owed=owed, reachable=notebook.reachable and chat != notebook.chat)


def _find(notebook: Notebook, owed_id: str) -> Owed | None:
    return next((owed for owed in notebook.owed if owed.id == owed_id), None)


def _with(notebook: Notebook, changed: Owed) -> Notebook:
    owed = tuple(changed if each.id == changed.id else each for each in notebook.owed)
    return msgspec.structs.replace(notebook, owed=owed)


def _without(notebook: Notebook, owed_id: str) -> Notebook:
    return msgspec.structs.replace(notebook, owed=tuple(each for each in notebook.owed if each.id != owed_id))


def _moved(owed: Owed, chat: str) -> Owed:
    return msgspec.structs.replace(owed, chat=chat) if chat else owed


def _at_new_chat(notebook: Notebook, old: str, new: str) -> Notebook:
    """A group that became a supergroup bears a new id: everything for the old one goes there."""
    owed = tuple(_moved(each, new) if each.chat == old else each for each in notebook.owed)
    chat = new if notebook.chat == old else notebook.chat
    return msgspec.structs.replace(notebook, owed=owed, chat=chat)
