"""What is not certain is asked, and what is certain is not; whatever was told beside the work is shown."""

from collections.abc import Callable

import pytest

from bot.language.reading import Reading
from bot.training.diary import Effort, Run

Read = Callable[..., Reading]
Short = Callable[[tuple[Effort, ...]], str]


@pytest.mark.parametrize(
    "text",
    [
        "ran 6 km at 0:00",  # a time of nothing finds no place
        "ran 6 km 5, 27:30",
        "4x120m, 300 s",  # slower than anybody walks
        "ran 5 km in 90s",  # faster than anybody runs
        "squat 105, then 3x5 90",  # a load without reps beside sets with them
        "bench first two with 60 and one with 65, 3x8",
        "squat 20 each side 5x5",  # plates on a bar
        "squat 100x6-8",  # nobody does six to eight reps of one set
        "hip thrust 60 x 40, 45 x 90",
        "front squat 3x6 70?",
        "I guess front squat 3x6 70?",
        "10k on saturday, cross fingers, nervous",
        "squat 3x6 90 tomorrow rest",
        "squat 3x6 90 vs 85 in march",
        "leg press 30 3x12 150kg",  # a load after sets that have one
        "200s x 3 @ 27",
        "deadlift 5 3 1 week, 110x5, 125x3",  # sets with a load beside sets with none
        "squat 3x8 not 3x10",
        "leg press 150 12,10,8+3",  # a set broken off and gone on with
        "squat 1RM is 140",
        "squat 3x6 95 and yesterday 4k run",  # of which day which
        "4x6 squat @ 1 plate and a 5 each side",  # plates to be added up
        "squat 4x8 85kg 2nd set only 6",  # of one set, and which of them it was
        "squat 5x5 95kg missed last rep",  # of which set, and whether it was tried
        "6 hill reps, rest 70m",  # how far is not told, only the way back
        "parked 400m away, squat 3x6 90",  # numbers of work that belong to none
    ],
)
def test_what_is_not_certain_is_asked(text: str, read: Read) -> None:
    reading = read(text)
    assert reading.efforts
    assert reading.ask is not None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("squat 3x8 85kg, last set only 5", "back_squat 2*8x85kg 5x85kg"),
        ("leg press 4x10 150, 8 on the last set", "leg_press 3*10x150 8x150"),
        ("Kniebeuge 4x6 90kg, letzter Satz nur 4", "back_squat 3*6x90kg 4x90kg"),
        ("sentadilla 3x8 60kg, última serie 6", "back_squat 2*8x60kg 6x60kg"),
        ("front squat 3x5 75 last set rpe 9", "front_squat 2*5x75 5x75@9"),
        ("squat 4x5 100kg last set 8 @ 90kg", "back_squat 3*5x100kg 8x90kg"),
        ("squat 3x5 100 last rep was a fight", "back_squat 3*5x100"),
        ("squat 3x5 100, last set felt slow", "back_squat 3*5x100"),
        ("warm up 50x5 70x3, working 90x5x3", "nameless 5x50w 3x70w 3*5x90"),
        ("split squat 8/8 @ 14, 8/8 @ 16", "split_squat 8x14 8x16"),
        ("leg press 110 for 12, 130 for 10, 150 for 8", "leg_press 12x110 10x130 8x150"),
        ('step-ups 3x10, 18" box', "step_up 3*10"),
        ("40 lunges, 30 step ups", "lunge 40 | step_up 30"),
        ("squats n leg curls 3x12", "back_squat 3*12 | leg_curl 3*12"),
        ("bench up to 90 for a single, then 3x5 75", "bench_press 1x90 3*5x75"),
        ("legg curl 3x12", "leg_curl 3*12"),
        ("8x50kg, 8x55kg, 6x60kg hack squat", "hack_squat 8x50kg 8x55kg 6x60kg"),
        ("hack squat 60kg x8 x8 x7", "hack_squat 2*8x60kg 7x60kg"),
        ("leg curl 35kg 10 reps x 3", "leg_curl 3*10x35kg"),
        ("leg extension 3x12 40kg, leg curl same", "leg_extension 3*12x40kg | leg_curl 3*12x40kg"),
        ("bench 90x4 (missed the 5th)", "bench_press 4x90"),
        ("front squat 2RM 110kg, then 3x5@85kg", "front_squat 2x110kg 3*5x85kg"),
        ("deadlift 150kg 4 doubles", "deadlift 4*2x150kg"),
        ("c&j 55kg 4x2", "clean_and_jerk 4*2x55kg"),
        ("squat 5@50 5@70 3@90 1@100", "back_squat 5x50 5x70 3x90 1x100"),
        ("1) front squat 3x6 60kg 2) leg curl 3x12", "front_squat 3*6x60kg | leg_curl 3*12"),
        ("Week 3: squat 4x8 70", "back_squat 4*8x70"),
        ("✅ squat 3x6 90 ✅ leg curl 3x12 30 ❌ calf raises", "back_squat 3*6x90 | leg_curl 3*12x30"),
        ("2x max dips: 14, 11", "dip 14 11"),
        ("db bench 3x9 @ 30's", "dumbbell_bench_press 3*9x30"),
        ("Ausfallschritte 2x10 mit 14er Kurzhanteln", "lunge 2*10x14"),
        ("Kniebeugen 10 Wdh. mit 70 kg", "back_squat 10x70kg"),
    ],
)
def test_sets_that_are_certain(text: str, meaning: str, read: Read, short: Short) -> None:
    reading = read(text)
    assert (short(reading.efforts), reading.ask) == (meaning, None)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("run 5k 26", "5000m 1560s"),
        ("10k 51", "10000m 3060s"),
        ("60m pb 7.6!", "60m best 7.6"),
        ("100m 12.31 +1.1", "100m 12.31s"),
        ("200m 25.2 (-0.4 wind)", "200m 25.2s"),
        ("3x250 in 34 and 34.8", "3x250m 34s 34.8s"),
        ("5x120m, 5 min rest: 14.8 14.9 14.7 14.9 15.0", "5x120m 14.8s 14.9s 14.7s 14.9s 15s rest 300s"),
        ("12 km w/ 5 at race pace", "12000m | 5000m"),
        ("swam 30 lengths", "swim"),
        ("sprinted 80m 6 times", "6x80m"),
        ("7 sprints of 50 meters", "7x50m"),
        ("blocks: 3x10m 3x30m", "3x10m | 3x30m"),
        ("rowed 4x500m 1:55 1:53 1:54 1:52", "rowing 4x 500m"),
        ("1 mile warm up, 2x1600 @ 6:00 w/ 3min rest", "1609m | 2x1600m 360s rest 180s"),
        ("10k 44:10 (22:20/21:50)", "10000m 2650s"),
        ("AM: 8k 46:05 PM: 5k 29:40", "8000m 2765s | 5000m 1780s"),
        ("200m: 26.1 26.0 26.4 (wind behind)", "3x200m 26.1s 26s 26.4s"),
        ("intervals 6 x 40s hard / 80s easy", "6x 40s rest 80s"),
        ("300m race 41.5", "300m 41.5s"),
        ("1000 in 3:20, 600 in 1:52, 300 in 50", "1000m 200s | 600m 112s | 300m 50s"),
        ("rolling start 10m 1.65, 30m 4.2", "10m 1.65s | 30m 4.2s"),
        ("5 miles with last 3 at tempo 6:40", "8047m | 4828m pace 249"),
        ("20 Min. locker gejoggt", "1200s"),
    ],
)
def test_runs_that_are_certain(text: str, meaning: str, read: Read, short: Short) -> None:
    reading = read(text)
    assert (short(reading.efforts), reading.ask) == (meaning, None)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("5x20m fly", "5x20m"),
        ("30m fly x 3", "3x30m"),
        ("flying 20s x 3, 2.21 2.18 2.2", "3x20m 2.21s 2.18s 2.2s"),
        ("fly 30m 3.3", "30m 3.3s"),
        ("flying sprints 3x20m", "3x20m"),
    ],
)
def test_a_sprint_may_be_flying(text: str, meaning: str, read: Read, short: Short) -> None:
    (run,) = read(text).efforts
    assert isinstance(run, Run)
    assert run.flying
    assert "sprint" in run.said
    assert short((run,)) == meaning


