"""What would be next if: answers without storing anything."""

import datetime as dt

from bot.coaching.advice import LiftTarget, NextSession
from bot.coaching.history import History
from bot.coaching.progression import next_session, plan_next
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set


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
