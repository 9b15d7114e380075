"""What is said of each effort, in one short sentence, with the record it beat and the next session."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.changes import changes
from bot.coaching.judging import doubts, judge
from bot.coaching.progression import next_session
from bot.coaching.readings import READINGS
from bot.coaching.whatif import after_days_off, after_reps
from bot.coaching.why import explain
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Effort, Lift, Other, Run, Set
from bot.training.quantities import Load
from tests.coaching.people import (
    ANA,
    BO,
    DIMA,
    FINN,
    MONDAY,
    diary,
    entry,
    lift,
    rulebook,
    said,
    sprints,
    squats,
    targets,
)

FIVES = "5 5 5 5 5"


def judged(kept: Diary, effort: Effort, day: int, who: Athlete = ANA) -> tuple[str, str, str]:
    """The sentence, the record, and the next session."""
    one = entry(MONDAY + dt.timedelta(days=day), effort)
    found = judge(rulebook(), who, kept.with_entry(one), one, one.at, one.day)
    (verdict,) = found.verdicts
    return said(verdict.advice), said(verdict.record) if verdict.record else "", targets(found.next)


ONCE = squats(f"{FIVES} @ 100")

LIFTS = [
    (Diary(), lift("back_squat", f"{FIVES} @ 100"), "All 25 reps done: about 3.8 hard sets for quadriceps."),
    (ONCE, lift("back_squat", f"{FIVES} @ 102.5"),
     "+2.5 kg on last time, all 25 reps: about 3.8 hard sets for quadriceps."),
    (ONCE, lift("back_squat", f"{FIVES} @ 100"),
     "The same load and reps as on Mon 5 Jan: your body is used to it. Ask for a little more."),
    (squats(f"{FIVES} @ 100", f"{FIVES} @ 100", every=1), lift("back_squat", f"{FIVES} @ 100"),
     "The same load and reps 3 times in a row: your body is used to it and has no reason to grow."),
    (ONCE, lift("back_squat", "5 5 5 4 4 @ 102.5"),
     "+2.5 kg on last time, 23 of 25 reps: about 3 hard sets for quadriceps."),
    (ONCE, lift("back_squat", "5 5 5 4 4 @ 100"),
     "23 of 25 reps, still about 4 hard sets for quadriceps."),
    (squats(f"{FIVES} @ 100", "5 5 5 4 4 @ 102.5", every=1), lift("back_squat", "5 5 5 4 4 @ 102.5"),
     "23 of 25 reps, 2 times in a row: stuck at this load, so something else has to change."),
    (squats(f"{FIVES} @ 100", every=1), lift("back_squat", "5 @ 110"),
     "5 of 25 reps: about 0.8 hard sets for quadriceps. All the sets earn more load."),
    (ONCE, lift("back_squat", "5 5 5 @ 102.5"),
     "15 of 25 reps: about 2.2 hard sets for quadriceps. All the sets earn more load."),
    (Diary(), lift("back_squat", "8 8 8 @ 20 rir 9"),
     "Easy sets, far from failure: next to nothing for leg size. Leave 3 reps or fewer in reserve."),
    (Diary(), lift("bench_press", "8 8 8 @ 60"), "All 24 reps done. Upper body, so no leg sets."),
    (Diary(), lift("plank", "60 60 s"), "Kept. It trains other muscles, so no leg sets."),
    (Diary(), lift("wall_sit", "60 60 s"), "Worth about 1.5 hard sets for quadriceps, an estimate."),
    (Diary(), lift("zercher thing", "8 8 8 @ 60"),
     "Kept as you wrote it. I don't know this one, so I claim no leg sets for it."),
    (Diary(), Lift("back_squat"), "Kept. With sets and reps I can plan the next: e.g. 3x8 60."),
    (Diary(), lift("standing_calf_raise", "12 12 @ 60 rir 1"),
     "Kept as you wrote it. I don't know this one, so I claim no leg sets for it."),
    (Diary(), lift("calf_raise", "12 12 @ 60 rir 1"), "All 24 reps done: about 2 hard sets for calves."),
    (Diary(), lift("back_squat", "9 8 8 @ 100"),
     "Worth about 2.2 hard sets for quadriceps. Hard lifting is the strongest reason for legs to grow."),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "effort", "sentence"), LIFTS)
def test_sentences_about_lifts(kept: Diary, effort: Effort, sentence: str) -> None:
    found, _, _ = judged(kept, effort, 3)
    assert found == sentence
    assert len(found) <= 110


BESIDE = [
    ("5 5 5 @ 60", "Beside the day's main sets: about 2.2 hard sets more for quadriceps."),
    ("5 5 5 @ 100", "Beside the day's main sets: about 2.2 hard sets more for quadriceps."),
    ("? @ 140", "Beside the day's main sets: about 0.8 hard sets more for quadriceps."),
    ("5 @ 100", "All 30 reps done: about 0.8 hard sets for quadriceps."),
]


@pytest.mark.parametrize(("second", "sentence"), BESIDE)
def test_a_second_bout_of_a_day_is_judged_for_itself(second: str, sentence: str) -> None:
    effort = Lift("back_squat", (Set(None, Load(140, "kg")),)) if "?" in second else lift("back_squat", second)
    one = msgspec.structs.replace(entry(MONDAY, effort), id="second")
    found = judge(rulebook(), ANA, ONCE.with_entry(one), one, one.at, one.day)
    assert said(found.verdicts[0].advice) == sentence


def test_a_load_that_stays_the_same_is_said_otherwise_each_time() -> None:
    kept, said_of = ONCE, []
    for day in range(3, 24, 3):
        found, _, _ = judged(kept, lift("back_squat", f"{FIVES} @ 100"), day)
        kept = kept.with_entry(entry(MONDAY + dt.timedelta(days=day), lift("back_squat", f"{FIVES} @ 100")))
        said_of.append(found)
        assert len(found) <= 110
    assert len(set(said_of[:5])) == 5


RUNS = [
    (Run(5000, 1650, said=("run",)),
     "Steady running trains heart and slow-twitch fibres; it does next to nothing for leg size."),
    (Run(60, reps=6, best=9.1, said=("sprint",)),
     "Sprints at 9.1 s for 60 m: fast-twitch work, about 1.1 hard sets for hamstrings and glutes."),
    (Run(60, reps=6, said=("sprint",)),
     "Sprints help legs grow: about 0.9 hard sets for hamstrings and glutes, a guess without times."),
    (Run(100, 30, reps=10, said=("sprint",)),
     "At 3.3 m/s that's an easy run rather than a sprint: good for the heart, next to nothing for leg size."),
    (Run(800, said=("sprint",)),
     "Too long to sprint all the way, so it counts as intervals: good for the heart, little for leg size."),
    (Run(seconds=2400, walk=True), "A walk is good for heart and recovery, and next to nothing for leg size."),
    (Run(2000, 900),
     "At 2.2 m/s between walking and jogging: good for the heart, next to nothing for leg size."),
    (Run(100, 20, reps=10),
     'Fast running, not quite a sprint by the clock: no leg sets counted. Was it all-out? Then write "sprint".'),
    (Other("football", 3600), "About 1 hard set for the legs, an estimate: it helps a little, lifting does more."),
    (Other("chess", 3600), "Kept as you wrote it. I claim no leg sets for it: I don't know it."),
]  # fmt: skip


@pytest.mark.parametrize(("effort", "sentence"), RUNS)
def test_sentences_about_running(effort: Effort, sentence: str) -> None:
    assert judged(Diary(), effort, 0, FINN)[0] == sentence
    assert len(sentence) <= 110


def test_a_time_taken_for_all_repetitions_is_said() -> None:
    one = entry(MONDAY, Run(100, 160, reps=8, said=("sprint",)))
    found = judge(rulebook(), FINN, Diary((one,)), one, one.at, one.day)
    assert found.verdicts[0].kind == "sprint"
    assert said(found.cautions[0]) == "I read 2:40 as the time of all 8, so 20 s each."


def test_walking_counts_for_an_older_newcomer() -> None:
    assert judged(Diary(), Run(seconds=3600, walk=True), 0, DIMA)[0].startswith("Brisk walking helps: about 0.5 hard")


def test_a_runner_is_given_a_first_leg_session() -> None:
    _, _, following = judged(Diary(), Run(5000, 1650, said=("run",)), 0, FINN)
    assert following.startswith("back squat 3×10, a load that leaves 3 reps; ")


RECORDS = [
    (ONCE, lift("back_squat", "5 @ 105"), "🏆 Heaviest yet (before: 100 kg, Mon 5 Jan)."),
    (squats("5 @ 100", "1 @ 130", every=1), lift("back_squat", "5 @ 105"),
     "🏆 Best 5 reps yet (before: 100 kg, Mon 5 Jan)."),
    (ONCE, lift("back_squat", "8 @ 100"), "🏆 Most reps at 100 kg yet (before: 5, Mon 5 Jan)."),
    (squats("8 @ 100", "1 @ 110", every=1), lift("back_squat", "5 @ 100"), ""),
    (squats("8 8 8", exercise="pull_up"), lift("pull_up", "9 8"), "🏆 Most reps yet (before: 8, Mon 5 Jan)."),
    (squats("8 8 8", exercise="pull_up"), lift("pull_up", "8 8 8 8"), ""),
    (squats("8 8 8"), lift("back_squat", "9 8"), ""),
    (squats("5 5 @ 90", "5 5 @ 91", "5 5 @ 92", every=1), lift("back_squat", "5 5 5 @ 92"),
     "🏆 Most load in one session: 1380 kg (before: 920 kg, Wed 7 Jan)."),
    (squats("5 5 @ 91", "5 5 @ 92", every=1), lift("back_squat", "5 5 5 @ 92"), ""),
    (ONCE, lift("back_squat", f"{FIVES} @ 100"), ""),
    (Diary(), lift("back_squat", f"{FIVES} @ 100"), ""),
    (diary((0, sprints(4, 60, 9.4))), sprints(4, 60, 9.1), "🏆 Fastest 60 m yet (before: 9.4 s, Mon 5 Jan)."),
    (diary((0, sprints(4, 60, 9.4))), sprints(4, 60, 9.6), ""),
    (diary((0, Run(5000, 1650))), Run(5000, 1600), "🏆 Fastest 5 km yet (before: 27:30, Mon 5 Jan)."),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "effort", "record"), RECORDS)
def test_records_name_what_they_beat(kept: Diary, effort: Effort, record: str) -> None:
    assert judged(kept, effort, 3)[1] == record


def test_late_and_imported_work_announces_no_record() -> None:
    one = entry(MONDAY + dt.timedelta(days=3), lift("back_squat", "5 @ 105"))
    kept = ONCE.with_entry(one)
    later = one.day + dt.timedelta(days=1)
    on_the_day = judge(rulebook(), ANA, kept, one, one.at, one.day).verdicts[0].record
    assert on_the_day is not None
    assert judge(rulebook(), ANA, kept, one, one.at, later).verdicts[0].record is None
    replayed = one.at + dt.timedelta(days=40)
    assert judge(rulebook(), ANA, kept, one, replayed, one.day).verdicts[0].record is None
    beaten_since = kept.with_entry(entry(later, lift("back_squat", "5 @ 110"), name="later"))
    assert judge(rulebook(), ANA, beaten_since, one, one.at, one.day).verdicts[0].record is None


DOUBTED = [
    (lift("back_squat", "1 @ 900"), "refuse", "900 kg on back squat is more than anybody has lifted (limit 600 kg)."),
    (lift("back_squat", "1 @ 310"), "confirm", "310 kg on back squat is world class."),
    (lift("deadlift", "1 @ 600"), "refuse", "600 kg on deadlift is more than anybody has lifted (limit 520 kg)."),
    (lift("back_squat", "300 @ 20"), "refuse", "300 reps in a set is more than a set can hold."),
    (lift("back_squat", "60 @ 20"), "confirm", "60 reps in one set of back squat?"),
    (lift("back_squat", " ".join(["5"] * 16) + " @ 60"), "confirm", "16 sets of back squat in one go?"),
    (lift("back_squat", "5 @ 120"), "confirm",
     "120 kg on back squat is 20 % above your best of the last two weeks: kg or lb, plates per side?"),
    (lift("push_up", "100"), "", ""),
    (lift("back_squat", "5 @ 105"), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("effort", "kind", "words"), DOUBTED)
def test_impossible_loads_are_refused_and_odd_ones_asked_about(effort: Lift, kind: str, words: str) -> None:
    found = doubts(rulebook(), ANA, ONCE, entry(MONDAY + dt.timedelta(days=3), effort))
    assert [(d.kind, said(d.advice)) for d in found] == ([(kind, words)] if kind else [])


def test_bodyweight_multiples() -> None:
    light = msgspec.structs.replace(ANA, bodyweight_kg=50)
    kinds = [
        [d.kind for d in doubts(rulebook(), light, Diary(), entry(MONDAY, lift("back_squat", f"1 @ {kg}")))]
        for kg in (140, 160, 280)
    ]
    assert kinds == [[], ["confirm"], ["refuse"]]


def test_why_has_four_lines_with_rule_numbers_constant_and_source() -> None:
    assert [said(line) for line in explain(rulebook(), ANA, ONCE, MONDAY)] == [
        "All 25 reps done, so add a little.",
        "Numbers: back squat 5/5/5/5/5 @ 100 kg on Mon 5 Jan, 1 session looked at.",
        f"Constant: smallest step = 2.5 kg. {rulebook().constants['smallest_step'].reason}",
        "Source: Plotkin et al. 2022, PeerJ (evidence B).",
    ]
    for kept in (diary((0, sprints(4, 20))), diary((0, Run(5000, 1650))), squats("8 8 8", exercise="pull_up")):
        assert len([said(line) for line in explain(rulebook(), FINN, kept, MONDAY)]) == 4
    assert explain(rulebook(), FINN, Diary(), MONDAY) == ()


def test_heavy_sets_are_marked_for_strength() -> None:
    marks = []
    for text in ("5 @ 102.5", "12 @ 60"):
        one = entry(MONDAY + dt.timedelta(days=3), lift("back_squat", text))
        marks.append(judge(rulebook(), ANA, ONCE.with_entry(one), one, one.at, one.day).verdicts[0].heavy)
    assert marks == [True, False]


def test_what_if_stores_nothing() -> None:
    before = next_session(rulebook(), ANA, ONCE, MONDAY)
    assert targets(after_days_off(rulebook(), ANA, ONCE, MONDAY, 14)) == "back squat 5×5 @ 95 kg"
    assert targets(after_reps(rulebook(), ANA, ONCE, MONDAY, (5, 4, 3))) == "back squat 5×5 @ 102.5 kg"
    assert targets(after_reps(rulebook(), ANA, ONCE, MONDAY, (5, 5, 5, 5, 5))) == "back squat 5×5 @ 105 kg"
    assert after_reps(rulebook(), ANA, ONCE, MONDAY, (5,), "bench_press") is None
    assert next_session(rulebook(), ANA, ONCE, MONDAY) == before


def test_an_edit_says_what_it_changed_downstream() -> None:
    edited = squats("5 5 5 4 4 @ 97.5")
    day = MONDAY
    before, after = (next_session(rulebook(), ANA, kept, day) for kept in (ONCE, edited))
    assert [said(line) for line in changes(before, after)] == [
        "Next back squat: 102.5 kg → 97.5 kg.",
        "23 reps, short of the 25 asked: look at sleep, food, pain or a hard run the day before.",
    ]
    assert changes(before, before) == ()
    undone = next_session(rulebook(), ANA, diary((0, lift("front_squat", "5 5 5 @ 60"))), day)
    assert [said(line) for line in changes(before, undone)] == [
        "New next time: front squat.",
        "No back squat next time.",
    ]
    bare, loaded = (diary((0, lift("calf_raise", sets))) for sets in ("12 12 12", "12 12 12 @ 50"))
    without, known = (next_session(rulebook(), ANA, kept, day) for kept in (bare, loaded))
    assert said(changes(without, known)[0]) == "Next calf raise: 55 kg, now that the load is known."
    assert said(changes(known, without)[0]) == "Next calf raise: 13/13/13 reps, as it has no load."
    moved = [next_session(rulebook(), FINN, diary((0, sprints(n, 20))), day) for n in (4, 5)]
    assert [said(line) for line in changes(*moved)] == ["Next sprints: 5×20 m → 6×20 m."]


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize("kept", [Diary(), ONCE, diary((0, Run(5000, 1650))), diary((0, sprints(4, 20)))])
def test_every_reading_answers_every_diary(name: str, kept: Diary) -> None:
    numbers = READINGS[name](rulebook(), BO, kept, MONDAY)
    assert all(value is not None for value in numbers.values())


def test_the_leg_week_counts_days_and_sets() -> None:
    kept = diary((0, lift("back_squat", "8 8 8 @ 80 rir 2")), (1, Run(5000, 1650)), (3, sprints(8, 60, 9)))
    numbers = READINGS["leg_week"](rulebook(), ANA, kept, MONDAY + dt.timedelta(days=4))
    assert (numbers["slow_runs"], numbers["sprints"], numbers["lift_days"]) == (1, 1, 1)
    assert (numbers["quadriceps"], numbers["hamstrings"], numbers["quadriceps_band"]) == (3.9, 1.4, "below")


def test_a_long_run_the_evening_before_is_mentioned_once() -> None:
    squat = "5 5 5 @ 100"
    kept = diary((1, Run(8000, 2880)), (2, lift("back_squat", squat)), (4, Run(8000, 2880)))
    first = kept.entries[1]
    once = judge(rulebook(), ANA, kept, first, first.at, first.day)
    assert [said(c) for c in once.cautions] == [
        "Run the evening before legs: costs some performance that day, not growth."
    ]
    again = entry(MONDAY + dt.timedelta(days=5), lift("back_squat", "5 5 5 @ 102.5"))
    twice = judge(rulebook(), ANA, kept.with_entry(again), again, again.at, again.day)
    assert twice.cautions == ()
