"""Which entry was written last, and what settling a unit leaves as it is."""

import datetime as dt

from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.quantities import Load

EVENING = dt.datetime(2026, 1, 5, 18, 30, tzinfo=dt.UTC)


def squat(name: str, load: Load | None = None) -> Entry:
    return Entry(name, EVENING.date(), EVENING, (Lift("back_squat", (Set(reps=5, load=load),)),))


def test_of_two_messages_in_one_second_the_higher_number_is_the_later() -> None:
    diary = Diary().with_entry(squat("7:10")).with_entry(squat("7:9"))
    assert [entry.id for entry in diary.entries] == ["7:9", "7:10"]
    assert diary.latest == squat("7:10")


def test_a_unit_leaves_alone_what_needs_none() -> None:
    diary = Diary((squat("7:1"), squat("7:2", Load(60, "kg"))))
    assert diary.settled("lb") is diary
    both = Diary((squat("7:1"), squat("7:2", Load(60))))
    assert both.settled("lb").entries[0] is both.entries[0]
    assert both.settled("lb").entries[1] == squat("7:2", Load(60, "lb"))
