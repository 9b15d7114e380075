"""Efforts said back: everything that was read shows, so that a misreading shows too."""

import pytest

from bot.language.echoing import echo
from bot.language.languages import load_lines
from bot.language.speaking import Speaker
from bot.training.diary import Effort, Lift, Other, Run, Set
from bot.training.quantities import Load

KG100, KG60, LB25 = Load(100, "kg"), Load(60, "kg"), Load(25, "lb")

ECHOES: list[tuple[Effort, str]] = [
    (Lift("back_squat", (Set(5, KG100),) * 5), "Squat 5×5 @ 100 kg"),
    (Lift("back_squat", (Set(5, KG100),)), "Squat 1×5 @ 100 kg"),
    (Lift("back_squat", (Set(5, KG100), Set(5, KG100), Set(4, KG100))), "Squat 5/5/4 @ 100 kg"),
    (Lift("back_squat", (Set(8, KG60, warmup=True), Set(5, KG100))), "Squat warm-up 1×8 @ 60 kg, 1×5 @ 100 kg"),
    (Lift("back_squat", (Set(3, KG100, failed=True),)), "Squat 1×3 @ 100 kg (missed)"),
    (Lift("back_squat", (Set(None, KG100),)), "Squat @ 100 kg"),
    (Lift("back_squat", (Set(5, KG100, rpe=8.5),)), "Squat 1×5 @ 100 kg RPE 8.5"),
    (Lift("pull-up", (Set(8, load_kind="bodyweight"),) * 3), "Pull-up 3×8 bodyweight"),
    (Lift("pull-up", (Set(5, LB25, "added"),) * 3), "Pull-up 3×5 +25 lb"),
    (Lift("pull-up", (Set(5, LB25, "assisted"),) * 3), "Pull-up 3×5 −25 lb"),
    (Lift("plank", (Set(seconds=45),) * 3), "Plank 3×45 s"),
    (Lift("farmer carry", (Set(metres=40, load=KG60, each_hand=True),) * 2), "Farmer carry 2×40 m @ 60 kg each hand"),
    (Lift(None, (Set(5, KG100),)), "(no exercise named) 1×5 @ 100 kg"),
    (Lift("split squat", (Set(9.5, KG60, per_side=True),)), "Split squat 1×9.5 @ 60 kg per side"),
    (Run(5000, 1650), "Run 5 km in 27:30"),
    (Run(60, reps=6, best=9.1, said=("sprint",)), "Sprint 6×60 m, best 9.1 s"),
    (Run(60, 9.0, reps=8, grade=10.0), "Run 8×60 m in 9 s each, 10 % uphill"),
    (Run(400, reps=3, times=(75.0, 76.2, 77.0), rest_s=90), "Run 3×400 m, 1:15/1:16/1:17, rest 1:30"),
    (Run(None, 1200), "Run 20 min"),
    (Run(35, reps=6, said=("hill", "sprint")), "Hill sprint 6×35 m"),
    (Run(None, 90, reps=5, said=("hill",)), "Hill run 5×1:30"),
    (Run(300, reps=4, rest_metres=150, rpe=9), "Run 4×300 m, 150 m walk or jog between, RPE 9"),
    (Other("bike", 12, reps=9, said=("sprint",)), "Bike 9×12 s, all out"),
    (Other("rowing", 1800, rest_s=60, rpe=8), "Rowing 30 min, rest 1 min, RPE 8"),
    (Run(None, 2400, walk=True), "Walk 40 min"),
    (Run(10000, pace=300.0), "Run 10 km, 5:00 a km"),
    (Run(30, flying=True, best=3.1, said=("sprint",)), "Sprint 30 m, flying start, best 3.1 s"),
    (Other("rowing", 1200, 5000), "Rowing 5 km 20 min"),
    (Other("jump_rope", reps=300), "Jump rope 300"),
    (Other("bike sprint", 20, reps=4), "Bike sprint 4×20 s"),
]


@pytest.mark.parametrize(("effort", "text"), ECHOES)
def test_an_effort_is_said_back(effort: Effort, text: str) -> None:
    speaker = Speaker({"en": load_lines("en")}, lambda name: {"back_squat": "squat"}.get(name, name))
    assert text == echo(effort, speaker)
