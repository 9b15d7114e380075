"""A Bot API server on loopback, for tests: true offset rules, Telegram's limits and checks, and faults by script.

It keeps what it was told as Telegram does: an update is given again until a later offset confirms it; a message that
was accepted is in `sent` even when the answer never arrives.
"""

import asyncio
import contextlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.chats.bot_api_people import BOT, START, People, Sent, as_chat
from tests.chats.bot_api_rules import Limits, Refusal, buttons_of, check_alert, check_caption, check_text, parts_of_form

TOKEN = "123456:test-token-of-nobody"
TRICKLE = 0  # in place of a status


@dataclass
class Fault:
    """What goes wrong with a method, for `times` calls, for one chat or all.

    kind: "reset" (nothing accepted, connection cut), "wedge" (nothing accepted, never answered), "trickle" (nothing
    accepted, answered byte by byte for ever), "lost" (accepted, connection cut), "half" (accepted, cut in mid-answer),
    "unanswered" (accepted, never answered), "slow" (accepted, answered after `seconds`), "html" (a log-in page with
    `code`), "odd" (an answer of unknown form), "error" (an answer of Telegram's with `code`).
    """

    method: str
    kind: str
    times: int = 1
    chat: int | None = None
    code: int = 500
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


class Cut(Exception):
    """The connection ends here, whatever was accepted."""


