"""Short answers to a reminder: "later", "19:30", "in 2h", "later 20:30", "tomorrow", "skip"; nothing else is one."""

import datetime as dt
from functools import cache
from typing import Literal

import msgspec

from bot.language.languages import heard_as
from bot.language.tokens import Token, normalised, split

FILE = "putting_off.toml"
LONGEST = 40  # characters; what says more is about something else
MOST_MINUTES = 12 * 60


class PutOff(msgspec.Struct, frozen=True):
    """When to come again: in so many minutes, at a time (`half`: it may be of the afternoon), or what else to do."""

    what: Literal["", "later", "tomorrow", "skip"] = ""
    minutes: int = 0
    time: dt.time | None = None
    half: bool = False


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    later: list[str]
    begins: list[str]
    filler: list[str]
    lapse: frozenset[str]
    minutes: list[str]
    hours: list[str]
    half: list[str]
    am: list[str]
    pm: list[str]
    tomorrow: list[str]
    skip: list[str]
    warm_ups: list[str]
    without: list[str]


@cache
def _table() -> _Table:
    return heard_as(FILE, _Table)


@cache
def _openings() -> tuple[str, ...]:
    """What may stand before a moment, the longest first, each with the space behind it."""
    return tuple(f"{words} " for words in sorted([*_table().later, *_table().begins], key=len, reverse=True))


def put_off(text: str) -> PutOff | None:
    """What a message asks for that says nothing but when; None for anything else."""
    if len(text) > LONGEST:
        return None
    tokens = [token for token in split(normalised(text)) if token.text not in ".,!?"]
    said = " ".join(token.text for token in tokens)
    table = _table()
    if said in table.tomorrow:
        return PutOff("tomorrow")
    if said in table.skip:
        return PutOff("skip")
    if said in table.later:
        return PutOff("later")
    begins = next((words for words in _openings() if said.startswith(words)), "")
    rest = tokens[len(begins.split()) :]
    fillers = 0
    while fillers < len(rest) and rest[fillers].text in table.filler:
        fillers += 1
    told = [token.text for token in rest[:fillers]]
    return _moment(
        rest[fillers:], later=bool(begins) or bool(told), lapse="in" in told or "for" in told or bool(begins)
    )


def warm_ups_wanted(text: str) -> bool | None:
    """Whether reminders are to name the sets to warm up with; None for anything else."""
    if len(text) > LONGEST:
        return None
    words = [token.text for token in split(normalised(text)) if token.text not in ".,!?-"]
    plain = [word for word in words if word not in _table().without and word != "on"]
    if " ".join(plain) not in _table().warm_ups:
        return None
    return not any(word in _table().without for word in words)


def _moment(tokens: list[Token], *, later: bool, lapse: bool) -> PutOff | None:
    """A clock time, or a number with its unit; a bare number only after "later" or "at"."""
    table = _table()
    words = [token.text for token in tokens]
    while words and words[-1] in table.filler:
        words.pop()
    if words and words[0] in table.half and len(words) <= 3 and words[-1] in table.hours:
        return PutOff(minutes=30)
    if lapse and len(words) == 1 and words[0] in table.hours:
        return PutOff(minutes=60)
    if not words or len(words) > 2:
        return None
    first, unit = tokens[0], words[1] if len(words) == 2 else ""
    if first.kind == "number" and unit in (*table.minutes, *table.hours) and lapse:
        minutes = round(first.value * (60 if unit in table.hours else 1))
        return PutOff(minutes=minutes) if 0 < minutes <= MOST_MINUTES else None
    if unit not in ("", *table.am, *table.pm) or (first.kind == "number" and not unit and not later):
        return None
    return _time(first, unit)


def _time(token: Token, unit: str) -> PutOff | None:
    table = _table()
    if token.kind == "clock" and token.text.count(":") == 1:
        hour, minute = (int(part) for part in token.text.split(":"))
    elif token.kind == "number" and token.value == int(token.value):
        hour, minute = int(token.value), 0
    else:
        return None
    if unit and not 1 <= hour <= 12:
        return None
    if unit in table.pm or unit in table.am:
        hour = hour % 12 + (12 if unit in table.pm else 0)
    return PutOff(time=dt.time(hour, minute), half=not unit) if hour < 24 and minute < 60 else None
