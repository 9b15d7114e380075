"""Numbers that count no work: the day of a programme, a comparison with another day, the score of a game; and the
minutes of work that begins every minute, which are so many rounds."""

from bot.language.tokens import Token, lines_of
from bot.language.words import COMPARED, EVERY_MINUTE, SCORED, UNITS

MOST_LISTED = 20
MOST_LABELLED = 6
_LABELS = frozenset("abcdef")
LEAST_BARS = 2  # of a row of a table
MOST_WEEKS = 60
MOST_MINUTES = 60
_WEEKS = frozenset({"w", "wk", "week"})
_DAYS = frozenset({"d", "day"})
_WAVES = (("5", "/", "3", "/", "1"), ("531",))  # reps of the top sets in a well-known programme; loads follow
TOTAL = frozenset({"total", "altogether", "overall"})
_BY_TURNS = frozenset({"odd", "even", "alternating", "alternate", "alt"})
_OPENING = frozenset({"for", "x", ":", "of", "-"})
_FIRST_COMPARED = {phrase.split()[0] for phrase in COMPARED}
_SIGNS = {"3", "531", "|", ")"}
_TRIGGERS = _WEEKS | _FIRST_COMPARED | SCORED | set(EVERY_MINUTE) | TOTAL | _LABELS | _SIGNS


def without_headings(tokens: list[Token]) -> list[Token]:
    """The tokens of a message without such numbers."""
    if _TRIGGERS.isdisjoint({token.text for token in tokens}):
        return tokens
    tokens = _without_cells(tokens)
    tokens = _without_list_numbers(tokens)
    by_turns = any(token.text in _BY_TURNS for token in tokens)
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        rounds = None if by_turns else _rounds(tokens, i)
        if rounds:
            number, i = rounds
            kept.extend(number)
            continue
        after = next((end for told in _ASIDES if (end := told(tokens, i))), 0)
        if not after:
            kept.append(tokens[i])
        i = after or i + 1
    return kept


def _without_cells(tokens: list[Token]) -> list[Token]:
    """`| squat | 3 | 5 | 100 |`: the numbers of a row of a table, one after the other."""
    kept: list[Token] = []
    for line in lines_of(tokens):
        bars = [i for i, token in enumerate(line) if token.text == "|"]
        plain = len(bars) >= LEAST_BARS and all(
            line[i + 1].kind in ("number", "line") or line[i + 1].text == "|" or i == 0
            for i in bars
            if i + 1 < len(line)
        )
        kept.extend(token for token in line if not plain or token.text != "|")
    return kept


def _without_list_numbers(tokens: list[Token]) -> list[Token]:
    """`1) squat 5x5 2) bench 5x5`, `A1 squat 5x5 A2 bench 5x5`: what is numbered begins a line."""
    kept: list[Token] = []
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")" and depth > 0)
        if not depth and i and (_is_list_number(tokens, i) or _is_label(tokens, i)) and kept[-1].kind != "line":
            kept.append(Token("line", "\n", 0.0, token.start, token.start, False))
        kept.append(token)
    return kept


def _is_list_number(tokens: list[Token], i: int) -> bool:
    bracket, word = tokens[i + 1 : i + 2], tokens[i + 2 : i + 3]
    if tokens[i].kind != "number" or not bracket or bracket[0].text != ")" or not bracket[0].tight:
        return False
    return tokens[i].value <= MOST_LISTED and not tokens[i].tight and bool(word) and word[0].kind == "word"


def _is_label(tokens: list[Token], i: int) -> bool:
    if tokens[i].text not in _LABELS or tokens[i].tight or not _is_number(tokens, i + 1) or not tokens[i + 1].tight:
        return False
    word = tokens[i + 2 : i + 3]
    return tokens[i + 1].value <= MOST_LABELLED and bool(word) and word[0].kind == "word" and not word[0].tight


def _texts(tokens: list[Token], i: int, many: int) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[i : i + many])


def _is_number(tokens: list[Token], i: int) -> bool:
    return 0 <= i < len(tokens) and tokens[i].kind == "number"


def _after_day(tokens: list[Token], i: int) -> int:
    """`W3D1`, `week 3 day 2`."""
    if tokens[i].text not in _WEEKS or not _is_number(tokens, i + 1) or tokens[i + 1].value > MOST_WEEKS:
        return 0
    j = i + 2
    j += j < len(tokens) and tokens[j].text in (",", "/", "-")
    if j >= len(tokens) or tokens[j].text not in _DAYS or not _is_number(tokens, j + 1):
        return 0
    j += 2
    return j + 1 if j < len(tokens) and tokens[j].text in (":", "-") else j


