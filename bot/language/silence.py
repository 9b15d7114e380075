"""Clauses that log nothing: questions, plans, requests, other people's work, what was skipped."""

from bot.language.tokens import Token
from bot.language.words import SILENCE

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
_FROM_HERE = frozenset({"begins", "anywhere", "planned"})


def spoken(tokens: list[Token]) -> tuple[list[Token], bool]:
    """The tokens that may log something, and whether what was left out is a plan."""
    kept: list[Token] = []
    future = False
    for line in _lines(tokens):
        some, planned = _line(line)
        if planned and future is False:
            future = True
        kept.extend(some)
    return kept, future


def _lines(tokens: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if token.kind == "line":
            lines.append([])
    return lines


def _line(tokens: list[Token]) -> tuple[list[Token], bool]:
    """One line without its silent clauses."""
    kept: list[Token] = []
    silent, planned, future, begun = False, False, False, False
    begins = True
    i, end = 0, len(tokens)
    clause = 0
    while i < end:
        token = tokens[i]
        found = _phrase(tokens, i, begins) if token.kind == "word" else ("", 0)
        if found[0] == "future":
            return [], True
        if found[0] in _FROM_HERE and not silent:
            silent, planned, begun = True, found[0] == "planned", found[0] == "begins"
            del kept[clause:]
        elif silent and (found[0] == "turn" or not begun and token.text == ":"):
            silent, future = False, False
            i += max(found[1], 1)
            continue
        if not silent:
            kept.append(token)
        begins = begins and (token.text in _LEADS or token.kind == "line") or token.text in _ENDS and _ends(tokens, i)
        if begins and token.text in _ENDS:
            if token.text == "?" and all(t.text in _ENDS or t.kind == "line" for t in tokens[i:]):
                del kept[clause:]
            clause = len(kept)
        i += 1
    return kept, planned and silent or future


def _ends(tokens: list[Token], i: int) -> bool:
    """A comma between digits ends nothing."""
    return not (tokens[i].text in ",.:" and i + 1 < len(tokens) and tokens[i + 1].kind == "number")


def _phrase(tokens: list[Token], i: int, begins: bool) -> tuple[str, int]:
    for phrase, name in SILENCE.get(tokens[i].text, ()):
        if name == "begins" and not begins:
            continue
        if (
            len(phrase) == 1
            or i + len(phrase) <= len(tokens)
            and all(tokens[i + k].text == word for k, word in enumerate(phrase))
        ):
            return name, len(phrase)
    return "", 0
