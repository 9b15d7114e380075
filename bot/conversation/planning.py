"""The athlete says when to train and be reminded: worked into the plan, and the plan said back with what comes."""

import datetime as dt
from itertools import groupby, islice

from bot.coaching.calendar import zone_at
from bot.coaching.planning import Collision, replanned
from bot.coaching.reminding import has_plan, is_paused, reminders_ahead
from bot.conversation.log import with_question
from bot.conversation.ports import Action
from bot.conversation.scene import Offer, Scene, Turn, next_line, timed
from bot.language.plans import Asked, asked
from bot.training.athlete import Athlete
from bot.training.schedule import Move, Pause, Wish

SHOWN_MOMENTS = 3
ASKED_TIME, ASKED_ZONE = "plan_time", "plan_zone"
HOUR, HALF_A_DAY = 60, 12


def planned(scene: Scene, text: str | None = None, *, wondered: bool = False) -> Turn | None:
    """The turn of a message that is about the plan, or of a button that stands for such words; None where it is about
    something else. `wondered`: it is asked, not ordered, so nothing changes without a tap."""
    waiting = scene.notebook.question is not None and scene.notebook.question.key == ASKED_TIME
    now = scene.now.astimezone(zone_at(scene.athlete, scene.now)).replace(tzinfo=None)
    found = asked(scene.message.text if text is None else text, now, lambda: next_day(scene), answering=waiting)
    if found is None:
        return None
    if wondered and not found.reminds:
        words = (scene.message.text if text is None else text).replace("?", "")
        offers = [scene.button("change_plan", Action("plan", value=words))] if not found.wrong else []
        return scene.answer(next_line(scene, "next.session", "next.none"), *offers)
    if found.wrong:
        kind, read = found.wrong
        return refused(scene, scene.say(f"plan.wrong.{kind}", read=read))
    return plan(scene, found.wish, found)


def plan(scene: Scene, wish: Wish, found: Asked | None = None) -> Turn:
    """Work the wish in and say the plan; where it cannot be, say why, and the old plan stays."""
    changed = replanned(scene.athlete, wish, scene.today)
    if isinstance(changed, Collision):
        times = (*changed.times, None, None)
        return refused(
            scene,
            scene.say(
                f"plan.collides.{changed.kind}",
                day=scene.say(f"weekday.{changed.day}"),
                first=times[0],
                second=times[1],
            ),
        )
    scene = scene.with_notebook(athlete=changed, question=None)
    lines = [*news(scene, wish), plan_line(scene)]
    offers = other_half(scene, wish) if found and found.loose else []
    if scene.athlete.zone_told or not scene.athlete.reminders:
        return timed(scene, scene.answer("\n".join(lines), *offers), next_moments(scene))
    lines.append(scene.say("plan.ask_zone", now=scene.local_time))
    turn = with_question(scene.answer("\n".join(lines), *offers), scene, ASKED_ZONE)
    return timed(scene, turn, next_moments(scene))


def ask_time(scene: Scene) -> Turn:
    """Another time than the one that was offered: which?"""
    return with_question(scene.answer(scene.say("plan.ask_time")), scene, ASKED_TIME)


def reminders_on(scene: Scene) -> Turn:
    """Reminders as the plan has them, also where they were paused."""
    return plan(scene, Wish(resume=True))


def next_day(scene: Scene) -> dt.date | None:
    session = scene.next_session()
    return session.day if session else None


def refused(scene: Scene, reason: str) -> Turn:
    """Nothing was changed: what was read, and the plan as it stays."""
    if not has_plan(scene.athlete):
        return scene.answer(reason)
    return scene.answer(f"{reason}\n{scene.say('plan.stays', plan=canonical(scene, scene.athlete))}")


