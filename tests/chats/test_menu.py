"""The menu is as Telegram wants it, and its table says so when it is not."""

import re

import pytest

from bot.chats.telegram.menu import ABOUT, COMMANDS, GROUP_COMMANDS, About, Command
from bot.chats.telegram.texts import ATHLETES, OWNERS
from bot.tables import TableError, convert_rows

ALWAYS = {"start", "help", "settings", "privacy", "delete", "undo", "next", "today", "stop"}


def test_the_commands_that_a_bot_must_have_are_there() -> None:
    assert {row.name for row in COMMANDS} >= ALWAYS
    assert [row.name for row in GROUP_COMMANDS] == ["log"]


def test_telegram_takes_every_command() -> None:
    for row in (*COMMANDS, *GROUP_COMMANDS):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", row.name)


def test_a_wrong_row_names_itself() -> None:
    with pytest.raises(TableError, match=r"menu.toml: next: .*40 characters"):
        convert_rows("menu.toml", [{"name": "next", "description": "x" * 41}], Command)
    with pytest.raises(TableError, match=r"menu.toml: next: .*unknown field"):
        convert_rows("menu.toml", [{"name": "next", "description": "x", "text": "y"}], Command)


def test_a_description_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="120 characters"):
        About(short="x" * 121, long="")
    assert ABOUT.short
    assert ABOUT.long


def test_the_lines_that_the_code_asks_for_are_there() -> None:
    assert set(ATHLETES) == {"flood", "failed", "stranger"}
    assert set(OWNERS) == {"token", "webhook_port"}
    assert "7" in ATHLETES["stranger"].format(id="7")
