"""Pain, age, pregnancy and illness change what may be prescribed."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.advice import LiftTarget, SprintTarget
from bot.coaching.judging import judge
from bot.coaching.progression import next_session, starting_plan, starting_week
from bot.training.athlete import Athlete, Kit, Pain
from bot.training.diary import Diary
from tests.coaching.people import ANA, EVE, FINN, MONDAY, diary, lift, rulebook, said, sprints, targets

BOTH = diary((0, lift("back_squat", "5 5 5 @ 100")), (0, lift("bench_press", "5 5 5 @ 60")))
TODAY = MONDAY


def hurting(score: int, pattern: str = "squat", since: dt.date = MONDAY) -> Athlete:
    return msgspec.structs.replace(ANA, pains=(Pain(pattern, score, since),))


PAINS = [
    (2, "back squat 3×5 @ 100 kg; bench press 3×5 @ 62.5 kg"),
    (4, "back squat 3×5 @ 75 kg; bench press 3×5 @ 62.5 kg"),
    (5, "back squat 3×5 @ 75 kg; bench press 3×5 @ 62.5 kg"),
    (6, "bench press 3×5 @ 62.5 kg"),
    (9, "bench press 3×5 @ 62.5 kg"),
]


@pytest.mark.parametrize(("score", "asked"), PAINS)
def test_pain_holds_or_stops_its_own_pattern_only(score: int, asked: str) -> None:
    session = next_session(rulebook(), hurting(score), BOTH, TODAY)
    assert targets(session) == asked
    assert session is not None
    assert any("of 10" in said(note) for note in session.notes)


def test_gone_pain_holds_nothing() -> None:
    assert targets(next_session(rulebook(), ANA, BOTH, TODAY)) == (
        "back squat 3×5 @ 102.5 kg; bench press 3×5 @ 62.5 kg"
    )


def test_pain_that_lasts_two_weeks_stops_the_lift() -> None:
    later = MONDAY + dt.timedelta(days=14)
    kept = diary((12, lift("back_squat", "5 5 5 @ 100")), (12, lift("bench_press", "5 5 5 @ 60")))
    assert targets(next_session(rulebook(), hurting(2), kept, later)) == "bench press 3×5 @ 62.5 kg"


def test_what_pain_takes_off_is_not_taken_off_again() -> None:
    kept = diary((0, lift("back_squat", "5 5 5 @ 100")), (3, lift("back_squat", "5 5 5 @ 75")))
    hurt = hurting(5, since=MONDAY + dt.timedelta(days=3))
    assert targets(next_session(rulebook(), hurt, kept, MONDAY + dt.timedelta(days=5))) == "back squat 3×5 @ 75 kg"


def test_pain_nobody_could_place_stops_everything() -> None:
    assert next_session(rulebook(), hurting(7, "all"), BOTH, TODAY) is None


def test_hurting_legs_do_not_sprint() -> None:
    kept = diary((0, sprints(4, 20)))
    assert next_session(rulebook(), hurting(5), kept, TODAY) is None
    mild = next_session(rulebook(), hurting(2), kept, TODAY)
    assert mild is not None
    assert isinstance(mild.targets[0], SprintTarget)
    assert mild.targets[0].effort <= 80


def test_under_sixteen_has_technique_and_no_load() -> None:
    session = next_session(rulebook(), EVE, diary((0, lift("back_squat", "5 5 5 @ 40"))), TODAY)
    assert session is not None
    (target,) = session.targets
    assert isinstance(target, LiftTarget)
    assert (target.load, target.reps, target.rir, target.technique) == (None, (8, 8, 8), 3, True)
    assert said(target.advice()) == "back squat 3×8, light, for technique"
    heavier = diary((0, lift("back_squat", "5 5 5 @ 40")), (3, lift("back_squat", "5 5 5 @ 60")))
    entry = heavier.entries[-1]
    judged = judge(rulebook(), EVE, heavier, entry, entry.at, entry.day)
    assert judged.verdicts[0].record is None
    assert "Under 16" in said(judged.cautions[0])


@pytest.mark.parametrize("who", [msgspec.structs.replace(ANA, pregnant=True), Athlete("kim", age="under13")])
def test_no_plan_at_all(who: Athlete) -> None:
    assert next_session(rulebook(), who, BOTH, TODAY) is None
    assert starting_plan(rulebook(), who, TODAY) is None
    entry = BOTH.entries[0]
    judged = judge(rulebook(), who, BOTH, entry, entry.at, entry.day)
    assert judged.next is None
    assert said(judged.cautions[0])


def test_without_a_doctors_word_nothing_grows() -> None:
    careful = msgspec.structs.replace(ANA, needs_clearance=True)
    session = next_session(rulebook(), careful, BOTH, TODAY)
    assert targets(session) == "back squat 3×5 @ 100 kg; bench press 3×5 @ 60 kg"
    run = next_session(rulebook(), careful, diary((0, sprints(6, 60, 9.0))), TODAY)
    assert run is not None
    assert run.targets[0].effort == 80  # type: ignore[union-attr]


KITS = [
    ((), "back squat 3×10, a load that leaves 3 reps"),
    (("machines",), "leg press 3×10, a load that leaves 3 reps"),
    (("dumbbells",), "goblet squat 3×10, a load that leaves 3 reps"),
    (("bodyweight",), "bodyweight squat 3×10"),
]


@pytest.mark.parametrize(("has", "first"), KITS)
def test_a_starting_plan_uses_the_kit_there_is(has: tuple[str, ...], first: str) -> None:
    session = starting_plan(rulebook(), msgspec.structs.replace(FINN, kit=Kit(has=has)), TODAY)
    assert targets(session).startswith(first)
    assert session is not None
    assert session.day > TODAY
    assert all(t.load is None for t in session.targets if isinstance(t, LiftTarget))


def test_who_has_nothing_to_hold_gets_two_whole_days() -> None:
    at_home = msgspec.structs.replace(FINN, kit=Kit(has=("bodyweight",)))
    assert [targets(day) for day in starting_week(rulebook(), at_home, TODAY)] == [
        "bodyweight squat 3×10; hamstring slide 3×10; single leg calf raise 3×10",
        "glute bridge 3×10; split squat 3×10; single leg calf raise 3×10",
    ]


def test_nobody_is_asked_for_a_maximum() -> None:
    assert next_session(rulebook(), FINN, Diary(), TODAY) is None
