"""The menu is as Telegram wants it, in every language, and its tables say so when it is not."""

import re

import pytest

from bot.chats.telegram.menu import COMMANDS, MENUS, Menu, Row, checked
from bot.chats.telegram.texts import OWNERS, to_athlete
from bot.language.languages import spoken_languages
from bot.tables import TableError, convert_rows

ALWAYS = {"start", "help", "settings", "privacy", "delete", "undo", "next", "today", "stop"}
SOUND = Menu((("next", "What is next"),), (("log", "Tell me"),), "short", "long")


def test_the_commands_that_a_bot_must_have_are_there() -> None:
    assert {row.name for row in COMMANDS if row.shown == "private"} >= ALWAYS
    assert [row.name for row in COMMANDS if row.shown == "group"] == ["log"]


def test_every_spoken_language_has_its_menu() -> None:
    assert tuple(MENUS) == spoken_languages()
    assert len({menu.long for menu in MENUS.values()}) == len(MENUS)


def test_telegram_takes_every_command() -> None:
    for row in COMMANDS:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", row.name)


def test_a_wrong_row_names_itself() -> None:
    with pytest.raises(TableError, match=r"menu.toml: next: .*'group'|menu.toml: next: .*enum"):
        convert_rows("menu.toml", [{"name": "next", "shown": "everywhere"}], Row)


@pytest.mark.parametrize(
    ("menu", "names"),
    [
        (Menu((("next", "x" * 41),), (), "short", "long"), "menu.next: expected 1 to 40"),
        (Menu((), (("log", ""),), "short", "long"), "menu.log: expected 1 to 40"),
        (Menu((), (), "x" * 121, "long"), "about.short: expected 1 to 120"),
        (Menu((), (), "short", "x" * 513), "about.long: expected 1 to 512"),
    ],
)
def test_a_line_that_telegram_would_cut_is_refused(menu: Menu, names: str) -> None:
    assert checked("en", SOUND) == SOUND
    with pytest.raises(TableError, match=names):
        checked("en", menu)


def test_the_lines_that_the_code_asks_for_are_there() -> None:
    assert set(OWNERS) == {"token", "webhook_port", "pairing", "invite", "invite_code", "no_invite"}
    assert "7" in to_athlete("stranger", "de-AT", id="7")
