"""Numbers in a row: lists, ranges, scores."""

from bot.language.atoms import METRES, SECONDS, Atom
from bot.language.measures import metres_per, one_amount, unit_at
from bot.language.tokens import Token
from bot.language.words import FILLER, LABELLED, LAST, MARKS, PLAIN, UNITS

LEAST_SHARED = 30.0  # `60, 80, 100 x 5`: loads from here on share the reps after the last
_FROM = frozenset({"from", "desde", "von", "ab", "depuis"})  # `up from 80`: where it began, not a set
MOST_CARRIED = 5.0  # `7x45, 135, 185`: loads that share their reps; further apart it is another matter
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "next"})
SHORTEST_LISTED = 10.0  # metres of the last of several sprints: `20, 30, 40m`
ALIKE = 0.2  # share by which times in a row differ
_BEFORE_ANOTHER = frozenset({"@", "for"})  # `120 for 10, 140 for 8`
_NOT_IN_LIST = frozenset({"x", "*", "(", "%", ":"})


def numbers(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """An amount, or a list of numbers, at `i`."""
    kind, value, unit, j = one_amount(tokens, i)
    start = tokens[i].start
    if kind == "m" and _seconds_follow(tokens, j, value):
        kind, value, unit, j = "time", value * 60 + tokens[j].value, "minute", j + 2
    if kind == "m" and (per := metres_per(tokens, j))[0] and value < 20:
        found.append(Atom("pace", start, tokens[per[1] - 1].end, (value * 60 / per[0] * 1000,)))
        return per[1]
    if kind == "time" and found and found[-1].kind == "setting" and tokens[j - 1].text == "hr":
        found.append(Atom("number", start, tokens[i].end, (tokens[i].value,)))
        return i + 1  # `zone 2 hr 140`: a heart rate follows
    if kind == "number" and _unit_after_word(tokens, j):
        between = Atom("word", tokens[j].start, tokens[j].end, text=tokens[j].text)
        kind, value, unit, used = one_amount([tokens[i], *tokens[j + 1 : j + 6]], 0)
        j += used
        found.extend((Atom(kind, tokens[j - 1].start, tokens[j - 1].end, (value,), unit), between))
        return j
    if kind in ("number", "load") and found and found[-1].text in _FROM:
        found.append(Atom("other", start, tokens[j - 1].end, (value,), "from"))
        return j
    if kind != "number":
        found.append(Atom(kind, start, tokens[j - 1].end, (value,), unit))
        return j
    return _bare(tokens, i, j, value, found)


def _bare(tokens: list[Token], i: int, j: int, value: float, found: list[Atom]) -> int:
    """A number without a unit at `i`, up to `j`: a score, a range, one after a label, or the first of a list."""
    start = tokens[i].start
    if scored := _score(tokens, i, found):
        return scored
    if ranged := _range(tokens, value, j, start):
        found.append(ranged[0])
        return ranged[1]
    before = found[-1].kind if found else ""
    if before == "at" and j + 1 < len(tokens) and tokens[j].text == "," and _at_follows(tokens, j + 2):
        found.append(Atom("number", start, tokens[j - 1].end, (value,)))
        return j
    if (before == "at" and j < len(tokens) and tokens[j].kind == "number" and _at_follows(tokens, j + 1)) or (
        found and found[-1].text in LABELLED and not (j < len(tokens) and tokens[j].text == "x")
    ):
        kind = "other" if found[-1].text in LABELLED else "number"
        found.append(Atom(kind, start, tokens[j - 1].end, (value,)))
        return j
    values, unit, j = _list(tokens, value, j, before == "x")
    found.append(_listed(tokens, i, j, values, unit))
    return _each(tokens, j, found)


def _each(tokens: list[Token], j: int, found: list[Atom]) -> int:
    """`20ea`: what is glued to the last number; where it ends."""
    if j >= len(tokens) or not tokens[j].tight or tokens[j].text not in ("e", "ea", "ish"):
        return j
    if tokens[j].text != "ish":
        found.append(Atom("each_hand", tokens[j].start, tokens[j].end, text=tokens[j].text))
    return j + 1


def _listed(tokens: list[Token], i: int, j: int, values: tuple[float, ...], unit: str) -> Atom:
    """The atom of a list: of loads, reps or times where its last element has that unit, else of bare numbers."""
    start, end = tokens[i].start, tokens[j - 1].end
    if len(values) > 1 and unit in ("kg", "lb"):
        return Atom("load", start, end, values, unit)
    if len(values) > 1 and unit in ("reps", "ns", "time", "m"):
        return Atom(unit, start, end, values, "listed")
    return Atom("number" if len(values) == 1 else "list", start, end, values, unit, tight=tokens[i].tight)


def _unit_after_word(tokens: list[Token], j: int) -> bool:
    """`6 easy miles`, `20 hard minutes`, `3 heavy sets`."""
    if j + 1 >= len(tokens) or tokens[j].kind != "word":
        return False
    unit = UNITS.get(tokens[j + 1].text, "")
    if tokens[j].text not in PLAIN:
        known = tokens[j].text in UNITS or tokens[j].text in MARKS or tokens[j].text in FILLER
        return not known and unit in ("mile", "km") and len(tokens[j + 1].text) > 1
    if unit in ("rep", "set"):
        return tokens[j].text not in LAST and tokens[j].text not in _ORDINALS
    return unit in METRES or (unit in SECONDS and unit != "second")


def _at_follows(tokens: list[Token], j: int) -> bool:
    """`10@60, 8@70`, `8/8 @ 60, 8/8 @ 70`: what comes after the comma has its own load."""
    while j + 1 < len(tokens) and tokens[j].text == "/" and tokens[j + 1].kind == "number":
        j += 2
    return j < len(tokens) and tokens[j].text == "@" and tokens[j - 1].kind == "number"


def _seconds_follow(tokens: list[Token], j: int, minutes: float) -> bool:
    """`2m45s` and `2m 45s`; but `60m 8s` is a sprint."""
    if j >= len(tokens) or tokens[j].kind != "number" or unit_at(tokens, j + 1) not in ("s", "second"):
        return False
    return tokens[j].value == int(tokens[j].value) < 60 and (tokens[j].tight or minutes < 20)


def _score(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`7/10`, `2 out of 10`: a score, not work."""
    if i + 2 < len(tokens) and tokens[i + 1].text == "/" and tokens[i + 1].tight and tokens[i + 2].text == "10":
        after = tokens[i + 3].text if i + 3 < len(tokens) else ""
        counted = i + 3 < len(tokens) and tokens[i + 3].kind == "number"
        if (
            tokens[i].value < 10
            and after not in ("/", "x")
            and not counted
            and not (found and found[-1].kind in ("x", "rpe"))
        ):
            found.append(Atom("other", tokens[i].start, tokens[i + 2].end, (tokens[i].value,), "of ten"))
            return i + 3
    if i + 3 < len(tokens) and tokens[i + 1].text == "out" and tokens[i + 2].text == "of":
        found.append(Atom("other", tokens[i].start, tokens[i + 3].end, (tokens[i].value,), "out of"))
        return i + 4
    return 0


def _range(tokens: list[Token], low: float, j: int, start: int) -> tuple[Atom, int] | None:
    """`8-12 reps`, `75-80%`, `8 to 12`: a range is its lower end."""
    if j + 1 >= len(tokens) or tokens[j + 1].kind != "number":
        return None
    word = tokens[j].kind == "word" and tokens[j].text in ("to", "bis", "до")
    if not word and not (tokens[j].text == "-" and tokens[j].tight and tokens[j + 1].tight):
        return None
    kind, high, unit, end = one_amount(tokens, j + 1)
    number = tokens[j + 1].value
    if number <= low or (kind == "number" and not word):
        return None
    value = low * (high / number) if number else low
    said = "range" if kind == "load" else ""
    return Atom(kind, start, tokens[end - 1].end, (value,), unit if kind != "number" else "range", said), end


def _goes_on(values: list[float], value: float) -> bool:
    """Whether a number after a space belongs with those before: `100 5 5 5`, but `225 3` ends where `215` begins."""
    return len(values) < 2 or not (value >= 20 and value > 2 * values[-1] and values[0] > 2 * values[-1])


def _list(tokens: list[Token], first: float, j: int, after_x: bool) -> tuple[tuple[float, ...], str, int]:
    """The numbers that go on from `first`: `5,5,5`, `5/5/4`, `8-8-6`, `7+4`, `5 5 4`, `45, ", "`."""
    values, separator, end, unit, j0 = [first], "", j, "", j
    while True:
        k = j
        while k < len(tokens) and tokens[k].text in ("!", "ish") and tokens[k].tight:
            k += 1
        mark = tokens[k] if k < len(tokens) else None
        if mark is None or len(values) > 400:
            break
        if mark.kind == "number" and not mark.tight and separator in ("", " ") and _goes_on(values, mark.value):
            sign, k = " ", k - 1
        elif mark.kind == "sign" and mark.text in ",/-+" and separator in ("", mark.text):
            sign = mark.text
        else:
            break
        element = _element(tokens, k, sign, values, after_x)
        if element is None:
            break
        value, unit, j = element
        values.append(value)
        separator = sign
        end = j
        if unit:
            break
    if after_x and separator == "," and max(values) > MOST_CARRIED * min(values):
        return (first,), "", j0
    if after_x and separator == "," and first == int(first) and all(v % 0.5 for v in values[1:]):
        return (first,), "", j0
    if after_x and separator == "," and unit in ("ns", "time"):
        return (first,), "", j0
    if after_x and separator == " " and (len(values) < 3 or max(values) > 2 * min(values)):
        return (first,), "", j0
    return _closed(tuple(values), separator, unit, end)


def _closed(values: tuple[float, ...], separator: str, unit: str, end: int) -> tuple[tuple[float, ...], str, int]:
    if separator == "-" and len(values) == 2 and values[0] < values[1]:
        return values[:1], unit or "range", end
    return values, unit or separator, end


def _element(
    tokens: list[Token], k: int, sign: str, values: list[float], after_x: bool
) -> tuple[float, str, int] | None:
    """The next number of a list after the separator at `k`: its value, the unit that closes the list, and its end."""
    n = k + 1
    if n >= len(tokens):
        return None
    token = tokens[n]
    if token.text == '"' and sign == ",":
        return values[-1], "", n + 1
    if token.kind != "number" or (sign in "/-+" and not (token.tight and tokens[k].tight)):
        return None
    kind, value, unit, j = one_amount(tokens, n)
    after = tokens[j] if j < len(tokens) else None
    similar = bool(values[-1]) and 0.4 <= value / values[-1] <= 2.5
    if kind in ("ns", "time") and after is not None and any(m == "rest" for _, m in MARKS.get(after.text, ())):
        return None
    if kind in ("load", "reps", "ns", "time") or (kind == "m" and value >= SHORTEST_LISTED):
        apart = sign == " " or not (similar or sign in "/-+") or (kind == "time" and unit != "second")
        if apart or (sign == "-" and len(values) == 1 and value > values[0]):
            return None
        return value, unit if kind == "load" else kind, j
    if kind != "number":
        return None
    if sign == " " and len(values) > 1 and value % 1 and abs(value - values[-1]) <= ALIKE * value:
        return value, "", j  # `7.32 7.28 7.30 (spikes)`
    shared = sign == "," and len(values) > 1 and similar and not after_x and value > LEAST_SHARED
    if after is None or (shared and after.text == "x") or not _begins_another(token, after, sign, similar):
        return value, "", j
    return None


def _begins_another(token: Token, after: Token, sign: str, similar: bool) -> bool:
    """Whether a number is no part of the list before it, as what follows shows: `…, 10 squats`, `5, 105x3`."""
    if sign == "," and after.text == "-" and after.tight:
        return True
    if sign == ",":
        if not similar and (after.text in _BEFORE_ANOTHER or (after.kind == "number" and not after.tight)):
            return True
        if after.text in PLAIN or any(mark in ("then", "and") for _, mark in MARKS.get(after.text, ())):
            return False
    elif sign == "+":
        return after.kind == "word" and any(mark == "negative" for _, mark in MARKS.get(after.text, ()))
    elif sign == " " and after.text in (",", "-", "/") and after.tight:
        return True
    elif sign in "/-":
        return False
    return after.text in _NOT_IN_LIST or (after.kind == "word" and not _closes(after, token))


def _closes(word: Token, element: Token) -> bool:
    """Whether a word after the last number belongs to the list (a mark, `5,4 felt good`), not to a new exercise."""
    if element.tight or word.text in ("w", "with", "in", "but") or (word.tight and word.text in ("e", "ea", "ish")):
        return True
    return any(
        m in ("at", "rpe", "rir", "each_hand", "per_side", "for", "failed", "warmup", "rest")
        for _, m in MARKS.get(word.text, ())
    )
