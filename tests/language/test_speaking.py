"""Lines with their numbers: what a person sees for each kind of number, and what a wrong line does."""

import datetime as dt

import pytest

from bot.language.languages import load_lines
from bot.language.showing import manner_of
from bot.language.speaking import Speaker, Unsayable, parts_of
from bot.tables import TableError
from bot.training.quantities import Load

SHOWN = [
    ("load", Load(100.0, "kg"), "100 kg"),
    ("load", Load(102.5, "lb"), "102.5 lb"),
    ("load", Load(140.0), "140"),
    ("sets", 3, "3"),
    ("sets", 2.25, "2.25"),
    ("sets", 1.4000000001, "1.4"),
    ("best_time", 9.1, "9.1 s"),
    ("rest_time", 90, "1:30"),
    ("rest_time", 1650, "27:30"),
    ("rest_time", 2400, "40 min"),
    ("run_time", 7330, "2:02:10"),
    ("run_distance", 60, "60 m"),
    ("run_distance", 5000, "5 km"),
    ("run_distance", 10621.67, "6.6 mi"),
    ("run_distance", 21097.5, "21.1 km"),
    ("day", dt.date(2026, 1, 12), "Mon 12 Jan"),
    ("moment", dt.datetime(2026, 1, 12, 7, 5, tzinfo=dt.UTC), "Mon 12 Jan 07:05"),
    ("time", dt.time(18, 0), "18:00"),
    ("reps", (5, 5, 4), "5/5/4"),
]


@pytest.mark.parametrize(("name", "value", "text"), SHOWN)
def test_a_number_looks_as_a_person_writes_it(name: str, value: object, text: str) -> None:
    assert text == manner_of(load_lines("en")).shown(name, value)


COMMA = {"shown.decimal": ",", "shown.day": "{weekday} {day}. {month}", "weekday.0": "Mo", "month.1": "Jan."}
GERMAN = [
    ("load", Load(102.5, "kg"), "102,5 kg"),
    ("best_time", 9.1, "9,1 s"),
    ("run_distance", 6200, "6,2 km"),
    ("day", dt.date(2026, 1, 12), "Mo 12. Jan."),
    ("moment", dt.datetime(2026, 1, 12, 7, 5, tzinfo=dt.UTC), "Mo 12. Jan. 07:05"),
    ("reps", (2.5, 5), "2,5/5"),
]


@pytest.mark.parametrize(("name", "value", "text"), GERMAN)
def test_numbers_and_days_follow_the_language(name: str, value: object, text: str) -> None:
    assert text == manner_of(load_lines("en") | COMMA).shown(name, value)


@pytest.fixture
def speaker() -> Speaker:
    english = {"done": "{exercise}: {sets} {sets:set|sets}", "hello": "hello"}
    return Speaker({"en": load_lines("en") | english, "de": {"hello": "hallo"}}, {"back_squat": "squat"}.__getitem__)


@pytest.mark.parametrize(("sets", "text"), [(1, "squat: 1 set"), (1.0, "squat: 1 set"), (0, "squat: 0 sets")])
def test_plural_forms_follow_the_number(speaker: Speaker, sets: float, text: str) -> None:
    assert text == speaker.say("done", {"exercise": "back_squat", "sets": sets})


def test_english_stands_in_for_what_is_not_translated(speaker: Speaker) -> None:
    assert "hallo" == speaker.say("hello", language="de")
    assert "squat: 2 sets" == speaker.say("done", {"exercise": "back_squat", "sets": 2}, "de")


def test_a_missing_line_or_number_is_our_mistake_and_says_so(speaker: Speaker) -> None:
    with pytest.raises(Unsayable, match="farewell"):
        speaker.say("farewell")
    with pytest.raises(Unsayable, match="sets"):
        speaker.say("done", {"exercise": "back_squat"})


@pytest.mark.parametrize("line", ["a { brace", "a } brace", "{two words}", "{}"])
def test_a_line_with_a_broken_placeholder_stops_the_start(line: str) -> None:
    with pytest.raises(TableError, match=r"lines: key"):
        parts_of("key", line)
