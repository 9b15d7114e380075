"""One pass over a message: numbers, clock times, words, signs. Linear in its length."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from bot.language.words import ABBREVIATED, GLUED, MARKS, NUMBERS, UNITS, plain

LONGEST = 4096  # characters of a message that are read
MOST_TOKENS = 400  # of a message that are read; what stands beyond is shown as a note
LONGEST_NUMBER = 6  # characters; longer runs of digits are no quantity

# No alternative can match what another one matched, so each character is looked at a bounded number of times.
_PIECE = re.compile(
    r"(?P<clock>[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:[.][0-9]{1,3})?(?![0-9:]))"
    r"|(?P<number>[0-9]+(?:[.][0-9]+)?|[.][0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<space>[^\S\n]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)

_SAME = {
    "½": ".5", "¼": ".25", "¾": ".75", "⅓": ".33", "⅔": ".67",
    "×": "x", "✕": "x", "✖": "x", "⨯": "x", "╳": "x", "∗": "*", "·": " ", "•": "-",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-",
    "’": "'", "‘": "'", "´": "'", "`": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "»": '"', "«": '"',
    "⁄": "/", "∕": "/", "，": ",", "、": ",", "،": ",", "؛": ";", "：": ":", "；": ";", "。": ".", "٫": ".",
    "٬": "", "\r": "\n", "✅": "\n", "☑": "\n", "❌": "\nskipped ", "✗": "\nskipped ", "✘": "\nskipped ",
}  # fmt: skip


class _Characters(dict[int, str]):
    """What each character is read as: its twin, its digit, or itself; pictures and control characters as a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            read = str(unicodedata.digit(character))
        elif category in ("Mn", "Cf", "Me") and not unicodedata.combining(character):
            read = ""
        elif category == "So" and unicodedata.normalize("NFKC", character) != character:
            read = unicodedata.normalize("NFKC", character)
        elif (category[0] == "C" and character != "\n") or category in ("So", "Sk"):
            read = " " if character != "°" else character
        else:
            read = character
        if len(self) < 5000:
            self[code] = read
        return read


_CHARACTERS = _Characters({ord(a): b for a, b in _SAME.items()})


class Token(msgspec.Struct, frozen=True, gc=False):
    """`kind`: number, clock, word, sign, line. `text` is folded for comparing; `value` in seconds for a clock.
    `tight`: nothing stands between it and the token before."""

    kind: str
    text: str
    value: float
    start: int
    end: int
    tight: bool


def normalised(text: str) -> str:
    """At most the first 4,096 characters, in one spelling: digits, dashes, quotes, times signs; no emoji."""
    text = text[:LONGEST]
    if text.isascii():
        return text if text.isprintable() else text.translate(_CHARACTERS)
    text = text.translate(_CHARACTERS)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)[: 2 * LONGEST]


def split(text: str) -> list[Token]:
    """The tokens of a normalised text."""
    return [*_tokens(text)]


@lru_cache(maxsize=8)  # several readers look at one message in turn
def _tokens(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    tight = False
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind == "space":
            tight = False
            continue
        if len(tokens) >= MOST_TOKENS:
            break
        start, end = match.span()
        piece = match.group()
        if kind == "word":
            _add_word(tokens, piece, start, tight, text[end : end + 1].isdigit())
        elif piece == "." and tight and tokens and tokens[-1].text in ABBREVIATED and text[end : end + 1] == " ":
            tight = False
            continue
        elif kind == "sign":
            tokens.append(Token("line" if piece == "\n" else "sign", piece, 0.0, start, end, tight))
        elif kind == "number" and tight and tokens and tokens[-1].text + piece in GLUED:
            word = tokens.pop()
            tokens.append(Token("word", word.text + piece, 0.0, word.start, end, word.tight))
        elif kind == "number" and end - start <= LONGEST_NUMBER:
            tokens.append(Token("number", piece, float(piece), start, end, tight))
        elif kind == "clock":
            tokens.append(Token("clock", piece, seconds_of(piece), start, end, tight))
        else:
            tokens.append(Token("sign", "…", 0.0, start, end, tight))
        tight = kind != "sign" or piece != "\n"
    return tuple(_whole_lines(tokens) if len(tokens) >= MOST_TOKENS else tokens)


def _whole_lines(tokens: list[Token]) -> list[Token]:
    """The tokens up to the last end of a line, where there is one in their later half."""
    for i in range(len(tokens) - 1, len(tokens) // 2, -1):
        if tokens[i].kind == "line":
            return tokens[:i]
    return tokens


def seconds_of(clock: str) -> float:
    """`1:02:03` in seconds; two parts are minutes and seconds."""
    total = 0.0
    for part in clock.split(":"):
        total = total * 60 + float(part)
    return total


def _add_word(tokens: list[Token], piece: str, start: int, tight: bool, digit_follows: bool) -> None:
    """A word; an `x` that stands for times is set apart from what it is glued to (`5xBW`, `WUx95`)."""
    folded = plain(piece)
    if folded.endswith("'s") and folded[:-2] in UNITS:
        folded = folded[:-2]
    after_number = tight and bool(tokens) and tokens[-1].kind == "number"
    if folded in ("x", "х", "xx"):
        tokens.append(Token("sign", "x", 0.0, start, start + 1, tight))
        return
    if folded[0] in "xх" and after_number and _known(folded[1:]):
        tokens.append(Token("sign", "x", 0.0, start, start + 1, tight))
        tokens.append(Token("word", folded[1:], 0.0, start + 1, start + len(piece), True))
        return
    if folded[-1] in "xх" and digit_follows and _known(folded[:-1]):
        end = start + len(piece)
        tokens.append(Token("word", folded[:-1], 0.0, start, end - 1, tight))
        tokens.append(Token("sign", "x", 0.0, end - 1, end, True))
        return
    if after_number and len(tokens) > 1 and tokens[-1].tight and _glued(tokens, folded):
        number, first = tokens.pop(), tokens.pop()
        word = first.text + number.text + folded
        tokens.append(Token("word", word, 0.0, first.start, start + len(piece), first.tight))
        return
    left, times, right = folded.partition("x")
    if times and left and right and _known(left) and _known(right):
        middle = start + len(left)
        tokens.append(Token("word", left, 0.0, start, middle, tight))
        tokens.append(Token("sign", "x", 0.0, middle, middle + 1, True))
        tokens.append(Token("word", right, 0.0, middle + 1, start + len(piece), True))
        return
    tokens.append(Token("word", folded, NUMBERS.get(folded, 0.0), start, start + len(piece), tight))


def _glued(tokens: list[Token], last: str) -> bool:
    """`t2b`: letters around a digit that are one word."""
    return tokens[-2].kind == "word" and tokens[-2].text + tokens[-1].text + last in GLUED


def _known(word: str) -> bool:
    return word in UNITS or word in MARKS or word == "f"


def lines_of(tokens: list[Token]) -> list[list[Token]]:
    """The tokens line by line, each with its end."""
    lines: list[list[Token]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if token.kind == "line":
            lines.append([])
    return lines
