"""What Telegram refuses, for the server in `bot_api`: its limits, and its checks of texts, entities and buttons."""

import itertools
import json
from collections import defaultdict, deque
from email.parser import BytesParser
from email.policy import default
from typing import Any


class Refusal(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class Limits:
    """30 a second overall, 1 a second a chat, 20 a minute a group; what is above is refused, as Telegram does."""

    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def check(self, chat: int, now: float) -> None:
        waits = [self._wait(self._all, now, 30, 1.0), self._wait(self._chats[chat], now, 1, 1.0)]
        if chat < 0:
            waits[1] = max(self._wait(self._chats[chat], now, 20, 60.0), self._gap(chat, now))
        if max(waits) > 0:
            seconds = int(max(waits)) + 1
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._all.append(now)
        self._chats[chat].append(now)

    def _gap(self, chat: int, now: float) -> float:
        return self._chats[chat][-1] + 1.0 - now if self._chats[chat] else 0.0

    @staticmethod
    def _wait(times: deque[float], now: float, limit: int, seconds: float) -> float:
        while times and times[0] <= now - seconds:
            times.popleft()
        return times[0] + seconds - now if len(times) >= limit else 0.0


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str, parameters: dict[str, str]) -> None:
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units(text) > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    if parameters.get("parse_mode") and ("<" in text or "&" in text):
        raise Refusal(400, "Bad Request: can't parse entities")  # strict: our texts go out without markup
    for entity in json.loads(parameters.get("entities", "[]")):
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > units(text):
            raise Refusal(400, "Bad Request: entity out of bounds")


def check_alert(text: str) -> None:
    if not 1 <= len(text) <= 200:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")


def check_caption(text: str) -> None:
    if units(text) > 1024:
        raise Refusal(400, "Bad Request: message caption is too long")


def parts_of_form(head: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """The fields of a form with a file in it (a file's field has its name), and the file."""
    kind = next(line for line in head.splitlines() if line.lower().startswith("content-type:"))
    fields, file = {}, b""
    for part in BytesParser(policy=default).parsebytes(kind.encode() + b"\r\n\r\n" + body).iter_parts():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if part.get_filename():
            fields[name], file = part.get_filename(), content
        else:
            fields[name] = content.decode()
    return fields, file


def buttons_of(parameters: dict[str, str]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
    for key in itertools.chain.from_iterable(rows):
        if not key["text"].strip() or not fits(key):
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def fits(key: dict[str, Any]) -> bool:
    """Whether a button does exactly one thing, within Telegram's limits."""
    if "copy_text" in key:
        return 1 <= len(key["copy_text"]["text"]) <= 256 and len(key) == 2
    if "url" in key:
        return key["url"].startswith("https://t.me/") and len(key) == 2
    return 1 <= len(key.get("callback_data", "").encode()) <= 64
