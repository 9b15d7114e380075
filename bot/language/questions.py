"""What people ask and what they are told: the row whose concepts a message speaks of most particularly, or none."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import msgspec

from bot.language.concepts import PACKAGE, Concepts, Heard
from bot.language.conditions import Condition, check_names, condition
from bot.language.likeness import Likeness
from bot.tables import TableError, read_rows, read_toml

FILE = "questions.toml"
PHRASINGS = "phrasings.toml"
LONGEST_TEXT = 400
LEAST_FIT = 1.2  # of a row's conditions, to come into question
LEAST_LIKENESS = 3.0  # to its phrasings, where no condition holds
FIT_SHARE = 1.5
CLEAR_LEAD = 0.4
OUT = float("-inf")
HELP_SHARE = 0.5
UNEXPLAINED_SHARE = 0.3
FORM_WEIGHT = 0.5
TOPICS_TOLD = 3
VETOES = ("elsewhere", "orders")
OUTSIDE = "other_fitness"
LEG = "leg"
MOST_UNEXPLAINED = 0.4
TELLING_FORMS = frozenset({
    "how_much", "why", "versus", "begin", "need", "enough", "worth", "only", "how", "denial", "every_time", "per_week",
    "minutes", "percent", "both", "before", "short_break", "middle_break", "long_break", "train_again", "train_on",
    "asking_first", "good_for", "naturally", "good_to_grow",
})  # fmt: skip


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `needs`: ways to ask it, each a condition on concepts (a & b|c & !d), one must hold; `helps` make
    it likelier; `refuses` rule its conditions out. `reading` and `diary`: what
    of the athlete's own diary the answer ends with."""

    name: str
    ask: str
    needs: tuple[str, ...]
    answer: str
    evidence: Literal["strong", "mixed", "thin"]
    grade: str
    sources: tuple[str, ...]
    examples: tuple[str, ...]
    helps: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    reading: str = ""
    diary: str = ""


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

    def __init__(
        self, rows: tuple[Question, ...], concepts: Concepts, phrasings: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.rows = rows
        self._concepts = concepts
        self._phrasings = {row.name: (*row.examples, *(phrasings or {}).get(row.name, ())) for row in rows}
        self.by_name = {row.name: row for row in rows}
        self._ways = {row.name: _ways(row, concepts.names) for row in rows}
        self._own = {row.name: frozenset(row.helps).union(*(w.names for w in self._ways[row.name])) for row in rows}
        told = Counter(name for own in self._own.values() for name in own)
        self._weights = {
            name: FORM_WEIGHT if name in concepts.forms else 0.7 + math.log(len(rows) / max(told[name], 1)) / 2
            for name in concepts.names
        }
        self._topical = frozenset(told) - concepts.forms

    def match(self, heard: Heard) -> Match:
        """The row that answers, two close ones, or none with the nearest topics."""
        spoken = heard.spans
        if any(veto in spoken for veto in VETOES) or (OUTSIDE in spoken and LEG not in spoken):
            return Unknown(self._nearest(spoken))
        scored = self._scored(heard)
        best, row = scored[0]
        if best == OUT:
            return Unknown(self._nearest(spoken))
        if len(scored) > 1 and best - scored[1][0] < CLEAR_LEAD:
            return Close((row, scored[1][1]))
        return Answer(row, best)

    def scores(self, heard: Heard) -> list[tuple[float, str]]:
        """The rows that come into question, best first: for those who add a row and see another one answer."""
        return [(round(score, 2), row.name) for score, row in self._scored(heard) if score > OUT]

    @cached_property
    def _likeness(self) -> Likeness:
        """Counted on first use: the concepts of every phrasing."""
        told = {name: [self._concepts.read(one).spans.keys() for one in ways] for name, ways in self._phrasings.items()}
        return Likeness(told, self._topical | (TELLING_FORMS & self._concepts.names))

    def _scored(self, heard: Heard) -> list[tuple[float, Question]]:
        """Every row by how well its conditions and its phrasings fit, best first; minus infinity: out of question."""
        like = self._likeness.of(heard.spans.keys())
        scored: list[tuple[float, Question]] = []
        for row in self.rows:
            fit = self._score(row, heard, heard.spans)
            likely = like[row.name]
            known = fit >= LEAST_FIT or likely >= LEAST_LIKENESS
            scored.append((likely + FIT_SHARE * fit if known else OUT, row))
        scored.sort(key=lambda s: -s[0])
        return scored

    def _score(self, row: Question, heard: Heard, spoken: Mapping[str, object]) -> float:
        if any(name in spoken for name in row.refuses):
            return 0.0
        best = max((self._way_score(way, spoken) for way in self._ways[row.name]), default=0.0)
        if best <= 0.0:
            return 0.0
        helped = sum(self._weights[name] for name in row.helps if name in spoken)
        return (
            best + HELP_SHARE * helped - min(UNEXPLAINED_SHARE * self._unexplained(row, heard), MOST_UNEXPLAINED * best)
        )

    def _way_score(self, way: Condition, spoken: Mapping[str, object]) -> float:
        if not way.holds(spoken.keys()):
            return 0.0
        return sum(max(self._weights[name] for name in group if name in spoken) for group in way.needs)

    def _unexplained(self, row: Question, heard: Heard) -> float:
        """How much of the message's topic this row says nothing about."""
        own = self._own[row.name]
        explained = {span.start for name in own for span in heard.spans.get(name, ())}
        left: dict[int, float] = {}
        for name in self._topical.intersection(heard.spans) - own:
            start = heard.spans[name][0].start
            if start not in explained:
                left[start] = max(left.get(start, 0.0), self._weights[name])
        return sum(left.values())

    def _nearest(self, spoken: Mapping[str, object]) -> tuple[Question, ...]:
        topics = self._topical.intersection(spoken)
        near = [(sum(self._weights[n] for n in topics & self._own[row.name]), row) for row in self.rows]
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
    phrasings = read_toml(PACKAGE, PHRASINGS)["phrasings"]
    for name in phrasings.keys() - {row.name for row in rows}:
        raise TableError(PHRASINGS, name, "is no question")
    return Questions(rows, concepts, phrasings)


def _ways(row: Question, known: Collection[str]) -> tuple[Condition, ...]:
    return tuple(condition(written, known, FILE, row.name) for written in row.needs)
