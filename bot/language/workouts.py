"""A message to a Reading: its lines cut into stretches, each stretch read as one effort."""

import datetime as dt

import msgspec

from bot.language import amounts, dates, tokens
from bot.language.amounts import Atom
from bot.language.efforts import legs_of, lift_of, other_of, run_of, schemes_of, subject_of, tags
from bot.language.legs import Ground, Leg
from bot.language.names import Found, Lexicon, Tie
from bot.language.naming import Named, is_filler, is_plain, with_names
from bot.language.reading import Ask, Habits, Near, Option, Reading
from bot.language.schemes import Scheme
from bot.language.silence import silent
from bot.training.diary import Effort, Lift, Other, Run

_BREAKS = frozenset({",", ";", ".", "and", "then", "+", "superset", "line"})
_WORDS = frozenset({"word"})
_REST_WORDS = frozenset({"jog", "walk"})
_TRACK = frozenset({100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1600, 2000, 3000, 5000})
_RUN_CUES = frozenset({"rest", "clock", "pace", "pace_word", "speed", "grade"})


class Draft(msgspec.Struct, gc=False):
    """One effort in the making: its name, the words directly before it, and its atoms."""

    name: Named | None = None
    atoms: list[Atom] = []
    before: list[Atom] = []
    counted_first: bool = False


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """An effort that may also be another: which one it is, and what to ask."""

    place: int
    key: str
    other: Effort


def read(text: str, lexicon: Lexicon, habits: Habits, today: dt.date) -> Reading:
    """What one message logs, asks back, or nearly says."""
    normal = tokens.normalised(text)
    pieces = tokens.split(normal)
    day = dates.find(pieces, today)
    if day:
        pieces = pieces[: day.first] + pieces[day.end :]
    why = silent(pieces)
    if why:
        return Reading(future=why == "future", day=day.day if day else None, day_told=day is not None)
    named = with_names(amounts.atoms(pieces), normal, lexicon, habits.names)
    return _Reader(normal, lexicon, habits, day).read(named)


