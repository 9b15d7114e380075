"""The atoms of a message cut into stretches: each has a name and the numbers that belong to it."""

from collections.abc import Mapping

from bot.language.atoms import Atom
from bot.language.attained import with_attained
from bot.language.chunks import chunks, tidied
from bot.language.flying import with_flying
from bot.language.last_sets import with_last_sets
from bot.language.name_words import spellings
from bot.language.names import Found, Lexicon, Tie
from bot.language.naming import Named
from bot.language.recovery import with_recovery
from bot.language.shapes import (
    SHAPES,
    Draft,
    completes,
    counts_unknown,
    is_choice,
    is_run,
    is_sprint,
    is_surely_work,
    off_topic,
    run_shaped,
)
from bot.language.turns import count_reps, take_turns
from bot.language.unnamed import name_after, name_before, outside_brackets
from bot.language.whole_names import WholeNames, named, tells_more, with_manners
from bot.language.words import FILLER, IMPLEMENTS, THE_SAME, TIMING

MOST_ROUNDS = 50


ON = frozenset({"on", "at", "in"})


class Stretches:
    """Cuts one message. `notes` collects the atoms that belong to nothing; `slips` names read through a typo."""

    def __init__(self, text: str, lexicon: Lexicon, own: Mapping[str, str]) -> None:
        self._text, self._lexicon, self._own = text, lexicon, own
        self.drafts: list[Draft] = []
        self._rounds = self._header_rounds = self._line_from = 0
        self._waiting: list[Draft] = []
        self.notes: list[Atom] = []
        self._names = WholeNames(text, lexicon, own)
        self.slips = self._names.slips
        self.ties: list[tuple[Named, Tie]] = []

    def cut(self, atoms: list[Atom]) -> list[Draft]:
        """The stretches of a message, in order."""
        whole = with_recovery(with_attained(with_last_sets(with_flying(with_manners(atoms)))))
        for separator, chunk in chunks(tidied(whole)):
            self._place(separator, chunk)
        return self.drafts

    def _place(self, separator: Atom | None, chunk: list[Atom]) -> None:
        """Give a chunk to the effort it belongs to: its own name's, or the one before."""
        if is_choice(chunk):
            self.notes.extend(chunk)
            return
        chunk = self._names.in_brackets(self._without_rounds(separator, chunk))
        chunk = self._names.whole(self._names.side_by_side(self._plain_names(chunk)))
        names = [i for i, a in enumerate(chunk) if isinstance(a, Named)]
        if not names and not run_shaped(chunk, named=False):
            names = self._unknown_name(chunk, separator)
        if not names:
            self._continue(separator, chunk)
        elif self.drafts and separator and separator.text == "/" and not any(a.values for a in chunk):
            self.notes.extend(chunk)
        elif not self._says_more(separator, chunk, names):
            before = len(self.drafts)
            self._begin(chunk, names)
            before -= self._take_nameless(separator, before)
            self._share(separator.kind if separator else "line", before)

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
        kinds = [a.kind for a in chunk]
        outside = [a.kind for a in outside_brackets(chunk)] if "(" in kinds else kinds
        others = bool(self.drafts) or "name" in outside
        timed = "time" in kinds and "distance" not in kinds
        after_other = False
        for i, atom in enumerate(chunk):
            depth += (atom.kind == "(") - (atom.kind == ")")
            if isinstance(atom, Named):
                uncounted = atom.text in spellings().only_counted and not any(a.values for a in chunk[i + 1 :])
                dull = atom.activity is not None and atom.activity.dull and (not timed or tells_more(chunk))
                held = IMPLEMENTS.issuperset(atom.written) and (others or kinds.count("name") > 1)
                named_load = (
                    atom.activity is None
                    and bool(found)
                    and (
                        found[-1].kind == "at"
                        or (len(found) > 1 and found[-2].kind == "at" and found[-1].kind == "bar")
                    )
                )
                if _is_ground(atom, found):
                    continue
                if named_load or dull or uncounted or held or (depth and others) or (after_other and timed):
                    found.extend(Atom("word", atom.start, atom.end, text=word) for word in atom.text.split()[:1])
                    continue
                after_other = atom.activity is not None and atom.activity.kind == "other" and not atom.exercise
            elif atom.values:
                after_other = False
            found.append(atom)
        return found

    def _take_nameless(self, separator: Atom | None, before: int) -> bool:
        """`5x60kg, 3x80kg squat`, `4x60m, 2x80m sprints`: what is told before its name belongs to it as well."""
        if before != 1 or len(self.drafts) != 2 or separator is None or separator.kind not in (",", "and"):
            return False
        sets, new = self.drafts
        if sets.name is not None or not new.counted_first or is_run(sets) != is_run(new):
            return False
        if is_run(new) and not is_sprint(new):
            return False
        new.atoms = [*sets.atoms, separator, *new.atoms]
        self.drafts = [new]
        return True

    def _share(self, joined: str, before: int) -> None:
        """`squat, bench and rows 3x10`, `leg extensions ss leg curls 3x15`: names in a row share the numbers."""
        new = self.drafts[before:]
        if joined not in ("and", "superset", ","):
            self._waiting = []
        if not new:
            return
        counted = new[0].counted_first or any(a.values for a in new[0].atoms)
        if counted and joined in ("and", "superset") and not new[0].counted_first:
            for draft in self._waiting:
                draft.atoms.extend(new[0].atoms)
        self._waiting = [] if counted or len(new) > 1 else [*self._waiting, new[0]]

    def _says_more(self, separator: Atom | None, chunk: list[Atom], names: list[int]) -> bool:
        """Whether a chunk with a name still belongs to the effort before."""
        last = self.drafts[-1] if self.drafts else None
        first = chunk[names[0]]
        if last is None or separator is None or not isinstance(first, Named):
            return False
        if not any(a.values for a in chunk):
            if completes(last, first, separator):
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
            if not isinstance(name, Named):
                continue
            last = n + 1 == len(names)
            end = len(chunk) if last else names[n + 1]
            if counted_first:
                own = _load_after(chunk, place, end)
                count_reps(chunk, place, self._lexicon)
                body = chunk[start:place] + (chunk[place + 1 :] if last else chunk[place + 1 : own])
                start = own
            else:
                body = chunk[place + 1 : end]
            if n and name.activity and not any(a.values for a in body) and self.drafts:
                self.drafts[-1].around.append(name)
                self.drafts[-1].atoms.extend(body)
                continue
            if self.drafts and body and _is_the_same(body):
                body = self.drafts[-1].atoms
            if not last and body and all(a.kind == "/" for a in body):
                body = chunk[names[-1] + 1 :]
            colon = any(a.kind == ":" for a in body[:1])
            self.drafts.append(
                Draft(name, body, head if not n or not counted_first else [], counted_first, colon, rounds=self._rounds)
            )
        take_turns(self.drafts[-len(names) :])

    def _continue(self, separator: Atom | None, chunk: list[Atom]) -> None:
        """A chunk without a name goes on with the effort before, or stands on its own."""
        last = self.drafts[-1] if self.drafts else None
        apart = run_shaped(chunk, named=False) and last is not None and not is_run(last)
        if last is None or apart:
            self.drafts.append(Draft(None, list(chunk), [], shaped=run_shaped(chunk, named=False)))
            return
        off = (
            off_topic(last, chunk)
            or (separator is not None and counts_unknown(separator, chunk))
            or self._is_session_time(last, separator, chunk)
        )
        if off or (last.dropped and separator is not None and separator.kind == "and"):
            last.dropped = True
            self.notes.extend(chunk)
            return
        last.dropped = False
        if separator:
            last.atoms.append(separator)
        last.atoms.extend(chunk)
        for other in self._waiting[:-1] if last in self._waiting[-1:] and any(a.values for a in chunk) else ():
            other.atoms.extend(chunk)
        self._waiting = []
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

    def _unknown_name(self, chunk: list[Atom], separator: Atom | None) -> list[int]:
        """Words that stand where a name would, directly before (or after) the numbers of sets."""
        if not any(a.values for a in chunk) or not any(a.kind in SHAPES or a.kind in (":", "for") for a in chunk):
            return []
        span = name_before(chunk) or (name_after(chunk) if all(a.kind != "(" for a in chunk) else None)
        if span is None:
            return []
        start, stop = span
        words = self._names.words(chunk[start:stop])
        found = self._names.find(words)
        if found is None and not is_surely_work(chunk):
            return []
        if (
            found is None
            and self.drafts
            and (separator is None or separator.kind == "," or is_run(self.drafts[-1]))
            and all(a.text in TIMING for a in chunk[start:stop])
        ):
            return []
        exercise = found.exercise if isinstance(found, Found) else None
        if isinstance(found, Found) and found.how == "typo":
            self._names.slips.append((" ".join(words), found.read_as))
        name = named(chunk[start], chunk[stop - 1], words, exercise)
        if isinstance(found, Tie):
            self.ties.append((name, found))
        chunk[start:stop] = [name]
        return [start]


def _is_ground(name: Named, before: list[Atom]) -> bool:
    """`5k run on the treadmill 25 min`, `flying 30s on the track`: where it was run, and no other run."""
    if name.activity is None or name.activity.kind != "run":
        return False
    runs = any(isinstance(a, Named) and a.activity is not None and a.activity.kind == "run" for a in before)
    leads = [a.text for a in before[-2:]]
    return runs and (leads[-1] in ON or (leads[-1] == "the" and leads[0] in ON))


def _is_the_same(body: list[Atom]) -> bool:
    """`abductors same`: the numbers of the exercise before."""
    said = [a.text for a in body if a.kind == "word" and a.text not in FILLER]
    return not any(a.values for a in body) and any(a.text in THE_SAME for a in body) and len(said) <= 1


def _load_after(chunk: list[Atom], place: int, end: int) -> int:
    """`20 swings at 24 kg, 10 burpees`: where the load of the name at `place` ends, as more counts follow."""
    if place + 3 < end and chunk[place + 1].kind == "at" and chunk[place + 2].kind in ("load", "number"):
        return place + 3 if any(a.values for a in chunk[place + 3 : end]) else place + 1
    return place + 1
