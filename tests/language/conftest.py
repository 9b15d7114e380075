"""What the tests of the reader share: the catalogue's names, a day, and a short form of what was read."""

import datetime as dt
import itertools
from collections.abc import Callable

import pytest

from bot.language import workouts
from bot.language.names import Lexicon
from bot.language.reading import Habits, Reading
from bot.training.diary import Effort, Lift, Other, Run, Set
from bot.training.exercises import catalogue

TODAY = dt.date(2026, 11, 22)  # a Sunday

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(catalogue())


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Read:
    """Reads a message of somebody without habits on a Sunday in November."""

    def of(text: str, habits: Habits | None = None, today: dt.date = TODAY) -> Reading:
        return workouts.read(text, lexicon, habits or Habits(), today)

    return of


@pytest.fixture(scope="session")
def short() -> Callable[[tuple[Effort, ...]], str]:
    """Efforts in a line: `back_squat 3*5x100kg@8 | 6x400m 75s rest 90s | bike 1200s`."""
    return lambda efforts: " | ".join(map(_effort, efforts))


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _set(one: Set) -> str:
    text = "" if one.reps is None and (one.seconds or one.metres) else _number(one.reps)
    if one.seconds is not None:
        text += f"{_number(one.seconds)}s"
    if one.metres is not None:
        text += f"{_number(one.metres)}m"
    if one.load is not None:
        sign = {"added": "+", "assisted": "-"}.get(one.load_kind or "", "")
        text += f"x{sign}{_number(one.load.amount)}{one.load.unit or ''}"
    elif one.load_kind == "bodyweight":
        text += "xbw"
    return text + (f"@{_number(one.rpe)}" if one.rpe is not None else "") + ("w" if one.warmup else "")


def _effort(effort: Effort) -> str:
    if isinstance(effort, Lift):
        groups = [(key, len(list(some))) for key, some in itertools.groupby(map(_set, effort.sets))]
        return " ".join([effort.exercise or "nameless", *(f"{n}*{key}" if n > 1 else key for key, n in groups)])
    return _run(effort) if isinstance(effort, Run) else _other(effort)


def _run(run: Run) -> str:
    parts = ["walk"] if run.walk else []
    reps = f"{run.reps}x" if run.reps > 1 else ""
    if run.metres is not None:
        parts.append(f"{reps}{run.metres:.0f}m")
    elif reps:
        parts.append(reps)
    parts += [f"{_number(run.seconds)}s"] if run.seconds is not None else []
    parts += [f"{_number(t)}s" for t in run.times]
    parts += [f"best {_number(run.best)}"] if run.best is not None else []
    parts += [f"pace {run.pace:.0f}"] if run.pace is not None else []
    parts += [f"rest {_number(run.rest_s)}s"] if run.rest_s is not None else []
    parts += [f"rest {_number(run.rest_metres)}m"] if run.rest_metres is not None else []
    parts += [f"grade {_number(run.grade)}"] if run.grade is not None else []
    parts += [f"rpe {_number(run.rpe)}"] if run.rpe is not None else []
    return " ".join(parts) or "run"


def _other(other: Other) -> str:
    parts = [other.name]
    parts += [f"{other.reps}x"] if other.reps else []
    parts += [f"{_number(other.metres)}m"] if other.metres is not None else []
    parts += [f"{_number(other.seconds)}s"] if other.seconds is not None else []
    return " ".join(parts)
