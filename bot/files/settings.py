"""Settings that no athlete can have told us: they came out of a file that somebody changed."""

import datetime as dt
import math
from collections.abc import Iterator
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from bot.coaching.facts import SchemeName
from bot.language.reading import Habits
from bot.training.athlete import Athlete

FIRST, LAST = 1900, 2200  # years that a diary and its plan speak of
LIGHTEST, HEAVIEST = 0.1, 500.0  # of plates, steps, a bar and a body, in either unit
LONGEST_GAP, MOST_RESERVE = 366, 10  # days between two sessions of a plan; reps
MINUTES_A_DAY = 24 * 60


def is_known_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # not found is a KeyError only where the name is well formed
        return False
    return True


def is_in_reach(day: dt.date) -> bool:
    """Whether a day lies in years that can be reckoned with; the ends of the calendar cannot."""
    return FIRST <= day.year <= LAST


def odd_setting(athlete: Athlete) -> str:
    """The name of the first setting that holds what cannot be; empty where there is none."""
    kit, plan = athlete.kit, athlete.schedule
    loads = [athlete.bodyweight_kg, kit.bar, *kit.plates, kit.dumbbell_step, kit.stack_step]
    schemes = (*get_args(SchemeName), "own")
    checks = {
        "schedule": 0 <= plan.every <= LONGEST_GAP and 0 <= plan.lead_min < MINUTES_A_DAY,
        "times": all(0 <= day <= 6 for day in (*plan.times, *plan.off)),
        "kit": all(load is None or LIGHTEST <= load <= HEAVIEST for load in loads),
        "schemes": all(scheme in schemes for scheme in athlete.schemes.values()),
        "reserves": all(0 <= left <= MOST_RESERVE for left in athlete.reserves.values()),
    }
    try:
        msgspec.convert(athlete.writes, Habits)
    except msgspec.ValidationError:
        return "writes"
    if wrong := [name for name, holds in checks.items() if not holds]:
        return wrong[0]
    return next((name for name, value in _values(athlete, "") if _is_odd(value)), "")


def _is_odd(value: object) -> bool:
    if isinstance(value, dt.date):
        return not is_in_reach(value)
    return isinstance(value, int | float) and not (math.isfinite(value) and value >= 0)


def _values(value: object, name: str) -> Iterator[tuple[str, object]]:
    """Every number and day of the settings with its name."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _values(getattr(value, field), field)
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one, name)
    else:
        yield name, value
