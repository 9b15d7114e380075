"""One tick in; what has fallen due out: claimed in each athlete's notebook before it is owed, so none comes twice."""

import contextlib
import datetime as dt
from collections.abc import AsyncIterator

import msgspec

from bot.coaching.advice import NextSession
from bot.coaching.preparing import ignored, lateness
from bot.coaching.reminding import after_quiet, is_quiet
from bot.conversation.due import Item, coming_items, may_push, still_due
from bot.conversation.manners import closing
from bot.conversation.ports import Awake, Notebook, NotKept, Owed, Seen, Store
from bot.conversation.pushed import Off, Push
from bot.conversation.pushing import again_push, ask_whether, claimed, missed_push, session_push, week_push, with_pushes
from bot.conversation.scene import Knowledge, Scene, wordless
from bot.conversation.turns import Turns

LOOK_BACK = dt.timedelta(hours=3)  # more than any zone's rules are ever moved by
SET_BACK = dt.timedelta(minutes=5)  # a clock that shows so much less than before has been set back
TOLD_OFF = dt.timedelta(hours=24)  # Telegram keeps messages for us for so long
ROUNDS = 4  # one item may lead to the next: too late to remind of, so to be asked about


class Nudge:
    """Looks through who is due. `awake` remembers, over restarts, when it last did."""

    def __init__(self, knows: Knowledge, store: Store, turns: Turns, awake: Awake | None = None) -> None:
        self._knows, self._store, self._turns, self._awake = knows, store, turns, awake

    async def tick(self, now: dt.datetime) -> tuple[tuple[str, Owed], ...]:
        """What has become owed to whom, already kept."""
        return tuple([(athlete, one) async for athlete, owed in self.falling_due(now) for one in owed])

    async def falling_due(self, now: dt.datetime) -> AsyncIterator[tuple[str, tuple[Owed, ...]]]:
        """The same athlete by athlete, so that others can be heard in between."""
        seen = self._awake.seen() if self._awake else None
        off = Off(seen.at, now) if seen and now - seen.at > TOLD_OFF else None
        for athlete in await self._store.due(now):
            try:
                owed = await self._remind(athlete, now, off)
            except NotKept:
                continue  # still due: the next tick tries again, and the others are told meanwhile
            yield athlete, owed
        if self._awake:
            if seen is None or now < seen.at - SET_BACK or seen.rules != self._awake.rules:
                for athlete in await self._store.athletes():
                    with contextlib.suppress(NotKept):
                        await self._look_over(athlete, now)
                    yield athlete, ()
            self._awake.keep(Seen(now, self._awake.rules))

    async def _remind(self, athlete: str, now: dt.datetime, off: Off | None) -> tuple[Owed, ...]:
        async with self._turns.of(athlete):
            before = await self._store.open(athlete)
            if off and may_push(before):
                before = with_pushes(before, off=off)
            notebook = remind(self._knows, before, now)
            closed = closing(before, notebook, (), now)
            notebook = msgspec.structs.replace(notebook, owed=(*notebook.owed, *closed))
            await self._store.keep(notebook)
            return notebook.owed[len(before.owed) :]

    async def _look_over(self, athlete: str, now: dt.datetime) -> None:
        """Work out a next moment anew: the clock was set back, or the rules of zones have changed."""
        async with self._turns.of(athlete):
            notebook = await self._store.open(athlete)
            if notebook.due_at is not None and notebook.due_at <= now:
                return
            after = looked_over(Scene(self._knows, notebook, wordless(notebook, now), now))
            if after != notebook:
                await self._store.keep(after)


def looked_over(scene: Scene) -> Notebook:
    """The notebook with its next moment as it is found now, whatever stood there."""
    notebook = scene.notebook
    push, due = notebook.pushes.open, notebook.due_at
    if push is not None and push.day > scene.today:  # of a clock that showed too much
        notebook = with_pushes(notebook, open=None)
    soon = due is not None and due <= scene.now + LOOK_BACK
    return schedule(scene, notebook, since=scene.now - LOOK_BACK if soon else scene.now)


