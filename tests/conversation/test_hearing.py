"""What a delivery, an edit, a button and a full disk do to the notebook, and what is said about it."""

import asyncio
import datetime as dt

import msgspec
import pytest

from bot.conversation.ports import Message
from bot.training.diary import Lift
from tests.conversation.people import MONDAY_EVENING, Gym


@pytest.fixture
def gym() -> Gym:
    return Gym()


def squat(text: str = "squat 5x5 100kg", **more: object) -> Message:
    message = Message("ana", "ana", "m1", "u1", text, MONDAY_EVENING)
    return msgspec.structs.replace(message, **more)


def test_a_repeated_delivery_changes_nothing_and_is_answered_once(gym: Gym) -> None:
    first = gym.receives(squat())
    kept = gym.notebook()
    assert first
    assert gym.receives(squat()) is None
    assert kept == gym.notebook()


def test_a_message_given_again_under_another_update_id_is_still_the_same_message(gym: Gym) -> None:
    gym.receives(squat())
    assert gym.receives(squat(update="u2")) is None
    assert 1 == len(gym.notebook().diary.entries)


def test_an_undone_message_given_again_stays_undone(gym: Gym) -> None:
    gym.receives(squat())
    gym.hears("undo")
    assert gym.receives(squat(update="u9")) is None
    assert () == gym.notebook().diary.entries


def test_an_edit_replaces_and_answers_in_place(gym: Gym) -> None:
    first = gym.receives(squat())
    assert first
    gym.now += dt.timedelta(days=2)
    edit = gym.receives(squat("squat 5x5 95kg", update="u2", edited=True))
    assert edit
    assert first.id == edit.edits
    (entry,) = gym.notebook().diary.entries
    (lift,) = entry.efforts
    assert isinstance(lift, Lift)
    assert {95.0} == {one.load.amount for one in lift.sets if one.load}
    assert ["2026-01-05"] == gym.days()


def test_an_edit_that_changes_nothing_readable_is_silent(gym: Gym) -> None:
    gym.receives(squat())
    assert gym.receives(squat("Squat 5 x 5 100 kg", update="u2", edited=True)) is None


def test_an_edit_into_no_workout_takes_the_entry_out(gym: Gym) -> None:
    gym.receives(squat())
    assert gym.receives(squat("does running build legs?", update="u2", edited=True))
    assert () == gym.notebook().diary.entries


def test_a_message_of_yesterday_heard_today_is_kept_on_its_own_day(gym: Gym) -> None:
    gym.now += dt.timedelta(hours=20)
    gym.receives(squat())
    assert ["2026-01-05"] == gym.days()


def test_what_cannot_be_kept_is_said_and_works_again_when_there_is_space(gym: Gym) -> None:
    gym.store.full = True
    owed = gym.receives(squat())
    assert owed
    assert owed.text.startswith("Not saved")
    gym.store.full = False
    assert gym.receives(squat())
    assert 1 == len(gym.notebook().diary.entries)


@pytest.mark.parametrize(("language", "told"), [("en", "can't read your diary"), ("de", "Tagebuch gerade nicht lesen")])
def test_whose_diary_cannot_be_read_is_told_so_and_nothing_is_added(gym: Gym, language: str, told: str) -> None:
    gym.hears("squat 5x5 100")
    gym.store.unreadable = "ana"
    owed = gym.hears("squat 5x5 105", language=language)
    assert owed is not None
    assert told in owed.text
    gym.store.unreadable = ""
    assert 1 == len(gym.notebook().diary.entries)


def test_a_button_works_once(gym: Gym) -> None:
    reply = gym.hears("squat 5x5 100kg")
    assert reply
    removed, again = gym.presses(reply, "Undo"), gym.presses(reply, "Undo")
    assert removed
    assert removed.text.startswith("Removed")
    assert again
    assert "Nothing changed" in again.text


def test_nobody_else_can_press_it(gym: Gym) -> None:
    reply = gym.hears("squat 5x5 100kg")
    assert reply
    pressed = gym.presses(reply, "Undo", athlete="mallory")
    assert pressed
    assert "Nothing changed" in pressed.text
    assert 1 == len(gym.notebook().diary.entries)


def test_a_button_expires(gym: Gym) -> None:
    reply = gym.hears("squat 5x5 100kg")
    assert reply
    gym.now += dt.timedelta(days=31)
    pressed = gym.presses(reply, "Undo")
    assert pressed
    assert "Nothing changed" in pressed.text


