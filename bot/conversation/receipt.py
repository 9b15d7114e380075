"""What is said of an entry that was kept: the entry, what it did for the legs, what is next, and the buttons below."""

import msgspec

from bot.coaching.advice import MUSCLES, Advice, Credit, Judgement, LiftTarget, NextSession, SprintTarget, Verdict
from bot.coaching.judging import judge
from bot.coaching.ledger import sets_of
from bot.conversation.offering import with_offer
from bot.conversation.ports import Action
from bot.conversation.scene import Offer, Scene, Turn, session_line
from bot.language.echoing import echo
from bot.language.reading import Settled
from bot.training.diary import Effort, Entry, Lift, units_told

IN_WORDS = "correction"  # the value of a button that keeps a corrected entry
SHOWN = 60
SUGGESTED, ROOM = "volume.", 120  # advice on what is missing, and how short the rest must be for it
SHOWN_OF_TWO, SHOWN_OF_ONE = 2, 1  # of the next session, below two efforts; below one, and where the reply is long


class Told(msgspec.Struct, frozen=True):
    """What is said with an entry: what it was before, what that changes in the plan, a name as written with the name
    it was taken for, and the habits of writing that decided what it means."""

    before: Entry | None = None
    changed: tuple[Advice, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    by_habit: tuple[Settled, ...] = ()


def as_kept(scene: Scene, entry: Entry) -> Turn:
    """What was said of an entry, said again as it stands now."""
    judgement = judge(scene.knows.rulebook, scene.athlete, scene.diary, entry, scene.now, scene.today)
    return receipt(scene, entry, judgement, Told())


def receipt(scene: Scene, entry: Entry, judgement: Judgement, told: Told) -> Turn:
    """All that is said of a kept entry, and the question of its unit where nobody has asked it yet."""
    lines = stored_lines(scene, entry, judgement, told)
    minded = [*removed_lines(scene, entry, told.before), *map(scene.advise, first_change(told.changed))]
    minded += minded_lines(scene, entry, judgement, room=sum(map(len, lines)) <= ROOM)
    offers = offers_below(scene, entry, judgement, told)
    asked_before = any(action.do == "unit" for action in scene.notebook.actions.values())
    asks_unit = None in units_told(entry.efforts) and not asked_before
    if asks_unit:
        minded.append(scene.say("log.unit", unit=scene.athlete.settled_unit))
        units = [scene.button(unit, Action("unit", value=unit, entry=entry.id)) for unit in ("kg", "lb")]
        offers = [*units, offers[0], offers[-1]]
    if minded:
        lines.append(" ".join(minded))
    turn = msgspec.structs.replace(scene.answer("\n".join(lines), *offers), session=judgement.next)
    if told.before:
        return turn
    if turn.said and any(verdict.record for verdict in judgement.verdicts):
        said = msgspec.structs.replace(turn.said, reacts=scene.say("log.record"))
        turn = msgspec.structs.replace(turn, said=said)
    return turn if asks_unit else with_offer(scene, turn, judgement.next)


def offers_below(scene: Scene, entry: Entry, judgement: Judgement, told: Told) -> list[Offer]:
    """Undo first and why last; in between what fits best: a name that was misread, one of several to put right, or the
    bests where one was beaten."""
    several = len(entry.efforts) > 1
    offers = [scene.button("undo_all" if several and not told.before else "undo", Action("undo", entry=entry.id))]
    if told.read_as and (wrong := as_written(entry, told)):
        not_it = Action("keep", entry=entry.id, value=IN_WORDS, keeps=wrong)
        offers.append(scene.button("not_exercise", not_it, exercise=called(scene, entry, told.read_as[0][1])))
    elif several and not told.before:
        offers.append(scene.button("fix_one", Action("fix", entry=entry.id)))
    elif any(verdict.record for verdict in judgement.verdicts):
        offers.append(scene.button("bests", Action("command", value="bests")))
    return [*offers, scene.button("why", Action("why"))]


def called(scene: Scene, entry: Entry, name: str) -> str:
    """What the coach calls the exercise of an entry that holds but one; `name` where it holds more."""
    first = entry.efforts[0]
    one = first.exercise if len(entry.efforts) == 1 and isinstance(first, Lift) else None
    return scene.knows.lexicon.said(one) if one else name


def as_written(entry: Entry, told: Told) -> Entry | None:
    """The entry with a name as it was written, in place of the exercise that it was taken for."""
    written, _ = told.read_as[0]
    if len(entry.efforts) != 1 or not isinstance(entry.efforts[0], Lift):
        return None
    return msgspec.structs.replace(entry, efforts=(msgspec.structs.replace(entry.efforts[0], exercise=written),))


def stored_lines(scene: Scene, entry: Entry, judgement: Judgement, told: Told) -> list[str]:
    """What was stored, what it did for the legs, and what is next."""
    echoes = echoed(scene, entry, told.before)
    if told.read_as:
        written, exercise = told.read_as[0]
        place = _place_of(scene, entry, exercise)
        name = called(scene, entry, exercise)
        echoes[place] = scene.say("log.read_as", echo=echoes[place], written=written, exercise=name)
    for habit in told.by_habit[:1]:
        echoes[0] = scene.say(f"log.as_you_write.{'_'.join(habit)}", echo=echoes[0])
    if len(echoes) == 1:
        lines = [scene.say("log.stored", echo=echoes[0]), *(verdict_text(scene, one) for one in judgement.verdicts)]
    else:
        pairs = zip(echoes, judgement.verdicts, strict=True)
        lines = [scene.say("log.stored_verdict", echo=said, verdict=brief_text(scene, one)) for said, one in pairs]
        lines += sets_line(scene, judgement)
    if judgement.next:
        lines.append(scene.say("log.next", day=judgement.next.day, session=next_in_short(scene, entry, judgement.next)))
    return lines


def _place_of(scene: Scene, entry: Entry, name: str) -> int:
    """Where in an entry the exercise of that name stands; 0 where none does."""
    names = [scene.knows.lexicon.name(e.exercise or "") if isinstance(e, Lift) else "" for e in entry.efforts]
    return names.index(name) if name in names else 0


def next_in_short(scene: Scene, entry: Entry, session: NextSession) -> str:
    """The next session in a reply: what was logged first, and how much more there is; `next` says it in full."""
    if len(entry.efforts) > 1:
        return session_line(scene, session, SHOWN_OF_TWO if len(entry.efforts) == 2 else SHOWN_OF_ONE)
    done = entry.efforts[0]
    targets = session.targets
    if isinstance(done, Lift):  # of a lift the same lift is told, else another lift
        targets = tuple(sorted(targets, key=lambda t: 2 - isinstance(t, LiftTarget) - _is(t, done)))
    return session_line(scene, msgspec.structs.replace(session, targets=targets), SHOWN_OF_ONE)


def _is(target: LiftTarget | SprintTarget, done: Lift) -> bool:
    return isinstance(target, LiftTarget) and target.exercise == done.exercise


def echoed(scene: Scene, entry: Entry, before: Entry | None) -> list[str]:
    """Each effort said back; what a correction changed, with what it was."""

    def said(effort: Effort) -> str:
        return echo(effort, scene.knows.speaker, scene.athlete.language)

    echoes = [said(effort) for effort in entry.efforts]
    if before and len(before.efforts) == len(echoes):
        for i, (was, now) in enumerate(zip(before.efforts, entry.efforts, strict=True)):
            if was != now:
                echoes[i] = scene.say("log.corrected", echo=echoes[i], was=difference(said(was), echoes[i]))
    if entry.day != scene.today:
        echoes[0] = scene.say("log.on_day", day=entry.day, echo=echoes[0])
    if before and before.day != entry.day:
        echoes[0] = scene.say("log.corrected_day", echo=echoes[0], day=before.day)
    return echoes


def removed_lines(scene: Scene, entry: Entry, before: Entry | None) -> list[str]:
    """What a correction took out."""
    if before is None or len(before.efforts) <= len(entry.efforts):
        return []
    gone = [effort for effort in before.efforts if effort not in entry.efforts]
    return [scene.say("log.removed", echo=scene.echo(msgspec.structs.replace(entry, efforts=tuple(gone))))]


def difference(was: str, now: str) -> str:
    """What was said before, from the first word that is not the same now: "100 kg" of "Squat 5×5 @ 100 kg"."""
    before, after = was.split(), now.split()
    same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    if same and before[same].isalpha() and before[same - 1][-1].isdigit():
        same -= 1  # a unit goes with its number
    named = any(char.isdigit() for word in before[:same] for char in word)
    return " ".join(before[same:] if named or before[same][0].isdigit() else before)


def verdict_text(scene: Scene, verdict: Verdict) -> str:
    """What an effort did for the legs, and what it beat."""
    parts = [verdict.advice, *([verdict.record] if verdict.record else [])]
    return " ".join(scene.advise(part) for part in parts)


def first_change(changed: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """The first thing that is asked otherwise now, and why."""
    reason = changed[1:2]
    return (*changed[:1], *reason) if reason and reason[0].key.endswith(".because") else changed[:1]


def brief_text(scene: Scene, verdict: Verdict) -> str:
    """The same beside others: as short as it can be said, and only that it was a best."""
    key = f"brief.{verdict.advice.key.partition('.')[2]}"
    said = scene.say(key, **verdict.advice.numbers) if scene.knows.speaker.knows(key) else scene.advise(verdict.advice)
    return f"{said} {scene.say('record.short')}" if verdict.record else said


def sets_line(scene: Scene, judgement: Judgement) -> list[str]:
    """The hard sets of all efforts together, for each muscle that has any."""
    total = sum((verdict.credit for verdict in judgement.verdicts), Credit())
    worked = [(muscle, sets) for muscle in MUSCLES if (sets := round(sets_of(total, muscle), 1))]
    said = [scene.say("brief.muscle", muscle=muscle, sets=sets) for muscle, sets in worked]
    return [scene.say("brief.sets", list=", ".join(said))] if said else []


def minded_lines(scene: Scene, entry: Entry, judgement: Judgement, *, room: bool) -> list[str]:
    """What to be careful with, and what was said besides; what could be done more only where there is room."""
    cautions = judgement.cautions[:1]
    if not room:
        cautions = tuple(caution for caution in cautions if not caution.key.startswith(SUGGESTED))
    minded = [scene.advise(caution) for caution in cautions] or missing_load(scene, entry)
    return minded + ([scene.say("log.note", note=clipped(entry.note))] if entry.note else [])


def missing_load(scene: Scene, entry: Entry) -> list[str]:
    """A lift told without the load that it had before: an example of how to add it, in words that are understood."""
    (first, *others) = entry.efforts
    if others or not isinstance(first, Lift) or not first.sets or any(s.load or s.load_kind for s in first.sets):
        return []
    earlier = (
        s.load for e, lift in reversed(scene.diary.lifts(first.exercise or "")) if e.id != entry.id for s in lift.sets
    )
    load = next((load for load in earlier if load is not None and load.unit), None)
    return [scene.say("log.which_load", load=load)] if load else []


def clipped(text: str) -> str:
    """Not more of somebody's words than fits a short line."""
    text = text.replace("\n", " ")
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
