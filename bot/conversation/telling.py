"""The athlete tells of themselves: kept, said back, and the next session follows."""

import msgspec

from bot.coaching.calendar import days_too_close
from bot.conversation.furnishing import gear_lines, with_gear
from bot.conversation.preferring import scheme_lines
from bot.conversation.scene import Scene, Turn, next_line
from bot.language.equipment import Gear, told_gear
from bot.language.profiles import Told, told
from bot.language.understanding import Meaning

NO_GEAR = Gear()


def tell(scene: Scene, meaning: Meaning) -> Turn:
    """Keep what was told; say what can be told where nothing of it was."""
    found, gear = told(meaning.heard), told_gear(meaning.heard)
    if gear.anything and scene.athlete.unit:
        found = msgspec.structs.replace(found, unit=None)
    if not found.changes and not gear.anything:
        return scene.answer(scene.say("told.nothing"))
    return keep(scene, found, gear)


def keep(scene: Scene, found: Told, gear: Gear = NO_GEAR) -> Turn:
    athlete = with_gear(msgspec.structs.replace(scene.athlete, **found.changes), gear)
    diary = scene.diary.settled(found.unit) if found.unit else scene.diary
    scene = scene.with_notebook(athlete=athlete, diary=diary)
    lines = [line for line in (_line(scene, name) for name in ORDER if name in found.changes) if line]
    lines += gear_lines(scene, gear)
    if found.days and days_too_close(athlete):
        lines.append(scene.say("note.days_too_close"))
    following = [next_line(scene, "next.session", "next.none")] if not scene.diary.empty else []
    return scene.answer("\n".join([scene.say("told.kept", settings=" ".join(lines)), *following]))


def speak(scene: Scene, language: str) -> Turn:
    """From now on in this language."""
    changed = scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, language=language))
    return changed.answer(changed.say("told.language"))


def settings(scene: Scene) -> Turn:
    """All settings, and how to change them."""
    if scene.message.group:
        return scene.answer(scene.say("told.in_private"))
    lines = [line for line in (_line(scene, name) for name in ORDER) if line]
    return scene.answer(
        "\n".join([" ".join([*lines, *gear_lines(scene)]), *scheme_lines(scene), scene.say("settings.change")])
    )


ORDER = ("unit", "days", "remind_at", "zone", "level", "age")


def _line(scene: Scene, name: str) -> str:
    athlete = scene.athlete
    match name:
        case "unit":
            return scene.say("settings.unit" if athlete.unit else "settings.no_unit", unit=athlete.settled_unit)
        case "days":
            names = ", ".join(scene.say(f"weekday.{day}") for day in athlete.days)
            return scene.say("settings.days", days=names) if names else scene.say("settings.any_day")
        case "remind_at":
            return scene.say("settings.time" if athlete.reminders else "settings.no_reminders", time=athlete.remind_at)
        case "zone":
            return scene.say("settings.zone", zone=scene.zone_name, now=scene.local_time)
        case "level":
            return scene.say(f"settings.{athlete.level}") if athlete.level else ""
        case _:
            return scene.say(f"settings.{athlete.age}") if athlete.age != "adult" else ""
