"""What would be next if: answers without storing anything."""

import datetime as dt

import msgspec

from bot.coaching.advice import LiftTarget, NextSession, SprintTarget
from bot.coaching.history import History
from bot.coaching.progression import next_session, plan_next
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Effort, Entry, Lift, Run, Set


def after_days_off(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date, days: int) -> NextSession | None:
    """The session that would be next after so many days without training from the last entry on."""
    last = diary.entries[-1].day if diary.entries else today
    return next_session(book, athlete, diary, max(last, today) + dt.timedelta(days=days))


def after_reps(
    book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date, reps: tuple[float, ...], exercise: str = ""
) -> NextSession | None:
    """The session that would be next if the coming one brought these reps at the load it asks for; of the lift named,
    else of the first one planned."""
    plan = plan_next(History(book, athlete, diary, today))
    planned = [t for t in (plan.session.targets if plan.session else ()) if isinstance(t, LiftTarget)]
    target = next((t for t in planned if not exercise or t.exercise == exercise), None)
    if plan.session is None or target is None:
        return None
    sets = tuple(Set(reps=r, load=target.load, load_kind=target.load_kind) for r in reps)
    day = plan.session.day
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    supposed = Entry(id="what-if", day=day, at=noon, efforts=(Lift(target.exercise, sets),))
    return next_session(book, athlete, diary.with_entry(supposed), day)


def sessions_ahead(
    book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date, count: int
) -> tuple[NextSession, ...]:
    """The next sessions, each if those before it go as planned; it ends at one whose loads are still to be found."""
    found: list[NextSession] = []
    while len(found) < count and (session := next_session(book, athlete, diary, today)) is not None:
        found.append(session)
        done = as_asked(session)
        if done is None:
            break
        today = session.day
        noon = dt.datetime.combine(today, dt.time(12), tzinfo=dt.UTC)
        diary = diary.with_entry(Entry(f"ahead-{len(found)}", today, noon, done))
    return tuple(found)


def as_asked(session: NextSession) -> tuple[Effort, ...] | None:
    """A session done just as it was asked, without what was offered beside it; None where a load was left to be found
    by feel."""
    efforts = tuple(_done(target) for target in session.targets if not _is_offered(target))
    kept = tuple(effort for effort in efforts if effort is not None)
    return kept if len(kept) == len(efforts) else None


def _is_offered(target: LiftTarget | SprintTarget) -> bool:
    return isinstance(target, LiftTarget) and target.offered


def _done(target: LiftTarget | SprintTarget) -> Effort | None:
    if isinstance(target, SprintTarget):
        said = ("sprint", "hill") if target.hill else ("sprint",)
        return Run(metres=target.metres, reps=target.reps, rest_s=target.rest_s, said=said)
    if target.load is None and target.load_kind is None and target.seconds is None:
        return None
    sets = [Set(reps, target.load, target.load_kind, target.seconds, target.metres) for reps in target.reps]
    if target.backoff is not None:
        sets[1:] = [msgspec.structs.replace(one, load=target.backoff) for one in sets[1:]]
    return Lift(target.exercise, tuple(sets))
