"""A message about a plan as marks: its days, dates, clock times, spans and the few words that tie them together."""

import datetime as dt
from functools import cache
from typing import TypeAlias

import msgspec
from rapidfuzz.distance import OSA

from bot.language.day_words import date_in, month, weekday, weekday_names
from bot.language.languages import heard_as
from bot.language.tokens import Token, normalised, split
from bot.language.words import plain

FILE = "plans.toml"
Languages: TypeAlias = dict[str, list[str]]
HOURS_A_DAY, MINUTES_AN_HOUR, NOON = 24, 60, 12
MISSPELT = 2  # changes of letters to a weekday's name, of this length and the same first letter
LONG_NAME = 6
OPENS_A_TIME = frozenset({"at", "to", "until", "before", "after", "from", "change", "it", "and", "quiet"})
HAS_A_TIME = frozenset({"day", "weekdays", "weekends", "daily", "today", "tomorrow", "date", "span", "part"})
FARTHEST_YEARS = 10  # no plan speaks of a day further away
BETWEEN = frozenset({"day", "clock", "date", "month"})


class Part(msgspec.Struct, frozen=True):
    words: list[str]
    time: str
    later: bool


class Shape(msgspec.Struct, frozen=True):
    """What a clause may look like; each example is one."""

    name: str
    shape: list[str]
    examples: list[str]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, Languages]
    counts: dict[str, float]
    turns: dict[str, int]
    spans: dict[str, int]
    parts: dict[str, Part]
    shape: list[Shape]


class Mark(msgspec.Struct, frozen=True):
    """One piece of meaning. `value`: a weekday, minutes of a clock time or a span, a count; `day` a date; `told`: as
    it was written; `loose`: a weekday in the singular, or an hour that may be before or after noon."""

    kind: str
    told: str
    value: float = 0
    day: dt.date | None = None
    loose: bool = False


@cache
def table() -> Table:
    return heard_as(FILE, Table)


@cache
def _phrases() -> tuple[dict[tuple[str, ...], tuple[str, float, bool]], int]:
    """By phrase: its kind, its value, and whether hours beside it are after noon."""
    known = table()
    found: dict[tuple[str, ...], tuple[str, float, bool]] = {}

    def add(phrase: str, kind: str, value: float = 0, later: bool = False) -> None:
        found.setdefault(tuple(plain(word) for word in phrase.split()), (kind, value, later))

    for kind, languages in known.words.items():
        for phrases in languages.values():
            for phrase in phrases:
                add(phrase, kind)
    for part in known.parts.values():
        at = dt.time.fromisoformat(part.time)
        for phrase in part.words:
            add(phrase, "part", at.hour * MINUTES_AN_HOUR + at.minute, part.later)
    for word, minutes in known.spans.items():
        add(word, "span", minutes)
    return found, max(map(len, found))


@cache
def _openings(kind: str = "") -> frozenset[str]:
    """The words that phrases begin with, or those of one kind."""
    return frozenset(phrase[0] for phrase, hit in _phrases()[0].items() if kind in ("", hit[0]))


@cache
def _behind_hours(kind: str) -> frozenset[str]:
    return frozenset(plain(word) for words in table().words[kind].values() for word in words)


def marks(text: str, today: dt.date) -> list[Mark]:
    """The marks of a message in their order; what is nothing of the kind is a mark called unread. Where no reminder is
    named, the first of those is the last: the message is about something else."""
    tokens = split(normalised(text))
    reminds = not _openings("remind").isdisjoint([plain(token.text) for token in tokens])
    return _Marker(tokens, today).read(to_the_end=reminds)


