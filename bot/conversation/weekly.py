"""The week in a few lines, for who asked to be told it."""

import datetime as dt

import msgspec

from bot.coaching.calendar import ONE_DAY
from bot.coaching.readings import READINGS
from bot.coaching.records import rep_maxes
from bot.conversation.scene import Scene
from bot.training.diary import Diary, Lift

BESTS_TOLD = 3


def week_lines(scene: Scene, sunday: dt.date) -> list[str]:
    """Sessions, hard sets and bests of the seven days that ended with this Sunday."""
    monday = sunday - 6 * ONE_DAY
    days = len({entry.day for entry in scene.diary.between(monday, sunday)})
    lines = [scene.say("push.week", first=monday, last=sunday, count=days)]
    if days:
        numbers = READINGS["leg_week"](scene.knows.rulebook, scene.athlete, scene.diary, sunday)
        lines.append(scene.say("push.week_sets", **numbers))
    if bests := bests_between(scene, monday, sunday):
        lines.append(scene.say("push.week_bests", list="; ".join(bests)))
    return lines


def bests_between(scene: Scene, first: dt.date, last: dt.date) -> list[str]:
    """The lifts whose heaviest set lies in these days and beats all before."""
    entries = scene.diary.between(first, last)
    lifts = dict.fromkeys(f.exercise for e in entries for f in e.efforts if isinstance(f, Lift) and f.exercise)
    found: list[str] = []
    for name in lifts:
        best = max(rep_maxes(scene.diary, name), key=lambda one: one.load.kg, default=None)
        if best and best.day >= first and 0 < _heaviest_before(scene.diary, name, best.day) < best.load.kg:
            found.append(scene.say("history.best_lift", exercise=name, load=best.load, reps=best.reps, day=best.day))
    return found[:BESTS_TOLD]


def _heaviest_before(diary: Diary, lift: str, day: dt.date) -> float:
    earlier = msgspec.structs.replace(diary, entries=tuple(e for e in diary.entries if e.day < day))
    return max((one.load.kg for one in rep_maxes(earlier, lift)), default=0.0)
