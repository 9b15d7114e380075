"""The diary as coaching looks at it: a window of recent weeks, each lift's bouts, leg days, level, and who is new."""

import datetime as dt
from bisect import bisect_left
from functools import cached_property
from typing import Any

import msgspec

from bot.coaching.bouts import Bout
from bot.coaching.digest import Digest, Lifted, digest_of, times_before
from bot.coaching.records import fastest, run_time
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import Ran, classify
from bot.coaching.sprint_days import SprintDay
from bot.training.athlete import Athlete, Level
from bot.training.diary import BestTime, Diary, Entry, RepMax, Run
from bot.training.past import front

DAYS_A_MONTH = 30.44
DIGESTS_KEPT = 256  # athletes


class History(msgspec.Struct, frozen=True, dict=True):
    """What lies behind an athlete on a day. Days that follow `today` belong to it too: they are told, not foretold."""

    book: Rulebook
    athlete: Athlete
    diary: Diary
    today: dt.date

    @cached_property
    def digest(self) -> Digest:
        """What the diary's entries come to."""
        digests = self.book.memory.of(Digest, DIGESTS_KEPT)
        known = digests.get(self.athlete.id)
        found = digest_of(self.book, self.athlete.settled_unit, self.diary, known)
        digests.put(self.athlete.id, found)
        return found

    @cached_property
    def known(self) -> dict[Any, Any]:
        """What has been worked out of this history already."""
        return {}

    @cached_property
    def times(self) -> tuple[BestTime, ...]:
        """The fastest repetition at each distance."""
        return self.times_beside("")

    def times_beside(self, entry: str) -> tuple[BestTime, ...]:
        """The fastest repetition at each distance, leaving out one entry."""
        runs, past = self.digest.runs, self.diary.past.times
        place = next((place for place, one in enumerate(runs) if one.entry.id == entry), len(runs))
        later = [one for one in runs[place:] if one.entry.id != entry]
        before = runs[place - 1].times if place else past
        if not later:
            return before
        times = (run_time(one.entry.day, one.run) for one in later)
        return fastest((*before, *(time for time in times if time is not None)))

    def ran(self, run: Run, day: dt.date) -> Ran:
        """The class of a run of that day, beside the athlete's best times of before."""
        for one in reversed(self.digest.runs):
            if one.run is run and one.entry.day == day:
                return one.ran
        return classify(self.book, run, times_before(self.digest, day))

    def lifted(self, exercise: str) -> tuple[Lifted, ...]:
        """Every time a lift was done, oldest first."""
        return self.digest.lifted.get(exercise, ())

    def maxes_before(self, exercise: str, day: dt.date) -> tuple[RepMax, ...]:
        """The best sets of a lift from before that day."""
        lifted = self.lifted(exercise)
        place = bisect_left(lifted, day, key=_day_of_lifted)
        return lifted[place - 1].best if place else self.diary.past.bests.get(exercise, ())

    def maxes_beside(self, exercise: str, entry: Entry) -> tuple[RepMax, ...]:
        """The best sets of a lift up to an entry's day, leaving out that entry."""
        same_day = [one for one in self.lifted(exercise) if one.entry.day == entry.day and one.entry.id != entry.id]
        before = self.maxes_before(exercise, entry.day)
        return front((*before, *(best for one in same_day for best in one.maxes))) if same_day else before

    @cached_property
    def _since(self) -> dt.date:
        """The beginning of the window: some weeks before the last lift, or before today where there is none."""
        last = self.digest.lift_days[-1] if self.digest.lift_days else self.today
        return self.days_back(min(last, self.today), 7 * self.book.number("look_back_weeks"))

    def days_back(self, last: dt.date, days: float) -> dt.date:
        """The day so many days of training before: a break within them is not counted, so what was before it stays in
        view."""
        first, later = last - dt.timedelta(days=days), last
        layoff = self.book.number("layoff_from_days")
        for day in reversed(self.digest.lift_days):
            if later <= first:
                break
            if day < later:
                gap = later - day
                first -= gap if gap.days >= layoff else dt.timedelta()
                later = day
        return first

    @cached_property
    def _followed_since(self) -> dt.date:
        """Where lifts begin to be followed: on fixed days, so that with the next message they still begin there."""
        block = int(7 * self.book.number("look_back_block_weeks"))
        return dt.date.fromordinal(self._since.toordinal() // block * block)

    def bouts_of(self, exercise: str) -> tuple[Bout, ...]:
        """A lift's latest sessions, oldest first. Of many the earliest are left out a few at a time, so that mostly
        there is one session more, and the same as before."""
        bouts, book = self.digest.bouts.get(exercise, ()), self.book
        bouts = bouts[bisect_left(bouts, self._followed_since, key=_day_of_bout) :]
        block = int(book.number("look_back_block_sessions"))
        spare = len(bouts) - int(book.number("look_back_sessions"))
        return bouts[max(spare, 0) // block * block :]

    @cached_property
    def followed_leg_days(self) -> tuple[dt.date, ...]:
        """Days with leg lifts, from where lifts begin to be followed."""
        days = self.digest.leg_days
        return tuple(days[bisect_left(days, self._followed_since) :])

    @cached_property
    def lifts_on(self) -> dict[dt.date, tuple[str, ...]]:
        """The lifts of each day of the window, the big ones first, in whatever order they were logged."""
        return {day: lifts for day, lifts in self.digest.lifts_on.items() if day >= self._since}

    @cached_property
    def lifts(self) -> tuple[str, ...]:
        """Every lift of the window."""
        return tuple(dict.fromkeys(lift for lifts in self.lifts_on.values() for lift in lifts))

    @cached_property
    def leg_days(self) -> tuple[dt.date, ...]:
        """Days of the window with leg lifts, in order."""
        days = self.digest.leg_days
        return tuple(days[bisect_left(days, self._since) :])

    def is_bodyweight(self, exercise: str) -> bool:
        """Is the body itself the load where none is told?"""
        return self.book.is_bodyweight(exercise)

    def is_leg(self, exercise: str) -> bool:
        return exercise in self.book.leg_lifts

    def last_same_kind(self, exercise: str) -> dt.date | None:
        """The last day of leg lifts for a leg lift, of the lift itself for another."""
        if self.is_leg(exercise):
            return self.leg_days[-1] if self.leg_days else None
        bouts = self.digest.bouts.get(exercise, ())
        return bouts[-1].day if bouts and bouts[-1].day >= self._since else None

    @cached_property
    def sprint_days(self) -> tuple[SprintDay, ...]:
        """Days with sprints within the weeks that make a sprinter, oldest first."""
        days = self.digest.sprint_days
        since = self.today - dt.timedelta(days=self.book.number("sprinter_days"))
        return tuple(days[bisect_left(days, since, key=_day_of_sprints) :])

    @cached_property
    def first_lift_day(self) -> dt.date | None:
        found = self.digest.lift_days[0] if self.digest.lift_days else None
        past = self.diary.past.first_lift_day
        return min((d for d in (found, past) if d), default=None)

    @cached_property
    def level(self) -> Level:
        """As told, else by the months since the first lift."""
        if self.athlete.level:
            return self.athlete.level
        months = (self.today - self.first_lift_day).days / DAYS_A_MONTH if self.first_lift_day else 0.0
        return next((row.name for row in self.book.levels if months < row.until_months), self.book.levels[-1].name)

    @cached_property
    def new(self) -> bool:
        """Under so many weeks of leg lifting in the last twelve months."""
        if self.athlete.level in ("intermediate", "advanced"):
            return False
        year_ago = self.today - dt.timedelta(days=365)
        weeks = {day.toordinal() // 7 for day in self.digest.leg_lift_days if year_ago <= day <= self.today}
        archived = 0
        if self.diary.past.first_lift_day and self.diary.entries:
            span = self.diary.entries[0].day - max(self.diary.past.first_lift_day, year_ago)
            archived = max(span.days // 7, 0)
        return len(weeks) + archived < self.book.number("new_weeks")

    @cached_property
    def older(self) -> bool:
        return self.athlete.age in ("60s", "65plus")


def _day_of_lifted(one: Lifted) -> dt.date:
    return one.entry.day


def _day_of_bout(bout: Bout) -> dt.date:
    return bout.day


def _day_of_sprints(sprints: SprintDay) -> dt.date:
    return sprints.day
