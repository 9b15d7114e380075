"""The outcome table of the next session, before and after, and the published behaviour of the simplest linear plan."""

import msgspec
import pytest

from bot.coaching.following import standing_of
from bot.coaching.standing import Standing
from bot.training.athlete import Athlete, Level
from tests.coaching.people import ANA, BO, CLEO, diary, history, lift, squats

DOUBLE = {"back_squat": "double", "leg_curl": "double"}
LINEAR = {"back_squat": "linear", "deadlift": "linear"}


def after(who: Athlete, *sessions: str, exercise: str = "back_squat", unit: str = "kg") -> Standing:
    kept = diary(*[(3 * n, lift(exercise, text, unit)) for n, text in enumerate(sessions)])  # type: ignore[arg-type]
    found = standing_of(history(who, kept), exercise)
    assert found is not None
    return found


def of_level(level: Level, schemes: dict[str, str] = DOUBLE) -> Athlete:
    return Athlete("gita", unit="kg", level=level, schemes=schemes)


# who, sessions, next load, next reps, stall count
OUTCOMES = [
    # all sets at the top, three or more left: two steps, at most a tenth
    ("novice", ["12 12 12 @ 100 rir 3"], 110, (8, 8, 8), 0),
    ("novice", ["12 12 12 @ 40 rir 4"], 42.5, (11, 11, 11), 0),
    # all sets at the top, one or two left or unknown: a novice steps at once
    ("novice", ["12 12 12 @ 100"], 105, (8, 8, 8), 0),
    ("novice", ["12 12 12 @ 100 rir 1"], 105, (8, 8, 8), 0),
    # … others after two in a row, or with a rep more
    ("intermediate", ["10 10 10 @ 100"], 100, (11, 10, 10), 0),
    ("intermediate", ["10 10 10 @ 100", "10 10 10 @ 100"], 102.5, (7, 7, 7), 0),
    ("intermediate", ["11 10 10 @ 100"], 102.5, (8, 8, 8), 0),
    # nothing left at the top: once more before the load goes up
    ("novice", ["12 12 12 @ 100 rir 0"], 100, (13, 12, 12), 0),
    # more reps than last time at the same load: a rep more in the weakest sets
    ("novice", ["9 8 8 @ 100", "10 9 8 @ 100"], 100, (10, 9, 9), 0),
    # the same reps: a rep more in set 1
    ("novice", ["9 8 8 @ 100", "9 8 8 @ 100"], 100, (10, 8, 8), 1),
    # fewer by two or more, or below the bottom: the same once
    ("novice", ["10 10 9 @ 100", "9 9 8 @ 100"], 100, (10, 10, 10), 1),
    ("novice", ["9 8 8 @ 100", "9 8 6 @ 100"], 100, (9, 9, 9), 1),
    ("novice", ["9 8 8 @ 100", "9 8 8! @ 100"], 100, (9, 9, 9), 1),
    # a stall of two: a set less; of three: back to nine tenths
    ("novice", ["9 8 8 @ 100", "9 8 8 @ 100", "9 8 8 @ 100"], 100, (10, 8), 2),
    ("novice", ["9 8 8 @ 100", "9 8 8 @ 100", "9 8 8 @ 100", "9 8 8 @ 100"], 90, (9, 8, 8), 0),
]


@pytest.mark.parametrize(("level", "sessions", "load", "reps", "stall"), OUTCOMES)
def test_outcome_table(level: Level, sessions: list[str], load: float, reps: tuple[int, ...], stall: int) -> None:
    found = after(of_level(level), *sessions)
    assert found.target.load is not None
    assert (found.target.load.amount, found.target.reps, found.stall) == (load, reps, stall)


FIVES = [
    (["5 5 5 5 5 @ 100"], 102.5, 5),
    (["5 5 5 5 5 @ 100", "5 5 5 5 4 @ 102.5"], 102.5, 5),
    (["5 5 5 5 5 @ 100", "5 5 5 5 4 @ 102.5", "5 5 5 5 5 @ 102.5"], 102.5, 5),
    (["5 5 5 5 5 @ 100", "5 5 5 5 4 @ 102.5", "5 5 5 5 5 @ 102.5", "5 5 5 5 5 @ 102.5"], 105, 5),
    (["5 5 5 5 5 @ 100", "5 5 5 5 5 @ 100"], 102.5, 5),
    # other reps than asked are another plan only at another load
    (["5 5 5 5 5 @ 100", "4 4 4 4 4 @ 102.5"], 102.5, 5),
    (["5 5 5 5 5 @ 100", "8 8 8 @ 80"], 82.5, 3),
    (["8 8 8 @ 80", "5 5 5 5 5 @ 100"], 102.5, 5),
    # a short session earns nothing, twice the same is the new usual
    (["5 5 5 5 5 @ 100", "5 5 5 @ 102.5"], 102.5, 5),
    (["5 5 5 5 5 @ 100", "5 5 5 @ 102.5", "5 5 5 @ 102.5"], 105, 3),
    # an extra set counts for volume, not for progression
    (["5 5 5 @ 100", "5 5 5 3 @ 102.5"], 102.5, 4),
]


@pytest.mark.parametrize(("sessions", "load", "sets"), FIVES)
def test_own_sets_and_reps_are_their_own_target(sessions: list[str], load: float, sets: int) -> None:
    found = after(ANA, *sessions)
    assert found.target.load is not None
    assert (found.target.load.amount, len(found.target.reps)) == (load, sets)


