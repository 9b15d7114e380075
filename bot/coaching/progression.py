"""The next session: a pure function of the diary, the athlete's settings and the day. No counter is stored."""

import datetime as dt

import msgspec

from bot.coaching.advice import Advice, LiftTarget, NextSession, Number, SprintTarget
from bot.coaching.calendar import days_too_close
from bot.coaching.easing import after_break, light_week, lightened, lightened_sprints
from bot.coaching.following import standing_of
from bot.coaching.history import History
from bot.coaching.ledger import days_credit, most_worked, sets_of
from bot.coaching.plan import has_kit_for, starting_plan, starting_week
from bot.coaching.prescribing import percent_up
from bot.coaching.rotation import next_lifts
from bot.coaching.rulebook import Rulebook
from bot.coaching.safety import coachable, guarded, is_ill
from bot.coaching.sprinting import SprintStanding
from bot.coaching.standing import Standing
from bot.coaching.stimulus import leg_shares
from bot.coaching.timing import lift_day, sprint_day
from bot.coaching.volume import NEW_EXERCISE, dosed
from bot.training.athlete import Athlete
from bot.training.diary import Diary

__all__ = ["Plan", "next_session", "plan_next", "starting_plan", "starting_week"]

WEIGHED = frozenset({"change_range", "add_sets", "light_week"})


class Plan(msgspec.Struct, frozen=True):
    """The next session with what it rests on, so that it can be explained."""

    session: NextSession | None
    standings: tuple[Standing, ...] = ()
    sprint: SprintStanding | None = None
    started: bool = False


