"""What is kept from one message to the next changes no judgement, and keeps its cost flat over the years."""

import datetime as dt
import sys
from collections.abc import Callable

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.digest import digest_of
from bot.coaching.judging import judge
from bot.coaching.progression import next_session
from bot.stores.archive import split
from bot.training.diary import Diary, Effort, Entry, Lift, Run
from bot.training.past import fold
from tests.coaching.people import ANA, BO, MONDAY, entry, lift, rulebook, sprints

SQUAT_DAY = (lift("back_squat", "5 5 5 5 5 @ 100"), lift("leg_curl", "10 10 @ 40"))
HINGE_DAY = (lift("deadlift", "5 5 5 @ 120"), lift("pull_up", "8 7 6"))
DAYS: tuple[tuple[Effort, ...], ...] = (
    SQUAT_DAY,
    HINGE_DAY,
    (lift("back_squat", "3 @ 110"),),
    (lift("back_squat", "5 5 @ 60"),),
    (lift("leg_curl", "9 9 9 @ 45"), sprints(6, 60, 9.0)),
    (Run(5000, 1650, said=("run",)),),
)
WORKOUTS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(DAYS), st.booleans()), min_size=1, max_size=12)


def calls_of(work: Callable[[], object]) -> int:
    """How many functions of ours were called."""
    count = 0

    def see(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def kept(diary: Diary, one: Entry) -> Diary:
    """As a store hands it over: the latest 64 to 95 entries, the rest remembered as bests."""
    parts, entries = split(diary.with_entry(one).entries)
    return Diary(entries, fold(diary.past, [e for part in parts for e in part]))


def day_of(number: int) -> Entry:
    """Bo squats and pulls in turn, every other day, a little heavier each month."""
    kg = 60 + 2.5 * (number // 15 % 40)
    lifts = [("back_squat", "leg_curl"), ("deadlift", "leg_press")][number % 2]
    return entry(MONDAY + dt.timedelta(days=2 * number), *(lift(name, f"8 8 8 @ {kg}") for name in lifts))


def calls_to_judge_after(sessions: int) -> int:
    diary = Diary()
    for number in range(sessions):
        diary = kept(diary, day_of(number))
        if number >= sessions - 4:
            judge(rulebook(), BO, diary, diary.entries[-1], diary.entries[-1].at, diary.entries[-1].day)
    one = day_of(sessions)
    return calls_of(lambda: judge(rulebook(), BO, diary.with_entry(one), one, one.at, one.day))


def test_judging_a_message_takes_no_more_work_after_ten_years_than_after_a_month() -> None:
    assert calls_to_judge_after(1_807) < 1.3 * calls_to_judge_after(13)


@settings(max_examples=40, deadline=None)
@given(WORKOUTS)
def test_what_is_remembered_changes_no_judgement(workouts: list[tuple[int, tuple[Effort, ...], bool]]) -> None:
    """Bo logs, tells late of the day before, and undoes; a coach who has forgotten everything says the very same."""
    diary, day = Diary(), MONDAY
    for number, (gap, efforts, undoes) in enumerate(workouts):
        day += dt.timedelta(days=gap)
        one = msgspec.structs.replace(entry(day, *efforts), id=str(number))
        forgetful = msgspec.structs.replace(rulebook())
        after = diary.with_entry(one)
        assert judge(rulebook(), BO, after, one, one.at, day) == judge(forgetful, BO, after, one, one.at, day)
        if undoes and diary.entries:
            after = after.without(diary.entries[-1].id)
            assert next_session(rulebook(), BO, after, day) == next_session(forgetful, BO, after, day)
        diary = after


def test_a_digest_that_grew_is_the_digest_of_all() -> None:
    entries = [entry(MONDAY + dt.timedelta(days=n), *DAYS[n % len(DAYS)]) for n in range(20)]
    entries.insert(7, msgspec.structs.replace(entries[6], id="again"))
    grown = digest_of(rulebook(), "kg", Diary())
    for count in range(len(entries)):
        grown = digest_of(rulebook(), "kg", Diary(tuple(entries[: count + 1])), grown)
    assert grown == digest_of(rulebook(), "kg", Diary(tuple(entries)))


def test_a_digest_of_another_diary_or_unit_is_not_built_on() -> None:
    squats, pulls = entry(MONDAY, *SQUAT_DAY), entry(MONDAY, *HINGE_DAY)
    known = digest_of(rulebook(), "kg", Diary((squats,)))
    assert digest_of(rulebook(), "kg", Diary((pulls,)), known) == digest_of(rulebook(), "kg", Diary((pulls,)))
    assert digest_of(rulebook(), "lb", Diary((squats,)), known).unit == "lb"


def test_athletes_of_one_name_and_other_diaries_are_not_mixed() -> None:
    heavy, light = (
        Diary((entry(MONDAY, Lift("back_squat", lift("back_squat", text).sets)),))
        for text in ("5 5 5 @ 140", "5 5 5 @ 60")
    )
    asked = [next_session(rulebook(), ANA, diary, MONDAY) for diary in (heavy, light, heavy)]
    assert asked[0] == asked[2] != asked[1]
