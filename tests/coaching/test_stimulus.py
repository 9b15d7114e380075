"""What efforts are worth: worked examples, factors, caps, the week and its bands, and the doctrine's order."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.advice import MUSCLES, Credit
from bot.coaching.estimates import estimate, one_rep_max
from bot.coaching.history import History
from bot.coaching.ledger import band_of, week_to
from bot.coaching.running import classify
from bot.coaching.stimulus import capped_session, lift_credit, movement_of, other_credit, run_credit, set_factor
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Other, RepMax, Run, Set
from bot.training.quantities import Load
from tests.coaching.people import ANA, BO, DIMA, MONDAY, diary, history, lift, rulebook, sprints

BOOK = rulebook()
NOBODY = history(ANA, Diary())
TRAINED = history(BO, Diary())


def parts(credit: Credit) -> tuple[float, ...]:
    return tuple(round(getattr(credit, m), 2) for m in MUSCLES)


def week(who: Athlete, kept: Diary, day: int = 6) -> Credit:
    return week_to(history(who, kept, MONDAY + dt.timedelta(days=day)), MONDAY + dt.timedelta(days=day)).credit


WORKED = [
    (diary((0, sprints(6, 30, 5))), (0.36, 0.6, 0.6, 0.24)),
    (diary((0, sprints(8, 60, 9))), (0.86, 1.44, 1.44, 0.58)),
    (diary((0, sprints(10, 100, 15))), (1.5, 2.5, 2.5, 1.0)),
    (diary((0, lift("back_squat", "8 8 8 @ 80 rir 2"))), (3, 0, 3, 0)),
]


@pytest.mark.parametrize(("kept", "expected"), WORKED)
def test_worked_examples(kept: Diary, expected: tuple[float, ...]) -> None:
    assert parts(week(ANA, kept)) == expected


SETS = [
    (Set(8, rpe=8), 1.0),
    (Set(8, rpe=6), 0.75),
    (Set(8, rpe=5), 0.5),
    (Set(8, rpe=4), 0.25),
    (Set(8, rpe=3), 0.25),
    (Set(8, rpe=2), 0.0),
    (Set(8), 0.75),
    (Set(8, failed=True), 1.0),
    (Set(1, rpe=10), 0.35),
    (Set(3, rpe=10), 0.5),
    (Set(30, rpe=10), 1.0),
    (Set(31, rpe=10), 0.5),
    (Set(41, rpe=10), 0.25),
    (Set(20, Load(25, "kg"), rpe=9), 0.5),
]


@pytest.mark.parametrize(("done", "factor"), SETS)
def test_factors_of_a_set(done: Set, factor: float) -> None:
    assert set_factor(BOOK, done, (), 100.0) == factor


def test_a_set_near_the_own_best_counts_in_full() -> None:
    best = (RepMax(Load(100, "kg"), 8, MONDAY),)
    assert [set_factor(BOOK, Set(r, Load(100, "kg")), best, 130.0) for r in (8, 5, 4)] == [1.0, 1.0, 0.375]


def test_a_session_counts_eight_sets_in_full_and_ten_at_most() -> None:
    assert [capped_session(BOOK, Credit(n)).quadriceps for n in (8.0, 10.0, 12.0, 20.0)] == [8, 9, 10, 10]


def test_the_order_of_the_doctrine_comes_out_of_the_numbers() -> None:
    slow = week(BO, diary((0, Run(5000, 1650)), (2, Run(seconds=2400, walk=True)), (4, Run(10000, 3600))))
    sprint = week(BO, diary((0, sprints(8, 60, 9)), (3, sprints(8, 60, 9))))
    lifting = week(BO, diary(*[(d, lift("back_squat", "8 8 8 8 8 @ 100 rir 1")) for d in (0, 3)]))
    assert slow.most == 0 < sprint.most < lifting.most


def test_caps_of_the_week() -> None:
    kept = diary(*[(d, sprints(10, 100, 15)) for d in range(6)])
    assert parts(week(ANA, kept)) == (3, 5, 5, 2)


def test_the_week_rolls_on() -> None:
    kept = diary((0, lift("back_squat", "8 8 8 @ 80 rir 2")))
    assert [week(ANA, kept, day).quadriceps for day in (0, 6, 7)] == [3, 3, 0]


@pytest.mark.parametrize(
    ("sets", "band"), [(0, "below"), (3.9, "below"), (4, "productive"), (10, "strong"), (20, "strong"), (21, "check")]
)
def test_bands(sets: float, band: str) -> None:
    assert band_of(BOOK, sets).name == band


NEWCOMERS = [
    (Other("cycling", 1800), (0.5, 0.1, 0.25, 0.1), (0, 0, 0, 0)),
    (Other("football", 3600), (1, 1, 1, 0.5), (0.4, 0.4, 0.4, 0.2)),
    (Other("stairs", 600), (0.15, 0.05, 0.15, 0.1), (0, 0, 0, 0)),
    (Other("jumps", reps=10), (0.3, 0.1, 0.2, 0.2), (0.3, 0.1, 0.2, 0.2)),
    (Other("rope", 300), (0, 0, 0, 0.15), (0, 0, 0, 0.15)),
    (Other("cycling", 20, reps=4, said=("all_out",)), (1.2, 0.48, 0.8, 0.32), (1.2, 0.48, 0.8, 0.32)),
    (Other("chess", 3600), (0, 0, 0, 0), (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("effort", "new", "trained"), NEWCOMERS)
def test_other_activities_by_experience(effort: Other, new: tuple[float, ...], trained: tuple[float, ...]) -> None:
    found = [parts(other_credit(movement_of(BOOK, h, effort), effort)) for h in (NOBODY, TRAINED)]
    assert found == [new, trained]


RUNS = [
    (Run(1000, 240, reps=5), ANA, (1.0, 0.6, 0.6, 1.0)),
    (Run(1000, 240, reps=5), BO, (0, 0, 0, 0)),
    (Run(5000, 1650), ANA, (0, 0, 0, 0)),
    (Run(seconds=1800, walk=True), ANA, (0, 0, 0, 0)),
    (Run(seconds=1800, walk=True), DIMA, (0.25, 0.15, 0, 0)),
    (Run(seconds=600, walk=True, grade=10), ANA, (0.15, 0.05, 0.15, 0.1)),
    (Run(60, reps=8, said=("sprint",)), BO, (0.7, 1.16, 1.16, 0.47)),
    (Run(400, 70, reps=2), BO, (0.84, 1.4, 1.4, 0.56)),
    (Run(60, 10, reps=10, grade=6, said=("sprint",)), BO, (1.5, 1.8, 2.2, 0.92)),
]


@pytest.mark.parametrize(("run", "who", "expected"), RUNS)
def test_runs_and_walks(run: Run, who: Athlete, expected: tuple[float, ...]) -> None:
    assert parts(run_credit(BOOK, history(who, Diary()), classify(BOOK, run))) == expected


def test_twelve_weeks_of_leg_lifting_end_being_new() -> None:
    untold = msgspec.structs.replace(ANA, level=None)
    kept = diary(*[(7 * n, lift("back_squat", "8 8 8 @ 80")) for n in range(12)])
    assert [History(BOOK, untold, Diary(kept.entries[:n]), MONDAY + dt.timedelta(days=80)).new for n in (11, 12)] == [
        True, False,
    ]  # fmt: skip


def test_no_leg_credit_for_upper_body_and_unknown_words() -> None:
    for name in ("bench_press", "zercher thing"):
        assert lift_credit(BOOK, BOOK.exercise(name), lift(name, "8 8 8 @ 60")).most == 0


MAXIMA = [
    (100, 1, None, 100),
    (100, 5, None, 114.58),
    (100, 10, None, 133.33),
    (100, 8, 2, 133.33),
    (100, 12, None, 141.50),
    (100, 15, None, 150.91),
    (100, 16, None, None),
    (100, 14, 4, None),
]


@pytest.mark.parametrize(("load", "reps", "rir", "maximum"), MAXIMA)
def test_estimated_maximum(load: float, reps: float, rir: float | None, maximum: float | None) -> None:
    found = one_rep_max(load, reps, rir)
    assert found == (None if maximum is None else pytest.approx(maximum, abs=0.01))


def test_the_error_is_shown_and_doubled_for_a_leg_press() -> None:
    squat, press = BOOK.exercise("back_squat"), BOOK.exercise("leg_press")
    errors = [estimate(BOOK, e, 100, r, None) for e in (squat, press) for r in (5, 8, 12)]
    assert [(e.percent, e.rough) for e in errors if e] == [
        (5, False), (8, False), (12, True), (10, False), (16, False), (24, True),
    ]  # fmt: skip
    assert estimate(BOOK, squat, 100, 20, None) is None
