"""The control: what happens to reminders that are one APScheduler cron job an athlete."""

import datetime as dt
import zoneinfo
from collections import Counter

import pytest
from apscheduler.triggers.cron import CronTrigger

HELSINKI = zoneinfo.ZoneInfo("Europe/Helsinki")
CHANGES = {
    "the day after an hour is skipped": ("2026-03-28", dt.time(0, 15), [1, 1, 0]),
    "the day that has an hour twice": ("2026-10-24", dt.time(3, 30), [1, 2, 1]),
}


@pytest.mark.parametrize(("saturday", "time", "fired"), CHANGES.values(), ids=CHANGES)
def test_stock_loses_and_doubles_days_at_clock_changes(saturday: str, time: dt.time, fired: list[int]) -> None:
    """A cron job in Helsinki on the Saturday, Sunday and Monday around a change."""
    job = CronTrigger(hour=time.hour, minute=time.minute, timezone=HELSINKI)
    days = [dt.date.fromisoformat(saturday) + dt.timedelta(days=n) for n in range(3)]
    now, before, seen = dt.datetime.combine(days[0], dt.time(), tzinfo=HELSINKI), None, Counter[dt.date]()
    while (before := job.get_next_fire_time(before, now)).date() <= days[-1]:
        seen[before.date()] += 1
        now = (before.astimezone(dt.UTC) + dt.timedelta(microseconds=1)).astimezone(HELSINKI)
    assert fired == [seen[day] for day in days]
