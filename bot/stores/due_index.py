"""Who is there, who is due next, and to whom something is owed: kept in memory, so that a tick reads no files."""

import datetime as dt
from bisect import bisect_left, bisect_right, insort

from bot.conversation.ports import Notebook

LAST = chr(0x10FFFF)  # sorts after every id


class DueIndex:
    """Athletes by due moment, in order; equal moments by id."""

    def __init__(self) -> None:
        self._order: list[tuple[dt.datetime, str]] = []
        self._due: dict[str, dt.datetime] = {}
        self._owing: dict[str, None] = {}
        self._athletes: dict[str, None] = {}

    def note(self, notebook: Notebook) -> None:
        """Take over what a notebook says, as it was just kept or read."""
        self.enter(notebook.athlete.id, notebook.due_at, bool(notebook.owed))

    def enter(self, athlete: str, due_at: dt.datetime | None, owing: bool) -> None:
        self._athletes.setdefault(athlete)
        if owing:
            self._owing.setdefault(athlete)
        else:
            self._owing.pop(athlete, None)
        if self._due.get(athlete) != due_at:
            self._undue(athlete)
            if due_at is not None:
                self._due[athlete] = due_at
                insort(self._order, (due_at, athlete))

    def drop(self, athlete: str) -> None:
        self._undue(athlete)
        self._athletes.pop(athlete, None)
        self._owing.pop(athlete, None)

    def _undue(self, athlete: str) -> None:
        due_at = self._due.pop(athlete, None)
        if due_at is not None:
            del self._order[bisect_left(self._order, (due_at, athlete))]

    def due(self, now: dt.datetime) -> tuple[str, ...]:
        return tuple(athlete for _, athlete in self._order[: bisect_right(self._order, (now, LAST))])

    @property
    def next_due(self) -> dt.datetime | None:
        return self._order[0][0] if self._order else None

    @property
    def owing(self) -> tuple[str, ...]:
        return tuple(self._owing)

    @property
    def athletes(self) -> tuple[str, ...]:
        return tuple(self._athletes)
