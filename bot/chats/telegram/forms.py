"""Fields of a message as Telegram takes them: buttons below it, and moments that each reader sees in their own zone."""

import logging
from collections.abc import Iterator

import msgspec

from bot.chats.telegram.text_parts import units
from bot.conversation.ports import SEND_PLACE, Button, Moment

BUTTONS_A_ROW = 3
TOKEN_BYTES = 64  # Telegram's limit for what a button carries
COPIED_CHARACTERS = 256  # and for what it puts into the clipboard
SHOWN_AS = "wdt"  # weekday, date and time, each in its short form: https://core.telegram.org/bots/api#date-time-entity-formatting
_log = logging.getLogger(__name__)


def as_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def keyboard(buttons: tuple[Button, ...], bot: str = "") -> dict[str, str]:
    """The field with the buttons, at most three a row; `bot` is our name, for what leads to our own chat. What Telegram
    would not take leaves its button out. One that sends a place stands alone, under the line one writes in."""
    if place := next((button.label for button in buttons if button.token == SEND_PLACE), ""):
        asks = {"keyboard": [[{"text": place, "request_location": True}]], "one_time_keyboard": True}
        return {"reply_markup": as_json(asks | {"resize_keyboard": True})}
    keys = [key for button in buttons if (key := _key(button, bot))]
    rows = [keys[start : start + BUTTONS_A_ROW] for start in range(0, len(keys), BUTTONS_A_ROW)]
    return {"reply_markup": as_json({"inline_keyboard": rows})} if rows else {}


def _key(button: Button, bot: str) -> dict[str, object]:
    if button.copies:
        fits = len(button.copies) <= COPIED_CHARACTERS
        return {"text": button.label, "copy_text": {"text": button.copies}} if fits else {}
    if button.opens:
        return {"text": button.label, "url": f"https://t.me/{bot}?start={button.opens}"} if bot else {}
    return {"text": button.label, "callback_data": button.token} if _fits(button.token) else {}


def _fits(token: str) -> bool:
    fits = 0 < len(token.encode()) <= TOKEN_BYTES
    if not fits:
        _log.error("a button's token has %d bytes; Telegram takes 1 to %d", len(token.encode()), TOKEN_BYTES)
    return fits


def entities(text: str, moments: tuple[Moment, ...]) -> dict[str, str]:
    """The field that marks the moments said in a text; Telegram counts places in it in UTF-16 units."""
    found = list(_marked(text, moments))
    return {"entities": as_json(found)} if found else {}


def _marked(text: str, moments: tuple[Moment, ...]) -> Iterator[dict[str, object]]:
    end = len(text)
    for moment in reversed(moments):  # what we say of moments stands last; what the athlete wrote stands before
        start = text.rfind(moment.shown, 0, end)
        if start < 0 or not moment.shown:
            continue
        end = start
        yield {
            "type": "date_time",
            "offset": units(text[:start]),
            "length": units(moment.shown),
            "unix_time": int(moment.at.timestamp()),
            "date_time_format": SHOWN_AS,
        }
