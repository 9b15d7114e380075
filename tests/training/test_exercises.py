"""The catalogue: unique names, enough of them, and muscles that add up."""

import collections

import pytest

from bot.tables import TableError, convert_rows
from bot.training.exercises import LEG_MUSCLES, MUSCLES, Exercise, catalogue

EXERCISES = catalogue()
LANGUAGES = {"de", "es", "fr", "pt", "ru"}
NO_SOURCE = "judgement"

# What evidence gives for whole families of exercises: quadriceps, hamstrings, glutes, calves.
SHARES = {
    "back_squat": (1, 0, 1, 0),
    "front_squat": (1, 0, 1, 0),
    "goblet_squat": (1, 0, 1, 0),
    "hack_squat": (1, 0, 1, 0),
    "half_squat": (1, 0, 0.5, 0),
    "bodyweight_squat": (1, 0, 0.75, 0),
    "leg_press": (1, 0, 1, 0),
    "lunge": (1, 0.25, 1, 0),
    "bulgarian_split_squat": (1, 0.25, 1, 0),
    "step_up": (1, 0.25, 1, 0),
    "leg_extension": (1, 0, 0, 0),
    "deadlift": (0.5, 0.5, 1, 0),
    "trap_bar_deadlift": (0.5, 0.5, 1, 0),
    "romanian_deadlift": (0, 1, 1, 0),
    "good_morning": (0, 1, 1, 0),
    "hip_thrust": (0.25, 0.25, 1, 0),
    "glute_bridge": (0.25, 0.25, 1, 0),
    "leg_curl": (0, 1, 0, 0),
    "nordic_curl": (0, 1, 0, 0),
    "calf_raise": (0, 0, 0, 1),
    "seated_calf_raise": (0, 0, 0, 0.5),
    "kettlebell_swing": (0.5, 0.5, 0.75, 0.5),
    "sled_push": (0.5, 0.5, 0.75, 0.5),
}


def test_the_catalogue_is_broad() -> None:
    names = [n for e in EXERCISES for n in (e.name, *e.names, *(n for many in e.abroad.values() for n in many))]
    assert len(EXERCISES) >= 300
    assert len({n.casefold() for n in names}) >= 1200


def test_every_id_is_unique_and_follows_from_the_name() -> None:
    ids = [e.id for e in EXERCISES]
    assert [i for i, count in collections.Counter(ids).items() if count > 1] == []
    odd = [e.id for e in EXERCISES if e.id != e.name.replace("'", "").replace("-", "_").replace(" ", "_")]
    assert odd == []


def test_names_are_plain_lower_case() -> None:
    odd = [n for e in EXERCISES for n in (e.name, *e.names) if n != n.casefold() or n != " ".join(n.split())]
    assert odd == []


def test_sixty_exercises_have_their_everyday_names_in_five_languages() -> None:
    assert sum(set(e.abroad) >= LANGUAGES for e in EXERCISES) >= 60
    assert {code for e in EXERCISES for code in e.abroad} == LANGUAGES
    assert [e.id for e in EXERCISES if not all(e.abroad.values())] == []


def test_muscles_are_known_and_their_shares_lie_between_nothing_and_a_whole_set() -> None:
    assert [(e.id, m) for e in EXERCISES for m in e.muscles if m not in MUSCLES] == []
    assert [e.id for e in EXERCISES if not all(0 < share <= 1 for share in e.muscles.values())] == []
    assert [e.id for e in EXERCISES if not e.muscles] == []


def test_a_leg_share_says_what_it_rests_on() -> None:
    legs = [e for e in EXERCISES if LEG_MUSCLES & e.muscles.keys()]
    assert [e.id for e in legs if not e.basis] == []
    assert [e.id for e in EXERCISES if e.basis and e not in legs] == []
    assert {e.basis for e in legs} >= {"PLO23", "KELP26", "MAE21", "KIN23", NO_SOURCE}


@pytest.mark.parametrize("exercise", SHARES)
def test_the_shares_of_the_main_leg_exercises_are_those_of_the_evidence(exercise: str) -> None:
    row = next(e for e in EXERCISES if e.id == exercise)
    legs = ("quadriceps", "hamstrings", "glutes", "calves")
    assert tuple(row.muscles.get(m, 0) for m in legs) == SHARES[exercise]


def test_steps_are_positive_and_known_in_both_units() -> None:
    stepped = [e for e in EXERCISES if e.step]
    assert [e.id for e in stepped if set(e.step) != {"kg", "lb"} or min(e.step.values()) <= 0] == []
    assert next(e for e in EXERCISES if e.id == "deadlift").step == {"kg": 5, "lb": 10}


def test_the_big_lifts_of_the_legs_are_main_lifts() -> None:
    main = {e.id for e in EXERCISES if e.main}
    assert main >= {"back_squat", "front_squat", "deadlift", "romanian_deadlift", "leg_press", "hip_thrust"}
    assert main.isdisjoint({"leg_extension", "calf_raise", "plank", "lateral_raise"})


def test_a_row_with_an_unknown_kind_is_named() -> None:
    row = {"id": "x", "name": "x", "names": [], "kind": "rocket", "pattern": "squat", "muscles": {}}
    with pytest.raises(TableError, match=r"exercises.toml: x: .*rocket"):
        convert_rows("exercises.toml", [row], Exercise, "id")
