"""What people ask and what they are told: the row whose concepts a message speaks of most particularly, or none."""

import math
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

import msgspec

from bot.language.concepts import PACKAGE, Concepts, Heard
from bot.language.conditions import Condition, check_names, condition
from bot.tables import TableError, read_rows

FILE = "questions.toml"
LONGEST_TEXT = 400
LEAST_FIT = 1.2  # of a row's conditions, to come into question
LEAST_LIKELY = 3.0  # by what helps it, where no condition holds
FIT_SHARE = 2.0
CLEAR_LEAD = 0.4
LEAST_SCORE = -7.5  # of an answer: below, too much of the message is about something else
STRANGE = 2.5  # what a topic costs that a row does not name
UNHEARD = 4.0  # what a word costs that no concept holds
LEAST_SURE = 4.0  # of an answer to a message with such words
WORDS_TO_ONE_STRANGE = 20
OUT = float("-inf")
FORM_WEIGHT = 0.5
TOPICS_TOLD = 3
VETOES = ("elsewhere", "orders")
OUTSIDE = "other_fitness"
LEG = "leg"


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `needs`: ways to ask it, each a condition on concepts (a & b|c & !d), of which one should hold;
    `refuses` rule them out. `helps`: how much likelier each concept makes it (e-fold, below 0: unlikelier), added to
    `start`. `reading` and `diary`: what of the athlete's own diary the answer ends with; `plan`: for
    who has no leg lifts in it, with a first week."""

    name: str
    ask: str
    needs: tuple[str, ...]
    answer: str
    evidence: Literal["strong", "mixed", "thin"]
    grade: str
    sources: tuple[str, ...]
    examples: tuple[str, ...]
    start: float = -2.0
    helps: dict[str, float] = {}
    refuses: tuple[str, ...] = ()
    reading: str = ""
    diary: str = ""
    plan: bool = False


class Answer(msgspec.Struct, frozen=True):
    """This row answers it."""

    row: Question
    score: float = 0.0


class Close(msgspec.Struct, frozen=True):
    """Two rows are as near as each other; ask which one is meant."""

    rows: tuple[Question, Question]


class Unknown(msgspec.Struct, frozen=True):
    """No row answers it; `nearest` are the topics it touched."""

    nearest: tuple[Question, ...] = ()


Match: TypeAlias = Answer | Close | Unknown


class Questions:
    """All questions, ready to be matched."""

    def __init__(self, rows: tuple[Question, ...], concepts: Concepts) -> None:
        self.rows = rows
        self.by_name = {row.name: row for row in rows}
        self._ways = {row.name: _ways(row, concepts.names) for row in rows}
        told = Counter(name for ways in self._ways.values() for name in frozenset().union(*(w.names for w in ways)))
        self._weights = {
            name: FORM_WEIGHT if name in concepts.forms else 0.7 + math.log(len(rows) / max(told[name], 1)) / 2
            for name in concepts.names
        }
        self._topical = frozenset(told).union(*(row.helps for row in rows))

    def match(self, heard: Heard) -> Match:
        """The row that answers, two close ones, or none with the nearest topics."""
        spoken = heard.spans
        if any(veto in spoken for veto in VETOES) or (OUTSIDE in spoken and LEG not in spoken):
            return Unknown(self._nearest(spoken))
        scored = self._scored(heard)
        best, row = scored[0]
        if best < _least(heard):
            return Unknown(self._nearest(spoken))
        if len(scored) > 1 and best - scored[1][0] < CLEAR_LEAD:
            return Close((row, scored[1][1]))
        return Answer(row, best)

    def scores(self, heard: Heard) -> list[tuple[float, str]]:
        """The rows that come into question, best first: for those who add a row and see another one answer."""
        return [(round(score, 2), row.name) for score, row in self._scored(heard) if score > OUT]

    def _scored(self, heard: Heard) -> list[tuple[float, Question]]:
        """Every row by how well its conditions and its helps fit, best first; minus infinity: out of question."""
        spoken = heard.spans.keys()
        topics = self._topical & spoken
        scored: list[tuple[float, Question]] = []
        for row in self.rows:
            likely = row.start + sum(row.helps.get(topic, -STRANGE) for topic in topics)
            fit = 0.0 if any(name in spoken for name in row.refuses) else self._fit(row, spoken)
            known = fit >= LEAST_FIT or likely >= LEAST_LIKELY
            scored.append((likely + FIT_SHARE * fit if known else OUT, row))
        scored.sort(key=lambda s: -s[0])
        return scored

    def _fit(self, row: Question, spoken: Collection[str]) -> float:
        """How particular the concepts are that the best of a row's conditions holds for."""
        fits = [
            sum(max(self._weights[name] for name in group if name in spoken) for group in way.needs)
            for way in self._ways[row.name]
            if way.holds(spoken)
        ]
        return max(fits, default=0.0)

    def _nearest(self, spoken: Mapping[str, object]) -> tuple[Question, ...]:
        topics = self._topical.intersection(spoken)
        near = [(sum(row.helps.get(topic, 0.0) for topic in topics), row) for row in self.rows]
        near = sorted((n for n in near if n[0] > 0.0), key=lambda n: -n[0])
        return tuple(row for _, row in near[:TOPICS_TOLD])

    def lines(self) -> dict[str, str]:
        """What the speaker needs: question.<name>.ask, .answer and .diary."""
        said: dict[str, str] = {}
        for row in self.rows:
            said[f"question.{row.name}.ask"] = row.ask
            said[f"question.{row.name}.answer"] = row.answer
            if row.diary:
                said[f"question.{row.name}.diary"] = row.diary
        return said


def load_questions(concepts: Concepts, readings: Collection[str] | None = None) -> Questions:
    """The rows of questions.toml; `readings`: the names of the readings there are, where they are known."""
    rows = read_rows(PACKAGE, FILE, Question, "question")
    for row in rows:
        if row.reading and readings is not None and row.reading not in readings:
            raise TableError(FILE, row.name, f"'{row.reading}' is no reading")
        if bool(row.reading) != bool(row.diary):
            raise TableError(FILE, row.name, "a reading and its diary line belong together")
        for said in (row.answer, row.ask, row.diary):
            if len(said) > LONGEST_TEXT:
                raise TableError(FILE, row.name, f"a text of {len(said)} characters; at most {LONGEST_TEXT}")
        if not row.examples:
            raise TableError(FILE, row.name, "needs an example")
        check_names((*row.helps, *row.refuses), concepts.names, FILE, row.name)
    return Questions(rows, concepts)


def _least(heard: Heard) -> float:
    """What an answer must score, the more the more words a message holds that no concept does; long ones hold some."""
    unheard = heard.strange - len(heard.words) // WORDS_TO_ONE_STRANGE
    return LEAST_SURE + UNHEARD * unheard if unheard > 0 else LEAST_SCORE


def _ways(row: Question, known: Collection[str]) -> tuple[Condition, ...]:
    return tuple(condition(written, known, FILE, row.name) for written in row.needs)
