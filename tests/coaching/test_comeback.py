"""Breaks, light weeks, and what reports of soreness, sleep and illness do to the next session."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.following import standing_of
from bot.coaching.progression import next_session
from bot.training.athlete import Athlete, Report
from bot.training.diary import Diary
from bot.training.quantities import Load
from tests.coaching.people import ANA, BO, DIMA, MONDAY, diary, history, lift, rulebook, said, squats, targets

FIVE = squats("5 5 5 @ 100")


def on(day: int) -> dt.date:
    return MONDAY + dt.timedelta(days=day)


def planned(who: Athlete, kept: Diary, day: int) -> str:
    return targets(next_session(rulebook(), who, kept, on(day)))


# days since the last leg session, what is asked next
BREAKS = [
    (3, "back squat 3×5 @ 102.5 kg"),
    (7, "back squat 3×5 @ 102.5 kg"),
    (8, "back squat 3×5 @ 100 kg"),
    (13, "back squat 3×5 @ 100 kg"),
    (14, "back squat 3×5 @ 95 kg"),
    (20, "back squat 3×5 @ 95 kg"),
    (21, "back squat 3×5 @ 90 kg"),
    (27, "back squat 3×5 @ 90 kg"),
    (28, "back squat 2×5 @ 85 kg"),
    (55, "back squat 2×5 @ 85 kg"),
    (56, "back squat 2×5 @ 80 kg"),
    (84, "back squat 2×5 @ 70 kg"),
    (180, "back squat 2×5 @ 60 kg"),
    (900, "back squat 2×5 @ 60 kg"),
]


@pytest.mark.parametrize(("days", "asked"), BREAKS)
def test_layoff_table(days: int, asked: str) -> None:
    assert planned(ANA, FIVE, days) == asked


@pytest.mark.parametrize(("days", "asked"), [(7, 102.5), (8, 95), (14, 90), (28, 80), (84, 60), (180, 60)])
def test_from_65_on_one_row_further(days: int, asked: float) -> None:
    assert f"@ {asked:g} kg" in planned(DIMA, FIVE, days)


def test_after_an_illness_one_row_further() -> None:
    was_ill = msgspec.structs.replace(ANA, reports=(Report("illness", 1, on(3)), Report("illness", 0, on(9))))
    assert planned(was_ill, FIVE, 14) == "back squat 3×5 @ 90 kg"


def test_while_ill_nothing_is_planned() -> None:
    ill = msgspec.structs.replace(ANA, reports=(Report("illness", 1, on(3)),))
    assert next_session(rulebook(), ill, FIVE, on(5)) is None


def test_climbing_back_takes_five_percent_a_session_up_to_the_old_load() -> None:
    kept, loads, day = FIVE, [], 30
    for _ in range(6):
        session = next_session(rulebook(), ANA, kept, on(day))
        assert session is not None
        target = session.targets[0]
        loads.append(target.load.amount)  # type: ignore[union-attr]
        done = diary((day, lift("back_squat", f"5 5 5 @ {loads[-1]}"))).entries[0]
        kept = kept.with_entry(msgspec.structs.replace(done, id=f"back {day}"))
        day += 3
    assert loads == [85, 87.5, 90, 92.5, 95, 97.5]


def test_a_break_holds_for_each_lift_until_it_has_been_done_again() -> None:
    pairs = [
        (0, "back_squat"),
        (0, "leg_press"),
        (3, "back_squat"),
        (3, "deadlift"),
        (7, "back_squat"),
        (7, "leg_press"),
    ]
    kept = diary(*[(day, lift(x, "5 5 5 @ 100")) for day, x in pairs], (42, lift("back_squat", "5 5 @ 85")))
    session = next_session(rulebook(), ANA, kept, on(42))
    assert targets(session) == "back squat 3×5 @ 87.5 kg; leg press 2×5 @ 85 kg"
    done = diary(*[(day, lift(x, "5 5 5 @ 100")) for day, x in pairs], (42, lift("leg_press", "5 5 @ 85")))
    found = standing_of(history(ANA, done), "leg_press")
    assert found is not None
    assert (found.repeats, found.target.load) == (1, Load(90, "kg"))  # judged anew, and on the way back


def test_asked_for_light_week_ends_and_resumes_where_it_was() -> None:
    tired = msgspec.structs.replace(ANA, reports=(Report("light_week", 1, on(1)),))
    assert planned(tired, FIVE, 3) == "back squat 2×5 @ 90 kg"
    assert planned(tired, FIVE, 8) == planned(ANA, FIVE, 8)
    light = diary((0, lift("back_squat", "5 5 5 @ 100")), (3, lift("back_squat", "5 5 @ 90")))
    assert planned(tired, light, 10) == "back squat 3×5 @ 102.5 kg"


def test_planned_light_week_comes_every_sixth_week() -> None:
    kept = diary(*[(3 * n, lift("back_squat", f"5 5 5 @ {100 + n % 2}")) for n in range(13)])
    session = next_session(rulebook(), BO, kept, on(38))
    assert session is not None
    assert targets(session).startswith("back squat 2×5 @ 90 kg")
    assert said(session.notes[0]).startswith("Week 6: a light week")
    assert "light" not in str(next_session(rulebook(), ANA, kept, on(38)))


def test_two_lifts_that_go_back_within_two_weeks_start_a_light_week() -> None:
    stalled = ["5 5 5 @ 100", "5 5 4 @ 102.5", "5 5 4 @ 102.5", "5 4 4 @ 102.5"]
    days = [(3 * n, lift(x, text)) for n, text in enumerate(stalled) for x in ("back_squat", "front_squat")]
    session = next_session(rulebook(), ANA, diary(*days), on(11))
    assert session is not None
    assert [t.rule for t in session.targets] == ["light_week", "light_week"]
    alone = next_session(rulebook(), ANA, diary(*days[::2]), on(11))
    assert alone is not None
    assert [t.rule for t in alone.targets] == ["reset"]


def test_soreness_at_three_sessions_running_starts_a_light_week() -> None:
    kept = squats("5 5 5 @ 100", "5 5 5 @ 102.5", "5 5 5 @ 105")
    sore = tuple(Report("soreness", 6, on(d)) for d in (1, 4, 7))
    assert "@ 95 kg" not in planned(msgspec.structs.replace(ANA, reports=sore[:2]), kept, 9)
    assert planned(msgspec.structs.replace(ANA, reports=sore), kept, 9) == "back squat 2×5 @ 92.5 kg"


def test_effort_that_rises_at_an_equal_load_starts_a_light_week() -> None:
    rising = squats("5 5 5 @ 100 rir 4", "5 5 5 @ 100 rir 2", "5 5 5 @ 100 rir 0")
    level = squats("5 5 5 @ 100 rir 2", "5 5 5 @ 100 rir 2", "5 5 5 @ 100 rir 2")
    assert planned(ANA, rising, 8) == "back squat 2×5 @ 90 kg"
    assert planned(ANA, level, 8) == "back squat 3×5 @ 102.5 kg"


@pytest.mark.parametrize(
    ("reports", "day"),
    [
        ((), 2),
        ((Report("soreness", 4, on(1)),), 2),
        ((Report("soreness", 7, on(1)),), 3),
        ((Report("sleep", 4.5, on(0)),), 2),
        ((Report("sleep", 4.5, on(0)), Report("sleep", 4, on(1))), 3),
    ],
)
def test_soreness_and_short_nights_add_a_day(reports: tuple[Report, ...], day: int) -> None:
    session = next_session(rulebook(), msgspec.structs.replace(ANA, reports=reports), FIVE, on(1))
    assert session is not None
    assert session.day == on(day)
