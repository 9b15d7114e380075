"""Whom to call, by time zone."""

import zoneinfo

import pytest

from bot.language.emergencies import countries, country_of

KNOWN = zoneinfo.available_timezones()


def test_every_zone_of_the_table_is_one() -> None:
    strays = [
        zone
        for row in countries()
        for zone in row.zones
        if not any(known == zone or (zone.endswith("/") and known.startswith(zone)) for known in KNOWN)
    ]
    assert strays == []


@pytest.mark.parametrize(
    ("zone", "number"),
    [
        ("Europe/Berlin", "112"),
        ("Europe/London", "999"),
        ("Europe/Rome", "112"),
        ("America/Chicago", "911"),
        ("America/Indiana/Knox", "911"),
        ("Australia/Perth", "000"),
        ("Asia/Kolkata", "112"),
    ],
)
def test_a_zone_tells_the_number(zone: str, number: str) -> None:
    country = country_of(zone)
    assert country is not None
    assert country.number == number


@pytest.mark.parametrize("zone", ["UTC", "Antarctica/Troll", "Etc/GMT+2", ""])
def test_a_zone_without_a_country_tells_none(zone: str) -> None:
    assert country_of(zone) is None
