"""The reminder plan beyond training days and their common time: all in wall time of where the athlete is."""

import datetime as dt

import msgspec


class Pause(msgspec.Struct, frozen=True, omit_defaults=True):
    """Days without reminders, first and last included; no last one: until they are asked for again."""

    first: dt.date
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class Move(msgspec.Struct, frozen=True, omit_defaults=True):
    """One training day put off once: to another day, to another time of the same day, or (None) left out."""

    away: dt.date
    to: dt.date | None = None
    time: dt.time | None = None


class Stay(msgspec.Struct, frozen=True):
    """A time away from home in another zone; `until` is the last day there."""

    zone: str
    until: dt.date


class Schedule(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a reminder plan holds beside the athlete's `days` and `remind_at`. Weekdays: Monday is 0.

    times: weekdays with a time of their own. every: instead of weekdays, every so many days from `since`. lead_min:
    minutes before the training time. off: weekdays that are never training days. Within the quiet hours only a time
    the athlete told comes through; both ends are outside. warm_ups: a reminder names the sets to warm up with.
    """

    times: dict[int, dt.time] = {}
    every: int = 0
    since: dt.date | None = None
    lead_min: int = 0
    off: tuple[int, ...] = ()
    pauses: tuple[Pause, ...] = ()
    moves: tuple[Move, ...] = ()
    quiet_from: dt.time = dt.time(21, 30)
    quiet_to: dt.time = dt.time(7, 30)
    weekly_summary: bool = False
    warm_ups: bool = False


class Slot(msgspec.Struct, frozen=True):
    """A weekday to train on, and its time where one was told."""

    day: int
    time: dt.time | None = None


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an athlete asks of their plan in one message; what it leaves out stays as it is.

    slots: the weekdays, instead of the earlier ones. every: or every so many days from `since`. time: the common one.
    off: weekdays never to train on. `resume` ends pauses and switches reminders on.
    """

    slots: tuple[Slot, ...] = ()
    every: int = 0
    since: dt.date | None = None
    time: dt.time | None = None
    lead_min: int | None = None
    off: tuple[int, ...] = ()
    pauses: tuple[Pause, ...] = ()
    moves: tuple[Move, ...] = ()
    quiet_from: dt.time | None = None
    quiet_to: dt.time | None = None
    weekly_summary: bool | None = None
    resume: bool = False
