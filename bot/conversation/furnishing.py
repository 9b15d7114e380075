"""The athlete tells what there is to train with, and what they weigh: kept, said back, and loads follow."""

import msgspec

from bot.conversation.scene import Scene
from bot.language.equipment import Gear, in_unit
from bot.training.athlete import Athlete
from bot.training.quantities import Load


def with_gear(athlete: Athlete, gear: Gear) -> Athlete:
    """The athlete with what was told; pieces in the athlete's own unit."""
    unit, kit = athlete.settled_unit, athlete.kit
    kit = msgspec.structs.replace(
        kit,
        has=kit.has if gear.has is None else gear.has,
        bar=in_unit(gear.bar, unit) if gear.bar else kit.bar,
        plates=tuple(in_unit(plate, unit) for plate in gear.plates) or kit.plates,
        dumbbell_step=in_unit(gear.dumbbell_step, unit) if gear.dumbbell_step else kit.dumbbell_step,
        stack_step=in_unit(gear.stack_step, unit) if gear.stack_step else kit.stack_step,
    )
    body = gear.bodyweight
    weight = athlete.bodyweight_kg if body is None else Load(body.amount, body.unit or unit).kg
    return msgspec.structs.replace(athlete, kit=kit, bodyweight_kg=weight)


def gear_lines(scene: Scene, gear: Gear | None = None) -> list[str]:
    """All that is known of the kit, or what was told just now."""
    athlete, kit = scene.athlete, scene.athlete.kit
    unit = athlete.settled_unit
    names = ", ".join(scene.say(f"kit.{name}") for name in kit.has) or scene.say("kit.gym")
    pieces = {"bar": kit.bar, "dumbbell_step": kit.dumbbell_step, "stack_step": kit.stack_step}
    lines = [scene.say("settings.kit", kit=names)] if (kit.has if gear is None else gear.has is not None) else []
    lines += [
        scene.say(f"settings.{name}", load=Load(amount, unit))
        for name, amount in pieces.items()
        if amount is not None and (gear is None or getattr(gear, name))
    ]
    if kit.plates and (gear is None or gear.plates):
        lines.append(scene.say("settings.plates", load=Load(min(kit.plates), unit)))
    if athlete.bodyweight_kg is not None and (gear is None or gear.bodyweight):
        lines.append(scene.say("settings.bodyweight", load=_shown(athlete)))
    return lines


def _shown(athlete: Athlete) -> Load:
    shown = Load(athlete.bodyweight_kg or 0.0, "kg").to(athlete.settled_unit)
    return Load(round(shown.amount, 1), shown.unit)
