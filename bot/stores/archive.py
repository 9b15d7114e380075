"""When entries leave the diary for the archive, and what a change to one that left already means: pure rules."""

from collections.abc import Callable

import msgspec

from bot.conversation.ports import Amendment, Notebook
from bot.training import past
from bot.training.diary import Diary, Entry, Past

HOT_MOST = 96  # a diary of so many entries …
SEALED = 32  # … gives up its oldest ones in parts of this size, so that 64 to 95 stay at hand


class Shelf(msgspec.Struct, frozen=True):
    """The archived entries as found; not `whole` where some of them could not be read."""

    entries: tuple[Entry, ...]
    whole: bool = True


class Settled(msgspec.Struct, frozen=True):
    """What keeping a notebook comes to: the notebook to commit, the parts to seal, the changes to what is sealed."""

    notebook: Notebook
    parts: tuple[tuple[Entry, ...], ...] = ()
    amended: tuple[Amendment, ...] = ()


def in_order(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Oldest first, as a diary holds them."""
    return tuple(sorted(entries, key=lambda e: (e.day, e.at, e.id)))


def amend(entries: tuple[Entry, ...], amended: tuple[Amendment, ...]) -> tuple[Entry, ...]:
    """The entries with these changes made; doing it twice changes nothing more."""
    if not amended:
        return entries
    change = {a.id: a.entry for a in amended}
    changed = tuple(change.get(entry.id, entry) for entry in entries)
    return tuple(entry for entry in changed if entry is not None)


def settle(notebook: Notebook, known: Past, shelf: Callable[[], Shelf]) -> Settled:
    """Work the notebook's amendments in, and split off what is to be archived. `known` is the store's own past: a
    notebook that bears another was opened before entries left, and must not bring them back."""
    diary = notebook.diary
    amended: tuple[Amendment, ...] = ()
    if notebook.amended or diary.past.entries != known.entries:
        diary, amended, known = _worked_in(notebook, known, shelf())
    parts, entries = split(diary.entries)
    remembered = past.fold(known, (entry for part in parts for entry in part))
    diary = diary if entries is diary.entries and diary.past == remembered else Diary(entries, remembered)
    return Settled(msgspec.structs.replace(notebook, diary=diary, amended=()), parts, amended)


def split(entries: tuple[Entry, ...]) -> tuple[tuple[tuple[Entry, ...], ...], tuple[Entry, ...]]:
    """Parts for the archive, oldest first, and the entries that stay."""
    parts: list[tuple[Entry, ...]] = []
    while len(entries) >= HOT_MOST:
        parts.append(entries[:SEALED])
        entries = entries[SEALED:]
    return tuple(parts), entries


def _worked_in(notebook: Notebook, known: Past, shelf: Shelf) -> tuple[Diary, tuple[Amendment, ...], Past]:
    sealed = {entry.id: entry for entry in shelf.entries}
    wanted: dict[str, Entry | None] = {e.id: e for e in notebook.diary.entries if e.id in sealed}
    diary = Diary(tuple(e for e in notebook.diary.entries if e.id not in sealed), known)
    for change in notebook.amended:
        if change.id in sealed:
            wanted[change.id] = change.entry
        elif change.entry is not None:
            diary = diary.with_entry(change.entry)
        else:
            diary = diary.without(change.id)
    amended = tuple(Amendment(name, entry) for name, entry in wanted.items() if entry != sealed[name])
    if amended and shelf.whole:
        known = past.of(amend(shelf.entries, amended))
    return diary, amended, known
