"""What hearing from an athlete changes for the messages that nobody asked for."""

import datetime as dt

import msgspec

from bot.conversation.due import still_due
from bot.conversation.ports import Action, Notebook, Owed
from bot.conversation.pushing import with_pushes, without_offers
from bot.conversation.scene import Scene, Turn, buttons_of


def opened_again(notebook: Notebook) -> Notebook:
    """A chat that had been closed to us can be reached: reminders stay off until the athlete wants them back."""
    if notebook.reachable or not notebook.athlete.reminders:
        return msgspec.structs.replace(notebook, reachable=True)
    athlete = msgspec.structs.replace(notebook.athlete, reminders=False)
    notebook = msgspec.structs.replace(notebook, reachable=True, athlete=athlete)
    return with_pushes(without_offers(notebook), shut=True, open=None)


def with_return(scene: Scene, turn: Turn) -> Turn:
    """The first answer after that asks, once, whether reminders should come again."""
    if turn.said is None or turn.forget or not turn.notebook.pushes.shut:
        return turn
    after = msgspec.structs.replace(scene, notebook=with_pushes(turn.notebook, shut=False))
    if turn.notebook.athlete.reminders or turn.notebook.athlete.needs_clearance:
        return msgspec.structs.replace(turn, notebook=after.notebook)
    offers = [after.button(one, Action("push", value=one)) for one in ("same_times", "stay_off")]
    offered = after.answer(f"{turn.said.text}\n{scene.say('push.back')}", *offers)
    if offered.said is None:
        return turn
    said = msgspec.structs.replace(
        turn.said, text=offered.said.text, buttons=(*turn.said.buttons, *buttons_of(offered))
    )
    return msgspec.structs.replace(turn, notebook=offered.notebook, said=said)


def heard_from(scene: Scene, notebook: Notebook) -> Notebook:
    """Nothing is unanswered any more; what was trained is not open; who changes the plan asks for its reminders."""
    pushes = notebook.pushes
    changes: dict[str, object] = {}
    if pushes.unanswered or pushes.silent:
        changes |= {"unanswered": 0, "silent": False}
    if _plan(notebook) != _plan(scene.notebook) and pushes.asked != scene.today:
        changes["asked"] = scene.today
    trained = notebook.diary is not scene.diary and pushes.open is not None
    if trained and pushes.open and not still_due(msgspec.structs.replace(scene, notebook=notebook), pushes.open.day):
        notebook = without_offers(notebook)
        changes["open"] = None
    return with_pushes(notebook, **changes) if changes else notebook


def _plan(notebook: Notebook) -> tuple[object, ...]:
    athlete = notebook.athlete
    return athlete.days, athlete.remind_at, athlete.schedule, athlete.reminders, athlete.stay, athlete.zone


def closing(before: Notebook, after: Notebook, owed: tuple[Owed, ...], now: dt.datetime) -> tuple[Owed, ...]:
    """An edit that takes the buttons off the push that was open and is not any more."""
    was, still = before.pushes.open, after.pushes.open
    if was is None or not was.message or (still and still.message == was.message):
        return ()
    if any(one.edits == was.message for one in owed):
        return ()
    edit = Owed(f"close:{was.message}", after.chat, was.text, kind="reminder", edits=was.message, since=now)
    return (msgspec.structs.replace(edit, only_edit=True),)
