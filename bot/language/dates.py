"""Which day a message speaks of: `yesterday`, `mon`, `12 Nov`, `2026-01-30`, `9/9/15`; asked where it is unclear."""

import datetime as dt

import msgspec

from bot.language.day_words import day_words, first_words
from bot.language.tokens import Token
from bot.language.words import UNITS

_NO_DATE = frozenset({"x", "@", "(", ")", "kg", "lb", "lbs", "min", "km", "m", "s"})
_BEFORE_A_DATE = frozenset({"on", "am", "vom", "el", "le", "date", "log"})
_COUNTED = frozenset({"rep", "kg", "lb"})  # `12/11/10 reps`
LATEST_CENTURY = 2000
LONGEST_AGO = 400  # days that "ago" may reach back


class Day(msgspec.Struct, frozen=True):
    """A day that is told, or two that it may be; `first` and `end` the tokens that tell it."""

    day: dt.date
    first: int
    end: int
    other: dt.date | None = None
    future: bool = False


def find(tokens: list[Token], today: dt.date) -> Day | None:
    """The first day that the tokens tell."""
    begins = first_words()
    for i, token in enumerate(tokens):
        if token.kind == "number":
            if i + 1 >= len(tokens) or tokens[i + 1].text in _NO_DATE:
                continue
            day = _numeric(tokens, i, today) or _with_month(tokens, i, today) or _ago(tokens, i, today)
        elif token.kind == "word" and token.text in begins:
            day = _named(tokens, i, today)
        else:
            continue
        if day:
            return day
    return None


def _look(tokens: list[Token], i: int) -> tuple[str, int, int] | None:
    """Kind, value and end of the longest day word at `i`."""
    found, longest = day_words()
    words: list[str] = []
    best: tuple[str, int, int] | None = None
    for j in range(i, min(i + longest, len(tokens))):
        if tokens[j].kind != "word":
            break
        words.append(tokens[j].text)
        hit = found.get(tuple(words))
        if hit:
            best = (*hit, j + 1)
    return best


def _named(tokens: list[Token], i: int, today: dt.date) -> Day | None:
    hit = _look(tokens, i)
    if hit is None:
        return None
    kind, value, end = hit
    if kind == "past":
        return Day(today - dt.timedelta(days=value), i, end)
    if kind == "weekday":
        return Day(today - dt.timedelta(days=(today.weekday() - value) % 7 or 7 * (value != today.weekday())), i, end)
    if kind in ("last", "next") and (after := _look(tokens, end)) and after[0] == "weekday":
        back = (today.weekday() - after[1]) % 7
        if kind == "next":
            return Day(today + dt.timedelta(days=7 - back), i, after[2], future=True)
        return Day(today - dt.timedelta(days=back or 7), i, after[2])
    if kind == "month" and end < len(tokens) and tokens[end].kind == "number":
        return _month_day(tokens, i, value, tokens[end], _after_ordinal(tokens, end + 1), today)
    return None


def _with_month(tokens: list[Token], i: int, today: dt.date) -> Day | None:
    """`12 Nov`, `12th of November 2025`."""
    j = _after_ordinal(tokens, i + 1)
    if (j < len(tokens) and tokens[j].text in ("of", "de")) or (j < len(tokens) and tokens[j].text == "."):
        j += 1
    hit = _look(tokens, j) if j < len(tokens) else None
    if hit is None or hit[0] != "month":
        return None
    return _month_day(tokens, i, hit[1], tokens[i], hit[2], today)


def _after_ordinal(tokens: list[Token], j: int) -> int:
    return j + 1 if j < len(tokens) and tokens[j].text in ("st", "nd", "rd", "th") and tokens[j].tight else j


def _month_day(tokens: list[Token], first: int, month: int, day: Token, end: int, today: dt.date) -> Day | None:
    year = None
    if end < len(tokens) and tokens[end].text == "," and end + 1 < len(tokens) and _is_year(tokens[end + 1]):
        year, end = int(tokens[end + 1].value), end + 2
    elif end < len(tokens) and _is_year(tokens[end]) and not (end + 1 < len(tokens) and tokens[end + 1].text == "x"):
        year, end = int(tokens[end].value), end + 1
    found = _date(year, month, day.value, today)
    return Day(found, first, end) if found else None


def _is_year(token: Token) -> bool:
    return token.kind == "number" and len(token.text) == 4 and 1990 <= token.value <= 2100


def _ago(tokens: list[Token], i: int, today: dt.date) -> Day | None:
    """`2 days ago`."""
    if i + 2 >= len(tokens) or tokens[i].value > LONGEST_AGO or UNITS.get(tokens[i + 1].text) != "other":
        return None
    hit = _look(tokens, i + 2)
    unit = 7 if tokens[i + 1].text.startswith(("week", "woche", "semana")) else 1
    if (
        hit is None
        or hit[0] != "ago"
        or not tokens[i + 1].text.startswith(("day", "week", "tag", "dia", "jour", "woche", "semana"))
    ):
        return None
    return Day(today - dt.timedelta(days=int(tokens[i].value) * unit), i, hit[2])


