"""A question comes in: answered from the evidence, with a line from the athlete's own diary."""

import msgspec

from bot.coaching.advice import LiftTarget
from bot.coaching.history import History
from bot.coaching.plan import starting_week
from bot.coaching.readings import READINGS
from bot.coaching.weighing import weighed
from bot.coaching.whatif import after_days_off, after_reps
from bot.conversation.ports import Action
from bot.conversation.scene import Scene, Turn, session_line
from bot.language.concepts import Heard
from bot.language.profiles import supposed
from bot.language.questions import Question
from bot.language.understanding import Meaning
from bot.training.diary import Lift


def answer(scene: Scene, question: Question) -> Turn:
    """The row's answer, how strong its evidence is, and what the diary adds; its sources on request."""
    asked = scene.button("sources", Action("sources", value=question.name))
    return scene.answer(answer_text(scene, question), asked)


def sources(scene: Scene, question: Question) -> Turn:
    """What an answer rests on."""
    book = scene.knows.rulebook
    named = "; ".join(book.sources[key] for key in question.sources)
    key = "answer.sources" if named else "answer.no_sources"
    return scene.answer(scene.say(key, ask=scene.say(f"question.{question.name}.ask"), list=named))


def answer_text(scene: Scene, question: Question) -> str:
    name = f"question.{question.name}"
    text = [scene.say(f"{name}.answer"), scene.say(f"answer.evidence_{question.evidence}")]
    lines = [" ".join(text)]
    if question.reading and scene.diary.empty:
        lines.append(scene.say("answer.empty_diary"))
    elif question.reading:
        numbers = READINGS[question.reading](scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
        lines.append(scene.say(f"{name}.diary", **numbers))
    if question.plan:
        lines += first_week(scene)
    return "\n".join(lines)


def first_week(scene: Scene) -> list[str]:
    """Two leg days from the kit there is, and a sprint day for who likes one; nothing for who lifts already."""
    history = History(scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
    if history.leg_days:
        return []
    week = starting_week(scene.knows.rulebook, scene.athlete, scene.today, sprints=True)
    lines = []
    for session in week:
        lifts = isinstance(session.targets[0], LiftTarget)
        key = "first_week.day" if lifts else "first_week.sprint_day"
        lines.append(scene.say(key, day=session.day, session=session_line(scene, session)))
    by_feel = any(isinstance(t, LiftTarget) and t.advice().key == "next.lift_feel" for day in week for t in day.targets)
    notes = [note for day in week[:1] for note in day.notes if by_feel or note.key != "note.by_feel"]
    return [*lines, *[scene.advise(note) for note in notes[:1]]]


def own_answer(scene: Scene, turn: Turn, heard: Heard) -> str:
    """Whether what was just logged was too heavy or too light; empty for any other question."""
    after = msgspec.structs.replace(scene, notebook=turn.notebook)
    entry = after.entry(scene.message.id)
    lifts = [f.exercise for f in entry.efforts if isinstance(f, Lift) and f.exercise] if entry else []
    if not lifts or not heard.has("too_heavy"):
        return ""
    history = History(scene.knows.rulebook, after.athlete, after.diary, after.today)
    advice = weighed(history, lifts[0])
    return after.advise(advice) if advice else ""


def which(scene: Scene, questions: tuple[Question, ...]) -> Turn:
    """Two questions lie close: ask which was meant."""
    lines = [scene.say("unclear.two_answers")]
    offers = [(scene.say(f"question.{q.name}.ask"), Action("answer", value=q.name)) for q in questions]
    return scene.answer("\n".join(lines), *offers)


def unknown(scene: Scene, nearest: tuple[Question, ...]) -> Turn:
    """An honest "I don't know that one", with the nearest topics where there are any."""
    if not nearest:
        return scene.answer(scene.say("unclear.no_answer_plain"))
    topics = " · ".join(scene.say(f"question.{q.name}.ask") for q in nearest)
    offers = [(scene.say(f"question.{q.name}.ask"), Action("answer", value=q.name)) for q in nearest]
    return scene.answer(scene.say("unclear.no_answer", nearest=topics), *offers)


def what_if(scene: Scene, meaning: Meaning) -> Turn | None:
    """ "What if I miss two weeks", "what if I get 5 4 3": the answer from the athlete's own diary; None where
    nothing is supposed, or nothing is planned."""
    found = supposed(meaning.heard)
    if found is None or scene.diary.empty:
        return None
    book, athlete, diary, today = scene.knows.rulebook, scene.athlete, scene.diary, scene.today
    if found.days:
        session = after_days_off(book, athlete, diary, today, found.days)
    else:
        session = after_reps(book, athlete, diary, today, found.reps)
    if session is None:
        return None
    key = "what_if.away" if found.days else "what_if.reps"
    line = session_line(scene, session)
    return scene.answer(scene.say(key, days=found.days, reps=found.reps, day=session.day, session=line))
