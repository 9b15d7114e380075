"""Messages that log nothing: questions, plans, requests, other people's work, what was skipped."""

from typing import Literal, TypeAlias

from bot.language.tokens import Token
from bot.language.words import ANYWHERE, BEGINS

Why: TypeAlias = Literal["", "no_work", "future"]
_LEADS = frozenset({"-", "*", "/", "(", "ok", "so", "hey", "hi", "oh", "and", "well", "just", "pls", "please", "coach"})


def silent(tokens: list[Token]) -> Why:
    """Why a message, or a line of it, logs nothing; empty where it may."""
    i = 0
    while i < len(tokens) and (tokens[i].text in _LEADS or tokens[i].kind == "line"):
        i += 1
    if i < len(tokens) and _phrase(BEGINS, tokens, i):
        return "no_work"
    why: Why = ""
    for k, token in enumerate(tokens):
        if token.kind == "word" and (found := _phrase(ANYWHERE, tokens, k)):
            if found == "future":
                return "future"
            why = "no_work"
    return why


def _phrase(table: dict[str, tuple[tuple[tuple[str, ...], str], ...]], tokens: list[Token], i: int) -> str:
    for phrase, name in table.get(tokens[i].text, ()):
        if i + len(phrase) <= len(tokens) and all(tokens[i + k].text == word for k, word in enumerate(phrase)):
            return name
    return ""
