"""What the athlete can ask the coach to do: undo, next, why, today, last, week, bests, reminders."""

from collections.abc import Callable

import msgspec

from bot.coaching.advice import MUSCLES, LiftTarget
from bot.coaching.changes import changes
from bot.coaching.listing import listed
from bot.coaching.readings import READINGS, Numbers
from bot.coaching.records import best_times, rep_maxes
from bot.coaching.whatif import sessions_ahead
from bot.coaching.why import explain
from bot.conversation import answering, owning
from bot.conversation.copying import copy_button
from bot.conversation.log import with_units
from bot.conversation.menu import locate, settings
from bot.conversation.planning import reminders_on
from bot.conversation.ports import Action
from bot.conversation.receipt import IN_WORDS, first_change
from bot.conversation.repeating import as_planned, repeat
from bot.conversation.scene import Scene, Turn, next_line, session_line
from bot.training.diary import Entry, Lift

STARTER = "skinny_legs_start"  # the question whose answer is a first week
UNDONE_KEPT = 16
SHOWN, BESTS_SHOWN, RULES_SHOWN = 5, 6, 4
FULL_BAR = 10  # hard sets a week: a good target for a muscle
SESSIONS_AHEAD, MOST_AHEAD = 3, 3


def undo(scene: Scene, entry_id: str = "") -> Turn:
    """Take out an entry, the latest where none is named, and say what is next now."""
    entry = scene.entry(entry_id) if entry_id else scene.diary.latest
    if entry is None:
        return scene.answer(scene.say("ask.stale" if entry_id else "undo.nothing"))
    undone = (*scene.notebook.undone, entry)[-UNDONE_KEPT:]
    planned = scene.next_session()
    scene = scene.without(entry.id).with_notebook(undone=undone)
    lines = [
        scene.say("undo.done", echo=scene.echo(entry), day=entry.day),
        next_line(scene, "undo.next", "undo.no_next"),
        *map(scene.advise, first_change(changes(planned, scene.next_session()))[1:] if len(entry.efforts) == 1 else ()),
    ]
    return scene.answer(" ".join(lines), scene.button("put_back", Action("restore", entry=entry.id)))


def restore(scene: Scene, entry_id: str) -> Turn:
    """Undo the undo, or a correction; what the correction had made of it can be had again."""
    entry = next((e for e in reversed(scene.notebook.undone) if e.id == entry_id), None)
    if entry is None:
        return scene.answer(scene.say("ask.stale"))
    now = scene.entry(entry_id)
    others = tuple(e for e in scene.notebook.undone if e.id != entry_id)
    entry = with_units(scene, entry)
    scene = scene.with_notebook(diary=scene.diary.with_entry(entry), undone=others)
    text = scene.say("undo.back_to" if now else "undo.restored", echo=scene.echo(entry), day=entry.day)
    offers = [scene.button("undo", Action("undo", entry=entry.id))]
    if now:
        offers = [scene.button("redo", Action("keep", entry=entry.id, value=IN_WORDS, keeps=now)), *offers]
    return scene.answer(f"{text} {next_line(scene, 'next.session', 'next.none')}", *offers)


def put_back(scene: Scene) -> Turn:
    """The entry that was taken out last, or what the last correction made of it, is back."""
    if not scene.notebook.undone:
        return scene.answer(scene.say("undo.nothing_back"))
    return restore(scene, scene.notebook.undone[-1].id)


def next_up(scene: Scene) -> Turn:
    session = scene.next_session()
    offers = [scene.button("why", Action("why"))] if session else []
    if scene.diary.empty:
        offers = [scene.button("where_to_start", Action("answer", value=STARTER))]
    turn = scene.answer(next_line(scene, "next.session", "next.none"), *offers)
    if turn.said is None:
        return turn
    said = msgspec.structs.replace(turn.said, buttons=(*turn.said.buttons, *copy_button(scene, session)))
    return msgspec.structs.replace(turn, said=said)


