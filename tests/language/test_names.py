"""What a name means: exact, in any order, with a slip, or nothing at all; and never a different exercise."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.name_words import name_key, name_parts, spellings
from bot.language.names import Found, Lexicon, Tie
from bot.training.exercises import Exercise, catalogue

LEXICON = Lexicon(catalogue())
NAMES = [(n, e.id) for e in catalogue() for n in (e.name, *e.names, *(x for xs in e.abroad.values() for x in xs))]
WHOLE = {name_key(n.casefold().split()) for n, _ in NAMES}


def means(text: str) -> str | None:
    found = LEXICON.find(tuple(text.casefold().split()))
    return found.exercise if isinstance(found, Found) else None


def how(text: str) -> str | None:
    found = LEXICON.find(tuple(text.casefold().split()))
    return found.how if isinstance(found, Found) else None


@pytest.mark.parametrize(
    ("text", "exercise"),
    [
        ("squat", "back_squat"),
        ("Squats", "back_squat"),
        ("bb squat", "back_squat"),
        ("bench", "bench_press"),
        ("benchpress", "bench_press"),
        ("press", "overhead_press"),
        ("OHP", "overhead_press"),
        ("military press", "overhead_press"),
        ("curls", "biceps_curl"),
        ("rows", "row"),
        ("push-ups", "push_up"),
        ("pushups", "push_up"),
        ("push ups", "push_up"),
        ("farmer's walk", "farmers_carry"),
        ("farmers walks", "farmers_carry"),
        ("RDLs", "romanian_deadlift"),
        ("db rdl", "dumbbell_romanian_deadlift"),
        ("sldl", "stiff_leg_deadlift"),
        ("bss", "bulgarian_split_squat"),
        ("ghr", "glute_ham_raise"),
        ("cg bench", "close_grip_bench_press"),
        ("btn press", "behind_the_neck_press"),
        ("sa db row", "dumbbell_row"),
        ("1-arm dumbbell rows", "dumbbell_row"),
        ("kb swings", "kettlebell_swing"),
        ("dbpress", "dumbbell_shoulder_press"),
        ("leg press machine", "leg_press"),
        ("machine leg extension", "leg_extension"),
        ("hammie curls", "leg_curl"),
        ("seated calves", "seated_calf_raise"),
        ("tib raises", "tibialis_raise"),
        ("kniebeugen", "back_squat"),
        ("Rückenstrecker", "back_extension"),
        ("rueckenstrecker", "back_extension"),
        ("kh bankdrücken", "dumbbell_bench_press"),
        ("sentadilla búlgara", "bulgarian_split_squat"),
        ("peso muerto", "deadlift"),
        ("становая тяга", "deadlift"),
        ("приседания со штангой", "back_squat"),
        ("cadeira extensora", "leg_extension"),
        ("levantamento terra", "deadlift"),
        ("soulevé de terre", "deadlift"),
        ("presse a cuisses", "leg_press"),
    ],
)
def test_a_name_in_its_many_spellings_is_exact(text: str, exercise: str) -> None:
    assert (means(text), how(text)) == (exercise, "exact")


@pytest.mark.parametrize(
    ("text", "exercise"),
    [
        ("press bench", "bench_press"),
        ("curl, leg, seated".replace(",", ""), "seated_leg_curl"),
        ("lat pulldown close grip", "close_grip_lat_pulldown"),
        ("squats with kettlebell goblet", "goblet_squat"),
        ("heavy deadlifts", "deadlift"),
        ("calf raises (seated)", "seated_calf_raise"),
        ("skullcrusher dumbbell", "skull_crusher"),
    ],
)
def test_the_words_of_a_name_may_come_in_any_order(text: str, exercise: str) -> None:
    assert (means(text), how(text)) == (exercise, "order")


@pytest.mark.parametrize(
    ("text", "exercise"),
    [
        ("goblet squad", "goblet_squat"),
        ("deadlfit", "deadlift"),
        ("romaniann deadlift", "romanian_deadlift"),
        ("bulgarien split squat", "bulgarian_split_squat"),
        ("pulups", "pull_up"),
        ("latpulldwn", "lat_pulldown"),
        ("hip trust", "hip_thrust"),
        ("sngle arm row", "dumbbell_row"),
        ("kurzanhtel bankdrücken", "dumbbell_bench_press"),
        ("leg extention", "leg_extension"),
    ],
)
def test_a_slip_is_mended(text: str, exercise: str) -> None:
    assert means(text) == exercise


EVERYDAY = """
    pass great bed lunch work rest set reps day week run ran walk sprint jog best test well will felt good tired sore
    chest back shoulder leg knee hip arm body weight bodyweight food coffee water sleep mon tue today yesterday pain
    evening warm cool easy hard light heavy plan plant beach brunch planning pressed pressure string swim sing clear
    trust lounge squad squash setup crunchy bride fridge match scratch shrub chain china choice french chase figure
    stuff staff throw tried visit wide former remote remove campus-map literally convention promotion stretch yoga
    morning clan skill sprinting jogging running climbing football basketball recovery protein warmup cooldown
