"""Sprint, run or walk: the golden examples, own bests, words without numbers, and what is beyond human."""

import datetime as dt

import pytest

from bot.coaching.doubting import doubts
from bot.coaching.running import classify, fastest_seconds, gate_seconds, plausible
from bot.training.diary import BestTime, Diary, Run
from tests.coaching.people import ANA, MONDAY, diary, entry, rulebook, said, sprints

KM = 1000.0
MARATHON = 42195.0

GOLDEN = [
    # what was done, the class or what is asked
    (Run(100, 9.0), "refuse"),
    (Run(100, 9.9), "confirm"),
    (Run(30, 5.2, reps=6), "sprint"),
    (Run(60, 9, reps=8), "sprint"),
    (Run(100, 20, reps=10), "fast_run"),
    (Run(100, 20, reps=10, said=("sprint",)), "sprint"),
    (Run(100, 30, reps=10, said=("sprint",)), "steady"),
    (Run(200, 38), "sprint"),
    (Run(400, 85, reps=4, said=("all_out",)), "long_sprint"),
    (Run(400, 100, reps=4), "interval"),
    (Run(400, 58), "sprint"),
    (Run(400, 70), "long_sprint"),
    (Run(KM, 240), "interval"),
    (Run(5 * KM, 1500), "steady"),
    (Run(5 * KM, 760), "confirm"),
    (Run(10 * KM, 1200), "refuse"),
    (Run(MARATHON, 6600), "refuse"),
    (Run(3 * KM, 2400), "walk"),
    (Run(2 * KM, 900), "confirm"),
    (Run(2 * KM, 900, said=("jog",)), "steady"),
    (Run(60, 14, reps=8, grade=10, said=("sprint", "hill")), "sprint_hill"),
    (Run(3 * KM, 2400, grade=12), "walk_uphill"),
]


@pytest.mark.parametrize(("run", "expected"), GOLDEN)
def test_golden_examples(run: Run, expected: str) -> None:
    found = doubts(rulebook(), ANA, Diary(), entry(MONDAY, run))
    assert (found[0].kind if found else classify(rulebook(), run).stride) == expected


WORDS_ALONE = [
    (Run(60, reps=6, said=("sprint",)), "sprint_unverified"),
    (Run(200, said=("all_out",)), "sprint_unverified"),
    (Run(300, reps=3, said=("sprint",)), "long_sprint_unverified"),
    (Run(800, said=("sprint",)), "interval"),
    (Run(seconds=20, reps=8, said=("sprint",)), "sprint_unverified"),
    (Run(seconds=60, reps=4, said=("all_out",)), "long_sprint_unverified"),
    (Run(seconds=120, said=("sprint",)), "interval"),
    (Run(said=("sprint",)), "sprint_unverified"),
    (Run(5 * KM), "steady"),
    (Run(seconds=1800, said=("run",)), "steady"),
    (Run(seconds=2400, walk=True), "walk"),
    (Run(seconds=2400, said=("hike",), grade=8), "walk_uphill"),
    (Run(400, reps=6, said=("interval",)), "interval"),
    (Run(seconds=25, reps=8, said=("hill",)), "interval"),
    (Run(seconds=1500, said=("hill",)), "steady"),
    (Run(90, reps=6, said=("strides",)), "fast_run"),
    (Run(60, reps=6, best=9.1, said=("sprint",)), "sprint"),
    (Run(60, 12, reps=6, rpe=9), "sprint"),
    (Run(60, 12, reps=6), "fast_run"),
]


@pytest.mark.parametrize(("run", "expected"), WORDS_ALONE)
def test_words_decide_where_numbers_are_missing(run: Run, expected: str) -> None:
    assert classify(rulebook(), run).stride == expected


OWN_BEST = [
    (9.2, "sprint", 1.0),
    (10.0, "sprint", 1.0),
    (10.5, "sprint", 0.75),
    (11.2, "sprint", 0.5),
    (12.0, "fast_run", 1.0),
    (13.9, "steady", 1.0),
]


