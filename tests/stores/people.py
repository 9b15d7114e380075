"""Three athletes with their habits, for the tests of what is kept."""

import datetime as dt
import itertools
import types
import typing
from typing import Any, Literal

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


def filled(kind: Any, counter: Any = None) -> Any:
    """A value of this type in which every field is set, and to something of its own."""
    counter = counter or itertools.count(1)
    number = next(counter)
    plain = {
        str: f"Ölfaß 深蹲 🏋 {number}", int: number, float: number + 0.25, bool: True,
        dt.date: MONDAY + dt.timedelta(number),
        dt.datetime: EVENING + dt.timedelta(seconds=number), dt.time: dt.time(6, number % 60),
    }  # fmt: skip
    if kind in plain:
        return plain[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind(**{name: filled(hint, counter) for name, hint in typing.get_type_hints(kind).items()})
    inside = typing.get_args(kind)
    if typing.get_origin(kind) is Literal:
        return inside[-1]
    if typing.get_origin(kind) is tuple:
        every = typing.get_args(inside[0]) if typing.get_origin(inside[0]) is types.UnionType else (inside[0],)
        return tuple(filled(each, counter) for each in (*every, every[0]))
    if typing.get_origin(kind) is dict:
        return {filled(inside[0], counter): filled(inside[1], counter)}
    return filled(inside[0], counter)
