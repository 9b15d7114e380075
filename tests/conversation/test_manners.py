"""The manners of messages nobody asked for: one a day, quiet hours, asked once, then silence; and their answers."""

import datetime as dt
import zoneinfo

import msgspec
import pytest

from bot.chats.story import StoryClock
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Owed
from bot.conversation.turns import Turns
from bot.training.athlete import Athlete
from bot.training.schedule import Schedule
from tests.conversation.people import Gym

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
GUS = Athlete("", unit="kg", zone="Europe/Berlin", days=(0, 3), remind_at=dt.time(17, 30))


def moment(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, 1, hour, minute, tzinfo=BERLIN).astimezone(dt.UTC) + dt.timedelta(days=day - 1)


def gym_of(athlete: Athlete = GUS, **schedule: object) -> Gym:
    """Squats on Monday the fifth, the next on Thursday the eighth."""
    gym = Gym(msgspec.structs.replace(athlete, schedule=Schedule(**schedule)))  # type: ignore[arg-type]
    gym.now = moment(5, 18)
    gym.hears("squat 5x5 100")
    return gym


def pushed(gym: Gym, until: dt.datetime) -> list[Owed]:
    """Everything pushed until then, ticking every half hour."""
    found: list[Owed] = []
    while gym.now < until:
        gym.now += dt.timedelta(minutes=30)
        found += [one for one in gym.ticks() if not one.only_edit]
    return found


def begin(owed: list[Owed]) -> list[str]:
    return [" ".join(one.text.split()[:2]) for one in owed]


def test_three_ignored_then_one_question_then_silence() -> None:
    gym = gym_of()
    found = pushed(gym, moment(60, 12))
    assert begin(found) == ["Today: squat", "Thu 8", "Today: squat", "Mon 12", "Today: squat", "3 reminders"]
    assert [one.silent for one in found] == [False, True, False, True, False, True]
    gym.hears("next")
    assert begin(pushed(gym, moment(67, 12)))[0] == "Today: squat"


def test_questions_about_sessions_that_came_too_late_to_remind_of_end_in_silence_too() -> None:
    gym = gym_of()
    asked = []
    for day in (9, 13, 16, 20, 23, 27, 30):  # the bot is up in the mornings after training days alone
        gym.now = moment(day, 9)
        asked += [one.text.split()[-1] for one in gym.ticks() if not one.only_edit]
    assert len(asked) == 4


def test_a_session_a_day_is_asked_about_with_the_next() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, days=tuple(range(7))))
    found = pushed(gym, moment(9, 20))
    assert begin(found) == ["Today: squat", "Wed 7", "Thu 8"]
    assert all(one.text.count("Today:") == 1 for one in found)
    assert "isn't logged. If you did it" in found[-1].text


def test_nothing_comes_at_night_that_was_late() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, remind_at=dt.time(21, 15)))
    gym.now = moment(8, 22)
    assert gym.ticks() == []
    gym.now = moment(9, 7)
    assert gym.ticks() == []
    gym.now = moment(9, 9)
    (missed,) = gym.ticks()
    assert missed.text.startswith("Thu 8 Jan isn't logged")


def test_a_time_that_was_told_comes_in_quiet_hours() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, remind_at=dt.time(5, 30)))
    gym.now = moment(8, 5, 30)
    assert begin(gym.ticks()) == ["Today: squat"]


def test_a_time_that_was_told_waits_for_the_end_of_the_quiet_hours_when_it_is_late() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, remind_at=dt.time(6, 30)))
    gym.now = moment(8, 7)
    assert [] == gym.ticks()
    gym.now = moment(8, 7, 31)
    (late,) = gym.ticks()
    assert late.text.startswith("A little late")


def test_nothing_comes_after_a_red_flag() -> None:
    gym = gym_of()
    gym.hears("crushing chest pain and i fainted")
    assert pushed(gym, moment(30, 12)) == []


def test_after_three_days_off_it_is_one_message() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, days=tuple(range(7))))
    gym.now = moment(11, 11)
    found = [one for _ in range(5) for one in gym.ticks()]
    assert len(found) <= 1
    gym.now = moment(11, 17, 30)
    found += gym.ticks()
    assert len(found) == 1


def test_the_week_is_told_on_sunday_evening_to_who_wants_it() -> None:
    gym = gym_of(weekly_summary=True)
    gym.now = moment(8, 12)
    gym.hears("squat 5x5 105")
    (week,) = pushed(gym, moment(11, 21))
    assert gym.now == moment(11, 21)
    assert week.silent
    assert week.text.startswith("Your week, Mon 5 Jan to Sun 11 Jan: 2 days with training.\nHard sets")
    assert "Heaviest yet: squat: 105 kg × 5" in week.text