def test_kg_or_lb_is_asked_once_and_goes_for_what_was_logged_before(gym: Gym) -> None:
    first, second = gym.hears("squat 3x8 135"), gym.hears("bench 3x8 95")
    assert first
    assert second
    assert ["kg", "lb", "Undo", "Why?"] == [button.label for button in first.buttons]
    assert ["Undo", "Why?"] == [button.label for button in second.buttons]
    answer = gym.presses(first, "lb")
    assert answer
    assert "squat 3×8 @ 140 lb, and 1 more" in answer.text
    assert first.id == answer.edits
    units = {s.load.unit for e in gym.notebook().diary.entries for f in e.efforts for s in f.sets if s.load}
    assert {"lb"} == units


def test_a_unit_once_written_is_not_asked_for(gym: Gym) -> None:
    gym.hears("squat 3x8 60kg")
    reply = gym.hears("bench 3x8 50")
    assert reply
    assert "50 kg" in reply.text
    assert ["Undo", "Why?"] == [button.label for button in reply.buttons]


def test_hardly_possible_is_confirmed_and_survives_other_messages(gym: Gym) -> None:
    doubt = gym.hears("squat 1x1 310kg")
    assert doubt
    assert () == gym.notebook().diary.entries
    gym.hears("does running build legs?")
    kept = gym.presses(doubt, "Yes, keep it")
    assert kept
    assert kept.text.startswith("✓")
    assert 1 == len(gym.notebook().diary.entries)


def test_a_doubt_is_answered_by_typing_too(gym: Gym) -> None:
    gym.hears("squat 1x1 310kg")
    left = gym.hears("no, leave it")
    assert left
    assert () == gym.notebook().diary.entries
    assert gym.notebook().question is None


def test_deleting_everything_needs_the_typed_word(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    asked = gym.hears("delete my data")
    assert asked
    assert "DELETE" in asked.text
    assert 1 == len(gym.notebook().diary.entries)
    gym.hears("DELETE")
    assert gym.notebook().diary.empty


def test_a_red_flag_ends_training_talk_and_keeps_nothing(gym: Gym) -> None:
    reply = gym.hears("chest pain and fainted during squat 5x5 100kg")
    assert reply
    assert "emergency" in reply.text
    assert "Next" not in reply.text
    assert () == gym.notebook().diary.entries


def test_a_log_that_asks_is_kept_and_answered(gym: Gym) -> None:
    reply = gym.hears("squat 5x5 100kg, does running kill my gains?")
    assert reply
    assert reply.text.startswith("✓")
    assert "Evidence:" in reply.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("squat 5x5 100kg, too heavy?", "About right: all 25 reps done, so a little more comes next."),
        ("squat 5x5 100kg rpe 5, is that too light?", "Light: all 25 reps done with 5 left"),
        ("squat 5 5 5 4 4 102.5kg, too heavy?", "Heavy for that day: 23 of 25 reps."),
        ("squat 5x5 100kg rpe 10, too heavy?", "At your limit: all 25 reps done with nothing left."),
    ],
)
def test_too_heavy_is_answered_from_the_lift_itself(gym: Gym, said: str, answer: str) -> None:
    if "102.5" in said:
        gym.hears("squat 5x5 100kg")
        gym.now += dt.timedelta(days=3)
    reply = gym.hears(said)
    assert reply
    assert answer in reply.text


def test_rules_says_how_many_there_are_and_which_decide_now(gym: Gym) -> None:
    alone = gym.hears("rules")
    assert alone
    assert "rules and" in alone.text
    assert len(alone.text.splitlines()) == 1
    gym.hears("squat 5x5 100kg")
    reply = gym.hears("rules")
    assert reply
    assert reply.text.splitlines()[1] == "squat: All 25 reps done, so add a little."


def test_where_to_start_is_answered_with_a_first_week_until_there_are_leg_days(gym: Gym) -> None:
    reply = gym.hears("skinny legs, where do I start?")
    assert reply
    days = [line for line in reply.text.splitlines() if "leaves 3 reps" in line or "leave 3 reps" in line]
    assert [line.split(":")[0] for line in days] == ["Tue 6 Jan", "Fri 9 Jan"]
    assert "13 times" in reply.text
    gym.hears("squat 5x5 100kg")
    later = gym.hears("skinny legs, where do I start?")
    assert later
    assert "13 times" not in later.text


@pytest.mark.parametrize("said", ["deload please", "give me a light week", "I want a light week"])
def test_a_light_week_asked_for_is_planned_and_said(gym: Gym, said: str) -> None:
    gym.hears("squat 5x5 100kg")
    reply = gym.hears(said)
    assert reply
    assert "squat 3×5 @ 90 kg" in reply.text
    asked = gym.hears("do i need a light week?", "bo")
    assert asked
    assert "Evidence" in asked.text


