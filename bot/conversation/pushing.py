"""What a push says, which buttons it bears, and what it leaves behind in the notebook."""

import datetime as dt

import msgspec

from bot.coaching.advice import NextSession
from bot.coaching.calendar import ONE_DAY, instant, zone_at
from bot.coaching.preparing import minutes_of, warm_up
from bot.coaching.reminding import is_quiet
from bot.conversation.due import Item, week_left_over
from bot.conversation.ports import Action, Notebook, Owed
from bot.conversation.pushed import Push
from bot.conversation.scene import Offer, Scene, buttons_of, session_line
from bot.conversation.weekly import week_lines

REMINDED_KEPT = 64
WORTH_GOING = dt.timedelta(hours=2)
WORTH_ASKING = dt.timedelta(hours=10)


def session_push(scene: Scene, item: Item, session: NextSession, key: str) -> Notebook:
    """Today's session, and whatever else has been waiting to be told; `key` is the line it begins with."""
    notebook, lines, names = scene.notebook, off_line(scene), [item.name]
    earlier = notebook.pushes.open
    if earlier and earlier.day < item.day and earlier.state != "asked":
        lines.append(scene.say("push.not_logged", day=earlier.day))
        names.append(f"{earlier.day.isoformat()} missed")
    minutes = minutes_of(scene.knows.rulebook, session)
    text = scene.say(f"push.{key}", session=session_line(scene, session), minutes=minutes)
    lines += [text, *warm_up_line(scene, session)]
    if sunday := week_left_over(scene):
        lines += week_lines(scene, sunday)
        names.append(f"{sunday.isoformat()} week")
    lines.append(scene.say("reminder.stop"))
    scene = msgspec.structs.replace(scene, notebook=claimed(notebook, *names))
    push = Push(item.day, f"reminder:{item.day.isoformat()}", "\n".join(lines))
    return owe(scene, push, session_offers(scene, item.day))


def again_push(scene: Scene, item: Item, session: NextSession) -> Notebook:
    """A session that was put off until now."""
    before = scene.notebook.pushes.open or Push(item.day)
    text = scene.say("push.again", session=session_line(scene, session))
    put_off = msgspec.structs.replace(before, text=text, state="reminded", until=None)
    push = msgspec.structs.replace(put_off, message=f"reminder:{item.day.isoformat()}:{before.put_off}")
    offers = (
        scene.button("done", Action("done", entry=item.day.isoformat())),
        scene.button("not_today", Action("push", entry=item.day.isoformat(), value="later")),
    )
    return owe(scene, push, offers)


def missed_push(scene: Scene, item: Item, session: NextSession) -> Notebook:
    """Once, silently: what is to be done about a session that was not logged. Where no reminder of it had gone out, the
    question is what may go unanswered."""
    earlier = scene.notebook.pushes.open
    untold = int(earlier is None or not earlier.message)
    day = item.day.isoformat()
    text = scene.say("push.missed", day=item.day, session=session_line(scene, session))
    push = Push(item.day, f"missed:{day}", "\n".join([*off_line(scene), text]), "asked")
    values = ("did", "move", "skip")
    offers = tuple(scene.button(f"missed_{value}", Action("push", entry=day, value=value)) for value in values)
    scene = msgspec.structs.replace(scene, notebook=claimed(scene.notebook, item.name))
    notebook = owe(scene, push, offers)
    return with_pushes(notebook, unanswered=notebook.pushes.unanswered + untold)


def ask_whether(scene: Scene, *names: str) -> Notebook:
    """After three without a word: keep, change or pause? Then silence until they write."""
    day = scene.today.isoformat()
    text = scene.say("push.whether", count=scene.notebook.pushes.unanswered)
    push = Push(scene.today, f"whether:{day}", "\n".join([*off_line(scene), text]), "asked")
    offers = tuple(
        scene.button(f"plan_{value}", Action("push", entry=day, value=value)) for value in ("keep", "change", "pause")
    )
    scene = msgspec.structs.replace(scene, notebook=claimed(scene.notebook, *names))
    return with_pushes(owe(scene, push, offers), silent=True)


