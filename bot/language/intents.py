"""Which message is what: a bare word of command, or the first row of intents.toml whose condition holds."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import msgspec

from bot.language.concepts import Concepts, Heard, fold
from bot.language.conditions import Sieve, condition
from bot.language.languages import heard_table
from bot.language.periods import Period
from bot.language.periods import period as period_told
from bot.language.reading import Reading
from bot.tables import TableError
from bot.training.diary import Lift

SPEAK = "speak "  # the command to speak a language is this and its code
FILE = "intents.toml"
BRIEF = 4
FEW_LEFT = 2  # words of a message that was all work else
LONGEST_LIST = 10  # words of a message that asks for a list
DENIABLE = ("skipped_it", "plan_strong", "next_up")  # not heard where they are denied: not going to squat

Label: TypeAlias = Literal[
    "log", "question", "plan_or_future", "not_done", "history", "next", "reminder", "undo", "correction", "profile",
    "repeat", "smalltalk", "help",
]  # fmt: skip


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way a message can be meant; `also`: what else to serve then."""

    name: Label
    when: tuple[str, ...]
    examples: tuple[str, ...]
    also: tuple[Label, ...] = ()


class Intents(msgspec.Struct, frozen=True):
    """What a message mainly is, what it is as well, and its command where it is a bare one."""

    main: Label
    also: tuple[Label, ...] = ()
    command: str = ""


class Looking(msgspec.Struct, frozen=True):
    """What of the past is asked: last, first, count, distance, when, bests, week or progress; of which period; the
    words that name its subject, and a number in it (when did I last do 100)."""

    kind: str
    period: str = ""
    subject: tuple[str, ...] = ()
    number: float | None = None
    days: Period | None = None


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a look back is told apart: kinds and periods by concept, words that ask for a list (history squat), and words
    that name no subject."""

    kinds: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    list: str
    lists: str
    plain: str


class Router:
    """The rows, ready to be asked."""

    def __init__(self, table: Mapping[str, Any], concepts: Concepts) -> None:
        known = concepts.names | set(table["signs"])
        self.rows = tuple(_row(raw) for raw in table["intent"])
        self._way_of = [row for row in self.rows for _ in row.when]
        ways = [condition(way, known, FILE, row.name) for row in self.rows for way in row.when]
        self._ways = Sieve(ways, common=table["signs"])
        self._commands: dict[str, str] = {}
        self._askable = frozenset(table["asked"]["commands"])
        self._about_it: dict[str, tuple[frozenset[str], ...]] = {
            name: tuple(frozenset(fold(w) for w in words) for words in (row["opens"], row["beside"]))
            for name, row in table["about_it"].items()
        }
        self._main: dict[str, Label] = table["intent_of_command"]
        for name, ways in table["commands"].items():
            self._order(name, ways)
        for code, ways in table["speak"].items():
            self._order(f"{SPEAK}{code}", ways)
            self._main[f"{SPEAK}{code}"] = "profile"
        self._history = msgspec.convert(table["history"], History)
        self._plain = frozenset(fold(self._history.plain).split())
        self._lists = frozenset(fold(self._history.lists).split())

    def _order(self, name: str, ways: Sequence[str]) -> None:
        for way in map(fold, ways):
            if self._commands.get(way, name) != name:
                raise TableError(FILE, name, f"'{way}' is also the command {self._commands[way]}")
            self._commands[way] = name

    def route(self, heard: Heard, work: bool | Reading) -> Intents:
        """What a message is, given what the reader of workouts found in it."""
        found = work if isinstance(work, bool) else bool(work.efforts or work.ask)
        command = self.command(heard)
        if command:
            return Intents(self._main[command], command=command)
        if self._lists_of_one(heard) and self._history.list in (heard.words[0], heard.words[-1]):
            return Intents("history")
        spoken = {*heard.spans, *signs(heard, found)}
        if _is_all_work(work):
            spoken.add("all_work")
        spoken -= {name for name in DENIABLE if not heard.affirmed(name)}
        for place, way in self._ways.possible(spoken):
            if way.holds(spoken):
                row = self._way_of[place]
                return Intents(row.name, tuple(a for a in row.also if a != row.name))
        return Intents("smalltalk")

    def command(self, heard: Heard) -> str:
        """The command that a bare word stands for, or nothing."""
        bare = _bare(heard)
        if bare not in self._commands and heard.words[:1] == ("/",) and not any(heard.numbers):
            bare = "".join(heard.words[1:2])  # a command of the menu, and words behind it
        asked = self._commands.get(bare.rstrip("? "), "") if bare.endswith("?") else ""
        return self._commands.get(bare) or (asked if asked in self._askable else "") or self._of_it(heard)

    def _of_it(self, heard: Heard) -> str:
        """`why so little`, `why only 2.5 kg again`: a bare word and small ones beside it, about what was said last."""
        for name, (opens, beside) in self._about_it.items():
            if heard.words and heard.words[0] in opens and len(heard.words) <= LONGEST_LIST:
                rest = zip(heard.words[1:], heard.numbers[1:], strict=True)
                if all(word in beside or number is not None for word, number in rest):
                    return name
        return ""

    def _lists_of_one(self, heard: Heard) -> bool:
        """`history squat`, `squat log`, `show me my squats`: few words, none a number, that end or begin with list."""
        if len(heard.words) > LONGEST_LIST:
            return False
        words = [word for word in heard.words if word not in self._plain or word in self._lists]
        if not 1 < len(words) <= BRIEF or any(number is not None for number in heard.numbers):
            return False
        return words[0] == self._history.list or words[-1] in self._lists

    def looking(self, heard: Heard, today: dt.date | None = None) -> Looking:
        """What a question about the athlete's own past asks for."""
        table = self._history
        kind = next((kind for kind, name in table.kinds if heard.has(name)), "last")
        if self._lists_of_one(heard) and kind in ("last", "when"):
            kind = "list"
        period = next((period for period, name in table.periods if heard.has(name)), "")
        subject = tuple(
            word
            for word, number in zip(heard.words, heard.numbers, strict=True)
            if number is None and word.isalpha() and word not in self._plain
        )
        number = next((n for n in heard.numbers if n is not None), None)
        days = period_told(heard, today) if today else None
        return Looking(kind, period, subject, None if days and days.dated else number, days)


