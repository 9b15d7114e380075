"""Around every clock change of every zone, each quarter-hour of each local day has its one reminder."""

import datetime as dt
from itertools import pairwise

import msgspec

from bot.coaching.calendar import moment_of
from bot.coaching.reminding import coming
from bot.training.athlete import Athlete
from tests.coaching.clock_changes import QUARTERS, every_change


def test_the_changes_are_all_there() -> None:
    changes = every_change()
    assert sum(len(change.names) for change in changes) > 4_000
    assert {"Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll"} <= {n for c in changes for n in c.names}


def test_each_local_date_has_exactly_one_reminder() -> None:
    """At the first moment that clocks show its time, else at the moment they skip it; in the order of the days."""
    for change in every_change():
        walls, days = change.walls(), change.days
        plain = Athlete("ana", zone=change.zone)
        now = walls[dt.datetime.combine(days[0], dt.time())]
        for time in QUARTERS:
            ana = msgspec.structs.replace(plain, remind_at=time)
            expected = [(day, walls.get(dt.datetime.combine(day, time), change.at)) for day in days]
            reminders = coming(ana, days[0], now)
            assert expected == [(due.day, due.moment) for due, _ in zip(reminders, days, strict=False)], change
            assert all(a < b for (_, a), (_, b) in pairwise(expected))


def test_within_a_day_they_come_in_the_order_of_the_clock() -> None:
    for change in every_change():
        bea = Athlete("bea", zone=change.zone)
        for day in change.days:
            moments = [moment_of(bea, day, time) for time in QUARTERS]
            assert all(a <= b for a, b in pairwise(moments)), change
