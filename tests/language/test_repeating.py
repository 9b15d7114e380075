"""The same once more: what each short message asks to repeat, and with what difference."""

import datetime as dt

import pytest

from bot.language.changes import Change, Correction
from bot.language.repeating import Repeat, Step, read_repeat, stepped
from bot.training.diary import Lift, Run, Set
from bot.training.quantities import Load
from tests.conversation.people import knowledge

THURSDAY = dt.date(2026, 1, 8)
MONDAY = dt.date(2026, 1, 5)


def read(text: str) -> Repeat | None:
    return read_repeat(text, knowledge().lexicon, THURSDAY)


@pytest.mark.parametrize(
    ("text", "repeat"),
    [
        ("same", Repeat()),
        ("Same again!", Repeat()),
        ("ditto", Repeat()),
        ("as last time", Repeat()),
        ("same +2.5", Repeat(step=Step(2.5))),
        ("same + 2,5 kg", Repeat(step=Step(2.5, "kg"))),
        ("same plus 5 lbs", Repeat(step=Step(5.0, "lb"))),
        ("same but 5kg heavier", Repeat(step=Step(5.0, "kg"))),
        ("same -5", Repeat(step=Step(-5.0))),
        ("same but 5 less", Repeat(step=Step(-5.0))),
        ("same +1 rep", Repeat(step=Step(1.0, reps=True))),
        ("same as monday", Repeat(day=MONDAY)),
        ("repeat monday's session", Repeat(day=MONDAY)),
        ("same as monday plus 5 kg", Repeat(day=MONDAY, step=Step(5.0, "kg"))),
        ("same squats +5", Repeat(exercise="back_squat", step=Step(5.0))),
        ("same run", Repeat(running=True)),
        ("again but 5 5 4", Repeat(correction=Correction(changes=(Change("reps", (5.0, 5.0, 4.0)),)))),
        ("again but 5,5,4", Repeat(correction=Correction(changes=(Change("reps", (5.0, 5.0, 4.0)),)))),
        ("same 105kg", Repeat(correction=Correction(changes=(Change("load", (105.0,), unit="kg"),)))),
        ("same yesterday", Repeat(correction=Correction(day=(dt.date(2026, 1, 7),)))),
        ("same but felt heavy", Repeat(sure=False)),
        ("squat 5x5 100", None),
        ("hello", None),
        ("", None),
    ],
)
def test_a_repeat_is_read(text: str, repeat: Repeat | None) -> None:
    assert read(text) == repeat


def test_a_long_story_is_no_repeat() -> None:
    assert read("same " * 30) is None


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        (Set(5, Load(100.0, "kg")), Step(2.5), Set(5, Load(102.5, "kg"))),
        (Set(5, Load(100.0, "kg")), Step(5.0, "lb"), Set(5, Load(102.268, "kg"))),
        (Set(5, Load(100.0)), Step(2.5, "kg"), Set(5, Load(102.5, "kg"))),
        (Set(5, Load(10.0, "kg"), "assisted"), Step(2.5), Set(5, Load(7.5, "kg"), "assisted")),
        (Set(8, None, "bodyweight"), Step(5.0, "kg"), Set(8, Load(5.0, "kg"), "added")),
        (Set(8, None, "bodyweight"), Step(-5.0, "kg"), Set(8, None, "bodyweight")),
        (Set(5, Load(20.0, "kg")), Step(-20.0), Set(5, Load(20.0, "kg"))),
        (Set(5, Load(60.0, "kg"), warmup=True), Step(2.5), Set(5, Load(60.0, "kg"), warmup=True)),
        (Set(5, Load(60.0, "kg")), Step(1.0, reps=True), Set(6, Load(60.0, "kg"))),
        (Set(1, Load(60.0, "kg")), Step(-1.0, reps=True), Set(1, Load(60.0, "kg"))),
        (Set(5), Step(2.5), Set(5)),
    ],
)
def test_a_step_goes_on_every_work_set_that_has_a_number(before: Set, step: Step, after: Set) -> None:
    assert stepped((Lift("back_squat", (before, before)), Run(metres=60.0)), step) == (
        Lift("back_squat", (after, after)),
        Run(metres=60.0),
    )
