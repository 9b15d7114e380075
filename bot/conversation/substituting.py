""" "Rack taken, what instead?": other lifts for the same job."""

from bot.coaching.advice import LiftTarget
from bot.coaching.history import History
from bot.coaching.substitutes import substitutes
from bot.conversation.scene import Scene, Turn
from bot.language.names import Found
from bot.language.understanding import Meaning
from bot.training.diary import Lift

LONGEST_NAME, LONGEST_ASKED = 4, 14  # words


def instead(scene: Scene, meaning: Meaning) -> Turn | None:
    """What can be done in place of the lift that is named, or of the first one planned; None where nothing is asked, a
    workout is told, or no other lift is known."""
    told = any(isinstance(effort, Lift) and effort.sets for effort in meaning.reading.efforts)
    if told or meaning.command or not meaning.heard.has("instead_of_what"):
        return None
    lift = _named(scene, meaning.heard.words[:LONGEST_ASKED]) or _planned(scene)
    history = History(scene.knows.rulebook, scene.athlete, scene.diary, scene.today)
    found = substitutes(history, lift) if lift else ()
    if not found:
        return None
    names = ", ".join(scene.knows.speaker.name(name, scene.athlete.language) for name in found)
    return scene.answer(scene.say("instead.of", exercise=lift, names=names))


def _named(scene: Scene, words: tuple[str, ...]) -> str:
    """The longest run of words that is the name of a lift."""
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            found = scene.knows.lexicon.find(words[start : start + length], scene.athlete.names)
            if isinstance(found, Found) and found.how != "typo":
                return found.exercise
    return ""


def _planned(scene: Scene) -> str:
    session = scene.next_session()
    targets = session.targets if session else ()
    return next((target.exercise for target in targets if isinstance(target, LiftTarget)), "")
