"""What athletes tell of their kit and their own weight: "I only have dumbbells", "my bar is 15 kg", "I weigh 80 kg"."""

from collections.abc import Collection
from functools import cache

import msgspec

from bot.language.concepts import Heard
from bot.language.languages import heard_table
from bot.language.words import UNITS, plain
from bot.tables import TableError
from bot.training.quantities import Load, LoadUnit

FILE = "equipment.toml"
GYM = "gym"
LIGHTEST_KG, HEAVIEST_KG = 30.0, 250.0  # a person who trains
HEAVIEST_PIECE = 60.0  # bar, plate or step, in either unit


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    own: frozenset[str]
    denied: frozenset[str]
    bar: tuple[str, ...]
    plates: tuple[str, ...]
    steps: tuple[str, ...]
    dumbbells: tuple[str, ...]
    stack: tuple[str, ...]
    body: tuple[str, ...]


class Gear(msgspec.Struct, frozen=True):
    """What was told; None where nothing was. `has` empty: an ordinary gym. Pieces bear the unit told with them."""

    has: tuple[str, ...] | None = None
    bar: Load | None = None
    plates: tuple[Load, ...] = ()
    dumbbell_step: Load | None = None
    stack_step: Load | None = None
    bodyweight: Load | None = None

    @property
    def anything(self) -> bool:
        return self != Gear()


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], _Words]:
    table = heard_table(FILE)
    try:
        return msgspec.convert(table["has"], dict[str, tuple[str, ...]]), msgspec.convert(table["words"], _Words)
    except (KeyError, msgspec.ValidationError) as error:
        raise TableError(FILE, "table", str(error)) from error


def told_gear(heard: Heard) -> Gear:
    """What a message that is about its writer tells of what there is to train with."""
    names, words = _table()
    told = [plain(word) for word in heard.words]
    text = f" {' '.join(told)} "
    unit = next((u for word in told if (u := UNITS.get(word)) in ("kg", "lb")), None)
    found = [Load(n, unit) for n in heard.numbers if n is not None]  # type: ignore[arg-type]  # kg or lb, by the line above
    if len(found) == 0:
        return Gear(has=_has(names, words, told, text))
    if _says(text, words.body) and len(found) == 1:
        return Gear(bodyweight=found[0] if LIGHTEST_KG <= found[0].kg <= HEAVIEST_KG else None)
    if any(not 0 < piece.amount <= HEAVIEST_PIECE for piece in found):
        return Gear()
    if _says(text, words.plates):
        return Gear(plates=tuple(found))
    if len(found) > 1:
        return Gear()
    if _says(text, words.steps):
        dumbbells, stack = _says(text, words.dumbbells), _says(text, words.stack)
        return Gear(dumbbell_step=found[0] if dumbbells else None, stack_step=found[0] if stack else None)
    return Gear(bar=found[0] if _says(text, words.bar) else None)


def _has(names: dict[str, tuple[str, ...]], words: _Words, told: list[str], text: str) -> tuple[str, ...] | None:
    has = [name for name, ways in names.items() if _says(text, ways)]
    if not has or (words.own.isdisjoint(told) and "bodyweight" not in has) or not words.denied.isdisjoint(told):
        return None
    return () if GYM in has and len(has) == 1 else tuple(name for name in has if name != GYM)


def _says(text: str, ways: Collection[str]) -> bool:
    return any(f" {way} " in text for way in ways)


def in_unit(piece: Load, unit: LoadUnit) -> float:
    """The number of a piece in the athlete's own unit."""
    return round((piece if piece.unit is None else piece.to(unit)).amount, 2)
