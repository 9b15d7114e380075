"""An export at a prompt: a file in the folder in which the program was started."""

import os
from itertools import count
from pathlib import Path

from bot.conversation.ports import Document


def save(document: Document, folder: Path) -> Path:
    """Write the document under its name, or the next free one; readable by its owner alone. OSError where it cannot."""
    wanted = folder / document.name
    for number in count(1):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(file, "wb") as opened:
            opened.write(document.content)
        return path
    raise AssertionError("unreachable")
