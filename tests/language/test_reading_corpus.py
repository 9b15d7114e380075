"""The reader measured on labelled messages of real people, where they lie beside the checkout."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.language import labels, workouts
from bot.language.names import Lexicon
from bot.language.reading import Habits
from bot.training.exercises import catalogue

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
MOST_ASKED = 0.02  # of the messages that can mean but one thing
FLOORS = {
    "exact, English": 97,
    "exact but for names, English": 98,
    "exact": 97,
    "ambiguous, asked or accepted": 93,
    "silently wrong": 1.5,
    "false alarms": 1,
}


@pytest.mark.shared
def test_real_messages_are_read_as_their_writers_meant_them(lexicon: Lexicon, tmp_path: Path) -> None:
    if not (CORPUS / "dev.jsonl").exists():
        pytest.skip("the labelled corpus does not lie beside this checkout")
    lines = [json.loads(line) for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    today = dt.date(2026, 11, 22)
    read = [workouts.read(line["text"], lexicon, Habits(), today) for line in lines]
    records = [labels.record(line["id"], "log", reading, lexicon) for line, reading in zip(lines, read, strict=True)]
    (tmp_path / "read.jsonl").write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    names = [
        {"id": e.id, "names": [e.name, *e.names, *(n for some in e.abroad.values() for n in some)]} for e in catalogue()
    ]
    (tmp_path / "exercises.json").write_text(json.dumps(names), encoding="utf-8")
    plain = [line for line in lines if line["expect"] and not line.get("ambiguous")]
    asked = {line["id"] for line, reading in zip(lines, read, strict=True) if reading.ask}
    assert sum(line["id"] in asked for line in plain) <= MOST_ASKED * len(plain)
    floors = [part for name, limit in FLOORS.items() for part in ("--floor", f"{name}={limit}")]
    command = [
        sys.executable,
        CORPUS / "score.py",
        CORPUS / "dev.jsonl",
        tmp_path / "read.jsonl",
        "--exercises",
        tmp_path / "exercises.json",
    ]
    done = subprocess.run([*map(str, command), *floors], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
