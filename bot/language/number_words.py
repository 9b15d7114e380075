"""Numbers in words: `five sets`, `one thirty five`, `with the sixties`, `a single`."""

import msgspec

from bot.language.atoms import Atom
from bot.language.measures import one_amount
from bot.language.tokens import Token
from bot.language.words import COUNTS, FILLER, MARKS, TENS, UNITS

MOST_OF_FEW = 20  # `10 singles`


def number_word(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """Where the number in words at `i` ends, or 0."""
    token = tokens[i]
    if token.value and (j := _number_words(tokens, i, found)):
        return j
    if token.text == "twice" and _are_sets(tokens, i, found):
        found.append(Atom("sets", token.start, token.end, (2.0,), "twice"))
        return i + 1
    if token.text in TENS:
        found.append(Atom("ns", token.start, token.end, (TENS[token.text],), token.text))
        return i + 1
    if token.text in COUNTS and _counts(tokens, i):
        found.append(Atom("reps", token.start, token.end, (COUNTS[token.text],), token.text))
        return i + 1
    return 0


def _number_words(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`five sets`, `a hundred kilos`, `sets of five`: number words count where a number could stand."""
    total, part, j = 0.0, 0.0, i
    while (
        j < len(tokens) and tokens[j].kind == "word" and (tokens[j].value or (tokens[j].text == "and" and part >= 100))
    ):
        value = tokens[j].value
        part = _spoken(part, value)
        j += 1
    total += part
    if j < len(tokens) and tokens[j].text == "-" and tokens[j].tight:
        return 0
    unit = UNITS.get(tokens[j].text) if j < len(tokens) and tokens[j].kind == "word" else None
    before = found[-1].kind if found else ""
    times = j + 1 < len(tokens) and tokens[j].text in ("by", "x") and bool(tokens[j + 1].value)
    if times or (unit and unit != "other") or before in ("of", "x", "at", "for", "sets") or total >= 5:
        number = Token("number", "", min(total, 9999.0), tokens[i].start, tokens[j - 1].end, False)
        rest = [number, *tokens[j : j + 3]]
        kind, value, name, used = one_amount(rest, 0)
        found.append(Atom(kind, tokens[i].start, rest[used - 1].end, (value,), name))
        return j + used - 1
    return 0


def _spoken(part: float, value: float) -> float:
    """`two hundred` is 200, `one thirty five` 135, `thirty five` 35."""
    if value == 100:
        return max(part, 1.0) * 100
    return part * 100 + value if 1 <= part < 10 <= value else part + value


def _are_sets(tokens: list[Token], i: int, found: list[Atom]) -> bool:
    """`plank 30s each side twice`: not `twice a week`."""
    ends = i + 1 == len(tokens) or tokens[i + 1].kind in ("sign", "line")
    return ends and any(a.kind in ("time", "ns", "number", "reps") for a in found[-5:])


def _counts(tokens: list[Token], i: int) -> bool:
    """`a single at 140`, `for a triple`: not `single leg`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and (after.text in ("@", "at", "with", "of") or after.kind == "number"):
        return True
    ends = after is None or after.kind != "word" or after.text in FILLER or after.text in MARKS
    return i > 0 and tokens[i - 1].text in ("a", "for", "heavy", "top", "easy", "на") and ends


def sets_of_few(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`3 triples`: three sets of three."""
    before = found[-1] if found else None
    if before is None or before.kind != "number" or tokens[i].text not in COUNTS or not 1 < before.value <= MOST_OF_FEW:
        return 0
    j = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "-" else i + 1
    if j < len(tokens) and is_side(tokens[j]):
        return 0  # `3x15 single leg`
    found[-1] = msgspec.structs.replace(before, kind="sets")
    found.append(Atom("reps", tokens[i].start, tokens[i].end, (COUNTS[tokens[i].text],), tokens[i].text))
    return i + 1


def is_side(token: Token) -> bool:
    """Whether a word names a side of the body, as in `single leg`."""
    return token.kind == "word" and any(mark == "side" for _, mark in MARKS.get(token.text, ()))