def test_a_fly_without_a_sprint_distance_is_an_exercise(read: Read, short: Short) -> None:
    assert short(read("cable fly 3x12 15kg").efforts) == "cable_fly 3*12x15kg"


@pytest.mark.parametrize(
    ("text", "meaning", "note"),
    [
        ("squat 4x6 70 slept badly", "back_squat 4*6x70", "slept badly"),
        ("leg press 3x12 120 then ate 3 eggs", "leg_press 3*12x120", "ate 3 eggs"),
        ("squat 4x6 70 tomorrow off", "back_squat 4*6x70", "tomorrow off"),
        ("slept badly squat 4x6 70", "back_squat 4*6x70", "badly"),
        ("slept 5 hours squat 4x6 70", "back_squat 4*6x70", ""),
    ],
)
def test_a_remark_beside_the_work_does_not_drop_it(
    text: str, meaning: str, note: str, read: Read, short: Short
) -> None:
    reading = read(text)
    assert short(reading.efforts) == meaning
    assert " ".join(reading.notes) == note


NOT_DONE = """
squat 4x6 70 tomorrow
slept 6 hours
ate 3 eggs and 150g rice
coach says 4x6 70 on friday
squat 150 x 0
next block: 5x5 at 80%
saw a guy bench 180 for 3 reps
9 days since my last squat
""".strip().splitlines()


@pytest.mark.parametrize("text", NOT_DONE)
def test_what_was_not_done_stays_out(text: str, read: Read) -> None:
    assert read(text).efforts == ()


def test_sets_that_break_off_beside_others_stand_in_the_note(read: Read) -> None:
    assert read("front squat 4x6 60, prowler pushes 7x").notes == ("prowler pushes 7",)
