"""Every sentence a person reads stands in a table: each key that the code says exists, and each line is used."""

import re
from pathlib import Path

import pytest

from bot.language.languages import load_lines
from bot.language.speaking import parts_of
from tests.conversation.people import knowledge

BOT = Path(__file__).resolve().parents[1] / "bot"
CODE = {path: path.read_text(encoding="utf-8") for path in BOT.rglob("*.py")}
SAID = re.compile(r"""(?:\bsay\(|\bAdvice\(|_line\(scene,|\bchoose\()\s*"([a-z_]+\.[a-z_.]+)\"""")
LINES = load_lines("en")


def said() -> list[tuple[str, str]]:
    return sorted({(path.name, key) for path, text in CODE.items() for key in SAID.findall(text)})


@pytest.mark.parametrize(("module", "key"), said())
def test_what_the_code_says_has_its_line(module: str, key: str) -> None:
    assert knowledge().speaker.knows(key), module


def test_every_line_is_said_somewhere() -> None:
    text = "\n".join(CODE.values())
    tables = "\n".join(path.read_text(encoding="utf-8") for path in BOT.rglob("*.toml"))
    unsaid = [key for key in LINES if key not in text and key not in tables and not built(key, text)]
    assert [] == unsaid


def built(key: str, text: str) -> bool:
    """Whether some f-string or button makes this key from its parts."""
    room, _, name = key.rpartition(".")
    return (
        any(f'"{start}{{' in text for start in (f"{room}.", f"{key[:-1]}"))
        or any(f'{mark}"{name}"' in text for mark in ("button(", "say(", "Finding(", "in "))
        or f'"{room}.{name.partition("_")[0]}_{{' in text
    )


@pytest.mark.parametrize("key", sorted(LINES))
def test_a_line_is_well_formed(key: str) -> None:
    assert parts_of(key, LINES[key])
