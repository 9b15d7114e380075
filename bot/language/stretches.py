"""The atoms of a message cut into stretches: each has a name and the numbers that belong to it."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from bot.language.amounts import Atom
from bot.language.legs import SPRINT_DISTANCES, TRACK_DISTANCES
from bot.language.names import Found, Lexicon, Tie
from bot.language.naming import Named
from bot.language.words import FILLER, JOINING, PLAIN, TIMING, UNITS

_BREAKS = frozenset({",", ";", ".", "and", "then", "+", "superset", "line"})
_REST_WORDS = frozenset({"jog", "walk"})
_RUN_CUES = frozenset({"rest", "clock", "pace", "pace_word", "speed", "grade"})
_SHAPES = frozenset({"x", "sets", "reps", "load", "list", "rounds"})
SET_WORDS = frozenset(word for word, unit in UNITS.items() if unit == "set")
MOST_ROUNDS = 50
LONGEST_NAME = 5  # words nobody knows that are still taken for a name


class Draft(msgspec.Struct, gc=False):
    """One effort in the making. `around`: words near its name; `colon`: its name stands before a colon."""

    name: Named | None
    atoms: list[Atom]
    around: list[Atom]
    counted_first: bool = False
    colon: bool = False
    dropped: bool = False
    shaped: bool = False
    rounds: int = 0


class Stretches:
    """Cuts one message. `notes` collects the atoms that belong to nothing; `slips` names read through a typo."""

    def __init__(self, text: str, lexicon: Lexicon, own: Mapping[str, str]) -> None:
        self._text, self._lexicon, self._own = text, lexicon, own
        self.drafts: list[Draft] = []
        self._rounds = self._header_rounds = self._line_from = 0
        self.notes: list[Atom] = []
        self.slips: list[tuple[str, str]] = []
        self.ties: list[tuple[Named, Tie]] = []

    def cut(self, atoms: list[Atom]) -> list[Draft]:
        """The stretches of a message, in order."""
        for separator, chunk in _chunks(tidied(atoms)):
            self._place(separator, chunk)
        return self.drafts

    def _place(self, separator: Atom | None, chunk: list[Atom]) -> None:
        """Give a chunk to the effort it belongs to: its own name's, or the one before."""
        if is_choice(chunk):
            self.notes.extend(chunk)
            return
        chunk = self._without_rounds(separator, chunk)
        chunk = self._with_whole_names(self._plain_names(chunk))
        names = [i for i, a in enumerate(chunk) if isinstance(a, Named)]
        if not names and not run_shaped(chunk, named=False):
            names = self._unknown_name(chunk, separator)
        if not names:
            self._continue(separator, chunk)
        elif not self._says_more(separator, chunk, names):
            alone = self.drafts[-1] if self.drafts and separator and separator.kind == "and" else None
            self._begin(chunk, names)
            if (
                alone
                and not any(a.values for a in alone.atoms)
                and self.drafts[-1] is not alone
                and not self.drafts[-1].counted_first
            ):
                alone.atoms.extend(self.drafts[-1].atoms)

    def _without_rounds(self, separator: Atom | None, chunk: list[Atom]) -> list[Atom]:
        """`3 rounds of …`: taken out; all that its line names is done so many times."""
        if separator is None or separator.kind == "line":
            self._line_from = len(self.drafts)
            self._rounds = self._header_rounds
        place = next((i for i, a in enumerate(chunk) if a.kind == "rounds"), None)
        if place is None:
            return chunk
        self._rounds = min(int(chunk[place].value), MOST_ROUNDS)
        for draft in self.drafts[self._line_from :]:
            draft.rounds = self._rounds
        end = place + 1
        while end < len(chunk) and chunk[end].kind in ("of", ":", "x", "-"):
            end += 1
        rest = chunk[:place] + chunk[end:]
        if not any(a.values or isinstance(a, Named) for a in rest):
            self._header_rounds = self._rounds if len(self.drafts) == self._line_from else self._header_rounds
        while rest and rest[-1].kind in ("x", "for"):
            rest.pop()
        return rest

    def _plain_names(self, chunk: list[Atom]) -> list[Atom]:
        """Names that are none here as words: those in brackets beside others, and `gym` without a time."""
        found: list[Atom] = []
        depth = 0
        outside = bool(self.drafts) or any(isinstance(a, Named) for a in _outside(chunk))
        timed = any(a.kind == "time" for a in chunk) and not any(a.kind == "distance" for a in chunk)
        after_other = False
        for atom in chunk:
            depth += (atom.kind == "(") - (atom.kind == ")")
            if isinstance(atom, Named):
                dull = atom.activity is not None and atom.activity.dull and not timed
                if dull or (depth and outside) or (after_other and timed):
                    found.extend(Atom("word", atom.start, atom.end, text=word) for word in atom.text.split()[:1])
                    continue
                after_other = atom.activity is not None and atom.activity.kind == "other" and not atom.exercise
            elif atom.values:
                after_other = False
            found.append(atom)
        return found

    def _says_more(self, separator: Atom | None, chunk: list[Atom], names: list[int]) -> bool:
        """Whether a chunk with a name still belongs to the effort before."""
        last = self.drafts[-1] if self.drafts else None
        first = chunk[names[0]]
        if last is None or separator is None or not isinstance(first, Named):
            return False
        if not any(a.values for a in chunk):
            if _completes(last, first, separator):
                last.name = last.name or first
                last.around.extend(chunk)
                return True
            return False
        bare = len(chunk) == 2 and chunk[0].kind == "number" and first.exercise is not None and len(first.written) == 1
        if bare and separator.kind == "," and last.colon and last.atoms and last.atoms[-1].kind == "word":
            last.atoms.extend((separator, chunk[0]))
            return True
        return False

    def _begin(self, chunk: list[Atom], names: list[int]) -> None:
        """A new effort for each name in a chunk; numbers stand after their names, or all before."""
        head = chunk[: names[0]]
        counted_first = any(a.values for a in head)
        start = 0
        for n, place in enumerate(names):
            name = chunk[place]
            assert isinstance(name, Named)  # noqa: S101
            last = n + 1 == len(names)
            end = len(chunk) if last else names[n + 1]
            if counted_first:
                body = chunk[start:place] + (chunk[place + 1 :] if last else [])
                start = place + 1
            else:
                body = chunk[place + 1 : end]
            if n and name.activity and not any(a.values for a in body) and self.drafts:
                self.drafts[-1].around.append(name)
                self.drafts[-1].atoms.extend(body)
                continue
            if not last and body and all(a.kind == "/" for a in body):
                body = chunk[names[-1] + 1 :]
            colon = any(a.kind == ":" for a in body[:1])
            self.drafts.append(
                Draft(name, body, head if not n or not counted_first else [], counted_first, colon, rounds=self._rounds)
            )

    def _continue(self, separator: Atom | None, chunk: list[Atom]) -> None:
        """A chunk without a name goes on with the effort before, or stands on its own."""
        last = self.drafts[-1] if self.drafts else None
        apart = run_shaped(chunk, named=False) and last is not None and not is_run(last)
        if last is None or apart:
            self.drafts.append(Draft(None, list(chunk), [], shaped=run_shaped(chunk, named=False)))
            return
        off = _off_topic(last, chunk) or self._is_session_time(last, separator, chunk)
        if off or (last.dropped and separator is not None and separator.kind == "and"):
            last.dropped = True
            self.notes.extend(chunk)
            return
        last.dropped = False
        if separator:
            last.atoms.append(separator)
        last.atoms.extend(chunk)
        last.shaped = last.shaped or run_shaped(chunk, named=False)

    def _is_session_time(self, last: Draft, separator: Atom | None, chunk: list[Atom]) -> bool:
        """`…, 62 min`: a time after an exercise that is not held is how long it all took."""
        if separator is None or last.name is None or not last.name.exercise or not any(a.values for a in last.atoms):
            return False
        row = self._lexicon.exercise(last.name.exercise)
        told = [a.kind for a in chunk if a.values]
        return (
            row is not None
            and row.kind not in ("timed", "carry")
            and bool(told)
            and told[0] == "time"
            and not any(a.kind == "rest" for a in chunk)
        )

    def _words(self, atoms: list[Atom]) -> tuple[str, ...]:
        words: list[str] = []
        for atom in atoms:
            if isinstance(atom, Named):
                words.extend(atom.written)
            elif atom.text and atom.text[0].isalpha():
                words.extend(self._text[atom.start : atom.end].casefold().split())
        return tuple(words)

    def _find(self, words: tuple[str, ...]) -> Found | Tie | None:
        return self._lexicon.find(words, self._own) if self._own else _found(self._lexicon, words)

    def _with_whole_names(self, chunk: list[Atom]) -> list[Atom]:
        """Names with the words directly beside them, where those make another name: `vmo squat` is no squat."""
        for i, atom in enumerate(chunk):
            if isinstance(atom, Named) and atom.exercise:
                first, end = self._reach(chunk, i)
                if (first, end) != (i, i + 1):
                    whole = self._whole(chunk, first, i, end)
                    if whole is not None:
                        return self._with_whole_names_after(chunk, whole)
        return chunk

    def _with_whole_names_after(self, chunk: list[Atom], whole: tuple[Named, int, int]) -> list[Atom]:
        named, first, end = whole
        return [*chunk[:first], named, *self._with_whole_names(chunk[end:])]

    def _reach(self, chunk: list[Atom], i: int) -> tuple[int, int]:
        """The words that touch a name: those before it that are no filler, those after it with what joins them."""
        first, end = i, i + 1
        while first and i - first < 3 and _is_free(chunk[first - 1]):
            first -= 1
        while first < i and chunk[first].text in JOINING:
            first += 1
        k = end
        while (
            k < len(chunk)
            and k - i < 4
            and chunk[k].kind == "word"
            and (_is_free(chunk[k]) or chunk[k].text in JOINING)
        ):
            k += 1
            if _is_free(chunk[k - 1]):
                end = k
        return first, end

    def _whole(self, chunk: list[Atom], first: int, i: int, end: int) -> tuple[Named, int, int] | None:
        for start, stop in ((first, end), (first, i + 1), (i, end)):
            if (start, stop) == (i, i + 1):
                continue
            words = self._words(chunk[start:stop])
            found = (
                self._find(words)
                if not all(w in PLAIN for w in self._words(chunk[start:i] + chunk[i + 1 : stop]))
                else None
            )
            if isinstance(found, Found) and (found.how != "typo" or (start, stop) != (first, end)):
                if found.how == "typo":
                    self.slips.append((" ".join(words), found.read_as))
                return _named(chunk[start], chunk[stop - 1], words, found.exercise), start, stop
        before = self._words(chunk[first:i])
        if 0 < len(before) <= 2 and not all(w in PLAIN for w in before):
            words = self._words(chunk[first : i + 1])
            return _named(chunk[first], chunk[i], words, None), first, i + 1
        return None

    def _unknown_name(self, chunk: list[Atom], separator: Atom | None) -> list[int]:
        """Words that stand where a name would, directly before (or after) the numbers of sets."""
        if not any(a.values for a in chunk) or not any(a.kind in _SHAPES or a.kind in (":", "for") for a in chunk):
            return []
        span = _name_before(chunk) or (_name_after(chunk) if all(a.kind != "(" for a in chunk) else None)
        if span is None:
            return []
        start, stop = span
        words = self._words(chunk[start:stop])
        found = self._find(words)
        if found is None and not _is_surely_work(chunk):
            return []
        if (
            found is None
            and self.drafts
            and (separator is None or separator.kind == ",")
            and all(a.text in TIMING for a in chunk[start:stop])
        ):
            return []
        exercise = found.exercise if isinstance(found, Found) else None
        if isinstance(found, Found) and found.how == "typo":
            self.slips.append((" ".join(words), found.read_as))
        named = _named(chunk[start], chunk[stop - 1], words, exercise)
        if isinstance(found, Tie):
            self.ties.append((named, found))
        chunk[start:stop] = [named]
        return [start]


