"""Ways of writing learnt from logs nobody had read before: what is work, what is only said beside it, what is asked."""

from collections.abc import Callable

import pytest

from bot.language.reading import Reading
from bot.training.diary import Effort, Run

Read = Callable[..., Reading]
Short = Callable[[tuple[Effort, ...]], str]

READ = [
    ("squat 5 5 4 3 97.5", "back_squat 2*5x97.5 4x97.5 3x97.5"),
    ("hack squat 10 80 9 90 8", "hack_squat 10x80 9x90 8x90"),
    ("front squat 6 6 6 80", "front_squat 3*6x80"),
    ("lateral raise: 12s x12, 10s x12", "lateral_raise 12x12 12x10"),
    ("curls 3x10 at 14, then a set at 10 to failure", "biceps_curl 3*10x14 ?x10"),
    ("rpe 8 on all of it - squat 4x6 @ 90kg", "back_squat 4*6x90kg@8"),
    ("squat 115: 6, 5, 5 @8", "back_squat 6x115@8 2*5x115@8"),
    ("squat 205x10x2, 225x15x1", "back_squat 2*10x205 15x225"),
    ("farmers walk 60x30sx3", "farmers_carry 3*30sx60"),
    ("walking lunge 3x10 w 2x16", "walking_lunge 3*10x16"),
    ("leg press 3x12 pin 9", "leg_press 3*12"),
    ("squat 3x5 90, 3-1-1 tempo", "back_squat 3*5x90"),
    ('squat 3x5 100, 1.5" deficit', "back_squat 3*5x100"),
    ("squat 1x5 110kg worked up from 60", "back_squat 5x110kg"),
    ("squat 3x5 @ 100, 90s rest", "back_squat 3*5x100"),
    ("leg press (machine) 3x10 120kg", "leg_press 3*10x120kg"),
    ("Squat (Front) 3x5 70kg", "front_squat 3*5x70kg"),
    ("leg extensions supersetted with leg curls 3x12", "leg_extension 3*12 | leg_curl 3*12"),
    ("squat, hip thrust and leg press 3x10", "back_squat 3*10 | hip_thrust 3*10 | leg_press 3*10"),
    ("10 swings at 24 kg 10 burpees", "kettlebell_swing 10x24kg | burpee 10"),
    ("A1. squat 3x5 100kg\nA2. leg curl 3x10 40kg", "back_squat 3*5x100kg | leg_curl 3*10x40kg"),
    ("squat 60x8 wu, 100x5", "back_squat 8x60w 5x100"),
    ("squat 5x5x100k", "back_squat 5*5x100kg"),
    ("goblet squat three by ten at twenty four", "goblet_squat 3*10x24"),
    ("leg press 4x10 at one sixty", "leg_press 4*10x160"),
    ("dumbbell lunge 3x10 with the forties", "lunge 3*10x40"),
    ("squat 3x5 100kg the last two sets felt slow", "back_squat 3*5x100kg"),
    ("10 gorgeous miles", "16093m"),
    ("1 mile warmup, 4x400m. splits: 88, 90, 89, 91", "1609m | 4x400m 88s 90s 89s 91s"),
    ("6x800\n2:50\n2:52\n2:49\n2:51\n2:48\n2:47", "6x800m 170s 172s 169s 171s 168s 167s"),
    ("6x600m w/ 200m jog (1:52 average)", "6x600m 112s rest 200m"),
    ("15 min jog + 4x200", "900s | 4x200m"),
    ("5 km/3.1 mi in 26:10", "5000m 1570s"),
    ("12 miles @ 7:10 along the bike path", "19312m pace 267"),
    ("9 km easy, legs like lead the last 2 km", "9000m"),
    ("intervals 5x3 min, rest for 2 min", "5x 180s rest 120s"),
    ("sprints 20m, 30m, 40m", "20m | 30m | 40m"),
    ("sprints 20/30/40m", "20m | 30m | 40m"),
    ("hill sprints 9x, walk down", "9x"),
    ("7 hill sprints ~45m, walked back down each time", "7x45m"),
    ("6x25s hill sprints jogging back down", "6x 25s"),
    ("10x150m jog back 150", "10x150m rest 150m"),
    ("spin bike sprints 9x12s", "bike 9x 12s"),
    ("sprints on the rower 7x200m", "rowing 7x 200m"),
    ("stair intervals 6x90s", "stair climber 6x 90s"),
    ("bike 15 min, sprints 5x50m", "bike 900s | 5x50m"),
    ("sqt 5x5 92.5kg", "back_squat 5*5x92.5kg"),
    ("bulgarian spilt squats 3x9 14kg", "bulgarian_split_squat 3*9x14kg"),
    ("no gym today just walked 35 min", "walk 2100s"),
    ("ran up the stadium stairs 9x", "stair climber 9x"),
    ("treadmill incline walk 25 min 11%", "walk 1500s grade 11"),
    ("50m x 3, 70m x 2 sprints", "3x50m | 2x70m"),
    ("my dad benched 70, i did 3x6 85 squat", "back_squat 3*6x85"),
    ("couldn't finish squat 5x5 95, got 5 5 4 4", "back_squat 2*5x95 2*4x95"),
    ("squat 95 5 5 5 4 failed last", "back_squat 3*5x95 4x95"),
    ("squat 4x6 90kg rpe 8 bw 78.2kg", "back_squat 4*6x90kg@8"),
    ("hack squat 4x7 110kg, 2 reps left", "hack_squat 4*7x110kg@8"),
    ("hack squat 4x7 110kg 1 left in the tank", "hack_squat 4*7x110kg@9"),
    ("split squat 9 reps left, 9 reps right", "split_squat 2*9"),
    ("squat 3x4 @ 80% of 125kg", "back_squat 3*4x100kg"),
    ("squat 3x4 102.5jg", "back_squat 3*4x102.5kg"),
    ("side plank 3x25s each", "side_plank 3*25s"),
    ("squat 80kg x 8 x 3 felt gr8", "back_squat 3*8x80kg"),
    ("easy run 35 mins zone 2 hr 138", "2100s"),
    ("6km @ 6:10 pace, 90s walk breaks", "6000m pace 370 rest 90s"),
    ("jumped rope 8 min, jump squats 3x12", "jump rope 480s | jump_squat 3*12"),
]


