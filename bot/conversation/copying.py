"""The next session as the words that log it, for a button that puts them into the clipboard."""

from bot.coaching.advice import LiftTarget, NextSession, SprintTarget
from bot.conversation.ports import Button
from bot.conversation.scene import Scene

LONGEST = 256  # characters that a chat puts into the clipboard
WRITTEN = frozenset(
    [
        *("lift", "lift_uneven", "lift_added", "lift_added_uneven", "lift_assisted", "lift_assisted_uneven"),
        *("lift_backoff", "lift_bodyweight", "lift_bodyweight_uneven", "hold", "hold_loaded", "carry", "sprint"),
    ]
)
ALIKE = {"lift_rir": "lift", "lift_rir_uneven": "lift_uneven", "sprint_all_out": "sprint", "hill_sprint": "sprint"}


def copy_button(scene: Scene, session: NextSession | None) -> tuple[Button, ...]:
    """The button for what of the session has its numbers; none where that is nothing."""
    words = as_log(scene, session) if session else ""
    return (Button(scene.say("button.copy"), copies=words),) if words else ()


def as_log(scene: Scene, session: NextSession) -> str:
    """'squat 5x5 102.5 kg', a line for each target; what is found by feel has no numbers to copy yet."""
    text = ""
    for line in filter(None, (_line(scene, target) for target in session.targets)):
        longer = f"{text}\n{line}" if text else line
        if len(longer) > LONGEST:
            break
        text = longer
    return text


def _line(scene: Scene, target: LiftTarget | SprintTarget) -> str:
    advice = target.advice()
    manner = advice.key.rpartition(".")[2]
    manner = ALIKE.get(manner, manner)
    return scene.say(f"copy.{manner}", **advice.numbers) if manner in WRITTEN else ""
