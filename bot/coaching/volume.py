"""A muscle's hard sets a week drive the plan: too few ask for a set or an exercise more, too many for a set less."""

import datetime as dt
from bisect import bisect_left

import msgspec

from bot.coaching.advice import MUSCLES, Advice, Credit, LiftTarget, Muscle, Number, SprintTarget
from bot.coaching.history import History
from bot.coaching.ledger import WEEK, band_of, days_credit, most_worked, sets_of
from bot.coaching.plan import KIT_OF, found_by_feel
from bot.coaching.safety import may_have_more, may_overload
from bot.coaching.standing import Standing
from bot.coaching.standing import sets_of as sets_done
from bot.coaching.stimulus import leg_shares
from bot.training.diary import LoadKind
from bot.training.exercises import Exercise

NEW_EXERCISE = "volume.new_exercise"
PRIME = 0.5  # share of a set from which a lift counts as one for a muscle
STEADY = frozenset({"top", "first", "more", "same"})  # outcomes after which a set may be added
Targets = tuple[LiftTarget | SprintTarget, ...]


def dosed(
    history: History, standings: tuple[Standing, ...], targets: Targets, day: dt.date
) -> tuple[Targets, tuple[Advice, ...]]:
    """The same targets with one change where a muscle's week asks for one: too much first, then what gets least."""
    doses = weekly_doses(history, day)
    climbing = any(standing.old_load for standing in standings)
    if doses is None or climbing or history.athlete.pains or not may_overload(history.athlete):
        return targets, ()
    most = band_of(history.book, doses.most).name == "check"
    for muscle in [most_worked(doses)] if most else sorted(MUSCLES, key=lambda m: sets_of(doses, m)):
        sets = sets_of(doses, muscle)
        numbers: dict[str, Number] = {"muscle": muscle, "weekly": round(sets, 1)}
        band = band_of(history.book, sets).name
        change = None
        if band == "below":
            change = _one_set_more(history, standings, targets, muscle, numbers) or _one_exercise_more(
                history, targets, muscle, numbers, day
            )
        elif band == "check":
            change = _one_set_less(history, targets, muscle, numbers)
        if change is not None:
            return change
    return targets, ()


def weekly_doses(history: History, day: dt.date) -> Credit | None:
    """Hard sets a week over the last two weeks before that day; None without leg training in both of them."""
    first = history.first_lift_day
    weeks = int(history.book.number("dose_weeks"))
    if first is None or (day - first).days < weeks * WEEK:
        return None
    total = Credit()
    for week in range(weeks):
        last = day - dt.timedelta(days=1 + week * WEEK)
        since = last - dt.timedelta(days=WEEK - 1)
        place = bisect_left(history.leg_days, since)
        if place == len(history.leg_days) or history.leg_days[place] > last:
            return None
        total = total + days_credit(history, since, last)
    return total.times(1 / weeks)


def _one_set_more(
    history: History, standings: tuple[Standing, ...], targets: Targets, muscle: Muscle, numbers: dict[str, Number]
) -> tuple[Targets, tuple[Advice, ...]] | None:
    """A set more of the lift that works it most, in place of more load or reps; not twice running."""
    known = {standing.exercise: standing for standing in standings}
    fitting = [
        t
        for t in _lifts_for(history, targets, muscle)
        if (standing := known.get(t.exercise)) is not None and _has_room(history, standing, t)
    ]
    if not fitting:
        return None
    target = fitting[0]
    standing = known[target.exercise]
    done = tuple(int(r) for r in standing.bout.reps if r)
    note = Advice("volume.more_sets", numbers | {"exercise": target.exercise})
    because = Advice("volume.more_sets.because", note.numbers)
    more = msgspec.structs.replace(
        target, load=standing.bout.load, load_kind=_kind_of(standing), reps=(*done, done[-1]), rule="more_sets",
        because=because,
    )  # fmt: skip
    return tuple(more if t is target else t for t in targets), (note,)


