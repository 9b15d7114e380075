"""A Bot API server on loopback, for tests: true offset rules, Telegram's limits and checks, and faults by script.

It keeps what it was told as Telegram does: an update is given again until a later offset confirms it; a message that
was accepted is in `sent` even when the answer never arrives.
"""

import asyncio
import contextlib
import itertools
import json
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

TOKEN = "123456:test-token-of-nobody"
BOT = {"id": 123456, "is_bot": True, "first_name": "Coach", "username": "FasttwitchBot"}
START = 1_767_600_000  # 2026-01-05 08:00 UTC


@dataclass
class Sent:
    """A message the server accepted. `texts` are all its versions, the first one sent and its edits."""

    chat: int
    message_id: int
    texts: list[str]
    buttons: list[list[dict[str, str]]]
    at: float
    reply_to: int | None = None

    @property
    def text(self) -> str:
        return self.texts[-1]

    def token(self, label: str) -> str:
        return next(key["callback_data"] for row in self.buttons for key in row if key["text"] == label)


@dataclass
class Fault:
    """What goes wrong with a method, for `times` calls, for one chat or all.

    kind: "reset" (nothing accepted, connection cut), "lost" (accepted, connection cut), "wedge" (nothing accepted,
    never answered), "unanswered" (accepted, never answered), "slow" (accepted, answered after `seconds`), "half" (cut
    in mid-answer), "html" (a log-in page with `code`), "error" (an answer of Telegram's with `code`).
    """

    method: str
    kind: str
    times: int = 1
    chat: int | None = None
    code: int = 500
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


