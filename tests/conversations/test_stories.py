"""Every story comes out as it stands: on every store, in the terminal's words and on Telegram."""

import asyncio
from pathlib import Path

import pytest

from bot.assembly import retell
from bot.config import Config, Refused, StoreConfig
from bot.stores.memory import MemoryStore
from tests.conversations.on_telegram import can_be_lived, retell_on_telegram

STORIES = sorted(Path(__file__).parent.glob("*.chat"))


def told(story: str, store: str, folder: Path) -> str:
    return asyncio.run(retell(story, Config(data_dir=str(folder), store=StoreConfig(store))))


@pytest.mark.parametrize("store", ["memory", "tinydb"])
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_story_comes_out_as_it_stands(story: Path, store: str, tmp_path: Path) -> None:
    text = story.read_text(encoding="utf-8")
    assert text == told(text, store, tmp_path)


@pytest.mark.parametrize("story", list(filter(can_be_lived, STORIES)), ids=lambda path: path.stem)
def test_a_story_is_the_same_on_telegram(story: Path) -> None:
    """The same texts below the same buttons, and what is said in place is edited in place."""
    text = story.read_text(encoding="utf-8")
    assert text == asyncio.run(retell_on_telegram(text, MemoryStore()))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_no_message_goes_unanswered(story: Path) -> None:
    """The one exception is an edit that changes nothing."""
    lines = [line for line in story.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    following = zip(lines, [*lines[1:], "--"], strict=True)
    unanswered = [a for a, b in following if a.startswith(">") and not a.startswith(">edit") and not b.startswith("<")]
    assert unanswered == []


WRONG = [
    ("squat 5x5", "line 1"),
    ("-- tomorrow", "moment"),
    ("> hi\n>edit 2 squat 5x5 100", "earlier message"),
    (">press Nothing", "no button"),
    ("-- athlete shoes=red\n> hi", "shoes=red"),
    ("-- athlete zone=Nowhere/Atall\n> hi", "zone=Nowhere/Atall"),
    ("-- athlete days=funday\n> hi", "days=funday"),
]


@pytest.mark.parametrize(("story", "named"), WRONG)
def test_a_story_written_wrongly_is_named(story: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=named):
        told(story, "memory", tmp_path)
