"""Where two readings remain, one question is asked; a habit answers it, and nobody is asked what is plain."""

from collections.abc import Callable

import msgspec
import pytest

from bot.language.reading import Habits, Reading
from bot.training.diary import Effort

Read = Callable[..., Reading]
Short = Callable[[tuple[Effort, ...]], str]


@pytest.mark.parametrize(
    ("text", "key", "meanings"),
    [
        ("squat 225x5x3", "sets_or_reps", ["back_squat 5*3x225", "back_squat 3*5x225"]),
        ("squat 8x3", "sets_or_reps", ["back_squat 8*3", "back_squat 3*8"]),
        ("squat 100 (4x3)", "sets_or_reps", ["back_squat 3*4x100", "back_squat 4*3x100"]),
        ("press 40 8 3", "pick", ["overhead_press 3*8x40", "bench_press 3*8x40", "leg_press 3*8x40"]),
        ("bench 3x40", "reps_or_load", ["bench_press 3*40", "bench_press 3x40"]),
        ("squat 20", "reps_or_load", ["back_squat 20", "back_squat ?x20"]),
        ("bench 60@9", "reps_or_rpe", ["bench_press ?x60@9", "bench_press 9x60"]),
        ("pull-ups BW x 10 x 3", "sets_or_reps", ["pull_up 10*3xbw", "pull_up 3*10xbw"]),
        ("ran 45 min @ 7:00", "kilometres_or_miles", ["2700s pace 261", "2700s pace 420"]),
        ("bench 4/8 60", "sets_or_list", ["bench_press 4*8x60", "bench_press 4x60 8x60"]),
        ("pullups 654", "digits", ["pull_up 6 5 4", "pull_up 654"]),
        ("ran 6m", "minutes_or_miles", ["9656m", "360s"]),
        ("ran 4", "kilometres_or_miles", ["6437m", "4000m"]),
        ("4 @ 7:10 pace", "kilometres_or_miles", ["6437m pace 267", "4000m pace 430"]),
    ],
)
def test_two_readings_make_a_question(text: str, key: str, meanings: list[str], read: Read, short: Short) -> None:
    ask = read(text).ask
    assert ask is not None
    assert ask.key == key
    assert [short(option.efforts) for option in ask.options] == meanings


def test_a_day_that_may_be_two_is_asked(read: Read) -> None:
    ask = read("4/7 squat 5x5 100").ask
    assert ask is not None
    assert (ask.key, [str(option.day) for option in ask.options]) == ("day", ["2026-04-07", "2026-07-04"])


@pytest.mark.parametrize(
    ("habits", "text", "meaning"),
    [
        (Habits(triple="wrs"), "squat 225x5x3", "back_squat 3*5x225"),
        (Habits(triple="wsr"), "squat 225x5x3", "back_squat 5*3x225"),
        (Habits(pair="rs"), "squat 8x3", "back_squat 3*8"),
        (Habits(pair="sr"), "squat 8x3 100kg", "back_squat 8*3x100kg"),
        (Habits(m="minutes"), "ran 6m", "360s"),
        (Habits(m="miles"), "ran 6m", "9656m"),
        (Habits(names={"legday": "back_squat"}), "legday 5x5 100", "back_squat 5*5x100"),
        (Habits(names={"call it bench": "chest_press"}), "call it bench 3x8 40", "chest_press 3*8x40"),
    ],
)
def test_a_habit_settles_what_would_be_asked(habits: Habits, text: str, meaning: str, read: Read, short: Short) -> None:
    reading = read(text, habits)
    assert (short(reading.efforts), reading.ask) == (meaning, None)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("leg press 405x3x10", "leg_press 3*10x405"),
        ("squat 100x5, 225x3x2", "back_squat 5x100 2*3x225"),
        ("curl 8x20, 8x25, 8x30", "biceps_curl 8x20 8x25 8x30"),
        ("ran 6m in 48:00", "9656m 2880s"),
    ],
)
def test_what_the_rest_of_the_message_tells_is_not_asked(text: str, meaning: str, read: Read, short: Short) -> None:
    reading = read(text)
    assert (short(reading.efforts), reading.ask) == (meaning, None)


def test_no_question_has_more_than_three_options_and_each_means_something(read: Read) -> None:
    for text in ("squat 225x5x3", "squat 20", "4/7 squat 5x5", "ran 4"):
        ask = read(text).ask
        assert ask is not None
        assert 2 <= len(ask.options) <= 3
        assert all(option.efforts for option in ask.options)


def test_a_near_miss_says_what_was_read_and_what_is_missing(read: Read) -> None:
    near = read("squat 5x").near
    assert near is not None
    assert msgspec.structs.asdict(near) == {"read": "squat 5x", "missing": "reps"}
    assert read("squat 5x").efforts == ()


def test_a_slip_in_a_name_is_shown(read: Read, short: Short) -> None:
    reading = read("deadlfit 140x5")
    assert short(reading.efforts) == "deadlift 5x140"
    assert reading.read_as == (("deadlfit", "deadlift"),)


def test_a_name_nobody_knows_is_kept_as_written(read: Read, short: Short) -> None:
    assert short(read("Zorg machine 3x10 50").efforts) == "zorg machine 3*10x50"


def test_words_not_used_are_shown(read: Read) -> None:
    assert read("squat 5x5 100kg, knees hurt").notes == ("knees hurt",)


def test_nobody_s_unit_is_guessed(read: Read) -> None:
    (lift,) = read("squat 5x5 100").efforts
    assert lift.sets[0].load.unit is None
