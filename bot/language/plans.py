"""A message about a plan as a wish: which days, at what time, how long before, and what is off, paused or moved."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

import msgspec

from bot.language.plan_clauses import READERS, Clause, Draft
from bot.language.plan_marks import FILE, Mark, Shape, marks, table
from bot.tables import TableError
from bot.training.schedule import Wish

DROPPED = frozenset({"remind", "filler"})
MOST_MARKS, SHORT = 60, 6
JOINING = frozenset({"and", "on", "in", "at"})
Session: TypeAlias = Callable[[], dt.date | None]
Step: TypeAlias = tuple[frozenset[str], str]


class Asked(msgspec.Struct, frozen=True):
    """What a message asks of a plan. `wrong`: what was read and cannot be, and of which kind. `reminds`: it speaks of
    reminders outright. `whole`: nothing in it was left over. `loose`: its hour may be before or after noon."""

    wish: Wish
    wrong: tuple[str, str] | None = None
    reminds: bool = False
    whole: bool = True
    loose: bool = False


def asked(text: str, now: dt.datetime, session: Session, answering: bool = False) -> Asked | None:
    """What a message asks of a plan at this wall time of its writer; None where it is about something else: where not
    all of it is understood as a plan and no reminder is named. `session` tells the day of the next one; `answering`: we
    asked for a time."""
    found = marks(text, now.date())[:MOST_MARKS]
    reminds = any(mark.kind == "remind" for mark in found)
    if any(mark.kind == "if" or (mark.kind == "unread" and not reminds) for mark in found):
        return None
    clauses, left = clauses_of([mark for mark in found if mark.kind not in DROPPED])
    whole = all(mark.kind in JOINING for mark in left)
    wrong = next((mark for mark in left if mark.kind.startswith("wrong")), None)
    if wrong and (reminds or ((clauses or wrong.kind == "wrong_day") and len(found) <= SHORT)):
        return Asked(Wish(), (wrong.kind.removeprefix("wrong_"), wrong.told), reminds, whole)
    if not clauses or not (reminds or (whole and (answering or any(_plain_enough(c) for c in clauses)))):
        return None
    named = [mark for clause in clauses for mark in clause.of("day") if clause.name == "weekdays"]
    draft = Draft(now, session, once=len(named) == 1)
    for clause in clauses:
        READERS[clause.name](draft, clause)
    return Asked(draft.wish(), draft.wrong, reminds, whole, any(m.kind == "clock" and m.loose for m in found))


def _plain_enough(clause: Clause) -> bool:
    """Whether a clause is about a plan without the word reminder: not a lone weekday or time (a correction)."""
    if clause.name == "weekdays":
        return len(clause.of("day", "weekdays", "weekends")) > 1 or bool(
            clause.of("clock", "part", "only", "every", "weekdays", "weekends")
        )
    if clause.name in ("time", "once") or (clause.name == "pause" and clause.of("today")) or clause.of("it"):
        return False
    if clause.name == "off":
        return any(not m.loose for m in clause.of("day")) or bool(clause.of("off", "on", "weekends", "weekdays"))
    return True


def clauses_of(found: list[Mark]) -> tuple[list[Clause], list[Mark]]:
    """The clauses that the marks make, each as long as a shape allows, and the marks left over."""
    clauses, left, place = [], [], 0
    while place < len(found):
        end, name = max(
            ((_reach(steps, found, place), name) for name, steps in _shapes()), key=lambda hit: hit[0], default=(0, "")
        )
        if end > place:
            clauses.append(Clause(name, tuple(found[place:end])))
            place = end
        else:
            left.append(found[place])
            place += 1
    return clauses, left


def _reach(steps: tuple[Step, ...], found: list[Mark], start: int) -> int:
    """How far a shape fits from `start`, or `start` itself. All ways to fit are followed at once, mark by mark."""
    states, best, place = _beyond(steps, {0}), start, start
    while states and place < len(found):
        kind = found[place].kind
        fitting = {s for s in states if s < len(steps) and kind in steps[s][0]}
        after = {s + 1 for s in fitting} | {s for s in fitting if steps[s][1] in ("+", "*")}
        states, place = _beyond(steps, after), place + 1
        if len(steps) in states:
            best = place
    return best


def _beyond(steps: tuple[Step, ...], states: set[int]) -> set[int]:
    """The states, with those reached by leaving out what may be missing."""
    found = set(states)
    for state in range(len(steps)):
        if state in found and steps[state][1] in ("?", "*"):
            found.add(state + 1)
    return found


@cache
def _shapes() -> tuple[tuple[str, tuple[Step, ...]], ...]:
    known = {*table().words, "day", "date", "clock", "part", "span", "count", "turn", "month"}
    return tuple((row.name, _steps(row, way, known)) for row in table().shape for way in row.shape)


def _steps(row: Shape, way: str, known: set[str]) -> tuple[Step, ...]:
    if row.name not in READERS:
        raise TableError(FILE, row.name, "nothing reads this shape")
    steps: list[Step] = []
    for piece in way.split():
        names = frozenset(piece.rstrip("?+*").split("|"))
        if strange := names - known:
            raise TableError(FILE, row.name, f"'{way}' speaks of '{min(strange)}', which is no mark")
        steps.append((names, piece[-1] if piece[-1] in "?+*" else ""))
    return tuple(steps)
