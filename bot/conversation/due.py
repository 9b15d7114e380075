"""What falls due for an athlete nobody has heard from: the plan, and what is still open, decide; nothing is sent."""

import datetime as dt
from typing import Literal

import msgspec

from bot.coaching.advice import NextSession
from bot.coaching.calendar import ONE_DAY, local_day, moment_of
from bot.coaching.preparing import asked_at, week_told_at
from bot.coaching.progression import next_session
from bot.coaching.reminding import after_quiet, has_plan, is_paused, reminders_ahead
from bot.conversation.ports import Notebook
from bot.conversation.scene import Scene

SUNDAY = 6
BEFORE_QUIET = dt.timedelta(minutes=30)
WEEK = 7 * ONE_DAY


class Item(msgspec.Struct, frozen=True):
    """Something to say unasked: about which day, and from which moment (UTC) on."""

    kind: Literal["put_off", "session", "missed", "week"]
    day: dt.date
    at: dt.datetime

    @property
    def name(self) -> str:
        """By which it is claimed."""
        return self.day.isoformat() if self.kind == "session" else f"{self.day.isoformat()} {self.kind}"


def may_push(notebook: Notebook) -> bool:
    """Are messages wanted that nobody asked for? Never behind a red flag, nor once three have been ignored."""
    athlete = notebook.athlete
    wanted = athlete.reminders and not athlete.needs_clearance and not notebook.pushes.silent
    return bool(wanted and notebook.chat and notebook.reachable)


def coming_items(
    scene: Scene,
    session: NextSession | None = None,
    since: dt.datetime | None = None,
    looked_at: dt.datetime | None = None,
) -> list[Item]:
    """What has not been claimed and comes at `since` (else now) or later, soonest first; `session`: the next one,
    where known. A day with a reminder has its one message: a missed session and the week are told with it, or after.
    `looked_at`: the real moment, where the scene plays earlier."""
    if not may_push(scene.notebook):
        return []
    reminder = _session(scene, session or scene.next_session(), since or scene.now)
    missed, week = _missed(scene), _week(scene)
    if reminder:
        day = local_day(scene.athlete, reminder.at)
        if missed and day == local_day(scene.athlete, max(missed.at, looked_at or scene.now)):
            missed = None
        if week and day == week.day:
            week = None
    found = (_put_off(scene), reminder, missed, week)
    unclaimed = (item for item in found if item and item.name not in scene.notebook.reminded)
    return sorted(unclaimed, key=lambda item: item.at)


def still_due(scene: Scene, day: dt.date) -> NextSession | None:
    """The session of that day, unless it has been trained or moved since."""
    session = next_session(scene.knows.rulebook, scene.athlete, scene.diary, day)
    return session if session and session.day <= day else None


def _session(scene: Scene, session: NextSession | None, since: dt.datetime) -> Item | None:
    """The next reminder of the plan; who has none is reminded of a session once, and then asked what became of it."""
    if session is None or (scene.notebook.pushes.open and not has_plan(scene.athlete)):
        return None
    ahead = (Item("session", due.day, due.moment) for due in reminders_ahead(scene.athlete, session.day, since))
    return next((item for item in ahead if item.name not in scene.notebook.reminded), None)


def _put_off(scene: Scene) -> Item | None:
    push = scene.notebook.pushes.open
    if push is None or push.until is None or push.state != "put_off":
        return None
    return Item("put_off", push.day, push.until)


def _missed(scene: Scene) -> Item | None:
    """Once, the morning after."""
    push = scene.notebook.pushes.open
    if push is None or push.state == "asked":
        return None
    latest = local_day(scene.athlete, push.until) if push.until else push.day
    morning = moment_of(scene.athlete, max(push.day, latest) + ONE_DAY, asked_at(scene.knows.rulebook))
    if is_paused(scene.athlete, scene.today):
        return None
    return Item("missed", push.day, after_quiet(scene.athlete, morning))


def _week(scene: Scene) -> Item | None:
    """Sunday evening, before the quiet hours; where that day has had its message, the next push tells it."""
    if not scene.athlete.schedule.weekly_summary or is_paused(scene.athlete, scene.today):
        return None
    sunday = scene.today + (SUNDAY - scene.today.weekday()) * ONE_DAY
    item = _on_sunday(scene, sunday)
    passed = item.at < scene.now or scene.notebook.pushes.last == sunday or item.name in scene.notebook.reminded
    return _on_sunday(scene, sunday + WEEK) if passed else item


def _on_sunday(scene: Scene, sunday: dt.date) -> Item:
    schedule = scene.athlete.schedule
    evening = moment_of(scene.athlete, sunday, week_told_at(scene.knows.rulebook))
    if schedule.quiet_from > schedule.quiet_to:
        evening = min(evening, moment_of(scene.athlete, sunday, schedule.quiet_from) - BEFORE_QUIET)
    return Item("week", sunday, after_quiet(scene.athlete, evening))


def week_left_over(scene: Scene) -> dt.date | None:
    """The Sunday whose week is still to be told, because that day had had its message."""
    if not scene.athlete.schedule.weekly_summary:
        return None
    sunday = scene.today - (scene.today.weekday() + 1) % 7 * ONE_DAY
    left = scene.notebook.pushes.last == sunday and sunday < scene.today
    return sunday if left and f"{sunday.isoformat()} week" not in scene.notebook.reminded else None
