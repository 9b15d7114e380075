"""Three athletes with their habits, for the tests of what is kept."""

import datetime as dt

import msgspec

from bot.conversation.ports import Notebook, Owed
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Run, Set
from bot.training.quantities import Load

MONDAY = dt.date(2026, 1, 5)
EVENING = dt.datetime(2026, 1, 5, 18, 30, tzinfo=dt.UTC)


def squats(number: int, kilograms: float = 100.0) -> Entry:
    """Mara squats 5x5 every second day; `number` counts her sessions."""
    day = MONDAY + dt.timedelta(days=2 * number)
    lift = Lift("back_squat", tuple(Set(reps=5, load=Load(kilograms, "kg")) for _ in range(5)))
    return Entry(f"mara:{number}", day, EVENING + dt.timedelta(days=2 * number), (lift,), note="ßquat 深蹲 🏋")


def sprints(number: int) -> Entry:
    """Tunde sprints on Mondays."""
    day = MONDAY + dt.timedelta(weeks=number)
    run = Run(metres=60, times=(8.1, 8.0, 8.2), reps=3, rest_s=180, said=("sprint",))
    return Entry(f"tunde:{number}", day, EVENING + dt.timedelta(weeks=number), (run,))


def mara(sessions: int) -> Notebook:
    """Mara's notebook after so many sessions."""
    return Notebook(Athlete("271828", name="Mara", unit="kg"), Diary(tuple(squats(n) for n in range(sessions))))


def logged(notebook: Notebook, entry: Entry, update: str) -> Notebook:
    """The notebook after a message was heard: the entry, the update's id and the reply owed."""
    reply = Owed(f"reply:{update}", notebook.athlete.id, "kept ✓", answers=entry.id)
    return msgspec.structs.replace(
        notebook,
        diary=notebook.diary.with_entry(entry),
        heard=(*notebook.heard, update)[-20:],
        owed=(*notebook.owed, reply)[-3:],
    )
