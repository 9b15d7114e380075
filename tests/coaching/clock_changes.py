"""Every clock change of every zone from 2025 to 2035, found by walking and bisection, and what its walls show."""

import datetime as dt
import importlib.resources
import zoneinfo
from collections import defaultdict
from functools import cache
from typing import NamedTuple

FIRST, LAST = dt.datetime(2025, 1, 1, tzinfo=dt.UTC), dt.datetime(2036, 1, 1, tzinfo=dt.UTC)
DAY, QUARTER, SECOND = dt.timedelta(days=1), dt.timedelta(minutes=15), dt.timedelta(seconds=1)
AROUND = dt.timedelta(hours=51)  # holds the whole local days before and after the change
QUARTERS = tuple(dt.time(n // 4, n % 4 * 15) for n in range(96))


class Change(NamedTuple):
    """One clock change: a zone, all names with the same rules, and the moment (UTC) of the first new wall time."""

    zone: str
    names: tuple[str, ...]
    at: dt.datetime

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The local days of the change, the one before and the one after."""
        zone = zoneinfo.ZoneInfo(self.zone)
        before, behind = ((self.at - SECOND).astimezone(zone).date(), self.at.astimezone(zone).date())
        return tuple(before + n * DAY for n in range(-1, (behind - before).days + 2))

    def walls(self) -> dict[dt.datetime, dt.datetime]:
        """Every quarter-hour that clocks show around the change, with the first moment at which they do."""
        zone = zoneinfo.ZoneInfo(self.zone)
        found: dict[dt.datetime, dt.datetime] = {}
        for n in range(-AROUND // QUARTER, AROUND // QUARTER):
            moment = self.at + n * QUARTER
            found.setdefault(moment.astimezone(zone).replace(tzinfo=None), moment)
        return found


@cache
def every_change() -> tuple[Change, ...]:
    return tuple(Change(names[0], names, at) for names in alike() for at in changes(names[0]))


def alike() -> list[tuple[str, ...]]:
    """The names of all zones, those with the same rules together."""
    groups: dict[bytes, list[str]] = defaultdict(list)
    folder = importlib.resources.files("tzdata") / "zoneinfo"
    for name in sorted(zoneinfo.available_timezones()):
        file = folder.joinpath(*name.split("/"))
        if file.is_file():
            groups[file.read_bytes()].append(name)
    return [tuple(names) for names in groups.values()]


def changes(name: str) -> list[dt.datetime]:
    zone, found, day = zoneinfo.ZoneInfo(name), [], FIRST
    before = day.astimezone(zone).utcoffset()
    while day < LAST:
        day += DAY
        after = day.astimezone(zone).utcoffset()
        if after != before:
            found.append(_between(day - DAY, day, zone))
        before = after
    return found


def _between(low: dt.datetime, high: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    after = high.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
