"""What cannot be, and what hardly can: refused or asked about before anything is kept."""

import datetime as dt
from itertools import takewhile

from bot.coaching.advice import Advice, Doubt, Number
from bot.coaching.estimates import one_rep_max
from bot.coaching.history import History
from bot.coaching.loading import Rack
from bot.coaching.rows import Bound
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import classify, fastest_seconds, plausible
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Run, Set
from bot.training.exercises import Exercise
from bot.training.quantities import Load


def doubts(book: Rulebook, athlete: Athlete, diary: Diary, entry: Entry) -> tuple[Doubt, ...]:
    """Everything doubtful about an entry, refusals first."""
    history = History(book, athlete, diary, entry.day)
    found: list[Doubt] = []
    for effort in entry.efforts:
        if isinstance(effort, Run):
            found += run_doubts(history, entry, effort)
        elif isinstance(effort, Lift):
            found += lift_doubts(history, entry, effort)
    return tuple(sorted(found, key=lambda doubt: doubt.kind != "refuse"))


def day_doubts(book: Rulebook, entry: Entry, today: dt.date) -> tuple[Doubt, ...]:
    """A day that is still to come, or lies before anybody's training."""
    if entry.day > today + dt.timedelta(days=book.number("days_ahead")):
        return (Doubt("refuse", Advice("doubt.day_ahead")),)
    years = int(book.number("oldest_years"))
    if entry.day.year < today.year - years:
        return (Doubt("refuse", Advice("doubt.day_long_ago", {"years": years})),)
    return ()


def run_doubts(history: History, entry: Entry, run: Run) -> list[Doubt]:
    book = history.book
    ran = classify(book, run)
    times = [t for t in (run.best, *run.times) if t is not None]
    seconds = min(times) if times else ran.seconds
    if not seconds or seconds <= 0:
        return _too_long(book, run.metres, None)
    if not ran.metres or ran.metres <= 0:
        return _too_long(book, None, seconds)
    metres = ran.metres
    numbers: dict[str, Number] = {"run_distance": metres, "run_time": seconds}
    helped = run.flying or (run.grade or 0) < -3
    verdict = plausible(book, metres, seconds, helped)
    if verdict != "fine":
        numbers["fastest_time"] = round(fastest_seconds(book, metres), 2 if metres <= 400 else 0)
        key = "doubt.run_impossible" if verdict == "refuse" else "doubt.run_hardly"
        return [Doubt(verdict, Advice(key, numbers))]
    if metres / seconds < book.number("slow_speed"):
        return [Doubt("confirm", Advice("doubt.run_too_slow", numbers))]
    found = _too_long(book, metres, seconds) or _unlike_you(history, entry, metres, seconds)
    if not found and ran.stride == "walk_or_jog" and not _asked_before(history, entry):
        return [Doubt("confirm", Advice("doubt.run_walk_or_jog", numbers))]
    return found


def _asked_before(history: History, entry: Entry) -> bool:
    """Has something between a walk and a jog been kept before? Then the athlete knows what the words are for."""
    return any(one.alone.stride == "walk_or_jog" and one.entry.id != entry.id for one in history.digest.runs)


def _too_long(book: Rulebook, metres: float | None, seconds: float | None) -> list[Doubt]:
    if metres and metres > 1000 * book.number("longest_km"):
        return [Doubt("confirm", Advice("doubt.run_too_long", {"run_distance": metres}))]
    if seconds and seconds > 3600 * book.number("longest_h"):
        return [Doubt("confirm", Advice("doubt.run_too_much_time", {"run_time": seconds}))]
    return []


UNLIKE = 0.80  # share of the own best time below which a time is likelier mistyped


def _unlike_you(history: History, entry: Entry, metres: float, seconds: float) -> list[Doubt]:
    """Far faster than the own best at this distance."""
    best = next((b for b in history.times_beside(entry.id) if abs(b.metres - metres) < 0.5), None)
    if best is None or seconds >= UNLIKE * best.seconds:
        return []
    numbers: dict[str, Number] = {
        "run_distance": metres,
        "run_time": seconds,
        "percent": round(100 * (best.seconds / seconds - 1)),
        "best_time": best.seconds,
        "best_day": best.day,
    }
    return [Doubt("confirm", Advice("doubt.run_unlike_you", numbers))]


def bound_of(book: Rulebook, exercise: Exercise | None) -> Bound:
    """The row of bounds that an exercise meets."""
    return next(
        row
        for row in book.bounds
        if (exercise is not None and _meets(exercise, row)) or not (row.exercises or row.patterns or row.kinds)
    )


def _meets(exercise: Exercise, row: Bound) -> bool:
    return exercise.id in row.exercises or exercise.pattern in row.patterns or exercise.kind in row.kinds


def lift_doubts(history: History, entry: Entry, lift: Lift) -> list[Doubt]:
    book, athlete = history.book, history.athlete
    exercise = book.exercise(lift.exercise or "")
    found: list[Doubt] = []
    name = lift.exercise or ""
    heaviest = max(
        (s.load.settled(athlete.settled_unit) for s in lift.sets if s.load), key=lambda x: x.kg, default=None
    )
    if heaviest is not None:
        found += _load_doubts(book, athlete, exercise, name, heaviest)
    found += _count_doubts(book, name, lift.sets) + _hold_doubts(book, name, lift.sets)
    return found or _jump(history, entry, lift)


