"""What is wrong with a file that somebody brings."""

import msgspec

from bot.coaching.advice import Advice


class FileRefused(Exception):
    """A file is not taken; `finding` names the line and the reason. Nothing has changed."""

    def __init__(self, finding: Advice) -> None:
        super().__init__(finding.key, finding.numbers)
        self.finding = finding


def wrong(line: int, reason: str) -> FileRefused:
    """A line that cannot be read, with the reader's own reason."""
    return FileRefused(Advice("import.wrong", {"line": line, "reason": reason}))


def refuse(line: int, why: str, **told: str | int) -> FileRefused:
    """A line that can be read and yet not be taken; `why` is the key of a sentence."""
    return FileRefused(Advice(f"import.{why}", {"line": line, **told}))


def reason_of(error: Exception) -> str:
    """The reader's reason as the rest of a sentence."""
    text = str(error) if isinstance(error, msgspec.MsgspecError) else "not UTF-8 text"
    return f"{text[:1].lower()}{text[1:]}"
