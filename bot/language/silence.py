"""Clauses that log nothing: questions, plans, requests, other people's work, what was skipped."""

from bot.language.tokens import Token
from bot.language.words import MEALS, SILENCE

_ENDS = frozenset({",", ";", ".", "\n", "!", "?", ":"})
_LEADS = frozenset(
    {
        "-",
        "*",
        "/",
        "(",
        "ok",
        "so",
        "hey",
        "hi",
        "oh",
        "and",
        "well",
        "just",
        "pls",
        "please",
        "coach",
        "log",
        "um",
        "uh",
        "but",
    }
)
_OWN_WEIGHT = frozenset({"bodyweight", "bw"})
LEAST_OWN_WEIGHT = 40.0  # kg or lb; a smaller number after `bw` counts reps
_FROM_HERE = frozenset({"begins", "anywhere", "planned", "others", "aside"})
_SENTENCE_ENDS = frozenset({".", ";", "!", "\n"})
_OF_A_PLAN = frozenset({"the", "of", "my", "than"})  # `3x5 instead of the planned 5x5`
_BESIDE = frozenset({"with", "w", "by", "to", "from", "for", "beside", "con", "com", "avec", "mit", "с"})


def asks(tokens: list[Token]) -> bool:
    """Whether a clause of the message asks something."""
    begins = True
    for i, token in enumerate(tokens):
        if token.text == "?" or (
            token.kind == "word" and begins and _phrase(tokens, i, True)[0] in ("begins", "anywhere")
        ):
            return True
        begins = (token.text in _ENDS and _ends(tokens, i)) or (begins and token.text in _LEADS)
    return False


def spoken(tokens: list[Token]) -> tuple[list[Token], bool]:
    """The tokens that may log something, and whether what was left out is a plan."""
    kept: list[Token] = []
    future = False
    for line in _lines(tokens):
        some, planned = _line(_without_meals(line))
        future = future or planned
        kept.extend(some)
    return kept, future


def _lines(tokens: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if token.kind == "line":
            lines.append([])
    return lines


def _without_meals(tokens: list[Token]) -> list[Token]:
    """A line without what a heading says was eaten, to the end of its sentence: `lunch: rice and 2 eggs`."""
    if not any(t.text in MEALS for t in tokens):
        return tokens
    kept: list[Token] = []
    eaten = False
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        eaten = eaten or (token.text in MEALS and after is not None and after.text == ":")
        eaten = eaten and token.text not in _SENTENCE_ENDS and token.kind != "line"
        if not eaten:
            kept.append(token)
    return kept


def _line(tokens: list[Token]) -> tuple[list[Token], bool]:
    """One line without its silent clauses, and whether it tells a plan."""
    kept: list[Token] = []
    why = ""
    begins, counted = True, False
    i, end, clause, sentence = 0, len(tokens), 0, 0
    while i < end:
        token = tokens[i]
        found, length = _phrase(tokens, i, begins) if token.kind == "word" else ("", 0)
        if found and _is_beside(found, tokens, i):
            found = ""
        elif begins and token.text in _OWN_WEIGHT and _is_own_weight(tokens, i):
            found = "aside"
        if found == "future":
            return (kept[:sentence], True) if sentence else ([], True)
        if found in _FROM_HERE and not why:
            why = found
            if not (found == "planned" and i and tokens[i - 1].text in _OF_A_PLAN):
                counted = False
                del kept[clause:]
        elif why and _turns(why, found, token, counted):
            why = ""
            i += max(length, 1)
            continue
        counted = counted or token.kind == "number"
        if not why:
            kept.append(token)
        begins = (begins and (token.text in _LEADS or token.kind == "line")) or (
            token.text in _ENDS and _ends(tokens, i)
        )
        if begins and token.text in _ENDS:
            if token.text == "?" and all(t.text in _ENDS or t.kind == "line" for t in tokens[i:]):
                del kept[clause:]
            clause = len(kept)
            why = "" if why == "aside" else why
            if token.text in _SENTENCE_ENDS:
                sentence = clause if not why else sentence
        i += 1
    return kept, why == "planned" and counted


def _is_beside(found: str, tokens: list[Token], i: int) -> bool:
    """`with my sister` and `as planned` leave the work one's own and done."""
    if not i:
        return False
    before = tokens[i - 1].text
    return (found == "others" and before in _BESIDE) or (found == "planned" and before == "as")


def _is_own_weight(tokens: list[Token], i: int) -> bool:
    """`bodyweight 82.5 this morning`, `bw: 180`: what the athlete weighs."""
    j = i + 1
    while j < len(tokens) and tokens[j].text in (":", "=", "is", "was", "at", "@", "today", "-"):
        j += 1
    if j >= len(tokens) or tokens[j].kind != "number" or tokens[j].value < LEAST_OWN_WEIGHT:
        return False
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return after is None or after.kind != "sign" or after.text in _ENDS


def _turns(why: str, found: str, token: Token, counted: bool) -> bool:
    """Whether what was really done follows: `planned 5x5, got 3x5`, `planned 5x5: 3x5`."""
    if why == "others":
        return False
    return (
        found == "turn"
        or (why == "anywhere" and token.text == ":")
        or (why == "planned" and token.text == ":" and counted)
    )


def _ends(tokens: list[Token], i: int) -> bool:
    """A comma between digits ends nothing."""
    return not (tokens[i].text in ",.:" and i + 1 < len(tokens) and tokens[i + 1].kind == "number")


def _phrase(tokens: list[Token], i: int, begins: bool) -> tuple[str, int]:
    for phrase, name in SILENCE.get(tokens[i].text, ()):
        if name == "begins" and not begins:
            continue
        if len(phrase) == 1 or (
            i + len(phrase) <= len(tokens) and all(tokens[i + k].text == word for k, word in enumerate(phrase))
        ):
            return name, len(phrase)
    return "", 0
