"""Where each athlete's files lie. No name here is made of what a person wrote."""

import hashlib
import re
from pathlib import Path

ATHLETES = "athletes"
HOT = "hot.json"
LOCK = "lock"
GONE = "gone-"

_TELEGRAM_ID = re.compile(r"-?[0-9]{1,20}")


def safe_id(athlete: str) -> str:
    """A file name for an id: the number itself, and for anything else a digest."""
    if _TELEGRAM_ID.fullmatch(athlete):
        return athlete
    return "h" + hashlib.sha256(athlete.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def folder_of(data: Path, athlete: str, among: str = ATHLETES) -> Path:
    """<data>/athletes/<two hex digits>/<safe id>: no folder grows to hold everybody."""
    name = safe_id(athlete)
    return data / among / hashlib.sha256(name.encode()).hexdigest()[:2] / name


def archive_name(number: int) -> str:
    return f"archive-{number}.json"
