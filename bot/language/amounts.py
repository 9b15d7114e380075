"""Tokens to atoms: a number with its unit is one amount, numbers in a row are one list, a phrase is one mark."""

import msgspec

from bot.language.tokens import Token
from bot.language.words import COUNTS, DISTANCES, DURATIONS, MARKS, PLAIN, UNITS
from bot.training.quantities import METRES_PER_MILE

METRES = {"km": 1000.0, "mile": METRES_PER_MILE, "metre": 1.0, "yard": 0.9144, "foot": 0.3048}
SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
SPEEDS = {"kmh": 1000.0, "mph": METRES_PER_MILE}
_TIGHT_ONLY = frozenset(
    {"w", "g", "c", "f", "in", "st", "nd", "rd", "th", "er", "do", "r", "a", "eme", "h", "e", "s", "с", "г", "k", "#"}
)
_BEFORE_A_NUMBER = frozenset({"of", "for", "in", "at"})
_TIMES_WORDS = frozenset({"times", "mal", "fois", "veces", "vezes"})
_SIGNS = {
    "x": "x", "*": "x", "@": "at", "(": "(", "[": "(", ")": ")", "]": ")", ",": ",", ";": ";", ".": ".", "/": "/", "+": "+",
    ">": ">", "-": "-", ":": ":", '"': '"', "?": "?", "=": ":", "|": ";", "&": "and", "%": "%", "\\": "/",
}  # fmt: skip
_NOT_IN_LIST = frozenset({"x", "*", "(", "%", ":"})


class Atom(msgspec.Struct, frozen=True, gc=False):
    """`kind` as rows of notation name it; `values` of an amount in kg/lb as written, metres or seconds; `unit` as
    written or how numbers are listed; `start` and `end` in the normalised text."""

    kind: str
    start: int
    end: int
    values: tuple[float, ...] = ()
    unit: str = ""
    text: str = ""
    tight: bool = False
    spaced: bool = False

    @property
    def value(self) -> float:
        return self.values[0]


def atoms(tokens: list[Token]) -> list[Atom]:
    """The atoms of a message, in order."""
    found: list[Atom] = []
    i, end = 0, len(tokens)
    while i < end:
        token = tokens[i]
        kind = token.kind
        if kind == "word":
            i = _word(tokens, i, found)
        elif kind == "number":
            i = _numbers(tokens, i, found)
        elif kind == "clock":
            i = _clock(tokens, i, found)
        elif kind == "line":
            found.append(Atom("line", token.start, token.end))
            i += 1
        else:
            i = _sign(tokens, i, found)
    return _series(found)


def _sign(tokens: list[Token], i: int, found: list[Atom]) -> int:
    token = tokens[i]
    if token.text in "+-" and i + 1 < len(tokens) and tokens[i + 1].kind == "number" and tokens[i + 1].tight:
        before = found[-1] if found else None
        if not token.tight or (before and before.kind in ("(", "bodyweight", ",", "x", "at", ":", "line")):
            return _signed(tokens, i, found)
    kind = _SIGNS.get(token.text)
    if (
        token.text == "/"
        and not token.tight
        and i + 1 < len(tokens)
        and tokens[i + 1].kind == "word"
        and not tokens[i + 1].tight
    ):
        kind = "superset"
    if token.text == "*" and not _number_follows(tokens, i):
        return i + 1
    if token.text == "/" and i + 1 < len(tokens) and tokens[i + 1].tight and _is_side(tokens[i + 1]):
        found.append(Atom("per_side", token.start, tokens[i + 1].end, text=tokens[i + 1].text))
        return i + 2
    if kind == "x" and _begins_anew(tokens, i, found):
        found.append(Atom("gap", token.start, token.start))
    if kind == "x" and found and found[-1].kind == "x":
        return i + 1
    if kind:
        found.append(Atom(kind, token.start, token.end, tight=token.tight, text=token.text))
    return i + 1


def _number_follows(tokens: list[Token], i: int) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and (after.kind != "word" or after.text in UNITS or after.text in MARKS)


def _is_side(token: Token) -> bool:
    return token.kind == "word" and any(mark == "side" for _, mark in MARKS.get(token.text, ()))


