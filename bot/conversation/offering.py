"""Reminders are offered once, below the first session that has a next one; nobody is reminded unasked."""

import msgspec

from bot.coaching.advice import NextSession
from bot.coaching.calendar import moment_of, zone_at
from bot.coaching.reminding import usual_time
from bot.conversation.ports import Action
from bot.conversation.scene import Scene, Turn

OTHER_TIME, NO = "other", "no"  # what the buttons choose that name no time


def with_offer(scene: Scene, turn: Turn, session: NextSession | None) -> Turn:
    """The same turn, asking whether a reminder is wanted: on the day of the next session at the usual hour."""
    athlete = turn.notebook.athlete
    if session is None or turn.said is None or athlete.reminders or athlete.reminders_offered or scene.message.group:
        return turn
    time = usual_time(athlete, scene.diary.entries)
    moment = moment_of(athlete, session.day, time)
    if moment <= scene.now:
        return turn
    noted = msgspec.structs.replace(turn.notebook, athlete=msgspec.structs.replace(athlete, reminders_offered=True))
    after = msgspec.structs.replace(scene, notebook=noted)
    text = f"{turn.said.text} {scene.say('plan.offer')}"
    then = Action("plan", value=f"remind me at {time:%H:%M}")
    offered = after.answer(
        text,
        after.button("remind_then", then, moment=moment.astimezone(zone_at(athlete, moment))),
        after.button("other_time", Action("plan", value=OTHER_TIME)),
        after.button("no_reminder", Action("plan", value=NO)),
    )
    buttons = offered.said.buttons if offered.said else ()
    said = msgspec.structs.replace(turn.said, text=text, buttons=(*buttons, *turn.said.buttons))
    return msgspec.structs.replace(turn, notebook=offered.notebook, said=said)
