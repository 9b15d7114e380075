"""What athletes tell of their bar, plates, dumbbells and machines, and of their own weight: in a message about nothing
else, or among other things about themselves."""

from collections.abc import Iterable
from functools import cache

import msgspec

from bot.language.concepts import Heard
from bot.language.languages import heard_as
from bot.language.words import UNITS, plain
from bot.training.athlete import Kit
from bot.training.quantities import Load, LoadUnit

FILE = "kits.toml"
KINDS = ("barbell", "dumbbells", "machines", "bodyweight")
GYM = "gym"
REACH = 3  # words from a denial to what it denies
BARE = frozenset("/:,.+-")


class KitTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a message tells of the kit and of the athlete's weight, in `unit`, where it names one; None where it tells
    nothing of it. `wrong`: what cannot be as it was written (bar, plates, step), or `kit` where nothing is said of it
    that could be kept."""

    bar: float | None = None
    plates: tuple[float, ...] | None = None
    dumbbell_step: float | None = None
    stack_step: float | None = None
    has: tuple[str, ...] | None = None
    bodyweight: float | None = None
    unit: LoadUnit | None = None
    wrong: str = ""

    @property
    def anything(self) -> bool:
        return self.bodyweight is not None or bool(self._pieces())

    def on(self, kit: Kit, unit: LoadUnit) -> Kit:
        """The kit with what was told, in the athlete's unit."""
        told = self._pieces()
        if self.unit and self.unit != unit:
            converted = in_unit(msgspec.structs.replace(Kit(), **told), self.unit, unit)
            told = {name: getattr(converted, name) for name in told}
        return msgspec.structs.replace(kit, **told)

    def _pieces(self) -> dict[str, object]:
        return {name: value for name in Kit.__struct_fields__ if (value := getattr(self, name)) is not None}


class Example(KitTold, frozen=True, kw_only=True):
    """How people write it, and what is heard."""

    text: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    things: dict[str, list[str]]
    phrases: dict[str, list[str]]
    owning: dict[str, list[str]]
    steps: dict[str, list[str]]
    body: dict[str, list[str]]
    filler: dict[str, list[str]]
    bounds: dict[str, tuple[float, float]]
    example: tuple[Example, ...]


class _Message(msgspec.Struct, frozen=True):
    """Its text, the words that are no numbers, the things among these by their place, its numbers and its unit."""

    text: str
    rest: tuple[str, ...]
    things: dict[int, str]
    numbers: tuple[float, ...]
    unit: LoadUnit | None

    @property
    def kinds(self) -> set[str]:
        """What is named, a bar for a barbell."""
        return {_kind(thing) for thing in self.things.values()}

    def says(self, ways: Iterable[str]) -> bool:
        return any(f" {way} " in self.text for way in ways)


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
    found = heard_as(FILE, _Table)

    def plainly(ways: dict[str, list[str]]) -> dict[str, list[str]]:
        return {name: [plain(way) for way in told] for name, told in ways.items()}

    words = ("things", "phrases", "owning", "steps", "body", "filler")
    return msgspec.structs.replace(found, **{name: plainly(getattr(found, name)) for name in words})


@cache
def _things() -> dict[str, str]:
    return {word: thing for thing, words in _table().things.items() for word in words}


@cache
def _accepted() -> frozenset[str]:
    table = _table()
    groups = (*table.owning.values(), *table.steps.values(), *table.filler.values(), [*_things(), *UNITS])
    return frozenset(word for ways in groups for way in ways for word in way.split()) | BARE


def examples() -> tuple[Example, ...]:
    return _table().example