def week_push(scene: Scene, item: Item) -> Notebook:
    """The week's ledger, sessions and bests, for who asked for it."""
    lines = [*week_lines(scene, item.day), scene.say("push.week_stop")]
    notebook = claimed(scene.notebook, item.name)
    one = Owed(f"week:{item.day.isoformat()}", notebook.chat, "\n".join(lines), kind="reminder", since=scene.now)
    one = msgspec.structs.replace(one, silent=True, until=until(scene, WORTH_ASKING))
    notebook = msgspec.structs.replace(notebook, owed=(*notebook.owed, one))
    return with_pushes(notebook, last=scene.today, off=None)


def owe(scene: Scene, push: Push, offers: tuple[Offer, ...]) -> Notebook:
    """The notebook that owes the push, with it open. One that was put off was asked for: it does not count."""
    turn = msgspec.structs.replace(scene, notebook=without_offers(scene.notebook)).answer(push.text, *offers)
    question, asked = push.state == "asked", push.put_off > 0
    one = Owed(push.message, scene.notebook.chat, push.text, buttons_of(turn), kind="reminder", since=scene.now)
    worth = until(scene, WORTH_ASKING if question else WORTH_GOING)
    one = msgspec.structs.replace(one, silent=question, until=worth)
    before = turn.notebook.pushes
    pushes = msgspec.structs.replace(
        before,
        open=push,
        unanswered=before.unanswered + (not question and not asked),
        last=before.last if asked else scene.today,
        off=None,
    )
    return msgspec.structs.replace(turn.notebook, owed=(*turn.notebook.owed, one), pushes=pushes)


def until(scene: Scene, worth: dt.timedelta) -> dt.datetime:
    """The last moment at which a push is still worth sending, before quiet hours that it would run into."""
    latest = scene.now + worth
    if is_quiet(scene.athlete, scene.now):
        return latest
    zone = zone_at(scene.athlete, scene.now)
    begins = (instant(zone, scene.today + n * ONE_DAY, scene.athlete.schedule.quiet_from) for n in (0, 1))
    return min(latest, next(moment for moment in begins if moment >= scene.now))


def session_offers(scene: Scene, day: dt.date) -> tuple[Offer, ...]:
    """Done, later, skip: for the session of a day."""
    said = day.isoformat()
    return (
        scene.button("done", Action("done", entry=said)),
        scene.button("later", Action("push", entry=said, value="later")),
        scene.button("skip", Action("push", entry=said, value="skip")),
    )


def warm_up_line(scene: Scene, session: NextSession) -> list[str]:
    """The lighter sets before the first lift, for who asked for them."""
    if not scene.athlete.schedule.warm_ups:
        return []
    exercise, sets = warm_up(scene.knows.rulebook, scene.athlete, session)
    steps = ", ".join(scene.say("push.warm_up_set", load=one.load, reps=one.reps) for one in sets)
    return [scene.say("push.warm_up", exercise=exercise, steps=steps)] if steps else []


def off_line(scene: Scene) -> list[str]:
    off = scene.notebook.pushes.off
    if off is None:
        return []
    here = zone_at(scene.athlete, scene.now)
    return [scene.say("push.off", since=off.since.astimezone(here), until=off.until.astimezone(here))]


def claimed(notebook: Notebook, *names: str) -> Notebook:
    return msgspec.structs.replace(notebook, reminded=(*notebook.reminded, *names)[-REMINDED_KEPT:])


def with_pushes(notebook: Notebook, **changes: object) -> Notebook:
    return msgspec.structs.replace(notebook, pushes=msgspec.structs.replace(notebook.pushes, **changes))


def without_offers(notebook: Notebook) -> Notebook:
    """The buttons of earlier pushes mean nothing any more."""
    actions = {token: one for token, one in notebook.actions.items() if one.do not in ("push", "done")}
    return msgspec.structs.replace(notebook, actions=actions) if len(actions) < len(notebook.actions) else notebook