def news(scene: Scene, wish: Wish) -> list[str]:
    """What a wish changes beside the plan's own line: moves, pauses, quiet hours, the summary."""
    session = next_day(scene)
    early = session is not None and any(move.to and move.to < session for move in wish.moves)
    lines = [scene.say("plan.rests", day=session)] if early else []
    lines += [_moved(scene, move) for move in wish.moves if move.to != move.away]
    lines += [_paused(scene, pause) for pause in wish.pauses]
    plan = scene.athlete.schedule
    if wish.quiet_from or wish.quiet_to:
        lines.append(scene.say("plan.quiet", first=plan.quiet_from, last=plan.quiet_to))
    if wish.weekly_summary is not None:
        lines.append(scene.say("plan.summary_on" if wish.weekly_summary else "plan.summary_off"))
    return [" ".join(lines)] if lines else []


def _moved(scene: Scene, move: Move) -> str:
    return scene.say("plan.moved" if move.to else "plan.left_out", away=move.away, to=move.to)


def _paused(scene: Scene, pause: Pause) -> str:
    return scene.say("plan.paused" if pause.last else "plan.paused_open", first=pause.first, last=pause.last)


def plan_line(scene: Scene) -> str:
    """The whole plan in its canonical form, with the zone and the next moments."""
    plan, zone, moments = canonical(scene, scene.athlete), scene.zone_name, next_moments(scene)
    if not scene.athlete.reminders:
        return scene.say("plan.silent", plan=plan, zone=zone)
    if not moments:
        key = "plan.kept_paused" if is_paused(scene.athlete, scene.today) else "plan.kept_later"
        return scene.say(key, plan=plan, zone=zone)
    shown = scene.say("plan.comma").join(scene.say("plan.moment", moment=moment) for moment in moments)
    return scene.say("plan.kept", plan=plan, zone=zone, moments=shown)


def next_moments(scene: Scene) -> list[dt.datetime]:
    """The next three reminders in local time; without training days told, that of the next session."""
    athlete = scene.athlete
    found = islice(reminders_ahead(athlete, next_day(scene), scene.now), SHOWN_MOMENTS)
    return [due.moment.astimezone(zone_at(athlete, due.moment)) for due in found]


def canonical(scene: Scene, athlete: Athlete) -> str:
    """The plan in one form: Mon Wed 18:00, Sat 10:00, 2 h before, Sun off."""
    schedule = athlete.schedule
    if schedule.every:
        text = scene.say("plan.every_at", count=schedule.every, time=athlete.remind_at)
    elif athlete.days:
        text = scene.say("plan.comma").join(_days_at(scene, athlete))
    else:
        text = scene.say("plan.any_day", time=athlete.remind_at)
    if schedule.lead_min:
        hours, minutes = divmod(schedule.lead_min, HOUR)
        key = "plan.hours_before" if not minutes else "plan.minutes_before"
        text = scene.say(key, plan=text, hours=hours, minutes=schedule.lead_min)
    if schedule.off:
        text = scene.say("plan.with_off", plan=text, days=day_names(scene, schedule.off))
    return text


def _days_at(scene: Scene, athlete: Athlete) -> list[str]:
    """The weekdays by their times, in the order of the week."""
    at = {day: athlete.schedule.times.get(day, athlete.remind_at) for day in sorted(athlete.days)}
    groups = groupby(at, key=at.__getitem__)
    return [scene.say("plan.days_at", days=day_names(scene, tuple(days)), time=time) for time, days in groups]


def day_names(scene: Scene, days: tuple[int, ...]) -> str:
    return " ".join(scene.say(f"weekday.{day}") for day in days)


def other_half(scene: Scene, wish: Wish) -> list[Offer]:
    """A button for the same hour twelve hours on, where one was told without am or pm."""
    times = {time for time in (wish.time, *(s.time for s in wish.slots), *(m.time for m in wish.moves)) if time}
    if len(times) != 1 or (time := times.pop()).hour > HALF_A_DAY:
        return []
    other = time.replace(hour=(time.hour + HALF_A_DAY) % (2 * HALF_A_DAY))
    moves = [move for move in wish.moves if move.to]
    words = f"remind me {moves[0].to} {other:%H:%M}" if moves else f"remind me at {other:%H:%M}"
    return [scene.button("other_time_of_day", Action("plan", value=words), time=other)]
