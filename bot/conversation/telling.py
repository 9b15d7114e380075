"""The athlete tells of themselves: kept, said back, and the next session follows."""

import msgspec

from bot.coaching.calendar import days_too_close
from bot.conversation.planning import ASKED_ZONE
from bot.conversation.preferring import scheme_lines
from bot.conversation.scene import Scene, Turn, next_line
from bot.language.kits import KitTold, in_unit, kit_mentioned
from bot.language.profiles import Told, told
from bot.language.understanding import Meaning
from bot.training.athlete import Athlete
from bot.training.quantities import Load, LoadUnit

NO_KIT = KitTold()


def tell(scene: Scene, meaning: Meaning) -> Turn:
    """Keep what was told; say what can be told where nothing of it was."""
    found, kit = told(meaning.heard), kit_mentioned(meaning.heard)
    if kit.anything and scene.athlete.unit:
        found = msgspec.structs.replace(found, unit=None)
    if not found.changes and not kit.anything:
        return scene.answer(scene.say("told.nothing"))
    return keep(scene, found, kit)


def keep(scene: Scene, found: Told, kit: KitTold = NO_KIT) -> Turn:
    athlete = in_new_unit(scene.athlete, found.unit) if found.unit else scene.athlete
    athlete = with_kit(msgspec.structs.replace(athlete, **found.changes), kit)
    diary = scene.diary.settled(found.unit) if found.unit else scene.diary
    question = scene.notebook.question
    if found.zone and question and question.key == ASKED_ZONE:
        question = None
    scene = scene.with_notebook(athlete=athlete, diary=diary, question=question)
    return kept(scene, tuple(found.changes), kit)


def kept(scene: Scene, names: tuple[str, ...], kit: KitTold = NO_KIT) -> Turn:
    """What was changed as it now is, and the session that follows from it."""
    lines = [line for line in (line_of(scene, name) for name in ORDER if name in names) if line]
    lines += kit_lines(scene, kit)
    lines += [scene.say("settings.adult")] if "age" in names and scene.athlete.age == "adult" else []
    if "days" in names and scene.athlete.days and days_too_close(scene.athlete):
        lines.append(scene.say("note.days_too_close"))
    following = [next_line(scene, "next.session", "next.none")] if not scene.diary.empty else []
    return scene.answer("\n".join([scene.say("told.kept", settings=" ".join(lines)), *following]))


def in_new_unit(athlete: Athlete, unit: LoadUnit) -> Athlete:
    """The athlete with this unit; kit that was told in another is the same kit."""
    kit = athlete.kit if athlete.unit in (None, unit) else in_unit(athlete.kit, athlete.settled_unit, unit)
    return msgspec.structs.replace(athlete, unit=unit, kit=kit)


def overview(scene: Scene) -> str:
    """All settings, and how to change them."""
    lines = [line for line in (line_of(scene, name) for name in ORDER) if line]
    return "\n".join([" ".join(lines), *scheme_lines(scene), scene.say("settings.change")])


ORDER = ("unit", "days", "remind_at", "zone", "level", "age", "kit")


def line_of(scene: Scene, name: str) -> str:
    """One setting as it is; '' where there is nothing to say of it."""
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
        case "kit":
            gym = scene.say("settings.kit", kit=scene.say("kit.gym"))
            return " ".join([*([] if athlete.kit.has else [gym]), *kit_lines(scene)])
        case _:
            return scene.say(f"settings.{athlete.age}") if athlete.age != "adult" else ""


def with_kit(athlete: Athlete, told: KitTold) -> Athlete:
    """The athlete with what was told, in the athlete's own unit."""
    unit, body = athlete.settled_unit, told.bodyweight
    weight = athlete.bodyweight_kg if body is None else Load(body, told.unit or unit).kg
    return msgspec.structs.replace(athlete, kit=told.on(athlete.kit, unit), bodyweight_kg=weight)


def kit_lines(scene: Scene, told: KitTold | None = None) -> list[str]:
    """All that is known of the kit, or what was told just now."""
    athlete, kit = scene.athlete, scene.athlete.kit
    unit = athlete.settled_unit
    names = ", ".join(scene.say(f"kit.{name}") for name in kit.has) or scene.say("kit.gym")
    pieces = {"bar": kit.bar, "dumbbell_step": kit.dumbbell_step, "stack_step": kit.stack_step}
    lines = [scene.say("settings.kit", kit=names)] if (kit.has if told is None else told.has is not None) else []
    lines += [
        scene.say(f"settings.{name}", load=Load(amount, unit))
        for name, amount in pieces.items()
        if amount is not None and (told is None or getattr(told, name))
    ]
    if kit.plates and (told is None or told.plates):
        lines.append(scene.say("settings.plates", load=Load(min(kit.plates), unit)))
    if athlete.bodyweight_kg is not None and (told is None or told.bodyweight):
        lines.append(scene.say("settings.bodyweight", load=_shown(athlete)))
    return lines


def _shown(athlete: Athlete) -> Load:
    shown = Load(athlete.bodyweight_kg or 0.0, "kg").to(athlete.settled_unit)
    return Load(round(shown.amount, 1), shown.unit)