def _load_doubts(book: Rulebook, athlete: Athlete, exercise: Exercise | None, name: str, load: Load) -> list[Doubt]:
    bound = bound_of(book, exercise)
    unit = load.unit or athlete.settled_unit
    limit = Load(round(Load(bound.refuse_kg, "kg").to(unit).amount), unit)
    numbers: dict[str, Number] = {"load": load, "exercise": name, "limit": limit}
    body = (
        athlete.bodyweight_kg
        if exercise is not None and exercise.pattern in ("squat", "hinge") and exercise.main
        else None
    )
    body = None if exercise is not None and exercise.kind == "machine" else body
    times = load.kg / body if body else 0.0
    if load.kg > bound.refuse_kg:
        return [Doubt("refuse", Advice("doubt.load_impossible", numbers))]
    if times > book.number("bodyweights_refuse"):
        return [Doubt("refuse", Advice("doubt.load_bodyweights", numbers | {"times": round(times, 1)}))]
    if times > book.number("bodyweights_confirm"):
        return [Doubt("confirm", Advice("doubt.load_bodyweights", numbers | {"times": round(times, 1)}))]
    if load.kg > bound.confirm_kg:
        return [Doubt("confirm", Advice("doubt.load_hardly", numbers))]
    return []


def _count_doubts(book: Rulebook, name: str, sets: tuple[Set, ...]) -> list[Doubt]:
    """Too many reps or sets; without a load more of both is believed."""
    loaded = any(s.load is not None for s in sets)
    factor = 1.0 if loaded else book.number("bodyweight_reps_factor")
    most = max((s.reps for s in sets if s.reps is not None), default=0.0)
    numbers: dict[str, Number] = {"reps": most, "exercise": name, "sets": len(sets)}
    if most > book.number("reps_refuse") * factor:
        return [Doubt("refuse", Advice("doubt.reps_impossible", numbers))]
    if most > book.number("reps_confirm") * factor:
        return [Doubt("confirm", Advice("doubt.reps_many", numbers))]
    if len(sets) > book.number("sets_confirm"):
        return [Doubt("confirm", Advice("doubt.sets_many", numbers))]
    return []


def _hold_doubts(book: Rulebook, name: str, sets: tuple[Set, ...]) -> list[Doubt]:
    """A hold that is longer than people hold."""
    longest = max((s.seconds for s in sets if s.seconds is not None), default=0.0)
    numbers: dict[str, Number] = {"hold_time": longest, "exercise": name}
    if longest > book.number("hold_refuse"):
        return [Doubt("refuse", Advice("doubt.hold_impossible", numbers))]
    return [Doubt("confirm", Advice("doubt.hold_long", numbers))] if longest > book.number("hold_confirm") else []


def _jump(history: History, entry: Entry, lift: Lift) -> list[Doubt]:
    """An estimated maximum far above what was done in the last two weeks. Sets of the same day do not count: whoever
    logs set by set climbs from a warm-up."""
    book, athlete = history.book, history.athlete
    since = entry.day - dt.timedelta(days=book.number("e1rm_jump_days"))
    lately = takewhile(lambda one: one.entry.day > since, reversed(history.lifted(lift.exercise or "")))
    before = [one.lift for one in lately if one.entry.id != entry.id and one.entry.day < entry.day][::-1]
    best, now = max((_maximum(f.sets) for f in before), default=0.0), _maximum(lift.sets)
    if not best or now <= max(best * (1 + book.number("e1rm_jump")), best + book.number("e1rm_jump_free")):
        return []
    heaviest = max((s.load for s in lift.sets if s.load), key=lambda x: x.kg)
    if heaviest.kg <= _few_steps_up(book, athlete, before).kg:
        return []
    numbers: dict[str, Number] = {
        "load": heaviest.settled(athlete.settled_unit),
        "exercise": lift.exercise or "",
        "percent": round(100 * (now / best - 1)),
    }
    return [Doubt("confirm", Advice("doubt.load_unlike_you", numbers))]


def _few_steps_up(book: Rulebook, athlete: Athlete, before: list[Lift]) -> Load:
    """The heaviest load of before and a few of the smallest steps more: where steps are big, a jump may be a step."""
    last = max((s.load.settled(athlete.settled_unit) for f in before for s in f.sets if s.load), key=lambda x: x.kg)
    rack = Rack(book, athlete, book.exercise(before[0].exercise or ""), last.unit or athlete.settled_unit)
    return rack.load(rack.up(last.amount, int(book.number("believed_steps"))))


def _maximum(sets: tuple[Set, ...]) -> float:
    """The best estimated maximum of these sets in kg; high reps count as twelve, so that only load can surprise."""
    return max(
        (
            one_rep_max(s.load.kg, min(max(s.reps or 1, 1), 12)) or 0.0
            for s in sets
            if s.load is not None and s.load_kind is None
        ),
        default=0.0,
    )
