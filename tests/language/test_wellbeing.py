"""Soreness, sleep, illness and a pain that went are heard as reports, and questions about them are not."""

import pytest

from bot.language.alarms import load_alarms
from bot.language.concepts import load_concepts
from bot.language.intents import signs
from bot.language.wellbeing import Report, reports

CONCEPTS = load_concepts()
PLACES = load_alarms(CONCEPTS).places


def reported(text: str) -> tuple[Report, ...]:
    heard = CONCEPTS.read(text)
    return reports(heard, PLACES, "asks" in signs(heard, work=False))


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("soreness 7/10 today", Report("soreness", 7.0)),
        ("doms 4 out of 10", Report("soreness", 4.0)),
        ("slept 4 hours", Report("sleep", 4.0)),
        ("only 5 hours of sleep", Report("sleep", 5.0)),
        ("i have the flu", Report("illness", 1.0)),
        ("caught a cold, no gym", Report("illness", 1.0)),
        ("im well again", Report("illness", 0.0)),
        ("over the flu, back tomorrow", Report("illness", 0.0)),
        ("give me a light week", Report("light_week", 1.0)),
        ("knee is fine again", Report("pain_gone", 1.0, PLACES["knee"])),
        ("the pain is gone", Report("pain_gone", 1.0)),
    ],
)
def test_what_is_reported_is_heard(text: str, report: Report) -> None:
    assert reported(text) == (report,)


@pytest.mark.parametrize(
    "text",
    [
        "should i train with the flu",
        "is 5 hours of sleep enough?",
        "squat 5x5 100 rpe 8/10",
        "knee pain 7/10",
        "squat felt good",
        "i dont have the flu",
    ],
)
def test_questions_denials_and_scores_of_other_things_report_nothing(text: str) -> None:
    assert reported(text) == ()
