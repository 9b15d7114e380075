"""What to do in place of a lift today: the rows of substitutes.toml, by what the kit and the body allow."""

from bot.coaching.history import History
from bot.coaching.plan import has_kit_for

MOST = 3


def substitutes(history: History, lift: str) -> tuple[str, ...]:
    """Lifts that do the same job, the best first; none of what hurts. Nothing for a lift that no row knows."""
    own = history.book.exercise(lift)
    row = next((row for row in history.book.substitutes if own and own.pattern in row.patterns), None)
    if row is None:
        return ()
    hurt = {pain.pattern for pain in history.athlete.pains}
    known = [one for name in row.choices if (one := history.book.exercise(name)) and one.id != lift]
    return tuple(one.id for one in known if one.pattern not in hurt and has_kit_for(history.athlete, one))[:MOST]
