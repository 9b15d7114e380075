"""Which message is what: bare commands, orders, plans, logs and questions, and what a look back asks for."""

import json
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.alarms import load_alarms
from bot.language.concepts import load_concepts
from bot.language.intents import Looking, load_intents
from bot.language.questions import load_questions

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
MEANT = tomllib.loads((Path(__file__).parent / "meant.toml").read_text(encoding="utf-8"))["meant"]
CONCEPTS = load_concepts()
ROUTER = load_intents(CONCEPTS)
FLOORS = {"right": 95.0, "wrongly a log": 1.5}


def meant(text: str, work: bool = False) -> tuple[str, ...]:
    """The main intent of a text and the others, `work`: the reader found something done."""
    routed = ROUTER.route(CONCEPTS.read(text), work)
    return (routed.main, *routed.also)


@pytest.mark.parametrize(("name", "example"), [(row.name, e) for row in ROUTER.rows for e in row.examples])
def test_every_example_is_what_its_row_says(name: str, example: str) -> None:
    assert meant(example, work=name == "log")[0] == name


@pytest.mark.parametrize("names", sorted(MEANT))
def test_the_many_ways_of_meaning_one_thing(names: str) -> None:
    main, *also = names.split("_and_")
    strays = {
        text: got
        for text in MEANT[names]
        if (got := meant(text, work=main == "log"))[0] != main or not set(also) <= set(got)
    }
    assert not strays


@pytest.mark.parametrize("text", ["squat 1rm 135", "ab wheel 4x9", "deadlift ladder 5x3 100kg", "chin ups 4x7"])
def test_work_is_a_log_whatever_else_its_words_mean(text: str) -> None:
    assert meant(text, work=True) == ("log",)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("why so light", "why"),
        ("Why only 1.25 kg again?", "why"),
        ("why is it less than last time", "why"),
        ("why the jump", "why"),
        ("warum nicht mehr", "why"),
        ("why so sore", ""),
        ("why front squats", ""),
        ("why do my calves not grow", ""),
        ("so little, why", ""),
    ],
)
def test_small_words_beside_a_why_leave_it_one(text: str, command: str) -> None:
    assert ROUTER.command(CONCEPTS.read(text)) == command


@pytest.mark.parametrize(
    ("word", "command", "main"),
    [
        ("undo", "undo", "undo"),
        ("/next", "next", "next"),
        ("/week please", "week", "history"),
        ("why?", "why", "help"),
        ("Today", "today", "next"),
        ("last", "last", "history"),
        ("this week", "week", "history"),
        ("my PRs", "bests", "history"),
        ("plan", "plan", "next"),
        ("HELP", "help", "help"),
        ("/start", "start", "help"),
        ("same", "same", "repeat"),
        ("delete my data", "delete", "help"),
        ("undo the knee thing", "", "undo"),
    ],
)
def test_bare_words_are_commands(word: str, command: str, main: str) -> None:
    heard = CONCEPTS.read(word)
    assert ROUTER.command(heard) == command
    assert ROUTER.route(heard, False).main == main


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow squat 5x5 100",
        "i did not squat 5x5 today",
        "should i squat 5x5 at 105",
        "i would have done 3x5 at 100",
    ],
)
def test_the_future_the_denied_and_the_asked_are_never_logged(text: str) -> None:
    assert meant(text, work=False)[0] != "log"


@pytest.mark.parametrize(
    ("text", "looking"),
    [
        ("what did i squat last time", Looking("last", "", ("squat",))),
        ("how many sprints this month", Looking("count", "month", ("sprints",))),
        ("when did i last do 100", Looking("when", "", (), 100.0)),
        ("my bests", Looking("bests")),
        ("this week", Looking("week", "week")),
        ("how is my squat progress", Looking("progress", "", ("squat",))),
        ("what's my best deadlift", Looking("bests", "", ("deadlift",))),
    ],
)
def test_a_look_back_says_what_it_asks_for(text: str, looking: Looking) -> None:
    assert ROUTER.looking(CONCEPTS.read(text)) == looking


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_something(text: str, work: bool) -> None:
    assert meant(text, work)


@pytest.mark.parametrize(
    "piece", ["cant ", "no chest pain ", "1 ", "how many did i ", "5x5 ", "no pain or ", "zyxwvuts ", "a"]
)
def test_effort_grows_with_length_and_no_faster(piece: str) -> None:
    questions, alarms = load_questions(CONCEPTS), load_alarms(CONCEPTS)

    def effort(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(9):
            begin = time.process_time()
            heard = CONCEPTS.read(text)
            alarms.heard(heard)
            questions.match(heard)
            ROUTER.route(heard, False)
            best = min(best, time.process_time() - begin)
        return best

    assert effort(4096) <= 12 * effort(1024)  # four times the length: 4 if linear, 16 if quadratic


@pytest.mark.shared
def test_other_peoples_messages_are_what_they_meant(read) -> None:  # type: ignore[no-untyped-def]
    if not (CORPUS / "routing.jsonl").exists():
        pytest.skip("the labelled corpus does not lie beside this checkout")
    lines = [json.loads(line) for line in (CORPUS / "routing.jsonl").read_text(encoding="utf-8").splitlines()]
    right = wrongly = others = 0
    for line in lines:
        got = ROUTER.route(CONCEPTS.read(line["text"]), read(line["text"])).main
        right += got in {line["intent"], *line.get("also_ok", [])}
        if "log" not in {line["intent"], *line.get("also", []), *line.get("also_ok", [])}:
            others += 1
            wrongly += got == "log"
    assert 100 * right / len(lines) >= FLOORS["right"]
    assert 100 * wrongly / others <= FLOORS["wrongly a log"]
