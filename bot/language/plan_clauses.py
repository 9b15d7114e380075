"""What each clause of a message about a plan asks for, worked out in its writer's wall time."""

import calendar
import datetime as dt
from collections.abc import Callable, Mapping

import msgspec

from bot.language.plan_marks import Mark
from bot.training.schedule import Move, Pause, Slot, Wish

ONE_DAY = dt.timedelta(days=1)
MINUTES_AN_HOUR, MINUTES_A_DAY = 60, 24 * 60
HALF_A_DAY = 12 * MINUTES_AN_HOUR
MORNING = 5 * MINUTES_AN_HOUR  # an hour named before this beside "evening" is after midnight
LONGEST_PAUSE = dt.timedelta(days=366)
MOST_MINUTES = 1000 * MINUTES_A_DAY  # longer spans are cut here; none of them is taken
WORKDAYS, WEEKEND, ALL_DAYS = tuple(range(5)), (5, 6), tuple(range(7))


class Clause(msgspec.Struct, frozen=True):
    """A stretch of marks and the shape it has."""

    name: str
    marks: tuple[Mark, ...]

    def of(self, *kinds: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.kind in kinds)

    @property
    def time(self) -> dt.time | None:
        """The clock time told, by a part of the day put before or after noon."""
        clock, part = next(iter(self.of("clock")), None), next(iter(self.of("part")), None)
        if clock is None:
            return _wall(part.value) if part else None
        later = part is not None and part.loose and clock.loose and MORNING <= clock.value < HALF_A_DAY
        return _wall(clock.value + HALF_A_DAY if later else clock.value)

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays named, a range of them filled."""
        found: list[int] = []
        groups = {"weekdays": WORKDAYS, "weekends": WEEKEND}
        for mark in self.of("day", *groups):
            found += groups.get(mark.kind, (int(mark.value),))
        if self.of("to") and len(self.of("day")) == 2:
            first, last = found
            found = [(first + n) % 7 for n in range((last - first) % 7 + 1)]
        return tuple(dict.fromkeys(found))


class Draft:
    """A wish in the making. `session` tells the day of the next one; `once`: a lone weekday is meant once, not weekly;
    `wrong`: the first thing that cannot be, by its kind and as it was read."""

    def __init__(self, now: dt.datetime, session: Callable[[], dt.date | None], once: bool) -> None:
        self.now, self.session, self.once = now, session, once
        self.wrong: tuple[str, str] | None = None
        self._told: dict[str, object] = {}
        self._lists: dict[str, list[object]] = {}

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def tell(self, **told: object) -> None:
        for name, value in told.items():
            if value is not None and self._told.setdefault(name, value) != value:
                self.refuse("both", f"{_shown(self._told[name])} + {_shown(value)}")

    def add(self, name: str, *values: object) -> None:
        self._lists.setdefault(name, []).extend(values)

    def refuse(self, kind: str, read: str) -> None:
        self.wrong = self.wrong or (kind, read)

    def wish(self) -> Wish:
        return Wish(**self._told, **{name: tuple(found) for name, found in self._lists.items()})  # type: ignore[arg-type]

    def day(self, mark: Mark, near: dt.date | None = None) -> dt.date:
        """The date that a mark names: of a weekday the next one, or the one nearest to another date."""
        match mark.kind:
            case "date" if mark.day:
                return mark.day
            case "it":
                return self.session() or self.today
            case "today":
                return self.today
            case "tomorrow":
                return self.today + ONE_DAY
            case "yesterday":
                return self.today - ONE_DAY
        ahead = self.today + (int(mark.value) - self.today.weekday()) % 7 * ONE_DAY
        if near is None:
            return ahead
        options = [near + n * ONE_DAY for n in (1, -1, 2, -2, 3, -3, 7) if (near + n * ONE_DAY).weekday() == mark.value]
        return next((day for day in options if day >= self.today), ahead)


def _wall(minutes: float) -> dt.time:
    hour, minute = divmod(int(minutes) % MINUTES_A_DAY, MINUTES_AN_HOUR)
    return dt.time(hour, minute)


def _shown(value: object) -> str:
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


def weekdays(draft: Draft, clause: Clause) -> None:
    singular = [mark for mark in clause.of("day") if mark.loose]
    weekly = clause.of("every", "only", "weekdays", "weekends") or len(clause.days) > 1
    if draft.once and singular and not weekly:
        on, time = draft.day(singular[0]), clause.time
        draft.add("moves", Move(on, on, time))
        return
    draft.add("slots", *(Slot(day, clause.time) for day in clause.days))


def count(draft: Draft, clause: Clause) -> None:
    number = next((int(mark.value) for mark in clause.of("turn", "count")), 1)
    spans, days = clause.of("span"), clause.of("day")
    every = number * (7 if days else max(int(spans[0].value) // MINUTES_A_DAY, 1))
    if every < 2 or (spans and spans[0].value < MINUTES_A_DAY):
        draft.refuse("day", " ".join(mark.told for mark in clause.marks))
        return
    since = draft.day(days[0]) if days else draft.today
    if clause.time and since == draft.today and clause.time <= draft.now.time():
        since += (7 if days else 1) * ONE_DAY
    draft.tell(every=every, since=since, time=clause.time)


def daily(draft: Draft, clause: Clause) -> None:
    draft.add("slots", *(Slot(day, clause.time) for day in ALL_DAYS))


def once(draft: Draft, clause: Clause) -> None:
    named = clause.of("date", "today", "tomorrow", "yesterday")
    if not named:
        then = draft.now + dt.timedelta(minutes=_minutes(clause))
        draft.add("moves", Move(then.date(), then.date(), then.time().replace(second=0, microsecond=0)))
        return
    on, time = draft.day(named[0]), clause.time
    loose = any(m.loose for m in clause.of("clock")) and not clause.of("part")
    if on == draft.today and time and time <= draft.now.time() and loose and time.hour < 12:
        time = time.replace(hour=time.hour + 12)
    if on < draft.today or (on == draft.today and time and time <= draft.now.time()):
        draft.refuse("past", " ".join(m.told for m in clause.marks))
    draft.add("moves", Move(on, on, time))


def time(draft: Draft, clause: Clause) -> None:
    draft.tell(time=clause.time)


def lead(draft: Draft, clause: Clause) -> None:
    minutes = _minutes(clause)
    if minutes >= MINUTES_A_DAY:
        draft.refuse("lead", " ".join(mark.told for mark in clause.marks))
    else:
        draft.tell(lead_min=minutes)


def _minutes(clause: Clause) -> int:
    """Half an hour, 2 days."""
    number = 1.0
    for mark in clause.of("count"):
        number *= mark.value
    return min(round(number * clause.of("span")[0].value), MOST_MINUTES)


def off(draft: Draft, clause: Clause) -> None:
    """`sundays off` for good, `friday off` and `not this friday` once."""
    marked = clause.of("day")
    if marked and all(mark.loose for mark in marked) and not clause.of("every", "weekdays", "weekends"):
        skip(draft, clause)
    else:
        draft.add("off", *clause.days)


def skip(draft: Draft, clause: Clause) -> None:
    for mark in clause.of("day", "date", "today", "tomorrow"):
        on = draft.day(mark)
        if on < draft.today:
            draft.refuse("past", mark.told)
        draft.add("moves", Move(on))


def pause(draft: Draft, clause: Clause) -> None:
    found = _pause(draft, clause)
    if (found.last and found.last - draft.today > LONGEST_PAUSE) or (found.last and found.last < found.first):
        draft.refuse("pause", " ".join(mark.told for mark in clause.marks))
    draft.add("pauses", found)


def _pause(draft: Draft, clause: Clause) -> Pause:
    spans, ends = clause.of("span"), clause.of("date", "day", "today", "tomorrow", "month")
    if spans:
        days = _minutes(clause) // MINUTES_A_DAY
        return Pause(draft.today, draft.today + max(days - 1, 0) * ONE_DAY)
    if clause.of("this_week", "next_week"):
        monday = draft.today + (7 - draft.today.weekday()) * ONE_DAY
        if clause.of("until"):
            return Pause(draft.today, monday - ONE_DAY)
        first = monday if clause.of("next_week") else draft.today
        return Pause(first, first + (6 - first.weekday()) * ONE_DAY)
    if not ends:
        return Pause(draft.today)
    if len(ends) > 1:
        first = _first_of(draft, ends[0])
        last = draft.day(ends[-1]) if ends[-1].kind != "month" else _last_of(_first_of(draft, ends[-1]))
        return Pause(first, last + 7 * ONE_DAY if last < first and ends[-1].kind == "day" else last)
    if clause.of("until", "to"):
        return Pause(draft.today, _first_of(draft, ends[0]) - ONE_DAY)
    first = _first_of(draft, ends[0])
    return Pause(max(first, draft.today), _last_of(first) if ends[0].kind == "month" else first)


def _first_of(draft: Draft, mark: Mark) -> dt.date:
    """The date, or the first of a month: this year's until it is over."""
    if mark.kind != "month":
        day = draft.day(mark)
        return day + 7 * ONE_DAY if mark.kind == "day" and day == draft.today else day
    month = int(mark.value)
    return dt.date(draft.today.year + (month < draft.today.month), month, 1)


