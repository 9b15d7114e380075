""" "What if I miss two weeks", "what if I get 5 4 3": the session that would be next; nothing is kept."""

from bot.coaching.whatif import after_days_off, after_reps
from bot.conversation.scene import Scene, Turn, session_line
from bot.language.profiles import supposed
from bot.language.understanding import Meaning


def what_if(scene: Scene, meaning: Meaning) -> Turn | None:
    """The answer from the athlete's own diary; None where nothing is supposed, or nothing is planned."""
    found = supposed(meaning.heard)
    if found is None or scene.diary.empty:
        return None
    book, athlete, diary, today = scene.knows.rulebook, scene.athlete, scene.diary, scene.today
    if found.days:
        session = after_days_off(book, athlete, diary, today, found.days)
    else:
        session = after_reps(book, athlete, diary, today, found.reps)
    if session is None:
        return None
    key = "what_if.away" if found.days else "what_if.reps"
    line = session_line(scene, session)
    return scene.answer(scene.say(key, days=found.days, reps=found.reps, day=session.day, session=line))
