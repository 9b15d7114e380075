"""Each concept is named, small enough to say in a sentence, and heard in that sentence."""

import itertools
import sys

import pytest

from bot.language.concepts import Concept, Concepts, load_concepts
from bot.language.intents import load_intents
from bot.language.questions import load_questions
from bot.tables import TableError, read_toml

CONCEPTS = load_concepts()


@pytest.mark.parametrize("row", CONCEPTS.rows, ids=lambda row: row.name)
def test_every_concept_is_heard_in_its_own_example(row: Concept) -> None:
    assert row.example, f"{row.name} needs an example: a sentence in which it is heard"
    assert row.name in CONCEPTS.read(row.example).spans


def test_no_phrase_is_written_twice_in_a_concept() -> None:
    for row in read_toml("bot.language", "concepts.toml")["concept"]:
        phrases = sorted(" ".join(phrase.split()) for phrase in row.get("words", "").split(",") if phrase.strip())
        assert [] == [one for one, other in itertools.pairwise(phrases) if one == other], row["name"]


def test_a_lack_denies_nothing_after_it_and_a_denial_does() -> None:
    lack, denial = CONCEPTS.read("no feeling when i wipe"), CONCEPTS.read("no pain in my knee")
    assert lack.affirmed("saddle")
    assert not denial.affirmed("knee")


def test_words_that_no_concept_holds_are_counted() -> None:
    assert CONCEPTS.read("how many sets for quads").strange == 0
    assert CONCEPTS.read("stairs to the cathedral crypt").strange == 2


def test_brackets_inside_brackets_are_refused() -> None:
    with pytest.raises(TableError, match="brackets"):
        Concepts((Concept("odd", "a (b|(c|d))"),), frozenset(), frozenset(), {})


def test_every_row_prints_its_example_and_no_two_rows_share_one(capsys: pytest.CaptureFixture[str]) -> None:
    questions = [(row.name, example) for row in load_questions(CONCEPTS).rows for example in row.examples]
    intents = [(row.name, example) for row in load_intents(CONCEPTS).rows for example in row.examples]
    claimed: dict[str, str] = {}
    for name, example in (*questions, *intents):
        sys.stdout.write(f"{name:26} {example}\n")
        assert claimed.setdefault(example, name) == name, f"{example!r} is claimed by {claimed[example]} and {name}"
    assert len(claimed) <= len(capsys.readouterr().out.splitlines())
