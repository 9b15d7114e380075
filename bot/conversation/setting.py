"""Settings told by name, kit or a place on the map: kept and said back, or answered with what is expected."""

import msgspec

from bot.conversation.scene import Scene, Turn
from bot.conversation.telling import in_new_unit, keep, kept
from bot.conversation.travelling import there
from bot.language.intents import SPEAK
from bot.language.kits import KitTold, kit_told
from bot.language.languages import spoken_languages
from bot.language.places import Place
from bot.language.profiles import Named, is_of_self, named, topic
from bot.language.understanding import Meaning
from bot.language.zones import zone_at


def set_plainly(scene: Scene, meaning: Meaning) -> Turn | None:
    """The answer to a message that sets something and does nothing else; None for any other."""
    heard = meaning.heard
    if scene.message.group or meaning.command:
        return None
    if kit := kit_told(heard):
        return keep_kit(scene, kit)
    if meaning.reading.efforts or meaning.reading.ask:
        return None
    found = named(heard)
    return by_name(scene, meaning, found) if found else None


def by_name(scene: Scene, meaning: Meaning, found: Named) -> Turn | None:
    """ "my level is advanced". A name in the middle of talk, with no value to it, is left to others."""
    if found.told.changes:
        return keep(scene, found.told)
    if found.setting == "language":
        for word in found.words:
            command = scene.knows.understanding.command(word)
            if command.startswith(SPEAK):
                return speak(scene, command.removeprefix(SPEAK))
    return expected(scene, found.setting) if not found.words or is_of_self(meaning.heard) else None


def keep_kit(scene: Scene, told: KitTold) -> Turn:
    """Bar, plates and steps change the very next load; what there is, the exercises of a plan."""
    if told.wrong:
        return expected(scene, told.wrong)
    athlete = scene.athlete
    if told.unit and athlete.unit is None:
        diary = scene.diary.settled(told.unit)
        scene = scene.with_notebook(athlete=in_new_unit(athlete, told.unit), diary=diary)
    kit = told.on(scene.athlete.kit, scene.athlete.settled_unit)
    scene = scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, kit=kit))
    return kept(scene, ("kit",))


def on_the_map(scene: Scene, latitude: float, longitude: float) -> Turn:
    """A place on the map: its zone is kept, the place is not."""
    return there(scene, Place(zone_at(latitude, longitude), "", passing=True))


def speak(scene: Scene, language: str) -> Turn:
    """From now on in this language."""
    changed = scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, language=language))
    return changed.answer(changed.say("told.language"))


def expected(scene: Scene, setting: str) -> Turn:
    """What this setting takes, with an example."""
    languages = ", ".join(scene.say(f"expect.speaks_{code}") for code in spoken_languages())
    return scene.answer(scene.say(f"expect.{setting}", languages=languages))


def expected_of(scene: Scene, meaning: Meaning) -> Turn | None:
    """The same for a message that is about a setting, and tells nothing that could be kept."""
    about = topic(meaning.heard)
    return expected(scene, about) if about and is_of_self(meaning.heard) else None