class BotApi(People):
    """`async with BotApi() as api`: `api.url` is the base_url; `say`, `edit`, `press` put updates; `sent` has what
    came out; `faults` is the script; `calls` counts methods."""

    def __init__(self, limits: bool = False) -> None:
        super().__init__()
        self.confirmed = 0  # highest update id a later offset has confirmed
        self.given: Counter[int] = Counter()
        self.sent: list[Sent] = []
        self.answered: list[str] = []
        self.alerts: list[str] = []
        self.reactions: list[tuple[int, str]] = []  # by message
        self.actions: list[str] = []
        self.menus: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.calls: Counter[str] = Counter()
        self.refused: Counter[int] = Counter()
        self.refused_at: list[float] = []
        self.hook = ""
        self.undelivered: dict[str, Any] = {"pending_update_count": 0}
        self._limits = Limits() if limits else None
        self._poller: asyncio.Future[None] | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._port = 0
        self._file = b""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.shut()

    async def open(self) -> None:
        """Listen; after `shut` on the same port again."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Go away: nobody is listening any more, and all connections are cut."""
        self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    # What comes back.

    def texts(self, chat: int = 7) -> list[str]:
        return [message.text for message in self.sent if message.chat == chat]

    @property
    def unconfirmed(self) -> list[int]:
        return [update["update_id"] for update in self.updates if update["update_id"] > self.confirmed]

    # The server.

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError, Cut):
            pass
        finally:
            self._connections.discard(task)
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next((int(line[15:]) for line in head.lower().splitlines() if line.startswith("content-length:")), 0)
        body = await reader.readexactly(length)
        target = urlsplit(head.split()[1])
        if "multipart/form-data" in head.lower():
            parameters, self._file = parts_of_form(head, body)
        else:
            parameters = {key: values[-1] for key, values in parse_qs(f"{target.query}&{body.decode()}").items()}
        code, payload, half = await self._answer(target.path, parameters)
        if code == TRICKLE:
            await self._trickle(writer)
        text = f"HTTP/1.1 {code} X\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
        writer.write(text.encode() + (payload[: len(payload) // 2] if half else payload))
        await writer.drain()
        return not half

    async def _answer(self, path: str, parameters: dict[str, str]) -> tuple[int, bytes, bool]:
        token, _, method = path.removeprefix("/bot").partition("/")
        self.calls[method] += 1
        fault = self._fault(method, parameters)
        if fault and fault.kind in ("reset", "wedge"):
            await self._never(fault.kind == "wedge")
        if fault and fault.kind == "trickle":
            return TRICKLE, b"", False
        if fault and fault.kind == "odd":
            return 200, b'{"ok": true, "result": {"nothing": "known"}}', False
        if fault and fault.kind == "html":
            return fault.code, b"<html>Please log in</html>", False
        try:
            if fault and fault.kind == "error":
                raise Refusal(fault.code, fault.description or "scripted", **fault.parameters)
            if token != TOKEN:
                raise Refusal(401, "Unauthorized")
            result = await self._call(method, parameters)
        except Refusal as error:
            self.refused[error.code] += 1
            self.refused_at.append(asyncio.get_running_loop().time())
            answer = {"ok": False, "error_code": error.code, "description": error.description}
            if error.parameters:
                answer["parameters"] = error.parameters
            return error.code, json.dumps(answer).encode(), False
        if fault and fault.kind in ("lost", "unanswered"):
            await self._never(fault.kind == "unanswered")
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return 200, json.dumps({"ok": True, "result": result}).encode(), bool(fault and fault.kind == "half")

    async def _trickle(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.05)

    async def _never(self, silent: bool) -> None:
        if silent:
            await asyncio.sleep(3600)
        raise Cut

    def _fault(self, method: str, parameters: dict[str, str]) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.chat in (None, int(parameters.get("chat_id", 0))) and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    async def _call(self, method: str, parameters: dict[str, str]) -> Any:
        if method == "getUpdates":
            return await self._get_updates(parameters)
        if method == "sendMessage":
            return self._send(parameters)
        if method == "sendDocument":
            return self._send_document(parameters)
        if method == "editMessageText":
            return self._edit(parameters)
        if method == "getMe":
            return BOT | {"can_join_groups": True, "can_read_all_group_messages": False}
        if method == "answerCallbackQuery":
            self.answered.append(parameters["callback_query_id"])
            if parameters.get("show_alert") == "true":
                check_alert(parameters.get("text", ""))
                self.alerts.append(parameters["text"])
        elif method == "setMessageReaction":
            (reaction,) = json.loads(parameters["reaction"])
            self.reactions.append((int(parameters["message_id"]), reaction["emoji"]))
        elif method == "sendChatAction":
            self.actions.append(parameters["action"])
        elif method == "getWebhookInfo":
            return {"url": self.hook, "has_custom_certificate": False} | self.undelivered
        elif method.startswith(("setMy", "deleteWebhook", "setWebhook")):
            self.hook = parameters.get("url", "") if method.endswith("Webhook") else self.hook
            place = (method, parameters.get("scope", ""), parameters.get("language_code", ""))
            self.menus[" ".join(part for part in place if part)] = parameters
        else:
            raise Refusal(404, "Not Found")
        return True

    async def _get_updates(self, parameters: dict[str, str]) -> list[dict[str, Any]]:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        me = self._poller = asyncio.get_running_loop().create_future()
        offset = int(parameters.get("offset", 0))
        if offset > 0 and offset <= next(self._peek()):
            self.confirmed = max(self.confirmed, offset - 1)
        limit = min(int(parameters.get("limit", 100)), 100)
        deadline = asyncio.get_running_loop().time() + float(parameters.get("timeout", 0))
        while True:
            found = [update for update in self.updates if update["update_id"] > self.confirmed][:limit]
            left = deadline - asyncio.get_running_loop().time()
            if found or left <= 0:
                me.cancel()
                self.given.update(update["update_id"] for update in found)
                return found
            self.news.clear()
            news = asyncio.ensure_future(self.news.wait())
            try:
                await asyncio.wait({news, me}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                news.cancel()
            if me.done():
                raise Refusal(409, "Conflict: terminated by other getUpdates request")

    def _peek(self) -> Any:
        """One past the last update id: a greater offset lies in the future, and Telegram then confirms nothing."""
        last = max((update["update_id"] for update in self.updates), default=0)
        return iter((last + 1,))

    def _send(self, parameters: dict[str, str]) -> dict[str, Any]:
        chat, text = int(parameters["chat_id"]), parameters.get("text", "")
        now = asyncio.get_running_loop().time()
        if self._limits:
            self._limits.check(chat, now)
        check_text(text, parameters)
        buttons = buttons_of(parameters)
        reply = json.loads(parameters["reply_parameters"])["message_id"] if "reply_parameters" in parameters else None
        sent = Sent(chat, next(self.message_ids), [text], buttons, now, reply)
        sent.asks_place = "request_location" in parameters.get("reply_markup", "")
        sent.entities = json.loads(parameters.get("entities", "[]"))
        self.sent.append(sent)
        return _as_message(sent)

    def _send_document(self, parameters: dict[str, str]) -> dict[str, Any]:
        check_caption(parameters.get("caption", ""))
        message = self._send(parameters | {"text": parameters.get("caption", "")})
        self.sent[-1].file = self._file
        document = {"file_id": "f1", "file_unique_id": "u1", "file_name": parameters["document"]}
        return message | {"document": document}

    def _edit(self, parameters: dict[str, str]) -> dict[str, Any]:
        chat, message_id = int(parameters["chat_id"]), int(parameters["message_id"])
        if self._limits:
            self._limits.check(chat, asyncio.get_running_loop().time())
        sent = next((each for each in self.sent if (each.chat, each.message_id) == (chat, message_id)), None)
        if sent is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        check_text(parameters.get("text", ""), parameters)
        buttons = buttons_of(parameters)
        if (parameters["text"], buttons) == (sent.text, sent.buttons):
            raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        sent.texts.append(parameters["text"])
        sent.buttons = buttons
        return _as_message(sent)


def _as_message(sent: Sent) -> dict[str, Any]:
    return {"message_id": sent.message_id, "date": START, "chat": as_chat(sent.chat), "from": BOT, "text": sent.text}


async def until(true: Any, seconds: float = 60.0) -> None:
    """Wait for something to become true; the generous end is for loaded machines only."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - what a test waits for has no event
                await asyncio.sleep(0.01)
    assert true()
