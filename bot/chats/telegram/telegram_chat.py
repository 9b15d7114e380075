"""Delivers what is owed: texts and buttons out, and how it went back. Texts go out plain, so any text is safe."""

import logging
from typing import Any, cast

import msgspec
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.request import RequestData

from bot.chats.telegram.pace import CHAT_GAP_S, is_group
from bot.chats.telegram.request import Form, Held, NotSent
from bot.chats.telegram.text_parts import parts_of
from bot.chats.trail import trail
from bot.conversation.ports import SEND_PLACE, Button, Clock, Delivery, Exports, Owed

BUTTONS_A_ROW = 3
CAPTION_UNITS = 1024
TOKEN_BYTES = 64  # Telegram's limit for what a button carries
GONE = ("chat not found", "user is deactivated", "bot was kicked", "have no rights to send a message")
TOKEN_WAIT_S = 30.0  # a refused token ends the program through the intake; what is owed waits for the next start
_NO_PREVIEW = {"link_preview_options": '{"is_disabled":true}'}
_log = logging.getLogger(__name__)


class Shown(msgspec.Struct, frozen=True):
    """What is read of the answer to a send or an edit."""

    message_id: int


class TelegramChat:
    """The Chat of python-telegram-bot: one call a part of text, each with its own outcome. Texts go out by its request
    and with its errors, but as forms of ours: its own message objects cost more than the rest of a send."""

    def __init__(self, bot: telegram.Bot, clock: Clock, exports: Exports | None = None) -> None:
        self._bot, self._clock, self._exports = bot, clock, exports
        self._out: dict[tuple[str, str], int] = {}  # parts already out, by chat and owed id: a retry goes on after

    async def deliver(self, owed: Owed) -> Delivery:
        """Send one thing owed, or edit it in place (`edits` is then the message id). Never raises for the network."""
        parts = parts_of(owed.text)
        if not parts:
            return Delivery("refused")
        try:
            if owed.edits is not None and len(parts) == 1 and (done := await self._edited(owed, parts[0])):
                return done
            if owed.only_edit:
                return Delivery("refused")
            last = await self._sent_file(owed) if owed.export_of else await self._sent(owed, parts)
        except TelegramError as error:
            return _outcome(error)
        except Exception as error:
            _log.warning("the answer to a send was not understood: %s", trail(error))
            return Delivery("unknown")
        return Delivery("sent", message_id=last)

    async def answer(self, query: str) -> None:
        """Stop the button's waiting sign. An answer that comes too late is no harm."""
        try:
            await self._bot.answer_callback_query(query)
        except TelegramError as error:
            _log.info("a button press could not be answered: %s", type(error).__name__)

    async def _edited(self, owed: Owed, text: str) -> Delivery | None:
        """None: the message can no longer be edited, so the text has to go out anew."""
        message = owed.edits or ""
        fields = {"text": text, "chat_id": owed.chat, "message_id": message} | keyboard(owed.buttons)
        try:
            await self._call("editMessageText", fields)
        except BadRequest as error:
            return Delivery("sent", message_id=message) if "not modified" in error.message.lower() else None
        return Delivery("sent", message_id=message)

    async def _call(self, method: str, fields: dict[str, str]) -> Any:
        """One call of the Bot API; raises the errors of python-telegram-bot."""
        form = cast(RequestData, Form(fields | _NO_PREVIEW))
        return await self._bot.request.post(f"{self._bot.base_url}/{method}", form)

    async def _sent_file(self, owed: Owed) -> str:
        """Send a document that is made now; its text stands below it."""
        if self._exports is None:
            return await self._sent(owed, parts_of(owed.text))
        document = await self._exports(owed.export_of)
        message = await self._bot.send_document(
            int(owed.chat),
            document.content,
            filename=document.name,
            caption=parts_of(owed.text, CAPTION_UNITS)[0],
            api_kwargs=keyboard(owed.buttons),
        )
        return str(message.message_id)

    async def _sent(self, owed: Owed, parts: tuple[str, ...]) -> str:
        above = _message_id(owed.answers) if is_group(owed.chat) else None
        message_id = ""
        for number in range(self._out.get((owed.chat, owed.id), 0), len(parts)):
            if number:
                await self._clock.sleep(CHAT_GAP_S)
            fields = {"chat_id": owed.chat, "text": parts[number]}
            if number == len(parts) - 1:
                fields |= keyboard(owed.buttons)
            if above and not number:
                fields["reply_parameters"] = _json({"message_id": above, "allow_sending_without_reply": True})
            if owed.silent:
                fields["disable_notification"] = "true"
            shown = msgspec.convert(await self._call("sendMessage", fields), Shown)
            message_id = str(shown.message_id)
            self._out[owed.chat, owed.id] = number + 1
        self._out.pop((owed.chat, owed.id), None)
        return message_id


def keyboard(buttons: tuple[Button, ...]) -> dict[str, str]:
    """The field with the buttons, at most three a row. A token that Telegram would not take leaves its button out. One
    that sends a place stands alone, under the line one writes in."""
    if place := next((b.label for b in buttons if b.token == SEND_PLACE), ""):
        asks = {"keyboard": [[{"text": place, "request_location": True}]], "one_time_keyboard": True}
        return {"reply_markup": _json(asks | {"resize_keyboard": True})}
    keys = [{"text": b.label, "callback_data": b.token} for b in buttons if _fits(b.token)]
    rows = [keys[start : start + BUTTONS_A_ROW] for start in range(0, len(keys), BUTTONS_A_ROW)]
    return {"reply_markup": _json({"inline_keyboard": rows})} if rows else {}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _fits(token: str) -> bool:
    fits = 0 < len(token.encode()) <= TOKEN_BYTES
    if not fits:
        _log.error("a button's token has %d bytes; Telegram takes 1 to %d", len(token.encode()), TOKEN_BYTES)
    return fits


def _message_id(message: str | None) -> int | None:
    _, _, number = (message or "").rpartition(":")
    return int(number) if number.isdecimal() else None


def _outcome(error: TelegramError) -> Delivery:
    """What an error means for the delivery. The order counts: python-telegram-bot's BadRequest is a NetworkError."""
    match error:
        case Held():
            return Delivery("retry", retry_after_s=error.seconds)
        case NotSent():
            return Delivery("retry")
        case ChatMigrated():
            return Delivery("retry", moved_to=str(error.new_chat_id))
        case InvalidToken():
            return Delivery("retry", retry_after_s=TOKEN_WAIT_S)
        case Forbidden():
            return Delivery("gone")
        case BadRequest() if any(words in error.message.lower() for words in GONE):
            return Delivery("gone")
        case BadRequest():
            _log.error("Telegram refused a message: %s", error.message)
            return Delivery("refused")
        case NetworkError():
            return Delivery("unknown")
        case _:
            _log.error("Telegram refused a message: %s", error.message)
            return Delivery("refused")
