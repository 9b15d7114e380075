"""The pieces of a correction: numbers with their units, days, exercises, ordinals, and the words that bind them."""

import datetime as dt
from collections.abc import Mapping
from functools import cache

import msgspec

from bot.language import dates
from bot.language.languages import heard_as
from bot.language.names import Found, Lexicon, Tie
from bot.language.tokens import Token, normalised, split
from bot.language.words import NUMBERS, UNITS, plain
from bot.tables import TableError

FILE = "corrections.toml"
LONGEST = 24  # tokens; what is longer tells a story, and no single change
LISTED, MOST_REPS = 3, 30  # so many numbers in a row, none of them greater, are reps
COUNTED = {"rep": "reps", "set": "sets", "round": "sets"}


class Piece(msgspec.Struct, frozen=True):
    """`role`: number, day, exercise, ordinal, set, some_sets (the first or last so many), rest, x, slash, comma, or a
    role of corrections.toml. A number bears its `unit` (load and time units by their name, else sets or reps);
    `exercises`: those that a name may mean."""

    role: str
    text: str
    number: float = 0.0
    unit: str = ""
    days: tuple[dt.date, ...] = ()
    future: bool = False
    whose: bool = False
    exercises: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table: phrases by role, ordinals, and what units of distance and time are in metres and seconds."""

    roles: dict[str, tuple[str, ...]]
    ordinals: dict[str, int]
    metres: dict[str, float]
    seconds: dict[str, float]


@cache
def words() -> Words:
    """The table of corrections.toml."""
    return heard_as(FILE, Words)


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for role, phrases in words().roles.items():
        for phrase in phrases:
            if found.setdefault(tuple(map(plain, phrase.split())), role) != role:
                raise TableError(FILE, role, f"'{phrase}' stands in two roles")
    return found


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


class Cutter:
    """Goes over a short message once and cuts it into pieces."""

    def __init__(self, text: str, lexicon: Lexicon, own: Mapping[str, str], today: dt.date) -> None:
        tokens = split(normalised(text)[: 40 * LONGEST])
        self.too_long = len(tokens) > LONGEST
        self._lexicon, self._own = lexicon, own
        self._owned: set[int] = set()
        self._tokens = [self._plainly(i, token) for i, token in enumerate(slashed(_counted(tokens[:LONGEST])))]
        self._days = self._found_days(today)
        self._pieces: list[Piece] = []
        self._unknown: list[str] = []

    def cut(self) -> tuple[Piece, ...]:
        """All pieces, in their order."""
        i = 0
        while i < len(self._tokens):
            end, piece = self._at(i)
            if piece is None:
                self._unknown.append(self._tokens[i].text)
            else:
                self._name_unknown()
                self._pieces.append(piece)
            i = end
        self._name_unknown()
        return tuple(self._pieces)

    def _plainly(self, i: int, token: Token) -> Token:
        """monday's, yesterdays: the day, whose entry is meant."""
        stem = token.text.removesuffix("s").removesuffix("'")
        if token.kind != "word" or stem == token.text:
            return token
        day = dates.find([msgspec.structs.replace(token, text=stem)], dt.date(2026, 1, 1))
        if day is None:
            return token
        self._owned.add(i)
        return msgspec.structs.replace(token, text=stem)

    def _found_days(self, today: dt.date) -> dict[int, tuple[int, Piece]]:
        """By first token: where a day ends, and the day. Numbers alone are a date only with a year."""
        found: dict[int, tuple[int, Piece]] = {}
        start = 0
        while start < len(self._tokens) and (day := dates.find(self._tokens[start:], today)):
            first, end = start + day.first, start + day.end
            told = self._tokens[first:end]
            if any(token.kind == "word" or len(token.text) == 4 for token in told):
                days = (day.day, day.other) if day.other else (day.day,)
                whose = not self._owned.isdisjoint(range(first, end))
                text = " ".join(token.text for token in told)
                found[first] = (end, Piece("day", text, days=days, future=day.future or day.day > today, whose=whose))
            start = max(end, start + 1)
        return found

    def _at(self, i: int) -> tuple[int, Piece | None]:
        if i in self._days:
            return self._days[i]
        token = self._tokens[i]
        if token.kind == "line":
            return i + 1, Piece("comma", token.text)
        if token.kind == "clock":
            return i + 1, Piece("number", token.text, token.value, "clock")
        if token.kind == "number":
            return self._number(i, token.value)
        phrase, role = self._phrase(i)
        named, exercise = self._exercise(i)
        if exercise is not None and named > phrase - i:
            return i + named, Piece("exercise", exercise.read_as, exercises=(exercise.exercise,))
        if (ordinal := self._ordinal(i)) is not None:
            return i + (3 if ordinal.role == "some_sets" else 1), ordinal
        if token.text in NUMBERS and (phrase <= i + 1) and self._is_number(i):
            return self._number(i, NUMBERS[token.text])
        if role:
            return phrase, Piece(role, " ".join(t.text for t in self._tokens[i:phrase]))
        return self._sign(i, token) if token.kind == "sign" else self._unit(i, token)

    def _sign(self, i: int, token: Token) -> tuple[int, Piece | None]:
        role = {"x": "x", "/": "slash"}.get(token.text, "comma" if token.text in ",;:.!()" else "fill")
        return i + 1, Piece(role, token.text)

    def _number(self, i: int, value: float) -> tuple[int, Piece]:
        following = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        if following is None or following.kind != "word":
            return i + 1, Piece("number", self._tokens[i].text, value)
        if following.text in ("st", "nd", "rd", "th") and following.tight:
            return i + 2, Piece("ordinal", following.text, value)
        unit = UNITS.get(following.text, "")
        if following.text in words().roles["run"]:
            unit = "set"
        known = unit in COUNTED or unit in ("kg", "lb", "m") or unit in words().metres or unit in words().seconds
        if not known:
            return i + 1, Piece("number", self._tokens[i].text, value)
        return i + 2, Piece("number", following.text, value, COUNTED.get(unit, unit))

    def _is_number(self, i: int) -> bool:
        """`two sets not three`, but not the `one` of `the second one`."""
        before = self._pieces[-1].role if self._pieces else ""
        unit = UNITS.get(self._tokens[i + 1].text) if i + 1 < len(self._tokens) else None
        return NUMBERS[self._tokens[i].text] > 1 or (unit in COUNTED and before != "ordinal")

    def _phrase(self, i: int) -> tuple[int, str]:
        """Where the longest phrase of the table ends that begins here, and its role."""
        for end in range(min(i + _longest(), len(self._tokens)), i, -1):
            role = _phrases().get(tuple(token.text for token in self._tokens[i:end]))
            if role:
                return end, role
        return i, ""

    def _exercise(self, i: int) -> tuple[int, Found | None]:
        following = []
        for token in self._tokens[i:]:
            if token.kind != "word":
                break
            following.append(token.text)
        hit = self._lexicon.prefix(tuple(following), self._own) if following else None
        return hit or (0, None)

    def _ordinal(self, i: int) -> Piece | None:
        """`second` before one, set or exercise; `last` before set or exercise."""
        number = words().ordinals.get(self._tokens[i].text)
        following = self._tokens[i + 1].text if i + 1 < len(self._tokens) else ""
        if number in (1, -1) and i + 2 < len(self._tokens) and UNITS.get(self._tokens[i + 2].text) == "set":
            count = _number_of(self._tokens[i + 1])
            return Piece("some_sets", following, number * count) if count else None
        if number is None or not (following in words().roles["one"] + words().roles["entry"] or following == "set"):
            return None
        if number < 0 and (following == "one" or following in words().roles["entry"]):
            return None
        return Piece("ordinal", self._tokens[i].text, number)

    def _unit(self, i: int, token: Token) -> tuple[int, Piece | None]:
        unit = UNITS.get(token.text, "")
        if unit in ("kg", "lb"):
            return i + 1, Piece("load_unit", token.text, unit=unit)
        if unit in COUNTED:
            return i + 1, Piece("set" if token.text == "set" else COUNTED[unit], token.text)
        return i + 1, None

    def _name_unknown(self) -> None:
        """Words that nothing else knows may be an exercise with a slip of the finger."""
        said, self._unknown = tuple(self._unknown), []
        if not said:
            return
        found = self._lexicon.find(said, self._own) if len(said) <= 4 and any(len(word) > 3 for word in said) else None
        text = " ".join(said)
        match found:
            case Found(exercise=exercise):
                self._pieces.append(Piece("exercise", text, exercises=(exercise,)))
            case Tie(candidates=candidates):
                self._pieces.append(Piece("exercise", text, exercises=candidates))
            case None:
                self._pieces.append(Piece("rest", text))


