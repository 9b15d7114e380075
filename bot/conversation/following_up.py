"""What the athlete answers to a push: done, later, skip, move, pause; by button or in a few words."""

import datetime as dt
from collections.abc import Callable

import msgspec

from bot.coaching.calendar import ONE_DAY, moment_of, zone_at
from bot.coaching.reminding import has_plan, is_quiet, reminder_on
from bot.conversation.planning import reminders_on
from bot.conversation.ports import Action
from bot.conversation.pushed import Push
from bot.conversation.pushing import session_offers, with_pushes, without_offers
from bot.conversation.repeating import as_planned
from bot.conversation.scene import Offer, Scene, Turn, next_line, session_line
from bot.language.putting_off import PutOff
from bot.training.schedule import Move, Pause

SNOOZES = (30, 120)  # minutes
DECIDES_AFTER = 1  # times put off, after which the buttons offer a decision


def answered_push(scene: Scene, action: Action) -> Turn:
    """Do what a push's button says; a stale one changes nothing."""
    push = scene.notebook.pushes.open
    if action.value in OFFERED:
        return OFFERED[action.value](scene)
    if push is None or push.day.isoformat() != action.entry:
        return scene.answer(scene.say("ask.stale"))
    if action.value.isdigit():
        return put_off(scene, push, scene.now + dt.timedelta(minutes=int(action.value)))
    return ANSWERS[action.value](scene, push)


def put_off_in_words(scene: Scene, found: PutOff) -> Turn | None:
    """ "later", "19:30", "in 2h", "tomorrow", "skip" while a session of today is open; None where none is."""
    push = scene.notebook.pushes.open
    if push is None or push.state == "asked" or scene.now - moment_of(scene.athlete, push.day, dt.time()) > 2 * ONE_DAY:
        return None
    if found.minutes:
        return put_off(scene, push, scene.now + dt.timedelta(minutes=found.minutes))
    if found.time is not None:
        return put_off(scene, push, _nearest(scene, found.time, found.half))
    return ANSWERS[found.what](scene, push) if found.what else None


def _nearest(scene: Scene, time: dt.time, half: bool) -> dt.datetime:
    """The next moment that shows this time; `half`: on a clock of twelve hours."""
    times = [time, time.replace(hour=time.hour + 12)] if half and time.hour < 12 else [time]
    days = (scene.today, scene.today + ONE_DAY)
    moments = [moment_of(scene.athlete, day, one) for day in days for one in times]
    return next(moment for moment in moments if moment > scene.now)


def later(scene: Scene, push: Push) -> Turn:
    """When, then? The second time: a decision."""
    day = push.day.isoformat()
    if push.put_off >= DECIDES_AFTER:
        choices = ("tomorrow", "skip", "pause")
        offers = tuple(scene.button(f"decide_{one}", Action("push", entry=day, value=one)) for one in choices)
        return _instead(scene, push, f"{push.text}\n{scene.say('push.decide')}", *offers)
    fitting = [n for n in SNOOZES if not is_quiet(scene.athlete, scene.now + dt.timedelta(minutes=n))]
    offers = (
        *(scene.button(f"in_{n}", Action("push", entry=day, value=str(n))) for n in fitting),
        scene.button("tomorrow", Action("push", entry=day, value="tomorrow")),
    )
    return _instead(scene, push, f"{push.text}\n{scene.say('push.when')}", *offers)


def put_off(scene: Scene, push: Push, moment: dt.datetime) -> Turn:
    """It comes again at that moment."""
    again = msgspec.structs.replace(push, state="put_off", message="", put_off=push.put_off + 1, until=moment)
    wall = moment.astimezone(zone_at(scene.athlete, moment))
    key = "push.put_off_today" if wall.date() == scene.today else "push.put_off"
    return _instead(_with_open(scene, again), push, scene.say(key, day=wall.date(), time=wall.time()))


def tomorrow(scene: Scene, push: Push) -> Turn:
    """The session moves to the next day, with its reminder at that day's time."""
    day = scene.today + ONE_DAY
    scene = _moved(_with_open(scene, None), push.day, day)
    moment = reminder_on(scene.athlete, day)
    if moment is None:
        return _instead(scene, push, scene.say("push.moved", day=day))
    time = moment.astimezone(zone_at(scene.athlete, moment)).time()
    return _instead(scene, push, scene.say("push.put_off", day=day, time=time))


