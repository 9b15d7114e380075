"""When entries leave the diary for the archive, and what a change to one that left already means: pure rules."""

import datetime as dt
from collections.abc import Callable

import msgspec

from bot.conversation.ports import Amendment, Notebook
from bot.training import past as folding
from bot.training.diary import Diary, Entry, Past

HOT_MOST = 96  # a diary of so many entries …
SEALED = 32  # … gives up its oldest ones in parts of this size, so that 64 to 95 stay at hand


class Left(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known at hand of the entries that left: what to remember of them, and the latest moment one of them was
    written. A message sent no later than that may be a repeat of one of them."""

    past: Past = Past()
    latest: dt.datetime | None = None


class Shelf(msgspec.Struct, frozen=True):
    """The archived entries as found; not `whole` where some of them could not be read."""

    entries: tuple[Entry, ...]
    whole: bool = True


class Settled(msgspec.Struct, frozen=True):
    """What keeping a notebook comes to: the notebook to commit, the parts to seal, the changes to what is sealed."""

    notebook: Notebook
    left: Left = Left()
    parts: tuple[tuple[Entry, ...], ...] = ()
    amended: tuple[Amendment, ...] = ()


def amend(entries: tuple[Entry, ...], amended: tuple[Amendment, ...]) -> tuple[Entry, ...]:
    """The entries with these changes made; doing it twice changes nothing more."""
    if not amended:
        return entries
    change = {a.id: a.entry for a in amended}
    changed = tuple(change.get(entry.id, entry) for entry in entries)
    return tuple(entry for entry in changed if entry is not None)


def settle(notebook: Notebook, before: Diary, left: Left, shelf: Callable[[], Shelf]) -> Settled:
    """Work the notebook's amendments in, and split off what is to be archived. What left the diary must not come back:
    neither by a notebook opened before it left, nor by a message told again long after. `before`: as last kept."""
    diary, past = notebook.diary, left.past
    amended: tuple[Amendment, ...] = ()
    if notebook.amended or diary.past.entries != past.entries or _told_again(diary, before, left.latest):
        diary, amended, past = _worked_in(notebook, past, shelf())
    parts, entries = split(diary.entries)
    gone = [entry for part in parts for entry in part]
    moments = [*(entry.at for entry in gone), *([left.latest] if left.latest else [])]
    left = Left(folding.fold(past, gone), max(moments, default=None))
    diary = diary if entries is diary.entries and diary.past == left.past else Diary(entries, left.past)
    return Settled(msgspec.structs.replace(notebook, diary=diary, amended=()), left, parts, amended)


def _told_again(diary: Diary, before: Diary, latest: dt.datetime | None) -> bool:
    if latest is None or diary.entries is before.entries:
        return False
    old = [entry.id for entry in diary.entries if entry.at <= latest]
    return bool(old) and not {entry.id for entry in before.entries}.issuperset(old)


def split(entries: tuple[Entry, ...]) -> tuple[tuple[tuple[Entry, ...], ...], tuple[Entry, ...]]:
    """Parts for the archive, oldest first, and the entries that stay."""
    parts: list[tuple[Entry, ...]] = []
    while len(entries) >= HOT_MOST:
        parts.append(entries[:SEALED])
        entries = entries[SEALED:]
    return tuple(parts), entries


def _worked_in(notebook: Notebook, past: Past, shelf: Shelf) -> tuple[Diary, tuple[Amendment, ...], Past]:
    sealed = {entry.id: entry for entry in shelf.entries}
    wanted: dict[str, Entry | None] = {e.id: e for e in notebook.diary.entries if e.id in sealed}
    diary = Diary(tuple(e for e in notebook.diary.entries if e.id not in sealed), past)
    for change in notebook.amended:
        if change.id in sealed:
            wanted[change.id] = change.entry
        elif change.entry is not None:
            diary = diary.with_entry(change.entry)
        else:
            diary = diary.without(change.id)
    amended = tuple(Amendment(name, entry) for name, entry in wanted.items() if entry != sealed[name])
    if amended and shelf.whole:
        past = folding.of(amend(shelf.entries, amended))
    return diary, amended, past