def _kind_of(standing: Standing) -> LoadKind | None:
    bout = standing.bout
    return bout.kind or ("bodyweight" if standing.scheme == "reps" and bout.amount is None else None)


def _has_room(history: History, standing: Standing, target: LiftTarget) -> bool:
    """May it have a set more: going well, with fewer sets than a session holds, and none added the last time?"""
    before = standing.previous
    return (
        standing.outcome in STEADY
        and standing.stall == 0
        and standing.rule.sets == "same"
        and standing.scheme in ("fixed", "double", "linear", "rir", "reps")
        and standing.bout.kind != "assisted"
        and all(standing.bout.reps)
        and target.rule == standing.rule.name
        and sets_done(standing.bout) < history.book.number("most_sets")
        and before is not None
        and sets_done(before) >= sets_done(standing.bout)
        and may_have_more(history, standing.exercise)
    )


def _one_exercise_more(
    history: History, targets: Targets, muscle: Muscle, numbers: dict[str, Number], day: dt.date
) -> tuple[Targets, tuple[Advice, ...]] | None:
    """One exercise more for a muscle that this session leaves out, offered in one week of four."""
    book, first = history.book, history.first_lift_day
    weeks = (day - first).days // WEEK if first else 0
    every = int(book.number("offer_every_weeks"))
    if weeks % every != int(book.number("dose_weeks")) or len(targets) >= book.number("most_exercises"):
        return None
    exercise = None if any(_lifts_for(history, targets, muscle)) else _exercise_for(history, muscle)
    if exercise is None or not may_have_more(history, exercise.id):
        return None
    note = Advice(NEW_EXERCISE, numbers | {"exercise": exercise.id})
    because = Advice(f"{NEW_EXERCISE}.because", note.numbers)
    added = msgspec.structs.replace(
        found_by_feel(history, exercise), rule="new_exercise", because=because, offered=True
    )
    return (*targets, added), (note,)


def _one_set_less(
    history: History, targets: Targets, muscle: Muscle, numbers: dict[str, Number]
) -> tuple[Targets, tuple[Advice, ...]] | None:
    """A set less of the lift that gives it most."""
    fitting = [t for t in _lifts_for(history, targets, muscle) if len(t.reps) > 2 and t.backoff is None]
    if not fitting:
        return None
    target = max(fitting, key=lambda t: len(t.reps))
    note = Advice("volume.fewer_sets", numbers | {"exercise": target.exercise})
    less = msgspec.structs.replace(target, reps=target.reps[:-1])
    return tuple(less if t is target else t for t in targets), (note,)


def _lifts_for(history: History, targets: Targets, muscle: Muscle) -> list[LiftTarget]:
    """The lifts among them that work a muscle, those that do most first."""
    shares = {
        t.exercise: sets_of(leg_shares(history.book.exercise(t.exercise)), muscle)
        for t in targets
        if isinstance(t, LiftTarget)
    }
    lifts = [t for t in targets if isinstance(t, LiftTarget) and shares[t.exercise] >= PRIME]
    return sorted(lifts, key=lambda t: -shares[t.exercise])


def _exercise_for(history: History, muscle: Muscle) -> Exercise | None:
    """An exercise of the starting plan for that muscle, with the kit that there is or that has been used."""
    book = history.book
    loaded = [x for x, bouts in history.digest.bouts.items() if any(bout.amount for bout in bouts)]
    has = set(history.athlete.kit.has) or {KIT_OF.get(e.kind, "") for x in loaded if (e := book.exercise(x))}
    gym = not history.athlete.kit.has and has & {"machines", "barbell"}
    choices = [book.exercise(name) for slot in book.slots for name in slot.choices]
    return next(
        (
            e
            for e in choices
            if e is not None
            and sets_of(leg_shares(e), muscle) >= PRIME
            and (gym or KIT_OF.get(e.kind) in has | {"bodyweight"})
        ),
        None,
    )
