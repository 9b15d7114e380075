"""Whatever anybody writes is answered once, in words, and never with an exception."""

import datetime as dt

import pytest

from bot.coaching.advice import LiftTarget
from bot.coaching.calendar import local_day
from bot.coaching.progression import next_session
from bot.training.athlete import Athlete
from bot.training.diary import Lift
from tests.conversation.anybody import Kim
from tests.conversation.people import Gym, knowledge

SEEDS, MESSAGES = range(12), 150


@pytest.mark.parametrize("seed", SEEDS)
def test_anything_is_answered_once_and_in_words(seed: int) -> None:
    kim = Kim(seed)
    kim.live(MESSAGES)
    assert kim.faults == []
    nothing_absurd_is_next(kim.gym, "kim")


def nothing_absurd_is_next(gym: Gym, athlete: str) -> None:
    notebook = gym.notebook(athlete)
    today = local_day(notebook.athlete, gym.now)
    session = next_session(knowledge().rulebook, notebook.athlete, notebook.diary, today)
    for target in session.targets if session else ():
        if not isinstance(target, LiftTarget):
            continue
        assert min(target.reps) >= 1, target
        if target.load is None:
            continue
        efforts = (effort for entry in notebook.diary.entries for effort in entry.efforts)
        sets = [one for e in efforts if isinstance(e, Lift) and e.exercise == target.exercise for one in e.sets]
        assert 0 < target.load.kg <= 1.1 * max(one.load.kg for one in sets if one.load) + 5, target


ONCE = [
    ("a day before the calendar", ["0001-01-01 squat 5x5 100kg"]),
    ("the last day there is", ["9999-12-31 squat 5x5 100kg", "squat 5x5 100kg", "next", "what if i skip a week"]),
    ("a first session a thousand years ago", ["1000-10-03 goblet squat 3x5 40kg", "goblet squat 3x5 40kg"]),
    ("a stay that ended with the calendar's first day", ["i'm in samoa until 0001-01-01"]),
    ("two decimal marks", ["6x60m sprints, 100,0.1 best"]),
    ("a break of ages", ["squat 5x5 100kg", "what if i miss 99999999 weeks", "what if i miss " + "9" * 60 + " days"]),
]


@pytest.mark.parametrize(("case", "texts"), ONCE, ids=[case for case, _ in ONCE])
def test_what_once_failed_is_answered(case: str, texts: list[str]) -> None:
    gym = Gym()
    for text in texts:
        assert gym.hears(text), text


DAYS = [
    ("squat 5x5 100kg", 1),
    ("2026-01-06 squat 5x5 100kg", 1),  # tomorrow already, east of here
    ("2026-12-13 squat 5x5 100kg", 0),
    ("9999-12-31 squat 5x5 100kg", 0),
    ("1926-01-05 squat 5x5 100kg", 1),
    ("1899-12-31 squat 5x5 100kg", 0),
]


@pytest.mark.parametrize(("text", "kept"), DAYS)
def test_no_day_is_kept_that_is_still_to_come_or_before_anybodys_time(text: str, kept: int) -> None:
    gym = Gym()
    gym.hears(text)
    assert kept == len(gym.notebook().diary.entries)


def test_a_correction_moves_nothing_into_the_future() -> None:
    gym = Gym()
    gym.hears("squat 5x5 100kg")
    gym.hears("it was 2026-12-24")
    assert ["2026-01-05"] == gym.days()


@pytest.mark.parametrize("text", ["leg curl 140kg x ½", "squat 100kg 3x½", "leg extension 110 ½ ½"])
def test_a_rep_that_was_none_is_no_target(text: str) -> None:
    gym = Gym()
    gym.hears(text)
    gym.now += dt.timedelta(days=2)
    nothing_absurd_is_next(gym, "ana")


def test_pain_eases_an_added_load_down_to_none_and_not_to_nought() -> None:
    gym = Gym(Athlete("", unit="kg"))
    gym.hears("bw squats bw+3 3x5")
    gym.hears("my knee hurts 4/10")
    following = gym.hears("next")
    assert following
    assert "+0" not in following.text


def test_a_carry_is_explained_by_its_way_and_not_by_no_reps() -> None:
    gym = Gym()
    gym.hears("farmers walk 3x40m")
    because = gym.hears("why")
    assert because
    assert "The 40 m were carried" in because.text
    assert "  " not in because.text


def test_a_german_log_of_two_lifts_says_its_muscles() -> None:
    gym = Gym(Athlete("", language="de", unit="kg"))
    said = gym.hears("kniebeuge 5x5 100, wadenheben 3x12 60")
    assert said
    assert "Quadrizeps" in said.text
    week = gym.hears("woche")
    assert week
    assert "unter der Wachstumsdosis" in week.text


def test_what_a_typed_later_asked_is_not_replaced_by_the_reminder_when_it_closes() -> None:
    gym = Gym(Athlete("", unit="kg", days=(0, 2, 4), reminders=True))
    gym.hears("squat 5x5 100kg")
    gym.now += dt.timedelta(days=2)
    assert gym.ticks()
    when = gym.hears("later")
    assert when
    gym.now += dt.timedelta(minutes=5)
    gym.hears("squat 5x5 102.5kg")
    closing = [one for one in gym.notebook().owed if one.only_edit and one.edits == when.id]
    assert [when.text] == [one.text for one in closing]


def test_a_day_that_lies_ahead_of_a_clock_set_back_is_not_some_days_less_than_none_ago() -> None:
    gym = Gym()
    gym.hears("squat 5x5 100kg")
    gym.now -= dt.timedelta(days=19)
    said = gym.hears("when did i last squat")
    assert said
    assert "-19" not in said.text
