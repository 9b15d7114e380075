"""How athletes choose the progression of a lift, and what is no such choice."""

import pytest

from bot.language.choosing import ALL_LIFTS, Chosen, chosen_scheme, rows
from bot.language.concepts import load_concepts
from bot.language.names import Lexicon
from bot.training.exercises import catalogue

LEXICON = Lexicon(catalogue())


def read(text: str) -> Chosen | None:
    return chosen_scheme(load_concepts().read(text), LEXICON, {"the beast": "back_squat"})


CHOICES = [
    ("Squat linear", Chosen("linear", ("back_squat",))),
    ("I'd like to use linear progression for the leg press please", Chosen("linear", ("leg_press",))),
    ("switch squat to double progression", Chosen("double", ("back_squat",))),
    ("train squat by RPE 8", Chosen("rir", ("back_squat",), 2)),
    ("squat by rpe", Chosen("rir", ("back_squat",))),
    ("leg press to 2 RIR", Chosen("rir", ("leg_press",), 2)),
    ("leg press by reps in reserve", Chosen("rir", ("leg_press",))),
    ("linear for bench press and squat", Chosen("linear", ("bench_press", "back_squat"))),
    ("use linear progression", Chosen("linear", (ALL_LIFTS,))),
    ("double progression for all lifts", Chosen("double", (ALL_LIFTS,))),
    ("top set with back off sets for deadlift", Chosen("top_set", ("deadlift",))),
    ("plank by time", Chosen("hold", ("plank",))),
    ("squat as logged", Chosen("own", ("back_squat",))),
    # not a choice
    ("linear progression", None),
    ("squat linear?", None),
    ("is linear progression good", None),
    ("should i use double progression for squats?", None),
    ("squat linear 100", None),
    ("squat 5x5 100 by feel", None),
    ("squat by rpe 25", None),
    ("squat 3x5 rpe 8", None),
    ("the squirrel went linear", None),
    ("squat and unicorns linear", None),
    ("", None),
    ("linear " * 40, None),
]


@pytest.mark.parametrize(("text", "chosen"), CHOICES)
def test_a_choice_of_progression(text: str, chosen: Chosen | None) -> None:
    assert read(text) == chosen


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_every_way_to_choose_has_an_example_of_its_own(row: object) -> None:
    assert {found.scheme for e in row.examples if (found := read(e))} == {row.name}  # type: ignore[attr-defined]
    assert all(read(example) for example in row.examples)  # type: ignore[attr-defined]
