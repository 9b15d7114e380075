"""Named facts read off a diary: all that an answer may look at."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.coaching.advice import MUSCLES, Number
from bot.coaching.following import standing_of
from bot.coaching.history import History
from bot.coaching.ledger import band_of, sets_of, week_to
from bot.coaching.progression import plan_next
from bot.coaching.records import rep_maxes
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Diary

Numbers: TypeAlias = dict[str, Number]
Reading: TypeAlias = Callable[[Rulebook, Athlete, Diary, dt.date], Numbers]


def leg_week(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """The last seven days: slow runs, sprint sessions, lifting days, and hard sets with their band for each muscle."""
    week = week_to(History(book, athlete, diary, today), today)
    numbers: Numbers = {
        "slow_runs": week.slow_runs,
        "hard_runs": week.hard_runs,
        "runs": week.slow_runs + week.hard_runs,
        "walks": week.walks,
        "sprints": week.sprint_days,
        "lift_days": week.lifting_days,
        "leg_days": week.leg_lifting_days,
        "run_distance": week.metres,
        "sprint_distance": week.sprint_metres,
    }
    for muscle in MUSCLES:
        sets = round(sets_of(week.credit, muscle), 1)
        numbers[muscle] = sets
        numbers[f"{muscle}_band"] = band_of(book, sets).name
    return numbers


def next_step(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """The first lift of the next session, and what it asks."""
    plan = plan_next(History(book, athlete, diary, today))
    numbers: Numbers = {"known": int(plan.session is not None)}
    if plan.session is not None:
        numbers["next_day"] = plan.session.day
        numbers |= plan.session.targets[0].advice().numbers
    return numbers


def stall(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """The lift that has gone longest without progress."""
    history = History(book, athlete, diary, today)
    standings = [s for s in (standing_of(history, lift) for lift in history.lifts) if s is not None]
    worst = max(standings, key=lambda s: (s.facts.stall, s.repeats), default=None)
    if worst is None:
        return {"stall": 0, "repeats": 0}
    return {
        "stall": worst.facts.stall,
        "repeats": worst.repeats,
        "exercise": worst.exercise,
        "last_day": worst.bout.day,
    }


def layoff(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """Days since the last leg lifts."""
    history = History(book, athlete, diary, today)
    last = history.leg_days[-1] if history.leg_days else None
    return {"days": (today - last).days if last else 0, "known": int(last is not None)}


def last_squat(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """The latest squat of any kind."""
    history = History(book, athlete, diary, today)
    squats = [
        (history.bouts_of(lift)[-1], lift)
        for lift in history.lifts
        if (known := book.exercise(lift)) is not None and known.pattern == "squat"
    ]
    if not squats:
        return {"known": 0}
    bout, lift = max(squats, key=lambda pair: pair[0].day)
    return {"known": 1, "exercise": lift, "last_day": bout.day, "last": bout.load or "", "done": round(bout.total)}


def bests(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """The heaviest set of the lift done last, and how many lifts and distances have a best."""
    history = History(book, athlete, diary, today)
    lifts = history.lifts_on
    numbers: Numbers = {"lifts": len(history.lifts), "distances": len(history.times)}
    if lifts:
        exercise = lifts[max(lifts)][0]
        maxima = rep_maxes(diary, exercise)
        if maxima and maxima[0].load.amount > 0:
            numbers |= {"exercise": exercise, "best": maxima[0].load, "reps": maxima[0].reps, "best_day": maxima[0].day}
    return numbers


def level(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> Numbers:
    """The level, and the months since the first lift."""
    history = History(book, athlete, diary, today)
    first = history.first_lift_day
    months = (today - first).days // 30 if first else 0
    row = book.level(history.level)
    return {"level": history.level, "months": months, "rir": row.rir, "sets": row.sets}


def nothing(*_: object) -> Numbers:
    """No fact of the diary bears on it."""
    return {}


READINGS: Mapping[str, Reading] = {
    "leg_week": leg_week,
    "running_week": leg_week,
    "sprint_week": leg_week,
    "lifting_week": leg_week,
    "weekly_sets": leg_week,
    "next_step": next_step,
    "last_squat": last_squat,
    "stall": stall,
    "layoff": layoff,
    "bests": bests,
    "level": level,
    "protein_none": nothing,
}
