"""Two readings remain: one short question with at most three buttons; nothing is kept until it is answered."""

from bot.conversation.log import with_question
from bot.conversation.ports import Action
from bot.conversation.scene import Offer, Scene, Turn
from bot.language.echoing import echo
from bot.language.reading import Option, Reading
from bot.training.diary import Entry


def ask(scene: Scene, reading: Reading) -> Turn:
    """Offer each reading as what it would be kept as."""
    question = reading.ask
    if question is None:
        return scene.answer(scene.say("unclear.nothing"))
    key = f"ask.{question.key}" if scene.knows.speaker.knows(f"ask.{question.key}") else "ask.pick"
    text = scene.say(key, text=scene.message.text[:60], **question.numbers)
    offers = [offer(scene, option) for option in question.options]
    if len(offers) == 1:
        offers.append(scene.button("no", Action("discard", entry=scene.message.id)))
    return with_question(scene.answer(text, *offers), scene, question.key)


def offer(scene: Scene, option: Option) -> Offer:
    entry = Entry(scene.message.id, option.day or scene.said_on, scene.message.sent_at, option.efforts)
    if option.key == "day":
        return scene.say("ask.day_option", day=entry.day), Action("keep", entry=entry.id, keeps=entry)
    label = "; ".join(echo(effort, scene.knows.speaker, scene.athlete.language) for effort in option.efforts)
    return label or scene.say("button.no"), Action("keep" if option.efforts else "discard", entry=entry.id, keeps=entry)
