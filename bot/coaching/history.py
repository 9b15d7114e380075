"""The diary as coaching looks at it: a window of recent weeks, each lift's bouts, leg days, level, and who is new."""

import datetime as dt
from functools import cached_property
from typing import Any

import msgspec

from bot.coaching.bouts import Bout, bout_of, entries_between, sets_by_exercise
from bot.coaching.records import fastest, maxes_of, run_times
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import may_be_maximal
from bot.training.athlete import Athlete, Level
from bot.training.diary import BestTime, Diary, Entry, Lift, RepMax, Set
from bot.training.past import front

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
        first = self.days_back(min(last, self.today), 7 * self.book.number("look_back_weeks"))
        return entries_between(self.diary, first, self.diary.entries[-1].day)

    def days_back(self, last: dt.date, days: float) -> dt.date:
        """The day so many days of training before: a break within them is not counted, so what was before it stays in
        view."""
        first, later = last - dt.timedelta(days=days), last
        for entry in reversed(self.diary.entries):
            if later <= first:
                break
            if entry.day < later and has_lift(entry):
                gap = later - entry.day
                first -= gap if gap.days >= self.book.number("layoff_from_days") else dt.timedelta()
                later = entry.day
        return first

    @cached_property
    def last_lift_day(self) -> dt.date | None:
        return next((e.day for e in reversed(self.diary.entries) if has_lift(e)), None)

    @cached_property
    def times(self) -> tuple[BestTime, ...]:
        """The fastest repetition at each distance."""
        return fastest((*self.diary.past.times, *self._run_times))

    def times_before(self, day: dt.date) -> tuple[BestTime, ...]:
        """The fastest repetition at each distance from before that day, as what later ones are measured by: never a run
        by itself, nor by one that was no sprint."""
        return fastest((*self.diary.past.times, *(time for time in self._sprint_times if time.day < day)))

    @cached_property
    def _sprint_times(self) -> tuple[BestTime, ...]:
        return run_times(self.diary, only=lambda run: may_be_maximal(self.book, run))

    @cached_property
    def _run_times(self) -> tuple[BestTime, ...]:
        return run_times(self.diary)

    def maxes_before(self, exercise: str, day: dt.date) -> tuple[RepMax, ...]:
        """The best sets of a lift from before that day."""
        key = (exercise, day)
        if key not in self._maxes:
            known, bare = self.diary.past.bests.get(exercise, ()), self.is_bodyweight(exercise)
            lifts = [(entry, lift) for entry, lift in self.lifted.get(exercise, ()) if entry.day < day]
            self._maxes[key] = front((*known, *(m for entry, lift in lifts for m in maxes_of(entry, lift, bare))))
        return self._maxes[key]

    def maxes_beside(self, exercise: str, entry: Entry) -> tuple[RepMax, ...]:
        """The best sets of a lift up to an entry's day, leaving out that entry."""
        same_day = [(e, lift) for e, lift in self.lifted.get(exercise, ()) if e.day == entry.day and e.id != entry.id]
        found = [m for e, lift in same_day for m in maxes_of(e, lift, self.is_bodyweight(exercise))]
        before = self.maxes_before(exercise, entry.day)
        return front((*before, *found)) if found else before

    @cached_property
    def _maxes(self) -> dict[tuple[str, dt.date], tuple[RepMax, ...]]:
        return {}

    @cached_property
    def lifted(self) -> dict[str, list[tuple[Entry, Lift]]]:
        """Every time each lift was done, oldest first."""
        found: dict[str, list[tuple[Entry, Lift]]] = {}
        for entry in self.diary.entries:
            for effort in entry.efforts:
                if isinstance(effort, Lift) and effort.exercise is not None:
                    found.setdefault(effort.exercise, []).append((entry, effort))
        return found

    @cached_property
    def known(self) -> dict[Any, Any]:
        """What has been worked out of this history already."""
        return {}

    @cached_property
    def sets(self) -> dict[str, dict[dt.date, list[Set]]]:
        """Every lift's work sets of the window, by day."""
        return sets_by_exercise(self.entries)

    def bouts_of(self, exercise: str) -> tuple[Bout, ...]:
        """A lift's latest sessions of the window, oldest first."""
        if exercise not in self._bouts:
            unit, back_off = self.athlete.settled_unit, self.book.number("back_off_least")
            days = list(self.sets.get(exercise, {}).items())[-int(self.book.number("look_back_sessions")) :]
            self._bouts[exercise] = tuple([bout_of(day, sets, unit, back_off) for day, sets in days])
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
        order = {exercise: self.big_first(exercise) for exercise in self.sets}
        return {day: tuple(sorted(found, key=order.__getitem__)) for day, found in sorted(days.items())}

    def big_first(self, exercise: str) -> tuple[bool, bool, int, str]:
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

    def is_bodyweight(self, exercise: str) -> bool:
        """Is the body itself the load where none is told?"""
        known = self.book.exercise(exercise)
        return known is not None and known.kind == "bodyweight"

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