@lru_cache(maxsize=2048)
def _found(lexicon: Lexicon, words: tuple[str, ...]) -> Found | Tie | None:
    """A search for a name without the athlete's own; the search for slips is the slow part of reading."""
    return lexicon.find(words)


def _named(first: Atom, last: Atom, words: tuple[str, ...], exercise: str | None) -> Named:
    return Named("name", first.start, last.end, text=" ".join(words), exercise=exercise, written=words)


def is_choice(chunk: list[Atom]) -> bool:
    """`5x5 or 3x12`: what might be done, not what was."""
    place = next((i for i, a in enumerate(chunk) if a.text == "or"), None)
    return place is not None and any(a.kind == "x" for a in chunk[:place]) and any(a.kind == "x" for a in chunk[place:])


def _outside(chunk: list[Atom]) -> list[Atom]:
    """The atoms that are not in brackets."""
    found: list[Atom] = []
    depth = 0
    for atom in chunk:
        depth += (atom.kind == "(") - (atom.kind == ")")
        if not depth:
            found.append(atom)
    return found


def _is_free(atom: Atom) -> bool:
    return atom.kind == "word" and atom.text not in FILLER and len(atom.text) > 1


def _name_before(chunk: list[Atom]) -> tuple[int, int] | None:
    stop = next(i for i, a in enumerate(chunk) if a.values or a.kind in ("x", "warmup", "bodyweight"))
    while stop and chunk[stop - 1].kind in ("-", ":", "at", "(", "warmup", "bodyweight"):
        stop -= 1
    return _free_run(chunk, stop)


