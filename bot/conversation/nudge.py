"""One tick in; the reminders that are due out."""

import datetime as dt

import msgspec

from bot.coaching.advice import NextSession
from bot.coaching.calendar import local_day
from bot.coaching.reminding import next_due
from bot.conversation.ports import Action, Notebook, NotKept, Owed, Store
from bot.conversation.scene import Knowledge, Scene, session_line, wordless
from bot.conversation.turns import Turns

ON_TIME = dt.timedelta(minutes=10)
STILL_TODAY = dt.timedelta(hours=2)
REMINDED_KEPT = 32


class Nudge:
    """Claims each due reminder in the athlete's notebook before it is owed, so that none comes twice."""

    def __init__(self, knows: Knowledge, store: Store, turns: Turns) -> None:
        self._knows, self._store, self._turns = knows, store, turns

    async def tick(self, now: dt.datetime) -> tuple[tuple[str, Owed], ...]:
        """What has become owed to whom, already kept."""
        owed = []
        for athlete in await self._store.due(now):
            async with self._turns.of(athlete):
                notebook, one = remind(self._knows, await self._store.open(athlete), now)
                try:
                    await self._store.keep(notebook)
                except NotKept:
                    continue  # still due: the next tick tries again
                if one:
                    owed.append((athlete, one))
        return tuple(owed)


def remind(knows: Knowledge, notebook: Notebook, now: dt.datetime) -> tuple[Notebook, Owed | None]:
    """The notebook with its due reminder claimed and owed; None where there is nothing to say after all."""
    due, athlete = notebook.due_at, notebook.athlete
    if due is None or due > now:
        return notebook, None
    day = local_day(athlete, due)
    scene = Scene(knows, notebook, wordless(notebook, now), due)
    session = scene.next_session()
    quiet = msgspec.structs.replace(notebook, due_at=None)
    if session is None or session.day != day or day.isoformat() in notebook.reminded or not notebook.reachable:
        return schedule(scene, quiet), None
    late = now - due
    key = "today" if late <= ON_TIME else "late" if late <= STILL_TODAY else "missed"
    text = scene.say(f"reminder.{key}", session=session_line(scene, session), day=day)
    text += "\n" + scene.say("reminder.stop")
    turn = scene.answer(text, scene.button("done", Action("done", entry=day.isoformat())))
    buttons = turn.said.buttons if turn.said else ()
    one = Owed(f"reminder:{day.isoformat()}", notebook.chat, text, buttons, kind="reminder", since=now)
    reminded = (*notebook.reminded, day.isoformat())[-REMINDED_KEPT:]
    claimed = msgspec.structs.replace(
        quiet, reminded=reminded, owed=(*notebook.owed, one), actions=turn.notebook.actions
    )
    return claimed, one


def schedule(scene: Scene, notebook: Notebook, session: NextSession | None = None) -> Notebook:
    """The notebook with the moment of its next reminder, if one is to come; `session`: the next one, where known."""
    due = None
    if notebook.athlete.reminders and notebook.chat:
        due = next_due(notebook.athlete, session or scene.next_session(), scene.now)
    if due and local_day(notebook.athlete, due).isoformat() in notebook.reminded:
        due = None
    return msgspec.structs.replace(notebook, due_at=due)
