"""What the athlete can ask the coach to do: undo, next, why, today, last, week, bests, reminders."""

from collections.abc import Callable

import msgspec

from bot.coaching.readings import READINGS
from bot.coaching.records import best_times, rep_maxes
from bot.coaching.why import explain
from bot.conversation import owning
from bot.conversation.log import as_planned, repeat, with_units
from bot.conversation.ports import Action
from bot.conversation.scene import Scene, Turn, next_line
from bot.conversation.telling import settings
from bot.training.diary import Entry, Lift

UNDONE_KEPT = 16
SHOWN, BESTS_SHOWN = 5, 6


def undo(scene: Scene, entry_id: str = "") -> Turn:
    """Take out an entry, the latest where none is named, and say what is next now."""
    entry = scene.entry(entry_id) if entry_id else scene.diary.latest
    if entry is None:
        return scene.answer(scene.say("ask.stale" if entry_id else "undo.nothing"))
    undone = (*scene.notebook.undone, entry)[-UNDONE_KEPT:]
    scene = scene.without(entry.id).with_notebook(undone=undone)
    lines = [
        scene.say("undo.done", echo=scene.echo(entry), day=entry.day),
        next_line(scene, "undo.next", "undo.no_next"),
    ]
    return scene.answer(" ".join(lines), scene.button("put_back", Action("restore", entry=entry.id)))


def restore(scene: Scene, entry_id: str) -> Turn:
    """Undo the undo."""
    entry = next((e for e in reversed(scene.notebook.undone) if e.id == entry_id), None)
    if entry is None:
        return scene.answer(scene.say("ask.stale"))
    undone = tuple(e for e in scene.notebook.undone if e.id != entry_id)
    entry = with_units(scene, entry)
    scene = scene.with_notebook(diary=scene.diary.with_entry(entry), undone=undone)
    text = scene.say("undo.restored", echo=scene.echo(entry), day=entry.day)
    return scene.answer(
        f"{text} {next_line(scene, 'next.session', 'next.none')}", scene.button("undo", Action("undo", entry=entry.id))
    )


def next_up(scene: Scene) -> Turn:
    return scene.answer(next_line(scene, "next.session", "next.none"), scene.button("why", Action("why")))


def why(scene: Scene) -> Turn:
    """Rule, numbers, constant and source of the next session, in four lines."""
    if scene.diary.entries and scene.next_session() is None:
        return scene.answer(scene.say("next.paused"))
    lines = explain(scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
    return scene.answer("\n".join(scene.advise(line) for line in lines) or scene.say("why.nothing"))


def today(scene: Scene) -> Turn:
    found = scene.diary.between(scene.today, scene.today)
    if not found:
        return scene.answer(f"{scene.say('history.today_none')} {next_line(scene, 'next.session', 'next.none')}")
    return scene.answer(scene.say("history.today", list="; ".join(scene.echo(e) for e in found)))


def last(scene: Scene) -> Turn:
    entry = scene.diary.latest
    if entry is None:
        return scene.answer(scene.say("history.none"))
    return scene.answer(
        scene.say("history.last", day=entry.day, echo=scene.echo(entry)),
        scene.button("undo", Action("undo", entry=entry.id)),
    )


def history(scene: Scene) -> Turn:
    """The latest entries, newest first."""
    if not scene.diary.entries:
        return scene.answer(scene.say("history.none"))
    return scene.answer("\n".join(entry_line(scene, e) for e in reversed(scene.diary.entries[-SHOWN:])))


def entry_line(scene: Scene, entry: Entry) -> str:
    return scene.say("history.entry", day=entry.day, echo=scene.echo(entry))


def week(scene: Scene) -> Turn:
    """Hard sets for each leg muscle in the last seven days."""
    if scene.diary.empty:
        return scene.answer(scene.say("history.none"))
    numbers = READINGS["leg_week"](scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
    return scene.answer(scene.say("history.week", **numbers))


def bests(scene: Scene) -> Turn:
    """The heaviest set of each lift and the fastest repetition over each distance, latest lifts first."""
    lifted = [
        f.exercise for e in reversed(scene.diary.entries) for f in e.efforts if isinstance(f, Lift) and f.exercise
    ]
    maxima = [(name, rep_maxes(scene.diary, name)) for name in dict.fromkeys([*lifted, *scene.diary.past.bests])]
    heaviest = [(name, max(found, key=lambda one: one.load.kg)) for name, found in maxima if found]
    lines = [
        scene.say(
            "history.best_lift" if one.load.amount > 0 else "history.best_reps",
            exercise=name,
            load=one.load,
            reps=one.reps,
            day=one.day,
        )
        for name, one in heaviest[:BESTS_SHOWN]
    ]
    lines += [
        scene.say("history.best_time", rep_distance=one.metres, rep_time=one.seconds, day=one.day)
        for one in best_times(scene.diary)[:BESTS_SHOWN]
    ]
    return scene.answer("\n".join(lines) or scene.say("history.no_bests"))


def stop(scene: Scene) -> Turn:
    athlete = msgspec.structs.replace(scene.athlete, reminders=False)
    return scene.with_notebook(athlete=athlete).answer(scene.say("reminder.stopped"))


def remind(scene: Scene) -> Turn:
    athlete = msgspec.structs.replace(scene.athlete, reminders=True)
    return scene.with_notebook(athlete=athlete).answer(
        scene.say("reminder.started", time=athlete.remind_at, zone=athlete.zone)
    )


def start(scene: Scene) -> Turn:
    return scene.answer("\n".join(scene.say(f"help.{line}") for line in ("start", "try", "ask")))


def show_help(scene: Scene) -> Turn:
    return scene.answer("\n".join(scene.say(f"help.{line}") for line in ("help", "commands", "questions")))


COMMANDS: dict[str, Callable[[Scene], Turn]] = {
    "undo": undo,
    "next": next_up,
    "plan": next_up,
    "why": why,
    "today": today,
    "last": last,
    "history": history,
    "week": week,
    "bests": bests,
    "stop": stop,
    "remind": remind,
    "start": start,
    "help": show_help,
    "privacy": owning.privacy,
    "export": owning.export,
    "delete": owning.delete,
    "settings": settings,
    "done": as_planned,
    "same": repeat,
}
