"""What people tell of their bar, plates, dumbbells and machines; every row of the table shows one way."""

import msgspec
import pytest

from bot.language.concepts import load_concepts
from bot.language.kits import Example, KitTold, examples, in_unit, kit_mentioned, kit_told
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
    "with dumbbells",
    "dumbbells at home",
    "dumbbells up to 20 kg",
    "no equipment",
    "which plates do I need?",
    "I have two sore legs and no dumbbells of my own making",
    "plate pinch 3x30s",
    "leg machine 3x10 50",
    "Kniebeugen 5x5 mit der 15 kg Stange",
    "Kurzhanteln",
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
        ("meine Stange wiegt 500 kg", "bar"),
        ("meine Scheiben sind schwere", "kit"),
    ],
)
def test_what_cannot_be_is_named(text: str, wrong: str) -> None:
    assert KitTold(wrong=wrong) == kit_told(load_concepts().read(text))


MENTIONED = [
    ("I only have dumbbells", KitTold(has=("dumbbells",))),
    ("i have a barbell and kettlebells at home", KitTold(has=("barbell", "dumbbells"))),
    ("I squat in a power rack at home", KitTold(has=("barbell",))),
    ("I have dumbbells but no barbell and I live in Oslo", KitTold(has=("dumbbells",))),
    ("training at home with no equipment", KitTold(has=("bodyweight",))),
    ("I train in a normal gym", KitTold(has=())),
    ("my bar is 15 kg", KitTold(bar=15, unit="kg")),
    ("I am a beginner with dumbbells and my bar is 15 kg", KitTold(bar=15, unit="kg")),
    ("my smallest plates are 1.25", KitTold(plates=(1.25,))),
    ("my plates are 20, 10, 5 and 2.5 kg", KitTold(plates=(2.5, 5, 10, 20), unit="kg")),
    ("my dumbbells go up in 2.5 lb steps", KitTold(dumbbell_step=2.5, unit="lb")),
    ("the machines go up in 7 kg steps", KitTold(stack_step=7, unit="kg")),
    ("I weigh 80 kg", KitTold(bodyweight=80, unit="kg")),
    ("my bodyweight is 180 lb", KitTold(bodyweight=180, unit="lb")),
    ("ich wiege 80 kg", KitTold(bodyweight=80, unit="kg")),
    ("ich trainiere im Fitnessstudio", KitTold(has=())),
]


@pytest.mark.parametrize(("text", "told"), MENTIONED)
def test_kit_is_heard_between_other_words(text: str, told: KitTold) -> None:
    assert told == kit_mentioned(load_concepts().read(text))
    assert told.anything


@pytest.mark.parametrize(
    "text",
    [
        "I don't have dumbbells",
        "I have a pull up bar",
        "I'm 30 and I have a barbell",
        "I weigh 8 kg",
        "my bar is 200 kg",
        "I train mon and thu at 18:00",
        "I live in Oslo",
    ],
)
def test_nothing_is_heard_where_nothing_is_told(text: str) -> None:
    assert KitTold() == kit_mentioned(load_concepts().read(text))
    assert not KitTold().anything


def test_what_is_told_in_another_unit_is_the_same_kit() -> None:
    told = kit_told(load_concepts().read("my bar is 15 kg"))
    assert told is not None
    assert 33.07 == told.on(Kit(dumbbell_step=5.0), "lb").bar
    assert Kit(bar=15.0, plates=(2.5,)) == in_unit(Kit(bar=33.07, plates=(5.51,)), "lb", "kg")
    assert Kit(bar=15.0, dumbbell_step=5.0) == told.on(Kit(dumbbell_step=5.0), "kg")
