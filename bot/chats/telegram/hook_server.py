"""A small HTTP server for Telegram's web hook: it answers 200 only when the update it was given is kept."""

import asyncio
import contextlib
import hmac
import logging
from collections.abc import Awaitable, Callable

import msgspec

from bot.chats.telegram.intake import Raw
from bot.chats.trail import trail

HEAD_BYTES, BODY_BYTES = 16_384, 1_000_000
REQUEST_S = 15.0  # to send a whole request; slower ones are cut
CONNECTIONS = 200
_REASONS = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    411: "Length Required",
    413: "Content Too Large",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_log = logging.getLogger(__name__)


class _Wrong(Exception):
    """The request is answered with this status, and the connection is closed."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class HookServer:
    """Listens for Telegram. Whoever does not know path and secret learns and causes nothing."""

    def __init__(self, path: str, secret: str, take: Callable[[list[Raw]], Awaitable[None]]) -> None:
        self._path, self._secret, self._take = path, secret.encode(), take
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def open(self, host: str, port: int) -> int:
        """Start to listen; returns the port. Raises OSError when the address cannot be had."""
        if self._server is None:
            self._server = await asyncio.start_server(self._accept, host, port, limit=HEAD_BYTES)
        found: int = self._server.sockets[0].getsockname()[1]
        return found

    async def close(self, within_s: float) -> None:
        """Take nothing new, let what is in hand be kept, and close."""
        if self._server is None:
            return
        self._server.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), within_s)
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        full = len(self._connections) >= CONNECTIONS
        task = asyncio.create_task(self._refuse(writer) if full else self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _refuse(self, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            await _answer(writer, 503)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while self._server is not None and self._server.is_serving():
                status = await self._one(reader)
                await _answer(writer, status)
                if status not in (200, 500):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the other side has gone
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader) -> int:
        try:
            async with asyncio.timeout(REQUEST_S):
                raw = await self._request(reader)
        except _Wrong as wrong:
            return wrong.status
        except TimeoutError:
            return 408
        self._busy += 1
        self._idle.clear()
        try:
            await self._take([raw])
        except Exception as error:  # Telegram gives it again
            _log.error("an update could not be taken: %s", trail(error))
            return 500
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()
        return 200

    async def _request(self, reader: asyncio.StreamReader) -> Raw:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        except asyncio.LimitOverrunError:
            raise _Wrong(431) from None
        method, _, rest = head[0].partition(b" ")
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in head[1:])
        }
        if method != b"POST" or rest.partition(b" ")[0] != self._path.encode():
            raise _Wrong(404)
        if not hmac.compare_digest(headers.get(b"x-telegram-bot-api-secret-token", b""), self._secret):
            raise _Wrong(403)
        length = headers.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 12:
            raise _Wrong(411)
        if int(length) > BODY_BYTES:
            raise _Wrong(413)
        try:
            raw: Raw = msgspec.json.decode(await reader.readexactly(int(length)), type=Raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise _Wrong(400) from None
        return raw


async def _answer(writer: asyncio.StreamWriter, status: int) -> None:
    more = "Retry-After: 5\r\n" if status in (500, 503) else ""
    writer.write(f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Length: 0\r\n{more}\r\n".encode())
    await writer.drain()