"""


@pytest.mark.parametrize("text", EVERYDAY.split())
def test_everyday_words_are_no_exercise(text: str) -> None:
    assert LEXICON.find((text,)) is None
    assert LEXICON.prefix((text,)) is None


@pytest.mark.parametrize(
    "text",
    [
        "chest pain", "back pain", "leg day", "rest day", "good evening", "calf strain", "knee hurts", "my best squat",
        "will squats", "best squat", "hip pain", "body weight", "personal best", "bench and row", "squats then rows",
        "chest pressure", "sets of quads", "the leg", "foo", "roundhouse kick", "protein shake", "last week", "x", "",
    ],
)  # fmt: skip
def test_phrases_are_never_forced_to_be_an_exercise(text: str) -> None:
    assert LEXICON.find(tuple(text.split())) is None


def test_what_two_exercises_claim_alike_is_a_tie() -> None:
    assert LEXICON.find(("hip", "aduction")) == Tie(("hip_abduction", "hip_adduction"))
    assert LEXICON.find(("extensions",)) == Tie(("leg_extension", "triceps_extension", "back_extension"))


def test_a_word_that_is_spelt_right_is_no_slip() -> None:
    assert means("seated good mornings") == "seated_good_morning"
    assert means("side plank hip abduction") == "side_lying_leg_raise"
    assert means("side plank hip adduction") is None
    assert means("side plank hip abducton") == "side_lying_leg_raise"


def test_a_name_of_three_letters_is_never_a_slip_for_another() -> None:
    short = {key for key in WHOLE if len(key) <= 3}
    swaps = {a[:i] + c + a[i + 1 :] for a in short for i in range(len(a)) for c in "bdgkmptxz"} - short
    assert {
        word: found for word in swaps if (found := LEXICON.find((word,))) and getattr(found, "how", "") == "typo"
    } == {}


def test_the_longest_leading_name_is_taken() -> None:
    def lead(text: str) -> tuple[int, str] | None:
        found = LEXICON.prefix(tuple(text.split()))
        return found and (found[0], found[1].exercise)

    assert lead("bench press felt great") == (2, "bench_press")
    assert lead("leg press calf raise slow") == (4, "leg_press_calf_raise")
    assert lead("weighted pull ups today") == (3, "pull_up")
    assert lead("lat pulldown close grip") == (4, "close_grip_lat_pulldown")
    assert lead("squat and bench") == (1, "back_squat")
    assert lead("felt great on bench") is None


def test_an_athletes_own_names_come_first() -> None:
    own = {name_key(("the", "beast")): "leg_press", "quad killer": "hack_squat"}
    assert LEXICON.find(("the", "beast"), own) == Found("leg_press", "own", "leg press")
    assert LEXICON.find(("quad", "killer"), own) == Found("hack_squat", "own", "hack squat")
    assert LEXICON.prefix(("the", "beast", "slow"), own) == (2, Found("leg_press", "own", "leg press"))
    assert LEXICON.find(("squat",), {"squat": "front_squat"}) == Found("front_squat", "own", "front squat")
    assert LEXICON.find(("squat",), {}) == Found("back_squat", "exact", "back squat")


def test_ids_have_canonical_names_and_unknown_words_stay() -> None:
    assert LEXICON.name("back_squat") == "back squat"
    assert LEXICON.name("roundhouse kick") == "roundhouse kick"
    row = LEXICON.exercise("leg_press")
    assert row is not None and row.kind == "machine"
    assert LEXICON.exercise("roundhouse kick") is None


def test_the_names_of_an_exercise_can_be_listed() -> None:
    names = LEXICON.spellings("dumbbell_row")
    assert {"dumbbell row", "one arm row", "single arm row"} <= set(names)
    assert "leg press machine" in LEXICON.spellings("leg_press") or "machine leg press" in LEXICON.spellings(
        "leg_press"
    )


def test_no_name_belongs_to_two_exercises() -> None:
    owners: dict[str, set[str]] = {}
    for name, exercise in NAMES:
        owners.setdefault(name_key(name.casefold().split()), set()).add(exercise)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_there_are_names_enough_after_all_spellings_are_one() -> None:
    assert len(WHOLE) >= 1200


def test_every_name_means_its_own_exercise() -> None:
    assert [(n, e) for n, e in NAMES if means(n) != e] == []


def test_an_equally_named_exercise_is_ordered_by_its_own_words_only() -> None:
    wrong = []
    for name, exercise in NAMES:
        words = name.casefold().split()
        for shuffled in itertools.islice(itertools.permutations(words), 1, 6):
            found = LEXICON.find(tuple(shuffled))
            other = isinstance(found, Found) and found.exercise != exercise
            if other and name_key(shuffled) not in WHOLE:
                wrong.append((shuffled, found))
    assert wrong == []


def slips(name: str, chance: random.Random) -> str:
    """The name with one letter left out, doubled, swapped with its neighbour, or another."""
    at = chance.randrange(len(name) - 1)
    kinds = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :],
    )
    return chance.choice(kinds)


@given(st.sampled_from([(n, e) for n, e in NAMES if len(n) >= 6]), st.randoms(use_true_random=False))
def test_one_slip_never_means_a_different_exercise(named: tuple[str, str], chance: random.Random) -> None:
    name, exercise = named
    typed = slips(name.casefold(), chance)
    found = LEXICON.find(tuple(typed.split()))
    if isinstance(found, Found) and found.how == "typo":
        assert found.exercise == exercise, typed
    if isinstance(found, Tie):
        assert exercise in found.candidates, typed


def test_most_slips_in_longer_names_are_mended() -> None:
    chance = random.Random(7)
    names = [(n, e) for n, e in NAMES if len(n) >= 8 and n.isascii()][::17]
    mended = sum(means(slips(n, chance)) == e for n, e in names)
    assert mended >= 0.75 * len(names)


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(text: str) -> None:
    words = tuple(text.casefold().split())
    found = LEXICON.find(words)
    assert found is None or isinstance(found, Found | Tie)
    leading = LEXICON.prefix(words)
    assert leading is None or 1 <= leading[0] <= len(words)


def test_the_tables_words_are_in_their_one_spelling_already() -> None:
    for one, many in spellings().words.items():
        assert name_parts(one.split()) == tuple(one.split()), one
        for written in many:
            assert name_parts([written]) == tuple(one.split()), written
    assert [w for w in spellings().equipment.values() if name_parts([w]) != (w,)] == []
    assert [ids for ids in spellings().ties.values() if not all(map(LEXICON.exercise, ids))] == []


def test_a_name_that_two_rows_bear_goes_to_the_first() -> None:
    row = {"kind": "barbell", "pattern": "squat", "muscles": {"quadriceps": 1.0}}
    rows = (
        Exercise(id="a", name="front squat", names=("fs",), **row),  # type: ignore[arg-type]
        Exercise(id="b", name="barbell front squat", names=(), **row),  # type: ignore[arg-type]
    )
    small = Lexicon(rows)
    assert small.find(("barbell", "front", "squat")) == Found("b", "exact", "barbell front squat")
    assert small.find(("front", "squat")) == Found("a", "exact", "front squat")
