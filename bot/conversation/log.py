"""A workout comes in: settle its units, doubt what cannot be, keep it, judge it, and give the next session."""

import datetime as dt

import msgspec

from bot.coaching.advice import Doubt, Judgement, LiftTarget, SprintTarget, Verdict
from bot.coaching.changes import changes
from bot.coaching.judging import doubts, judge
from bot.conversation.ports import Action, Button, Question
from bot.conversation.scene import Scene, Turn, next_line, session_line
from bot.language.echoing import echo
from bot.language.reading import Reading
from bot.training.diary import Effort, Entry, Lift, Run, Set, settled, units_told

NOTE_KEPT, SHOWN, SHOWN_TARGETS = 200, 60, 3
CONTINUES_WITHIN = dt.timedelta(hours=3)


def log(scene: Scene, reading: Reading) -> Turn:
    """Keep what was read, unless it is beyond human or names no exercise; ask first where it is hardly possible."""
    if not reading.efforts:
        return near_miss(scene, scene.message.text, "numbers")
    efforts = continued(scene, reading.efforts)
    if any(isinstance(e, Lift) and e.exercise is None for e in efforts):
        return near_miss(scene, scene.message.text, "exercise")
    scene = settle_units(scene, efforts)
    before = scene.entry(scene.message.id)
    entry = Entry(
        id=scene.message.id,
        day=reading.day or (before.day if before else scene.said_on),
        at=before.at if before else scene.message.sent_at,
        efforts=settled(efforts, scene.athlete.unit) if scene.athlete.unit else efforts,
        note=" ".join(reading.notes)[:NOTE_KEPT],
    )
    found = doubts(scene.knows.rulebook, scene.athlete, scene.diary, entry)
    if found and scene.athlete.unit is None and None in units_told(entry.efforts):
        return ask_unit(scene, entry)
    return doubt(scene, entry, found) if found else keep(scene, entry, reading)


def ask_unit(scene: Scene, entry: Entry) -> Turn:
    """Where kilograms are hard to believe and nobody has said which unit it is, that is the question."""
    offers = [scene.button(unit, Action("unit", value=unit, entry=entry.id, keeps=entry)) for unit in ("kg", "lb")]
    return with_question(scene.answer(scene.say("ask.unit", echo=scene.echo(entry)), *offers), scene, "unit")


def keep_in_unit(scene: Scene, entry: Entry) -> Turn:
    """An entry that waited for its unit, now that it is known."""
    entry = with_units(scene, entry)
    found = doubts(scene.knows.rulebook, scene.athlete, scene.diary, entry)
    return doubt(scene, entry, found) if found else keep(scene, entry)


def continued(scene: Scene, efforts: tuple[Effort, ...]) -> tuple[Effort, ...]:
    """A message that names no exercise goes on with the one before it, if that was not long ago; else with the plan."""
    if not any(isinstance(e, Lift) and e.exercise is None for e in efforts):
        return efforts
    before = scene.diary.latest
    if before and scene.message.sent_at - before.at <= CONTINUES_WITHIN:
        lifts = [e for e in before.efforts if isinstance(e, Lift)]
        return tuple(named(e, lifts[-1].exercise) if lifts else e for e in efforts)
    return against_plan(scene, efforts)


def named(effort: Effort, exercise: str | None) -> Effort:
    if not isinstance(effort, Lift) or effort.exercise is not None:
        return effort
    return msgspec.structs.replace(effort, exercise=exercise)


def against_plan(scene: Scene, efforts: tuple[Effort, ...]) -> tuple[Effort, ...]:
    """Bare numbers on the day of a planned session ("5 5 5 4 4") are its first lift, at the load it asks for."""
    session = scene.next_session()
    if session is None or session.day > scene.said_on:
        return efforts
    target = next((t for t in session.targets if isinstance(t, LiftTarget)), None)
    if target is None:
        return efforts
    found: list[Effort] = []
    for effort in efforts:
        lift = named(effort, target.exercise)
        if isinstance(lift, Lift) and lift is not effort and not any(s.load for s in lift.sets):
            sets = tuple(msgspec.structs.replace(s, load=target.load, load_kind=target.load_kind) for s in lift.sets)
            lift = msgspec.structs.replace(lift, sets=sets)
        found.append(lift)
    return tuple(found)