def follow(who: Athlete, exercise: str, start: str, sessions: int, fails: frozenset[int] = frozenset()) -> list[float]:
    """The loads asked of somebody who does as asked, but for the sessions that fail."""
    done, loads = [start], []
    for n in range(sessions):
        found = after(who, *done, exercise=exercise)
        assert found.target.load is not None
        loads.append(found.target.load.amount)
        reps = " ".join(str(r) for r in found.target.reps[:-1])
        last = found.target.reps[-1] - (2 if n in fails else 0)
        done.append(f"{reps} {last} @ {found.target.load.amount}".strip())
    return loads


def test_linear_plan_behaves_as_published() -> None:
    who = of_level("intermediate", LINEAR)
    assert follow(who, "back_squat", "5 5 5 5 5 @ 60", 4) == [62.5, 65, 67.5, 70]
    assert follow(who, "deadlift", "5 @ 80", 3) == [85, 90, 95]
    missed_once = follow(who, "back_squat", "5 5 5 5 5 @ 60", 4, frozenset({1}))
    assert missed_once == [62.5, 65, 65, 67.5]
    missed_thrice = follow(who, "back_squat", "5 5 5 5 5 @ 97.5", 6, frozenset({0, 1, 2}))
    assert missed_thrice == [100, 100, 100, 90, 92.5, 95]


def test_pounds_take_the_same_steps_as_kilograms() -> None:
    found = after(CLEO, "5 5 5 5 5 @ 225", unit="lb")
    assert found.target.load is not None
    assert (found.target.load.amount, found.target.load.unit) == (230, "lb")


def test_a_second_reset_changes_the_plan_by_weekly_sets() -> None:
    stalled = ["5 5 5 @ 100", *["5 5 4 @ 102.5"] * 3, *["5 5 4 @ 90"] * 3]
    kept = diary(*[(2 * n, lift("back_squat", text)) for n, text in enumerate(stalled)])
    by_sets = {w: standing_of(history(ANA, kept), "back_squat", w) for w in (6.0, 12.0, 18.0)}
    assert {w: s.rule.name for w, s in by_sets.items() if s} == {
        6.0: "add_sets",
        12.0: "change_range",
        18.0: "light_week",
    }


def test_reset_longer_ago_counts_no_more() -> None:
    early = [(2 * n, lift("back_squat", t)) for n, t in enumerate(["5 5 5 @ 100", *["5 5 4 @ 102.5"] * 3])]
    steady = [(10 + 4 * n, lift("back_squat", f"5 5 5 @ {90 + 2.5 * (n // 6)}")) for n in range(14)]
    late = [(68 + 2 * n, lift("back_squat", "5 5 4 @ 97.5")) for n in range(3)]
    found = standing_of(history(ANA, diary(*early, *steady, *late)), "back_squat", 6.0)
    assert found is not None
    assert found.rule.name == "reset"


def test_the_same_again_is_counted_from_the_second_time() -> None:
    assert [after(ANA, *["5 5 5 @ 100"] * n).repeats for n in (1, 2, 3)] == [1, 2, 3]
    assert after(ANA, "5 5 5 @ 100", "5 5 5 @ 102.5", "5 5 5 @ 100").repeats == 1


def test_one_day_is_one_session_however_it_is_told() -> None:
    one_by_one = diary(*[(0, lift("back_squat", "5 @ 100"))] * 5)
    twice = diary(*[(0, lift("back_squat", "5 5 5 5 5 @ 100"))] * 2)
    better_first = diary((0, lift("back_squat", "5 5 5 @ 100")), (0, lift("back_squat", "5 5 4 @ 100")))
    worse_first = diary((0, lift("back_squat", "5 5 4 @ 100")), (0, lift("back_squat", "5 5 5 @ 100")))
    asked = [standing_of(history(ANA, kept), "back_squat") for kept in (one_by_one, twice, better_first, worse_first)]
    assert [s.target.reps for s in asked if s] == [(5,) * 5, (5,) * 5, (5,) * 3, (5,) * 3]


def test_top_set_keeps_its_lighter_sets() -> None:
    kept = diary((0, lift("back_squat", "5 @ 120")), (0, lift("back_squat", "8 8 8 @ 105")))
    found = standing_of(history(ANA, kept), "back_squat")
    assert found is not None
    assert (found.scheme, found.target.reps) == ("top_set", (5, 8, 8, 8))
    assert found.target.load is not None
    assert found.target.backoff is not None
    assert (found.target.load.amount, found.target.backoff.amount) == (122.5, 110)


def test_where_the_next_stack_is_too_heavy_reps_grow_one_by_one() -> None:
    done, asked = ["10 10 10 @ 30"], []
    for _ in range(4):
        found = after(ANA, *done, exercise="leg_curl")
        asked.append(found.target.reps)
        done.append(f"{' '.join(map(str, found.target.reps))} @ 30")
    assert asked == [(11,) * 3, (12,) * 3, (13,) * 3, (14,) * 3]


def test_a_lunge_without_a_load_is_borne_by_the_body() -> None:
    found = after(ANA, "8 8 8", "9 9 9", exercise="split_squat")
    assert (found.scheme, found.target.reps, found.target.load_kind) == ("reps", (10,) * 3, "bodyweight")
    assert after(ANA, "8 8 8 @ 20", "9 9 9", exercise="split_squat").scheme == "fixed"


def test_a_light_session_with_half_the_sets_is_not_judged() -> None:
    assert after(ANA, "5 5 5 5 @ 100", "5 5 @ 90").target.load == after(ANA, "5 5 5 5 @ 100").target.load


def test_months_under_the_bar_make_the_level() -> None:
    told = msgspec.structs.replace(BO, level=None)
    kept = squats("5 5 5 @ 60")
    assert [history(told, kept, kept.entries[0].day.replace(year=y)).level for y in (2026, 2027, 2029)] == [
        "novice",
        "intermediate",
        "advanced",
    ]
