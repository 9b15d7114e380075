"""Reminders: once, with the session in them, and never when there is nothing to say."""

import datetime as dt
import zoneinfo

import pytest

from bot.training.athlete import Athlete
from tests.conversation.people import Gym

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
GUS = Athlete("", unit="kg", zone="Europe/Berlin", days=(0, 3), remind_at=dt.time(17, 30))


def moment(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, minute, tzinfo=BERLIN).astimezone(dt.UTC)


@pytest.fixture
def gym() -> Gym:
    """Gus trains on Mondays and Thursdays, and has squatted on Monday the fifth."""
    gym = Gym(GUS)
    gym.now = moment(5, 18)
    gym.hears("squat 5x5 100")
    return gym


def test_it_comes_at_the_local_time_with_the_session_in_it(gym: Gym) -> None:
    gym.now = moment(8, 17, 29)
    assert [] == gym.ticks()
    gym.now = moment(8, 17, 30)
    (owed,) = gym.ticks()
    assert ("reminder", "ana") == (owed.kind, owed.chat)
    assert owed.text.startswith("Today:")
    assert "5×5 @ 102.5 kg" in owed.text


def test_it_comes_once(gym: Gym) -> None:
    gym.now = moment(8, 17, 30)
    assert 1 == len(gym.ticks())
    gym.now = moment(8, 17, 31)
    assert [] == gym.ticks()
    gym.hears("next")
    gym.now = moment(8, 18)
    assert [] == gym.ticks()


def test_it_does_not_come_when_the_session_is_done(gym: Gym) -> None:
    gym.now = moment(8, 12)
    gym.hears("squat 5x5 102.5")
    gym.now = moment(8, 17, 30)
    assert [] == gym.ticks()


def test_a_late_one_says_so_and_a_missed_one_names_its_day(gym: Gym) -> None:
    gym.now = moment(8, 18, 40)
    (late,) = gym.ticks()
    assert late.text.startswith("A little late")


def test_after_days_off_it_is_one_message_that_names_the_day(gym: Gym) -> None:
    gym.now = moment(11, 9)
    (missed,) = gym.ticks()
    assert missed.text.startswith("Thu 8 Jan isn't logged: squat 5×5")
    assert [] == gym.ticks()


def test_stop_means_stop_and_remind_me_means_again(gym: Gym) -> None:
    gym.hears("stop")
    gym.now = moment(8, 17, 30)
    assert [] == gym.ticks()
    gym.now = moment(9, 9)
    gym.hears("remind me")
    gym.now = moment(12, 17, 30)
    assert 1 == len(gym.ticks())


def test_nothing_is_lost_while_the_disk_is_full(gym: Gym) -> None:
    gym.now = moment(8, 17, 30)
    gym.store.full = True
    assert [] == gym.ticks()
    gym.store.full = False
    assert 1 == len(gym.ticks())


def test_one_whose_notebook_cannot_be_read_holds_up_nobody(gym: Gym) -> None:
    gym.hears("squat 5x5 100", athlete="ben")
    gym.now = moment(8, 17, 30)
    gym.store.unreadable = "ana"
    assert ["ben"] == [owed.chat for owed in gym.ticks()]
    gym.store.unreadable = ""
    assert ["ana"] == [owed.chat for owed in gym.ticks()]


def test_it_follows_a_correction(gym: Gym) -> None:
    gym.hears("undo")
    gym.now = moment(8, 17, 30)
    assert [] == gym.ticks()


def test_done_as_planned_counts_for_the_day_of_the_reminder_and_once(gym: Gym) -> None:
    gym.now = moment(8, 17, 30)
    (reminder,) = gym.ticks()
    gym.now = moment(9, 8)
    done = gym.presses(reminder, "Done as planned")
    assert done
    assert done.text.startswith("✓ Thu 8 Jan: Squat 5×5 @ 102.5 kg")
    assert ["2026-01-05", "2026-01-08"] == gym.days()


def test_done_as_planned_after_the_session_was_logged_changes_nothing(gym: Gym) -> None:
    gym.now = moment(8, 17, 30)
    (reminder,) = gym.ticks()
    gym.hears("squat 5x5 102.5")
    pressed = gym.presses(reminder, "Done as planned")
    assert pressed
    assert "Nothing changed" in pressed.text
    assert 2 == len(gym.days())


def test_after_a_pause_it_comes_at_the_moment_that_was_told_also_without_training_days() -> None:
    gym = Gym(Athlete("", unit="kg", zone="Europe/Berlin", remind_at=dt.time(17, 30), zone_told=True))
    gym.now = moment(5, 18)
    gym.hears("squat 5x5 100")
    paused = gym.hears("pause until 20 january")
    assert paused
    assert "Next: Tue 20 Jan 17:30" in paused.text
    gym.now = moment(20, 17, 30)
    assert ["reminder"] == [owed.kind for owed in gym.ticks()]