def settle_units(scene: Scene, efforts: tuple[Effort, ...]) -> Scene:
    """The first unit an athlete writes is theirs from then on, also for what they logged without one."""
    told = [unit for unit in units_told(efforts) if unit]
    if scene.athlete.unit or len(told) != 1:
        return scene
    athlete = msgspec.structs.replace(scene.athlete, unit=told[0])
    return scene.with_notebook(athlete=athlete, diary=scene.diary.settled(told[0]))


def doubt(scene: Scene, entry: Entry, found: tuple[Doubt, ...]) -> Turn:
    """Refuse what cannot be, with the reason; ask once about what hardly can."""
    refused = next((d for d in found if d.kind == "refuse"), None)
    if refused:
        return scene.answer(scene.say("unclear.refused", reason=scene.advise(refused.advice)))
    text = scene.say("ask.confirm", reason=scene.advise(found[0].advice))
    turn = scene.answer(
        text,
        scene.button("yes", Action("keep", entry=entry.id, keeps=entry)),
        scene.button("no", Action("discard", entry=entry.id)),
    )
    return with_question(turn, scene, "confirm")


def with_question(turn: Turn, scene: Scene, key: str) -> Turn:
    """The same turn, remembering that what it says waits for an answer."""
    said = turn.said
    if said is None:
        return turn
    question = Question(key, scene.message.id, said.text, said.buttons, asked_at=scene.now)
    return msgspec.structs.replace(turn, notebook=msgspec.structs.replace(turn.notebook, question=question))


def near_miss(scene: Scene, read: str, missing: str) -> Turn:
    """Say what was read and what was missing, with one example to copy."""
    text = scene.say(
        "unclear.near",
        read=clipped(read),
        missing=scene.say(f"unclear.missing.{missing}"),
        example=scene.say(f"unclear.example.{missing}"),
    )
    return scene.answer(text)


def with_units(scene: Scene, entry: Entry) -> Entry:
    """An entry read before the athlete's unit was known bears it from now on."""
    unit = scene.athlete.unit
    return msgspec.structs.replace(entry, efforts=settled(entry.efforts, unit)) if unit else entry


def clipped(text: str) -> str:
    """Not more of somebody's words than fits a short line."""
    text = text.replace("\n", " ")
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def keep(scene: Scene, entry: Entry, reading: Reading | None = None) -> Turn:
    """Put the entry into the diary and say what it did for the legs and what is next."""
    entry = with_units(scene, entry)
    before = scene.entry(entry.id)
    planned = scene.next_session() if before else None
    asked_before = any(action.do == "unit" for action in scene.notebook.actions.values())
    undone = tuple(e for e in scene.notebook.undone if e.id != entry.id)
    scene = scene.with_notebook(diary=scene.diary.with_entry(entry), undone=undone)
    judgement = judge(scene.knows.rulebook, scene.athlete, scene.diary, entry, scene.now, scene.today)
    lines = stored_lines(scene, entry, judgement, reading, corrected=before is not None)
    minded = minded_lines(scene, entry, judgement)
    if before:
        minded = [scene.advise(change) for change in changes(planned, judgement.next)[:1]] + minded
    offers = [scene.button("undo", Action("undo", entry=entry.id)), scene.button("why", Action("why"))]
    if None in units_told(entry.efforts) and not asked_before:
        minded.append(scene.say("log.unit", unit=scene.athlete.settled_unit))
        offers = [scene.button(unit, Action("unit", value=unit)) for unit in ("kg", "lb")] + offers
    if minded:
        lines.append(" ".join(minded))
    turn = scene.answer("\n".join(lines), *offers)
    return msgspec.structs.replace(turn, session=judgement.next)


def minded_lines(scene: Scene, entry: Entry, judgement: Judgement) -> list[str]:
    """What to be careful with, and what was said besides."""
    minded = [scene.advise(caution) for caution in judgement.cautions[:1]]
    return minded + ([scene.say("log.note", note=clipped(entry.note))] if entry.note else [])


