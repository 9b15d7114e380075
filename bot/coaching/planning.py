"""A wish worked into an athlete's plan, or the reason why it cannot be: two parts of it that exclude each other."""

import datetime as dt
from collections import Counter

import msgspec

from bot.coaching.calendar import ONE_DAY
from bot.training.athlete import Athlete
from bot.training.schedule import Move, Pause, Schedule, Wish

ALL_DAYS = tuple(range(7))
MOVES_KEPT = 7 * ONE_DAY  # a move that lies further back has done its work


class Collision(msgspec.Struct, frozen=True):
    """Why a wish was not worked in: two_times (of one weekday), two_plans (weekdays and counting), or no_day (all
    are off); with the weekday and the times concerned."""

    kind: str
    day: int = 0
    times: tuple[dt.time, ...] = ()


def replanned(athlete: Athlete, wish: Wish, today: dt.date) -> Athlete | Collision:
    """The athlete with the wish worked in. What the wish leaves out stays; a new time ends an earlier lead."""
    collision = _collision(wish)
    if collision:
        return collision
    plan = msgspec.structs.replace(
        athlete.schedule,
        pauses=_pauses(athlete.schedule, wish, today),
        moves=_moves(athlete.schedule, wish, today),
        quiet_from=wish.quiet_from or athlete.schedule.quiet_from,
        quiet_to=wish.quiet_to or athlete.schedule.quiet_to,
    )
    if wish.weekly_summary is not None:
        plan = msgspec.structs.replace(plan, weekly_summary=wish.weekly_summary)
    if wish.lead_min is not None or wish.time or any(slot.time for slot in wish.slots):
        plan = msgspec.structs.replace(plan, lead_min=wish.lead_min or 0)
    changed = _with_days(athlete, plan, wish)
    if wish.off:
        changed = _without(changed, wish.off)
    if changed.schedule.off == ALL_DAYS:
        return Collision("no_day")
    on = wish.slots or wish.every or wish.time or wish.lead_min is not None or wish.resume or wish.moves
    return msgspec.structs.replace(changed, reminders=True) if on else changed


def _collision(wish: Wish) -> Collision | None:
    told: dict[int, dt.time] = {}
    for slot in wish.slots:
        if slot.time and told.setdefault(slot.day, slot.time) != slot.time:
            return Collision("two_times", slot.day, (told[slot.day], slot.time))
    if wish.every and wish.slots:
        return Collision("two_plans")
    if wish.off and {slot.day for slot in wish.slots} & set(wish.off):
        return Collision("no_day", min({slot.day for slot in wish.slots} & set(wish.off)))
    return None


def _with_days(athlete: Athlete, plan: Schedule, wish: Wish) -> Athlete:
    """The days asked for in place of the earlier ones, the commonest of their times as the time of all."""
    if wish.every:
        plan = msgspec.structs.replace(plan, every=wish.every, since=wish.since, times={}, off=())
        time = wish.time or athlete.remind_at
        return msgspec.structs.replace(athlete, days=(), remind_at=time, schedule=plan)
    if not wish.slots:
        times = {} if wish.time else plan.times
        plan = msgspec.structs.replace(plan, times=times)
        return msgspec.structs.replace(athlete, remind_at=wish.time or athlete.remind_at, schedule=plan)
    days = tuple(sorted({slot.day for slot in wish.slots}))
    told = {slot.day: slot.time for slot in wish.slots if slot.time}
    earlier = {day: plan.times.get(day, athlete.remind_at) for day in days} if not (told or wish.time) else {}
    common = wish.time or next(iter(Counter(told.values()).most_common(1)), (athlete.remind_at,))[0]
    times = {day: at for day, at in (earlier | told).items() if at != common}
    off = tuple(day for day in plan.off if day not in days)
    plan = msgspec.structs.replace(plan, every=0, since=None, times=times, off=off)
    return msgspec.structs.replace(athlete, days=days, remind_at=common, schedule=plan)


def _without(athlete: Athlete, off: tuple[int, ...]) -> Athlete:
    """Weekdays taken out of those told, or kept free of a plan that names none."""
    plan, left = athlete.schedule, tuple(day for day in athlete.days if day not in off)
    free = () if left else ALL_DAYS if athlete.days else tuple(sorted({*plan.off, *off}))
    times = {day: at for day, at in plan.times.items() if day in left}
    return msgspec.structs.replace(athlete, days=left, schedule=msgspec.structs.replace(plan, times=times, off=free))


def _pauses(plan: Schedule, wish: Wish, today: dt.date) -> tuple[Pause, ...]:
    """Pauses that are not over, and the new ones; a wish for reminders ends those that run, and never a later one."""
    going = tuple(pause for pause in plan.pauses if pause.last is None or pause.last >= today)
    if wish.resume:
        going = tuple(pause for pause in going if not pause.holds(today))
    return tuple(dict.fromkeys((*going, *wish.pauses)))


def _moves(plan: Schedule, wish: Wish, today: dt.date) -> tuple[Move, ...]:
    """Moves that may still matter, and the new ones in place of earlier ones of the same day."""
    again = {move.away for move in wish.moves}
    recent = (m for m in plan.moves if max(m.away, m.to or m.away) >= today - MOVES_KEPT and m.away not in again)
    return tuple(dict.fromkeys((*recent, *wish.moves)))