class Refusal(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class Cut(Exception):
    """The connection ends here, whatever was accepted."""


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


class BotApi:
    """`async with BotApi() as api`: `api.url` is the base_url; `say`, `edit`, `press` put updates; `sent` has what
    came out; `faults` is the script; `calls` counts methods."""

    def __init__(self, limits: bool = False) -> None:
        self.updates: list[dict[str, Any]] = []
        self.confirmed = 0  # highest update id a later offset has confirmed
        self.given: Counter[int] = Counter()
        self.sent: list[Sent] = []
        self.answered: list[str] = []
        self.menus: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.calls: Counter[str] = Counter()
        self.refused: Counter[int] = Counter()
        self.hook = ""
        self._limits = Limits() if limits else None
        self._update_ids, self._message_ids = itertools.count(1000), itertools.count(1)
        self._dates = itertools.count(START, 60)
        self._news = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._port = 0

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

    # What people do.

    def give(self, **update: Any) -> int:
        update_id = next(self._update_ids)
        self.updates.append({"update_id": update_id, **update})
        self._news.set()
        return update_id

    def say(self, text: str, user: int = 7, chat: int | None = None, date: int | None = None, **more: Any) -> int:
        """Somebody writes. Returns the message's id."""
        message_id = next(self._message_ids)
        self.give(message=self._message(text, user, chat, date, message_id) | more)
        return message_id

    def edit(self, message_id: int, text: str, user: int = 7, chat: int | None = None) -> None:
        self.give(edited_message=self._message(text, user, chat, None, message_id) | {"edit_date": START + 9})

    def press(self, message: Sent, label: str, user: int = 7) -> None:
        """Somebody presses a button of a message of ours."""
        under = {"message_id": message.message_id, "date": START, "chat": _chat(message.chat), "text": message.text}
        query = {"id": f"q{next(self._update_ids)}", "from": _person(user), "message": under | {"from": BOT}}
        self.give(callback_query=query | {"chat_instance": "1", "data": message.token(label)})

    def change(self, user: int, status: str) -> None:
        """Somebody blocks ("kicked") or unblocks ("member") the bot."""
        change = {"chat": _chat(user), "from": _person(user), "date": START}
        old, new = {"user": BOT, "status": "member"}, {"user": BOT, "status": status}
        if status == "kicked":
            new["until_date"] = 0
        self.give(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})

    def _message(self, text: str, user: int, chat: int | None, date: int | None, message_id: int) -> dict[str, Any]:
        where = _chat(user if chat is None else chat)
        when = next(self._dates) if date is None else date
        return {"message_id": message_id, "date": when, "chat": where, "from": _person(user), "text": text}

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
        body = (await reader.readexactly(length)).decode()
        target = urlsplit(head.split()[1])
        parameters = {key: values[-1] for key, values in parse_qs(f"{target.query}&{body}").items()}
        code, payload, half = await self._answer(target.path, parameters)
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
            answer = {"ok": False, "error_code": error.code, "description": error.description}
            if error.parameters:
                answer["parameters"] = error.parameters
            return error.code, json.dumps(answer).encode(), False
        if fault and fault.kind in ("lost", "unanswered"):
            await self._never(fault.kind == "unanswered")
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return 200, json.dumps({"ok": True, "result": result}).encode(), bool(fault and fault.kind == "half")

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
        if method == "editMessageText":
            return self._edit(parameters)
        if method == "getMe":
            return BOT | {"can_join_groups": True, "can_read_all_group_messages": False}
        if method == "answerCallbackQuery":
            self.answered.append(parameters["callback_query_id"])
        elif method == "getWebhookInfo":
            return {"url": self.hook, "has_custom_certificate": False, "pending_update_count": 0}
        elif method.startswith(("setMy", "deleteWebhook", "setWebhook")):
            self.hook = parameters.get("url", "") if method.endswith("Webhook") else self.hook
            self.menus[f"{method} {parameters.get('scope', '')}".strip()] = parameters
        else:
            raise Refusal(404, "Not Found")
        return True

    async def _get_updates(self, parameters: dict[str, str]) -> list[dict[str, Any]]:
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refusal(409, "Conflict: terminated by other getUpdates request"))
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
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            try:
                await asyncio.wait({news, me}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                news.cancel()
            if me.done():
                me.result()

    def _peek(self) -> Any:
        """One past the last update id: a greater offset lies in the future, and Telegram then confirms nothing."""
        last = max((update["update_id"] for update in self.updates), default=0)
        return iter((last + 1,))

    def _send(self, parameters: dict[str, str]) -> dict[str, Any]:
        chat, text = int(parameters["chat_id"]), parameters.get("text", "")
        now = asyncio.get_running_loop().time()
        if self._limits:
            self._limits.check(chat, now)
        _check_text(text, parameters)
        buttons = _buttons(parameters)
        reply = json.loads(parameters["reply_parameters"])["message_id"] if "reply_parameters" in parameters else None
        sent = Sent(chat, next(self._message_ids), [text], buttons, now, reply)
        self.sent.append(sent)
        return _as_message(sent)

    def _edit(self, parameters: dict[str, str]) -> dict[str, Any]:
        chat, message_id = int(parameters["chat_id"]), int(parameters["message_id"])
        if self._limits:
            self._limits.check(chat, asyncio.get_running_loop().time())
        sent = next((each for each in self.sent if (each.chat, each.message_id) == (chat, message_id)), None)
        if sent is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        _check_text(parameters.get("text", ""), parameters)
        buttons = _buttons(parameters)
        if (parameters["text"], buttons) == (sent.text, sent.buttons):
            raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        sent.texts.append(parameters["text"])
        sent.buttons = buttons
        return _as_message(sent)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _check_text(text: str, parameters: dict[str, str]) -> None:
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units(text) > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    if parameters.get("parse_mode") and ("<" in text or "&" in text):
        raise Refusal(400, "Bad Request: can't parse entities")  # strict: our texts go out without markup
    for entity in json.loads(parameters.get("entities", "[]")):
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > units(text):
            raise Refusal(400, "Bad Request: entity out of bounds")


def _buttons(parameters: dict[str, str]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
    for key in itertools.chain.from_iterable(rows):
        if not 1 <= len(key.get("callback_data", "").encode()) <= 64 or not key["text"].strip():
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def _chat(chat: int) -> dict[str, Any]:
    return (
        {"id": chat, "type": "private", "first_name": "P"}
        if chat > 0
        else {"id": chat, "type": "group", "title": "Gym"}
    )


def _person(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": f"Person {user}", "language_code": "en"}


def _as_message(sent: Sent) -> dict[str, Any]:
    return {"message_id": sent.message_id, "date": START, "chat": _chat(sent.chat), "from": BOT, "text": sent.text}


async def until(true: Any, seconds: float = 20.0) -> None:
    """Wait for something to become true; the generous end is for loaded machines only."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - what a test waits for has no event
                await asyncio.sleep(0.01)
    assert true()
