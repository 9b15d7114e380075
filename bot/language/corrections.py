"""What a correction in words says: which number, unit, day or exercise was meant, in place of which, and where."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from bot.language.changes import Change, Correction, Kind
from bot.language.correction_words import Cutter, Piece, words
from bot.language.names import NO_NAMES, Lexicon
from bot.training.quantities import LoadUnit

DENIES = "no"
THINGS = frozenset({"time", "run", "entry", "sets", "reps", "load", "distance", "one", "all", "more"})
COUNT_AT_MOST = 20  # in `100x5` the first number is a load, in `5x5` it is the sets


class Value(msgspec.Struct):
    """A number on the way to a change."""

    kind: Kind
    to: tuple[float, ...]
    unit: LoadUnit | None = None
    denied: bool = False
    before_turn: bool = False


def read_correction(
    text: str, lexicon: Lexicon, today: dt.date, own: Mapping[str, str] = NO_NAMES
) -> Correction | None:
    """The correction that a short message tells; None where it is too long to be one."""
    cutter = Cutter(text, lexicon, own, today)
    if cutter.too_long:
        return None
    reader = _Reader(cutter.cut())
    return reader.correction()


class _Reader:
    """Goes over the pieces once, then pairs what is denied with what is told."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self._pieces = pieces
        self._values: list[Value] = []
        self._units: list[tuple[LoadUnit, bool]] = []
        self._days: list[tuple[Piece, bool, bool]] = []
        self._exercises: list[tuple[tuple[str, ...], bool]] = []
        self._told: set[str] = set()
        self._rest: list[str] = []
        self._denied = False
        self._noun: Kind | None = None
        self._ordinal: int | None = None
        self._effort: int | None = None
        self._set: int | None = None
        self._span = 1
        self._more = 0
        self._joined = ""
        for i, piece in enumerate(pieces):
            self._take(i, piece)
        if _denies_a_thing(pieces):
            self._rest.append(pieces[0].text)

    def _take(self, i: int, piece: Piece) -> None:
        self._told.add(piece.role)
        match piece.role:
            case "number":
                self._number(i, piece)
            case "deny":
                self._denied = True
            case "turn":
                self._turn()
            case "comma":
                self._denied = self._denied and self._just_denied(i)
            case "day":
                self._days.append((piece, self._denied, piece.whose or self._after(i, "edit")))
                self._denied = False
            case "exercise":
                self._exercises.append((piece.exercises, self._denied))
                self._denied = False
            case "load_unit":
                self._units.append(("lb" if piece.unit == "lb" else "kg", self._denied))
                self._denied = False
            case "more":
                self._add_sets(i)
            case "ordinal":
                self._ordinal = int(piece.number)
            case "some_sets":
                self._set, self._span = (1 if piece.number > 0 else -1), int(abs(piece.number))
            case "rest":
                self._rest.append(piece.text)
            case _:
                self._place(piece)
        self._joined = piece.role if piece.role in ("x", "slash", "of", "at") else ""

    def _place(self, piece: Piece) -> None:
        """Words that say which part, or of what the next number is."""
        match piece.role:
            case "set":
                self._set, self._ordinal = self._ordinal, None
            case "one" | "entry":
                self._effort, self._ordinal = self._ordinal or self._effort, None
            case "load" | "reps" | "sets":
                self._noun = piece.role
            case "time":
                self._noun = "seconds"
            case "distance":
                self._noun = "metres"

    def _add_sets(self, i: int) -> None:
        """`2 more sets`: the number is no value of its own; without one, one set more."""
        counted = bool(i) and self._pieces[i - 1].role == "number" and bool(self._values)
        self._more += int(self._values.pop().to[0]) if counted else 1

    def _just_denied(self, i: int) -> bool:
        return self._pieces[i - 1].role == "deny"

    def _after(self, i: int, role: str) -> bool:
        """Whether such a word stands before, with nothing but filling in between."""
        while i and self._pieces[i - 1].role == "fill":
            i -= 1
        return bool(i) and self._pieces[i - 1].role == role

    def _turn(self) -> None:
        for value in self._values:
            value.before_turn = True
        if len(self._exercises) == 1:
            self._exercises = [(self._exercises[0][0], True)]
        self._denied = False

    def _number(self, i: int, piece: Piece) -> None:
        if self._pieces[i - 1].role == "set" and i and self._set is None and not piece.unit:
            self._set = int(piece.number)
            return
        last = self._values[-1] if self._values else None
        kind, amount, unit = self._meant(piece)
        if last and self._joined == "slash":
            last.kind, last.to = "reps", (*last.to, amount)
            return
        if last and self._joined == "x":
            kind, denied = self._times(last, kind), last.denied
        elif last and kind == "number" and self._joined in ("of", "at"):
            kind, denied = ("reps" if self._joined == "of" else "load"), last.denied
        elif last and kind == "number" and last.kind == "reps" and self._pieces[i - 1].role == "number":
            kind, denied = "load", last.denied
        else:
            denied = self._denied
        self._values.append(Value(kind, (amount,), unit, denied))
        self._denied, self._noun = False, None

    def _times(self, last: Value, kind: Kind) -> Kind:
        """`3x8` are sets and reps, `100x5` load and reps, `5x5x100` sets, reps and load."""
        if last.kind == "reps":
            return "load" if kind == "number" else kind
        if last.kind == "number":
            last.kind = "sets" if last.to[0] <= COUNT_AT_MOST and last.to[0] == int(last.to[0]) else "load"
        return "reps" if kind == "number" else kind

    def _meant(self, piece: Piece) -> tuple[Kind, float, LoadUnit | None]:
        """Kind and amount, in metres or seconds where it is one of these."""
        table = words()
        match piece.unit:
            case "kg" | "lb":
                return "load", piece.number, "lb" if piece.unit == "lb" else "kg"
            case "reps" | "sets":
                return ("reps" if piece.unit == "reps" else "sets"), piece.number, None
            case "clock":
                return "seconds", piece.number, None
            case "m":
                return "m", piece.number, None
        if piece.unit in table.metres:
            return "metres", piece.number * table.metres[piece.unit], None
        if piece.unit in table.seconds:
            return "seconds", piece.number * table.seconds[piece.unit], None
        return self._noun or "number", piece.number, None

    def correction(self) -> Correction:
        """What the pieces come to."""
        changes, unit = self._changes(), self._unit()
        dayed = [piece for piece, denied, whose in self._days if not denied and not whose]
        meant = dayed[-1] if dayed else None
        delete, more = "delete" in self._told, min(self._more, COUNT_AT_MOST)
        on = next((piece.days[0] for piece, _, whose in self._days if whose), None)
        if meant and (delete or (changes and not self._told & {"back", "deny"})):
            on, meant = meant.days[0], None
        done, about = self._named(bool(changes or unit or meant or delete or more))
        return Correction(
            changes=changes,
            unit=unit,
            day=meant.days if meant else (),
            on=on,
            exercises=done,
            about=about,
            running="run" in self._told,
            effort=self._effort,
            set=self._set,
            span=self._span,
            every="all" in self._told,
            more=more,
            delete=delete,
            future=bool(meant and meant.future),
            firm=bool(self._told & {"back", "edit", "deny", "delete", "more", "turn"}) or self._states(about),
            states="was" in self._told and self._names_number,
            rest=tuple(self._rest),
        )

    def _states(self, about: str | None) -> bool:
        """`the second one was 80kg`, `last set 3 reps`."""
        return bool(self._set) or ("was" in self._told and (self._names_number or bool(self._effort or about)))

    @property
    def _names_number(self) -> bool:
        """The time was 27:45; reps were 6."""
        return bool(self._told & {"load", "time", "distance", "reps", "sets"})

    def _changes(self) -> tuple[Change, ...]:
        """Each number that is told, with the one it replaces."""
        denied = [value for value in self._values if value.denied]
        told = [value for value in self._values if not value.denied]
        later = [value for value in told if not value.before_turn]
        for value in [v for v in told if v.before_turn]:
            if any(_alike(value, other) for other in later):
                told.remove(value)
                denied.append(value)
        changes = []
        for value in told:
            replaced = next((old for old in denied if _alike(value, old)), None)
            if replaced:
                denied.remove(replaced)
            kind = replaced.kind if replaced and value.kind == "number" else value.kind
            was = replaced.to[0] if replaced and len(replaced.to) == 1 else None
            told_unit = value.unit or (replaced.unit if replaced else None)
            changes.append(Change(kind, value.to, was, told_unit))
        return tuple(changes)

    def _unit(self) -> LoadUnit | None:
        """The unit told by itself; `not kg` means lb."""
        told = [unit for unit, denied in self._units if not denied]
        denied = [unit for unit, denied in self._units if denied]
        if told:
            return told[-1]
        if any(value.unit for value in self._values) or not denied:
            return None
        return "kg" if denied[-1] == "lb" else "lb"

    def _named(self, changes_more: bool) -> tuple[tuple[str, ...], str | None]:
        """What was really done, and the exercise that is corrected."""
        denied = [names[0] for names, denied in self._exercises if denied]
        told = [names for names, denied in self._exercises if not denied]
        if denied:
            return (told[-1] if told else ()), denied[0]
        if told and changes_more:
            return (), told[0][0]
        return (told[-1] if told else ()), None


def _denies_a_thing(pieces: tuple[Piece, ...]) -> bool:
    """`no squats today`, `no time yesterday`: nothing was done, and what was logged stays; "no, today" corrects."""
    first, after = pieces[:1], pieces[1:2]
    return (
        bool(first and after)
        and (first[0].role, first[0].text) == ("back", DENIES)
        and (after[0].role in THINGS or (after[0].role == "exercise" and pieces[-1].role == "day"))
        and all(piece.role != "number" for piece in pieces)
    )


def _alike(one: Value, other: Value) -> bool:
    """Whether one number can stand in place of the other."""
    return one.kind == other.kind or "number" in (one.kind, other.kind)
