"""A plan for someone who has none: two leg days a week from the kit there is, with loads found by feel."""

import datetime as dt

from bot.coaching.advice import Advice, LiftTarget, NextSession, SprintTarget
from bot.coaching.calendar import ONE_DAY, on_training_day
from bot.coaching.history import History
from bot.coaching.rulebook import Rulebook
from bot.coaching.safety import guarded
from bot.coaching.sprinting import first_sprints
from bot.training.athlete import Athlete
from bot.training.diary import Diary
from bot.training.exercises import Exercise

KIT_OF = {
    "barbell": "barbell",
    "dumbbell": "dumbbells",
    "kettlebell": "dumbbells",
    "machine": "machines",
    "cable": "machines",
    "bodyweight": "bodyweight",
}
FREE = "lunge"  # movements that need nothing to hold


def starting_week(book: Rulebook, athlete: Athlete, today: dt.date, sprints: bool = False) -> tuple[NextSession, ...]:
    """The two leg days of a first week, and a short sprint day between them where wanted."""
    history = History(book, athlete, Diary(), today)
    first = on_training_day(athlete, today + ONE_DAY)
    second = on_training_day(athlete, first + book.number("plan_gap_days") * ONE_DAY)
    sessions = [_session(history, 1, first), _session(history, 2, second)]
    if sprints:
        guard = guarded(history, (first_sprints(book),))
        sessions.append(NextSession(on_training_day(athlete, second + 2 * ONE_DAY), guard.targets, guard.notes))
    return tuple(s for s in sessions if s.targets)


def starting_plan(book: Rulebook, athlete: Athlete, today: dt.date) -> NextSession | None:
    """The first session of the plan; None for whom nothing may be planned."""
    week = starting_week(book, athlete, today)
    return week[0] if week else None


def _session(history: History, number: int, day: dt.date) -> NextSession:
    book = history.book
    targets: list[LiftTarget | SprintTarget] = []
    for slot in book.slots:
        if slot.day != number:
            continue
        exercise = _choice(history, slot.choices)
        if exercise is not None and not any(isinstance(t, LiftTarget) and t.exercise == exercise.id for t in targets):
            targets.append(found_by_feel(history, exercise))
    guard = guarded(history, tuple(targets))
    return NextSession(day, guard.targets, (Advice("note.by_feel"), *guard.notes))


def _choice(history: History, choices: tuple[str, ...]) -> Exercise | None:
    """The first of the choices that the kit allows; bodyweight is always there."""
    known = [e for e in (history.book.exercise(c) for c in choices) if e is not None]
    allowed = [e for e in known if has_kit_for(history.athlete, e)]
    return (allowed or [None])[0]  # type: ignore[list-item]  # None where the kit allows none of them


def has_kit_for(athlete: Athlete, exercise: Exercise | None) -> bool:
    """Whether this can be done with what there is; what the catalogue does not know, the athlete does."""
    needed = KIT_OF.get(exercise.kind) if exercise and exercise.pattern != FREE else None
    return not athlete.kit.has or needed is None or needed in (*athlete.kit.has, "bodyweight")


def found_by_feel(history: History, exercise: Exercise) -> LiftTarget:
    """An exercise whose first load is found by feel; without anything to hold, the body is the load."""
    book, has = history.book, history.athlete.kit.has
    bare = exercise.kind == "bodyweight" or (bool(has) and KIT_OF.get(exercise.kind) not in has)
    reps, sets = int(book.number("start_reps")), int(book.number("start_sets"))
    return LiftTarget(
        exercise=exercise.id,
        reps=(reps,) * sets,
        load_kind="bodyweight" if bare else None,
        rir=int(book.number("start_rir")),
        rule="by_feel",
        because=Advice("note.by_feel.because"),
    )
