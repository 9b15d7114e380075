"""Was that too heavy, or too light? Answered from how the lift's last session went."""

from bot.coaching.advice import Advice
from bot.coaching.following import standing_of
from bot.coaching.history import History
from bot.coaching.progression import numbers_of
from bot.coaching.standing import Standing

SHORT = frozenset({"missed", "fewer", "partial"})


def weighed(history: History, exercise: str) -> Advice | None:
    """What the last session says of its load; None for a lift that is not followed."""
    standing = standing_of(history, exercise)
    return Advice(f"weighed.{_key(standing)}", numbers_of(standing)) if standing else None


def _key(standing: Standing) -> str:
    left = standing.facts.rir
    if standing.outcome in SHORT:
        return "missed"
    if standing.outcome == "unknown":
        return "unknown"
    if left is not None and left < 1:
        return "limit"
    if standing.facts.spare is not None and standing.facts.spare >= 1:
        return "light"
    return "top" if standing.outcome == "top" else "within"