def test_two_athletes_never_mix(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg", "ana")
    gym.hears("ran 5k in 27:30", "bo")
    assert ["ana", "bo"] == [gym.notebook(name).athlete.id for name in ("ana", "bo")]
    assert [1, 1] == [len(gym.notebook(name).diary.entries) for name in ("ana", "bo")]


def test_ten_thousand_characters_are_answered_and_said_to_be_cut(gym: Gym) -> None:
    reply = gym.hears("squat 5x5 100kg\n" + "la " * 4000)
    assert reply
    assert "first 4,096" in reply.text
    assert len(reply.text) < 1000


def test_done_as_planned_logs_the_session_with_its_numbers(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.now += dt.timedelta(days=2)
    reply = gym.hears("done")
    assert reply
    assert reply.text.startswith("✓ Squat 5×5 @ 102.5 kg")
    assert ["2026-01-05", "2026-01-07"] == gym.days()


def test_done_with_loads_to_be_found_asks_for_them(gym: Gym) -> None:
    gym.hears("ran 5k in 27:30")
    gym.now += dt.timedelta(days=1)
    reply = gym.hears("done")
    assert reply
    assert "Which loads?" in reply.text
    assert 1 == len(gym.notebook().diary.entries)


def test_done_as_planned_leaves_out_what_was_only_offered(gym: Gym) -> None:
    for _ in range(5):
        gym.hears("squat 5x5 100kg")
        gym.now += dt.timedelta(days=3, hours=12)
    offer = gym.hears("next")
    assert offer
    assert "seated leg curl" in offer.text
    reply = gym.hears("done")
    assert reply
    assert reply.text.startswith("✓ Squat 5×5 @ 102.5 kg")
    assert "leg curl" not in reply.text.splitlines()[0]


def test_the_same_again_is_one_word(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    reply = gym.hears("same")
    assert reply
    assert reply.text.startswith("✓ Squat 5×5 @ 100 kg")


def test_a_knee_that_is_fine_again_is_no_workout(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("knee is fine again")
    assert 1 == len(gym.notebook().diary.entries)


def test_after_a_red_flag_nothing_is_pushed(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("my chest hurts and i can't breathe")
    gym.now += dt.timedelta(days=3)
    assert [] == gym.ticks()


def loads(gym: Gym) -> list[float]:
    """The load of the first set of each entry."""
    lifts = [f for e in gym.notebook().diary.entries for f in e.efforts if isinstance(f, Lift)]
    return [lift.sets[0].load.amount for lift in lifts if lift.sets[0].load]


def test_an_edit_voids_what_was_asked_about_the_earlier_version(gym: Gym) -> None:
    doubt = gym.receives(squat("squat 1x1 310 kg"))
    assert doubt
    gym.receives(squat("squat 1x1 90 kg", update="u2", edited=True))
    gym.presses(doubt, "Yes, keep it")
    assert [90.0] == loads(gym)


def test_nothing_is_put_back_over_an_edit(gym: Gym) -> None:
    gym.receives(squat())
    removed = gym.hears("undo")
    assert removed
    gym.receives(squat("squat 5x5 80kg", update="u2", edited=True))
    gym.presses(removed, "Put it back")
    assert [80.0] == loads(gym)


def test_an_edit_without_a_change_leaves_an_undone_message_undone(gym: Gym) -> None:
    gym.receives(squat())
    gym.hears("undo")
    assert gym.receives(squat(update="u2", edited=True)) is None
    assert [] == loads(gym)


def test_a_workout_edited_into_undo_goes_out_alone(gym: Gym) -> None:
    gym.receives(squat())
    gym.hears("squat 5x5 90kg")
    gym.receives(squat("undo", update="u2", edited=True))
    assert [90.0] == loads(gym)


def test_what_is_put_back_bears_the_unit_learnt_meanwhile(gym: Gym) -> None:
    gym.hears("squat 5x5 100")
    removed = gym.hears("undo")
    assert removed
    gym.hears("leg press 3x10 200 lb")
    put_back = gym.presses(removed, "Put it back")
    assert put_back
    assert "100 lb" in put_back.text


@pytest.fixture
def years(gym: Gym) -> Gym:
    """Ana's first squat, and a hundred sessions on top of it."""
    gym.receives(squat())
    for _ in range(100):
        gym.now += dt.timedelta(days=3)
        gym.hears("leg press 3x10 100kg")
    assert gym.notebook().diary.past.entries
    return gym


def test_an_entry_of_years_ago_is_edited_on_its_own_day(years: Gym) -> None:
    edit = years.receives(squat("squat 5x5 95kg", update="later", edited=True))
    assert edit
    assert edit.text.startswith("✓ Mon 5 Jan: Squat 5×5 @ 95 kg (was 100 kg)")


def test_a_message_of_years_ago_that_comes_again_is_known(years: Gym) -> None:
    before = years.notebook()
    assert years.receives(squat(update="another")) is None
    assert before == years.notebook()


def test_an_unchanged_edit_of_years_ago_is_silent(years: Gym) -> None:
    assert years.receives(squat(update="later", edited=True)) is None


def test_an_entry_that_went_straight_to_the_archive_is_taken_out(years: Gym) -> None:
    late = years.hears("2025-12-01 squat 5x5 60kg")
    assert late
    for _ in range(30):
        years.hears("leg press 3x10 100kg")
    archived = asyncio.run(years.store.archived("ana"))
    assert "2025-12-01" in {entry.day.isoformat() for entry in archived}
    removed = years.presses(late, "Undo")
    assert removed
    assert removed.text.startswith("Removed: Squat 5×5 @ 60 kg (Mon 1 Dec)")
    after = asyncio.run(years.store.archived("ana"))
    assert "2025-12-01" not in {entry.day.isoformat() for entry in after}


def test_delete_from_the_menu_asks_for_the_typed_word(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    asked = gym.hears("delete")
    assert asked
    assert "Type DELETE" in asked.text
    assert 1 == len(gym.notebook().diary.entries)


def test_done_before_the_session_is_due_is_asked_about_first(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    reply = gym.hears("done")
    assert reply
    assert reply.text == "That was planned for Wed 7 Jan. Done today: Squat 5×5 @ 102.5 kg?"
    assert 1 == len(gym.notebook().diary.entries)
    gym.presses(reply, "Yes, log it")
    assert 2 == len(gym.notebook().diary.entries)


@pytest.mark.parametrize(("answer", "kept"), [("yes", 1), ("yep", 1), ("No.", 0), ("keep it", 1), ("nope", 0)])
def test_a_doubt_is_answered_by_yes_and_no(gym: Gym, answer: str, kept: int) -> None:
    gym.hears("squat 1x1 310kg")
    gym.hears(answer)
    assert kept == len(gym.notebook().diary.entries)


def test_the_unit_is_answered_by_typing_it(gym: Gym) -> None:
    gym.hears("squat 3x8 135")
    gym.hears("pounds obviously")
    assert "lb" == gym.notebook().athlete.unit


def test_something_like_the_same_is_offered_and_not_taken_for_granted(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("tired again")
    assert 1 == len(gym.notebook().diary.entries)


def test_pain_is_over_when_they_say_so(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("my knee hurts 8/10")
    assert "Nothing planned" in (gym.hears("next") or pytest.fail("no answer")).text
    gym.hears("it is not better")
    assert gym.notebook().athlete.pains
    gym.hears("the pain is gone")
    assert () == gym.notebook().athlete.pains
    assert "Wed 7 Jan" in (gym.hears("next") or pytest.fail("no answer")).text


def test_a_red_flag_is_over_on_a_doctors_word_only(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("my chest feels tight")
    gym.hears("it is better now")
    assert "Nothing planned" in (gym.hears("next") or pytest.fail("no answer")).text
    gym.hears("my doctor cleared me")
    assert "squat" in (gym.hears("next") or pytest.fail("no answer")).text


def test_after_a_pregnancy_a_doctors_word_brings_the_plan_back(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears("I'm pregnant")
    for said, planned in (("the pain is gone", False), ("I feel fine again", False), ("my doctor cleared me", True)):
        gym.hears(said)
        reply = gym.hears("next")
        assert reply
        assert ("squat 5×5" in reply.text) == planned


def test_an_edit_that_says_nothing_takes_out_and_says_so(gym: Gym) -> None:
    gym.receives(squat())
    edit = gym.receives(squat("blah", update="u2", edited=True))
    assert edit
    assert edit.text.startswith("Removed: Squat 5×5 @ 100 kg")


def test_sets_written_one_by_one_are_not_doubted(gym: Gym) -> None:
    for said in ("squat 60kg x 5", "squat 80kg x 5", "squat 100kg x 5"):
        gym.hears(said)
    assert 3 == len(gym.notebook().diary.entries)


def test_where_kilograms_are_hard_to_believe_the_unit_is_asked(gym: Gym) -> None:
    asked = gym.hears("bench 275 3x4")
    assert asked
    assert ["kg", "lb"] == [button.label for button in asked.buttons]
    assert () == gym.notebook().diary.entries
    kept = gym.presses(asked, "lb")
    assert kept
    assert kept.text.startswith("✓ Bench press 3×4 @ 275 lb")


@pytest.mark.parametrize(
    ("said", "part"),
    [("what if I miss two weeks", "After 14 days off"), ("what if I get 5 5 4 3 3", "With 5/5/4/3/3")],
)
def test_what_if_answers_without_keeping_anything(gym: Gym, said: str, part: str) -> None:
    gym.hears("squat 5x5 100kg")
    before = gym.notebook().diary
    answer = gym.hears(said)
    assert answer
    assert part in answer.text
    assert "squat" in answer.text
    assert before == gym.notebook().diary


@pytest.mark.parametrize(
    ("said", "kind", "amount"), [("i have the flu", "illness", 1.0), ("slept 4 hours", "sleep", 4.0)]
)
def test_how_they_feel_is_kept_for_the_plan(gym: Gym, said: str, kind: str, amount: float) -> None:
    gym.hears("squat 5x5 100kg")
    gym.hears(said)
    (report,) = gym.notebook().athlete.reports
    assert (kind, amount) == (report.kind, report.amount)


def test_the_plan_rests_while_somebody_is_ill(gym: Gym) -> None:
    gym.hears("squat 5x5 100kg")
    assert "Nothing planned" in (gym.hears("i have the flu") or pytest.fail("no answer")).text
    assert "squat" in (gym.hears("im well again") or pytest.fail("no answer")).text


@pytest.mark.parametrize("said", ["shortness of breath", "hamstring pulled", "I pulled my hamstring"])
def test_a_sign_named_alone_is_heard(gym: Gym, said: str) -> None:
    answer = gym.hears(said)
    assert answer
    assert answer.text.startswith("⚠")
    assert gym.notebook().diary.empty


REMARKS = [
    "squat 3x8 60kg tomorrow rest",
    "squat 3x8 60kg, hopefully tomorrow",
    "squat 3x8 60kg skip leg press",
    "squat 3x8 60kg didn't feel good",
]


@pytest.mark.parametrize("said", REMARKS)
def test_a_workout_before_a_remark_is_offered_and_not_lost(gym: Gym, said: str) -> None:
    reply = gym.hears(said)
    assert reply
    assert gym.notebook().diary.empty
    kept = gym.presses(reply, "Log Squat 3×8 @ 60 kg")
    assert kept
    assert kept.text.startswith("✓ Squat 3×8 @ 60 kg")
    assert 1 == len(gym.notebook().diary.entries)


@pytest.mark.parametrize("said", ["squat 3x8 60kg slept badly", "squat 3x8 60kg is that good?"])
def test_a_workout_before_a_remark_or_a_question_is_logged(gym: Gym, said: str) -> None:
    reply = gym.hears(said)
    assert reply
    assert reply.text.startswith("✓ Squat 3×8 @ 60 kg")


@pytest.mark.parametrize(
    "said", ["should I squat 5x5 at 105?", "will squat 5x5 100 tomorrow", "does running 5k build legs"]
)
def test_what_only_speaks_of_a_workout_offers_none(gym: Gym, said: str) -> None:
    reply = gym.hears(said)
    assert reply
    assert [] == [button.label for button in reply.buttons if button.label.startswith("Log")]


@pytest.mark.parametrize(
    ("asked", "lift"),
    [
        ("what instead of squats?", "squat"),
        ("rack taken, what can i do instead", "squat"),
        ("alternative to leg press", "leg press"),
        ("Rack besetzt", "squat"),
    ],
)
def test_who_cannot_do_a_lift_is_told_others(gym: Gym, asked: str, lift: str) -> None:
    gym.hears("squat 5x5 100kg")
    reply = gym.hears(asked)
    assert reply
    assert reply.text.startswith(f"Instead of {lift}: ")
    assert 1 == len(gym.notebook().diary.entries)


@pytest.mark.parametrize("told", ["rack taken, did leg press 3x10 120kg", "leg press 3x10 120kg instead of hack squat"])
def test_who_tells_what_was_done_instead_is_logged(gym: Gym, told: str) -> None:
    reply = gym.hears(told)
    assert reply
    assert reply.text.startswith("✓ Leg press 3×10 @ 120 kg")