def kit_told(heard: Heard) -> KitTold | None:
    """What a message tells of the kit; None where it is about anything else."""
    message, table = _message(heard), _table()
    owning = (*table.owning["only"], *table.owning["words"])
    full = message.says(table.owning["full"]) and message.says(owning)
    if heard.marked or not _accepted().issuperset(message.rest) or not (message.things or full):
        return None
    if message.numbers and not message.says(table.steps["not"]):
        return _of_numbers(message) if len(message.kinds) == 1 or "plates" in message.kinds else None
    if full:
        return KitTold(has=())
    there, denied = _there(message)
    if message.says(table.phrases["bodyweight"]) and set(there) <= {"bodyweight"}:
        return KitTold(has=("bodyweight",))
    if denied and not there:
        return KitTold(has=tuple(kind for kind in KINDS if kind not in denied))
    if there and message.says(owning):
        return KitTold(has=there)
    return KitTold(wrong="kit") if message.rest[0] in table.filler["opens"] else None


def kit_mentioned(heard: Heard) -> KitTold:
    """What a message about its writer tells of it among other things; nothing where it cannot be so."""
    message, table = _message(heard), _table()
    if message.numbers:
        of_body = len(message.numbers) == 1 and message.says(table.body["words"])
        told = _of_body(message) if of_body else _of_numbers(message)
        unsure = told is None or told.wrong or (told.bar is not None and told.unit is None)
        return KitTold() if told is None or unsure else told
    phrases = [name for name, ways in table.phrases.items() if message.says(ways)]
    if "bodyweight" in phrases:
        return KitTold(has=("bodyweight",))
    if not message.says(word for name in ("only", "words", "beside") for word in table.owning[name]):
        return KitTold()
    there, _ = _there(message)
    told_of = {message.things[place] for place in message.things} - {"bar", "bodyweight"}
    has = tuple(kind for kind in KINDS if kind in phrases or (kind in there and kind in told_of))
    return KitTold(has=has) if has or GYM in phrases else KitTold()


def _message(heard: Heard) -> _Message:
    words = [plain(word) for word in heard.words]
    rest = tuple(word for word, number in zip(words, heard.numbers, strict=True) if number is None)
    things = {place: _things()[word] for place, word in enumerate(rest) if word in _things()}
    units = [UNITS[word] for word in rest if UNITS.get(word) in ("kg", "lb")]
    unit: LoadUnit | None = None if not units else "lb" if units[0] == "lb" else "kg"
    return _Message(f" {' '.join(words)} ", rest, things, tuple(n for n in heard.numbers if n is not None), unit)


def _kind(thing: str) -> str:
    return "barbell" if thing == "bar" else thing


def _of_numbers(message: _Message) -> KitTold | None:
    kinds, numbers, steps = message.kinds, message.numbers, _table().steps
    if "plates" in kinds:
        return _checked(KitTold(plates=tuple(sorted(set(numbers))), unit=message.unit), "plates", numbers)
    if len(numbers) != 1 or message.says(steps["not"]):
        return None
    if not message.says(steps["words"]):
        return _checked(KitTold(bar=numbers[0], unit=message.unit), "bar", numbers) if "barbell" in kinds else None
    if "dumbbells" in kinds:
        return _checked(KitTold(dumbbell_step=numbers[0], unit=message.unit), "step", numbers)
    return _checked(KitTold(stack_step=numbers[0], unit=message.unit), "step", numbers) if "machines" in kinds else None


def _of_body(message: _Message) -> KitTold:
    return _checked(KitTold(bodyweight=message.numbers[0], unit=message.unit), "body", message.numbers)


def _checked(told: KitTold, bound: str, numbers: tuple[float, ...]) -> KitTold:
    low, high = _table().bounds[bound]
    fits = all(low <= Load(number, told.unit).kg <= high for number in numbers)
    return told if fits else KitTold(wrong=bound)


def _there(message: _Message) -> tuple[tuple[str, ...], set[str]]:
    """What is said to be there, and what is said to be missing."""
    owning = _table().owning

    def is_denied(place: int) -> bool:
        before = message.rest[max(0, place - REACH) : place]
        return not set(before).isdisjoint(owning["denied"]) and set(before).isdisjoint(owning["only"])

    denied = {_kind(thing) for place, thing in message.things.items() if is_denied(place)}
    return tuple(kind for kind in KINDS if kind in message.kinds and kind not in denied), denied