def _numeric(tokens: list[Token], i: int, today: dt.date) -> Day | None:
    """`2026-01-30`, `30.1.2026`, `9/9/15`, and `7/22` before a name at the beginning of a line."""
    if i + 2 >= len(tokens) or ("." in tokens[i].text):
        return _dotted_day(tokens, i, today)
    sign, second = tokens[i + 1], tokens[i + 2]
    if sign.text not in "/-." or not sign.tight or second.kind != "number" or not second.tight:
        return None
    if i > 0 and tokens[i].tight and tokens[i - 1].kind != "line":
        return None
    third = tokens[i + 4] if i + 4 < len(tokens) and tokens[i + 3].text == sign.text and tokens[i + 3].tight else None
    if third and third.kind == "number" and third.tight and "." not in third.text:
        if i + 5 < len(tokens) and (
            (tokens[i + 5].text == sign.text and tokens[i + 5].tight) or UNITS.get(tokens[i + 5].text) in _COUNTED
        ):
            return None
        if len(tokens[i].text) < 4 and len(third.text) < 4 and not _stands_free(tokens, i):
            return None
        return _three(tokens, i, (tokens[i], second, third), today)
    if sign.text == "/" and _begins_line(tokens, i):
        return _two(i, tokens[i].value, second.value, today)
    return None


def _dotted_day(tokens: list[Token], i: int, today: dt.date) -> Day | None:
    """`30.1.2026` or `30.01.`: the tokeniser reads `30.1` as one number."""
    token = tokens[i]
    whole, dot, rest = token.text.partition(".")
    if not dot or not whole or i + 1 >= len(tokens):
        return None
    after = tokens[i + 1]
    if after.kind == "number" and after.tight and after.text.startswith(".") and len(after.text) in (3, 5):
        year = int(after.text[1:])
        found = _date(year + (LATEST_CENTURY if year < 100 else 0), int(rest), float(whole), today)
        return Day(found, i, i + 2) if found else None
    if (
        after.text == "."
        and after.tight
        and i + 2 < len(tokens)
        and tokens[i + 2].kind == "number"
        and tokens[i + 2].tight
        and len(tokens[i + 2].text) in (2, 4)
    ):
        year = int(tokens[i + 2].value)
        found = _date(year + (LATEST_CENTURY if year < 100 else 0), int(rest), float(whole), today)
        return Day(found, i, i + 3) if found else None
    if (
        after.text == "."
        and after.tight
        and len(rest) <= 2
        and (i == 0 or tokens[i - 1].kind == "line" or tokens[i - 1].text in _BEFORE_A_DATE)
    ):
        found = _date(None, int(rest), float(whole), today)
        return Day(found, i, i + 2) if found else None
    return None


def _stands_free(tokens: list[Token], i: int) -> bool:
    """Not right after a word: `curl 12/10/10` are reps."""
    if not i:
        return True
    before = tokens[i - 1]
    return before.kind != "word" or before.text in _BEFORE_A_DATE


def _begins_line(tokens: list[Token], i: int) -> bool:
    """At the beginning of a line and before a name: there `7/22` is a date; after a name `10/8` are reps."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 3] if i + 3 < len(tokens) else None
    if (
        before is not None
        and before.kind != "line"
        and not (before.text in "-*(" and (i == 1 or tokens[i - 2].kind == "line"))
    ):
        return False
    return (
        after is None
        or after.kind in ("line",)
        or (after.kind == "word" and after.text not in UNITS)
        or after.text in "-:,)"
    )


def _three(tokens: list[Token], i: int, parts: tuple[Token, Token, Token], today: dt.date) -> Day | None:
    a, b, c = parts
    if any("." in p.text for p in parts):
        return None
    if len(a.text) == 4:
        found = _date(int(a.value), int(b.value), c.value, today)
        return Day(found, i, i + 5) if found else None
    if len(c.text) not in (2, 4) or len(a.text) > 2 or len(b.text) > 2:
        return None
    year = int(c.value) + (LATEST_CENTURY if len(c.text) == 2 else 0)
    if tokens[i + 1].text == "-" and len(c.text) == 2:
        return None
    by_month = _date(year, int(a.value), b.value, today)
    by_day = _date(year, int(b.value), a.value, today)
    return _one_or_both(by_month, by_day, i, i + 5, today)


def _two(i: int, a: float, b: float, today: dt.date) -> Day | None:
    by_month = _date(None, int(a), b, today)
    by_day = _date(None, int(b), a, today)
    return _one_or_both(by_month, by_day, i, i + 3, today)


def _one_or_both(one: dt.date | None, two: dt.date | None, first: int, end: int, today: dt.date) -> Day | None:
    if one and two and one != two:
        in_time = [day for day in (one, two) if day <= today]
        if len(in_time) == 1:
            return Day(in_time[0], first, end)
        return Day(one, first, end, other=two)
    found = one or two
    return Day(found, first, end) if found else None


def _date(year: int | None, month: int, day: float, today: dt.date) -> dt.date | None:
    """The date, in the year told or the latest that makes it past."""
    try:
        if year is not None:
            return dt.date(year, month, int(day))
        found = dt.date(today.year, month, int(day))
        return found if found <= today + dt.timedelta(days=1) else dt.date(today.year - 1, month, int(day))
    except (ValueError, OverflowError):
        return None
