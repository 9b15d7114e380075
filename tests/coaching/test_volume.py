"""A muscle's hard sets a week change the plan: a set or an exercise more, a set less, and no nagging."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.progression import next_session
from bot.training.athlete import Athlete, Kit, Pain, Report
from bot.training.diary import Diary
from tests.coaching.people import ANA, EVE, MONDAY, diary, lift, rulebook, said, targets

WHOLE = {"back_squat": "8 8 8 @ 60", "romanian_deadlift": "8 8 8 @ 60", "calf_raise": "12 12 12 @ 40"}
ONE_CALF_SET = WHOLE | {"calf_raise": "12 @ 40"}


def weeks(lifts: dict[str, str], count: int, days: tuple[int, ...] = (0, 3)) -> Diary:
    """The same lifts on the same days of some weeks."""
    done = [(7 * week + day, lift(x, text)) for week in range(count) for day in days for x, text in lifts.items()]
    return diary(*done)


def asked(who: Athlete, kept: Diary) -> tuple[list[str], list[str]]:
    session = next_session(rulebook(), who, kept, kept.entries[-1].day)
    return targets(session).split("; "), [said(note) for note in session.notes] if session else []


PLANS = [
    # lifts, days of the week, weeks; what is asked, what is said of it
    (WHOLE, (0, 3), 3, "calf raise 3×13 @ 40 kg", ""),
    (
        ONE_CALF_SET, (0, 2, 4), 1, "calf raise 1×13 @ 40 kg", "",  # one week says nothing yet
    ),
    (
        ONE_CALF_SET, (0,), 4, "calf raise 2×12 @ 40 kg",
        "Little for the calves (1 hard sets a week): one set more of calf raise, before more load.",
    ),
    (
        {"back_squat": "8 8 8 @ 60", "romanian_deadlift": "8 8 8 @ 60"}, (0, 3), 3,
        "calf raise 3×10, a load that leaves 3 reps",
        "Little for the calves (0 hard sets a week): calf raise would fill the gap.",
    ),
    (
        {"back_squat": "8 8 8 8 8 8 8 8 @ 60", "leg_press": "8 8 8 8 @ 90", "leg_curl": "9 9 9 @ 40"}, (0, 2, 4), 3,
        "back squat 7×8 @ 62.5 kg", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lifts", "days", "count", "part", "note"), PLANS)
def test_what_a_muscle_gets_in_a_week_changes_the_plan(
    lifts: dict[str, str], days: tuple[int, ...], count: int, part: str, note: str
) -> None:
    plan, notes = asked(ANA, weeks(lifts, count, days))
    assert part in plan
    assert notes == ([note] if note else [])


def test_a_set_is_not_added_twice_running_nor_beyond_what_a_lift_holds() -> None:
    once = weeks(ONE_CALF_SET, 4, (0,))
    day = once.entries[-1].day + dt.timedelta(days=7)
    added = [lift(x, text) for x, text in (WHOLE | {"calf_raise": "12 12 @ 40"}).items()]
    more = diary(*[((day - MONDAY).days, one) for one in added]).entries
    for one in more:
        once = once.with_entry(msgspec.structs.replace(one, id=f"more {one.id}"))
    assert "calf raise 2×13 @ 40 kg" in asked(ANA, once)[0]  # now the reps have their turn
    full = weeks(WHOLE | {"calf_raise": "12 12 12 12 @ 40 rir 8"}, 4, (0,))
    assert any(target.startswith("calf raise 4×") for target in asked(ANA, full)[0])


def test_an_exercise_is_offered_in_one_week_of_four() -> None:
    lifts = {"back_squat": "8 8 8 @ 60", "romanian_deadlift": "8 8 8 @ 60"}
    offered = [len(asked(ANA, weeks(lifts, count))[0]) == 3 for count in range(1, 12)]
    assert offered == [False, False, True, False, False, False, True, False, False, False, True]


@pytest.mark.parametrize(
    "who",
    [
        EVE,
        msgspec.structs.replace(ANA, needs_clearance=True),
        msgspec.structs.replace(ANA, pains=(Pain("calf", 4, MONDAY),)),
        msgspec.structs.replace(ANA, pains=(Pain("squat", 2, MONDAY + dt.timedelta(days=20)),)),
        msgspec.structs.replace(ANA, reports=(Report("light_week", 1, MONDAY + dt.timedelta(days=21)),)),
    ],
    ids=["fourteen", "before a doctor's word", "aching calf", "aching knee", "light week"],
)
def test_who_must_not_do_more_gets_no_set_more(who: Athlete) -> None:
    plan, _ = asked(who, weeks(ONE_CALF_SET, 4, (0,)))
    assert all(" 2×" not in target for target in plan if target.startswith("calf raise"))


def test_what_is_offered_fits_the_kit() -> None:
    home = {"bodyweight_squat": "15 15 15", "single_leg_calf_raise": "12 12 12"}
    assert "hamstring slide 3×10" in asked(ANA, weeks(home, 3))[0]
    gym = {"back_squat": "8 8 8 @ 60", "calf_raise": "12 12 12 @ 40"}
    assert "seated leg curl 3×10, a load that leaves 3 reps" in asked(ANA, weeks(gym, 3))[0]
    told = msgspec.structs.replace(ANA, kit=Kit(has=("dumbbells",)))
    assert "hamstring slide 3×10" in asked(told, weeks(gym, 3))[0]
