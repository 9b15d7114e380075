"""The few lines that Telegram itself makes necessary, from texts.toml."""

import msgspec

from bot.tables import read_rows


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named line."""

    name: str
    say: str


ATHLETES = {row.name: row.say for row in read_rows("bot.chats.telegram", "texts.toml", Text, "text")}
OWNERS = {row.name: row.say for row in read_rows("bot.chats.telegram", "texts.toml", Text, "owner")}
