"""Only what reads back as it was is kept."""

from typing import Any, TypeVar

import msgspec

from bot.conversation.ports import Notebook, NotKept
from bot.training.diary import Diary, Entry

Value = TypeVar("Value", bound=msgspec.Struct)
PAGE_FIELDS = tuple(field for field in Notebook.__struct_fields__ if field not in ("diary", "amended"))


def verified(value: Value) -> Value:
    """The value itself, once it is shown to read back equal. A NaN, for one, or half a character, would not."""
    try:
        if msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value:
            return value
    except (msgspec.MsgspecError, ValueError):
        pass
    raise NotKept(f"this {type(value).__name__} would not read back as it is")


def verified_page(notebook: Notebook, before: Notebook | None) -> Notebook:
    """The notebook without its diary, shown to read back equal; what is the same as before has been already."""
    page = msgspec.structs.replace(notebook, diary=Diary(), amended=())
    if before is None:
        return verified(page)
    pairs = ((field, getattr(page, field), getattr(before, field)) for field in PAGE_FIELDS)
    verified(Notebook(**{"athlete": notebook.athlete} | {field: _new(k, b) for field, k, b in pairs if k is not b}))
    return page


def _new(kept: Any, before: Any) -> Any:
    """Of a collection that goes on what is new in it; of anything else all."""
    if isinstance(kept, dict):
        return {key: value for key, value in kept.items() if key not in before or before[key] is not value}
    if isinstance(kept, tuple) and kept[:-1] in (before, before[1:]):
        return kept[-1:]
    return kept


def changed(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that are new or different."""
    if after[: len(before)] == before:
        return after[len(before) :]
    known = {entry.id: entry for entry in before}
    return tuple(e for e in after if (k := known.get(e.id)) is not e and k != e)
