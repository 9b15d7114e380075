"""Keeps notebooks until the program ends: for tests and for trying things out."""

import datetime as dt

from bot.conversation.ports import Notebook
from bot.stores.archive import Left, Shelf, amend, settle
from bot.stores.due_index import DueIndex
from bot.stores.storable import changed, verified, verified_page
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, in_order


class MemoryStore:
    """Notebooks in a dictionary, archived by the same rules as on disk."""

    failing = False

    def __init__(self) -> None:
        self._notebooks: dict[str, Notebook] = {}
        self._archived: dict[str, tuple[Entry, ...]] = {}
        self._left: dict[str, Left] = {}
        self._index = DueIndex()

    async def open(self, athlete: str) -> Notebook:
        return self._notebooks.get(athlete) or Notebook(Athlete(athlete))

    async def keep(self, notebook: Notebook) -> None:
        athlete = notebook.athlete.id
        sealed = self._archived.get(athlete, ())
        before = self._notebooks.get(athlete)
        diary = before.diary if before else Diary()
        settled = settle(notebook, diary, self._left.get(athlete, Left()), lambda: Shelf(sealed))
        verified_page(notebook, before)
        for entry in changed(diary.entries, notebook.diary.entries):
            verified(entry)
        if settled.parts or settled.amended:
            parts = tuple(entry for part in settled.parts for entry in part)
            self._archived[athlete] = in_order(amend(sealed, settled.amended) + parts)
        self._left[athlete] = settled.left
        self._notebooks[athlete] = settled.notebook
        self._index.note(settled.notebook)

    async def archived(self, athlete: str) -> tuple[Entry, ...]:
        return self._archived.get(athlete, ())

    async def due(self, now: dt.datetime) -> tuple[str, ...]:
        return self._index.due(now)

    async def next_due(self) -> dt.datetime | None:
        return self._index.next_due

    async def owing(self) -> tuple[str, ...]:
        return self._index.owing

    async def athletes(self) -> tuple[str, ...]:
        return self._index.athletes

    async def forget(self, athlete: str) -> None:
        self._notebooks.pop(athlete, None)
        self._archived.pop(athlete, None)
        self._left.pop(athlete, None)
        self._index.drop(athlete)

    async def close(self) -> None:
        """Nothing to let go of."""