def _last_of(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def move(draft: Draft, clause: Clause) -> None:
    named = clause.of("day", "date", "today", "tomorrow", "it")
    if len(named) == 1:
        on = draft.day(named[0])
        draft.add("moves", Move(on, on, clause.time))
        return
    first, second = named[:2]
    if clause.of("instead"):
        first, second = second, first
    away, to = _pair(draft, first, second)
    if to < draft.today or away == to:
        draft.refuse("past", " ".join(mark.told for mark in clause.marks))
    draft.add("moves", Move(away, to, clause.time))


def _pair(draft: Draft, first: Mark, second: Mark) -> tuple[dt.date, dt.date]:
    """From which day to which: two weekdays lie as near each other as they can."""
    if second.kind == "day":
        away = draft.day(first)
        return away, draft.day(second, near=away)
    to = draft.day(second)
    if first.kind != "day":
        return draft.day(first), to
    back = (to.weekday() - int(first.value)) % 7
    return (to - back * ONE_DAY if 0 < back < 4 or to == draft.today else draft.day(first)), to


def resume(draft: Draft, _: Clause) -> None:
    draft.tell(resume=True)


def quiet(draft: Draft, clause: Clause) -> None:
    """`22:00 to 7:00`, `not before 9`, `not after 21:00`; an hour of the evening may be told as 10."""
    clocks = [_wall(mark.value) for mark in clause.of("clock")]
    if len(clocks) == 2:
        first = clause.of("clock")[0]
        evening = first.loose and first.value < HALF_A_DAY and MORNING < first.value
        draft.tell(quiet_from=_wall(first.value + HALF_A_DAY) if evening else clocks[0], quiet_to=clocks[1])
    elif clause.of("before"):
        draft.tell(quiet_to=clause.time)
    else:
        late = clause.time and clause.of("clock") and clause.of("clock")[0].loose and clause.time.hour < 12
        draft.tell(quiet_from=clause.time.replace(hour=clause.time.hour + 12) if late and clause.time else clause.time)


def summary(draft: Draft, clause: Clause) -> None:
    draft.tell(weekly_summary=not clause.of("no", "off"))


READERS: Mapping[str, Callable[[Draft, Clause], None]] = {
    "weekdays": weekdays,
    "count": count,
    "daily": daily,
    "once": once,
    "time": time,
    "lead": lead,
    "off": off,
    "pause": pause,
    "move": move,
    "skip": skip,
    "resume": resume,
    "quiet": quiet,
    "summary": summary,
}
