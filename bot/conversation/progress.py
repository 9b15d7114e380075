""" "Am I getting stronger?", answered from the diary: what was lifted and run some weeks ago beside now."""

from bot.coaching.history import History
from bot.coaching.trends import LiftTrend, TimeTrend, Trend, trends
from bot.conversation.scene import Scene, Turn

SHOWN = 5


def progress(scene: Scene) -> Turn:
    """How many lifts and sprints have gone up, and each with its numbers."""
    found = trends(History(scene.knows.rulebook, scene.athlete, scene.diary, scene.today))
    if not found:
        return scene.answer(scene.say("history.progress_none"))
    up = sum(trend.change > 0 for trend in found)
    since = min(trend.before.day for trend in found)
    lines = [scene.say("history.progress", up=up, count=len(found), day=since)]
    return scene.answer("\n".join([*lines, *(_line(scene, trend) for trend in found[:SHOWN])]))


def _line(scene: Scene, trend: Trend) -> str:
    match trend:
        case LiftTrend(exercise=exercise, before=before, now=now) if now.load.amount > 0:
            return scene.say(
                "history.progress_lift", exercise=exercise, was=before.load, was_reps=before.reps, load=now.load,
                reps=now.reps,
            )  # fmt: skip
        case LiftTrend(exercise=exercise, before=before, now=now):
            return scene.say("history.progress_reps", exercise=exercise, was_reps=before.reps, reps=now.reps)
        case TimeTrend(before=before, now=now):
            return scene.say(
                "history.progress_time", rep_distance=now.metres, was_time=before.seconds, rep_time=now.seconds
            )