def next_session(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> NextSession | None:
    """The next session; None for an empty diary, and for whom nothing may be planned now."""
    return plan_next(History(book, athlete, diary, today)).session


def plan_next(history: History) -> Plan:
    """What is next and why."""
    if not history.diary.entries or not coachable(history.athlete) or is_ill(history.athlete):
        return Plan(None)
    wanted = next_lifts(history)
    lifts = tuple(x for x in wanted if _can_be_done(history, x))
    standings = tuple(s for s in (weighed_standing(history, lift) for lift in lifts) if s is not None)
    day, notes = lift_day(history, standings)
    run_on, sprint = sprint_day(history, day)
    if not standings and sprint is None:
        return _from_scratch(history, rest_days=1 if wanted else 0)
    if not standings or (sprint is not None and run_on < day):
        return _sprints_alone(history, sprint, run_on, standings)
    together = sprint is not None and run_on == day
    targets, eased = lift_targets(history, standings, day)
    dose: tuple[Advice, ...] = ()
    if not eased:
        targets, dose = dosed(history, standings, targets, day)
        dose = tuple(note for note in dose if note.key == NEW_EXERCISE or _first_of_week(history))
    if together and sprint is not None:
        notes = (*notes, Advice("note.sprint_first")) if len(history.sprint_days) == 1 else notes
        targets = (_sprint_target(history, sprint, standings, day), *targets)
    guard = guarded(history, targets)
    if not guard.targets:
        return Plan(None, standings, sprint)
    close = (Advice("note.days_too_close"),) if days_too_close(history.athlete) and _first_of_week(history) else ()
    session = NextSession(day, tuple(map(doable, guard.targets)), _once((*eased, *guard.notes, *dose, *notes, *close)))
    return Plan(session, standings, sprint if together else None)


def _can_be_done(history: History, lift: str) -> bool:
    """Whether there is the kit for it, or it was last done without any."""
    done = history.lifted(lift)
    loaded = bool(done) and any(one.load is not None and one.load.amount for one in done[-1].lift.sets)
    return not loaded or has_kit_for(history.athlete, history.book.exercise(lift))


def doable(target: LiftTarget | SprintTarget) -> LiftTarget | SprintTarget:
    """A whole rep at least, though half a one was logged; no load where easing leaves none of what was added."""
    if isinstance(target, SprintTarget):
        return target
    if target.load is not None and target.load.amount <= 0:
        target = msgspec.structs.replace(target, load=None, load_kind="bodyweight" if target.load_kind else None)
    if min(target.reps) < 1:
        target = msgspec.structs.replace(target, reps=tuple(max(reps, 1) for reps in target.reps))
    return target


def _from_scratch(history: History, rest_days: int) -> Plan:
    """Somebody whose diary holds nothing to build on, or nothing that the kit allows: the starting plan, the day after
    the latest entry, or after a day of rest where legs were worked."""
    eve = max(history.diary.entries[-1].day + dt.timedelta(days=rest_days), history.today - dt.timedelta(days=1))
    session = starting_plan(history.book, history.athlete, eve)
    if session is None:
        return Plan(None)
    notes = (Advice("note.no_legs_yet"), *session.notes)
    told = history.diary.past.entries + len(history.diary.entries) - 1  # each entry before this one has had its note
    return Plan(msgspec.structs.replace(session, notes=notes[told:]), started=True)


def _sprints_alone(
    history: History, sprint: SprintStanding | None, day: dt.date, standings: tuple[Standing, ...]
) -> Plan:
    if sprint is None:
        return Plan(None, standings)
    guard = guarded(history, (_sprint_target(history, sprint, standings, day),))
    first = not history.lifts_on and len(history.sprint_days) == 1
    notes = (*guard.notes, Advice("note.lift_too")) if first else guard.notes
    session = NextSession(day, guard.targets, notes) if guard.targets else None
    return Plan(session, (), sprint)


def _sprint_target(
    history: History, sprint: SprintStanding, standings: tuple[Standing, ...], day: dt.date
) -> SprintTarget:
    light = light_week(history, standings, day)
    return lightened_sprints(sprint.target) if light else sprint.target


def _first_of_week(history: History) -> bool:
    """Was the last session the first of its calendar week? What holds every week is said once in it."""
    weeks = [day.isocalendar()[:2] for day in history.lifts_on][-2:]
    return len(set(weeks)) == len(weeks)


def weighed_standing(history: History, lift: str) -> Standing | None:
    """The lift's standing; where its rule asks how much the muscle gets in a week, with that counted."""
    standing = standing_of(history, lift)
    if standing is None or standing.rule.name not in WEIGHED:
        return standing
    last = standing.bout.day
    muscle = most_worked(leg_shares(history.book.exercise(lift)))
    weekly = sets_of(days_credit(history, last - dt.timedelta(days=6), last), muscle)
    return standing_of(history, lift, round(weekly, 1))


def lift_targets(
    history: History, standings: tuple[Standing, ...], day: dt.date
) -> tuple[tuple[LiftTarget | SprintTarget, ...], tuple[Advice, ...]]:
    """What is asked of each lift on that day, eased after a break or in a light week."""
    week = light_week(history, standings, day)
    targets: list[LiftTarget | SprintTarget] = []
    notes: list[Advice] = []
    for standing in standings:
        target, note = after_break(history, standing, day)
        if note is None and week is not None:
            target, note = lightened(history, standing, week)
        if note is not None:
            notes.append(note)
        targets.append(_explained(standing, target))
    return tuple(targets), tuple(notes)


def _explained(standing: Standing, target: LiftTarget) -> LiftTarget:
    if target.because is not None:
        return target
    return msgspec.structs.replace(target, because=because_of(standing))


def because_of(standing: Standing) -> Advice:
    """Why the rule asks for that; of a carry, which is told without reps, that it was done."""
    if standing.bout.metres is not None and not standing.bout.total:
        return Advice("why.carried", {"carry_distance": standing.bout.metres})
    return Advice(f"rule.{standing.rule.name}.because", numbers_of(standing))


def numbers_of(standing: Standing) -> dict[str, Number]:
    """Every number that the words of a rule may name."""
    bout = standing.bout
    done = round(bout.total) if bout.reps and bout.reps[0] is not None else len(bout.seconds)
    return {
        "exercise": standing.exercise,
        "done": done,
        "asked": max(asked_reps(standing), done),
        "last": bout.load if bout.load is not None else "",
        "last_day": bout.day,
        "stall": standing.facts.stall,
        "misses": standing.facts.misses,
        "tops": standing.tops,
        "weeks": round(standing.case.book.number("resets_within_weeks")),
        "weekly": standing.facts.weekly_sets,
        "rir": standing.facts.rir if standing.facts.rir is not None else "",
        "spare": standing.facts.spare if standing.facts.spare is not None else "",
        "percent": percent_up(standing.case),
        "old": _old(standing),
        "longest_time": max(bout.seconds, default=0.0),
        "sessions": standing.sessions,
    }


def asked_reps(standing: Standing) -> int:
    """The reps that had been asked of the last session; of a first one, those at the bottom of its range."""
    asked, bout = standing.asked, standing.bout
    reps = asked.reps[: len(bout.reps)] if asked and bout.backed_off else asked.reps if asked else ()
    return max(sum(reps), standing.aim.bottom * len(bout.reps))


def _old(standing: Standing) -> Number:
    from_before, load = standing.old_load, standing.bout.load
    return "" if from_before is None or load is None else msgspec.structs.replace(load, amount=from_before)


def _once(notes: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """Each note once, though several lifts share it."""
    kept: dict[tuple[str, str], Advice] = {}
    for note in notes:
        kept.setdefault((note.key, str(sorted(note.numbers.items(), key=str))), note)
    return tuple(kept.values())
