"""Everything kept on one athlete in a form that can leave, and come back."""

import msgspec

from bot.conversation.ports import Notebook, Store
from bot.conversation.turns import Turns
from bot.training.diary import Diary, Entry, in_order


class Belongings(msgspec.Struct, frozen=True):
    """An athlete's notebook without what means something to the running bot only (buttons, message numbers, what is
    owed), and all entries, those of the archive too, oldest first."""

    notebook: Notebook
    entries: tuple[Entry, ...]

    @property
    def athlete(self) -> str:
        return self.notebook.athlete.id


def belongings(notebook: Notebook, archived: tuple[Entry, ...]) -> Belongings:
    """What leaves, in the very form in which it would be read again: 5 reps are 5.0."""
    page = msgspec.structs.replace(
        notebook,
        diary=Diary(),
        question=None,
        actions={},
        heard=(),
        owed=(),
        replies={},
        sent={},
        due_at=None,
        reachable=True,
        amended=(),
    )
    found = Belongings(page, in_order((*archived, *notebook.diary.entries)))
    return msgspec.json.decode(msgspec.json.encode(found), type=Belongings)


async def collect(store: Store, turns: Turns, athlete: str) -> Belongings:
    """The belongings of one moment."""
    async with turns.of(athlete):
        return belongings(await store.open(athlete), await store.archived(athlete))


async def newly(store: Store, brought: Belongings) -> tuple[Notebook, int]:
    """The athlete's notebook with what was brought and is not there yet, and how many entries those are. What is there
    stays as it is; settings are taken over for somebody new only."""
    notebook = await store.open(brought.athlete)
    known = {entry.id for entry in (*await store.archived(brought.athlete), *notebook.diary.entries)}
    new = tuple(entry for entry in brought.entries if entry.id not in known)
    page = notebook if notebook.chat or known else brought.notebook
    diary = msgspec.structs.replace(notebook.diary, entries=in_order((*notebook.diary.entries, *new)))
    return msgspec.structs.replace(page, diary=diary), len(new)
