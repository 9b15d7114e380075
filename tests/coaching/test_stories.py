"""Weeks of messages as an athlete lives them: what is said the second and third time, and what is said only once."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.doubting import doubts
from bot.coaching.judging import judge
from bot.coaching.progression import next_session
from bot.coaching.running import classify
from bot.coaching.why import explain
from bot.training.athlete import Athlete, Pain
from bot.training.diary import BestTime, Diary, Effort, Lift, Past, RepMax, Run
from bot.training.past import fold
from bot.training.quantities import Load
from tests.coaching.people import ANA, BO, FINN, MONDAY, diary, entry, lift, rulebook, said, sprints, squats, targets


def told(who: Athlete, *days: tuple[int, Effort], kept: Diary | None = None) -> list[tuple[str, str, str, list[str]]]:
    """Of each message in turn: the sentence, the record, the next session and what to mind."""
    diary_now, heard = kept or Diary(), []
    for day, effort in days:
        one = entry(MONDAY + dt.timedelta(days=day), effort, name=f"{day}:{len(heard)}")
        diary_now = diary_now.with_entry(one)
        found = judge(rulebook(), who, diary_now, one, one.at, one.day)
        (verdict,) = found.verdicts
        record = said(verdict.record) if verdict.record else ""
        heard.append((said(verdict.advice), record, targets(found.next), [said(c) for c in found.cautions]))
    return heard


def test_the_same_load_is_named_the_second_time_and_stalls_the_third() -> None:
    dora = Athlete("dora", unit="kg", level="novice", schemes={"back_squat": "double"})  # climbs through a range
    heard = told(dora, *[(3 * n, lift("back_squat", "9 8 8 @ 100")) for n in range(4)])
    assert [sentence for sentence, *_ in heard[1:3]] == [
        "The same load and reps as on Mon 5 Jan: your body is used to it. Ask for a little more.",
        "The same load and reps 3 times in a row: your body is used to it and has no reason to grow.",
    ]
    assert [following for _, _, following, _ in heard] == [
        "back squat 3×9 @ 100 kg",  # a rep more in the weakest sets
        "back squat 10/8/8 @ 100 kg",  # used to it: a rep more in set 1
        "back squat 10/8 @ 100 kg",  # a stall: one set less
        "back squat 9/8/8 @ 90 kg",  # and back to nine tenths
    ]


def test_who_repeats_what_they_master_is_asked_for_more_each_time() -> None:
    heard = told(ANA, *[(3 * n, lift("back_squat", "5 5 5 @ 100")) for n in range(3)])
    assert {following for _, _, following, _ in heard} == {"back squat 3×5 @ 102.5 kg"}


def test_who_misses_the_same_reps_again_is_stuck_rather_than_used_to_it() -> None:
    heard = told(ANA, *[(3 * n, lift("back_squat", t)) for n, t in enumerate(["5 5 5 @ 100", *["5 5 4 @ 102.5"] * 2])])
    assert heard[-1][0] == "14 of 15 reps, 2 times in a row: stuck at this load, so something else has to change."


def test_a_jogger_hears_the_whole_sentence_once_and_each_note_once() -> None:
    heard = told(FINN, *[(day, Run(5000, 1700, said=("run",))) for day in (0, 2, 4, 20)])
    assert [sentence for sentence, *_ in heard] == [
        "Steady running trains heart and slow-twitch fibres; it does next to nothing for leg size.",
        "Easy run number 2 in 7 days: good for the heart, still next to nothing for leg size.",
        "Easy run number 3 in 7 days: good for the heart, still next to nothing for leg size.",
        "Steady running trains heart and slow-twitch fibres; it does next to nothing for leg size.",
    ]
    assert [minded for *_, minded in heard] == [
        [
            "Keep it for your heart; one leg session on top is what grows legs.",
            "Start with a load you could lift 13 times and do 10; write down what it was.",
        ],
        ["Start with a load you could lift 13 times and do 10; write down what it was."],
        [],
        [],
    ]


def test_a_walker_is_not_told_about_running() -> None:
    heard = told(FINN, (0, Run(seconds=2400, walk=True)), (1, Run(seconds=2400, walk=True)))
    assert not any("run" in line.lower() for sentence, _, _, minded in heard for line in (sentence, *minded))
    assert heard[1][0] == "Walk number 2 in 7 days: good for heart and recovery, not for leg size."


def test_a_fast_run_is_asked_about_once_and_never_measured_by_itself() -> None:
    heard = told(FINN, *[(3 * n, Run(100, 20, reps=10)) for n in range(3)])
    first = "Fast running, not quite a sprint by the clock: no leg sets counted."
    assert [sentence for sentence, *_ in heard] == [f'{first} Was it all-out? Then write "sprint".', first, first]
    called = told(FINN, (0, sprints(10, 100, 20.0)), (3, Run(100, 21, reps=10)))
    assert called[1][0].startswith("Sprints at 21 s for 100 m")  # by the own best, once it was a sprint


def test_between_walk_and_jog_is_asked_once() -> None:
    between = Run(2000, 900)
    assert classify(rulebook(), between).stride == "walk_or_jog"
    (asked,) = doubts(rulebook(), ANA, Diary(), entry(MONDAY, between))
    assert (asked.kind, said(asked.advice)) == (
        "confirm",
        "2 km in 15 min lies between a walk and a jog; add the word walk or jog and I know which.",
    )
    kept = diary((0, between))
    assert doubts(rulebook(), ANA, kept, entry(MONDAY + dt.timedelta(days=2), between)) == ()
    jogged = Run(2000, 900, said=("jog",))
    assert doubts(rulebook(), ANA, Diary(), entry(MONDAY, jogged)) == ()


def test_training_days_too_close_are_said_once_a_week() -> None:
    eager = msgspec.structs.replace(ANA, days=(0, 1, 2))
    heard = told(eager, *[(day, lift("back_squat", f"5 5 5 @ {100 + 2.5 * n}")) for n, day in enumerate((0, 2, 7, 9))])
    close = "Your training days lie less than 48 h apart: the same muscles get every other one."
    assert [close in minded for *_, minded in heard] == [True, False, True, False]


def test_who_hurts_is_not_urged_to_do_more() -> None:
    ivo = msgspec.structs.replace(ANA, pains=(Pain("squat", 4, MONDAY),))
    fives = [(3 * n, lift("back_squat", "5 5 5 @ 100")) for n in range(2)]
    sentence, _, following, minded = told(ivo, *fives)[-1]
    assert sentence == "All 15 reps done: about 3 hard sets for quadriceps."
    assert following == "back squat 3×5 @ 75 kg"
    assert minded == ["About 25 % lighter on back squat while it hurts (4 of 10); it must settle within a day."]


def test_sprint_first_then_lift_is_said_with_the_first_sprints_only() -> None:
    heard = told(
        BO,
        (0, sprints(6, 60, 9.0)),
        (0, lift("romanian_deadlift", "8 8 8 @ 80")),
        (3, sprints(6, 60, 9.0)),
        (3, lift("romanian_deadlift", "8 8 8 @ 80")),
    )
    assert ["Sprint first, then lift." in minded for *_, minded in heard] == [False, True, False, False]


def test_reps_left_unwritten_are_asked_for() -> None:
    (sentence, *_), *_ = told(ANA, (0, lift("back_squat", "? ? @ 100")))
    assert sentence == "Worth about 1.5 hard sets for quadriceps. Write the reps down too: they earn more load."


def test_a_record_is_announced_once() -> None:
    heard = told(
        ANA,
        (0, lift("back_squat", "5 5 5 @ 100")),
        (3, lift("back_squat", "5 5 5 @ 105")),
        (3, lift("back_squat", "5 @ 105")),
        (6, lift("back_squat", "5 5 5 @ 105")),
    )
    assert [record for _, record, _, _ in heard] == ["", "🏆 Heaviest yet (before: 100 kg, Mon 5 Jan).", "", ""]


def test_what_left_the_diary_still_counts_for_records() -> None:
    past = Past(entries=90, first_day=MONDAY, bests={"back_squat": (RepMax(Load(120, "kg"), 5, MONDAY),)})
    kept = Diary(past=past)
    heard = told(ANA, (30, lift("back_squat", "5 @ 110")), (33, lift("back_squat", "5 @ 122.5")), kept=kept)
    assert [record for _, record, _, _ in heard] == ["", "🏆 Heaviest yet (before: 120 kg, Mon 5 Jan)."]
    pulls = fold(Past(), squats("12 10", exercise="pull_up").entries)
    heard = told(ANA, (30, lift("pull_up", "11 11")), (33, lift("pull_up", "13")), kept=Diary(past=pulls))
    assert [record for _, record, _, _ in heard] == ["", "🏆 Most reps yet (before: 12, Mon 5 Jan)."]


def test_most_reps_and_most_load_since_the_diary_began() -> None:
    past = Past(entries=90, first_day=MONDAY, times=(BestTime(5000, 1500, MONDAY),))
    pulls = [(30 + n, lift("pull_up", text)) for n, text in enumerate(("8 8", "9 8"))]
    assert told(ANA, *pulls, kept=Diary(past=past))[-1][1] == "🏆 Most reps yet (before: 8, Wed 4 Feb)."
    fives = [(30 + n, lift("back_squat", text)) for n, text in enumerate(("5 5 @ 92", *["5 5 @ 90"] * 2, "5 5 5 @ 92"))]
    assert told(ANA, *fives, kept=Diary(past=past))[-1][1] == (
        "🏆 Most load in a session since Wed 4 Feb: 1380 kg (before: 920 kg)."
    )


ROTATIONS = [
    # the lifts of each day, the lift asked next
    (["back_squat"], "back_squat"),
    (["back_squat", "back_squat"], "back_squat"),
    (["back_squat", "bench_press"], "back_squat"),
    (["back_squat", "bench_press", "back_squat"], "bench_press"),
    (["back_squat", "bench_press", "back_squat", "back_squat"], "bench_press"),
    (["back_squat", "bench_press", *["back_squat"] * 4], "back_squat"),
    (["back_squat", "bench_press", "deadlift"], "back_squat"),
    (["back_squat", "bench_press", "deadlift", "back_squat"], "bench_press"),
    (["back_squat", "back_squat", "pull_up"], "back_squat"),
]


@pytest.mark.parametrize(("done", "following"), ROTATIONS)
def test_the_kind_of_session_whose_turn_it_is_follows(done: list[str], following: str) -> None:
    kept = diary(*[(2 * n, lift(exercise, "5 5 5 @ 60")) for n, exercise in enumerate(done)])
    session = next_session(rulebook(), ANA, kept, kept.entries[-1].day)
    assert session is not None
    assert [t.exercise for t in session.targets] == [following]  # type: ignore[union-attr]


SQUATS, HINGES = "back_squat leg_curl calf_raise", "leg_press romanian_deadlift calf_raise"
REMEMBERED = [
    # the sessions of some weeks, the lifts asked next
    ([SQUATS, HINGES, SQUATS], HINGES),
    ([SQUATS, HINGES, SQUATS, "leg_press romanian_deadlift", SQUATS], HINGES),  # left out once: back again
    ([*[SQUATS, HINGES] * 2, *[SQUATS, "leg_press romanian_deadlift"] * 2, SQUATS], "leg_press romanian_deadlift"),
    ([SQUATS, SQUATS, "back_squat"], SQUATS),
    ([SQUATS, SQUATS, "back_squat", "back_squat"], "back_squat"),
    ([SQUATS, SQUATS, SQUATS, "nordic_curl"], SQUATS),  # an extra has no turn of its own
    ([SQUATS, HINGES, SQUATS, "calf_raise"], SQUATS),  # a session cut short counts as the one that was due
    (["back_squat lunge leg_curl", "back_squat leg_press leg_curl"] * 2, "back_squat lunge leg_curl"),
    (["back_squat lunge leg_curl"] * 2 + ["back_squat leg_press leg_curl"], "back_squat leg_press leg_curl"),
    (["back_squat leg_press", "back_squat deadlift", "back_squat leg_press", "back_squat"], "back_squat leg_press"),
]


@pytest.mark.parametrize(("sessions", "following"), REMEMBERED)
def test_what_belongs_to_a_session_comes_back_after_it_was_left_out_once(sessions: list[str], following: str) -> None:
    days = [(3 * n, lift(exercise, "8 8 8 @ 40")) for n, done in enumerate(sessions) for exercise in done.split()]
    session = next_session(rulebook(), ANA, diary(*days), MONDAY + dt.timedelta(days=3 * len(sessions)))
    assert session is not None
    assert [t.exercise for t in session.targets] == following.split()  # type: ignore[union-attr]


def test_what_was_trained_before_a_break_is_remembered_after_it() -> None:
    kept = diary(*[(3 * n, lift(x, "5 5 5 @ 100")) for n in range(4) for x in SQUATS.split()])
    back = entry(MONDAY + dt.timedelta(days=90), lift("back_squat", "5 5 5 @ 80"))
    session = next_session(rulebook(), BO, kept.with_entry(back), back.day)
    assert targets(session).startswith("back squat 3×5 @ 82.5 kg; leg curl ")  # on the way back to 95 of 100
    assert "calf raise" in targets(session)


CONSTANTS = [
    # sessions, who, the constant that gave the number
    (["5 5 5 @ 100"], ANA, "smallest step = 2.5 kg"),
    (["5 5 5 @ 100 rir 4"], ANA, "rebuild limit = 2 steps"),
    (["5 5 5 @ 100"], BO, "added reps = 1 rep"),
    (["5 5 5 @ 100", "5 5 4 @ 102.5"], ANA, "stall sessions = 3 sessions"),
    (["5 5 5 @ 100", "5 5 4 @ 102.5", "5 5 4 @ 102.5", "5 5 4 @ 102.5"], ANA, "reset share = 0.9 share of the load"),
    (["5 5 5 @ 100", "5 @ 100"], ANA, "whole session = 1 share of the sets and reps asked"),
]


@pytest.mark.parametrize(("sessions", "who", "constant"), CONSTANTS)
def test_why_names_the_constant_that_decided(sessions: list[str], who: Athlete, constant: str) -> None:
    kept = squats(*sessions)
    lines = [said(line) for line in explain(rulebook(), who, kept, kept.entries[-1].day)]
    assert len(lines) == 4
    assert lines[2].startswith(f"Constant: {constant}. ")


def test_why_after_a_break_names_what_the_break_takes_off() -> None:
    lines = [said(line) for line in explain(rulebook(), ANA, squats("5 5 5 @ 100"), MONDAY + dt.timedelta(days=30))]
    assert lines[0] == "30 days off: 15 % lighter, two thirds of the sets, 3 to 4 reps in reserve."
    assert lines[2] == "Constant: after such a break 85 % of the load and 67 % of the sets."


def test_a_step_of_a_light_stack_is_believed_and_three_are_asked_about() -> None:
    kinds = []
    for load in (25, 30, 45):
        one = entry(MONDAY + dt.timedelta(days=3), lift("leg_curl", f"10 10 @ {load}"))
        kinds.append([d.kind for d in doubts(rulebook(), ANA, squats("10 10 @ 20", exercise="leg_curl"), one)])
    assert kinds == [[], [], ["confirm"]]


def test_two_athletes_never_mix() -> None:
    one: Lift = lift("back_squat", "5 5 5 @ 100")
    assert told(ANA, (0, one))[0][2] != told(BO, (0, one))[0][2]
    assert told(ANA, (0, one)) == told(ANA, (0, one))