def to_today(scene: Scene, push: Push) -> Turn:
    """A missed session is today's: with a reminder where its time is still to come, else at once."""
    scene = _moved(scene, push.day, scene.today)
    moment = reminder_on(scene.athlete, scene.today)
    if moment is not None and moment > scene.now:
        reminded = tuple(name for name in scene.notebook.reminded if name != scene.today.isoformat())
        scene = with_open_closed(scene, asked=scene.today).with_notebook(reminded=reminded)
        wall = moment.astimezone(zone_at(scene.athlete, moment))
        return _instead(scene, push, scene.say("push.put_off_today", day=scene.today, time=wall.time()))
    session = scene.next_session()
    if session is None:
        return _instead(with_open_closed(scene), push, next_line(scene, "next.session", "next.none"))
    text = scene.say("push.now", session=session_line(scene, session))
    now_open = msgspec.structs.replace(push, day=scene.today, text=text, state="reminded")
    reminded = (*scene.notebook.reminded, scene.today.isoformat())
    scene = _with_open(scene, now_open).with_notebook(reminded=reminded)
    return _instead(scene, now_open, text, *session_offers(scene, scene.today))


def skip(scene: Scene, push: Push) -> Turn:
    """Only that session: the plan stays."""
    scene = with_open_closed(scene)
    if push.day >= scene.today:
        scene = _moved(scene, push.day, None)
        if not has_plan(scene.athlete):
            scene = _moved(scene, push.day + ONE_DAY, None)  # who trains on any day would be asked again tomorrow
    session = scene.next_session()
    text = scene.say("push.skipped_next", day=session.day, session=session_line(scene, session)) if session else ""
    return _instead(scene, push, text or scene.say("push.skipped"))


def pause(scene: Scene, push: Push) -> Turn:
    """No reminders until they are asked for again."""
    scene = with_open_closed(scene)
    paused = (*scene.athlete.schedule.pauses, Pause(scene.today))
    return _instead(_scheduled(scene, pauses=paused), push, scene.say("push.paused"))


def did(scene: Scene, push: Push) -> Turn:
    """A missed session was done as planned, on its day."""
    return as_planned(scene, push.day)


def keep_plan(scene: Scene, push: Push) -> Turn:
    return _instead(with_open_closed(scene), push, scene.say("push.goes_on"))


def change_plan(scene: Scene, push: Push) -> Turn:
    return _instead(with_open_closed(scene), push, scene.say("push.change"))


def same_times(scene: Scene) -> Turn:
    """Reminders on again after the chat had been closed."""
    return reminders_on(scene)


def stay_off(scene: Scene) -> Turn:
    return scene.answer(scene.say("push.stay_off"))


def warm_ups(scene: Scene, wanted: bool) -> Turn:
    """Whether reminders name the sets to warm up with."""
    scene = _scheduled(scene, warm_ups=wanted)
    return scene.answer(scene.say("push.warm_ups_on" if wanted else "push.warm_ups_off"))


ANSWERS: dict[str, Callable[[Scene, Push], Turn]] = {
    "later": later,
    "tomorrow": tomorrow,
    "move": to_today,
    "skip": skip,
    "pause": pause,
    "did": did,
    "keep": keep_plan,
    "change": change_plan,
}
OFFERED: dict[str, Callable[[Scene], Turn]] = {"same_times": same_times, "stay_off": stay_off}


def _instead(scene: Scene, push: Push, text: str, *offers: Offer) -> Turn:
    """In place of the push where its button was pressed; a typed answer gets a message of its own."""
    pressed = scene.message.pressed is not None and bool(push.message)
    if offers and not pressed and scene.notebook.pushes.open:
        open_ = scene.notebook.pushes.open
        here = msgspec.structs.replace(open_, message=f"reply:{scene.message.update}", text=text)
        scene = _with_open(scene, here)
    turn = msgspec.structs.replace(scene, notebook=without_offers(scene.notebook)).answer(text, *offers)
    if turn.said is None or not pressed:
        return turn
    return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, replaces=push.message))


def _with_open(scene: Scene, push: Push | None) -> Scene:
    return scene.with_notebook(pushes=msgspec.structs.replace(scene.notebook.pushes, open=push))


def with_open_closed(scene: Scene, asked: dt.date | None = None) -> Scene:
    return msgspec.structs.replace(scene, notebook=with_pushes(scene.notebook, open=None, asked=asked))


def _moved(scene: Scene, away: dt.date, to: dt.date | None) -> Scene:
    kept = tuple(move for move in scene.athlete.schedule.moves if away not in (move.away, move.to))
    return _scheduled(scene, moves=(*kept, Move(away, to)))


def _scheduled(scene: Scene, **changes: object) -> Scene:
    schedule = msgspec.structs.replace(scene.athlete.schedule, **changes)
    return scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, schedule=schedule))