def _free_run(chunk: list[Atom], stop: int) -> tuple[int, int] | None:
    start = stop
    while (
        start
        and stop - start < LONGEST_NAME
        and (_is_free(chunk[start - 1]) or (chunk[start - 1].kind == "-" and start > 1 and start < stop))
    ):
        start -= 1
    while start < stop and (chunk[start].kind == "-" or chunk[start].text in JOINING):
        start += 1
    if start == stop or all(a.text in PLAIN or a.kind == "-" for a in chunk[start:stop]):
        return None
    return start, stop


def _name_after(chunk: list[Atom]) -> tuple[int, int] | None:
    """`3 sets of 12 приседаний`: the words after the first amounts."""
    start = next(i for i, a in enumerate(chunk) if a.values)
    while start < len(chunk) and (not _is_free(chunk[start]) or chunk[start].text in JOINING):
        start += 1
    stop = start
    while stop < len(chunk) and stop - start < LONGEST_NAME and _is_free(chunk[stop]):
        stop += 1
    if start and chunk[start - 1].kind in ("at", "part"):
        return None
    if start == stop or (
        any(chunk[k].kind == "word" and chunk[k].text in FILLER for k in range(start))
        and not any(a.values for a in chunk[:start])
    ):
        return None
    if all(a.text in PLAIN for a in chunk[start:stop]):
        return None
    return start, stop