def why(scene: Scene) -> Turn:
    """Rule, numbers, constant and source of the next session, in four lines."""
    if scene.diary.entries and scene.next_session() is None:
        return scene.answer(scene.say("next.paused"))
    lines = explain(scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
    return scene.answer("\n".join(scene.advise(line) for line in lines) or scene.say("why.nothing"))


def rules(scene: Scene) -> Turn:
    """How many rules there are, and which of them decide the next session; the whole list is the command line's."""
    book = scene.knows.rulebook
    claims = [row for row in listed(book) if row.because]
    lines = [scene.say("rules.count", rules=len(claims) - len(book.constants), constants=len(book.constants))]
    session = scene.next_session()
    for target in session.targets[:RULES_SHOWN] if session else ():
        name = target.exercise if isinstance(target, LiftTarget) else scene.say("rules.sprints")
        because = scene.advise(target.because) if target.because else ""
        lines.append(scene.say("rules.applied", exercise=name, because=because))
    return scene.answer("\n".join(lines), scene.button("why", Action("why")))


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
    """Hard sets for each leg muscle in the last seven days, as bars with the band each is in, and what made them."""
    if scene.diary.empty:
        return scene.answer(scene.say("history.none"))
    numbers = READINGS["leg_week"](scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
    lines = [scene.say("history.week", full=FULL_BAR), *(muscle_line(scene, muscle, numbers) for muscle in MUSCLES)]
    return scene.answer("\n".join([*lines, scene.say("history.week_days", **numbers)]))


def muscle_line(scene: Scene, muscle: str, numbers: Numbers) -> str:
    sets = numbers[muscle]
    filled = min(FULL_BAR, round(sets)) if isinstance(sets, float | int) else 0
    bar = scene.say("history.bar_full") * filled + scene.say("history.bar_empty") * (FULL_BAR - filled)
    band = scene.say(f"band.{numbers[f'{muscle}_band']}")
    return scene.say("history.week_muscle", bar=bar, muscle=muscle, sets=sets, band=band)


def plan(scene: Scene) -> Turn:
    """The next sessions, each if those before it go as planned."""
    ahead = sessions_ahead(scene.knows.rulebook, scene.athlete, scene.diary, scene.today, SESSIONS_AHEAD)
    if not ahead:
        return next_up(scene)
    lines = [scene.say("next.session", day=one.day, session=session_line(scene, one, MOST_AHEAD)) for one in ahead[:1]]
    if ahead[1:]:
        lines.append(scene.say("next.if_so"))
    lines += [scene.say("next.ahead", day=one.day, session=session_line(scene, one, MOST_AHEAD)) for one in ahead[1:]]
    return scene.answer("\n".join(lines), scene.button("why", Action("why")))


def bests(scene: Scene, lift: str = "", metres: float = 0.0) -> Turn:
    """The heaviest set of each lift and the fastest repetition over each distance, latest lifts first; or of one."""
    lifted = [
        f.exercise for e in reversed(scene.diary.entries) for f in e.efforts if isinstance(f, Lift) and f.exercise
    ]
    maxima = [(name, rep_maxes(scene.diary, name)) for name in dict.fromkeys([*lifted, *scene.diary.past.bests])]
    times = best_times(scene.diary)[:BESTS_SHOWN]
    heaviest = [(name, max(found, key=lambda one: one.load.kg)) for name, found in maxima if found]
    lines = [
        scene.say(
            "history.best_lift" if one.load.amount > 0 else "history.best_reps",
            exercise=name,
            load=one.load,
            reps=one.reps,
            day=one.day,
        )
        for name, one in ([h for h in heaviest if h[0] == lift] if lift else heaviest[:BESTS_SHOWN])
        if not metres
    ]
    lines += [
        scene.say("history.best_time", rep_distance=one.metres, rep_time=one.seconds, day=one.day)
        for one in ([b for b in best_times(scene.diary) if b.metres == metres] if metres else times)
        if not lift
    ]
    return scene.answer("\n".join(lines) or scene.say("history.no_bests"))


def stop(scene: Scene) -> Turn:
    athlete = msgspec.structs.replace(scene.athlete, reminders=False, reminders_offered=True)
    return scene.with_notebook(athlete=athlete).answer(scene.say("reminder.stopped"))


def start(scene: Scene) -> Turn:
    """Who this is, what to write, and that nothing has to be set up."""
    host = scene.message.invited_by
    lines = [scene.say("help.invited", host=host)] if host else []
    text = "\n".join([*lines, *(scene.say(f"help.{line}") for line in ("start", "try", "ask"))])
    names = ("example_week", "privacy")
    return scene.answer(text, *(scene.button(name, Action("command", value=name)) for name in names))


def example_week(scene: Scene) -> Turn:
    """What a week of messages may look like."""
    return scene.answer("\n".join(scene.say(f"help.week_{line}") for line in ("lift", "sprint", "run", "lift_again")))


def show_help(scene: Scene) -> Turn:
    return scene.answer("\n".join(scene.say(f"help.{line}") for line in ("help", "commands", "questions")))


def sources(scene: Scene) -> Turn:
    """What the latest answer rests on."""
    asked = [action.value for action in scene.notebook.actions.values() if action.do == "sources"]
    if not asked:
        return scene.answer(scene.say("answer.sources_of_what"))
    return answering.sources(scene, scene.knows.understanding.question(asked[-1]))


COMMANDS: dict[str, Callable[[Scene], Turn]] = {
    "undo": undo,
    "put_back": put_back,
    "next": next_up,
    "plan": plan,
    "why": why,
    "rules": rules,
    "today": today,
    "last": last,
    "history": history,
    "week": week,
    "bests": bests,
    "stop": stop,
    "remind": reminders_on,
    "start": start,
    "example_week": example_week,
    "help": show_help,
    "privacy": owning.privacy,
    "export": owning.export,
    "delete": owning.delete,
    "settings": settings,
    "locate": locate,
    "done": as_planned,
    "sources": sources,
    "same": repeat,
}