class _Marker:
    """Goes once over the tokens; each step reads one mark or passes over a sign."""

    def __init__(self, tokens: list[Token], today: dt.date) -> None:
        self._tokens, self._today = tokens, today
        self._found: list[Mark] = []
        self._place = 0

    def read(self, *, to_the_end: bool) -> list[Mark]:
        while self._place < len(self._tokens) and (to_the_end or self._last() != "unread"):
            token = self._tokens[self._place]
            match token.kind:
                case "number":
                    self._number(token)
                case "clock":
                    self._clock(token.text, *divmod(int(token.value), MINUTES_AN_HOUR), length=1)
                case "word":
                    self._word(token)
                case _:
                    self._sign(token)
        return self._found

    def _ahead(self, steps: int) -> Token | None:
        place = self._place + steps
        return self._tokens[place] if place < len(self._tokens) else None

    def _text(self, steps: int) -> str:
        token = self._ahead(steps)
        return plain(token.text) if token else ""

    def _add(self, mark: Mark, length: int) -> None:
        self._found.append(mark)
        self._place += length

    def _last(self) -> str:
        return self._found[-1].kind if self._found else ""

    def _sign(self, token: Token) -> None:
        if token.text == "-" and self._last() in BETWEEN:
            self._add(Mark("to", "-"), 1)
        elif token.text in (",", ";", "&", "/", "+", "\n"):
            self._add(Mark("and", token.text), 1)
        elif token.text in ".!?":
            self._place += 1
        else:
            self._add(Mark("unread", token.text), 1)

    def _number(self, token: Token) -> None:
        if self._date(token):
            return
        after = self._text(1)
        if after == ":" and self._text(2).isdigit():
            self._add(Mark("wrong_time", f"{token.text}:{self._text(2)}"), 3)
        elif (after in table().spans and after != "h") or (after in table().turns):
            self._add(Mark("count", token.text, token.value), 1)
        elif after in ("st", "nd", "rd", "th") and self._last() == "every":
            self._add(Mark("turn", token.text, token.value), 2)
        elif self._half_day(1) or self._last() in OPENS_A_TIME | HAS_A_TIME:
            hour, minute = _hour_and_minute(token.text)
            self._clock(token.text, hour, minute, length=1)
        else:
            self._add(Mark("unread", token.text), 1)

    def _half_day(self, steps: int) -> str:
        return next((kind for kind in ("am", "pm", "oclock") if self._text(steps) in _behind_hours(kind)), "")

    def _clock(self, told: str, hour: int, minute: int, length: int) -> None:
        """A clock time, with am or pm behind it; an hour up to noon without either is loose."""
        half = self._half_day(length)
        if half:
            told += f" {self._text(length)}" if half == "oclock" else half
        if half == "pm" and hour < NOON:
            hour += NOON
        if half == "am" and hour == NOON:
            hour = 0
        bare = ":" not in told and half in ("", "oclock") and not told.startswith("0")
        valid = hour < HOURS_A_DAY and minute < MINUTES_AN_HOUR
        mark = Mark("clock", told, hour * MINUTES_AN_HOUR + minute, loose=bare and 0 < hour <= NOON)
        self._add(mark if valid else Mark("wrong_time", told), length + bool(half))

    def _date(self, token: Token) -> bool:
        """`2026-12-05`, `5 december`, `5. dezember`, `3 to 10 august`."""
        parts = [self._ahead(n) for n in range(5)]
        if len(token.text) == 4 and all(parts) and [p.text for p in parts[1::2] if p] == ["-", "-"]:
            year, number, day = (int(p.value) for p in parts[::2] if p)
            return self._dated(date_in(year, number, day), token.text, 5)
        steps = 2 if self._text(1) in ("st", "nd", "rd", "th", ".") else 1
        steps += self._text(steps) in ("of", "de")
        if number := month(self._text(steps)):
            return self._with_year(number, token, steps + 1)
        ties = self._text(steps) in ("to", "-", "until", "bis", "al")
        if ties and month(self._text(steps + 2)):
            return self._dated(self._coming(month(self._text(steps + 2)), int(token.value)), token.text, steps)
        return False

    def _with_year(self, number: int, day: Token, length: int) -> bool:
        """A day of a month, in the year behind it or else the coming one."""
        year = self._ahead(length)
        if year and len(year.text) == 4 and year.text.startswith("20"):
            told = f"{day.text} {self._text(length - 1)} {year.text}"
            return self._dated(date_in(int(year.value), number, int(day.value)), told, length + 1)
        return self._dated(self._coming(number, int(day.value)), day.text, length)

    def _coming(self, number: int, day: int) -> dt.date | None:
        this_year = date_in(self._today.year, number, day)
        return this_year if this_year and this_year >= self._today else date_in(self._today.year + 1, number, day)

    def _dated(self, day: dt.date | None, told: str, length: int) -> bool:
        near = day is not None and abs(day.year - self._today.year) <= FARTHEST_YEARS
        self._add(Mark("date", told, day=day) if near else Mark("wrong_day", told), length)
        return True

    def _word(self, token: Token) -> None:
        word = plain(token.text)
        if self._month(word) or self._count(word):
            return
        phrases, longest = _phrases()
        for length in range(longest if word in _openings() else 0, 0, -1):
            words = tuple(self._text(n) for n in range(length))
            if hit := phrases.get(words):
                kind, value, later = hit
                self._add(Mark(kind, " ".join(words), value, loose=later), length)
                return
        number, plural = _weekday(word)
        if number is not None:
            self._add(Mark("day", token.text, number, loose=not plural), 1)
        else:
            self._add(Mark("wrong_day" if self._last() == "every" else "unread", token.text), 1)

    def _month(self, word: str) -> bool:
        """A month, or with a number behind it a date: `5 december` the other way round."""
        number = month(word)
        if not number:
            return False
        after = self._ahead(1)
        if after and after.kind == "number" and after.value == int(after.value) and after.value <= 31:
            length = 3 if self._text(2) in ("st", "nd", "rd", "th") else 2
            return self._dated(self._coming(number, int(after.value)), f"{word} {after.text}", length)
        self._add(Mark("month", word, number), 1)
        return True

    def _count(self, word: str) -> bool:
        """A number in words before a span of time, or which day of a series."""
        if word in table().turns and self._last() == "every":
            self._add(Mark("turn", word, table().turns[word]), 1)
            return True
        follows = self._text(1)
        if word in table().counts and (follows in table().spans or follows in table().counts or follows == "of"):
            self._add(Mark("count", word, table().counts[word]), 1)
            return True
        return False


def _hour_and_minute(written: str) -> tuple[int, int]:
    """7, 18.30, 1830."""
    whole, _, rest = written.partition(".")
    if len(whole) == 4 and not rest:
        return int(whole[:2]), int(whole[2:])
    return int(whole or 0), int(rest.ljust(2, "0")[:2]) if rest else 0


def _weekday(word: str) -> tuple[int | None, bool]:
    """The weekday of a word, misspelt by little, and whether it is in the plural: every such day."""
    found = weekday(word)
    if found is not None:
        return found, False
    if word.endswith("s") and (found := weekday(word[:-1])) is not None:
        return found, True
    if len(word) < LONG_NAME:
        return None, False
    names = [(name, number) for name, number in weekday_names() if len(name) >= LONG_NAME and name[0] == word[0]]
    near = [(OSA.distance(word.rstrip("s"), name), number) for name, number in names]
    distance, number = min(near, default=(MISSPELT + 1, 0))
    return (number, word.endswith("s")) if distance <= MISSPELT else (None, False)
