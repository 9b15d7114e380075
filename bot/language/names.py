"""Which exercise a name means: its exact spelling, its words in any order, a slip of the finger, or nothing at all."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from bot.language.name_slips import Candidate, Slips
from bot.language.name_words import joined, name_key, name_parts, spellings, umlauts_written_out, unabridged
from bot.training.exercises import Exercise

How: TypeAlias = Literal["own", "exact", "order", "typo"]

NO_NAMES: Mapping[str, str] = MappingProxyType({})
_SINGLE = (("one arm", "single arm"), ("single arm", "one arm"), ("one leg", "single leg"), ("single leg", "one leg"))
_LONGEST = 8  # words; no name of the catalogue has more
_COMPOUNDS = (("dumbbell", "db"), ("barbell", "bb"), ("kettlebell", "kb"), ("onearm", "sa"), ("oneleg", "sl"))


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
        self._exact.update(_compounds(self._exact))
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
        """Every English and foreign name of an id, also with the equipment that goes without saying."""
        written = [name for name, owner in self._written if owner == exercise]
        implied = [" ".join(words) for words, owner in self._implied if owner == exercise]
        swapped = [name.replace(one, single) for name in written for one, single in _SINGLE if one in name]
        return tuple(dict.fromkeys((*written, *implied, *swapped)))

    def exercise(self, exercise: str) -> Exercise | None:
        """The row of an id; None for an athlete's own words."""
        return self._exercises.get(exercise)

    def name(self, exercise: str) -> str:
        """The canonical name of an id, or the words as they are."""
        row = self._exercises.get(exercise)
        return row.name if row else exercise

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
        return self._longer(words, best) if best and best[0] < len(words) else best

    def _longer(self, words: tuple[str, ...], best: tuple[int, Found]) -> tuple[int, Found]:
        """`lat pulldown close grip`: a name whose first words are one already, and whose rest comes after it."""
        small = spellings().small
        whole = next((n for n, word in enumerate(words[:_LONGEST]) if joined(word) in small), min(len(words), _LONGEST))
        for count in range(whole, best[0], -1):
            ids = self._orders.get(_sorted(name_parts(words[:count])))
            if ids and len(ids) == 1:
                return count, Found(ids[0], "order", self.name(ids[0]))
        return best

    @cached_property
    def _orders(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        claims: dict[tuple[str, ...], dict[str, None]] = {}
        for name, exercise in self._written:
            claims.setdefault(_sorted(name_parts(name.split())), {})[exercise] = None
        orders = {words: tuple(ids) for words, ids in claims.items()}
        for words, exercise in self._implied:
            orders.setdefault(_sorted(words), (exercise,))
        return orders

    def _in_any_order(self, words: tuple[str, ...]) -> Found | Tie | None:
        said = name_parts(words)
        manner = spellings().manner
        without = tuple(p for p in said if p not in manner)
        for claimed in (said, without):
            ids = self._orders.get(_sorted(claimed)) if claimed else None
            if ids:
                return Found(ids[0], "order", self.name(ids[0])) if len(ids) == 1 else Tie(ids)
        return None

    @cached_property
    def _slips(self) -> Slips:
        names = [Candidate(words, exercise) for words, exercise in self._implied]
        for name, exercise in self._written:
            names.append(Candidate(unabridged(name.split()), exercise))
            names.append(Candidate(name_parts(name.split()), exercise))
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


def _compounds(written: Mapping[str, str]) -> dict[str, str]:
    """`dbpress`: shorthand run together with the rest of the name."""
    return {
        short + key[len(long) :]: exercise
        for key, exercise in written.items()
        for long, short in _COMPOUNDS
        if key.startswith(long) and short + key[len(long) :] not in written
    }


def _sorted(words: tuple[str, ...]) -> tuple[str, ...]:
    small = spellings().small
    return tuple(sorted(w for w in words if w not in small))
