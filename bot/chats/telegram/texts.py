"""The few lines that Telegram itself makes necessary: to athletes in their language, to the owner from texts.toml."""

from functools import cache

import msgspec

from bot.language.languages import ENGLISH, language_of, load_lines, spoken_languages
from bot.language.speaking import Speaker
from bot.tables import read_rows


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named line."""

    name: str
    say: str


OWNERS = {row.name: row.say for row in read_rows("bot.chats.telegram", "texts.toml", Text, "owner")}


@cache
def _speaker() -> Speaker:
    return Speaker({code: load_lines(code) for code in (ENGLISH, *spoken_languages())}, str)


def spoken(key: str, language: str, **numbers: object) -> str:
    """A line of a language's file; `language` is a chat's code, such as de-AT."""
    return _speaker().say(key, numbers, language_of(language))


def to_athlete(name: str, language: str, **numbers: object) -> str:
    """One of the lines under [telegram]."""
    return spoken(f"telegram.{name}", language, **numbers)
