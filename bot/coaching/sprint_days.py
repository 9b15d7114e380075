"""The sprints of one day, as the next ones are planned on them."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from bot.coaching.running import Ran
from bot.training.diary import Run


class SprintDay(msgspec.Struct, frozen=True):
    """The sprints of a day: its main repetitions, all its metres, and its times in order."""

    day: dt.date
    ran: Ran
    metres: float
    times: tuple[float, ...] = ()


def sprint_day_of(day: dt.date, sprints: Sequence[tuple[Run, Ran]]) -> SprintDay:
    """All sprints of a day, of which there is one at least; the main ones are those of the most metres."""
    run, ran = max(sprints, key=_metres) if len(sprints) > 1 else sprints[0]
    return SprintDay(day, ran, sum(ran.reps * (ran.metres or 0.0) for _, ran in sprints), run.times)


def _metres(sprint: tuple[Run, Ran]) -> tuple[float, float]:
    _, ran = sprint
    return ran.reps * (ran.metres or 0.0), ran.metres or 0.0
