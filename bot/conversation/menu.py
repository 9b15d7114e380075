"""`settings` with buttons: one screen, edited in place, that leads to a choice for each setting and back."""

import datetime as dt
from collections.abc import Callable

import msgspec

from bot.coaching.planning import Collision, replanned
from bot.conversation.ports import SEND_PLACE, Action, Button
from bot.conversation.scene import Offer, Said, Scene, Turn
from bot.conversation.telling import in_new_unit, line_of, overview
from bot.training.athlete import Athlete, Kit, Level
from bot.training.quantities import LoadUnit
from bot.training.schedule import Slot, Wish

DOES = ("settings", "set")
DAYS = ((0, 3), (1, 4), (0, 2, 4), (1, 3, 5), ())
TIMES = (dt.time(7, 30), dt.time(12), dt.time(18), dt.time(20))
LEVELS: tuple[Level, ...] = ("novice", "intermediate", "advanced")
KITS = ("", "barbell", "dumbbells", "machines", "bodyweight")
PAGES = {"unit": "unit", "days": "days", "time": "remind_at", "zone": "zone", "level": "level", "kit": "kit"}


def settings(scene: Scene) -> Turn:
    """All settings, a button for each, and how to say them."""
    if scene.message.group:
        return scene.answer(scene.say("told.in_private"))
    fresh = without_screens(scene)
    return fresh.answer(overview(scene), *(_page_button(scene, page) for page in PAGES))


def turn_to(scene: Scene, action: Action) -> Turn:
    """What a button of a screen leads to."""
    return choose(scene, action.value) if action.do == "set" else show(scene, action.value)


def show(scene: Scene, page: str) -> Turn:
    """One setting as it is, what it may be, and the way back."""
    if page not in PAGES:
        return settings(scene)
    text = "\n".join(filter(None, (line_of(scene, PAGES[page]), scene.say(f"settings.ask_{page}"))))
    return without_screens(scene).answer(text, *CHOICES[page](scene), scene.button("back", Action("settings")))


def locate(scene: Scene) -> Turn:
    """A button that sends where one is."""
    turn = scene.answer(scene.say("settings.locate"))
    button = Button(scene.say("button.send_place"), SEND_PLACE)
    return msgspec.structs.replace(turn, said=Said(scene.say("settings.locate"), (button,)))


def choose(scene: Scene, choice: str) -> Turn:
    """Set what was chosen, and show all settings again."""
    page, _, value = choice.partition("=")
    athlete = chosen(scene.athlete, page, value, scene.today)
    diary = scene.diary.settled(athlete.unit) if athlete.unit else scene.diary
    return settings(scene.with_notebook(athlete=athlete, diary=diary))


def chosen(athlete: Athlete, page: str, value: str, today: dt.date) -> Athlete:
    """The athlete with one setting set to the value behind a button."""
    match page:
        case "unit":
            unit: LoadUnit = "lb" if value == "lb" else "kg"
            return in_new_unit(athlete, unit)
        case "days" if value:
            return _replanned(athlete, Wish(slots=tuple(Slot(int(day)) for day in value)), today)
        case "days":
            plan = msgspec.structs.replace(athlete.schedule, times={}, every=0, off=())
            return msgspec.structs.replace(athlete, days=(), schedule=plan)
        case "time" if value:
            return _replanned(athlete, Wish(time=dt.time.fromisoformat(value)), today)
        case "time":
            return msgspec.structs.replace(athlete, reminders=False)
        case "level":
            return msgspec.structs.replace(athlete, level=value)
        case _:
            kit: Kit = msgspec.structs.replace(athlete.kit, has=(value,) if value else ())
            return msgspec.structs.replace(athlete, kit=kit)


def _replanned(athlete: Athlete, wish: Wish, today: dt.date) -> Athlete:
    changed = replanned(athlete, wish, today)
    return athlete if isinstance(changed, Collision) else changed


def without_screens(scene: Scene) -> Scene:
    """The buttons of an earlier screen make room: there is one at a time."""
    actions = {token: action for token, action in scene.notebook.actions.items() if action.do not in DOES}
    return scene.with_notebook(actions=actions)


def _page_button(scene: Scene, page: str) -> Offer:
    return scene.button(f"set_{page}", Action("settings", value=page))


def _units(scene: Scene) -> list[Offer]:
    return [scene.button(unit, Action("set", value=f"unit={unit}")) for unit in ("kg", "lb")]


def _days(scene: Scene) -> list[Offer]:
    labels = [" ".join(scene.say(f"weekday.{day}") for day in days) for days in DAYS]
    return [
        (label or scene.say("button.any_day"), Action("set", value="days=" + "".join(map(str, days))))
        for label, days in zip(labels, DAYS, strict=True)
    ]


def _times(scene: Scene) -> list[Offer]:
    times = [scene.button("at", Action("set", value=f"time={time:%H:%M}"), time=time) for time in TIMES]
    return [*times, scene.button("no_reminders", Action("set", value="time="))]


def _zones(scene: Scene) -> list[Offer]:
    return [scene.button("by_map", Action("command", value="locate"))]


def _levels(scene: Scene) -> list[Offer]:
    return [scene.button(level, Action("set", value=f"level={level}")) for level in LEVELS]


def _kits(scene: Scene) -> list[Offer]:
    return [scene.button(f"kit_{kit or 'full'}", Action("set", value=f"kit={kit}")) for kit in KITS]


CHOICES: dict[str, Callable[[Scene], list[Offer]]] = {
    "unit": _units,
    "days": _days,
    "time": _times,
    "zone": _zones,
    "level": _levels,
    "kit": _kits,
}
