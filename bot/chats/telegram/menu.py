"""The commands and descriptions that Telegram shows, by kind of chat and language; sent only when they have changed."""

import hashlib
from pathlib import Path
from typing import Literal

import msgspec
import telegram
from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.chats.telegram.texts import spoken
from bot.language.languages import ENGLISH, spoken_languages
from bot.tables import TableError, read_rows

DESCRIPTION_CHARACTERS, SHORT_CHARACTERS, LONG_CHARACTERS = 40, 120, 512  # what is shown; what Telegram takes
_PACKAGE, _FILE = "bot.chats.telegram", "menu.toml"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command, and the chats that show it."""

    name: str
    shown: Literal["private", "group"] = "private"


class Menu(msgspec.Struct, frozen=True):
    """All that Telegram shows of the bot in one language: by command what it does, and the bot's words about itself,
    the short ones on its profile, the long ones in an empty chat."""

    private: tuple[tuple[str, str], ...]
    group: tuple[tuple[str, str], ...]
    short: str
    long: str


COMMANDS = read_rows(_PACKAGE, _FILE, Row, "command")


def menu_in(language: str) -> Menu:
    """The menu in a language. Raises TableError where a line is longer than Telegram shows or takes."""
    described = [(row.shown, row.name, spoken(f"menu.{row.name}", language)) for row in COMMANDS]
    menu = Menu(
        private=tuple((name, said) for shown, name, said in described if shown == "private"),
        group=tuple((name, said) for shown, name, said in described if shown == "group"),
        short=spoken("about.short", language),
        long=spoken("about.long", language),
    )
    return checked(language, menu)


def checked(language: str, menu: Menu) -> Menu:
    """The same menu. Raises TableError where a line is longer than Telegram shows or takes."""
    limits = [(f"menu.{name}", said, DESCRIPTION_CHARACTERS) for name, said in (*menu.private, *menu.group)]
    limits += [("about.short", menu.short, SHORT_CHARACTERS), ("about.long", menu.long, LONG_CHARACTERS)]
    for key, said, limit in limits:
        if not 0 < len(said) <= limit:
            raise TableError(f"{language}.toml", key, f"expected 1 to {limit} characters")
    return menu


MENUS = {code: menu_in(code) for code in spoken_languages()}


async def show_menu(bot: telegram.Bot, mark: Path) -> None:
    """Send commands and descriptions, unless the file `mark` says that these very ones were sent by this bot."""
    wanted = hashlib.sha256(repr((bot.id, MENUS)).encode()).hexdigest()
    if _marked(mark) == wanted:
        return
    for code, menu in MENUS.items():
        await _show(bot, menu, None if code == ENGLISH else code)
    _mark(mark, wanted)


async def _show(bot: telegram.Bot, menu: Menu, code: str | None) -> None:
    """One menu, to who has set Telegram to this language; that without a code to everybody else."""
    for commands, scope in (
        (menu.private, BotCommandScopeAllPrivateChats()),
        (menu.group, BotCommandScopeAllGroupChats()),
    ):
        await bot.set_my_commands([BotCommand(*row) for row in commands], scope=scope, language_code=code)
    await bot.set_my_short_description(menu.short, language_code=code)
    await bot.set_my_description(menu.long, language_code=code)


def _marked(mark: Path) -> str:
    try:
        return mark.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _mark(mark: Path, wanted: str) -> None:
    mark.write_text(wanted + "\n", encoding="utf-8")
