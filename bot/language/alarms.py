"""Reports that come before any talk of training: the strongest that a message makes, with its fixed, reviewed text."""

from typing import Literal, TypeAlias

import msgspec

from bot.language.concepts import PACKAGE, Concepts, Heard, Span
from bot.language.conditions import Condition, Sieve, condition
from bot.language.pains import degree, score_told
from bot.tables import TableError, read_rows

FILE = "alarms.toml"
LONGEST_TEXT = 400

Label: TypeAlias = Literal[
    "self_harm", "emergency", "urgent", "stop_assess", "pain_severe", "dizzy", "pregnancy", "minor", "eating", "drugs",
    "clearance", "pain_moderate", "pain_mild",
]  # fmt: skip


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of report. Its concepts must be said within `near` words of each other."""

    label: Label
    text: str
    examples: tuple[str, ...]
    ways: tuple[str, ...] = ()
    near: int = 8


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place of the body and the movement patterns that load it."""

    concept: str
    patterns: tuple[str, ...]


class Alarm(msgspec.Struct, frozen=True):
    """A report: its label, the key of its text, where it hurts and which patterns load that, and the score told."""

    label: Label
    key: str
    place: str = ""
    patterns: tuple[str, ...] = ()
    score: int | None = None


class Alarms:
    """All kinds of reports, strongest first."""

    def __init__(self, rows: tuple[Row, ...], places: tuple[Place, ...], concepts: Concepts) -> None:
        self.rows = rows
        self._concepts = concepts
        self._way_of = [row for row in rows for _ in row.ways]
        self._ways = Sieve([condition(way, concepts.names, FILE, row.label) for row in rows for way in row.ways])
        self._places = places
        self.places = {place.concept: place.patterns for place in places}

    def heard(self, message: Heard | str) -> Alarm | None:
        """The strongest report in a message, or None."""
        heard = self._concepts.read(message) if isinstance(message, str) else message
        pain = degree(heard)
        told = (self._way_of[place] for place, way in self._ways.possible(heard.spans.keys())
                if _said(way, heard, self._way_of[place].near))  # fmt: skip
        said = next((row.label for row in told), None)
        label = next((row.label for row in self.rows if row.label in (pain, said)), None)
        return self._alarm(label, heard) if label else None

    def lines(self) -> dict[str, str]:
        """What the speaker needs: alarm.<label>."""
        return {f"alarm.{row.label}": row.text for row in self.rows}

    def _alarm(self, label: Label, heard: Heard) -> Alarm:
        place = next((p for p in self._places if heard.affirmed(p.concept)), None)
        return Alarm(
            label=label,
            key=f"alarm.{label}",
            place=place.concept if place else "",
            patterns=place.patterns if place else (),
            score=score_told(heard),
        )


def load_alarms(concepts: Concepts) -> Alarms:
    """The rows of alarms.toml, strongest first."""
    rows = read_rows(PACKAGE, FILE, Row, "alarm", key="label")
    places = read_rows(PACKAGE, FILE, Place, "place", key="concept")
    for row in rows:
        if len(row.text) > LONGEST_TEXT:
            raise TableError(FILE, row.label, f"a text of {len(row.text)} characters; at most {LONGEST_TEXT}")
        if not row.examples:
            raise TableError(FILE, row.label, "needs an example")
    for place in places:
        if place.concept not in concepts.names:
            raise TableError(FILE, place.concept, "is no concept")
    return Alarms(rows, places, concepts)


def _said(way: Condition, heard: Heard, near: int) -> bool:
    """Whether a way's concepts are said, undenied, near each other, and nothing refused stands beside them."""
    if any(group.isdisjoint(heard.spans) for group in way.needs):
        return False
    groups = [[span for name in group for span in heard.affirmed(name)] for group in way.needs]
    if not all(groups):
        return False
    groups.sort(key=len)
    refused = [span for name in way.refuses for span in heard.spans.get(name, ())]
    return any(
        all(any(_beside(anchor, span, near) for span in group) for group in groups[1:])
        and not any(_beside(anchor, span, near) for span in refused)
        for anchor in groups[0]
    )


def _beside(one: Span, other: Span, near: int) -> bool:
    return one.start - other.end < near and other.start - one.end < near
