"""One entry judged: what each effort did for the legs, the next session, and what to be careful with."""

import datetime as dt
from itertools import takewhile

import msgspec

from bot.coaching.advice import Advice, Credit, Judgement, Number, Verdict
from bot.coaching.bouts import WHOLE_SESSION, bout_of, entries_between, one_session
from bot.coaching.calendar import ran_before
from bot.coaching.conditions import first_fit
from bot.coaching.doubting import day_doubts, doubts
from bot.coaching.estimates import one_rep_max
from bot.coaching.facts import VerdictFacts
from bot.coaching.following import standing_of
from bot.coaching.history import History
from bot.coaching.ledger import WEEK, effort_credit, most_worked, session_capped
from bot.coaching.progression import asked_reps, plan_next
from bot.coaching.records import lift_record, maxes_of, session_record, sprint_record
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import SPRINTS, Ran
from bot.coaching.safety import coachable, limits, may_have_more
from bot.coaching.standing import Standing
from bot.coaching.stimulus import movement_of
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Effort, Entry, Lift, Other, Run
from bot.training.quantities import Load

__all__ = ["day_doubts", "doubts", "judge"]

NEAR = 1e-6
REPEATED = frozenset({"steady", "walk", "fast_run"})  # sentences that need not be said in full each time
FRESH = dt.timedelta(hours=36)  # older news is an import or a replay, and announces no record


def judge(book: Rulebook, athlete: Athlete, diary: Diary, entry: Entry, now: dt.datetime, today: dt.date) -> Judgement:
    """The judgement of an entry that the diary already holds."""
    history = History(book, athlete, diary, today)
    then = history
    late = bool(diary.entries) and diary.entries[-1].day > entry.day
    if late:
        known = entries_between(diary, dt.date.min, entry.day)
        then = History(book, athlete, msgspec.structs.replace(diary, entries=known), entry.day)
    fresh = entry.day == today and not late and now - entry.at < FRESH
    verdicts = tuple(_verdict(then, entry, effort, fresh) for effort in entry.efforts)
    plan = plan_next(history)
    return Judgement(
        verdicts, plan.session, _cautions(history, then, entry, plan.session.notes if plan.session else ())
    )


def _verdict(then: History, entry: Entry, effort: Effort, fresh: bool) -> Verdict:
    family, raw = effort_credit(then, effort, entry.day)
    credit = session_capped(then.book, family, raw)
    if isinstance(effort, Lift):
        return _lift_verdict(then, entry, effort, credit, fresh)
    if isinstance(effort, Run):
        ran = then.ran(effort, entry.day)
        return _run_verdict(then, entry, effort, ran, credit, fresh)
    return _other_verdict(then, effort, credit)


def _shown(credit: Credit) -> float:
    return round(credit.most, 1)


def _run_verdict(then: History, entry: Entry, run: Run, ran: Ran, credit: Credit, fresh: bool) -> Verdict:
    name: str = ran.stride
    if name in ("interval", "steady") and ran.called_sprint:
        name = f"{name}_called_sprint"
    elif credit.most > 0 and name == "interval":
        name = "interval_new"
    elif credit.most > 0 and name == "walk_uphill":
        name = "walk_uphill_new"
    elif credit.most > 0 and name == "walk":
        name = "walk_older"
    elif name == "sprint" and run.best is None and not ran.seconds:
        name = "sprint_unverified"
    runs = 1 if name not in REPEATED else _runs_like(then, entry, ran)
    name = f"{name}_again" if runs > 1 else name
    numbers: dict[str, Number] = {
        "sets": _shown(credit),
        "runs": runs,
        "reps": ran.reps,
        "rep_distance": ran.metres or 0.0,
        "rep_time": round(ran.seconds or 0.0, 1),
        "speed": round(ran.speed or 0.0, 1),
    }
    record = None
    if ran.stride in SPRINTS or not run.part_of_total:
        record = sprint_record(entry, run, then.times_beside(entry.id)) if fresh else None
    return Verdict(ran.stride, Advice(f"run.{name}", numbers), credit, record)


def _runs_like(then: History, entry: Entry, ran: Ran) -> int:
    """Runs of this class up to this one: within a week, or ever where a question was asked with the first."""
    span = dt.timedelta(days=WEEK - 1) if ran.stride != "fast_run" else entry.day - dt.date.min
    lately = takewhile(lambda one: one.entry.day >= entry.day - span, reversed(then.digest.runs))
    return sum(one.alone.stride == ran.stride and one.entry.at <= entry.at for one in lately)


def _other_verdict(then: History, other: Other, credit: Credit) -> Verdict:
    known = other.name in then.book.movements_named
    helps = credit.most >= 0.05 and movement_of(then.book, then, other) is not None
    key = "other.other_helps" if helps else "other.other_light" if known else "other.other_unknown"
    return Verdict("other", Advice(key, {"sets": _shown(credit)}), credit)


def _lift_verdict(then: History, entry: Entry, lift: Lift, credit: Credit, fresh: bool) -> Verdict:
    name = lift.exercise or ""
    standing = standing_of(then, name) if lift.work_sets else None
    facts = _verdict_facts(then, lift, standing, credit, _is_beside(then, entry, lift, standing))
    row = first_fit(then.book.verdicts_to_try, facts)
    advice = Advice(f"verdict.{row.name}", _numbers(standing, lift, credit))
    record = _lift_record(then, entry, lift) if fresh and standing is not None else None
    return Verdict("lift", advice, credit, record, heavy=_heavy(then, entry, lift))