class _Reader:
    """Reads the atoms of one message."""

    def __init__(self, text: str, lexicon: Lexicon, habits: Habits, day: dates.Day | None) -> None:
        self.text, self.lexicon, self.habits, self.day = text, lexicon, habits, day
        self.efforts: list[Effort] = []
        self.doubts: list[Doubt] = []
        self.notes: list[Atom] = []
        self.read_as: list[tuple[str, str]] = []
        self.near: Near | None = None

    def read(self, atoms: list[Atom]) -> Reading:
        for draft in _drafts(_rests(atoms), self):
            self._effort(draft)
        return self._reading()

    def _effort(self, draft: Draft) -> None:
        if _is_run(draft):
            self._run(draft)
        else:
            self._lift(draft)

    def _lift(self, draft: Draft) -> None:
        name = draft.name
        if name is None and not _is_nameless_lift(draft.atoms):
            self.notes.extend(draft.atoms)
            return
        row = self.lexicon.exercise(name.exercise) if name and name.exercise else None
        subject = subject_of(row, name.written if name else (), draft.counted_first)
        schemes, unused = schemes_of(draft.atoms, subject, self.habits)
        if any(a.kind == "x" for a in unused) and schemes:
            self._nearly(draft, unused)
        words = {a.kind for a in (*draft.before, *draft.atoms)} | {w for w in (name.written if name else ())}
        told = name.exercise or " ".join(name.written) if name else None
        if not schemes and (name is None or name.exercise is None):
            self.notes.extend(draft.atoms)
            return
        if not schemes and _pending_x(draft.atoms):
            self.near = Near(self._written(draft), "reps")
            return
        lift = lift_of(told, schemes, row, "added" in words, "assisted" in words)
        self._keep_lift(lift)
        self._doubt(schemes, told, row, words)
        self.notes.extend(unused)

    def _nearly(self, draft: Draft, unused: list[Atom]) -> None:
        self.near = Near(self._written(draft), "reps")

    def _written(self, draft: Draft) -> str:
        parts: list[Atom] = ([draft.name] if draft.name else []) + draft.atoms
        return self.text[min(a.start for a in parts) : max(a.end for a in parts)] if parts else ""

    def _keep_lift(self, lift: Lift) -> None:
        """The same exercise again in one message goes on with its sets."""
        for i, effort in enumerate(self.efforts):
            if isinstance(effort, Lift) and effort.exercise == lift.exercise and lift.exercise:
                self.efforts[i] = Lift(lift.exercise, effort.sets + lift.sets)
                return
        self.efforts.append(lift)

    def _doubt(self, schemes: list[Scheme], told: str | None, row: object, words: set[str]) -> None:
        for i, scheme in enumerate(schemes):
            if scheme.doubt and scheme.other is not None:
                others = [*schemes[:i], scheme.other, *schemes[i + 1 :]]
                if not scheme.other.loaded and not scheme.other.counted:
                    continue
                if scheme.loads and not scheme.other.loads and scheme.doubt == "sets_or_reps":
                    scheme.other.loads = scheme.loads
                place = next(k for k, e in enumerate(self.efforts) if isinstance(e, Lift) and e.exercise == told)
                other = lift_of(told, others, None, "added" in words, "assisted" in words)
                self.doubts.append(Doubt(place, scheme.doubt, other))
                return

    def _run(self, draft: Draft) -> None:
        name = draft.name
        activity = name.activity if name else None
        around = [*draft.before, *([name] if name else []), *draft.atoms]
        said = tuple(dict.fromkeys((*(activity.said if activity else ()), *tags(around))))
        walk = activity.walk if activity else False
        kind = activity.kind if activity else "run"
        ground = Ground(
            kind,
            walk,
            short=bool({"sprint", "hill", "strides"} & set(said))
            or activity is not None
            and activity.name == "strides",
            hill=bool({"hill", "treadmill"} & set(said)),
            miles=any(a.kind == "distance" and a.unit == "mile" for a in around),
            kilometres=any(a.kind == "distance" and a.unit != "mile" for a in around),
        )
        found, unused = legs_of(draft.atoms, ground, self.habits)
        if not found and activity is None:
            self.notes.extend(draft.atoms)
            return
        for leg in found or [Leg()]:
            self._keep_leg(leg, activity.name if activity else "run", kind, said, walk)
        self.notes.extend(unused)

    def _keep_leg(self, leg: Leg, name: str, kind: str, said: tuple[str, ...], walk: bool) -> None:
        made: Effort = run_of(leg, None, said, walk) if kind == "run" else other_of(leg, name, said)
        self.efforts.append(made)
        if leg.doubt and leg.other is not None:
            other: Effort = run_of(leg.other, None, said, walk) if kind == "run" else other_of(leg.other, name, said)
            self.doubts.append(Doubt(len(self.efforts) - 1, leg.doubt, other))

    def _reading(self) -> Reading:
        day = self.day
        return Reading(
            efforts=tuple(self.efforts),
            day=day.day if day else None,
            ask=self._ask(),
            notes=_as_written(self.notes, self.text),
            near=self.near if not self.efforts else None,
            read_as=tuple(self.read_as),
            day_told=day is not None,
        )

    def _ask(self) -> Ask | None:
        if not self.efforts:
            return None
        efforts = tuple(self.efforts)
        if self.doubts:
            doubt = self.doubts[0]
            other = efforts[: doubt.place] + (doubt.other,) + efforts[doubt.place + 1 :]
            return Ask(
                doubt.key, {}, (Option(f"{doubt.key}.first", {}, efforts), Option(f"{doubt.key}.second", {}, other))
            )
        if self.day and self.day.other:
            days = (self.day.day, self.day.other)
            return Ask("day", {}, tuple(Option("day", {"day": d.isoformat()}, efforts, d) for d in days))
        return None


def _pending_x(atoms: list[Atom]) -> bool:
    return any(a.kind == "x" for a in atoms) and any(a.values for a in atoms)


