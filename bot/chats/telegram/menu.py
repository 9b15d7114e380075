"""The commands and descriptions that Telegram shows, from menu.toml; sent only when they have changed."""

import hashlib
from pathlib import Path

import msgspec
import telegram
from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.tables import TableError, read_rows, read_toml

DESCRIPTION_CHARACTERS = 40
_PACKAGE, _FILE = "bot.chats.telegram", "menu.toml"


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command and what the menu says of it."""

    name: str
    description: str

    def __post_init__(self) -> None:
        if not 0 < len(self.description) <= DESCRIPTION_CHARACTERS:
            raise ValueError(f"description: expected 1 to {DESCRIPTION_CHARACTERS} characters")


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The bot's own words about itself: the short one on its profile, the long one in an empty chat."""

    short: str
    long: str

    def __post_init__(self) -> None:
        if len(self.short) > 120 or len(self.long) > 512:
            raise ValueError("expected at most 120 characters in short, 512 in long")


def _about() -> About:
    try:
        return msgspec.convert(read_toml(_PACKAGE, _FILE).get("about", {}), About)
    except msgspec.ValidationError as error:
        raise TableError(_FILE, "about", str(error)) from error


COMMANDS = read_rows(_PACKAGE, _FILE, Command, "command")
GROUP_COMMANDS = read_rows(_PACKAGE, _FILE, Command, "group_command")
ABOUT = _about()


async def show_menu(bot: telegram.Bot, mark: Path) -> None:
    """Send commands and descriptions, unless the file `mark` says that these very ones were sent by this bot."""
    wanted = hashlib.sha256(repr((bot.id, COMMANDS, GROUP_COMMANDS, ABOUT)).encode()).hexdigest()
    if _marked(mark) == wanted:
        return
    private = [BotCommand(row.name, row.description) for row in COMMANDS]
    group = [BotCommand(row.name, row.description) for row in GROUP_COMMANDS]
    await bot.set_my_commands(private, scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(group, scope=BotCommandScopeAllGroupChats())
    await bot.set_my_short_description(ABOUT.short)
    await bot.set_my_description(ABOUT.long)
    _mark(mark, wanted)


def _marked(mark: Path) -> str:
    try:
        return mark.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _mark(mark: Path, wanted: str) -> None:
    mark.write_text(wanted + "\n", encoding="utf-8")
