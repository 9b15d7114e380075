"""Where a lift stands after its last session, and how a session compares with the one before."""

import datetime as dt

import msgspec

from bot.coaching.advice import LiftTarget
from bot.coaching.bouts import Bout
from bot.coaching.facts import Compared, LiftFacts, OutcomeName, SchemeName
from bot.coaching.habits import Aim
from bot.coaching.prescribing import Case
from bot.coaching.rows import Outcome, Rule

NEAR = 1e-6


class Tally(msgspec.Struct, frozen=True, gc=False):
    """What is counted along a lift's sessions.

    `stall`: sessions without progress; `misses`, `tops`: in a row at this load; `struggled`: it was missed at this load
    before; `resets`: days of going back, lately; `best`: the heaviest load with every set at the top, `below_best`:
    this session was lighter.
    """

    stall: int = 0
    misses: int = 0
    tops: int = 0
    struggled: bool = False
    resets: tuple[dt.date, ...] = ()
    best: float = 0.0
    below_best: bool = False


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A lift after its last session.

    `asked`: what had been asked of that session; `target`: what is asked next, by `rule`. `repeats`: sessions in a row
    with the same load and reps. `effort_rises`: sessions in a row that cost two reps in reserve more at the same load.
    `short`: it had too few sets.
    """

    scheme: SchemeName
    case: Case
    previous: Bout | None
    outcome: OutcomeName
    rule: Rule
    facts: LiftFacts
    target: LiftTarget
    tally: Tally
    repeats: int
    sessions: int
    effort_rises: int = 0
    short: bool = False

    @property
    def exercise(self) -> str:
        return self.case.name

    @property
    def bout(self) -> Bout:
        """The last session."""
        return self.case.bout

    @property
    def aim(self) -> Aim:
        return self.case.aim

    @property
    def asked(self) -> LiftTarget | None:
        return self.case.asked

    @property
    def usual(self) -> int:
        """How many sets the athlete does of it."""
        return self.case.usual

    @property
    def old_load(self) -> float | None:
        """The load of before a break, while still below it."""
        return self.case.old_load

    @property
    def stall(self) -> int:
        return self.tally.stall

    @property
    def tops(self) -> int:
        return self.tally.tops

    @property
    def resets(self) -> tuple[dt.date, ...]:
        return self.tally.resets


def counted(
    before: Standing | None,
    bout: Bout,
    outcome: Outcome,
    *,
    same_load: bool,
    rested: bool,
    other_plan: bool,
    weeks: float,
) -> Tally:
    """The counts with one session more."""
    last = before.tally if before else Tally()
    here = last if same_load else Tally()
    missed = outcome.name not in ("top", "partial", "unknown")
    best = 0.0 if other_plan else last.best
    top = outcome.name == "top"
    return Tally(
        stall=0 if outcome.stall == "zero" or rested else last.stall + (outcome.stall == "add"),
        misses=(0 if rested else here.misses) + 1 if missed else 0,
        tops=here.tops + 1 if top else 0,
        struggled=same_load and before is not None and (last.struggled or before.outcome in ("missed", "fewer")),
        resets=tuple([d for d in last.resets if (bout.day - d).days <= 7 * weeks]),
        best=max(best, bout.signed) if top else best,
        below_best=bout.signed < best - NEAR,
    )


def sets_of(bout: Bout) -> int:
    return len(bout.seconds) or len(bout.reps)


def usual_sets(before: Standing | None, bout: Bout, needed: int, rested: bool) -> int:
    """How many sets this athlete does of the lift: as done, unless fewer were asked, or this was one short session."""
    done = sets_of(bout)
    if before is None:
        return done
    if done < needed and not before.short:
        return before.usual
    reduced = rested or len(before.target.reps) < before.usual
    return before.usual if reduced and done <= before.usual else done


def compared(before: Standing | None, bout: Bout) -> Compared:
    if before is None:
        return "first"
    last = before.bout
    if abs(last.signed - bout.signed) > NEAR or last.unit != bout.unit or last.kind != bout.kind:
        return "other_load"
    if last.reps == bout.reps:
        return "same"
    change = sum([(now or 0) - (then or 0) for now, then in zip(bout.reps, last.reps, strict=False)])
    return "more" if change > 0 else "fewer" if change <= -2 else "same"


def repeated(before: Standing | None, bout: Bout) -> int:
    if before is None or not bout.reps:
        return 1
    last = before.bout
    same = abs(last.signed - bout.signed) < NEAR and last.unit == bout.unit
    return before.repeats + 1 if same and last.reps == bout.reps and last.seconds == bout.seconds else 1


def effort_rising(drop: float, before: Standing | None, bout: Bout) -> int:
    """Sessions in a row that left two reps less in reserve at an equal load."""
    if before is None or before.bout.rir is None or bout.rir is None:
        return 0
    harder = before.bout.rir - bout.rir >= drop and abs(before.bout.signed - bout.signed) < NEAR
    return before.effort_rises + 1 if harder else 0


def load_before_break(climbed: float, before: Standing | None, bout: Bout, rested: bool) -> float | None:
    """The load of before a break, until the lift is nearly back there."""
    if before is None or bout.amount is None or bout.kind is not None:
        return None
    old = max(before.bout.amount or 0.0, before.old_load or 0.0) if rested else before.old_load
    return old if old and bout.amount < climbed * old - NEAR else None
