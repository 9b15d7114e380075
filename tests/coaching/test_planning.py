"""A wish worked into a plan: what it changes, what it leaves, and what excludes itself."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.planning import Collision, replanned
from bot.training.athlete import Athlete
from bot.training.schedule import Move, Pause, Schedule, Slot, Wish

TODAY = dt.date(2026, 11, 22)  # a Sunday
DAY = dt.timedelta(days=1)
SIX, SEVEN, TEN = dt.time(18), dt.time(7), dt.time(10)
LIA = Athlete("lia", days=(0, 2, 4), remind_at=SIX, reminders=False)


def wished(who: Athlete, **wish: object) -> Athlete:
    found = replanned(who, Wish(**wish), TODAY)  # type: ignore[arg-type]
    assert isinstance(found, Athlete)
    return found


def test_new_days_take_the_place_of_the_old_and_the_commonest_time_is_the_common_one() -> None:
    found = wished(LIA, slots=(Slot(1, SEVEN), Slot(3, SEVEN), Slot(5, TEN)))
    assert (1, 3, 5) == found.days
    assert SEVEN == found.remind_at
    assert {5: TEN} == found.schedule.times
    assert found.reminders


def test_days_without_a_time_keep_the_one_they_had() -> None:
    ten_on_saturday = wished(LIA, slots=(Slot(0, SIX), Slot(2, SIX), Slot(5, TEN)))
    found = wished(ten_on_saturday, slots=(Slot(0), Slot(5)))
    assert ((0, 5), SIX, {5: TEN}) == (found.days, found.remind_at, found.schedule.times)


def test_counting_and_weekdays_end_each_other() -> None:
    counted = wished(LIA, every=2, since=TODAY, time=SEVEN)
    assert ((), 2, TODAY, SEVEN) == (counted.days, counted.schedule.every, counted.schedule.since, counted.remind_at)
    assert 0 == wished(counted, slots=(Slot(0, SIX),)).schedule.every


def test_a_time_is_for_all_days_and_ends_a_lead() -> None:
    early = wished(wished(LIA, slots=(Slot(0, SIX), Slot(5, TEN))), lead_min=120)
    assert 120 == early.schedule.lead_min
    found = wished(early, time=SEVEN)
    assert (SEVEN, {}, 0) == (found.remind_at, found.schedule.times, found.schedule.lead_min)
    assert 60 == wished(early, time=SEVEN, lead_min=60).schedule.lead_min


def test_a_day_off_leaves_the_weekdays_or_is_kept_free_where_none_were_told() -> None:
    assert (0, 4) == wished(LIA, off=(2,)).days
    anytime = wished(msgspec.structs.replace(LIA, days=()), off=(6,))
    assert ((), (6,)) == (anytime.days, anytime.schedule.off)
    assert () == wished(anytime, slots=(Slot(6, TEN),)).schedule.off


def test_pauses_end_by_themselves_or_when_reminders_are_wished_for_again() -> None:
    august, over = Pause(dt.date(2027, 8, 1), dt.date(2027, 8, 31)), Pause(TODAY - 9 * DAY, TODAY - DAY)
    paused = msgspec.structs.replace(LIA, schedule=Schedule(pauses=(over, august)))
    running = wished(paused, pauses=(Pause(TODAY),))
    assert (august, Pause(TODAY)) == running.schedule.pauses
    assert not running.reminders
    assert (august,) == wished(running, resume=True).schedule.pauses


def test_a_later_move_of_a_day_takes_the_place_of_an_earlier_one_and_old_ones_go() -> None:
    old, earlier = Move(TODAY - 20 * DAY), Move(TODAY + DAY, TODAY + 2 * DAY)
    moved = msgspec.structs.replace(LIA, schedule=Schedule(moves=(old, earlier)))
    assert (Move(TODAY + DAY),) == wished(moved, moves=(Move(TODAY + DAY),)).schedule.moves


COLLISIONS = [
    (Wish(slots=(Slot(0, SIX), Slot(0, SEVEN))), Collision("two_times", 0, (SIX, SEVEN))),
    (Wish(slots=(Slot(0, SIX),), every=2, since=TODAY), Collision("two_plans")),
    (Wish(slots=(Slot(0), Slot(6)), off=(6,)), Collision("no_day", 6)),
    (Wish(off=(0, 2, 4)), Collision("no_day")),
    (Wish(off=tuple(range(7))), Collision("no_day")),
]


@pytest.mark.parametrize(("wish", "collision"), COLLISIONS)
def test_what_excludes_itself_is_not_worked_in(wish: Wish, collision: Collision) -> None:
    assert collision == replanned(LIA, wish, TODAY)
