"""What was told about health is deleted on request: what concerns a place or a pregnancy, or all of it."""

import msgspec

from bot.conversation.scene import Scene, Turn
from bot.language.understanding import Meaning
from bot.training.athlete import Athlete

HEALTH_NOTES = {"pains": (), "reports": (), "pregnant": False, "needs_clearance": False, "bodyweight_kg": None}


def forgets(meaning: Meaning) -> bool:
    """Whether this asks for no more than to forget something about health."""
    return meaning.heard.has("forget_health") and not meaning.reading.efforts


def forget(scene: Scene, meaning: Meaning) -> Turn:
    """Delete it, and say so; where nothing of it is kept, say that."""
    athlete = without(scene, meaning)
    if athlete == scene.athlete:
        return scene.answer(scene.say("privacy.nothing_to_forget"))
    return scene.with_notebook(athlete=athlete).answer(scene.say("privacy.forgotten"))


def without(scene: Scene, meaning: Meaning) -> Athlete:
    places = scene.knows.understanding.places(meaning.heard)
    if places:
        pains = tuple(pain for pain in scene.athlete.pains if pain.pattern not in places)
        return msgspec.structs.replace(scene.athlete, pains=pains)
    if meaning.heard.has("pregnant"):
        return msgspec.structs.replace(scene.athlete, pregnant=False)
    return msgspec.structs.replace(scene.athlete, **HEALTH_NOTES)
