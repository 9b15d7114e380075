"""Corrections in words: which entry they are about, what asks first, and how they are undone."""

import asyncio
import datetime as dt

import msgspec
import pytest

from bot.conversation.ports import Owed
from bot.training.athlete import Athlete
from bot.training.diary import Lift
from tests.conversation.people import Gym


@pytest.fixture
def gym() -> Gym:
    return Gym(Athlete("", unit="kg"))


def loads(gym: Gym) -> list[float]:
    """The first load of each entry, in the diary's order."""
    lifts = [e for entry in gym.notebook().diary.entries for e in entry.efforts if isinstance(e, Lift)]
    return [one.sets[0].load.amount for one in lifts if one.sets[0].load]


def said(owed: Owed | None) -> str:
    assert owed
    return owed.text


def test_the_latest_entry_is_corrected_and_undo_brings_back_what_it_was(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    reply = gym.hears("no, that was 95 not 100")
    assert "95 kg (was 100 kg)" in said(reply)
    assert [95.0] == loads(gym)
    assert reply
    gym.presses(reply, "Undo")
    assert [100.0] == loads(gym)


def test_the_word_undo_takes_back_the_correction_first_and_then_the_entry(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("95 not 100")
    gym.hears("undo")
    assert [100.0] == loads(gym)
    gym.hears("undo")
    assert [] == loads(gym)


def test_the_word_undo_after_a_new_entry_leaves_an_earlier_correction_alone(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("95 not 100")
    gym.now += dt.timedelta(minutes=5)
    gym.hears("leg press 3x10 180kg")
    gym.hears("undo")
    assert [95.0] == loads(gym)


@pytest.mark.parametrize("whole_id", [True, False])
def test_a_reply_to_our_answer_corrects_its_entry(gym: Gym, whole_id: bool) -> None:
    first = gym.hears("squat 5x5 100kg")
    assert first
    delivered(gym, first, "77")
    gym.now += dt.timedelta(days=3)
    gym.hears("squat 5x5 102.5kg")
    gym.hears("make it 97.5", reply_to="ana:77" if whole_id else "77")
    assert [97.5, 102.5] == loads(gym)


def delivered(gym: Gym, owed: Owed, chat_id: str) -> None:
    notebook = gym.notebook()
    asyncio.run(gym.store.keep(msgspec.structs.replace(notebook, sent={**notebook.sent, owed.id: chat_id})))


def test_a_reply_to_ones_own_message_corrects_and_undoes_it(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg", id="m1")
    gym.now += dt.timedelta(days=2)
    gym.hears("squat 5x5 102.5kg")
    gym.hears("95 not 100", reply_to="m1")
    assert [95.0, 102.5] == loads(gym)
    gym.hears("undo", reply_to="m1")
    assert [102.5] == loads(gym)


@pytest.mark.parametrize("text", ["95 not 100", "undo"])
def test_a_reply_to_what_is_not_there_any_more_changes_nothing_else(gym: Gym, text: str) -> None:
    gym.hears("squat 5x5 100kg")
    before = gym.notebook().diary
    assert "any more" in said(gym.hears(text, reply_to="ana:12345"))
    assert before == gym.notebook().diary


def test_the_day_says_which_entry(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.now += dt.timedelta(days=2)
    gym.hears("squat 5x5 102.5kg")
    gym.hears("edit monday: 90 kg")
    assert [90.0, 102.5] == loads(gym)
    gym.hears("delete monday's squat")
    assert [102.5] == loads(gym)


def test_an_entry_of_days_ago_is_not_changed_without_asking(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.now += dt.timedelta(days=3)
    reply = gym.hears("i meant 95 kg")
    assert [100.0] == loads(gym)
    assert reply
    gym.presses(reply, "Squat 5×5 @ 95 kg")
    assert [95.0] == loads(gym)


def test_a_number_that_waits_for_a_yes_is_what_a_correction_is_about(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.now += dt.timedelta(days=2)
    gym.hears("squat 5x5 190kg")
    assert [100.0] == loads(gym)
    gym.hears("no, 102.5")
    assert [100.0, 102.5] == loads(gym)
    assert gym.notebook().question is None


def test_what_was_logged_since_is_corrected_and_no_longer_what_waits(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.now += dt.timedelta(days=2)
    gym.hears("squat 5x5 190kg")
    gym.now += dt.timedelta(minutes=5)
    gym.hears("leg press 3x10 120kg")
    gym.hears("no, 125")
    assert [100.0, 125.0] == loads(gym)


def test_a_unit_that_was_only_taken_for_granted_is_settled_and_undo_takes_the_entry_out() -> None:
    gym = Gym()
    gym.hears("squat 3x8 135")
    assert "135 lb" in said(gym.hears("it was lb not kg"))
    assert "lb" == gym.notebook().athlete.unit
    gym.hears("undo")
    assert [] == loads(gym)


def test_a_load_beyond_human_is_refused_and_a_great_leap_asked_about(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    assert said(gym.hears("it was 1000 kg")).startswith("Not stored")
    reply = gym.hears("it was 590 kg")
    assert [100.0] == loads(gym)
    assert reply
    kept = gym.presses(reply, "Yes, keep it")
    assert [590.0] == loads(gym)
    assert kept
    gym.presses(kept, "Undo")
    assert [100.0] == loads(gym)


def test_an_older_offer_cannot_overwrite_a_later_correction(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    reply = gym.hears("make it 3")
    gym.hears("95 not 100")
    assert reply
    assert "Nothing changed" in said(gym.presses(reply, reply.buttons[0].label))
    assert [95.0] == loads(gym)


@pytest.mark.parametrize("text", ["it was yesterday", "that was sunday", "i did that yesterday"])
def test_a_day_told_soon_after_a_log_moves_it(gym: Gym, text: str) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears(text)
    assert ["2026-01-04"] == gym.days()


@pytest.mark.parametrize(
    "text",
    ["was that ok?", "it was hard", "no", "that was fun", "should I do 3 sets?", "leg press 3x10 180kg",
     "it was squat 5x5 100kg", "i did 4x8 squats at 90kg yesterday"],
)  # fmt: skip
def test_what_is_no_correction_leaves_the_entry_as_it_is(gym: Gym, text: str) -> None:
    gym.hears("squat 5x5 100kg", id="m1")
    before = gym.notebook().diary.entry("m1")
    gym.hears(text)
    assert before == gym.notebook().diary.entry("m1")


def test_nothing_to_correct_is_said(gym: Gym) -> None:
    assert "Nothing in your diary" in said(gym.hears("95 not 100"))
    assert "Try:" in said(gym.hears("that's wrong"))


def test_a_load_told_after_a_lift_that_had_none_belongs_to_it(gym: Gym) -> None:
    gym.hears("leg extension 3x12")
    reply = gym.hears("40kg")
    assert "Leg extension 3×12 @ 40 kg" in said(reply)
    assert [40.0] == loads(gym)
    assert 1 == len(gym.notebook().diary.entries)


def test_a_load_alone_after_a_lift_with_a_load_is_no_correction(gym: Gym) -> None:
    gym.hears("leg extension 3x12 35kg")
    gym.hears("40kg")
    assert [35.0] == loads(gym)


def test_a_forgotten_set_is_added(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    assert "Squat 6×5 @ 100 kg (was 5×5 @ 100 kg)" in said(gym.hears("forgot one more set"))


@pytest.mark.parametrize("said", ["no time today", "no squats today", "no run today", "no sets today"])
def test_what_was_not_done_changes_nothing_that_was(gym: Gym, said: str) -> None:
    gym.hears("rdl 3x8 80kg yesterday")
    before = gym.notebook().diary
    reply = gym.hears(said)
    assert reply
    assert "✓" not in reply.text
    assert before == gym.notebook().diary


@pytest.mark.parametrize("said", ["what's my 1rm", "whats my squat 1rm?", "deadlift 1 rm?"])
def test_a_question_about_the_one_rep_max_removes_nothing(gym: Gym, said: str) -> None:
    gym.hears("squat 3x5 100kg")
    assert gym.hears(said)
    assert 1 == len(gym.notebook().diary.entries)
