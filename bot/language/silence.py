"""Clauses that log nothing: questions, plans, requests, other people's work, what was skipped."""

import msgspec

from bot.language.tokens import Token, lines_of
from bot.language.words import MEALS, SILENCE, UNITS

_ENDS = frozenset({",", ";", ".", "\n", "!", "?", ":", ">"})
_AND_YET = frozenset({"so", "but", "still"})  # `slept badly so only 2 km`
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
_AFTER_WORK = frozenset({"aside", "anywhere", "others", "future"})
_OUTDONE = frozenset({"planned", "anywhere"})  # `couldn't finish 5x5 100, got 5 4 4`
_SAID_BESIDE = frozenset({"aside", "anywhere", "others"})  # no work, yet worth a note beside work
_DOUBTFUL = frozenset({"anywhere", "others", "future"})
_ASKS_OF_IT = frozenset({"is", "does", "should", "can", "do", "how", "have"})  # `squat 3x5 100 is that good?`
_SILENCING = frozenset(  # the words with which something silent begins; most messages have none of them
    {first for first, phrases in SILENCE.items() if any(name not in ("turn", "own") for _, name in phrases)}
    | MEALS
    | _OWN_WEIGHT
    | {"?"}
)
_WORK_UNITS = frozenset({"kg", "lb", "set", "rep", "km", "mile", "metre", "m", "minute", "hour", "second"})
_BESIDE = frozenset({"with", "w", "by", "to", "from", "for", "beside", "con", "com", "avec", "mit", "с"})


class Spoken(msgspec.Struct, frozen=True):
    """A message without what it only says. `kept`: the tokens that may log something; `future`: what was left out is a
    plan; `doubtful`: what was left out may mean that the work before it was not done; `beside`: where what was said
    beside the work begins and ends."""

    kept: list[Token]
    future: bool = False
    doubtful: bool = False
    beside: tuple[tuple[int, int], ...] = ()


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


def spoken(tokens: list[Token]) -> Spoken:
    """What of a message may log something."""
    if _SILENCING.isdisjoint({token.text for token in tokens}):
        return Spoken(tokens)
    kept: list[Token] = []
    beside: list[tuple[int, int]] = []
    future = doubtful = False
    for line in lines_of(tokens):
        told = _Line(_without_meals(line))
        kept.extend(told.kept)
        beside.extend(told.beside)
        future = future or told.future
        doubtful = doubtful or told.doubtful
    return Spoken(kept, future, doubtful, tuple(beside))


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


