"""Delivers what is owed: texts and buttons out, and how it went back. Texts go out plain, so any text is safe."""

import logging
from typing import Any, cast

import msgspec
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.request import RequestData

from bot.chats.telegram.forms import as_json, entities, keyboard
from bot.chats.telegram.pace import CHAT_GAP_S, is_group
from bot.chats.telegram.request import Form, Held, NotSent
from bot.chats.telegram.text_parts import parts_of
from bot.chats.trail import trail
from bot.conversation.ports import Clock, Delivery, Exports, Owed

CAPTION_UNITS = 1024
ALERT_CHARACTERS = 200
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
        if owed.reacts:
            await self._beside("setMessageReaction", _reaction(owed))
        return Delivery("sent", message_id=last)

    async def answer(self, query: str, alert: str = "") -> None:
        """Stop the button's waiting sign, and show an alert if there is one. An answer that comes too late is no
        harm."""
        try:
            await self._bot.answer_callback_query(query, alert[:ALERT_CHARACTERS] or None, show_alert=bool(alert))
        except TelegramError as error:
            _log.info("a button press could not be answered: %s", type(error).__name__)

    async def _edited(self, owed: Owed, text: str) -> Delivery | None:
        """None: the message can no longer be edited, so the text has to go out anew."""
        message = owed.edits or ""
        fields = {"text": text, "chat_id": owed.chat, "message_id": message} | self._buttons(owed)
        fields |= entities(text, owed.moments)
        try:
            await self._call("editMessageText", fields)
        except BadRequest as error:
            return Delivery("sent", message_id=message) if "not modified" in error.message.lower() else None
        return Delivery("sent", message_id=message)

    async def _call(self, method: str, fields: dict[str, str]) -> Any:
        """One call of the Bot API; raises the errors of python-telegram-bot."""
        form = cast(RequestData, Form(fields | _NO_PREVIEW))
        try:
            return await self._bot.request.post(f"{self._bot.base_url}/{method}", form)
        except BadRequest as error:
            if "entities" not in fields or "entit" not in error.message.lower():
                raise
        plain = {name: field for name, field in fields.items() if name != "entities"}
        return await self._call(method, plain)  # a Bot API server of before moments had their own kind

    async def _beside(self, method: str, fields: dict[str, str]) -> None:
        """A call that is an ornament: what becomes of it changes nothing."""
        try:
            await self._call(method, fields)
        except TelegramError as error:
            _log.info("%s did not work: %s", method, type(error).__name__)

    def _buttons(self, owed: Owed) -> dict[str, str]:
        return keyboard(owed.buttons, self._bot.username if any(button.opens for button in owed.buttons) else "")

    async def _sent_file(self, owed: Owed) -> str:
        """Send a document that is made now; its text stands below it."""
        if self._exports is None:
            return await self._sent(owed, parts_of(owed.text))
        await self._beside("sendChatAction", {"chat_id": owed.chat, "action": "upload_document"})
        document = await self._exports(owed.export_of)
        message = await self._bot.send_document(
            int(owed.chat),
            document.content,
            filename=document.name,
            caption=parts_of(owed.text, CAPTION_UNITS)[0],
            api_kwargs=self._buttons(owed),
        )
        return str(message.message_id)

    async def _sent(self, owed: Owed, parts: tuple[str, ...]) -> str:
        above = _message_id(owed.answers) if is_group(owed.chat) else None
        message_id = ""
        for number in range(self._out.get((owed.chat, owed.id), 0), len(parts)):
            if number:
                await self._clock.sleep(CHAT_GAP_S)
            fields = {"chat_id": owed.chat, "text": parts[number]} | entities(parts[number], owed.moments)
            if number == len(parts) - 1:
                fields |= self._buttons(owed)
            if above and not number:
                fields["reply_parameters"] = as_json({"message_id": above, "allow_sending_without_reply": True})
            if owed.silent:
                fields["disable_notification"] = "true"
            shown = msgspec.convert(await self._call("sendMessage", fields), Shown)
            message_id = str(shown.message_id)
            self._out[owed.chat, owed.id] = number + 1
        self._out.pop((owed.chat, owed.id), None)
        return message_id


def _reaction(owed: Owed) -> dict[str, str]:
    reaction = as_json([{"type": "emoji", "emoji": owed.reacts}])
    return {"chat_id": owed.chat, "message_id": str(_message_id(owed.answers) or 0), "reaction": reaction}


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