def remind(knows: Knowledge, notebook: Notebook, now: dt.datetime) -> Notebook:
    """The notebook with what is due claimed and owed, and its next moment."""
    owed = notebook.owed
    for _ in range(ROUNDS):
        due = notebook.due_at
        if due is None or due > now or notebook.owed != owed:
            return notebook
        notebook = _one(knows, notebook, due, now)
    return notebook


def _one(knows: Knowledge, notebook: Notebook, due: dt.datetime, now: dt.datetime) -> Notebook:
    """One item further: said, put off to a better moment, or dropped."""
    then = Scene(knows, notebook, wordless(notebook, now), due)
    items = coming_items(then, since=due - LOOK_BACK, looked_at=now)
    scene = msgspec.structs.replace(then, now=now)
    later: list[dt.datetime] = []
    for item in items:
        moment = max(item.at, better_moment(scene, item) or item.at)
        if moment <= now:
            after = PUSHED[item.kind](scene, item)
            return schedule(msgspec.structs.replace(scene, notebook=after), after)
        later.append(moment)
    return msgspec.structs.replace(notebook, due_at=min(later, default=None))


def better_moment(scene: Scene, item: Item) -> dt.datetime | None:
    """When what is due now had better be said: after the quiet hours, and no two messages unasked on one day. A time
    that the athlete chose is kept."""
    if item.kind in ("session", "put_off"):
        late = lateness_of(scene, item) == "late" and is_quiet(scene.athlete, scene.now)
        return after_quiet(scene.athlete, scene.now) if late else None
    if scene.notebook.pushes.last == scene.today:
        return max(scene.now, item.at) + dt.timedelta(days=1)
    return after_quiet(scene.athlete, scene.now)


def lateness_of(scene: Scene, item: Item) -> str:
    """How late it would be said; what is late already waits for the end of the quiet hours."""
    book = scene.knows.rulebook
    late = lateness(book, scene.now - item.at)
    if late.name != "late":
        return late.name
    return lateness(book, after_quiet(scene.athlete, scene.now) - item.at).name


def _session(scene: Scene, item: Item) -> Notebook:
    session = still_due(msgspec.structs.replace(scene, now=item.at), item.day)
    pushes, plain = scene.notebook.pushes, claimed(scene.notebook, item.name)
    late = lateness_of(scene, item)
    if session is None:
        return plain
    if late == "missed" or (pushes.last == scene.today and pushes.asked != scene.today):
        return with_pushes(plain, open=Push(item.day))  # asked about tomorrow
    if ignored(scene.knows.rulebook, pushes.unanswered):
        return ask_whether(scene, item.name)
    return session_push(scene, item, session, late)


def _put_off(scene: Scene, item: Item) -> Notebook:
    push = scene.notebook.pushes.open
    session = still_due(scene, item.day)
    if push is None or session is None:
        return with_pushes(scene.notebook, open=None)
    if lateness_of(scene, item) == "missed":
        return with_pushes(scene.notebook, open=msgspec.structs.replace(push, state="reminded"))
    return again_push(scene, item, session)


def _missed(scene: Scene, item: Item) -> Notebook:
    session = still_due(scene, item.day)
    if session is None:
        return with_pushes(scene.notebook, open=None)
    if ignored(scene.knows.rulebook, scene.notebook.pushes.unanswered):
        return ask_whether(scene, item.name)
    return missed_push(scene, item, session)


PUSHED = {"session": _session, "put_off": _put_off, "missed": _missed, "week": week_push}


def schedule(
    scene: Scene, notebook: Notebook, session: NextSession | None = None, since: dt.datetime | None = None
) -> Notebook:
    """The notebook with the moment of what is due next, if anything is; `session`: the next one, where known."""
    items = coming_items(msgspec.structs.replace(scene, notebook=notebook), session, since)
    return msgspec.structs.replace(notebook, due_at=items[0].at if items else None)
