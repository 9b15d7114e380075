"""How the athlete says they are: soreness, sleep, illness, a light week wanted, a pain that went."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from bot.language.concepts import Heard, Span

NEAR = 4
MOST_SORE = 10.0


class Report(msgspec.Struct, frozen=True):
    """What was said. `amount`: soreness of 10, hours slept, illness 1 or (well again) 0, else 1. `patterns`: the
    movement patterns a pain that is gone had taken out; empty when no place was named."""

    kind: Literal["soreness", "sleep", "illness", "light_week", "pain_gone"]
    amount: float
    patterns: tuple[str, ...] = ()


def reports(heard: Heard, places: Mapping[str, tuple[str, ...]], asks: bool) -> tuple[Report, ...]:
    """Everything of the kind in a message; nothing from a question."""
    if asks:
        return ()
    found = [*_soreness(heard), *_sleep(heard)]
    if heard.has("well_again"):
        found.append(Report("illness", 0.0))
    elif heard.affirmed("ill_now"):
        found.append(Report("illness", 1.0))
    if heard.affirmed("light_week_please"):
        found.append(Report("light_week", 1.0))
    return (*found, *_pain_gone(heard, places))


def _soreness(heard: Heard) -> list[Report]:
    scores = [s for s in heard.affirmed("out_of_ten") if any(_near(s, sore) for sore in heard.affirmed("sore"))]
    told = [value for s in scores for value in heard.numbers[s.start : s.end] if value is not None]
    scale = [value for value in told if value < MOST_SORE] or [value for value in told if value == MOST_SORE]
    return [Report("soreness", scale[0])] if scale and not heard.has("pain", "effort") else []


def _sleep(heard: Heard) -> list[Report]:
    spans = heard.affirmed("slept")[:1]
    return [Report("sleep", v) for s in spans for v in heard.numbers[s.start : s.end] if v is not None][:1]


def _pain_gone(heard: Heard, places: Mapping[str, tuple[str, ...]]) -> list[Report]:
    gone = heard.spans.get("fine_again", ())
    if not gone:
        return []
    patterns = next(
        (p for place, p in places.items() if any(_near(s, g) for s in heard.spans.get(place, ()) for g in gone)), ()
    )
    return [Report("pain_gone", 1.0, patterns)] if patterns or heard.has("pain", "gone") else []


def _near(one: Span, other: Span) -> bool:
    return one.start - other.end < NEAR and other.start - one.end < NEAR
