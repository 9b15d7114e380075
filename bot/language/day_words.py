"""The words for days: what they say of a date, by languages."""

import datetime as dt
from functools import cache
from typing import TypeAlias

import msgspec

from bot.language.languages import heard_as
from bot.language.words import plain

FILE = "days.toml"
Names: TypeAlias = dict[str, list[str]]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    past: dict[str, Names]
    future: Names
    weekdays: dict[str, Names]
    months: dict[str, Names]
    last: Names
    next: Names
    ago: Names


@cache
def day_words() -> tuple[dict[tuple[str, ...], tuple[str, int]], int]:
    """By words: what kind of day word they are, and its number; and how many words the longest has."""
    table = heard_as(FILE, _Table)
    found: dict[tuple[str, ...], tuple[str, int]] = {}

    def index(names: Names, kind: str, value: int) -> None:
        for words in names.values():
            for word in words:
                found.setdefault(tuple(map(plain, word.split())), (kind, value))

    for days, names in table.past.items():
        index(names, "past", int(days))
    index(table.future, "future", 0)
    for number, names in enumerate(table.weekdays.values()):
        index(names, "weekday", number)
    for number, names in enumerate(table.months.values(), 1):
        index(names, "month", number)
    index(table.last, "last", 0)
    index(table.next, "next", 0)
    index(table.ago, "ago", 0)
    return found, max(map(len, found))


@cache
def first_words() -> frozenset[str]:
    """What a day word begins with."""
    return frozenset(words[0] for words in day_words()[0])


@cache
def single_days() -> dict[str, str]:
    """What names a weekday, or a day to come, in one word: "weekday" or "future"."""
    named = {words: kind for words, (kind, _) in day_words()[0].items() if kind in ("weekday", "future")}
    return {words[0]: kind for words, kind in named.items() if len(words) == 1}


@cache
def next_words() -> frozenset[str]:
    """`next` in every language."""
    return frozenset(words[0] for words, (kind, _) in day_words()[0].items() if kind == "next" and len(words) == 1)


def weekday(word: str) -> int | None:
    """The day of the week that a plain word names; Monday is 0."""
    kind, number = day_words()[0].get((word,), ("", 0))
    return number if kind == "weekday" else None


@cache
def weekday_names() -> tuple[tuple[str, int], ...]:
    """All weekdays in one word, with their numbers."""
    return tuple(
        (words[0], day) for words, (kind, day) in day_words()[0].items() if kind == "weekday" and len(words) == 1
    )


def month(word: str) -> int:
    """The month that a plain word names, or 0."""
    kind, number = day_words()[0].get((word,), ("", 0))
    return number if kind == "month" else 0


def date_in(year: int, month: int, day: int) -> dt.date | None:
    """That date, if the calendar has it."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
