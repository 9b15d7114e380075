"""A few things worked out lately, kept for the next message."""

from collections import OrderedDict
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The latest `most` values by key; what was used longest ago makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Key, value: Value) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


class Memory:
    """The latest of each kind of thing."""

    def __init__(self) -> None:
        self._kinds: dict[type, Recent[Any, Any]] = {}

    def of(self, kind: type[Value], most: int) -> Recent[Any, Value]:
        """The latest things of a kind, of which `most` are kept."""
        return self._kinds.get(kind) or self._kinds.setdefault(kind, Recent(most))
