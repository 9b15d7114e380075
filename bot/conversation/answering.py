"""A question comes in: answered from the evidence, with a line from the athlete's own diary."""

from bot.coaching.readings import READINGS
from bot.conversation.ports import Action
from bot.conversation.scene import Scene, Turn
from bot.language.questions import Question


def answer(scene: Scene, question: Question) -> Turn:
    """The row's answer, how strong its evidence is, and what the diary adds."""
    return scene.answer(answer_text(scene, question))


def answer_text(scene: Scene, question: Question) -> str:
    name = f"question.{question.name}"
    text = [scene.say(f"{name}.answer"), scene.say(f"answer.evidence_{question.evidence}")]
    lines = [" ".join(text)]
    if question.reading and scene.diary.empty:
        lines.append(scene.say("answer.empty_diary"))
    elif question.reading:
        numbers = READINGS[question.reading](scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
        lines.append(scene.say(f"{name}.diary", **numbers))
    return "\n".join(lines)


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
