"""The README says what is so: its story is retold, its examples run, its commands exist."""

import asyncio
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.assembly import retell
from bot.config import Config, StoreConfig

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README, flags=re.S)


def test_the_transcript_is_a_real_one() -> None:
    (story,) = blocks("chat")
    assert story == asyncio.run(retell(story, Config(store=StoreConfig("memory"))))


def examples() -> list[tuple[str, str]]:
    found = [re.split(r"^\$ ", block, flags=re.M)[1:] for block in blocks("console")]
    return [(one.partition("\n")[0], one.partition("\n")[2]) for block in found for one in block]


@pytest.mark.parametrize(("command", "output"), examples())
def test_an_example_prints_what_it_says(command: str, output: str) -> None:
    program, *words = shlex.split(command)
    assert program == "fasttwitch"
    result = CliRunner().invoke(main, words)
    assert (0, output) == (result.exit_code, result.output)


def test_every_command_stands_in_the_readme_and_has_help() -> None:
    named = set(re.findall(r"^\| .*`fasttwitch (\w+)", README, flags=re.M))
    assert set(main.commands) == named
    assert [name for name, command in main.commands.items() if not command.help] == []


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.M))
    assert set() == set(re.findall(r"make (\w+)", README)) - targets


def test_every_file_it_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
