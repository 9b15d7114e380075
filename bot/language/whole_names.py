"""Names with the words beside them: those in brackets, two side by side, and words that make another name."""

from collections.abc import Mapping
from functools import lru_cache

from bot.language.atoms import Atom
from bot.language.names import Found, Lexicon, Tie
from bot.language.naming import Named
from bot.language.unnamed import is_free
from bot.language.words import JOINING, PLAIN

_MANNERS = frozenset({"sprint", "interval run", "tempo run"})  # runs that are also a way to do something else
_PLACES = frozenset({"treadmill"})
_LEADING_TO = JOINING | {"up"}
LONGEST_IN_BRACKETS = 3  # words of a name


class WholeNames:
    """Finds the whole names of one message. `slips`: names read through a typo."""

    def __init__(self, text: str, lexicon: Lexicon, own: Mapping[str, str]) -> None:
        self._text, self._lexicon, self._own = text, lexicon, own
        self.slips: list[tuple[str, str]] = []

    def in_brackets(self, chunk: list[Atom]) -> list[Atom]:
        """`Bench Press (Dumbbell)`, `deadlift (sumo)`: names that go on in brackets, where that is an exercise."""
        for i, atom in enumerate(chunk[:-2]):
            if not isinstance(atom, Named) or not atom.exercise or chunk[i + 1].kind != "(":
                continue
            near = range(i + 2, min(len(chunk), i + 3 + LONGEST_IN_BRACKETS))
            end = next((k for k in near if chunk[k].kind == ")"), 0)
            inside = chunk[i + 2 : end]
            if not inside or any(a.values or not a.text for a in inside):
                continue
            extra = self.words(inside)
            for words in ((*extra, *atom.written), (*atom.written, *extra)):
                if exercise := self._known(words):
                    whole = named(atom, chunk[end], words, exercise)
                    return [*chunk[:i], whole, *self.in_brackets(chunk[end + 1 :])]
        return chunk

    def side_by_side(self, chunk: list[Atom]) -> list[Atom]:
        """`chest presses` that the lexicon knows only apart: two names side by side are one."""
        for i in range(len(chunk) - 1):
            one, other = chunk[i], chunk[i + 1]
            if not (isinstance(one, Named) and isinstance(other, Named)) or len(one.written) > 1:
                continue
            if one.exercise and other.exercise and not one.activity and not other.activity:
                words = (*one.written, *other.written)
                return [*chunk[:i], named(one, other, words, self._known(words)), *self.side_by_side(chunk[i + 2 :])]
        return chunk

    def _known(self, words: tuple[str, ...]) -> str | None:
        """The exercise of that very name, in any order of its words; slips are not mended here."""
        found = self._lexicon.prefix(words, self._own)
        return found[1].exercise if found and found[0] == len(words) else None

    def words(self, atoms: list[Atom]) -> tuple[str, ...]:
        words: list[str] = []
        for atom in atoms:
            if isinstance(atom, Named):
                words.extend(atom.written)
            elif atom.text and atom.text[0].isalpha():
                words.extend(self._text[atom.start : atom.end].casefold().split())
        return tuple(words)

    def find(self, words: tuple[str, ...]) -> Found | Tie | None:
        return self._lexicon.find(words, self._own) if self._own else _found(self._lexicon, words)

    def whole(self, chunk: list[Atom]) -> list[Atom]:
        """Names with the words directly beside them, where those make another name: `vmo squat` is no squat."""
        for i, atom in enumerate(chunk):
            if isinstance(atom, Named) and atom.exercise:
                first, end = self._reach(chunk, i)
                if (first, end) != (i, i + 1):
                    whole = self._whole(chunk, first, i, end)
                    if whole is not None:
                        return self._after(chunk, whole)
        return chunk

    def _after(self, chunk: list[Atom], whole: tuple[Named, int, int]) -> list[Atom]:
        named, first, end = whole
        return [*chunk[:first], named, *self.whole(chunk[end:])]

    def _reach(self, chunk: list[Atom], i: int) -> tuple[int, int]:
        """The words that touch a name: those before it that are no filler, those after it with what joins them."""
        first, end = i, i + 1
        while first and i - first < 3 and is_free(chunk[first - 1]):
            first -= 1
        while first < i and chunk[first].text in JOINING:
            first += 1
        k = end
        while (
            k < len(chunk) and k - i < 4 and chunk[k].kind == "word" and (is_free(chunk[k]) or chunk[k].text in JOINING)
        ):
            k += 1
            if is_free(chunk[k - 1]):
                end = k
        return first, end

    def _whole(self, chunk: list[Atom], first: int, i: int, end: int) -> tuple[Named, int, int] | None:
        spans = [(first, end), (first, i + 1), (i, end)]
        if i + 1 < end < len(chunk) and isinstance(chunk[end], Named):
            spans.insert(0, (i, end + 1))  # `bulgarian spilt squats`: a name, a slip, and what is a name as well
        for start, stop in spans:
            if (start, stop) == (i, i + 1):
                continue
            words = self.words(chunk[start:stop])
            found = (
                self.find(words)
                if not all(w in PLAIN for w in self.words(chunk[start:i] + chunk[i + 1 : stop]))
                else None
            )
            if isinstance(found, Found):
                if found.how == "typo":
                    self.slips.append((" ".join(words), found.read_as))
                return named(chunk[start], chunk[stop - 1], words, found.exercise), start, stop
        before = self.words(chunk[first:i])
        if 0 < len(before) <= 2 and not all(w in PLAIN for w in before):
            words = self.words(chunk[first : i + 1])
            return named(chunk[first], chunk[i], words, None), first, i + 1
        return None


def with_manners(chunk: list[Atom]) -> list[Atom]:
    """`bike sprints 8x15s`, `ran up the stairs`, `treadmill walk`: how or where it was done, no run beside it."""
    for i in [i for i, a in enumerate(chunk) if a.kind == "name"]:
        atom = chunk[i]
        activity = atom.activity if isinstance(atom, Named) else None
        if activity is None:
            continue
        before = i - 1
        while before >= 0 and chunk[before].text in _LEADING_TO:
            before -= 1
        joined = before < i - 1 and activity.paced and _is_run(chunk, before)
        placed = before == i - 1 and _is_run(chunk, i) and _is_run(chunk, before, _PLACES)
        after = activity.paced and _is_run(chunk, i + 1, _MANNERS)
        if joined or placed or after:
            k = i + 1 if after else before
            word = Atom("word", chunk[k].start, chunk[k].end, text=chunk[k].text)
            return with_manners([*chunk[:k], word, *chunk[k + 1 :]])
    return chunk


def tells_more(chunk: list[Atom]) -> bool:
    """Whether an activity is named that is more than the gym: `no gym today, just walked 40 min`."""
    return any(isinstance(a, Named) and a.activity is not None and not a.activity.dull for a in chunk)


def _is_run(chunk: list[Atom], i: int, names: frozenset[str] = frozenset()) -> bool:
    """Whether the name of a run stands at `i`: one of those, where they are given."""
    atom = chunk[i] if 0 <= i < len(chunk) else None
    if not isinstance(atom, Named) or atom.activity is None or atom.activity.kind != "run":
        return False
    return not names or atom.activity.name in names


@lru_cache(maxsize=2048)
def _found(lexicon: Lexicon, words: tuple[str, ...]) -> Found | Tie | None:
    """A search for a name without the athlete's own; the search for slips is the slow part of reading."""
    return lexicon.find(words)


def named(first: Atom, last: Atom, words: tuple[str, ...], exercise: str | None) -> Named:
    return Named("name", first.start, last.end, text=" ".join(words), exercise=exercise, written=words)