@pytest.mark.parametrize(("text", "meaning"), READ, ids=[text for text, _ in READ])
def test_it_is_read(text: str, meaning: str, read: Read, short: Short) -> None:
    reading = read(text)
    assert short(reading.efforts) == meaning
    assert reading.ask is None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("felt flat, squat 3x8 60", ("felt flat",)),
        ("felt strong squat 3x5 100", ("felt strong",)),
        ("squat 3x5 100, knee a bit sore", ("knee a bit sore",)),
        ("I did squat 3x5 100", ()),
        ("20 min easy jog", ()),
    ],
)
def test_a_note_keeps_its_words(text: str, notes: tuple[str, ...], read: Read) -> None:
    assert read(text).notes == notes


def test_easy_is_said_of_the_run(read: Read) -> None:
    (run,) = read("20 min easy run").efforts
    assert isinstance(run, Run)
    assert "easy" in run.said


@pytest.mark.parametrize(
    "text",
    [
        "tried squat 3x5 120",
        "squat 3x10 60 jk it was 50",
        "a few squats at 100",
        "push-ups 4x15 @ 165",
        "emom 5 cleans @ 70",
        "50 burpees\n100 wibbles",
        "squat estimated 1rm 150kg",
        "plank 25x30s",
        "cable row -50x10",
    ],
)
def test_what_is_open_is_asked(text: str, read: Read) -> None:
    assert read(text).ask is not None


@pytest.mark.parametrize(
    "text",
    [
        "tried 140 squat 1x1, failed",
        "felt great, new PR on squat",
        "squat was heavy, go up next week",
        "bodyweight 82.5 this morning",
        "theoretical squat 1rm 150kg",
    ],
)
def test_what_is_no_work_is_kept_out(text: str, read: Read) -> None:
    assert read(text).efforts == ()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a 2 hour hike with my sister", "walk 7200s"),
        ("my sister ran 5 km", ""),
        ("squat 5x5 100 as planned", "back_squat 5*5x100"),
        ("squat 3x5 90 instead of the planned 5x5", "back_squat 3*5x90"),
        ("slept badly, squat 5x5 100", "back_squat 5*5x100"),
        ("squat 5x5 100. deadlift tomorrow 3x5", "back_squat 5*5x100"),
        ("squat tomorrow 5x5. bench 3x5", ""),
        ("squat 5x5 100kg. lunch: rice and 2 eggs", "back_squat 5*5x100kg"),
        ("lunch: 3 eggs, 2 rolls. deadlift 3x5 140", "deadlift 3*5x140"),
        ("Wednesday was legs, squat 3x5 100", "back_squat 3*5x100"),
    ],
)
def test_only_the_clause_that_tells_no_work_is_silent(text: str, meaning: str, read: Read, short: Short) -> None:
    assert short(read(text).efforts) == meaning