def _begins_anew(tokens: list[Token], i: int, found: list[Atom]) -> bool:
    """`x5 x5 x5` is three sets: the sign is glued to what follows, and so was the one before."""
    if tokens[i].tight or i + 1 >= len(tokens) or not tokens[i + 1].tight or len(found) < 2 or found[-2].kind != "x":
        return False
    return not found[-2].tight and not (len(found) > 2 and found[-3].values)


def _signed(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`+35`, `-20kg`: a load added, or taken off."""
    kind, value, unit, j = _one(tokens, i + 1)
    if kind not in ("number", "load"):
        return i + 1
    how = "added" if tokens[i].text == "+" else "assisted"
    found.append(Atom("load", tokens[i].start, tokens[j - 1].end, (value,), unit, how))
    return j


def _word(tokens: list[Token], i: int, found: list[Atom]) -> int:
    token = tokens[i]
    text = token.text
    if token.value and (j := _number_words(tokens, i, found)):
        return j
    for table, kind in ((DISTANCES, "distance"), (DURATIONS, "time")):
        for phrase, value in table.get(text, ()):
            if _follows(tokens, i, phrase):
                j = i + len(phrase)
                found.append(Atom(kind, token.start, tokens[j - 1].end, (value,), "named", " ".join(phrase)))
                return j
    for words, mark in MARKS.get(text, ()):
        if _follows(tokens, i, words) and _stands(tokens, i + len(words), mark, words):
            j = i + len(words)
            found.append(Atom(mark, token.start, tokens[j - 1].end, text=" ".join(words), tight=token.tight))
            return j
    if (
        text in _TIMES_WORDS
        and found
        and found[-1].kind == "number"
        and i + 1 < len(tokens)
        and (tokens[i + 1].kind == "number" or tokens[i + 1].value)
    ):
        found.append(Atom("x", token.start, token.end, text="x"))
        return i + 1
    if text in COUNTS and _counts(tokens, i):
        found.append(Atom("reps", token.start, token.end, (COUNTS[text],), text))
        return i + 1
    if text == "w" and i + 1 < len(tokens) and tokens[i + 1].text == "/" and tokens[i + 1].tight:
        found.append(Atom("at", token.start, tokens[i + 1].end, text="w/"))
        return i + 2
    found.append(Atom("word", token.start, token.end, text=text, tight=token.tight))
    return i + 1


def _counts(tokens: list[Token], i: int) -> bool:
    """`a single at 140`, `for a triple`: not `single leg`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and (after.text in ("@", "at", "with", "of") or after.kind == "number"):
        return True
    return i > 0 and tokens[i - 1].text in ("a", "for") and (after is None or after.kind != "word")


def _follows(tokens: list[Token], i: int, phrase: tuple[str, ...]) -> bool:
    if len(phrase) == 1:
        return True
    if i + len(phrase) > len(tokens):
        return False
    return all(tokens[i + k].text == word and tokens[i + k].kind == "word" for k, word in enumerate(phrase))


def _stands(tokens: list[Token], j: int, mark: str, words: tuple[str, ...]) -> bool:
    """Small words are marks only beside a number: `at 80`, `3 sets of 10`; elsewhere they are words."""
    if mark not in _BEFORE_A_NUMBER:
        return True
    following = tokens[j] if j < len(tokens) else None
    if following is None:
        return False
    if following.kind in ("number", "clock") or following.value:
        return True
    return (
        mark == "at" and following.kind == "word" and any(m == "bodyweight" for _, m in MARKS.get(following.text, ()))
    )


def _number_words(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`five sets`, `a hundred kilos`, `sets of five`: number words count where a number could stand."""
    total, part, j = 0.0, 0.0, i
    while (
        j < len(tokens) and tokens[j].kind == "word" and (tokens[j].value or (tokens[j].text == "and" and part >= 100))
    ):
        value = tokens[j].value
        part = max(part, 1.0) * 100 if value == 100 else part + value
        j += 1
    total += part
    if j < len(tokens) and tokens[j].text == "-" and tokens[j].tight:
        return 0
    unit = UNITS.get(tokens[j].text) if j < len(tokens) and tokens[j].kind == "word" else None
    before = found[-1].kind if found else ""
    if (unit and unit != "other") or before in ("of", "x", "at", "for", "sets") or total > 90:
        number = Token("number", "", min(total, 9999.0), tokens[i].start, tokens[j - 1].end, False)
        rest = [number, *tokens[j : j + 3]]
        kind, value, name, used = _one(rest, 0)
        found.append(Atom(kind, tokens[i].start, rest[used - 1].end, (value,), name))
        return j + used - 1
    return 0


def _clock(tokens: list[Token], i: int, found: list[Atom]) -> int:
    token = tokens[i]
    j = i + 1
    unit = _unit(tokens, j)
    if unit == "hour":
        found.append(Atom("time", token.start, tokens[j].end, (token.value * 60,), "hour"))
        return j + 1
    if unit == "other" and tokens[j].text in ("am", "pm"):
        found.append(Atom("other", token.start, tokens[j].end, (token.value,), tokens[j].text))
        return j + 1
    if unit == "minute":
        j += 1
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j + 1].kind == "clock" and tokens[j + 1].tight:
        found.append(Atom("other", token.start, tokens[j + 1].end, (token.value,), "range"))
        return j + 2
    per, after = _per(tokens, j)
    if per:
        found.append(Atom("pace", token.start, tokens[after - 1].end, (token.value / per * 1000,)))
        return after
    found.append(Atom("clock" if j == i + 1 else "time", token.start, tokens[j - 1].end, (token.value,)))
    return j


def _per(tokens: list[Token], j: int) -> tuple[float, int]:
    """Metres of `/km`, `per mile`, `/500m`, and where it ends; 0 where there is none."""
    if j + 1 >= len(tokens):
        return 0.0, j
    per = tokens[j].text
    if per != "/" and not any(mark == "per" for _, mark in MARKS.get(per, ())):
        return 0.0, j
    unit = UNITS.get(tokens[j + 1].text, "") if tokens[j + 1].kind == "word" else ""
    if unit in ("km", "mile"):
        return METRES[unit], j + 2
    if tokens[j + 1].kind == "number" and j + 2 < len(tokens) and UNITS.get(tokens[j + 2].text) in ("m", "metre"):
        return tokens[j + 1].value, j + 3
    return 0.0, j


def _unit(tokens: list[Token], j: int) -> str:
    """The unit a token names after a number, or nothing."""
    if j >= len(tokens):
        return ""
    token = tokens[j]
    if token.kind == "word":
        unit = UNITS.get(token.text, "")
        return "" if unit and token.text in _TIGHT_ONLY and not token.tight and not _ends_there(tokens, j) else unit
    if token.text == "%":
        return "percent"
    if token.text == "#" and token.tight:
        return "lb"
    return "minute" if token.text == "'" and token.tight else ""


def _ends_there(tokens: list[Token], j: int) -> bool:
    """`8.5 s` at the end of a phrase; `8 s…` before a word is no unit."""
    if tokens[j].text not in ("s", "с", "h", "г", "g"):
        return False
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return after is None or after.kind not in ("word", "number") or tokens[j].text == "h"


def _one(tokens: list[Token], i: int) -> tuple[str, float, str, int]:
    """Kind, value, unit and end of the amount that begins with the number at `i`."""
    value, j = _value(tokens, i)
    unit = _unit(tokens, j)
    if not unit:
        if j < len(tokens) and tokens[j].text == '"' and tokens[j].tight and value >= 10:
            return "ns", value, "s", j + 1
        return "number", value, "", j
    if unit == "rep" and tokens[j].text in _TIMES_WORDS:
        follows = tokens[j + 1] if j + 1 < len(tokens) else None
        if follows and (follows.kind == "number" or follows.value):
            return "number", value, "", j
    if unit in SECONDS:
        return _time(tokens, i, value, unit, j)
    if unit in METRES:
        if unit == "km" and tokens[j + 1 : j + 2] and tokens[j + 1].text == "/" and _unit(tokens, j + 2) == "hour":
            return "speed", value * 1000, "kmh", j + 3
        return "distance", value * METRES[unit], tokens[j].text if unit == "km" else unit, j + 1
    if unit in SPEEDS:
        return "speed", value * SPEEDS[unit], unit, j + 1
    if unit in ("kg", "lb"):
        return "load", value, unit, j + 1
    kind = {
        "rep": "reps",
        "set": "sets",
        "round": "rounds",
        "m": "m",
        "s": "ns",
        "plate": "plates",
        "step": "steps",
    }.get(unit, unit)
    return kind, value, tokens[j].text, j + 1


def _value(tokens: list[Token], i: int) -> tuple[float, int]:
    """The number at `i`, with a decimal comma, a fraction or a rest in eighths."""
    value, j = tokens[i].value, i + 1
    if j + 1 < len(tokens) and tokens[j].tight and tokens[j + 1].kind == "number" and tokens[j + 1].tight:
        sign, after = tokens[j].text, tokens[j + 1]
        if sign == "," and _is_decimal(tokens, i):
            return float(f"{int(value)}.{after.text}"), j + 2
        if (
            sign == ","
            and len(after.text) == 3
            and value < 100
            and _unit(tokens, j + 2) in ("m", "metre", "other", "foot", "yard")
        ):
            return value * 1000 + after.value, j + 2
        if sign == "/" and after.value and value < after.value <= 10 and _unit(tokens, j + 2) in {*METRES, *SECONDS}:
            return value / after.value, j + 2
    if j + 2 < len(tokens) and tokens[j].kind == "number" and tokens[j + 1].text == "/" and tokens[j + 1].tight:
        low = tokens[j + 2]
        if low.kind == "number" and low.value and tokens[j].value < low.value <= 10 and _unit(tokens, j + 3) in METRES:
            return value + tokens[j].value / low.value, j + 3
    return value, j


def _is_decimal(tokens: list[Token], i: int) -> bool:
    """`102,5kg`, `@ 12,5`, `22,5`: a decimal comma; `5,5,5` and `6,4` are lists."""
    whole, after = tokens[i], tokens[i + 2]
    if "." in whole.text or "." in after.text or len(after.text) > 2:
        return False
    follows = tokens[i + 3] if i + 3 < len(tokens) else None
    if (
        follows
        and follows.text == ","
        and follows.tight
        and i + 4 < len(tokens)
        and tokens[i + 4].kind == "number"
        and tokens[i + 4].tight
    ):
        return False
    if i >= 2 and tokens[i - 1].text == "," and tokens[i - 1].tight and whole.tight and tokens[i - 2].kind == "number":
        return False
    if _unit(tokens, i + 3) in ("kg", "lb", "km", "mile", "hour", "kmh", "mph"):
        return True
    if after.text not in ("5", "25", "75"):
        return False
    steps = whole.value % 5 == 2 or whole.value % 10 == 7 if after.text == "5" else whole.value % 5 in (1, 3)
    if whole.value >= 20 and steps:
        return True
    return i > 0 and (tokens[i - 1].text == "@" or (tokens[i - 1].text == "x" and whole.value > 9))


def _time(tokens: list[Token], i: int, value: float, unit: str, j: int) -> tuple[str, float, str, int]:
    """A time with its smaller parts (`1h 5min`, `2'30`, `2m45s`), or a pace (`5'30/km`)."""
    seconds, j = value * SECONDS[unit], j + 1
    smaller = {"hour": ("minute", 60.0), "minute": ("second", 1.0)}.get(unit)
    if smaller and j < len(tokens) and tokens[j].kind == "number" and tokens[j].value < 60:
        word = _unit(tokens, j + 1)
        glued = tokens[j].tight and not word
        if word == smaller[0] or (unit == "minute" and word == "s") or (unit == "hour" and word == "m") or glued:
            seconds += tokens[j].value * smaller[1]
            j += 1 if glued else 2
            if glued and j < len(tokens) and tokens[j].text == '"' and tokens[j].tight:
                j += 1
    per, after = _per(tokens, j)
    if per and seconds / per < 2.0 and tokens[j].text in ("/", "per", "pro", "por", "par"):
        return "pace", seconds / per * 1000, "", after
    return "time", seconds, unit, j


def _numbers(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """An amount, or a list of numbers, at `i`."""
    kind, value, unit, j = _one(tokens, i)
    start = tokens[i].start
    if kind == "m" and _seconds_follow(tokens, j, value):
        kind, value, unit, j = "time", value * 60 + tokens[j].value, "minute", j + 2
    if kind == "m" and (per := _per(tokens, j))[0] and value < 20:
        found.append(Atom("pace", start, tokens[per[1] - 1].end, (value * 60 / per[0] * 1000,)))
        return per[1]
    if kind == "number" and _unit_after_word(tokens, j):
        found.append(Atom("word", tokens[j].start, tokens[j].end, text=tokens[j].text))
        kind, value, unit, j = _one([tokens[i], tokens[j + 1], *tokens[j + 2 : j + 6]], 0)[:3] + (j + 2,)
    if kind != "number":
        found.append(Atom(kind, start, tokens[j - 1].end, (value,), unit))
        return j
    if scored := _score(tokens, i, found):
        return scored
    if ranged := _range(tokens, value, j, start):
        found.append(ranged[0])
        return ranged[1]
    after_x = bool(found) and found[-1].kind == "x"
    if (
        found
        and found[-1].kind == "at"
        and j + 1 < len(tokens)
        and tokens[j].text == ","
        and _at_follows(tokens, j + 2)
    ):
        found.append(Atom("number", start, tokens[j - 1].end, (value,)))
        return j
    values, unit, j = _list(tokens, value, j, after_x)
    if len(values) > 1 and unit in ("kg", "lb"):
        found.append(Atom("load", start, tokens[j - 1].end, values, unit))
    elif len(values) > 1 and unit in ("reps", "ns", "time", "m"):
        found.append(Atom(unit, start, tokens[j - 1].end, values, "listed"))
    else:
        found.append(
            Atom(
                "number" if len(values) == 1 else "list", start, tokens[j - 1].end, values, unit, tight=tokens[i].tight
            )
        )
    if j < len(tokens) and tokens[j].tight and tokens[j].text in ("e", "ea", "ish"):
        if tokens[j].text != "ish":
            found.append(Atom("each_hand", tokens[j].start, tokens[j].end, text=tokens[j].text))
        j += 1
    return j


def _unit_after_word(tokens: list[Token], j: int) -> bool:
    """`6 easy miles`, `20 hard minutes`, `3 heavy sets`."""
    if j + 1 >= len(tokens) or tokens[j].kind != "word" or tokens[j].text not in PLAIN:
        return False
    unit = UNITS.get(tokens[j + 1].text, "")
    return unit in METRES or (unit in SECONDS and unit != "second") or unit in ("rep", "set")


def _at_follows(tokens: list[Token], j: int) -> bool:
    """`10@60, 8@70`: the number after the comma has its own load."""
    return j < len(tokens) and tokens[j].text == "@" and tokens[j - 1].kind == "number"


def _seconds_follow(tokens: list[Token], j: int, minutes: float) -> bool:
    """`2m45s` and `2m 45s`; but `60m 8s` is a sprint."""
    if j >= len(tokens) or tokens[j].kind != "number" or _unit(tokens, j + 1) not in ("s", "second"):
        return False
    return tokens[j].value == int(tokens[j].value) < 60 and (tokens[j].tight or minutes < 20)


def _score(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`7/10`, `2 out of 10`: a score, not work."""
    if i + 2 < len(tokens) and tokens[i + 1].text == "/" and tokens[i + 1].tight and tokens[i + 2].text == "10":
        after = tokens[i + 3].text if i + 3 < len(tokens) else ""
        if tokens[i].value < 10 and after not in ("/", "x") and not (found and found[-1].kind in ("x", "rpe")):
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
    kind, high, unit, end = _one(tokens, j + 1)
    number = tokens[j + 1].value
    if number <= low or (kind == "number" and not word):
        return None
    value = low * (high / number) if number else low
    return Atom(kind, start, tokens[end - 1].end, (value,), unit if kind != "number" else "range"), end


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
        element = _element(tokens, k, sign, values)
        if element is None:
            break
        value, unit, j = element
        values.append(value)
        separator = sign
        end = j
        if unit:
            break
    if after_x and separator == "," and unit in ("ns", "time"):
        return (first,), "", j0
    if after_x and separator == " " and (len(values) < 3 or max(values) > 2 * min(values)):
        return (first,), "", j0
    return _closed(tuple(values), separator, unit, end)


def _closed(values: tuple[float, ...], separator: str, unit: str, end: int) -> tuple[tuple[float, ...], str, int]:
    if separator == "-" and len(values) == 2 and values[0] < values[1]:
        return values[:1], unit or "range", end
    return values, unit or separator, end


def _element(tokens: list[Token], k: int, sign: str, values: list[float]) -> tuple[float, str, int] | None:
    """The next number of a list after the separator at `k`: its value, the unit that closes the list, and its end."""
    n = k + 1
    if n >= len(tokens):
        return None
    token = tokens[n]
    if token.text == '"' and sign == ",":
        return values[-1], "", n + 1
    if token.kind != "number" or (sign in "/-+" and not (token.tight and tokens[k].tight)):
        return None
    kind, value, unit, j = _one(tokens, n)
    after = tokens[j] if j < len(tokens) else None
    similar = values[-1] and 0.4 <= value / values[-1] <= 2.5
    if sign == "," and after and after.text == "@" and not similar:
        return None
    if sign == "," and after and after.kind == "number" and not after.tight and not similar:
        return None
    if sign == "+" and after and after.kind == "word" and any(m == "negative" for _, m in MARKS.get(after.text, ())):
        return None
    if (
        sign == "-"
        and len(values) == 1
        and kind in ("percent", "distance", "m", "time", "reps", "load")
        and value > values[0]
    ):
        return None
    if kind in ("load", "reps", "ns", "time"):
        if sign == " " or not (similar or sign in "/-+") or (kind == "time" and unit != "second"):
            return None
        return (value, unit if kind == "load" else kind, j)
    if kind != "number" or (sign == " " and after and after.text in (",", "-", "/", ")") and after.tight):
        return (value, "", j) if kind == "number" and sign == " " and after and after.text == ")" else None
    if sign in ", " and after and (after.text in _NOT_IN_LIST or (after.kind == "word" and not _closes(after, token))):
        return None
    return value, "", j


def _closes(word: Token, element: Token) -> bool:
    """Whether a word after the last number belongs to the list (a mark, `5,4 felt good`), not to a new exercise."""
    if element.tight or word.text in ("w", "with", "in", "but") or (word.tight and word.text in ("e", "ea", "ish")):
        return True
    return any(
        m in ("at", "rpe", "rir", "each_hand", "per_side", "for", "failed", "warmup", "rest")
        for _, m in MARKS.get(word.text, ())
    )


def _series(found: list[Atom]) -> list[Atom]:
    """Amounts of one kind that follow each other by commas are one amount: `3m, 2m, 2m45s`; `100kg, 105kg`."""
    merged: list[Atom] = []
    i, end = 0, len(found)
    while i < end:
        atom = found[i]
        kind = atom.kind
        if kind not in ("time", "ns", "m", "load", "clock"):
            merged.append(atom)
            i += 1
            continue
        values, j = list(atom.values), i + 1
        while j + 1 < end and found[j].kind in (",", "/") and _same_kind(atom, found[j + 1], kind):
            if j + 2 < end and found[j + 2].kind in (
                "x",
                "(",
                "rest",
                "of",
                "for",
                "at",
                "reps",
                "sets",
                "number",
                "list",
            ):
                break
            values.extend(s * 60 if found[j + 1].kind == "m" and kind == "time" else s for s in found[j + 1].values)
            j += 2
        merged.append(atom if j == i + 1 else msgspec.structs.replace(atom, values=tuple(values), end=found[j - 1].end))
        i = j
    return merged


def _same_kind(one: Atom, other: Atom, kind: str) -> bool:
    if other.kind == kind:
        return kind != "load" or ((one.unit == other.unit or not one.unit) and one.text == other.text)
    return False
