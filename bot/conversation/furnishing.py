"""The athlete tells what there is to train with, and what they weigh: kept, said back, and loads follow."""

import msgspec

from bot.conversation.scene import Scene
from bot.language.kits import KitTold
from bot.training.athlete import Athlete
from bot.training.quantities import Load


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