def _number_of(token: Token) -> float:
    """The value of a number, in digits or as a word; 0 where it is none."""
    return token.value if token.kind == "number" else NUMBERS.get(token.text, 0.0)


def _counted(tokens: list[Token]) -> list[Token]:
    """`two days ago` with its number as a number."""
    return [
        msgspec.structs.replace(token, kind="number", value=NUMBERS[token.text])
        if token.text in NUMBERS and token.kind == "word" and UNITS.get(following.text) == "other"
        else token
        for token, following in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True)
    ]


def slashed(tokens: list[Token]) -> list[Token]:
    """`5 5 4` and `5, 5, 4` as `5/5/4`: three or more small whole numbers in a row are the reps of as many sets."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        places = _listed(tokens, i)
        if len(places) < LISTED:
            found.append(tokens[i])
            i += 1
            continue
        for place in places:
            slash = Token("sign", "/", 0.0, tokens[place].start, tokens[place].start, tight=True)
            found += [slash, tokens[place]] if place > i else [tokens[place]]
        i = places[-1] + 1
    return found


def _listed(tokens: list[Token], i: int) -> list[int]:
    """Where the numbers of a list stand that begins here; none where what follows makes them something else."""
    places: list[int] = []
    while i < len(tokens) and tokens[i].kind == "number" and 0 < tokens[i].value <= MOST_REPS:
        if tokens[i].value != int(tokens[i].value):
            break
        places.append(i)
        i += 2 if i + 1 < len(tokens) and tokens[i + 1].text in (",", "-") else 1
    following = tokens[places[-1] + 1].text if places and places[-1] + 1 < len(tokens) else ""
    return places if following != "x" else []
