"""What people tell of their bar, plates, dumbbells and machines; every row of the table shows one way."""

import msgspec
import pytest

from bot.language.concepts import load_concepts
from bot.language.kits import Example, KitTold, examples, in_unit, kit_told
from bot.training.athlete import Kit


@pytest.mark.parametrize("row", examples(), ids=[row.text for row in examples()])
def test_every_row_is_heard_as_it_says(row: Example) -> None:
    wanted = {name: value for name, value in msgspec.structs.asdict(row).items() if name != "text"}
    assert KitTold(**wanted) == kit_told(load_concepts().read(row.text))


ELSE = [
    "squat 5x5 with the 15 kg bar",
    "dumbbell lunges 3x8 20kg",
    "20 kg dumbbells",
    "dumbbells",
    "which plates do I need?",
    "I have two sore legs and no dumbbells of my own making",
    "plate pinch 3x30s",
    "leg machine 3x10 50",
    "",
]


@pytest.mark.parametrize("text", ELSE)
def test_what_is_no_kit_is_left_alone(text: str) -> None:
    assert kit_told(load_concepts().read(text)) is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("my bar is 500 kg", "bar"),
        ("bar weighs 90 lb", "bar"),
        ("plates 2.5 5 100 kg", "plates"),
        ("plates 0 5", "plates"),
        ("dumbbells go up in 0", "step"),
        ("stack goes up in 60 lb", "step"),
        ("my plates are heavy", "kit"),
    ],
)
def test_what_cannot_be_is_named(text: str, wrong: str) -> None:
    assert KitTold(wrong=wrong) == kit_told(load_concepts().read(text))


def test_what_is_told_in_another_unit_is_the_same_kit() -> None:
    told = kit_told(load_concepts().read("my bar is 15 kg"))
    assert told is not None
    assert 33.07 == told.on(Kit(dumbbell_step=5.0), "lb").bar
    assert Kit(bar=15.0, plates=(2.5,)) == in_unit(Kit(bar=33.07, plates=(5.51,)), "lb", "kg")
    assert Kit(bar=15.0, dumbbell_step=5.0) == told.on(Kit(dumbbell_step=5.0), "kg")
