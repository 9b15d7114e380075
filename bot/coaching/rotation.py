"""Which lifts come next: kinds of session take turns, and what belongs to one comes back after it was left out once."""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from statistics import median_low
from typing import TypeAlias

from bot.coaching.history import History
from bot.coaching.timing import worked

Session: TypeAlias = tuple[str, ...]

ALIKE = 0.5  # share of all the lifts of two sessions that both have, from which they are of one kind


def next_lifts(history: History) -> Session:
    """The lifts of the next session: of the kind whose turn it is, the big ones first."""
    days = list(history.lifts_on.items())
    if not days:
        return ()
    since = history.days_back(days[-1][0], history.book.number("rotation_days"))
    kin = _kin(tuple(done for day, done in days if day >= since))
    return tuple(sorted(_lifts_of(history, kin), key=history.book.big_first))


@lru_cache(maxsize=512)  # until the next day of lifts they are the same
def _kin(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """The sessions of the kind whose turn it is."""
    kinds = _kinds(sessions)
    due = _due(kinds, sessions)
    return tuple(done for kind, done in zip(kinds, sessions, strict=True) if kind == due)


def _kinds(sessions: tuple[Session, ...]) -> list[int]:
    """A number for each session, the same for sessions of one kind. What could be two kinds, as a session cut short
    may, is the one that has waited longer."""
    kinds: list[int] = []
    latest: dict[int, list[Session]] = {}  # the last two of each kind, the kind that has waited longest first
    for done in sessions:
        best, most = 0, 0.0
        for one, two in latest.items():
            alike = max(_likeness(done, two[0]), _likeness(done, two[-1]))
            if alike > most:
                best, most = one, alike
        kind = best if most >= ALIKE else len(latest)
        latest[kind] = [*latest.pop(kind, ()), done][-2:]
        kinds.append(kind)
    return kinds


@lru_cache(maxsize=4096)  # the same few sessions are compared with every message
def _likeness(one: Session, other: Session) -> float:
    """The share of their lifts that both have; half at least where one is a part of the other."""
    mine, theirs = set(one), set(other)
    share = len(mine & theirs) / len(mine | theirs)
    return max(share, ALIKE) if mine <= theirs or theirs <= mine else share


def _due(kinds: list[int], sessions: tuple[Session, ...]) -> int:
    """The kind whose turn it is: of those that mostly followed the last one, else of all others, the one that has
    waited longest. A single small session beside the usual ones is an extra and has no turn."""
    times, usual_size = Counter(kinds), median_low([len(done) for done in sessions])
    turns = [k for k, done in zip(kinds, sessions, strict=True) if times[k] > 1 or 2 * len(done) >= usual_size]
    last = turns[-1]
    followed = Counter(after for before, after in pairwise(turns) if before == last)
    often = [kind for kind, count in followed.items() if 2 * count >= max(followed.values())]
    others = often or [kind for kind in turns if kind != last] or [last]
    return min(others, key=lambda kind: len(turns) - turns[::-1].index(kind))


def _lifts_of(history: History, kin: tuple[Session, ...]) -> set[str]:
    """The lifts of a kind of session: as it was done last, or the time before where two ways alternate, and with what
    was left out the last time only."""
    latest, before = kin[-1], kin[-2] if len(kin) > 1 else kin[-1]
    new, missing = set(latest) - set(before), set(before) - set(latest)
    if new and missing and len(kin) > 2 and set(kin[-3]) == set(latest):
        return set(before)
    instead = {muscle for lift in new for muscle in worked(history, lift)}
    belongs = {lift for lift in missing if not new or sum(lift in done for done in kin) > 1}
    return {*latest, *(lift for lift in belongs if not worked(history, lift) & instead)}
