"""The athlete says where they are: the zone of their reminders and days, for good or until they are home again."""

import datetime as dt
from itertools import islice

import msgspec

from bot.coaching.calendar import ONE_DAY, zone_at
from bot.coaching.reminding import reminders_ahead
from bot.conversation.planning import ASKED_ZONE, next_day
from bot.conversation.ports import Action
from bot.conversation.scene import Offer, Scene, Turn, timed
from bot.language.places import Place, place
from bot.training.schedule import Stay

SUNDAY = 6


def placed(scene: Scene, text: str | None = None, home: str = "") -> Turn | None:
    """The turn of a message that says where its writer is, or of a button that stands for such words; None where it
    says nothing of it. `home`: the zone that was home before it was taken for another."""
    question = scene.notebook.question
    asked = question is not None and question.key == ASKED_ZONE
    local = scene.now.astimezone(zone_at(scene.athlete, scene.now)).replace(tzinfo=None)
    found = place(scene.message.text if text is None else text, scene.now, local, answering=asked)
    if found is None:
        return None
    if not found.zone:
        key = "place.no_clock" if found.clock else "place.unknown"
        return scene.answer(scene.say(key, read=found.read, zone=scene.zone_name, now=scene.local_time))
    if home:
        scene = scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, zone=home))
    return there(scene, found)


def there(scene: Scene, found: Place) -> Turn:
    """Live by another zone from now on, or until the last day of a stay; what was logged stays where it is."""
    before, sunday = scene.athlete, scene.today + (SUNDAY - scene.today.weekday()) * ONE_DAY
    if found.until:
        athlete = msgspec.structs.replace(before, stay=Stay(found.zone, found.until))
    else:
        athlete = msgspec.structs.replace(before, zone=found.zone, stay=None, zone_told=True)
    scene = scene.with_notebook(athlete=athlete, question=None)
    key = "place.stay" if found.until else "place.now"
    reminders = _reminders(scene)
    lines = [scene.say(key, zone=scene.zone_name, now=scene.local_time, until=found.until)]
    lines += [scene.say("place.reminders", moment=one) for one in reminders]
    turn = scene.answer("\n".join(lines), *_offers(scene, found, before.zone, sunday))
    return timed(scene, turn, reminders)


def _offers(scene: Scene, found: Place, home: str, sunday: dt.date) -> list[Offer]:
    """For somebody who may be passing through: how long, and back."""
    if not found.passing or found.zone == home:
        return []
    offers = []
    if found.until is None:
        words = f"im in {found.zone} until {sunday}"
        offers.append(scene.button("until_sunday", Action("place", entry=home, value=words)))
    else:
        offers.append(scene.button("for_good", Action("place", value=f"i live in {found.zone}")))
    return [*offers, scene.button("not_there", Action("place", value=f"i live in {home}"))]


def _reminders(scene: Scene) -> list[dt.datetime]:
    """When the next reminder comes, by the clock that the athlete lives by then."""
    if not scene.athlete.reminders:
        return []
    due = next(islice(reminders_ahead(scene.athlete, next_day(scene), scene.now), 1), None)
    if due is None:
        return []
    return [due.moment.astimezone(zone_at(scene.athlete, due.moment))]
