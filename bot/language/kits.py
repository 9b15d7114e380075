"""What an athlete tells of their bar, plates, dumbbells and machines, in a message about nothing else."""

from functools import cache

import msgspec

from bot.language.concepts import Heard
from bot.language.languages import heard_table
from bot.language.words import UNITS, plain
from bot.tables import TableError
from bot.training.athlete import Kit
from bot.training.quantities import Load, LoadUnit

FILE = "kits.toml"
KINDS = ("barbell", "dumbbells", "machines", "bodyweight")
REACH = 3  # words from a denial to what it denies
BARE = frozenset("/:,.+-")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people write it, and what is heard."""

    text: str
    bar: float | None = None
    plates: tuple[float, ...] | None = None
    dumbbell_step: float | None = None
    stack_step: float | None = None
    has: tuple[str, ...] | None = None
    unit: LoadUnit | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    things: dict[str, list[str]]
    owning: dict[str, list[str]]
    steps: dict[str, list[str]]
    filler: dict[str, list[str]]
    bounds: dict[str, tuple[float, float]]
    example: tuple[Example, ...]


class KitTold(msgspec.Struct, frozen=True):
    """What a message tells of the kit, in `unit`, where it names one. `wrong`: what cannot be as it was written (bar,
    plates, step), or `kit` where nothing is said of it that could be kept."""

    bar: float | None = None
    plates: tuple[float, ...] | None = None
    dumbbell_step: float | None = None
    stack_step: float | None = None
    has: tuple[str, ...] | None = None
    unit: LoadUnit | None = None
    wrong: str = ""

    def on(self, kit: Kit, unit: LoadUnit) -> Kit:
        """The kit with what was told, in the athlete's unit."""
        told = {name: value for name in Kit.__struct_fields__ if (value := getattr(self, name)) is not None}
        if self.unit and self.unit != unit:
            converted = in_unit(msgspec.structs.replace(Kit(), **told), self.unit, unit)
            told = {name: getattr(converted, name) for name in told}
        return msgspec.structs.replace(kit, **told)


def in_unit(kit: Kit, old: LoadUnit, new: LoadUnit) -> Kit:
    """The same kit in another unit."""

    def other(amount: float | None) -> float | None:
        return None if amount is None else round(Load(amount, old).to(new).amount, 2)

    return msgspec.structs.replace(
        kit,
        bar=other(kit.bar),
        plates=tuple(round(Load(plate, old).to(new).amount, 2) for plate in kit.plates),
        dumbbell_step=other(kit.dumbbell_step),
        stack_step=other(kit.stack_step),
    )


@cache
def _table() -> _Table:
    try:
        return msgspec.convert(heard_table(FILE), _Table)
    except msgspec.ValidationError as error:
        raise TableError(FILE, "table", str(error)) from error


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in _table().things.items() for word in words}


@cache
def _accepted() -> frozenset[str]:
    table = _table()
    groups = (*table.owning.values(), *table.steps.values(), *table.filler.values())
    return frozenset(word for words in groups for word in words) | frozenset(_kinds()) | frozenset(UNITS) | BARE


def examples() -> tuple[Example, ...]:
    return _table().example


def kit_told(heard: Heard) -> KitTold | None:
    """What a message tells of the kit; None where it is about anything else."""
    if heard.marked:
        return None
    words = tuple(plain(word) for word in heard.words)
    numbers = tuple(number for number in heard.numbers if number is not None)
    rest = [word for word, number in zip(words, heard.numbers, strict=True) if number is None]
    things = [_kinds()[word] for word in rest if word in _kinds()]
    if not all(word in _accepted() for word in rest):
        return None
    full = any(word in _table().owning["full"] for word in rest) and any(w in _table().owning["words"] for w in rest)
    if not things and not full:
        return None
    units = [UNITS[word] for word in rest if UNITS.get(word) in ("kg", "lb")]
    unit: LoadUnit | None = None if not units else "lb" if units[0] == "lb" else "kg"
    return _of_numbers(rest, things, numbers, unit) if numbers else _of_things(rest, things, full)


def _of_numbers(
    rest: list[str], things: list[str], numbers: tuple[float, ...], unit: LoadUnit | None
) -> KitTold | None:
    stepped = any(word in _table().steps["words"] for word in rest)
    if "plates" in things:
        return _checked(KitTold(plates=tuple(sorted(set(numbers))), unit=unit), "plates", numbers)
    if len(numbers) != 1 or len(set(things)) != 1:
        return None
    (number,) = numbers
    if stepped and things[0] == "dumbbells":
        return _checked(KitTold(dumbbell_step=number, unit=unit), "step", numbers)
    if stepped and things[0] == "machines":
        return _checked(KitTold(stack_step=number, unit=unit), "step", numbers)
    if not stepped and things[0] == "barbell":
        return _checked(KitTold(bar=number, unit=unit), "bar", numbers)
    return None


def _checked(told: KitTold, bound: str, numbers: tuple[float, ...]) -> KitTold:
    low, high = _table().bounds[bound]
    fits = all(low <= Load(number, told.unit).kg <= high for number in numbers)
    return told if fits else KitTold(wrong=bound)


def _of_things(rest: list[str], things: list[str], full: bool) -> KitTold | None:
    owning = _table().owning
    if full:
        return KitTold(has=())
    denied = {
        _kinds()[word]
        for place, word in enumerate(rest)
        if word in _kinds() and any(w in owning["denied"] for w in rest[max(0, place - REACH) : place])
        and not any(w in owning["words"][:2] for w in rest[max(0, place - REACH) : place])
    }  # fmt: skip
    there = tuple(kind for kind in KINDS if kind in things and kind not in denied)
    if denied and not there:
        return KitTold(has=tuple(kind for kind in KINDS if kind not in denied))
    if there and any(word in owning["words"] for word in rest):
        return KitTold(has=there)
    return KitTold(wrong="kit") if rest[0] in ("my", "set") else None
