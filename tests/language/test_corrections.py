"""Corrections in words: text and entry before, entry after; more than one where the athlete has to be asked."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import workouts
from bot.language.amending import Amended, amend
from bot.language.changes import Correction
from bot.language.correction_words import LONGEST
from bot.language.corrections import read_correction
from bot.language.names import Lexicon
from bot.language.reading import Habits
from bot.training.diary import Effort, Entry, Lift, Run
from bot.training.exercises import catalogue
from tests.language.conftest import TODAY, Read

Short = Callable[[tuple[Effort, ...]], str]
LEXICON = Lexicon(catalogue())
YESTERDAY, MONDAY = TODAY - dt.timedelta(days=1), TODAY - dt.timedelta(days=6)


def entry_of(read: Read, text: str) -> Entry:
    return Entry("m1", TODAY, dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC), read(text).efforts)


def told(text: str) -> Correction:
    found = read_correction(text, LEXICON, TODAY)
    assert found is not None
    return found


ONE = [
    # loads
    ("squat 5x5 100kg", "no, that was 95 not 100", "back_squat 5*5x95kg"),
    ("squat 5x5 100kg", "not 100 but 95", "back_squat 5*5x95kg"),
    ("squat 5x5 100kg", "I wrote 100 but it was 95", "back_squat 5*5x95kg"),
    ("squat 5x5 100kg", "100 should be 95", "back_squat 5*5x95kg"),
    ("squat 5x5 100kg", "swap 100 for 95 please", "back_squat 5*5x95kg"),
    ("squat 5x5 100kg", "*107.5", "back_squat 5*5x107.5kg"),
    ("squat 5x5 100kg", "wrong weight, should be 60", "back_squat 5*5x60kg"),
    ("squat 5x5 100kg", "sorry, 225 lbs", "back_squat 5*5x225lb"),
    ("leg curl 3x8 5kg", "50 not 5", "leg_curl 3*8x50kg"),
    ("squat 60x5, 80x5, 100x5", "change 100 to 105", "back_squat 5x60 5x80 5x105"),
    ("squat 60x5, 80x5, 100x5", "105 not 100", "back_squat 5x60 5x80 5x105"),
    ("squat 60x5, 80x5, 100x5", "second set was 82.5", "back_squat 5x60 5x82.5 5x100"),
    ("squat 5x5", "it was 80kg", "back_squat 5*5x80kg"),
    ("squat 5x5 100kg, leg press 3x10 180kg", "190 not 180", "back_squat 5*5x100kg | leg_press 3*10x190kg"),
    ("squat 5x5 100kg, leg press 3x10 180kg", "the leg press was 190", "back_squat 5*5x100kg | leg_press 3*10x190kg"),
    ("squat 5x5 100kg, leg press 3x10 180kg", "the second one was 70", "back_squat 5*5x100kg | leg_press 3*10x70kg"),
    ("pull ups 3x8", "it was 10kg", "pull_up 3*8x+10kg"),
    # reps and sets
    ("squat 5x5 100kg", "make it 3 sets", "back_squat 3*5x100kg"),
    ("squat 3x5 100kg", "it was five sets not three", "back_squat 5*5x100kg"),
    ("squat 5x5 100kg", "make it 5x4", "back_squat 5*4x100kg"),
    ("squat 5x5 100kg", "it was 3x8 not 5x5", "back_squat 3*8x100kg"),
    ("squat 5x5 100kg", "it was 3 sets of 8 at 90", "back_squat 3*8x90kg"),
    ("squat 5x5 100kg", "sorry, reps were 6", "back_squat 5*6x100kg"),
    ("squat 5/5/4 100kg", "5 reps not 4", "back_squat 3*5x100kg"),
    ("squat 5x5 100kg", "it was 5/5/4", "back_squat 2*5x100kg 4x100kg"),
    ("squat 3x5 100kg", "I did 4 reps on the last set", "back_squat 2*5x100kg 4x100kg"),
    ("squat 3x5 100kg", "set 2 was 4 reps", "back_squat 5x100kg 4x100kg 5x100kg"),
    ("squat 5x5 100kg", "last two sets were 4 reps", "back_squat 3*5x100kg 2*4x100kg"),
    ("squat 5x5 100kg", "the first 3 sets were 90", "back_squat 3*5x90kg 2*5x100kg"),
    ("squat 3x5 100kg", "forgot a set", "back_squat 4*5x100kg"),
    ("squat 3x5 100kg", "delete the last set", "back_squat 2*5x100kg"),
    # unit, exercise, part
    ("squat 5x5 100kg", "it was lb not kg", "back_squat 5*5x100lb"),
    ("squat 5x5 225", "those were pounds", "back_squat 5*5x225lb"),
    ("squat 5x5 100kg", "not kg", "back_squat 5*5x100lb"),
    ("squat 5x5 100kg", "that was leg press", "leg_press 5*5x100kg"),
    ("squat 5x5 100kg", "front squat not squat", "front_squat 5*5x100kg"),
    ("squat 5x5 100kg", "change squat to leg press", "leg_press 5*5x100kg"),
    ("squat 5x5 100kg", "that was front sqaut", "front_squat 5*5x100kg"),
    ("squat 5x5 100kg, leg press 3x10 180kg", "delete the second one", "back_squat 5*5x100kg"),
    ("squat 5x5 100kg, leg press 3x10 180kg", "remove the squat", "leg_press 3*10x180kg"),
    # runs
    ("ran 5k in 27:30", "it was 28:10 not 27:30", "5000m 1690s"),
    ("ran 5k in 27:30", "it was 5.2 not 5", "5200m 1650s"),
    ("ran 5k in 27:30", "that was 6k", "6000m 1650s"),
    ("6x60m sprints, 9.1 best", "it was 8 sprints not 6", "8x60m best 9.1"),
    ("6x60m sprints, 9.1 best", "9.3 not 9.1", "6x60m best 9.3"),
    ("squat 5x5 100kg, ran 5k in 27:30", "the run was 28:10", "back_squat 5*5x100kg | 5000m 1690s"),
]


@pytest.mark.parametrize(("before", "text", "after"), ONE)
def test_a_correction_puts_one_thing_right(before: str, text: str, after: str, read: Read, short: Short) -> None:
    amended = amend(told(text), entry_of(read, before), LEXICON)
    assert [after] == [short(e.efforts) for e in amended.entries], amended
    assert amended.sure


SEVERAL = [
    ("squat 5x5 100kg", "it was 4 not 5", ["back_squat 5*4x100kg", "back_squat 4*5x100kg"]),
    ("squat 5x5 100kg", "make it 3", ["back_squat 5*3x100kg", "back_squat 3*5x100kg"]),
    ("squat 5/5/4 100kg", "make it 6 reps", ["back_squat 3*6x100kg", "back_squat 2*5x100kg 6x100kg"]),
    ("6x60m sprints, 9.1 best", "make it 8", ["8x60m best 9.1", "6x60m best 8"]),
    (
        "squat 3x5 100kg, leg press 3x5 180kg",
        "make it 6 reps",
        ["back_squat 3*6x100kg | leg_press 3*5x180kg", "back_squat 3*5x100kg | leg_press 3*6x180kg"],
    ),
]


@pytest.mark.parametrize(("before", "text", "after"), SEVERAL)
def test_two_readings_are_both_offered(before: str, text: str, after: list[str], read: Read, short: Short) -> None:
    assert after == [short(e.efforts) for e in amend(told(text), entry_of(read, before), LEXICON).entries]


DAYS = [
    ("it was yesterday", [YESTERDAY]),
    ("no that was monday", [MONDAY]),
    ("wrong day, it was on monday not today", [MONDAY]),
    ("not today, it was yesterday", [YESTERDAY]),
    ("move it to monday", [MONDAY]),
    ("it was 2026-11-16", [MONDAY]),
    ("that was six days ago", [MONDAY]),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_a_correction_moves_the_day(text: str, days: list[dt.date], read: Read) -> None:
    assert days == [e.day for e in amend(told(text), entry_of(read, "squat 5x5 100kg"), LEXICON).entries]


REFUSED = [
    ("squat 5x5 100kg", "it was 100 not 100", "same"),
    ("squat 5x5 100kg", "make it 5 sets", "same"),
    ("squat 5x5 100kg", "it was next monday", "future"),
    ("squat 5x5 100kg", "make it 0 sets", "none"),
    ("squat 5x5 100kg", "make it 2.5 sets", "none"),
    ("squat 5x5 100kg", "make it 4000 sets", "none"),
    ("squat 5x5 100kg, leg press 3x10 180kg", "the first one was yesterday", "none"),
    ("squat 3x5 100kg", "last four sets were 4 reps", "none"),
    ("squat 5x5 100kg", "sixth set was 3 reps", "none"),
    ("squat 5x5 100kg", "delete the second one", "none"),
    ("squat 5x5 100kg", "it was 28:10", "none"),
    ("squat 5x5 100kg", "that was 12/11", "none"),
    ("ran 5k in 27:30", "make it 3 sets of 8", "none"),
    ("ran 5k in 27:30", "make it 3 sets", "none"),
    ("ran 5k in 27:30", "it was lb not kg", "none"),
    ("squat 3x5 100kg, leg press 3x5 180kg", "make it 4", "many"),
]


@pytest.mark.parametrize(("before", "text", "problem"), REFUSED)
def test_what_does_not_fit_changes_nothing(before: str, text: str, problem: str, read: Read) -> None:
    assert Amended(problem=problem) == amend(told(text), entry_of(read, before), LEXICON)


def test_a_number_that_is_not_there_makes_a_correction_unsure(read: Read, short: Short) -> None:
    amended = amend(told("95 not 100"), entry_of(read, "squat 5x5 102.5kg"), LEXICON)
    assert (["back_squat 5*5x95kg"], False) == ([short(e.efforts) for e in amended.entries], amended.sure)


def test_a_day_before_a_colon_says_which_entry_is_meant() -> None:
    assert (MONDAY, ()) == ((correction := told("edit monday: 80 kg")).on, correction.day)
    assert YESTERDAY == told("delete yesterday's run").on
    assert (MONDAY, (YESTERDAY,)) == ((moved := told("change monday to yesterday")).on, moved.day)


@pytest.mark.parametrize("text", ["that was hard", "no idea", "thanks, that was fun", "was that ok"])
def test_talk_is_no_correction(text: str) -> None:
    assert not told(text).changes_something


def test_a_long_story_is_no_correction() -> None:
    assert read_correction("it was 95 not 100 " * LONGEST, LEXICON, TODAY) is None


def logged(text: str) -> Entry:
    efforts = workouts.read(text, LEXICON, Habits(unit="kg"), TODAY).efforts
    return Entry("m1", TODAY, dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC), efforts)


ENTRIES = [
    logged("squat 5x5 100kg"),
    logged("squat 60x5, 80x5, leg press 3x10 180kg"),
    logged("ran 5k in 27:30"),
    logged("6x60m sprints, 9.1 best"),
]
PIECES = [
    *("no", "not", "100", "95", "5", "x", "/", "0", "sets", "reps", "kg", "m", "28:10", "was", "to", "all", "."),
    *(
        "leg press",
        "yesterday",
        "monday's",
        "the second one",
        "last set",
        "delete",
        "make it",
        "wrong day",
        "one more set",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(range(4)))
def test_whatever_is_corrected_stays_an_entry_that_can_be(pieces: list[str], which: int) -> None:
    before = ENTRIES[which]
    correction = told(" ".join(pieces)) if len(pieces) <= 8 else read_correction(" ".join(pieces), LEXICON, TODAY)
    for after in amend(correction, before, LEXICON).entries if correction else ():
        assert (before.id, before.at) == (after.id, after.at)
        assert after.day <= TODAY
        assert len(after.efforts) <= len(before.efforts)
        for effort in after.efforts:
            if isinstance(effort, Lift):
                assert 0 < len(effort.sets) <= 61
                assert all(s.reps is None or (s.reps > 0 and s.reps == int(s.reps)) for s in effort.sets)
                assert all(s.load is None or s.load.amount > 0 for s in effort.sets)
            elif isinstance(effort, Run):
                assert effort.reps > 0
                assert effort.seconds is None or effort.seconds > 0


@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    correction = read_correction(text, LEXICON, TODAY)
    if correction:
        assert msgspec.json.encode(amend(correction, ENTRIES[0], LEXICON).problem)


@pytest.mark.parametrize(("text", "more"), [("one more set", 1), ("2 more sets", 2), ("add another set", 1)])
def test_so_many_sets_more(text: str, more: int) -> None:
    correction = read_correction(text, LEXICON, TODAY)
    assert correction
    assert (correction.more, correction.changes, correction.firm) == (more, (), True)
