"""A report of pain or illness: its fixed text first; emergencies end there, milder ones still keep what was trained."""

import msgspec

from bot.conversation.log import log
from bot.conversation.ports import Action
from bot.conversation.scene import Scene, Turn, next_line
from bot.language.alarms import Alarm
from bot.language.emergencies import country_of
from bot.language.profiles import cleared, recovered
from bot.language.understanding import Meaning
from bot.training.athlete import Athlete, Pain

CALLS = frozenset({"emergency", "self_harm"})
ENDS_HERE = frozenset({"emergency", "urgent", "stop_assess", "self_harm", "eating", "drugs"})


def alarmed(scene: Scene, meaning: Meaning, alarm: Alarm) -> Turn:
    """The alarm's text, and nothing of training behind a red flag."""
    scene = scene.with_notebook(athlete=told_health(scene, alarm), question=None)
    text = "\n".join([scene.say(alarm.key), *whom_to_call(scene, alarm)])
    reading = meaning.reading
    if alarm.label in ENDS_HERE or meaning.intent != "log" or reading.ask or not reading.efforts:
        if alarm.label != "pain_moderate" or alarm.score is not None:
            return scene.answer(text)
        places = ",".join(alarm.patterns or ("all",))
        offers = [scene.button(f"pain_{name}", Action("pain", entry=places, value=name)) for name in AT_REST]
        return scene.answer(f"{text}\n{scene.say('pain.at_rest')}", *offers)
    turn = log(scene, reading)
    if turn.said is None:
        return turn
    return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, text=f"{text}\n{turn.said.text}"))


def whom_to_call(scene: Scene, alarm: Alarm) -> list[str]:
    """The number to call where the athlete lives, if they told us where."""
    country = country_of(scene.athlete.zone) if scene.athlete.zone_told and alarm.label in CALLS else None
    if country is None:
        return []
    key = "alarm.crisis_line" if alarm.label == "self_harm" and country.crisis else "alarm.number"
    return [scene.say(key, number=country.number, crisis=country.crisis)]


def at_rest(scene: Scene, action: Action) -> Turn:
    """How strong it is at rest: kept as its score, with the text for a pain of that strength."""
    label, hurting = AT_REST[action.value], action.entry.split(",")
    pains = tuple(p for p in scene.athlete.pains if p.pattern not in hurting)
    pains += tuple(Pain(pattern, PAIN_SCORES[label], scene.today) for pattern in hurting)
    scene = scene.with_notebook(athlete=msgspec.structs.replace(scene.athlete, pains=pains))
    text = scene.say("told.noted") if label == "pain_moderate" else scene.say(f"alarm.{label}")
    return scene.answer(f"{text}\n{next_line(scene, 'next.session', 'next.none')}")


def over(scene: Scene, meaning: Meaning) -> bool:
    """Whether this says that what hurt is over. A red flag is over only on a doctor's word, and
    so is what a pregnancy forbids."""
    athlete, alarm = scene.athlete, meaning.alarm
    limited = bool(athlete.pains) or athlete.needs_clearance or athlete.pregnant
    if not limited or not recovered(meaning.heard) or meaning.reading.efforts:
        return False
    if athlete.needs_clearance or athlete.pregnant or (alarm and not alarm.label.startswith("pain")):
        return cleared(meaning.heard)
    return alarm is None or not alarm.score


def well_again(scene: Scene) -> Turn:
    """Back to the plan."""
    athlete = msgspec.structs.replace(scene.athlete, pains=(), needs_clearance=False, pregnant=False)
    scene = scene.with_notebook(athlete=athlete)
    return scene.answer(f"{scene.say('told.well_again')}\n{next_line(scene, 'next.session', 'next.none')}")


def told_health(scene: Scene, alarm: Alarm) -> Athlete:
    """As little as possible of what was told: what changes the next session, and nothing else; of a wish to hurt
    oneself nothing at all. After a red flag there are no reminders until they are asked for again."""
    athlete = scene.athlete
    match alarm.label:
        case "self_harm":
            return msgspec.structs.replace(athlete, reminders=False)
        case "emergency" | "urgent":
            stopped = Pain("all", WORST, scene.today)
            return msgspec.structs.replace(athlete, pains=(stopped,), needs_clearance=True, reminders=False)
        case "pain_mild" | "pain_moderate" | "pain_severe" | "stop_assess":
            score = PAIN_SCORES[alarm.label] if alarm.score is None else alarm.score
            pains = tuple(Pain(pattern, score, scene.today) for pattern in alarm.patterns or ("all",))
            others = tuple(p for p in athlete.pains if p.pattern not in alarm.patterns)
            return msgspec.structs.replace(athlete, pains=(*others, *pains))
        case "pregnancy":
            return msgspec.structs.replace(athlete, pregnant=True)
        case "clearance":
            return msgspec.structs.replace(athlete, needs_clearance=True)
        case "minor":
            return msgspec.structs.replace(athlete, age="under16")
        case _:
            return athlete


WORST = 10
AT_REST = {"none": "pain_mild", "mild": "pain_moderate", "strong": "pain_severe"}  # by what is felt without moving
PAIN_SCORES = {"pain_mild": 2, "pain_moderate": 5, "pain_severe": 7, "stop_assess": 8}