def _is_run(draft: Draft) -> bool:
    name = draft.name
    activity = name.activity if name else None
    if name is not None and activity is None:
        return False
    if name is None or name.exercise:
        return _run_shaped(draft.atoms, named=name is not None)
    return True


def _run_shaped(atoms: list[Atom], named: bool) -> bool:
    """Whether amounts can only be those of a run (or, for `row`, of a machine that covers ground)."""
    kinds = {a.kind for a in atoms}
    if "load" in kinds:
        return False
    if named:
        return bool(kinds & {"distance", "time", "clock", "m"}) and "list" not in kinds
    for i, atom in enumerate(atoms):
        if atom.kind == "distance" and atom.unit != "foot":
            return True
        if atom.kind == "x" and i + 1 < len(atoms):
            size = atoms[i + 1]
            if size.kind == "m" and size.value >= 20:
                return True
            if (
                size.kind == "number"
                and size.value in _TRACK
                and (kinds & _RUN_CUES or size.value >= 300 or "list" in kinds)
            ):
                return True
    return False


def _is_nameless_lift(atoms: list[Atom]) -> bool:
    """Numbers without a name are work only in the shape of sets."""
    if any(a.kind == "word" and not is_filler(a.text) for a in atoms):
        return False
    for i, atom in enumerate(atoms):
        if atom.kind in ("x", "at") and 0 < i < len(atoms) - 1 and atoms[i - 1].values and atoms[i + 1].values:
            return True
        if atom.kind in ("sets", "reps") and any(a.values for a in atoms if a is not atom):
            return True
        if atom.kind == "list" and len(atom.values) >= 3 and len(atoms) == 1:
            return True
    return False


def _rests(atoms: list[Atom]) -> list[Atom]:
    """`w/ 200 jog between`: after repetitions, a jog with a distance is the rest."""
    found: list[Atom] = []
    repeats = False
    for i, atom in enumerate(atoms):
        repeats = atom.kind != "line" and (repeats or atom.kind == "x")
        if isinstance(atom, Named) and atom.activity and atom.activity.name in _REST_WORDS and repeats and i >= 2:
            following = atoms[i + 1].kind if i + 1 < len(atoms) else ""
            if atoms[i - 1].values and (atoms[i - 2].kind in ("at", "/", "(", ",") or following == "rest"):
                found.append(Atom("rest", atom.start, atom.end, text=atom.text))
                continue
        if atom.kind == "rest" and found and found[-1].kind == "rest":
            continue
        found.append(atom)
    return found


def _drafts(atoms: list[Atom], reader: "_Reader") -> list[Draft]:
    """The atoms of a message as stretches, one for each effort."""
    drafts: list[Draft] = []
    for separator, chunk in _chunks(atoms):
        _place(drafts, separator, chunk, reader)
    return drafts


def _chunks(atoms: list[Atom]) -> list[tuple[Atom | None, list[Atom]]]:
    """Pieces between commas, line ends and the like, each with what stands before it; brackets hold together."""
    chunks: list[tuple[Atom | None, list[Atom]]] = []
    current: list[Atom] = []
    separator: Atom | None = None
    depth = 0
    for atom in atoms:
        if atom.kind == "line":
            depth = 0
        depth += (atom.kind == "(") - (atom.kind == ")" and depth > 0)
        if atom.kind in _BREAKS and not depth:
            if current:
                chunks.append((separator, current))
                current = []
                separator = None
            if separator is None or atom.kind == "line":
                separator = atom
        else:
            current.append(atom)
    if current:
        chunks.append((separator, current))
    return chunks