class _Line:
    """One line without its silent clauses."""

    def __init__(self, tokens: list[Token]) -> None:
        self.kept: list[Token] = []
        self.beside: list[tuple[int, int]] = []
        self.future = self.doubtful = False
        self._tokens = tokens
        self._why = ""
        self._begins, self._counted = True, False
        self._clause = self._sentence = 0
        self._read()

    def _read(self) -> None:
        i = 0
        while i < len(self._tokens):
            token = self._tokens[i]
            found, length = self._found(i)
            if found == "future" and not self._why and self._is_for_another_day(i, length):
                return
            if found == "future" and not self._why and not self._is_after_work(i, length):
                del self.kept[self._sentence :]
                self.future = True
                return
            if found in _OUTDONE and not self._why and _only_reps_come(self._tokens[i + length :]):
                i += length
                continue
            if found and not self._why and (found in _FROM_HERE or found == "future"):
                if after := self._silence(found, i, length):
                    i = after
                    continue
            elif self._why and _turns(self._why, found, token, self._counted):
                self._why = ""
                i += max(length, 1)
                continue
            self._counted = self._counted or token.kind == "number"
            if not self._why:
                self.kept.append(token)
            elif self.beside and self.beside[-1][1] == self._tokens[i - 1].end and token.text not in _ENDS:
                self.beside[-1] = (self.beside[-1][0], token.end)
            self._end_clause(i, token)
            i += 1
        self.future = self._why == "planned" and self._counted

    def _found(self, i: int) -> tuple[str, int]:
        token = self._tokens[i]
        found, length = _phrase(self._tokens, i, self._begins) if token.kind == "word" else ("", 0)
        if found and _is_beside(found, self._tokens, i):
            return "", 0
        if not found and token.text in _OWN_WEIGHT and _is_own_weight(self._tokens, i):
            loaded = any(UNITS.get(t.text) in ("kg", "lb") for t in self.kept[self._clause :])
            return ("aside", 1) if self._begins or loaded else ("", 0)
        return found, length

    def _is_for_another_day(self, i: int, length: int) -> bool:
        """`squat 3x5 100, next time 102.5`: a clause of its own after work that was done."""
        after = i + length
        goes_on = after < len(self._tokens) and self._tokens[after].text not in _ENDS
        return self._begins and goes_on and is_work(self.kept[self._sentence :])

    def _is_after_work(self, i: int, length: int) -> bool:
        """`squat 3x5 100 tomorrow rest`: done, and then something else; but `squat 3x5 100 tomorrow` is a plan."""
        after = i + length
        goes_on = after < len(self._tokens) and self._tokens[after].text not in _ENDS
        return goes_on and is_work(self.kept[self._clause :])

    def _silence(self, found: str, i: int, length: int) -> int:
        """Leave out what a phrase begins; where that ends, if work follows in the same clause."""
        self._why = found
        if found == "planned":
            if not (i and self._tokens[i - 1].text in _OF_A_PLAN):
                self._counted = False
                del self.kept[self._clause :]
            return 0
        if found in _AFTER_WORK and is_work(self.kept[self._clause :]):
            asks_of_it = self._tokens[i].text in _ASKS_OF_IT
            self.doubtful = self.doubtful or (found in _DOUBTFUL and not asks_of_it)
            if asks_of_it:
                return 0
            self.beside.append((self._tokens[i].start, self._tokens[i - 1].end))
            return 0
        if found == "aside" and (after := self._until_work(i, length)):
            self._why, self.doubtful = "", True
            return after
        self._counted = False
        if found in _SAID_BESIDE:
            begins = self.kept[self._clause] if len(self.kept) > self._clause else self._tokens[i]
            self.beside.append((begins.start, self._tokens[i - 1].end))
        del self.kept[self._clause :]
        return 0

    def _until_work(self, i: int, length: int) -> int:
        """`slept 5 hours squat 3x8 60`: where what is said beside ends and work begins, or 0 where none follows."""
        tokens, j = self._tokens, i + length
        if j < len(tokens) and tokens[j].kind == "number":
            j += 2 if j + 1 < len(tokens) and tokens[j + 1].text in UNITS else 1
        for k in range(j, len(tokens) - 1):
            if tokens[k].text in _ENDS and _ends(tokens, k):
                return 0
            if tokens[k].kind == "number":
                return j if tokens[k + 1].text in ("x", "*") else 0
        return 0

    def _end_clause(self, i: int, token: Token) -> None:
        self._begins = (self._begins and (token.text in _LEADS or token.kind == "line")) or (
            token.text in _ENDS and _ends(self._tokens, i)
        )
        if not self._begins or token.text not in _ENDS:
            return
        rest = self._tokens[i:]
        asked = token.text == "?" and all(t.text in _ENDS or t.kind == "line" for t in rest)
        if asked and not is_work(self.kept[self._clause :]):
            del self.kept[self._clause :]
        self._clause = len(self.kept)
        self._why = "" if self._why == "aside" else self._why
        if token.text in _SENTENCE_ENDS:
            self._sentence = self._clause if not self._why else self._sentence


def _only_reps_come(tokens: list[Token]) -> bool:
    """`planned 5x5 at 100, did 5 4 4`: what came of the plan is told by its reps alone, so the plan says the rest."""
    turn = next((i for i, t in enumerate(tokens) if t.kind == "word" and _phrase(tokens, i, False)[0] == "turn"), None)
    if turn is None or not is_work(tokens[:turn]):
        return False
    after = [t for t in tokens[turn + _phrase(tokens, turn, False)[1] :] if t.text not in _ENDS and t.kind != "line"]
    return len(after) > 1 and all(t.kind == "number" or t.text == "/" for t in after)


def is_work(tokens: list[Token]) -> bool:
    """Whether some tokens have the shape of work: a pair, or a number with a unit of work."""
    for i, token in enumerate(tokens[:-1]):
        if token.kind not in ("number", "clock"):
            continue
        after = tokens[i + 1]
        if after.text in ("x", "*", "@") and i + 2 < len(tokens):
            return True
        if after.kind == "word" and UNITS.get(after.text) in _WORK_UNITS:
            return True
    return False


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
    j += 2 if j + 1 < len(tokens) and UNITS.get(tokens[j + 1].text) in ("kg", "lb") else 1
    after = tokens[j] if j < len(tokens) else None
    return after is None or after.kind != "sign" or after.text in _ENDS


def _turns(why: str, found: str, token: Token, counted: bool) -> bool:
    """Whether what was really done follows: `planned 5x5, got 3x5`, `planned 5x5: 3x5`."""
    if why == "others":
        return found == "own"
    return (
        found in ("turn", "own")
        or (why == "aside" and token.text in _AND_YET)
        or (why == "anywhere" and token.text == ":")
        or (why == "planned" and token.text == ":" and counted)
    )


def _ends(tokens: list[Token], i: int) -> bool:
    """A comma between digits ends nothing."""
    return not (tokens[i].text in ",.:>" and i + 1 < len(tokens) and tokens[i + 1].kind == "number")


def _phrase(tokens: list[Token], i: int, begins: bool) -> tuple[str, int]:
    for phrase, name in SILENCE.get(tokens[i].text, ()):
        if name == "begins" and not begins:
            continue
        if len(phrase) == 1 or (
            i + len(phrase) <= len(tokens) and all(tokens[i + k].text == word for k, word in enumerate(phrase))
        ):
            return name, len(phrase)
    return "", 0
