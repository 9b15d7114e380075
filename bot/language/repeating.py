"""The same session once more, perhaps with a little more of it: `same`, `same +2.5`, `again but 5 5 4`."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from bot.language.changes import Correction
from bot.language.correction_words import LONGEST, slashed
from bot.language.corrections import read_correction
from bot.language.languages import heard_as
from bot.language.names import NO_NAMES, Lexicon
from bot.language.tokens import Token, normalised, split
from bot.language.words import UNITS, plain
from bot.training.diary import Effort, Lift, Set
from bot.training.quantities import Load, LoadUnit

FILE = "repeats.toml"
Role: TypeAlias = Literal["again", "like", "more", "less", "heavier", "lighter", "plain"]


class Step(msgspec.Struct, frozen=True):
    """So much more than before (less where it is below zero): kilograms, pounds or, without a unit, what the load is
    in; reps where `reps`."""

    amount: float
    unit: LoadUnit | None = None
    reps: bool = False


class Repeat(msgspec.Struct, frozen=True):
    """What is to be done again. `day`: of that day; None: of the last time. `exercise`, `running`: only that of it.
    `step` and `correction`: what was different. `sure`: every word of the message was understood."""

    day: dt.date | None = None
    exercise: str | None = None
    running: bool = False
    step: Step | None = None
    correction: Correction | None = None
    sure: bool = True


def read_repeat(text: str, lexicon: Lexicon, today: dt.date, own: Mapping[str, str] = NO_NAMES) -> Repeat | None:
    """The repeat that a short message asks for; None where it asks for none, or tells a longer story."""
    tokens = split(normalised(text)[: 40 * LONGEST])
    if len(tokens) > LONGEST or _openings().isdisjoint([token.text for token in tokens]):
        return None
    roles, step, rest = _parted(tokens)
    if not roles & {"again", "like"}:
        return None
    correction = read_correction(" ".join(token.text for token in slashed(rest)), lexicon, today, own)
    return _repeat(correction or Correction(), step, like="like" in roles) if rest else Repeat(step=step)


def _repeat(told: Correction, step: Step | None, *, like: bool) -> Repeat:
    only = told.about or (told.exercises[0] if len(told.exercises) == 1 else None)
    before = told.on or (told.day[0] if like and told.day else None)
    day = () if before else told.day
    changes = msgspec.structs.replace(told, about=None, exercises=(), running=False, on=None, day=day)
    sure = not (told.rest or told.future or told.delete or len(told.day) > 1 or len(told.exercises) > 1)
    return Repeat(before, only, told.running, step, changes if changes.changes_something else None, sure)


def stepped(efforts: tuple[Effort, ...], step: Step) -> tuple[Effort, ...]:
    """The same efforts with so much more on every work set that has a number to add to."""
    return tuple(
        msgspec.structs.replace(e, sets=tuple(_stepped(s, step) for s in e.sets)) if isinstance(e, Lift) else e
        for e in efforts
    )


def _stepped(done: Set, step: Step) -> Set:
    if done.warmup:
        return done
    if step.reps:
        reps = None if done.reps is None else done.reps + step.amount
        return msgspec.structs.replace(done, reps=reps) if reps and reps > 0 else done
    if done.load_kind == "bodyweight" and step.amount > 0:
        return msgspec.structs.replace(done, load=Load(step.amount, step.unit), load_kind="added")
    if done.load is None or done.load_kind == "bodyweight":
        return done
    unit = done.load.unit or step.unit
    more = Load(step.amount, step.unit).to(unit).amount if unit and step.unit else step.amount
    amount = round(done.load.amount + (-more if done.load_kind == "assisted" else more), 3)
    return msgspec.structs.replace(done, load=Load(amount, unit)) if amount > 0 else done


@cache
def _phrases() -> dict[tuple[str, ...], set[Role]]:
    rows = heard_as(FILE, dict[Role, tuple[str, ...]])
    found: dict[tuple[str, ...], set[Role]] = {}
    for role, phrases in rows.items():
        for phrase in phrases:
            found.setdefault(tuple(map(plain, phrase.split())), set()).add(role)
    return found


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _openings() -> frozenset[str]:
    """The first words of all that asks for the same again: a message without one of them asks for none."""
    return frozenset(phrase[0] for phrase, roles in _phrases().items() if roles & {"again", "like"})


def _parted(tokens: list[Token]) -> tuple[set[Role], Step | None, list[Token]]:
    """The roles of the words, the step they tell, and the tokens that tell something else."""
    found: set[Role] = set()
    step: Step | None = None
    rest: list[Token] = []
    i = 0
    while i < len(tokens):
        end, roles = _at(tokens, i)
        number = _number(tokens, end) if roles & {"more", "less"} and not _within_a_list(tokens, i) else None
        if number and step is None:
            i, step = number[0], _signed(number[1], down="less" in roles)
        elif (number := _number(tokens, i)) and (after := _at(tokens, number[0]))[1] & {"heavier", "lighter"}:
            i, step = after[0], _signed(number[1], down="lighter" in after[1])
        elif roles & {"again", "like"}:
            found |= roles
            i = end
        elif "plain" in roles:
            i = end
        else:
            rest.append(tokens[i])
            i += 1
    return found, step, rest


def _signed(step: Step, *, down: bool) -> Step:
    return msgspec.structs.replace(step, amount=-step.amount) if down else step


def _within_a_list(tokens: list[Token], i: int) -> bool:
    """The dash of 5-5-4."""
    return i > 0 and tokens[i - 1].kind == "number"


def _at(tokens: list[Token], i: int) -> tuple[int, set[Role]]:
    """Where the longest phrase ends that begins here, and its roles."""
    for end in range(min(i + _longest(), len(tokens)), i, -1):
        roles = _phrases().get(tuple(token.text for token in tokens[i:end]))
        if roles:
            return end, roles
    return i + 1, set()


def _number(tokens: list[Token], i: int) -> tuple[int, Step] | None:
    """A number with its unit, where one stands here, and where it ends."""
    if i >= len(tokens) or tokens[i].kind != "number":
        return None
    value, end = tokens[i].value, i + 1
    parts = [token.text for token in tokens[i : i + 3]]
    if len(parts) == 3 and parts[1] == "," and parts[0].isdecimal() and parts[2].isdecimal() and tokens[i + 2].tight:
        value, end = float(f"{parts[0]}.{parts[2]}"), i + 3
    unit = UNITS.get(tokens[end].text, "") if end < len(tokens) else ""
    if unit not in ("kg", "lb", "rep"):
        return end, Step(value)
    told: LoadUnit | None = None if unit == "rep" else "lb" if unit == "lb" else "kg"
    return end + 1, Step(value, told, reps=unit == "rep")