@pytest.mark.parametrize(("seconds", "stride", "share"), OWN_BEST)
def test_own_best_at_the_distance_replaces_the_gates(seconds: float, stride: str, share: float) -> None:
    best = (BestTime(60, 9.0, MONDAY),)
    ran = classify(rulebook(), Run(60, seconds, reps=6, said=("run",)), best)
    if stride == "steady":
        stride = "interval"  # 60 m in 13.9 s is 4.3 m/s, six times over
    assert (ran.stride, ran.share) == (stride, share)


def test_a_jog_is_no_best_to_measure_sprints_by() -> None:
    jogged = (BestTime(100, 30.0, MONDAY),)
    assert classify(rulebook(), Run(100, 29, said=("run",)), jogged).stride == "steady"


def test_own_aerobic_speed_replaces_the_general_one() -> None:
    slow, fast = (BestTime(KM, 330.0, MONDAY),), (BestTime(3 * KM, 600.0, MONDAY),)
    assert classify(rulebook(), Run(400, 140, reps=6), slow).stride == "interval"
    assert classify(rulebook(), Run(400, 140, reps=6)).stride == "steady"
    assert classify(rulebook(), Run(400, 95.5, reps=6), fast).stride == "steady"


def test_a_time_of_all_repetitions_together_is_recognised() -> None:
    ran = classify(rulebook(), Run(100, 160, reps=8, said=("sprint",)))
    assert (ran.stride, ran.seconds, ran.total_read) == ("sprint", 20.0, True)
    walked = classify(rulebook(), Run(100, 160, reps=8, walk=True))
    assert (walked.stride, walked.total_read) == ("walk", False)


@pytest.mark.parametrize("row", rulebook().fastest)
def test_records_themselves_are_possible_and_hardly_possible(row: object) -> None:
    assert plausible(rulebook(), row.metres, row.seconds) == "confirm"  # type: ignore[attr-defined]
    assert plausible(rulebook(), row.metres, row.seconds * 0.88) == "refuse"  # type: ignore[attr-defined]


def test_between_rows_the_fastest_time_lies_between() -> None:
    assert fastest_seconds(rulebook(), 60) < fastest_seconds(rulebook(), 70) < fastest_seconds(rulebook(), 80)


def test_a_flying_start_or_a_slope_downhill_may_be_faster() -> None:
    assert plausible(rulebook(), 30, 3.4) == "refuse"
    assert plausible(rulebook(), 30, 3.4, helped=True) == "confirm"
    assert plausible(rulebook(), 30, 2.3, helped=True) == "refuse"


def test_gates_are_relaxed_uphill_and_below_ten_metres_shrink() -> None:
    flat, hill = gate_seconds(rulebook(), 60, 0), gate_seconds(rulebook(), 60, 10)
    assert flat == (10.8, 13.8)
    assert hill[0] == pytest.approx(10.8 * 1.17)
    assert gate_seconds(rulebook(), 5, 0)[0] == pytest.approx(1.35)


ASKED = [
    (Run(5 * KM, 60 * 60 * 5), "slower than a stroll"),
    (Run(300 * KM), "longer than a day's race"),
    (Run(100 * KM, 60 * 60 * 50), "longer than two days"),
    (Run(seconds=60 * 60 * 60), "longer than two days"),
]


@pytest.mark.parametrize(("run", "words"), ASKED)
def test_odd_numbers_are_asked_about(run: Run, words: str) -> None:
    (found,) = doubts(rulebook(), ANA, Diary(), entry(MONDAY, run))
    assert found.kind == "confirm"
    assert words in said(found.advice)


def test_a_time_far_below_the_own_best_is_asked_about() -> None:
    kept = diary((0, sprints(4, 60, 11.0)))
    odd = Run(60, 8.0)
    (found,) = doubts(rulebook(), ANA, kept, entry(MONDAY + dt.timedelta(days=7), odd))
    assert said(found.advice) == "60 m in 8 s is 38 % faster than your best (11 s on Mon 5 Jan)."
    assert not doubts(rulebook(), ANA, kept, entry(MONDAY, Run(60, 10.2)))
    assert ANA.unit == "kg"
