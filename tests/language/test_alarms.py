"""Reports are heard first: in other words, misspelt, beside a log; and jokes, denials and soreness raise none."""

import json
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.alarms import Alarms, Place, load_alarms
from bot.language.concepts import load_concepts
from bot.tables import TableError

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
REPORTS = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))
CONCEPTS = load_concepts()
ALARMS = load_alarms(CONCEPTS)
FLOORS = {"caught": 98.0, "red caught": 100.0, "false": 2.0, "right": 96.0}


def label(text: str) -> str | None:
    alarm = ALARMS.heard(text)
    return alarm.label if alarm else None


@pytest.mark.parametrize(("name", "example"), [(row.label, e) for row in ALARMS.rows for e in row.examples])
def test_every_example_bears_its_label(name: str, example: str) -> None:
    assert label(example) == name


@pytest.mark.parametrize("name", sorted(REPORTS["reports"]))
def test_the_many_ways_of_reporting_bear_one_label(name: str) -> None:
    strays = {text: got for text in REPORTS["reports"][name] if (got := label(text)) != name}
    assert not strays


def test_jokes_denials_soreness_and_scores_raise_no_alarm() -> None:
    strays = {text: got for text in REPORTS["harmless"]["lines"] if (got := label(text)) is not None}
    assert not strays


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no chest pain", None),
        ("no chest pain, just a slight knee ache", "pain_mild"),
        ("no pain, swelling or numbness in the knee", None),
        ("i never had chest pain but today i fainted", "emergency"),
        ("squat 5x5 100, then my chest felt tight", "emergency"),
        ("not dizzy, but my chest hurts", "emergency"),
        ("knee 2/10 and my urine is brown", "urgent"),
        ("does squatting with a heart condition make sense", "clearance"),
    ],
)
def test_denial_reaches_as_far_as_it_should_and_the_strongest_wins(text: str, name: str | None) -> None:
    assert label(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ich habe schmerzen in der brust", "emergency"),
        ("bin beim kniebeugen ohnmächtig geworden", "emergency"),
        ("mir ist schwindelig", "dizzy"),
        ("no puedo respirar", "emergency"),
        ("me duele el pecho cuando corro", "emergency"),
        ("estoy embarazada", "pregnancy"),
    ],
)
def test_emergencies_are_heard_in_other_languages(text: str, name: str) -> None:
    assert label(text) == name


@pytest.mark.parametrize(
    ("text", "name", "score"),
    [
        ("knee pain 3/10", "pain_mild", 3),
        ("knee pain 4/10", "pain_moderate", 4),
        ("knee pain 5 out of 10", "pain_moderate", 5),
        ("knee pain six out of ten", "pain_severe", 6),
        ("knee pain 2/10 for three weeks", "pain_severe", 2),
        ("knee pain 0/10", None, None),
        ("squat 3x8 80 rpe 8/10", None, None),
    ],
)
def test_a_score_decides_how_bad_a_pain_is(text: str, name: str | None, score: int | None) -> None:
    alarm = ALARMS.heard(text)
    assert (alarm.label if alarm else None) == name
    assert (alarm.score if alarm else None) == score


def test_a_pain_knows_its_place_and_the_movements_that_load_it() -> None:
    alarm = ALARMS.heard("my knee hurts since squats")
    assert alarm is not None
    assert alarm.place == "knee"
    assert "squat" in alarm.patterns
    assert alarm.key == "alarm.pain_moderate"


def test_texts_are_short_and_the_red_ones_say_whom_to_call() -> None:
    lines = ALARMS.lines()
    assert set(lines) == {f"alarm.{row.label}" for row in ALARMS.rows}
    assert all(len(text) <= 400 for text in lines.values())
    for red in ("emergency", "self_harm", "stop_assess", "dizzy"):
        assert "emergency number" in lines[f"alarm.{red}"]
    for red in ("emergency", "urgent", "self_harm"):
        assert not any(word in lines[f"alarm.{red}"].lower() for word in ("squat", "next session", "sets", "reps"))


@given(st.sampled_from([e for row in ALARMS.rows for e in row.examples]))
def test_a_report_beside_a_log_is_still_heard(example: str) -> None:
    assert label(f"squat 3x8 80 kg. {example}") is not None


@given(st.text(max_size=300))
def test_any_text_is_heard(text: str) -> None:
    assert label(text) is None or isinstance(label(text), str)


def test_a_text_that_is_too_long_and_an_unknown_concept_are_refused(tmp_path: Path) -> None:
    row = msgspec.structs.replace(ALARMS.rows[1], ways=("chest & nonsense",))
    with pytest.raises(TableError, match="nonsense"):
        Alarms((row,), (Place("knee", ("squat",)),), CONCEPTS)


@pytest.mark.shared
def test_other_peoples_reports_are_caught() -> None:
    if not (CORPUS / "safety.jsonl").exists():
        pytest.skip("the labelled corpus does not lie beside this checkout")
    lines = [json.loads(line) for line in (CORPUS / "safety.jsonl").read_text(encoding="utf-8").splitlines()]
    got = {line["id"]: label(line["text"]) for line in lines}
    reports = [line for line in lines if line["safety"]]
    red = [line for line in reports if line["safety"] in ("emergency", "urgent")]
    harmless = [line for line in lines if not line["safety"]]
    caught = sum(got[line["id"]] is not None for line in reports)
    right = sum(got[line["id"]] in {line["safety"], *line.get("also_ok", [])} for line in reports)
    red_caught = sum(got[line["id"]] in ("emergency", "urgent") for line in red)
    false = sum(got[line["id"]] is not None for line in harmless)
    assert 100 * caught / len(reports) >= FLOORS["caught"]
    assert 100 * right / len(reports) >= FLOORS["right"]
    assert 100 * red_caught / len(red) >= FLOORS["red caught"]
    assert 100 * false / len(harmless) <= FLOORS["false"]


@pytest.mark.shared
def test_real_logs_raise_next_to_no_alarm() -> None:
    if not (CORPUS / "dev.jsonl").exists():
        pytest.skip("the labelled corpus does not lie beside this checkout")
    lines = [json.loads(line) for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    raised = [line["text"] for line in lines if label(line["text"])]
    assert len(raised) <= 2, raised  # one of them does report a knee
