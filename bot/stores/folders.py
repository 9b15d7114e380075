"""Where each athlete's files lie. No name here is made of what a person wrote."""

import hashlib
import re
from pathlib import Path

ATHLETES = "athletes"
HOT = "hot.json"
LOCK = "lock"
GONE = "gone-"

_TELEGRAM_ID = re.compile(r"-?[0-9]{1,20}")
_SAFE_ID = re.compile(r"-?[0-9]{1,20}|h[0-9a-f]{40}")


def safe_id(athlete: str) -> str:
    """A file name for an id: the number itself, and for anything else a digest."""
    if _TELEGRAM_ID.fullmatch(athlete):
        return athlete
    return "h" + hashlib.sha256(athlete.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def is_athlete(folder: Path) -> bool:
    """Whether a folder bears a name of ours, in the place of that name. What else lies about is left alone."""
    name = folder.name.removeprefix(GONE)
    return bool(_SAFE_ID.fullmatch(name)) and folder.parent.name == _shard(name)


def _shard(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:2]


def folder_of(data: Path, athlete: str, among: str = ATHLETES) -> Path:
    """<data>/athletes/<two hex digits>/<safe id>: no folder grows to hold everybody."""
    name = safe_id(athlete)
    return data / among / _shard(name) / name


def archive_name(number: int) -> str:
    return f"archive-{number}.json"
