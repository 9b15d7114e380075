"""Requests to the Bot API that tell apart what surely did not leave, what may have, and what must wait."""

import asyncio
import json
from typing import Any

import httpx
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.chats.telegram.texts import OWNERS

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


class TelegramRefused(Exception):
    """Telegram will not talk to us until the owner changes something: says what, and the key of that in texts.toml."""

    def __init__(self, reason: str) -> None:
        super().__init__(OWNERS[reason])
        self.reason = reason


class NotSent(NetworkError):
    """The request surely did not take effect: no connection was made, or the server said that it failed."""


class Held(TelegramError):
    """Telegram asks to wait `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


class Parameters(msgspec.Struct, frozen=True):
    """What a refusal of the Bot API adds to its words."""

    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class Answer(msgspec.Struct, frozen=True):
    """What the Bot API answers."""

    ok: bool
    result: Any = None
    description: str = ""
    parameters: Parameters = Parameters()


class Form:
    """Fields of a call of the Bot API, each already as it goes out; what a request reads of python-telegram-bot's own
    RequestData, which nobody may make or derive from."""

    contains_files = False

    def __init__(self, fields: dict[str, str]) -> None:
        self.parameters = self.json_parameters = fields
        self.multipart_data: dict[str, Any] = {}


class PatientRequest(HTTPXRequest):
    """python-telegram-bot's request, with errors that say whether anything can have taken effect.

    `total_s` ends a request as a whole: an answer that trickles in byte by byte outlives every other time-out.
    """

    def __init__(self, *, total_s: float, **more: Any) -> None:
        super().__init__(**more)
        self._total_s = total_s

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **more: Any
    ) -> tuple[int, bytes]:
        """One request. Raises NotSent, Held, or what python-telegram-bot raises when nobody knows."""
        try:
            async with asyncio.timeout(self._total_s):
                code, payload = await super().do_request(url, method, request_data, *args, **more)
        except TimeoutError:
            raise TimedOut("not answered as a whole") from None
        except (TimedOut, NetworkError) as error:
            cause = error.__cause__
            if isinstance(cause, _NEVER_LEFT):
                raise NotSent(type(cause).__name__) from None
            raise type(error)(type(cause).__name__) from None  # the URL, and the token in it, stay out of the words
        if code == 504:
            raise TimedOut("gateway timeout (504)")
        if code >= 500:
            raise NotSent(f"server error ({code})")
        if code >= 300:
            answer = answer_of(payload)
            if answer is None:  # a proxy, a log-in page: not a refusal of Telegram's
                raise NotSent(f"something in between answered ({code})")
            if code == 429:
                raise Held(answer.parameters.retry_after or 1.0)
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The parsed answer; python-telegram-bot's own would log the payload, and people's words with it."""
        try:
            found: dict[str, Any] = msgspec.json.decode(payload, type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError):
            raise NetworkError("not an answer of the Bot API") from None
        return found


def answer_of(payload: bytes) -> Answer | None:
    """The answer in a payload; None where the payload is not one of the Bot API."""
    try:
        return msgspec.json.decode(payload, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:  # the standard library is laxer, with half characters for one: nobody's update may hide those of others
        return msgspec.convert(json.loads(payload), type=Answer)
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None
