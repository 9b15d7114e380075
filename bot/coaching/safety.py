"""What a report of pain, age, pregnancy or illness changes in what may be prescribed."""

import datetime as dt

import msgspec

from bot.coaching.advice import Advice, LiftTarget, Number, SprintTarget
from bot.coaching.history import History
from bot.coaching.loading import Rack
from bot.coaching.rows import SafetyLimit
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete, Pain

LOWER = frozenset(
    {"squat", "lunge", "hinge", "hip_extension", "knee_extension", "knee_curl", "calf", "jump", "sled", "hip"}
)


class Guarded(msgspec.Struct, frozen=True):
    """Targets after every limit, and what is to be said of it. `rest`: no session at all."""

    targets: tuple[LiftTarget | SprintTarget, ...]
    notes: tuple[Advice, ...] = ()
    rest: bool = False


def coachable(athlete: Athlete) -> bool:
    """May anything be planned at all?"""
    return athlete.age != "under13" and not athlete.pregnant


def may_overload(athlete: Athlete) -> bool:
    """May more be asked than last time?"""
    return coachable(athlete) and athlete.age != "under16" and not athlete.needs_clearance


def may_have_more(history: History, exercise: str) -> bool:
    """May more be asked of this lift: is the athlete free of limits, and of pain in its movement?"""
    known = history.book.exercise(exercise)
    hurting = pain_of(history.athlete, known.pattern if known else "unknown")
    return may_overload(history.athlete) and hurting is None


def limits(athlete: Athlete) -> tuple[Advice, ...]:
    """What holds for the whole athlete now, gravest first."""
    found = []
    if athlete.age == "under13":
        found.append("under13")
    if athlete.pregnant:
        found.append("pregnant")
    if is_ill(athlete):
        found.append("ill")
    if athlete.age == "under16":
        found.append("under16")
    if athlete.needs_clearance:
        found.append("clearance")
    return tuple(Advice(f"safety.{name}") for name in found)


def is_ill(athlete: Athlete) -> bool:
    """Was the last report of illness that it is still there?"""
    told = [r for r in athlete.reports if r.kind == "illness"]
    return bool(told) and max(told, key=lambda r: r.day).amount > 0


def was_ill(athlete: Athlete, since: dt.date) -> bool:
    """Was there an illness within the break?"""
    return any(r.kind == "illness" and r.amount > 0 and r.day >= since for r in athlete.reports)


def pain_of(athlete: Athlete, pattern: str) -> Pain | None:
    """The worst pain that this movement pattern has."""
    hurting = [p for p in athlete.pains if p.pattern in (pattern, "all")]
    return max(hurting, key=lambda p: p.score, default=None)


def pain_limit(book: Rulebook, pain: Pain, today: dt.date) -> SafetyLimit:
    """The row of the traffic light that this pain meets."""
    lasting = (today - pain.since).days >= book.number("pain_lasting_days")
    if pain.score >= book.number("pain_stop_score") or lasting:
        name = "pain_stop"
    else:
        name = "pain_less" if pain.score >= book.number("pain_less_score") else "pain_hold"
    return next(row for row in book.limits if row.name == name)


def guarded(history: History, targets: tuple[LiftTarget | SprintTarget, ...]) -> Guarded:
    """The same targets as far as they may be prescribed."""
    athlete = history.athlete
    notes = list(limits(athlete))
    if not coachable(athlete) or is_ill(athlete):
        return Guarded((), tuple(notes), rest=True)
    kept: list[LiftTarget | SprintTarget] = []
    for target in targets:
        if isinstance(target, SprintTarget):
            sprint = _guarded_sprint(history, target)
            if sprint is not None:
                kept.append(sprint)
            continue
        lift, note = _guarded_lift(history, target)
        if lift is not None:
            kept.append(lift)
        if note is not None:
            notes.append(note)
    return Guarded(tuple(kept), tuple(notes))


def _guarded_sprint(history: History, target: SprintTarget) -> SprintTarget | None:
    """No sprints on hurting legs; none all-out for the young and for who needs a doctor's word."""
    book, athlete = history.book, history.athlete
    hurting = [p for p in athlete.pains if p.pattern in LOWER | {"all", "run", "sprint"}]
    if any(p.score >= book.number("pain_less_score") for p in hurting):
        return None
    if not may_overload(athlete) or hurting:
        return msgspec.structs.replace(target, effort=min(target.effort, int(book.number("cleared_effort"))))
    return target


def _guarded_lift(history: History, target: LiftTarget) -> tuple[LiftTarget | None, Advice | None]:
    book, athlete = history.book, history.athlete
    exercise = book.exercise(target.exercise)
    if athlete.age == "under16":
        return _technique(book, target), None
    if athlete.needs_clearance:
        target = _no_more(history, target, int(book.number("cleared_rir")))
    pain = pain_of(athlete, exercise.pattern if exercise else "unknown")
    if pain is None:
        return target, None
    row = pain_limit(book, pain, history.today)
    numbers: dict[str, Number] = {"exercise": target.exercise, "score": pain.score}
    note = Advice(f"safety.{row.name}", numbers)
    if row.effect == "stop_pattern":
        return None, note
    target = _no_more(history, target, target.rir)
    if row.effect == "lighter_pattern" and target.load is not None:
        rack = Rack(book, athlete, exercise, target.load.unit or athlete.settled_unit)
        usual = _before_pain(history, pain, target.exercise) or target.load.amount
        lighter = min(rack.below(usual * book.number("pain_load")), target.load.amount)
        target = msgspec.structs.replace(target, load=rack.load(lighter))
    return msgspec.structs.replace(target, rule=row.name, because=Advice(f"safety.{row.name}.because")), note


def _before_pain(history: History, pain: Pain, exercise: str) -> float:
    """The load that a pain takes its share off: the last from before it, so that lighter sessions are not cut again."""
    bouts = history.bouts_of(exercise)
    before = [bout.amount or 0.0 for bout in bouts if bout.day < pain.since]
    return before[-1] if before else max((bout.amount or 0.0 for bout in bouts), default=0.0)


def _no_more(history: History, target: LiftTarget, rir: int | None) -> LiftTarget:
    """No heavier, no more reps and no more sets than last time."""
    bouts = history.bouts_of(target.exercise)
    if not bouts:
        return msgspec.structs.replace(target, rir=rir)
    last = bouts[-1]
    done = tuple(int(r) for r in last.reps if r is not None)
    reps = (
        tuple(min(a, b) for a, b in zip(target.reps, (*done, *[done[-1]] * len(target.reps)), strict=False))
        if done
        else target.reps
    )
    load = target.load
    if load is not None and last.load is not None and load.kg > last.load.kg and target.load_kind != "assisted":
        load = last.load
    seconds = min(target.seconds, max(last.seconds, default=target.seconds)) if target.seconds else target.seconds
    return msgspec.structs.replace(target, load=load, reps=reps[: len(done)] or target.reps, seconds=seconds, rir=rir)


def _technique(book: Rulebook, target: LiftTarget) -> LiftTarget:
    """For the young: reps in the middle of 8 to 15, far from failure, no load target."""
    least, most = int(book.number("youth_least_reps")), int(book.number("youth_most_reps"))
    reps = min(max(target.reps[0] if target.reps else least, least), most)
    return msgspec.structs.replace(
        target,
        reps=(reps,) * min(len(target.reps) or 1, 3),
        load=None,
        backoff=None,
        rir=int(book.number("youth_reserve")),
        technique=target.seconds is None,
        rule="under16",
        because=Advice("safety.under16.because"),
    )
