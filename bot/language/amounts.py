"""Tokens to atoms: a number with its unit is one amount, numbers in a row are one list, a phrase is one mark."""

from bot.language.atoms import Atom
from bot.language.listing import numbers
from bot.language.measures import TIMES_WORDS, metres_per, one_amount, unit_at
from bot.language.number_words import is_side, number_word, sets_of_few
from bot.language.series import series
from bot.language.tokens import Token
from bot.language.words import DISTANCES, DURATIONS, MARKS, SPARE, UNITS

_BEFORE_A_NUMBER = frozenset({"of", "for", "in", "at"})

_AFTER_A_COUNT = SPARE | TIMES_WORDS
_MEASURES = frozenset({"minute", "second", "hour", "km", "mile", "metre"})  # `6 hill reps 2 min rest`

LATEST = 13 * 60  # `12:59 pm`, in the minutes and seconds that a clock is read as

_SIGNS = {
    "x": "x", "*": "x", "@": "at", "(": "(", "[": "(", ")": ")", "]": ")", ",": ",", ";": ";", ".": ".", "/": "/",
    "+": "+", ">": ">", "-": "-", ":": ":", '"': '"', "?": "?", "=": ":", "|": ";", "&": "and", "%": "%", "\\": "/",
}  # fmt: skip


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
            i = numbers(tokens, i, found)
        elif kind == "clock":
            i = _clock(tokens, i, found)
        elif kind == "line":
            found.append(Atom("line", token.start, token.end))
            i += 1
        else:
            i = _sign(tokens, i, found)
    return series(found)


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
    if token.text == "/" and i + 1 < len(tokens) and tokens[i + 1].tight and is_side(tokens[i + 1]):
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


def _begins_anew(tokens: list[Token], i: int, found: list[Atom]) -> bool:
    """`x5 x5 x5` is three sets: the sign is glued to what follows, and so was the one before."""
    if tokens[i].tight or i + 1 >= len(tokens) or not tokens[i + 1].tight or len(found) < 2 or found[-2].kind != "x":
        return False
    if found[-2].tight:
        return False
    if len(found) > 2 and found[-3].values:  # `70kg x5 x5 x5`: three sets, but `70 x5 x3` may be five in three sets
        return any(a.kind == "gap" for a in found[-4:-2]) or _is_glued(tokens, i + 2)
    return not found[-2].tight and not (len(found) > 2 and found[-3].values)


def _is_glued(tokens: list[Token], i: int) -> bool:
    """Whether another times sign stands at `i`, apart from what is before it and glued to a number."""
    return i + 1 < len(tokens) and tokens[i].text == "x" and not tokens[i].tight and tokens[i + 1].tight


