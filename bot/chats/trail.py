"""Where an error came from, for a log or a prompt, without anybody's words."""

import traceback
from pathlib import Path

FRAMES = 6


def trail(error: BaseException) -> str:
    """Where an error came from, without its words: they may be somebody's own."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return " < ".join([type(error).__name__, *(f"{f.name} ({Path(f.filename).name}:{f.lineno})" for f in frames[::-1])])
