"""What a log says of the days to come: `squat 5x5 100, rest tomorrow` is done, and then something else."""

from functools import cache

import msgspec

from bot.language.day_words import next_words, single_days
from bot.language.languages import heard_as
from bot.language.silence import is_work
from bot.language.tokens import Token, normalised, split
from bot.language.words import plain

FILE = "coming_days.toml"
WORDS = ("rest", "instead", "coming", "next", "joins", "the_same")
_ENDS = frozenset({",", ";", ".", "!", "-", "(", ")", "&", "?", ":", "\n"})


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rest: frozenset[str]
    instead: frozenset[str]
    coming: frozenset[str]
    next: frozenset[str]
    joins: frozenset[str]
    the_same: frozenset[str]
    examples: list[str]
    plans: list[str]


@cache
def table() -> _Table:
    found = heard_as(FILE, _Table)
    return msgspec.structs.replace(found, **{name: frozenset(map(plain, getattr(found, name))) for name in WORDS})


@cache
def _days_and_what_comes() -> frozenset[str]:
    """The words of which a clause about a coming day has one; most messages have none."""
    return table().next | frozenset(single_days())


def parts_work(tokens: list[Token], first: int, end: int) -> bool:
    """`squat 3x5 100 and yesterday ran 5k`: a day past, from `first` to `end`, that begins other work behind work."""
    leads = first > 0 and (tokens[first - 1].text in _ENDS or tokens[first - 1].text in table().joins)
    return leads and is_work(tokens[:first]) and is_work(tokens[end:])


def without_coming_day(tokens: list[Token]) -> tuple[list[Token], tuple[tuple[int, int], ...]]:
    """A message without the clause that tells, after work, what another day will bring; and where that clause stood."""
    days = single_days()
    if _days_and_what_comes().isdisjoint([token.text for token in tokens]):
        return tokens, ()
    for place, token in enumerate(tokens):
        if token.text in days or (token.text in table().next and place and tokens[place - 1].text in next_words()):
            first, end = _clause(tokens, place)
            if _is_of_another_day(tokens, first, place, end) and is_work(tokens[:first]):
                said = next(i for i in range(first, end) if tokens[i].text not in table().joins)
                return tokens[:first] + tokens[end:], ((tokens[said].start, tokens[end - 1].end),)
    return tokens, ()


def told_of_now(text: str) -> str:
    """A message without what it tells of another day, after work; else as it is."""
    normal = normalised(text)
    _, clauses = without_coming_day(split(normal))
    for start, end in clauses:
        return f"{normal[:start].rstrip()} {normal[end:]}"
    return text


def _clause(tokens: list[Token], place: int) -> tuple[int, int]:
    """Where the words around a day begin, from the first that names something else to do, and end."""
    first = end = place
    while first and tokens[first - 1].kind == "word":
        first -= 1
    while end < len(tokens) and tokens[end].kind == "word":
        end += 1
    if first and tokens[first - 1].kind in ("number", "clock"):  # a unit, or what was lifted, may stand first
        first = next((i for i in range(first, place) if tokens[i].text in table().rest | table().joins), place)
    return first, end


def _is_of_another_day(tokens: list[Token], first: int, place: int, end: int) -> bool:
    """Something else is to be done, or nothing; of a weekday only where a word says that it is to come."""
    words = {token.text for token in tokens[first:end]}
    apart = first < place or (first > 0 and tokens[first - 1].text in _ENDS)  # else it may be the day of the work
    closed = end == len(tokens) or tokens[end].text in _ENDS
    to_come = single_days().get(tokens[place].text) != "weekday" or not words.isdisjoint(table().coming)
    something_else = not words.isdisjoint(table().rest | table().instead)
    return apart and closed and to_come and something_else and words.isdisjoint(table().the_same)