def _lift_record(then: History, entry: Entry, lift: Lift) -> Advice | None:
    """The greatest thing beaten: load or reps, else the load of the whole session. None for whom maxima are no goal."""
    name, athlete = lift.exercise or "", then.athlete
    if not coachable(athlete) or athlete.age == "under16":
        return None
    found = lift_record(then.book, entry, lift, then.maxes_beside(name, entry), then.is_bodyweight(name))
    if found is not None:
        return found
    archived, least = bool(then.diary.past.entries), int(then.book.number("session_record_days"))
    return session_record(then.lifted(name), entry, athlete.settled_unit, least, archived)


def _heavy(then: History, entry: Entry, lift: Lift) -> bool:
    """Was a set of a leg lift at a share of the estimated maximum that is best for strength?"""
    name = lift.exercise or ""
    loads = [s.load.kg for s in lift.work_sets if s.load is not None and s.load_kind is None]
    if not loads or not then.is_leg(name):
        return False
    bests = (*then.maxes_before(name, entry.day), *maxes_of(entry, lift))
    maxima = [one_rep_max(b.load.kg, b.reps) for b in bests]
    most = max((m for m in maxima if m is not None), default=0.0)
    return max(loads) >= then.book.number("heavy_share") * most > 0


def _is_beside(then: History, entry: Entry, lift: Lift, standing: Standing | None) -> bool:
    """Whether other sets of the same day count for progress, and not these: a lighter or a shorter second session."""
    if standing is None:
        return False
    bout = standing.bout
    own = bout_of(entry.day, list(lift.work_sets), bout.unit, then.book.number("back_off_least"))
    if (own.unit, own.kind) != (bout.unit, bout.kind) or abs(own.signed - bout.signed) > NEAR:
        return True
    if len(lift.work_sets) < WHOLE_SESSION or own.total >= bout.total:
        return False
    others = [
        other.work_sets
        for kept in entries_between(then.diary, entry.day, entry.day)
        for other in kept.efforts
        if isinstance(other, Lift) and other.exercise == lift.exercise and other.work_sets and kept.id != entry.id
    ]
    return len(one_session([*others, lift.work_sets])) == len(one_session(others))


def _verdict_facts(then: History, lift: Lift, standing: Standing | None, credit: Credit, beside: bool) -> VerdictFacts:
    name = lift.exercise or ""
    previous = standing.previous if standing else None
    bout = standing.bout if standing else None
    change = bout.signed - previous.signed if bout and previous and bout.unit == previous.unit else 0.0
    return VerdictFacts(
        counted=standing is not None,
        known=then.book.exercise(name) is not None,
        legs=then.is_leg(name),
        light=credit.most < 0.05,
        timed=bout is not None and (bool(bout.seconds) or bout.metres is not None),
        repeats=standing.repeats if standing and not beside and may_have_more(then, name) else 1,
        heavier=change > NEAR,
        lighter=change < -NEAR,
        first=previous is None and len(then.digest.bouts) <= 1,
        outcome=standing.outcome if standing else "first",
        beside=beside,
        reset=standing is not None and standing.rule.stall == "reset",
    )


def _numbers(standing: Standing | None, lift: Lift, credit: Credit) -> dict[str, Number]:
    numbers: dict[str, Number] = {
        "exercise": lift.exercise or "",
        "sets": _shown(credit),
        "muscle": most_worked(credit),
        "done": round(sum(s.reps or 0 for s in lift.work_sets)),
    }
    if standing is None:
        return numbers
    bout, previous = standing.bout, standing.previous
    done = round(bout.total)
    numbers |= {
        "done": done,
        "asked": max(asked_reps(standing), done + 1),
        "repeats": standing.repeats,
    }
    if previous is not None:
        together = min(len(bout.reps), len(previous.reps))
        extra = sum(r or 0 for r in bout.reps[:together]) - sum(r or 0 for r in previous.reps[:together])
        more = round(bout.signed - previous.signed, 4)
        numbers |= {"last_day": previous.day, "extra": round(extra), "more": Load(more, bout.unit)}
    return numbers


def _readings_back(then: History, entry: Entry) -> list[Advice]:
    """Times that were taken for those of all repetitions together."""
    runs = [one for one in then.digest.runs if one.alone.total_read and one.entry.id == entry.id]
    return [
        Advice("read.total", {"run_time": o.run.seconds or 0.0, "reps": o.run.reps, "rep_time": o.alone.seconds or 0.0})
        for o in runs
    ]


def _cautions(history: History, then: History, entry: Entry, notes: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """What the athlete should mind now, gravest first: safety, then the ease or the days of the next session."""
    found = list(limits(history.athlete))
    found += _readings_back(then, entry)
    found += [note for note in notes if note not in found]
    if entry.day in then.leg_days and ran_before(then, entry.day):
        said = any(ran_before(then, day) for day in then.leg_days if day < entry.day)
        found += [] if said else [Advice("note.run_before")]
    return tuple(found)