def load_intents(concepts: Concepts) -> Router:
    """The rows of intents.toml, in their order."""
    return Router(heard_table(FILE), concepts)


def opens_asking(heard: Heard) -> bool:
    """Whether a message begins as a question."""
    return not _questions_at(heard).isdisjoint(heard.starts[:1])


def signs(heard: Heard, work: bool) -> frozenset[str]:
    """What else a row may ask for, beside concepts."""
    asking = _questions_at(heard)
    opening = not asking.isdisjoint(heard.starts[:1])
    asks = opening or heard.marked or heard.has("asks_plainly") or not asking.isdisjoint(heard.starts)
    found = {
        "work": work,
        "asks": asks,
        "opens_asking": opening,
        "star": heard.text.lstrip().startswith("*"),
        "wordless": not heard.words,
        "numbered": any(value is not None for value in heard.numbers),
        "brief": 0 < len(heard.words) <= BRIEF,
    }
    return frozenset(sign for sign, given in found.items() if given)


def _is_all_work(work: bool | Reading) -> bool:
    """Whether a message was read as work to a word or two, and each effort tells how much."""
    if isinstance(work, bool):
        return work
    if not work.efforts or work.ask or sum(len(note.split()) for note in work.notes) > FEW_LEFT:
        return False
    return all(e.sets if isinstance(e, Lift) else e.metres or e.seconds or (e.reps or 0) > 1 for e in work.efforts)


def _questions_at(heard: Heard) -> frozenset[int]:
    """Where clauses begin as questions, after words that only fill (so, hey, ok)."""
    beginnings = {s.start for name in ("asking", "asking_first") for s in heard.spans.get(name, ())}
    if not beginnings:
        return frozenset()
    fillers = {s.start: s.end for s in heard.spans.get("filler", ())}
    sure = beginnings - {s.start for s in heard.spans.get("not_asking", ())}
    found: set[int] = set()
    for start in heard.starts:
        place = start
        while place in fillers and place not in beginnings:
            place = fillers[place]
        if place in sure:
            found.add(start)
    return frozenset(found)


def _row(raw: dict[str, object]) -> Row:
    try:
        return msgspec.convert(raw, Row)
    except msgspec.ValidationError as error:
        raise TableError(FILE, str(raw.get("name")), str(error)) from error


def _bare(heard: Heard) -> str:
    return heard.text.strip().strip("/!.").strip()
