"""A message to a Reading: its lines cut into stretches, each stretch read as one effort."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from bot.language import amounts, dates, tokens
from bot.language.atoms import Atom
from bot.language.certainty import is_left_over, is_unsure, is_unsure_run
from bot.language.coming_days import parts_work, without_coming_day
from bot.language.efforts import lift_of, other_of, run_of, subject_of, tags
from bot.language.headings import without_headings
from bot.language.legs import Ground, Leg
from bot.language.name_words import slipped, spellings
from bot.language.names import Lexicon
from bot.language.naming import with_names
from bot.language.pieces import schemes_of
from bot.language.reading import Ask, Habits, Near, Option, Reading, Settled
from bot.language.remarks import as_written
from bot.language.run_pieces import left_out, legs_of
from bot.language.schemes import Scheme
from bot.language.shapes import Draft, is_run, is_sprinting, with_kilos
from bot.language.silence import Spoken, asks, spoken
from bot.language.slips import with_slips, without_slips
from bot.language.stretches import Stretches
from bot.language.telling import breaks_off, is_elsewhere, is_nameless_lift, is_told
from bot.training.diary import Effort, Lift
from bot.training.exercises import Exercise

MOST_OPTIONS = 3
HABIT = ("name", "says")

LONGEST_UNREAD = 80  # characters shown of what a very long message holds beyond what is read


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """An effort that may also be another: which one it is, what to ask, what else it may be, and the habit that an
    answer shows: its name, and what it says of each."""

    place: int
    key: str
    others: tuple[Effort, ...]
    habit: tuple[str, ...] = ()


def read(text: str, lexicon: Lexicon, habits: Habits, today: dt.date) -> Reading:
    """What one message logs, asks back, or nearly says."""
    normal = tokens.normalised(text)
    pieces = tokens.split(normal)
    normal, slips = without_slips(normal, pieces, habits.names)
    if slips:
        pieces = tokens.split(normal)
    unread = normal[pieces[-1].end :].strip() if pieces else ""
    pieces, coming = without_coming_day(pieces)
    day = dates.find(pieces, today)
    parted = day is not None and day.day != today and parts_work(pieces, day.first, day.end)
    if day:
        pieces = pieces[: day.first] + pieces[day.end :]
    asked = asks(pieces)
    said = spoken(without_headings(pieces))
    if coming or parted:
        said = msgspec.structs.replace(said, beside=said.beside + coming, doubtful=said.doubtful or parted)
    pieces, future = said.kept, said.future
    if not pieces:
        return Reading(future=future, day=day.day if day else None, day_told=day is not None)
    stretches = Stretches(normal, lexicon, habits.names)
    drafts = stretches.cut(with_names(amounts.atoms(pieces), normal, lexicon, habits.names))
    found = _Reader(normal, lexicon, habits, stretches, unread, asked, said).read(drafts, day, future)
    return with_slips(found, slips) if slips else found


class _Reader:
    """Reads the stretches of one message."""

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        habits: Habits,
        stretches: Stretches,
        unread: str,
        asked: bool,
        said: Spoken,
    ) -> None:
        self._text, self._lexicon, self._habits, self._stretches = text, lexicon, habits, stretches
        self._efforts: list[Effort] = []
        self._doubts: list[Doubt] = []
        self._notes = stretches.notes
        self._near: Near | None = None
        self._unread, self._asked = unread, asked
        self._unsure = said.doubtful
        self._beside = tuple(text[start:end] for start, end in said.beside)
        self._miles = self._kilometres = False
        self._by_habit: dict[tuple[str, ...], None] = {}
        self._shown: dict[tuple[str, ...], None] = {}

    def read(self, drafts: list[Draft], day: dates.Day | None, future: bool) -> Reading:
        counted_in = {a.unit for draft in drafts for a in draft.atoms if a.kind == "distance"}
        self._miles, self._kilometres = "mile" in counted_in, not counted_in.isdisjoint(("km", "k"))
        for draft in drafts:
            with_kilos(draft, self._lexicon)
            if is_run(draft):
                self._run(draft)
            else:
                self._lift(draft)
        self._unsure = self._unsure or any(self._begins_a_line(a) for a in self._notes)
        return Reading(
            efforts=tuple(self._efforts),
            day=day.day if day else None,
            ask=self._ask(day),
            notes=self._said_beside(),
            near=self._near if not self._efforts else None,
            read_as=tuple(dict.fromkeys([*self._stretches.slips, *self._slips(drafts)])),
            future=future and not self._efforts,
            day_told=day is not None,
            by_habit=_settled(self._by_habit),
            settled=_settled(self._shown),
        )

    def _said_beside(self) -> tuple[str, ...]:
        """All that was not used, as written."""
        beyond = (self._unread[:LONGEST_UNREAD],) if self._unread else ()
        return as_written(self._notes, self._text) + self._beside + beyond

    def _slips(self, drafts: list[Draft]) -> Iterator[tuple[str, str]]:
        for name in (draft.name for draft in drafts):
            if name is not None and name.exercise and slipped(name.written):
                yield " ".join(name.written), self._lexicon.name(name.exercise)

    def _begins_a_line(self, unused: Atom) -> bool:
        """`100 froggers`: a line of its own that counts what nobody knows."""
        if unused.kind not in ("number", "reps") or not self._text[unused.end : unused.end + 2].strip():
            return False
        return not self._text[: unused.start].rpartition("\n")[2].strip(" -*+")

    def _lift(self, draft: Draft) -> None:
        name = draft.name
        if not is_told(draft, self._asked) or (name is None and not is_nameless_lift(draft.atoms)):
            self._notes.extend(draft.atoms)
            self._unsure = self._unsure or is_left_over(draft)
            if name is None and any(a.kind == "x" for a in draft.atoms) and len(draft.atoms) > 2:
                self._near = self._near or Near(self._written(draft), "exercise")
            return
        row = self._lexicon.exercise(name.exercise) if name and name.exercise else None
        subject = subject_of(row, name.written if name else (), draft.counted_first)
        schemes, unused, loose = schemes_of(draft.atoms, subject, self._habits)
        if breaks_off(draft.atoms):
            self._near = Near(self._written(draft), "reps")
            self._notes.extend([*([draft.name] if draft.name else []), *draft.atoms])
            return
        if not schemes and (name is None or not name.exercise):
            self._notes.extend(draft.atoms)
            return
        for scheme in schemes if draft.rounds else ():
            scheme.sets = scheme.sets or draft.rounds
        if schemes and all(s.failed or (s.reps and set(s.reps) == {0}) for s in schemes):
            self._notes.extend(draft.atoms)
            return
        if any(a.kind == "warmup" for a in draft.around):
            for scheme in schemes:
                scheme.warmup = True
        told = name.exercise or " ".join(name.written) if name else None
        marks = {a.kind for a in (*draft.around, *draft.atoms)} | set(name.written if name else ())
        self._keep_lift(lift_of(told, schemes, row, marks))
        self._shown |= {("triple", scheme.order): None for scheme in schemes if scheme.order}
        self._by_habit |= {h: None for scheme in schemes if len(h := scheme.habit) == len(HABIT)}
        self._doubt(schemes, told, row, marks, spellings().loose.get(" ".join(name.written), ()) if name else ())
        self._unsure = self._unsure or loose or is_unsure(draft, subject, schemes, unused)
        self._notes.extend((*(a for a in draft.around if a.kind == "word"), *unused))

    def _written(self, draft: Draft) -> str:
        parts: list[Atom] = ([draft.name] if draft.name else []) + draft.atoms
        return self._text[min(a.start for a in parts) : max(a.end for a in parts)] if parts else ""

    def _keep_lift(self, lift: Lift) -> None:
        """The same exercise again in one message goes on with its sets."""
        for i, effort in enumerate(self._efforts):
            if isinstance(effort, Lift) and effort.exercise == lift.exercise and lift.exercise:
                self._efforts[i] = Lift(lift.exercise, effort.sets + lift.sets)
                return
        self._efforts.append(lift)

    def _doubt(
        self, schemes: list[Scheme], told: str | None, row: Exercise | None, marks: set[str], loose: tuple[str, ...]
    ) -> None:
        """Remember the first scheme that may be read in two ways; of a loose name, what else it may name."""
        place = next(k for k, e in enumerate(self._efforts) if isinstance(e, Lift) and e.exercise == told)
        if told and loose[:1] == (told,) and any(scheme.doubt for scheme in schemes):
            done = self._efforts[place]
            self._doubts.append(Doubt(place, "pick", tuple(_renamed(done, told, other) for other in loose[1:])))
            return
        for i, scheme in enumerate(schemes):
            if scheme.doubt and scheme.other is not None:
                others = [*schemes[:i], scheme.other, *schemes[i + 1 :]]
                if scheme.loads and not scheme.other.loads and scheme.doubt == "sets_or_reps":
                    scheme.other.loads = scheme.loads
                self._doubts.append(Doubt(place, scheme.doubt, (lift_of(told, others, row, marks),), scheme.habit))
                return

    def _run(self, draft: Draft) -> None:
        activity = draft.name.activity if draft.name else None
        around = [*draft.around, *([draft.name] if draft.name else []), *draft.atoms]
        if activity and (
            not is_told(draft, self._asked) or (activity.dull and not any(a.kind == "time" for a in draft.atoms))
        ):
            self._notes.extend(around)
            return
        said = tuple(dict.fromkeys((*(activity.said if activity else ()), *tags(around))))
        ground = self._ground(draft, said)
        walk, kind = ground.walk, ground.kind
        if activity is None and is_elsewhere(draft.atoms):
            self._notes.extend(draft.atoms)
            return
        found, unused = legs_of(draft.atoms, ground, self._habits)
        if not found and activity is None:
            self._notes.extend(draft.atoms)
            return
        if kind != "run":
            unused += left_out(draft.atoms, found, unused)
        called = "run" if activity is None else activity.name
        if activity and draft.name and activity.group:
            called = draft.name.text
        self._unsure = self._unsure or is_unsure_run(draft, ground, found, unused)
        self._unsure = self._unsure or (draft.rounds > 0 and any(leg.reps for leg in found))
        for leg in found or [Leg()]:
            leg.reps = leg.reps or draft.rounds or None
            self._keep_leg(leg, called, kind, said, walk)
        self._notes.extend(
            a
            for a in (*(w for w in draft.around if w.kind == "word"), *unused)
            if not (a.kind == "word" and tags((a,)))
        )

    def _ground(self, draft: Draft, said: tuple[str, ...]) -> Ground:
        activity = draft.name.activity if draft.name else None
        walk, kind = (activity.walk, activity.kind) if activity else (False, "run")
        return Ground(
            kind,
            walk,
            short=bool({"sprint", "hill", "strides"} & set(said)) or is_sprinting(draft.atoms),
            paced=activity is not None and activity.paced,
            hill=bool({"hill", "treadmill"} & set(said)),
            miles=self._miles,
            kilometres=self._kilometres,
            habit=self._habits.ground or "",
            told_first=not draft.counted_first,
        )

    def _keep_leg(self, leg: Leg, name: str, kind: str, said: tuple[str, ...], walk: bool) -> None:
        if len(leg.habit) == len(HABIT):
            self._by_habit[leg.habit] = None
        elif leg.habit and not leg.doubt and not leg.habit[-1]:
            self._shown[leg.habit[:2]] = None
        if kind == "run" and self._miles != self._kilometres:
            self._shown[("ground", "mile" if self._miles else "km")] = None
        self._efforts.append(run_of(leg, said, walk) if kind == "run" else other_of(leg, name, said))
        if leg.doubt and leg.other is not None:
            other = run_of(leg.other, said, walk) if kind == "run" else other_of(leg.other, name, said)
            self._doubts.append(Doubt(len(self._efforts) - 1, leg.doubt, (other,), leg.habit))

    def _ask(self, day: dates.Day | None) -> Ask | None:
        """The one question a message leaves open: which exercise, which numbers, which day."""
        efforts = tuple(self._efforts)
        if not efforts:
            return None
        for named, tie in self._stretches.ties:
            told = " ".join(named.written)
            options = tuple(
                Option("exercise", {"exercise": c}, tuple(_renamed(e, told, c) for e in efforts))
                for c in tie.candidates[:MOST_OPTIONS]
            )
            return Ask("exercise", {"name": told}, options)
        for doubt in self._doubts[:1]:
            name, *says = doubt.habit or ("", "", "")
            one, two = ((name, said) if name else None for said in says)
            first = Option(f"{doubt.key}.first", {}, efforts, settles=one)
            rest = ((*efforts[: doubt.place], other, *efforts[doubt.place + 1 :]) for other in doubt.others)
            others = (Option(f"{doubt.key}.second", {}, other, settles=two) for other in rest)
            return Ask(doubt.key, {}, (first, *others)[:MOST_OPTIONS])
        if self._unsure:
            return Ask("check", {}, (Option("check.right", {}, efforts),))
        if day and day.other:
            return Ask(
                "day", {}, tuple(Option("day", {"day": d.isoformat()}, efforts, d) for d in (day.day, day.other))
            )
        return None


def _settled(habits: Iterable[tuple[str, ...]]) -> tuple[Settled, ...]:
    """Habits by name, without those of which a message shows both."""
    told = [(name, says) for name, says, *_ in habits]
    names = [name for name, _ in told]
    return tuple(habit for habit in told if names.count(habit[0]) == 1)


def _renamed(effort: Effort, told: str, exercise: str) -> Effort:
    return Lift(exercise, effort.sets) if isinstance(effort, Lift) and effort.exercise == told else effort