def _place(drafts: list[Draft], separator: Atom | None, chunk: list[Atom], reader: "_Reader") -> None:
    """Give a chunk to the effort it belongs to: its own name's, or the one before."""
    names = [i for i, a in enumerate(chunk) if isinstance(a, Named)]
    if not names:
        names = _unknown_name(chunk, separator, drafts, reader)
    if not names:
        _continue(drafts, separator, chunk)
        return
    first = chunk[names[0]]
    assert isinstance(first, Named)  # noqa: S101
    has_amounts = any(a.values for a in chunk)
    if not has_amounts and drafts and _completes(drafts[-1], first, separator):
        if drafts[-1].name is None:
            drafts[-1].name = first
        drafts[-1].before.extend(chunk)
        return
    head = chunk[: names[0]]
    counted_first = any(a.values for a in head)
    start = 0 if counted_first else names[0]
    for n, place in enumerate(names):
        name = chunk[place]
        assert isinstance(name, Named)  # noqa: S101
        end = names[n + 1] if n + 1 < len(names) else len(chunk)
        if counted_first:
            body = chunk[start:place] + chunk[place + 1 : end if n + 1 == len(names) else place + 1]
            start = place + 1
        else:
            body = chunk[place + 1 : end]
        if n and drafts and not any(a.values for a in body) and name.activity:
            drafts[-1].before.append(name)
            continue
        drafts.append(Draft(name, list(body), head if not n else [], counted_first))


def _completes(last: Draft, name: Named, separator: Atom | None) -> bool:
    """Whether a name on its own only says more about the run before: `…, treadmill`."""
    if name.activity is None or name.exercise or separator is None or separator.kind in ("line", "then", "and", "+"):
        return False
    return _is_run(last) and (last.name is None or last.name.activity is not None) and name.activity.kind == "run"


def _continue(drafts: list[Draft], separator: Atom | None, chunk: list[Atom]) -> None:
    if drafts and not (_run_shaped(chunk, named=False) and not _is_run(drafts[-1])):
        if separator:
            drafts[-1].atoms.append(separator)
        drafts[-1].atoms.extend(chunk)
    else:
        drafts.append(Draft(None, list(chunk)))


def _unknown_name(chunk: list[Atom], separator: Atom | None, drafts: list[Draft], reader: "_Reader") -> list[int]:
    """Words that stand where a name would, directly before (or after) the numbers of sets."""
    if not any(a.values for a in chunk) or not _lift_shaped(chunk):
        return []
    first = next(i for i, a in enumerate(chunk) if a.values)
    stop = first
    while stop and chunk[stop - 1].kind in ("-", ":", "at"):
        stop -= 1
    start = stop
    while start and chunk[start - 1].kind == "word" and not is_filler(chunk[start - 1].text):
        start -= 1
    if start == stop or all(is_plain(a.text) for a in chunk[start:stop]):
        return []
    words = tuple(reader.text[a.start : a.end].casefold() for a in chunk[start:stop])
    found = reader.lexicon.find(words, reader.habits.names)
    exercise = found.exercise if isinstance(found, Found) else None
    if isinstance(found, Found) and found.how == "typo":
        reader.read_as.append((" ".join(words), found.read_as))
    if found is None and drafts and separator is not None and separator.kind == ",":
        return []
    chunk[start:stop] = [
        Named("name", chunk[start].start, chunk[stop - 1].end, text=" ".join(words), exercise=exercise, written=words)
    ]
    if isinstance(found, Tie):
        pass
    return [start]


def _lift_shaped(chunk: list[Atom]) -> bool:
    return any(a.kind in ("x", "sets", "reps", "load", "list", "number", "rounds", "ns", "time") for a in chunk)


def _as_written(unused: list[Atom], text: str) -> tuple[str, ...]:
    notes: list[str] = []
    last = -1
    for atom in unused:
        if (
            atom.kind not in ("word", "name", "failure", "part", "best", "number", "other")
            or atom.kind == "word"
            and is_filler(atom.text)
        ):
            continue
        piece = text[atom.start : atom.end]
        if notes and atom.start - last <= 1:
            notes[-1] += text[last : atom.end]
        else:
            notes.append(piece)
        last = atom.end
    return tuple(dict.fromkeys(notes))


_KINDS: tuple[type[Effort], ...] = (Lift, Run, Other)