def _is_surely_work(chunk: list[Atom]) -> bool:
    """Whether numbers have the shape of sets, so that unknown words beside them must be an exercise."""
    kinds = {a.kind for a in chunk}
    if kinds & {"sets", "reps", "rounds"} or ("load" in kinds and kinds & {"x", "list", "number"}):
        return True
    if any(
        a.kind == "x" and 0 < i < len(chunk) - 1 and chunk[i - 1].values and chunk[i + 1].values
        for i, a in enumerate(chunk)
    ):
        return True
    if any(a.kind == "x" and i + 1 < len(chunk) and chunk[i + 1].values for i, a in enumerate(chunk)):
        return True
    if any(a.kind == ":" for a in chunk) and chunk[-1].kind in ("number", "list"):
        return True
    if any(
        a.kind == "for" and 0 < i < len(chunk) - 1 and chunk[i - 1].values and chunk[i + 1].values
        for i, a in enumerate(chunk)
    ):
        return True
    rising = any(a.kind == "list" and a.unit == "/" and len(a.values) == 2 and a.values[0] < a.values[1] for a in chunk)
    return "list" in kinds and not rising


def _off_topic(last: Draft, chunk: list[Atom]) -> bool:
    """Whether a chunk speaks of something else: `food at 60 and 90 minutes`, `10 min meditated`."""
    first = next((i for i, a in enumerate(chunk) if a.values), None)
    if first is None:
        return False
    words = [a.text for a in chunk if a.kind == "word"]
    unknown = [w for w in words if w not in PLAIN and w not in FILLER and w not in TIMING]
    if not unknown:
        return False
    if is_run(last):
        return chunk[0].kind == "word" and chunk[0].text in unknown and not any(a.kind == "x" for a in chunk)
    return all(a.kind in ("time", "clock", "other", "distance", "percent") for a in chunk if a.values)


def _completes(last: Draft, name: Named, separator: Atom) -> bool:
    """Whether a name on its own only says more about the run before: `…, treadmill`."""
    if name.activity is None or name.exercise or separator.kind in ("line", "then", "and", "+"):
        return False
    return is_run(last) and (last.name is None or last.name.activity is not None) and name.activity.kind == "run"


def is_run(draft: Draft) -> bool:
    """Whether a stretch is a run or another activity, not a lift."""
    name = draft.name
    if name is None:
        return draft.shaped
    if name.activity is None:
        return any(a.kind == "distance" and a.unit in ("mile", "km", "k") for a in draft.atoms)
    if name.exercise or (name.activity.kind == "other" and name.activity.lifts):
        return run_shaped(draft.atoms, named=True)
    return True


