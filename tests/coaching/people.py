"""Athletes with names and habits, and their diaries in few words: `squats("5 5 5 @ 100")`."""

import datetime as dt
from functools import lru_cache

from bot.coaching.history import History
from bot.coaching.listing import english_lines
from bot.coaching.rulebook import Rulebook
from bot.coaching.rulebook_tables import load_rulebook
from bot.language.languages import load_lines
from bot.language.speaking import Speaker
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Effort, Entry, Lift, LoadKind, Run, Set
from bot.training.exercises import Exercise, catalogue
from bot.training.quantities import Load, LoadUnit

MONDAY = dt.date(2026, 1, 5)

ANA = Athlete("ana", name="Ana", unit="kg", level="novice")  # squats fives, follows the plan to the letter
BO = Athlete("bo", name="Bo", unit="kg", level="intermediate")  # three years under the bar
CLEO = Athlete("cleo", name="Cleo", unit="lb", level="novice")  # trains in a pound gym
DIMA = Athlete("dima", name="Dima", unit="kg", level="novice", age="65plus")  # started lifting at 66
EVE = Athlete("eve", name="Eve", unit="kg", age="under16")  # fourteen, trains with her father
FINN = Athlete("finn", name="Finn", unit="kg")  # runs, and has told nothing else

EXTRA = (
    Exercise(id="bell_press", name="bell press", names=(), kind="dumbbell", pattern="squat", muscles={"quadriceps": 1}),
)


@lru_cache
def rulebook() -> Rulebook:
    return load_rulebook((*catalogue(), *EXTRA))


@lru_cache
def speaker() -> Speaker:
    return Speaker({"en": load_lines("en") | english_lines(rulebook())}, lambda name: name.replace("_", " "))


def said(advice: object) -> str:
    """An advice in English."""
    return speaker().say(advice.key, advice.numbers)  # type: ignore[attr-defined]


def targets(session: object) -> str:
    """The targets of a session in English, or '-'."""
    return "; ".join(said(t.advice()) for t in session.targets) if session else "-"  # type: ignore[attr-defined]


def lift(exercise: str, text: str, unit: LoadUnit = "kg") -> Lift:
    """'8 8 7 @ 100 rir 2', '8 8 8' for bodyweight, '8 8 @ +10', '8 8 @ -20', '30 30 s', '5? 5' with a failed set."""
    rpe: float | None = None
    if " rir " in text:
        text, left = text.split(" rir ")
        rpe = 10 - float(left)
    counts, _, amount = text.partition(" @ ")
    kind: LoadKind | None = {"+": "added", "-": "assisted"}.get(amount[:1])  # type: ignore[assignment]
    load = Load(float(amount.lstrip("+-")), unit) if amount else None
    held = counts.endswith(" s")
    return Lift(exercise, tuple(_set(word, load, kind, rpe, held) for word in counts.removesuffix(" s").split()))


def _set(word: str, load: Load | None, kind: LoadKind | None, rpe: float | None, held: bool) -> Set:
    if held:
        return Set(seconds=float(word), load=load)
    reps = None if word == "?" else float(word.rstrip("!"))
    return Set(reps=reps, load=load, load_kind=kind, rpe=rpe, failed=word.endswith("!"))


def sprints(reps: int, metres: float, seconds: float | None = None, **more: object) -> Run:
    return Run(metres, seconds, reps=reps, said=("sprint",), **more)  # type: ignore[arg-type]


def entry(day: dt.date, *efforts: Effort, name: str = "") -> Entry:
    at = dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC)
    return Entry(name or f"{day.isoformat()}:{len(efforts)}", day, at, efforts)


def diary(*days: tuple[int, Effort]) -> Diary:
    """Entries by their day after the first Monday."""
    entries = [entry(MONDAY + dt.timedelta(days=n), effort, name=f"{n}:{i}") for i, (n, effort) in enumerate(days)]
    kept = Diary()
    for one in entries:
        kept = kept.with_entry(one)
    return kept


def squats(*sessions: str, every: int = 3, exercise: str = "back_squat") -> Diary:
    """One lift, every few days."""
    return diary(*[(n * every, lift(exercise, text)) for n, text in enumerate(sessions)])


def history(athlete: Athlete, kept: Diary, today: dt.date | None = None) -> History:
    last = kept.entries[-1].day if kept.entries else MONDAY
    return History(rulebook(), athlete, kept, today or last)
