"""Names among the words of a message: exercises of the lexicon, other activities, and words nobody knows."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from bot.language.atoms import Atom
from bot.language.languages import heard_table
from bot.language.names import Found, Lexicon
from bot.language.words import FILLER, VERBS, plain
from bot.tables import convert_rows

FILE = "activities.toml"
# Marks whose words may also be part of an exercise's name: `bar curl`, `hill sprint`, `side raise`.
_NEVER_A_NAME = frozenset({"at", "of", "for", "and", "then"})


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run, a walk or anything else that is no lift: what the diary calls it, and how people write it. A `group` is
    called what the message calls it; a `dull` one (the gym) counts only with a time; `lifts` may also be a lift; what
    can be `paced` is also done in sprints and intervals."""

    name: str
    kind: Literal["run", "other"]
    words: dict[str, tuple[str, ...]]
    walk: bool = False
    dull: bool = False
    group: bool = False
    lifts: bool = False
    paced: bool = False
    said: tuple[str, ...] = ()


class Named(Atom, frozen=True, gc=False):
    """A name: an exercise (`exercise`, its id), an activity, or both (`row`); neither where nobody knows the words."""

    exercise: str | None = None
    activity: Activity | None = None
    written: tuple[str, ...] = ()


_table = heard_table(FILE)
ACTIVITIES = convert_rows(FILE, _table["activity"], Activity)


def _activities() -> dict[str, tuple[tuple[tuple[str, ...], Activity], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Activity]]] = {}
    for activity in ACTIVITIES:
        for words in activity.words.values():
            for entry in words:
                phrase = tuple(map(plain, entry.split()))
                found.setdefault(phrase[0], []).append((phrase, activity))
    return {first: tuple(sorted(some, key=lambda p: -len(p[0]))) for first, some in found.items()}


def _said() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for tag, entries in _table["said"].items():
        for entry in entries:
            phrase = tuple(map(plain, entry.replace("-", " ").split()))
            found.setdefault(phrase[0], []).append((phrase, tag))
    return {first: tuple(sorted(some, key=lambda p: -len(p[0]))) for first, some in found.items()}


_BY_FIRST = _activities()
PAST = frozenset(plain(word) for words in _table["past"].values() for word in words)
SAID = _said()


def with_names(atoms: list[Atom], text: str, lexicon: Lexicon, own: Mapping[str, str]) -> list[Atom]:
    """The atoms with each name as one atom."""
    found: list[Atom] = []
    i, end = 0, len(atoms)
    while i < end:
        atom = atoms[i]
        if not (_one_limb(atoms, i) if atom.values else _starts(atom)):
            found.append(atom)
            i += 1
            continue
        words, ends = _words(atoms, i, text)
        named = _name(words, ends, atoms, i, lexicon, own)
        if named is None:
            found.append(atom)
            i += 1
            continue
        found.append(named[0])
        i = named[1]
    return found


def _starts(atom: Atom) -> bool:
    return bool(atom.text) and atom.text[0].isalpha() and atom.kind not in _NEVER_A_NAME


def _one_limb(atoms: list[Atom], i: int) -> bool:
    """`1 arm row`, `1-leg press`: a number that is part of a name."""
    if atoms[i].kind != "number" or atoms[i].value != 1 or i + 1 >= len(atoms):
        return False
    after = atoms[i + 2] if atoms[i + 1].kind == "-" and i + 2 < len(atoms) else atoms[i + 1]
    return after.text.startswith(("arm", "leg", "hand"))


def _words(atoms: list[Atom], i: int, text: str) -> tuple[tuple[str, ...], list[int]]:
    """The words from `i` on, and after which atom each ends; hyphens within a name count as spaces."""
    words: list[str] = []
    ends: list[int] = []
    end = len(atoms)
    if atoms[i].values:
        words.append("1")
        i += 1
        ends.append(0)
    while i < end and len(words) < 6:
        atom = atoms[i]
        if (
            (atom.kind == "-" or atom.text == "&")
            and words
            and i + 1 < end
            and atom.tight
            and i + 1 < end
            and atoms[i + 1].tight
            and atoms[i + 1].text
        ):
            i += 1
            continue
        joined = atom.text == "&" and bool(words)
        if atom.values or not atom.text or not (joined or atom.text[0].isalpha()) or atom.text == "x":
            break
        parts = ["and"] if joined else text[atom.start : atom.end].casefold().replace("-", " ").split()
        words.extend(parts)
        i += 1
        ends.extend([0] * (len(parts) - 1))
        ends.append(i)
    return tuple(words), ends


@lru_cache(maxsize=4096)
def _prefix(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[int, Found] | None:
    return lexicon.prefix(words)


def _name(
    words: tuple[str, ...], ends: list[int], atoms: list[Atom], i: int, lexicon: Lexicon, own: Mapping[str, str]
) -> tuple[Named, int] | None:
    if not words:
        return None
    count, exercise, activity = 0, None, None
    if words[0] in VERBS:
        words = (VERBS[words[0]], *words[1:])
    lift = None if words[0] in FILLER and not own else (lexicon.prefix(words, own) if own else _prefix(lexicon, words))
    if lift and ends[lift[0] - 1]:
        count, exercise = lift[0], lift[1].exercise
    said = _activity(tuple(atoms[i].text.split()) if atoms[i].text in VERBS else words)
    if said and said[0] >= count and ends[said[0] - 1]:
        if said[0] > count:
            exercise = None
        count, activity = said
    if not count:
        return None
    last = ends[count - 1]
    if (
        last - i > 1
        and atoms[last - 1].kind == "bodyweight"
        and exercise
        and _is_same(lexicon, words[: count - 1], exercise)
    ):
        last, count = last - 1, count - 1
    if last < len(atoms) and atoms[last].kind == "number" and atoms[last].tight:
        return None
    atom = Named(
        "name",
        atoms[i].start,
        atoms[last - 1].end,
        text=" ".join(map(plain, words[:count])),
        exercise=exercise,
        activity=activity,
        written=words[:count],
    )
    return atom, last


def _is_same(lexicon: Lexicon, words: tuple[str, ...], exercise: str) -> bool:
    """Whether a name means the same without its last word: `dips bw`."""
    shorter = _prefix(lexicon, words)
    return shorter is not None and shorter[1].exercise == exercise


def _activity(words: tuple[str, ...]) -> tuple[int, Activity] | None:
    for phrase, activity in _BY_FIRST.get(plain(words[0]), ()):
        if len(phrase) <= len(words) and all(plain(words[k]) == phrase[k] for k in range(1, len(phrase))):
            return len(phrase), activity
    return None