def _signed(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`+35`, `-20kg`: a load added, or taken off."""
    kind, value, unit, j = one_amount(tokens, i + 1)
    if kind not in ("number", "load"):
        return i + 1
    how = "added" if tokens[i].text == "+" else "assisted"
    found.append(Atom("load", tokens[i].start, tokens[j - 1].end, (value,), unit, how))
    return j


def _word(tokens: list[Token], i: int, found: list[Atom]) -> int:
    token = tokens[i]
    text = token.text
    if token.value and (j := number_word(tokens, i, found)):
        return j
    for table, kind in ((DISTANCES, "distance"), (DURATIONS, "time")):
        for phrase, value in table.get(text, ()):
            if _follows(tokens, i, phrase):
                j = i + len(phrase)
                found.append(Atom(kind, token.start, tokens[j - 1].end, (value,), "named", " ".join(phrase)))
                return j
    if text in _AFTER_A_COUNT and (j := _after_a_count(tokens, i, found)):
        return j
    for words, mark in MARKS.get(text, ()):
        if text in ("between", "up") and not _is_meant(tokens, i, found):
            break
        if _follows(tokens, i, words) and _stands(tokens, i + len(words), mark):
            j = i + len(words) + (mark == "at" and tokens[i + len(words)].text == "the")
            said = " ".join(words).replace(" /", "/")
            found.append(Atom(mark, token.start, tokens[j - 1].end, text=said, tight=token.tight))
            return j
    if UNITS.get(text) in ("set", "rep") and (labelled := _labelled(tokens, i, found)):
        kind = "sets" if UNITS[text] == "set" else "reps"
        found.append(Atom(kind, token.start, tokens[labelled - 1].end, (tokens[labelled - 1].value,), text))
        return labelled
    if j := sets_of_few(tokens, i, found) or number_word(tokens, i, found):
        return j
    if text == "w" and (j := _with(tokens, i)):
        found.append(Atom("at", token.start, tokens[j - 1].end, text="w/"))
        return j
    found.append(Atom("word", token.start, token.end, text=text, tight=token.tight))
    return i + 1


def _after_a_count(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`5 times 5`, `2 reps left`: what a word makes of the count before it; where it ends, or 0."""
    token, before = tokens[i], found[-1].kind if found else ""
    if token.text in SPARE and _is_spare(tokens, i, found):
        found.append(Atom("rir", token.start, token.end, text=token.text))
        return i + 1
    follows = i + 1 < len(tokens) and (tokens[i + 1].kind == "number" or tokens[i + 1].value)
    if token.text in TIMES_WORDS and before == "number" and follows:
        found.append(Atom("x", token.start, token.end, text="x"))
        return i + 1
    return 0


def _is_spare(tokens: list[Token], i: int, found: list[Atom]) -> bool:
    """`3 reps left`: not those of the left leg, which are followed by the leg or by the right one's."""
    if not found or found[-1].kind != "reps":
        return False
    return not any(t.kind == "number" or is_side(t) for t in tokens[i + 1 : i + 4])


def _is_meant(tokens: list[Token], i: int, found: list[Atom]) -> bool:
    """`3 min between`, `2 min jog between` are rest, and `12 km, 600m up` a climb; elsewhere these are small words."""
    if not found:
        return False
    if tokens[i].text == "between":
        return bool(found[-1].values) or found[-1].text in ("jog", "walk")
    ends = i + 1 == len(tokens) or tokens[i + 1].kind in ("sign", "line")
    return ends and found[-1].kind in ("m", "distance") and any(a.kind == "distance" for a in found[:-1])


def _with(tokens: list[Token], i: int) -> int:
    """`w/ 20`, `w 2x20`: where the short `with` ends; 0 for watts."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return 0
    if after.text == "/" and after.tight:
        return i + 2
    if after.text == "the":
        return i + 2 if i + 2 < len(tokens) and tokens[i + 2].kind == "number" else 0
    watts = i > 0 and tokens[i - 1].kind == "number" and not (i > 1 and tokens[i - 2].text == "x")
    return i + 1 if after.kind == "number" and not watts else 0


def _labelled(tokens: list[Token], i: int, found: list[Atom]) -> int:
    """`sets: 3`, `reps 5`: where the number ends; 0 where a number stands before, or the word is that of one set."""
    if found and found[-1].kind == "rest":
        return 0  # `3 min between reps, 8 between sets`
    taken = bool(found) and found[-1].kind in ("sets", "reps") and i > 0 and found[-1].end == tokens[i - 1].end
    if (i and tokens[i - 1].kind == "number" and not taken) or not tokens[i].text.endswith(
        ("s", "й", "ов", "wdh", "en")
    ):
        return 0
    j = i + 1
    if j < len(tokens) and tokens[j].text in (":", "="):
        j += 1
    if (
        j >= len(tokens)
        or tokens[j].kind != "number"
        or (j + 1 < len(tokens) and tokens[j + 1].text in ("x", "/", "-", "@", "%"))
    ):
        return 0
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    measured = after is not None and after.kind == "word" and (after.tight or UNITS.get(after.text) in _MEASURES)
    return 0 if measured else j + 1


def _follows(tokens: list[Token], i: int, phrase: tuple[str, ...]) -> bool:
    if len(phrase) == 1:
        return True
    if i + len(phrase) > len(tokens):
        return False
    return all(tokens[i + k].text == word for k, word in enumerate(phrase))


def _stands(tokens: list[Token], j: int, mark: str) -> bool:
    """Small words are marks only beside a number: `at 80`, `3 sets of 10`; elsewhere they are words."""
    if mark not in _BEFORE_A_NUMBER:
        return True
    following = tokens[j] if j < len(tokens) else None
    if following is None:
        return False
    if following.kind in ("number", "clock") or following.value:
        return True
    if following.text == "the":  # `with the 24`
        return mark == "at" and j + 1 < len(tokens) and tokens[j + 1].kind == "number"
    return (
        mark == "at" and following.kind == "word" and any(m == "bodyweight" for _, m in MARKS.get(following.text, ()))
    )


def _clock(tokens: list[Token], i: int, found: list[Atom]) -> int:
    token = tokens[i]
    j = i + 1
    unit = unit_at(tokens, j)
    if unit == "hour":
        found.append(Atom("time", token.start, tokens[j].end, (token.value * 60,), "hour"))
        return j + 1
    if unit == "other" and tokens[j].text in ("am", "pm") and token.value < LATEST and not _is_heading(tokens, j):
        found.append(Atom("other", token.start, tokens[j].end, (token.value,), tokens[j].text))
        return j + 1
    if unit == "minute":
        j += 1
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j + 1].kind == "clock" and tokens[j + 1].tight:
        found.append(Atom("other", token.start, tokens[j + 1].end, (token.value,), "range"))
        return j + 2
    per, after = metres_per(tokens, j)
    if per:
        found.append(Atom("pace", token.start, tokens[after - 1].end, (token.value / per * 1000,)))
        return after
    found.append(Atom("clock" if j == i + 1 else "time", token.start, tokens[j - 1].end, (token.value,)))
    return j


def _is_heading(tokens: list[Token], j: int) -> bool:
    return j + 1 < len(tokens) and tokens[j + 1].text == ":"
