"""The rolling week in hard sets per leg muscle, with the caps of a session and of a week, and the band each is in."""

import datetime as dt
from itertools import groupby

import msgspec

from bot.coaching.advice import MUSCLES, Credit, Muscle
from bot.coaching.bouts import entries_between
from bot.coaching.history import History
from bot.coaching.rows import Band
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import SPRINTS
from bot.coaching.stimulus import (
    NO_CREDIT,
    capped_session,
    family_of,
    lift_credit,
    movement_of,
    other_credit,
    run_credit,
)
from bot.training.diary import Effort, Entry, Lift, Run

LIFTING = "lifting"
WEEK = 7


class Week(msgspec.Struct, frozen=True):
    """Seven days up to one: hard sets a muscle, and how many days and efforts of each sort there were."""

    credit: Credit
    lifting_days: int
    leg_lifting_days: int
    sprint_days: int
    slow_runs: int
    hard_runs: int
    walks: int
    others: int
    metres: float
    sprint_metres: float
    estimated: bool


def effort_credit(history: History, effort: Effort, day: dt.date) -> tuple[str, Credit]:
    """The family whose caps an effort shares, and its credit before caps."""
    book = history.book
    if isinstance(effort, Lift):
        name = effort.exercise or ""
        if not history.is_leg(name):
            return LIFTING, NO_CREDIT
        return LIFTING, lift_credit(book, book.exercise(name), effort, history.maxes_before(name, day))
    if isinstance(effort, Run):
        ran = history.ran(effort, day)
        return family_of(ran), run_credit(book, history, ran)
    row = movement_of(book, history, effort)
    return (row.family if row else LIFTING), other_credit(row, effort)


def days_credit(history: History, first: dt.date, last: dt.date) -> Credit:
    """Hard sets a muscle from `first` to `last`, each session and each family of movement within its caps."""
    families: dict[str, Credit] = {}
    for day, entries in groupby(entries_between(history.diary, first, last), key=_day):
        for family, credit in _day_credits(history, day, tuple(entries)).items():
            families[family] = families.get(family, NO_CREDIT) + credit
    total = NO_CREDIT
    for family, credit in families.items():
        total = total + (credit if family == LIFTING else credit.within(history.book.cap_of[family].week))
    return total


def _day_credits(history: History, day: dt.date, entries: tuple[Entry, ...]) -> dict[str, Credit]:
    """What each family of movement counts on a day, within the caps of a session."""
    known, key = history.digest.worth, (day, len(entries), history.new, history.older)
    if key not in known:
        found: dict[str, Credit] = {}
        for effort in [effort for entry in entries for effort in entry.efforts]:
            family, credit = effort_credit(history, effort, day)
            if credit is not NO_CREDIT:
                found[family] = found.get(family, NO_CREDIT) + credit
        known[key] = {family: session_capped(history.book, family, credit) for family, credit in found.items()}
    return known[key]


def _day(entry: Entry) -> dt.date:
    return entry.day


def session_capped(book: Rulebook, family: str, credit: Credit) -> Credit:
    """What of a day's work of one sort counts."""
    return capped_session(book, credit) if family == LIFTING else credit.within(book.cap_of[family].session)


def week_to(history: History, last: dt.date) -> Week:
    """The seven days that end with `last`."""
    first = last - dt.timedelta(days=WEEK - 1)
    entries, credit = entries_between(history.diary, first, last), days_credit(history, first, last)
    runs = [(e.day, f, history.ran(f, e.day)) for e in entries for f in e.efforts if isinstance(f, Run)]
    lifts = {e.day for e in entries if any(isinstance(f, Lift) for f in e.efforts)}
    legs = {
        d
        for e in entries
        for d in [e.day]
        if any(isinstance(f, Lift) and history.is_leg(f.exercise or "") for f in e.efforts)
    }
    sprints = [(day, ran) for day, _, ran in runs if ran.stride in SPRINTS]
    whole = [f for _, f, ran in runs if not f.part_of_total]
    return Week(
        credit=credit,
        lifting_days=len(lifts),
        leg_lifting_days=len(legs),
        sprint_days=len({day for day, _ in sprints}),
        slow_runs=sum(ran.stride in ("steady", "walk_or_jog") for _, _, ran in runs),
        hard_runs=sum(ran.stride in ("interval", "fast_run") for _, _, ran in runs),
        walks=sum(ran.stride in ("walk", "walk_uphill") for _, _, ran in runs),
        others=sum(not isinstance(f, Lift | Run) for e in entries for f in e.efforts),
        metres=sum((f.metres or 0.0) * f.reps for f in whole),
        sprint_metres=sum((ran.metres or 0.0) * ran.reps for _, ran in sprints),
        estimated=bool(sprints),
    )


def band_of(book: Rulebook, sets: float) -> Band:
    """Below growth dose, productive, strong, or check recovery."""
    return next(row for row in reversed(book.bands) if sets >= row.sets)


def sets_of(credit: Credit, muscle: Muscle) -> float:
    value: float = getattr(credit, muscle)
    return value


def most_worked(credit: Credit) -> Muscle:
    """The muscle with the most credit; of equals the first."""
    return max(MUSCLES, key=lambda muscle: sets_of(credit, muscle))
