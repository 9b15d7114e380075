"""What can be wrong with kept files: values to report, and the exceptions that refuse to go on."""

from pathlib import Path

from bot.coaching.advice import Advice
from bot.conversation.ports import NotKept


def reason_of(error: OSError) -> str:
    """What the disk refused, and of which file."""
    reason = error.strerror or type(error).__name__
    return f"{reason} ({error.filename})" if error.filename else reason


class StoreRefused(Exception):
    """The store does not open. `finding` says why; the command line turns it into one sentence and an exit code."""

    exit_code = 73

    def __init__(self, finding: Advice) -> None:
        super().__init__(finding.key, finding.numbers)
        self.finding = finding


class DataFolderBusy(StoreRefused):
    """Another process holds the data folder."""

    exit_code = 75

    def __init__(self, folder: Path) -> None:
        super().__init__(Advice("store.folder_busy", {"folder": str(folder)}))


class DataFolderUnusable(StoreRefused):
    """The data folder cannot be made or written to."""

    def __init__(self, folder: Path | None, reason: str) -> None:
        super().__init__(Advice("store.folder_unusable", {"folder": str(folder or ""), "reason": reason}))


class NewerSchema(StoreRefused):
    """A file was written by a newer version of the program: to read it here could lose what this one does not know."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(Advice("store.newer_schema", {"file": str(path), "found": found, "known": known}))


class Damaged(Exception):
    """The bytes of a file are not what was written."""


class Unreadable(NotKept):
    """No sound copy of this athlete's notebook is left here; nothing is read or written until the owner restores it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no readable notebook in {folder}")
        self.finding = Advice("store.unreadable", {"folder": str(folder)})