def stored_lines(
    scene: Scene, entry: Entry, judgement: Judgement, reading: Reading | None, *, corrected: bool
) -> list[str]:
    """What was stored, what it did for the legs, and what is next."""
    echoes = [echo(effort, scene.knows.speaker, scene.athlete.language) for effort in entry.efforts]
    if entry.day != scene.today:
        echoes[0] = scene.say("log.on_day", day=entry.day, echo=echoes[0])
    if corrected:
        echoes[0] = scene.say("log.corrected", echo=echoes[0])
    if reading and reading.read_as:
        written, exercise = reading.read_as[0]
        echoes[0] += f" ({scene.say('log.read_as', written=written, exercise_name=exercise)})"
    verdicts = [verdict_text(scene, verdict) for verdict in judgement.verdicts]
    if len(echoes) == 1:
        lines = [scene.say("log.stored", echo=echoes[0]), *verdicts]
    else:
        pairs = zip(echoes, verdicts, strict=True)
        lines = [scene.say("log.stored_verdict", echo=e, verdict=v) for e, v in pairs]
    if judgement.next:
        lines.append(
            scene.say("log.next", day=judgement.next.day, session=session_line(scene, judgement.next, SHOWN_TARGETS))
        )
    return lines


def verdict_text(scene: Scene, verdict: Verdict) -> str:
    parts = [verdict.advice, *([verdict.record] if verdict.record else [])]
    return " ".join(scene.advise(part) for part in parts)


def as_planned(scene: Scene, day: dt.date | None = None) -> Turn:
    """The next session was done just as it was asked, today or on `day`; a load found by feel has to be told."""
    session = scene.next_session()
    if session is None:
        return scene.answer(next_line(scene, "next.session", "next.none"))
    if day is None and session.day > scene.said_on:
        return scene.answer(scene.say("log.not_due", day=session.day, session=session_line(scene, session)))
    efforts = tuple(done(target) for target in session.targets)
    if None in efforts:
        return scene.answer(scene.say("log.tell_loads", session=session_line(scene, session)))
    kept = tuple(effort for effort in efforts if effort is not None)
    return keep(scene, Entry(scene.message.id, day or scene.said_on, scene.message.sent_at, kept))


def done(target: LiftTarget | SprintTarget) -> Effort | None:
    """A target as an effort; None where its load was left to be found by feel."""
    if isinstance(target, SprintTarget):
        said = ("sprint", "hill") if target.hill else ("sprint",)
        return Run(metres=target.metres, reps=target.reps, rest_s=target.rest_s, said=said)
    if target.load is None and target.load_kind is None and target.seconds is None:
        return None
    sets = [Set(reps, target.load, target.load_kind, target.seconds, target.metres) for reps in target.reps]
    if target.backoff is not None:
        sets[1:] = [msgspec.structs.replace(one, load=target.backoff) for one in sets[1:]]
    return Lift(target.exercise, tuple(sets))


def offer_repeat(scene: Scene) -> Turn:
    """Ask before the same session is logged once more."""
    before = scene.diary.latest
    if before is None:
        return scene.answer(scene.say("history.none"))
    again = Entry(scene.message.id, scene.said_on, scene.message.sent_at, before.efforts)
    yes = scene.button("yes", Action("keep", entry=again.id, keeps=again))
    no = scene.button("no", Action("discard", entry=again.id))
    return with_question(scene.answer(scene.say("log.again", echo=scene.echo(before)), yes, no), scene, "again")


def offer_to_log(scene: Scene, turn: Turn, reading: Reading) -> Turn:
    """The same turn with a button that logs what was read beside it, unless that could not be kept as it is."""
    efforts = continued(scene, reading.efforts)
    entry = Entry(scene.message.id, reading.day or scene.said_on, scene.message.sent_at, efforts)
    bare = any(isinstance(e, Lift) and (e.exercise is None or not e.sets) for e in efforts)
    if turn.said is None or bare or doubts(scene.knows.rulebook, scene.athlete, scene.diary, entry):
        return turn
    after = msgspec.structs.replace(scene, notebook=turn.notebook)
    keeps = Action("keep", entry=entry.id, keeps=entry)
    offered = after.answer(turn.said.text, after.button("log_it", keeps, echo=scene.echo(entry)))
    said = msgspec.structs.replace(turn.said, buttons=(*turn.said.buttons, *buttons_of(offered)))
    return msgspec.structs.replace(turn, notebook=offered.notebook, said=said)


def buttons_of(turn: Turn) -> tuple[Button, ...]:
    return turn.said.buttons if turn.said else ()


def repeat(scene: Scene) -> Turn:
    """The same session once more."""
    before = scene.diary.latest
    if before is None:
        return scene.answer(scene.say("history.none"))
    again = Entry(scene.message.id, scene.said_on, scene.message.sent_at, before.efforts)
    return keep(scene, again)
