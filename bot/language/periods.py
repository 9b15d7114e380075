"""Which days a question about the past is about: a week, a month, a year, or one day, as it is told."""

import datetime as dt

import msgspec

from bot.language import dates, tokens
from bot.language.concepts import Heard
from bot.language.day_words import month
from bot.language.words import plain


class Period(msgspec.Struct, frozen=True):
    """From the first day to the last, both in it. `dated`: numbers of the message are a date."""

    first: dt.date
    last: dt.date
    dated: bool = False


def period(heard: Heard, today: dt.date) -> Period | None:
    """The days that a message names, none of them ahead; None where it names none."""
    return _named(heard, today) or _month(heard, today) or _day(heard, today)


def _named(heard: Heard, today: dt.date) -> Period | None:
    monday, first = today - dt.timedelta(days=today.weekday()), today.replace(day=1)
    before = first - dt.timedelta(days=1)
    spans = (
        ("days_past", _days_past(heard, today), today),
        ("previous_week", monday - dt.timedelta(days=7), monday - dt.timedelta(days=1)),
        ("previous_month", before.replace(day=1), before),
        ("previous_year", dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 31)),
        ("this_week", monday, today),
        ("this_month", first, today),
        ("this_year", dt.date(today.year, 1, 1), today),
    )
    if heard.has("this_week") and heard.has("previous_week"):  # compared
        return Period(monday, today)
    return next((Period(start, end) for name, start, end in spans if heard.has(name)), None)


def _days_past(heard: Heard, today: dt.date) -> dt.date:
    """The first of "the last 10 days": today is the last."""
    spoken = heard.spans.get("days_past", ())
    count = next((n for s in spoken for n in heard.numbers[s.start : s.end] if n is not None), None)
    return today - dt.timedelta(days=int(count) - 1 if count and count >= 1 else 6)


def _month(heard: Heard, today: dt.date) -> Period | None:
    """ "in january": that month, the latest one that has begun; not "3 january"."""
    for place, word in enumerate(heard.words):
        number = month(plain(word))
        beside = heard.numbers[max(0, place - 1) : place + 2]
        if not number or any(n is not None for n in beside):
            continue
        year = today.year if number <= today.month else today.year - 1
        first = dt.date(year, number, 1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        return Period(first, min(last, today))
    return None


def _day(heard: Heard, today: dt.date) -> Period | None:
    told = dates.find(tokens.split(tokens.normalised(heard.text)), today)
    if told is None or told.day > today:
        return None
    return Period(told.day, told.day, dated=True)
