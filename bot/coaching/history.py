"""The diary as coaching looks at it: a window of recent weeks, each lift's bouts, leg days, level, and who is new."""

import datetime as dt
from functools import cached_property
from typing import Any

import msgspec

from bot.coaching.bouts import Bout, bout_of, entries_between, sets_by_exercise
from bot.coaching.records import best_times
from bot.coaching.rulebook import Rulebook
from bot.training.athlete import Athlete, Level
from bot.training.diary import BestTime, Diary, Entry, Lift, Run, Set

DAYS_A_MONTH = 30.44


class History(msgspec.Struct, frozen=True, dict=True):
    """What lies behind an athlete on a day. Days that follow `today` belong to it too: they are told, not foretold."""

    book: Rulebook
    athlete: Athlete
    diary: Diary
    today: dt.date

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Entries of the weeks before the last lift, or before today where there is none."""
        if not self.diary.entries:
            return ()
        last = self.last_lift_day or self.today
        weeks = dt.timedelta(weeks=self.book.number("look_back_weeks"))
        return entries_between(self.diary, min(last, self.today) - weeks, self.diary.entries[-1].day)

    @cached_property
    def last_lift_day(self) -> dt.date | None:
        return next((e.day for e in reversed(self.diary.entries) if has_lift(e)), None)

    @cached_property
    def times(self) -> tuple[BestTime, ...]:
        """The fastest repetition at each distance."""
        return best_times(self.diary)

    @cached_property
    def known(self) -> dict[Any, Any]:
        """What has been worked out of this history already."""
        return {}

    @cached_property
    def sets(self) -> dict[str, dict[dt.date, list[Set]]]:
        """Every lift's work sets of the window, by day."""
        return sets_by_exercise(self.entries)

    def bouts_of(self, exercise: str) -> tuple[Bout, ...]:
        """A lift's sessions of the window, oldest first."""
        if exercise not in self._bouts:
            unit, back_off = self.athlete.settled_unit, self.book.number("back_off_least")
            days = self.sets.get(exercise, {})
            self._bouts[exercise] = tuple(bout_of(day, sets, unit, back_off) for day, sets in days.items())
        return self._bouts[exercise]

    @cached_property
    def _bouts(self) -> dict[str, tuple[Bout, ...]]:
        return {}

    @cached_property
    def lifts_on(self) -> dict[dt.date, tuple[str, ...]]:
        """The lifts of each day of the window, the big ones first, in whatever order they were logged."""
        days: dict[dt.date, list[str]] = {}
        for exercise, done in self.sets.items():
            for day in done:
                days.setdefault(day, []).append(exercise)
        return {day: tuple(sorted(found, key=self._big_first)) for day, found in sorted(days.items())}

    def _big_first(self, exercise: str) -> tuple[bool, bool, int, str]:
        """Legs before the rest, big lifts before small ones, then as the catalogue has them."""
        known = self.book.exercise(exercise)
        return (
            not self.is_leg(exercise),
            known is None or not known.main,
            self.book.place.get(exercise, 9999),
            exercise,
        )

    @cached_property
    def leg_days(self) -> tuple[dt.date, ...]:
        """Days with leg lifts, in order."""
        return tuple(d for d, lifts in self.lifts_on.items() if any(self.is_leg(x) for x in lifts))

    def is_leg(self, exercise: str) -> bool:
        return exercise in self.book.leg_lifts

    def last_same_kind(self, exercise: str) -> dt.date | None:
        """The last day of leg lifts for a leg lift, of the lift itself for another."""
        if self.is_leg(exercise):
            return self.leg_days[-1] if self.leg_days else None
        return max(self.sets.get(exercise, ()), default=None)

    @cached_property
    def first_lift_day(self) -> dt.date | None:
        found = next((e.day for e in self.diary.entries if has_lift(e)), None)
        past = self.diary.past.first_lift_day
        return min((d for d in (found, past) if d), default=None)

    @cached_property
    def level(self) -> Level:
        """As told, else by the months since the first lift."""
        if self.athlete.level:
            return self.athlete.level
        months = (self.today - self.first_lift_day).days / DAYS_A_MONTH if self.first_lift_day else 0.0
        return next(row.name for row in self.book.levels if months < row.until_months)

    @cached_property
    def new(self) -> bool:
        """Under so many weeks of leg lifting in the last twelve months."""
        if self.athlete.level in ("intermediate", "advanced"):
            return False
        year_ago = self.today - dt.timedelta(days=365)
        weeks = {
            e.day.toordinal() // 7
            for e in entries_between(self.diary, year_ago, self.today)
            if any(isinstance(f, Lift) and self.is_leg(f.exercise or "") for f in e.efforts)
        }
        archived = 0
        if self.diary.past.first_lift_day and self.diary.entries:
            span = self.diary.entries[0].day - max(self.diary.past.first_lift_day, year_ago)
            archived = max(span.days // 7, 0)
        return len(weeks) + archived < self.book.number("new_weeks")

    @cached_property
    def older(self) -> bool:
        return self.athlete.age in ("60s", "65plus")


def has_lift(entry: Entry) -> bool:
    return any(isinstance(effort, Lift) and effort.exercise is not None for effort in entry.efforts)


def has_run(entry: Entry) -> bool:
    return any(isinstance(effort, Run) for effort in entry.efforts)
