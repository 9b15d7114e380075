"""Where it is kept: the stores by the name the configuration uses."""

from collections.abc import Callable
from pathlib import Path

from bot.conversation.ports import Store
from bot.stores.memory import MemoryStore
from bot.stores.tinydb_files import TinyDBStore

STORES: dict[str, Callable[[Path | None], Store]] = {"tinydb": TinyDBStore, "memory": lambda _folder: MemoryStore()}
