"""Up, the same or down over the last weeks, for lifts and sprints."""

import datetime as dt

import pytest

from bot.coaching.trends import trends
from bot.training.diary import Diary
from tests.coaching.people import ANA, MONDAY, diary, history, lift, sprints, squats

LIFTS = [
    (squats("5 5 5 @ 100"), []),
    (squats("5 5 5 @ 100", "5 5 5 @ 105"), [1]),
    (squats("5 5 5 @ 100", "5 5 5 @ 105", "8 8 @ 60"), [1]),  # a light day at the end
    (squats("5 5 5 @ 100", "8 8 8 @ 100"), [1]),
    (squats("5 5 5 @ 100", "5 5 5 @ 100"), [0]),
    (squats("5 5 5 @ 100", "5 5 5 @ 95", "5 5 @ 90"), [-1]),
    (squats("20 20", "25 25", exercise="push_up"), [1]),
    (squats("5 5 @ 100", "5 5 @ 105", every=91), []),  # the first lies before the weeks that are looked at
    (diary((0, lift("back_squat", "5 5 @ 100")), (0, lift("back_squat", "5 5 @ 110"))), []),
    (diary((0, sprints(4, 60, 9.0)), (7, sprints(4, 60, 8.8))), [1]),
    (diary((0, sprints(4, 60, 9.0)), (7, sprints(4, 60, 9.4))), [-1]),
    (diary((0, sprints(4, 60, 9.0)), (7, sprints(4, 40, 6.0))), []),
]


@pytest.mark.parametrize(("kept", "changes"), LIFTS)
def test_what_was_done_on_two_days_is_compared(kept: Diary, changes: list[int]) -> None:
    assert changes == [trend.change for trend in trends(history(ANA, kept))]


def test_leg_lifts_come_first_then_what_was_done_last() -> None:
    days = [
        (n * 3 + offset, lift(exercise, f"5 5 @ {100 + n}"))
        for n in range(2)
        for offset, exercise in enumerate(["leg_press", "back_squat", "bench_press"])
    ]
    found = trends(history(ANA, diary(*days), MONDAY + dt.timedelta(days=7)))
    assert ["back_squat", "leg_press", "bench_press"] == [getattr(trend, "exercise", "") for trend in found]