def test_a_sunday_that_has_had_its_message_tells_the_week_with_the_next() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, days=(0, 3, 6)), weekly_summary=True)
    gym.now = moment(8, 12)
    gym.hears("squat 5x5 105")
    found = pushed(gym, moment(12, 21))
    assert [one.text.count("Your week") for one in found] == [0, 1]
    assert found[1].text.startswith("Sun 11 Jan isn't logged.")


@pytest.mark.parametrize(("typed", "again"), [("19:30", (19, 30)), ("in 2h", (19, 40)), ("later 8pm", (20, 0))])
def test_a_typed_time_puts_off(typed: str, again: tuple[int, int]) -> None:
    gym = gym_of()
    gym.now = moment(8, 17, 30)
    gym.ticks()
    gym.now = moment(8, 17, 40)
    answer = gym.hears(typed)
    assert answer
    assert answer.text == f"Moved to {again[0]}:{again[1]:02} today."
    gym.now = moment(8, *again)
    (second,) = [one for one in gym.ticks() if not one.only_edit]
    assert second.text.startswith("Now: squat")


def test_a_time_means_nothing_when_no_session_is_open() -> None:
    gym = gym_of()
    answer = gym.hears("19:30")
    assert answer
    assert not answer.text.startswith("Moved")


def test_put_off_and_trained_meanwhile_it_does_not_come() -> None:
    gym = gym_of()
    gym.now = moment(8, 17, 30)
    gym.ticks()
    gym.hears("in 2h")
    gym.now = moment(8, 18, 30)
    gym.hears("squat 5x5 102.5")
    gym.now = moment(8, 19, 30)
    assert gym.ticks() == []


def test_the_buttons_go_when_the_session_is_logged() -> None:
    gym = gym_of()
    gym.now = moment(8, 17, 30)
    (reminder,) = gym.ticks()
    gym.hears("squat 5x5 102.5")
    edit = gym.notebook().owed[-1]
    assert (edit.edits, edit.buttons, edit.only_edit, edit.text) == (reminder.id, (), True, reminder.text)
    assert gym.notebook().pushes.open is None


def test_an_answer_by_button_is_said_in_place() -> None:
    gym = gym_of()
    gym.now = moment(8, 17, 30)
    (reminder,) = gym.ticks()
    later = gym.presses(reminder, "Later")
    assert later
    assert [button.label for button in later.buttons] == ["30 min", "2 h", "Tomorrow"]
    moved = gym.presses(later, "2 h")
    assert moved
    assert (later.edits, moved.edits) == (reminder.id, reminder.id)
    stale = gym.presses(reminder, "Skip")
    assert stale
    assert "Nothing changed" in stale.text


def test_two_hours_are_not_offered_where_they_end_at_night() -> None:
    gym = gym_of(msgspec.structs.replace(GUS, remind_at=dt.time(20, 0)))
    gym.now = moment(8, 20)
    (reminder,) = gym.ticks()
    later = gym.presses(reminder, "Later")
    assert later
    assert [button.label for button in later.buttons] == ["30 min", "Tomorrow"]


async def _closed(gym: Gym, reachable: bool) -> None:
    await Outbox(gym.store, Turns()).standing("ana", reachable)


async def test_a_chat_that_was_closed_is_asked_once_whether_reminders_come_again() -> None:
    gym = Gym(GUS)
    gym.now = moment(5, 18)
    await gym.says("squat 5x5 100")
    await _closed(gym, False)
    gym.now = moment(30, 12)
    assert await gym.nudge.tick(gym.now) == ()
    await _closed(gym, True)
    gym.now = moment(31, 12)
    assert await gym.nudge.tick(gym.now) == ()
    (back,) = await gym.says("squat 3x5 90")
    assert back.text.endswith("Reminders are off since this chat was closed to me. Switch them on?")
    assert [button.label for button in back.buttons][-2:] == ["Same times", "No"]
    (again,) = await gym.says("same times")
    assert again.text.startswith("Mon Thu 17:30 (Europe/Berlin). Next: Mon 2 Feb 17:30")
    assert (await gym.store.open("ana")).due_at is not None


async def test_what_comes_too_late_to_be_sent_is_asked_about_instead() -> None:
    """The network is away from before the reminder until long after it."""
    gym = Gym(GUS)
    gym.now = moment(5, 18)
    await gym.says("squat 5x5 100")
    ((_, reminder),) = await gym.nudge.tick(moment(8, 17, 30))
    outbox = Outbox(gym.store, Turns(), clock=StoryClock(moment(8, 20)))
    assert await outbox.claim("ana", reminder) is None
    ((_, missed),) = await gym.nudge.tick(moment(9, 9))
    assert missed.text.startswith("Thu 8 Jan isn't logged")
    assert await outbox.claim("ana", missed)