def run_shaped(atoms: list[Atom], named: bool) -> bool:
    """Whether amounts can only be those of a run (or, for `row`, of a machine that covers ground)."""
    kinds = {a.kind for a in atoms}
    if "load" in kinds:
        return False
    if named:
        return (bool(kinds & {"distance", "time", "clock", "m"}) and not kinds & {"list", "sets", "reps"}) or not any(
            a.values for a in atoms
        )
    for i, atom in enumerate(atoms):
        if (atom.kind == "distance" and atom.unit not in ("foot", "named")) or atom.kind == "pace":
            return True
        if atom.kind == "distance" and atom.unit == "named" and kinds & {"clock", "time"}:
            return True
        if atom.kind == "pace_word" and "clock" in kinds:
            return True
        if not i and starts_with_metres(atoms):
            return True
        if (
            atom.kind in ("m", "distance")
            and i + 2 < len(atoms)
            and atoms[i + 1].kind == "x"
            and atoms[i + 2].kind == "number"
            and atom.value >= 20
        ):
            return True
        if atom.kind == "x" and i + 1 < len(atoms) and i:
            size = atoms[i + 1]
            if size.kind == "m" and size.value >= 20:
                return True
            if (
                size.kind == "number"
                and size.value in TRACK_DISTANCES
                and (kinds & _RUN_CUES or size.value >= 300 or "list" in kinds)
            ):
                return True
    return False


def starts_with_metres(atoms: list[Atom]) -> bool:
    """`100m in 13.5`, `400m 72s`: metres, as a time of seconds follows."""
    if len(atoms) < 2 or atoms[0].kind != "m" or atoms[0].value not in TRACK_DISTANCES | SPRINT_DISTANCES:
        return False
    return atoms[1].kind in ("in", "ns", "clock", "time", "number", "list", "at")


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


def tidied(atoms: list[Atom]) -> list[Atom]:
    """The atoms without list numbers at line starts, sides in brackets, words inside a pair; a jog back is rest."""
    found: list[Atom] = []
    repeats = False
    i, end = 0, len(atoms)
    while i < end:
        atom = atoms[i]
        repeats = atom.kind != "line" and (repeats or atom.kind == "x")
        if i + 1 < end and atom.text == "tempo" and _is_cadence(atoms[i + 1]):
            i += 2
            continue
        if label := _after_set_label(atoms, i):
            i = label
            continue
        if atom.kind == "number" and (not found or found[-1].kind == "line"):
            skipped = _after_list_number(atoms, i)
            if skipped > i:
                i = skipped
                continue
        i += 1
        following = atoms[i].kind if i < end else ""
        if atom.kind == "word" and (
            (atom.text in ("l", "r") and following == ")")
            or (atom.text in PLAIN and following == "x" and found and found[-1].values)
        ):
            continue
        if (
            (
                isinstance(atom, Named)
                and atom.activity
                and atom.activity.name in _REST_WORDS
                and repeats
                and len(found) >= 2
            )
            and found[-1].values
            and (found[-2].kind in ("at", "/", "(", ",") or following == "rest")
        ):
            atom = Atom("rest", atom.start, atom.end, text=atom.text)
        if atom.kind == "rest" and found and found[-1].kind == "rest":
            continue
        found.append(atom)
    return found


def _is_cadence(atom: Atom) -> bool:
    """`tempo 3-1-1`, `tempo 3010`: how fast each rep was, in seconds."""
    if atom.kind == "list":
        return atom.unit in "-/" and len(atom.values) in (3, 4) and max(atom.values) < 10
    return atom.kind == "number" and 100 <= atom.value <= 9999


def _after_set_label(atoms: list[Atom], i: int) -> int:
    """`Set 1: 100x5`, `A1 bench`: where the text begins after a label of a set or an exercise."""
    if (
        i + 2 >= len(atoms)
        or atoms[i].kind not in ("word", "of", "sets", "at")
        or atoms[i + 1].kind != "number"
        or atoms[i + 1].value > 20
    ):
        return 0
    begins = i == 0 or atoms[i - 1].kind in ("line", ",", ";", "superset", "+")
    if atoms[i].text in SET_WORDS:
        if atoms[i + 2].kind in (":", "-", ")"):
            return i + 3
        return i + 2 if atoms[i + 2].values else 0
    if (
        begins
        and len(atoms[i].text) == 1
        and atoms[i].text in "abcdef"
        and atoms[i + 1].tight
        and atoms[i + 2].text[:1].isalpha()
    ):
        return i + 2
    return 0


def _after_list_number(atoms: list[Atom], i: int) -> int:
    """`1. squat`, `6. und 7. am Kabel`: where the text begins after the numbers of a list."""
    j = i
    while j + 1 < len(atoms) and atoms[j].kind == "number" and atoms[j + 1].kind in (".", ")") and atoms[j + 1].tight:
        j += 2
        if j + 1 < len(atoms) and atoms[j].kind == "and" and atoms[j + 1].kind == "number":
            j += 1
    if j == i or j >= len(atoms):
        return i
    return (
        j
        if (atoms[j].text and not atoms[j].values)
        or (atoms[j].kind == "number" and not atoms[j].tight and atoms[i].value <= 20)
        else i
    )