def _after_wave(tokens: list[Token], i: int) -> int:
    """`5/3/1`, where pairs of load and reps follow in its line."""
    wave = next((w for w in _WAVES if _texts(tokens, i, len(w)) == w), None)
    if wave is None:
        return 0
    j = i + len(wave)
    if j < len(tokens) and tokens[j].text in ("x", "/", "@", "*"):
        return 0
    for k in range(j, len(tokens)):
        if tokens[k].kind == "line":
            return 0
        if tokens[k].text in ("x", "*", "@") and _is_number(tokens, k - 1) and _is_number(tokens, k + 1):
            return j
    return 0


def _after_score(tokens: list[Token], i: int) -> int:
    """`won 2-1`, `lost 6-4 6-2`."""
    if tokens[i].text not in SCORED:
        return 0
    j = i + 1
    j += j < len(tokens) and tokens[j].text in (":", "by")
    first = j
    while _is_number(tokens, j) and _is_number(tokens, j + 2) and tokens[j + 1].text in ("-", ":"):
        j += 3
        j += _is_number(tokens, j + 1) and tokens[j].text == ","
    return j if j > first else 0


def _after_total(tokens: list[Token], i: int) -> int:
    """`5x10 push-ups, 50 total`: what the sets before add up to."""
    if not _is_number(tokens, i) or not i or tokens[i - 1].text not in (",", "=", "(", "-"):
        return 0
    j = i + 1
    j += j < len(tokens) and (UNITS.get(tokens[j].text) == "rep" or tokens[j].text == "in")
    if j >= len(tokens) or tokens[j].text not in TOTAL:
        return 0
    for k in range(1, i):
        pair = tokens[k].text in ("x", "*") and _is_number(tokens, k - 1) and _is_number(tokens, k + 1)
        if pair and tokens[k - 1].value * tokens[k + 1].value == tokens[i].value:
            return j + 1
    return 0


def _after_compared(tokens: list[Token], i: int) -> int:
    """`(+2.5 vs last week)`, `+5kg from last week`."""
    if tokens[i].text not in "+-" or not _is_number(tokens, i + 1) or not tokens[i + 1].tight:
        return 0
    j = i + 2
    j += j < len(tokens) and tokens[j].text in UNITS
    if j < len(tokens) and (tokens[j].text in COMPARED or " ".join(_texts(tokens, j, 2)) in COMPARED):
        while j < len(tokens) and tokens[j].kind == "word":
            j += 1
        return j
    return 0


def _rounds(tokens: list[Token], i: int) -> tuple[list[Token], int] | None:
    """`EMOM 12: 3 cleans`, `10 min EMOM 5 pull-ups`: so many rounds."""
    every = EVERY_MINUTE.get(tokens[i].text)
    if every is not None:
        j = i + 1
        j += j < len(tokens) and tokens[j].text in _OPENING
        if not _is_number(tokens, j):
            return None
        return _counted(tokens, j, j + 1 + _minutes(tokens, j + 1), every) if _is_length(tokens, j + 1) else None
    if not _is_number(tokens, i):
        return None
    j = i + 1 + _minutes(tokens, i + 1)
    every = EVERY_MINUTE.get(tokens[j].text) if j < len(tokens) else None
    return _counted(tokens, i, j + 1, every) if every is not None else None


def _minutes(tokens: list[Token], j: int) -> int:
    """How many tokens the unit takes: `12 min`, `12'`, `12-min`."""
    if j + 1 < len(tokens) and tokens[j].text == "-" and UNITS.get(tokens[j + 1].text) == "minute":
        return 2
    return int(j < len(tokens) and (tokens[j].text == "'" or UNITS.get(tokens[j].text) == "minute"))


def _is_length(tokens: list[Token], j: int) -> bool:
    """Whether the number before `j` counts minutes, not reps."""
    return bool(_minutes(tokens, j)) or (
        j < len(tokens) and (tokens[j].text in (":", ",", "-") or tokens[j].kind in ("line", "number"))
    )


def _counted(tokens: list[Token], i: int, after: int, every: float) -> tuple[list[Token], int] | None:
    minutes = tokens[i]
    rounds = minutes.value / every
    if rounds != int(rounds) or not 1 < minutes.value <= MOST_MINUTES:
        return None
    if after < len(tokens) and tokens[after].text in (":", ",", "-", "of"):
        after += 1
    end = tokens[after - 1].end
    number = Token("number", f"{rounds:g}", rounds, minutes.start, minutes.end, False)
    return [number, Token("word", "rounds", 0.0, minutes.end, end, False)], after


_ASIDES = (_after_day, _after_wave, _after_score, _after_total, _after_compared)
