"""Where people say they are, and until when; said on a Sunday at noon in UTC."""

import datetime as dt
import zoneinfo

import pytest

from bot.language.places import Place, cities, place, zone_of_offset

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HALF_A_YEAR_ON = NOON + dt.timedelta(days=182)


def told(text: str, answering: bool = False) -> Place | None:
    return place(text, NOON, NOON.replace(tzinfo=None), answering)


ZONES = {
    "I live in Madrid": "Europe/Madrid",
    "i moved to Barcelona": "Europe/Madrid",
    "I live in NYC now": "America/New_York",
    "I'm in new york now": "America/New_York",
    "im in São Paulo": "America/Sao_Paulo",
    "currently in Mexico City": "America/Mexico_City",
    "my timezone is Europe/Berlin": "Europe/Berlin",
    "set timezone to america/argentina/buenos_aires": "America/Argentina/Buenos_Aires",
    "timezone PST": "America/Los_Angeles",
    "my time zone is UTC": "Etc/UTC",
    "UTC+2": "Etc/GMT-2",
    "gmt -5": "Etc/GMT+5",
    "utc+5:30": "Asia/Kolkata",
    "it's 14:00 here": "Etc/GMT-2",
    "it's 6:02 am here": "Etc/GMT+6",
    "it is 17:29 here": "Asia/Kolkata",
    "ich wohne in Köln": "Europe/Berlin",
    "vivo en Sevilla": "Europe/Madrid",
}
UNKNOWN = {
    "I live in Atlantis": "Atlantis",
    "my timezone is Mars/Phobos": "Mars/Phobos",
    "I'm in Gondor until sunday": "Gondor",
    "UTC+27": "UTC+27",
    "utc+2:20": "utc+2:20",
    "it's 14:22 here": "14:22",
}
STAYS = {
    "I'm in Tokyo until Sunday": ("Asia/Tokyo", dt.date(2026, 11, 29)),
    "I'm in Tokyo this week": ("Asia/Tokyo", dt.date(2026, 11, 22)),
    "im in lisbon for two weeks": ("Europe/Lisbon", dt.date(2026, 12, 5)),
    "flying to San Francisco until 5 december": ("America/Los_Angeles", dt.date(2026, 12, 5)),
    "im in Asia/Tokyo until 2026-11-29": ("Asia/Tokyo", dt.date(2026, 11, 29)),
}
ELSEWHERE = [
    "I'm in pain", "im in a hurry", "I'm in the gym until 8", "it's 18:40", "its 5x5 today", "now what", "la la la",
    "i live in fear of squats?", "squat 5x5 100", "city", "zone", "", "it's hot here", "run in berlin 5k 25:00",
]  # fmt: skip


@pytest.mark.parametrize("text", ZONES)
def test_a_place_names_its_zone(text: str) -> None:
    found = told(text)
    assert found
    assert (ZONES[text], None) == (found.zone, found.until)


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_place_nobody_knows_is_named_as_it_was_written(text: str) -> None:
    found = told(text)
    assert found
    assert ("", UNKNOWN[text]) == (found.zone, found.read)


@pytest.mark.parametrize("text", STAYS)
def test_a_stay_has_its_last_day(text: str) -> None:
    found = told(text)
    assert found
    assert STAYS[text] == (found.zone, found.until)
    assert found.passing


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_no_place_is_left_alone(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(("text", "zone"), [("Berlin", "Europe/Berlin"), ("13:00", "Etc/GMT-1")])
def test_a_place_alone_is_an_answer(text: str, zone: str) -> None:
    found = told(text, answering=True)
    assert found
    assert zone == found.zone


@pytest.mark.parametrize("text", ["squat 5x5 100", "why do you ask", "5k 27:30", "no"])
def test_not_everything_is_an_answer(text: str) -> None:
    assert told(text, answering=True) is None


def test_every_zone_named_is_one() -> None:
    assert set(cities().values()) <= zoneinfo.available_timezones()
    for minutes in range(-12 * 60, 15 * 60, 15):
        if zone := zone_of_offset(minutes):
            there = [one.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset() for one in (NOON, HALF_A_YEAR_ON)]
            assert dt.timedelta(minutes=minutes) in there, zone
