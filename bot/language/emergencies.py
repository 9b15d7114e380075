"""Whom to call in an emergency where the athlete lives, by time zone; what is not known is not said."""

from functools import cache

import msgspec

from bot.tables import TableError, read_rows

PACKAGE = "bot.language"
FILE = "emergencies.toml"


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country's zones (or how they begin), its emergency number, and a crisis line where one is known."""

    name: str
    zones: tuple[str, ...]
    number: str
    crisis: str = ""


def country_of(zone: str) -> Country | None:
    """The country whose people live by this zone, or None where we don't know."""
    return next((row for row in countries() if any(_is_in(zone, known) for known in row.zones)), None)


@cache
def countries() -> tuple[Country, ...]:
    rows = read_rows(PACKAGE, FILE, Country, "country")
    for row in rows:
        for digits in filter(None, (row.number, row.crisis)):
            if not digits.replace(" ", "").isdigit():
                raise TableError(FILE, row.name, f"'{digits}' is no telephone number")
    return rows


def _is_in(zone: str, known: str) -> bool:
    return zone.startswith(known) if known.endswith("/") else zone == known
