"""Which exercise a name means: its exact spelling, its words in any order, a slip of the finger, or nothing at all."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from bot.language.name_slips import Candidate, Slips
from bot.language.name_words import joined, name_key, name_parts, parts, spellings, umlauts_written_out, unabridged
from bot.training.exercises import Exercise

How: TypeAlias = Literal["own", "exact", "order", "typo"]

NO_NAMES: Mapping[str, str] = MappingProxyType({})
_SINGLE = {"one": "single"}  # the longhand that people type as often
_LONGEST = 8  # words; no name of the catalogue has more


class Found(msgspec.Struct, frozen=True):
    """The exercise a name means, how it was recognised, and its canonical name."""

    exercise: str
    how: How
    read_as: str


class Tie(msgspec.Struct, frozen=True):
    """Exercises with an equal claim to a name: to be asked, in the catalogue's order."""

    candidates: tuple[str, ...]


class Lexicon:
    """The names of a catalogue, indexed for look-up. `own` maps an athlete's own names to exercises."""

    def __init__(self, exercises: tuple[Exercise, ...]) -> None:
        self._exercises = {e.id: e for e in exercises}
        self._written = tuple(_written(exercises))
        self._exact: dict[str, str] = {}
        for name, exercise in self._written:
            self._exact.setdefault(name_key(name.split()), exercise)
        self._implied = tuple(_implied(exercises, self._exact))
        for words, exercise in self._implied:
            self._exact.setdefault("".join(words), exercise)
            self._exact.setdefault("".join((*words[1:], words[0])), exercise)
        self._ties = {name_key(name.split()): Tie(ids) for name, ids in spellings().ties.items()}

    def find(self, words: tuple[str, ...], own: Mapping[str, str] = NO_NAMES) -> Found | Tie | None:
        """The exercise that the case-folded words of a name mean."""
        key = name_key(words)
        hit = self._own(words, key, own) or self._known(key) or self._ties.get(key)
        if hit or not key:
            return hit
        return self._in_any_order(words) or self._slip(words)

    def prefix(self, words: tuple[str, ...], own: Mapping[str, str] = NO_NAMES) -> tuple[int, Found] | None:
        """How many leading words form the longest name, and what it means; no slips are mended here."""
        best = self._longest(words, own)
        if best is None and len(words) > 1 and joined(words[0]) in spellings().manner:
            later = self._longest(words[1:], own)
            return later and (later[0] + 1, later[1])
        return best

    def spellings(self, exercise: str) -> tuple[str, ...]:
        """Every name of an id, also in full and with the equipment that goes without saying."""
        return tuple(self._spelled.get(exercise, ()))

    def exercise(self, exercise: str) -> Exercise | None:
        """The row of an id; None for an athlete's own words."""
        return self._exercises.get(exercise)

    def name(self, exercise: str) -> str:
        """The canonical name of an id, or the words as they are."""
        row = self._exercises.get(exercise)
        return row.name if row else exercise

    def said(self, exercise: str) -> str:
        """What the coach calls an exercise."""
        row = self._exercises.get(exercise)
        return (row.said or row.name) if row else exercise

    def _known(self, key: str) -> Found | None:
        exercise = self._exact.get(key)
        return None if exercise is None else Found(exercise, "exact", self.name(exercise))

    def _own(self, words: tuple[str, ...], key: str, own: Mapping[str, str]) -> Found | None:
        exercise = own and (own.get(key) or own.get(" ".join(words)))
        return Found(exercise, "own", self.name(exercise)) if exercise else None

    def _longest(self, words: tuple[str, ...], own: Mapping[str, str]) -> tuple[int, Found] | None:
        best: tuple[int, Found] | None = None
        key = ""
        for count, word in enumerate(words[:_LONGEST], 1):
            key += joined(word)
            hit = self._own(words[:count], key, own) if own else None
            if hit is None and key in self._exact:
                hit = self._known(key)
            if hit:
                best = count, hit
        if best and best[0] == len(words):
            return best
        return self._longer(words, best[0] if best else 1) or best

    def _longer(self, words: tuple[str, ...], than: int) -> tuple[int, Found] | None:
        """`lat pulldown close grip`: a name in another order than the table has it."""
        known = self._vocabulary
        whole = 0
        while whole < min(len(words), _LONGEST) and known.issuperset(parts(words[whole])):
            whole += 1
        for count in range(whole, than, -1):
            ids = self._orders.get(_sorted(name_parts(words[:count])))
            if ids and len(ids) == 1:
                return count, Found(ids[0], "order", self.name(ids[0]))
        return None

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for words in self._orders for word in words)

    @cached_property
    def _orders(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        claims: dict[tuple[str, ...], dict[str, None]] = {}
        for name, exercise in self._written:
            claims.setdefault(_sorted(name_parts(name.split())), {})[exercise] = None
        orders = {words: tuple(ids) for words, ids in claims.items() if len(words) > 1 and len(max(words, key=len)) > 3}
        for words, exercise in self._implied:
            orders.setdefault(_sorted(words), (exercise,))
        return orders

    def _in_any_order(self, words: tuple[str, ...]) -> Found | Tie | None:
        said = name_parts(words)
        without = tuple(part for part in said if part not in spellings().manner)
        plainly = self._exact.get("".join(without))
        ids = self._orders.get(_sorted(said)) or (plainly and (plainly,)) or self._orders.get(_sorted(without))
        if not ids:
            return None
        return Found(ids[0], "order", self.name(ids[0])) if len(ids) == 1 else Tie(ids)

    @cached_property
    def _spelled(self) -> dict[str, dict[str, None]]:
        spelled: dict[str, dict[str, None]] = {}
        for name, exercise in self._written:
            ways = spelled.setdefault(exercise, {})
            ways.update(dict.fromkeys((name, *map(" ".join, _typed(name.split())))))
        for words, exercise in self._implied:
            spelled[exercise][" ".join(words)] = None
        return spelled

    @cached_property
    def _slips(self) -> Slips:
        names = [Candidate(words, exercise) for words, exercise in self._implied]
        for name, exercise in self._written:
            names += [Candidate(words, exercise) for words in _typed(name.split())]
        return Slips(names, spellings().everyday)

    def _slip(self, words: tuple[str, ...]) -> Found | Tie | None:
        ids = self._slips.nearest(name_parts(words))
        if not ids:
            return None
        return Found(ids[0], "typo", self.name(ids[0])) if len(ids) == 1 else Tie(ids)


def _written(exercises: tuple[Exercise, ...]) -> Iterator[tuple[str, str]]:
    """Every name as the table has it, umlauts also written out, with its exercise."""
    for exercise in exercises:
        for name in (exercise.name, *exercise.names):
            yield name, exercise.id
        for names in exercise.abroad.values():
            for name in map(str.casefold, names):
                yield name, exercise.id
                if not name.isascii():
                    yield umlauts_written_out(name), exercise.id


def _implied(exercises: tuple[Exercise, ...], written: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """`barbell squat`, `leg press machine`: English names with the equipment that goes without saying, unless another
    exercise bears that name."""
    equipment = spellings().equipment
    tools = frozenset(equipment.values())
    for exercise in exercises:
        tool = equipment.get(exercise.kind)
        for name in (exercise.name, *exercise.names) if tool else ():
            words = name_parts(name.split())
            if tool and tools.isdisjoint(words) and written.get(tool + "".join(words), exercise.id) == exercise.id:
                yield (tool, *words), exercise.id


def _typed(written: list[str]) -> Iterator[tuple[str, ...]]:
    """The words of a name in the ways people type them."""
    apart = name_parts(written)
    yield apart
    yield unabridged(written)
    yield tuple(map(joined, written))
    yield tuple(_SINGLE.get(part, part) for part in apart)


def _sorted(words: tuple[str, ...]) -> tuple[str, ...]:
    small = spellings().small
    return tuple(sorted(w for w in words if w not in small))
