"""What athletes tell of their kit and their own weight, and what is no such thing."""

import pytest

from bot.language.concepts import load_concepts
from bot.language.equipment import Gear, told_gear
from bot.training.quantities import Load


def kg(amount: float) -> Load:
    return Load(amount, "kg")


TOLD = [
    ("I only have dumbbells", Gear(has=("dumbbells",))),
    ("i have a barbell and kettlebells at home", Gear(has=("barbell", "dumbbells"))),
    ("training at home with no equipment", Gear(has=("bodyweight",))),
    ("I train in a normal gym", Gear(has=())),
    ("my bar is 15 kg", Gear(bar=kg(15))),
    ("my smallest plates are 1.25", Gear(plates=(Load(1.25),))),
    ("my plates are 20, 10, 5 and 2.5 kg", Gear(plates=(kg(20), kg(10), kg(5), kg(2.5)))),
    ("my dumbbells go up in 2.5 lb steps", Gear(dumbbell_step=Load(2.5, "lb"))),
    ("the machines go up in 7 kg steps", Gear(stack_step=kg(7))),
    ("I weigh 80 kg", Gear(bodyweight=kg(80))),
    ("my bodyweight is 180 lb", Gear(bodyweight=Load(180, "lb"))),
    # nothing of the kind
    ("I don't have dumbbells", Gear()),
    ("I weigh 8 kg", Gear()),
    ("my bar is 200 kg", Gear()),
    ("I train mon and thu at 18:00", Gear()),
    ("I live in Oslo", Gear()),
]


@pytest.mark.parametrize(("text", "gear"), TOLD)
def test_what_is_told_of_the_kit(text: str, gear: Gear) -> None:
    assert told_gear(load_concepts().read(text)) == gear
    assert gear.anything == (gear != Gear())
