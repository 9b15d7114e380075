"""A workout comes in: settle its units, doubt what cannot be, keep it, judge it, and give the next session."""

import datetime as dt

import msgspec

from bot.coaching.advice import Doubt, LiftTarget
from bot.coaching.changes import changes
from bot.coaching.judging import day_doubts, doubts, judge
from bot.conversation.learning import learnt, relearnt
from bot.conversation.ports import Action, Question
from bot.conversation.receipt import Told, clipped, receipt
from bot.conversation.scene import Scene, Turn, buttons_of
from bot.language.name_words import spellings
from bot.language.reading import Reading
from bot.training.diary import Effort, Entry, Lift, settled, units_told

NOTE_KEPT = 200
CHOSEN = "chosen"  # the value of a button that keeps one of several readings
CONTINUES_WITHIN = dt.timedelta(hours=3)


def log(scene: Scene, reading: Reading) -> Turn:
    """Keep what was read, unless it is beyond human or names no exercise; ask first where it is hardly possible."""
    if not reading.efforts:
        return near_miss(scene, scene.message.text, "numbers")
    efforts = as_equipped(scene, continued(scene, reading.efforts))
    if any(isinstance(e, Lift) and e.exercise is None for e in efforts):
        return near_miss(scene, scene.message.text, "exercise")
    if efforts != reading.efforts and (named_only := only_named(scene)):
        scene = scene.without(named_only.id)
    scene = learnt(settle_units(scene, efforts), reading.settled)
    before = scene.entry(scene.message.id)
    entry = Entry(
        id=scene.message.id,
        day=reading.day or (before.day if before else scene.said_on),
        at=before.at if before else scene.message.sent_at,
        efforts=settled(efforts, scene.athlete.unit) if scene.athlete.unit else efforts,
        note=note_of(reading),
    )
    return believed(scene, entry, reading)


def note_of(reading: Reading) -> str:
    return ", ".join(reading.notes)[:NOTE_KEPT]


def chosen(scene: Scene, entry: Entry) -> Turn:
    """The reading that an athlete chose needs an exercise and must be believable like any other."""
    efforts = continued(scene, entry.efforts)
    if any(isinstance(e, Lift) and e.exercise is None for e in efforts):
        return near_miss(scene, scene.echo(entry), "exercise")
    scene = settle_units(scene, efforts)
    return believed(scene, with_units(scene, msgspec.structs.replace(entry, efforts=efforts)))


def believed(scene: Scene, entry: Entry, reading: Reading | None = None) -> Turn:
    """Keep an entry, unless it is hard to believe: then ask, or refuse it."""
    found = doubted(scene, entry)
    if found and scene.athlete.unit is None and None in units_told(entry.efforts):
        return ask_unit(scene, entry)
    return doubt(scene, entry, found) if found else keep(scene, entry, reading)


def doubted(scene: Scene, entry: Entry) -> tuple[Doubt, ...]:
    """What is doubtful about an entry: first of all its day."""
    book = scene.knows.rulebook
    return day_doubts(book, entry, scene.today) or doubts(book, scene.athlete, scene.diary, entry)


def ask_unit(scene: Scene, entry: Entry) -> Turn:
    """Where kilograms are hard to believe and nobody has said which unit it is, that is the question."""
    offers = [scene.button(unit, Action("unit", value=unit, entry=entry.id, keeps=entry)) for unit in ("kg", "lb")]
    return with_question(scene.answer(scene.say("ask.unit", echo=scene.echo(entry)), *offers), scene, "unit")


def keep_in_unit(scene: Scene, entry: Entry) -> Turn:
    """An entry that waited for its unit, now that it is known."""
    return believed(scene, with_units(scene, entry))


def continued(scene: Scene, efforts: tuple[Effort, ...]) -> tuple[Effort, ...]:
    """A message that names no exercise goes on with the one before it, if that was not long ago; else with the plan."""
    if not any(isinstance(e, Lift) and e.exercise is None for e in efforts):
        return efforts
    before = scene.diary.latest
    if before and scene.message.sent_at - before.at <= CONTINUES_WITHIN:
        lifts = [e for e in before.efforts if isinstance(e, Lift)]
        return tuple(named(e, lifts[-1].exercise) if lifts and goes_on(lifts[-1], e) else e for e in efforts)
    return against_plan(scene, efforts)


def as_equipped(scene: Scene, efforts: tuple[Effort, ...]) -> tuple[Effort, ...]:
    """ "squats 3x10" of somebody who has nothing but the body are no squats with a bar."""
    if scene.athlete.kit.has != ("bodyweight",):
        return efforts
    return tuple(_bare(effort) if isinstance(effort, Lift) else effort for effort in efforts)


def _bare(lift: Lift) -> Lift:
    loaded = any(s.load for s in lift.sets)
    name = spellings().bare.get(lift.exercise or "")
    return lift if loaded or name is None else msgspec.structs.replace(lift, exercise=name)


def only_named(scene: Scene) -> Entry | None:
    """The entry just before, where it names one lift and no set of it: the sets that come now are its own."""
    before = scene.diary.latest
    if before is None or before.id == scene.message.id or scene.message.sent_at - before.at > CONTINUES_WITHIN:
        return None
    (first, *others) = before.efforts
    return before if isinstance(first, Lift) and not first.sets and not others else None


def goes_on(before: Lift, after: Effort) -> bool:
    """Whether sets without a name can be further ones of that lift: no load after push-ups without any."""
    loaded = isinstance(after, Lift) and any(s.load for s in after.sets)
    return not loaded or not before.sets or any(s.load for s in before.sets)


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
    question = Question(key, scene.message.id, said.text, said.buttons, asked_at=scene.now, heard=scene.last_heard)
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


def keep(scene: Scene, entry: Entry, reading: Reading | None = None) -> Turn:
    """Put the entry into the diary and say what it did for the legs and what is next."""
    entry = with_units(scene, entry)
    before = scene.entry(entry.id)
    planned = scene.next_session() if before else None
    undone = tuple(e for e in scene.notebook.undone if e.id != entry.id)
    scene = scene.with_notebook(diary=scene.diary.with_entry(entry), undone=undone)
    scene = relearnt(scene, before, entry) if before else scene
    judgement = judge(scene.knows.rulebook, scene.athlete, scene.diary, entry, scene.now, scene.today)
    changed = changes(planned, judgement.next) if before else ()
    return receipt(
        scene,
        entry,
        judgement,
        Told(before, tuple(changed), reading.read_as if reading else (), reading.by_habit if reading else ()),
    )


def offer_to_log(scene: Scene, turn: Turn, reading: Reading) -> Turn:
    """The same turn with a button that logs what was read beside it, unless that could not be kept as it is."""
    efforts = continued(scene, reading.efforts)
    entry = Entry(scene.message.id, reading.day or scene.said_on, scene.message.sent_at, efforts)
    bare = any(isinstance(e, Lift) and (e.exercise is None or not e.sets) for e in efforts)
    if turn.said is None or bare or doubted(scene, entry):
        return turn
    after = msgspec.structs.replace(scene, notebook=turn.notebook)
    keeps = Action("keep", entry=entry.id, keeps=entry)
    offered = after.answer(turn.said.text, after.button("log_it", keeps, echo=scene.echo(entry)))
    said = msgspec.structs.replace(turn.said, buttons=(*turn.said.buttons, *buttons_of(offered)))
    return msgspec.structs.replace(turn, notebook=offered.notebook, said=said)
