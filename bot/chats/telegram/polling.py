"""Fetches updates by long poll, and never stops for what passes: only for what the owner alone can mend."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import msgspec
from telegram.error import TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.chats.telegram.intake import Raw
from bot.chats.telegram.request import Held, NotSent, TelegramRefused, answer_of
from bot.chats.telegram.updates import ALLOWED_UPDATES
from bot.conversation.ports import Clock

BATCH = 100  # Telegram's own limit
MARGIN_S = 10.0  # beyond the long poll's own length, before a connection counts as wedged
LONGEST_WAIT_S = 15.0
REFUSALS = 3  # in a row, before a refused token is believed
_log = logging.getLogger(__name__)


class Conflicted(TelegramError):
    """Somebody else fetches updates with the same token."""


class Polling:
    """`run` fetches for ever; the offset moves past a batch only when `take` has returned for it."""

    def __init__(
        self,
        request: BaseRequest,
        url: str,
        take: Callable[[list[Raw]], Awaitable[None]],
        *,
        clock: Clock,
        poll_s: float,
        fetched: Callable[[], None],
        margin_s: float = MARGIN_S,
    ) -> None:
        self._request, self._url, self._take, self._clock = request, url, take, clock
        self._poll_s, self._margin_s, self._fetched = poll_s, margin_s, fetched
        self._offset: int | None = None
        self._fails = self._refusals = 0
        self._taking = self._stopping = False

    async def stop(self, running: "asyncio.Task[None]", within_s: float) -> None:
        """End a running `run`: at once while it waits for news, else when the batch in hand is kept. What is not
        confirmed by then is given again at the next start, and recognised."""
        self._stopping = True
        if self._taking:
            await asyncio.wait({running}, timeout=within_s)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def run(self) -> None:
        """Raises TelegramRefused when only the owner can help."""
        while not self._stopping:
            try:
                raws = await self._fetch()
            except (TelegramError, TimeoutError) as error:
                await self._clock.sleep(self._wait_s(error))
                continue
            self._fails = self._refusals = 0
            self._fetched()
            if raws:
                self._taking = True
                try:
                    await self._take(raws)
                finally:
                    self._taking = False
                self._offset = max(_update_id(raw) + 1 for raw in raws)  # may fall: ids start anew after a quiet week

    async def _fetch(self) -> list[Raw]:
        parameters = {
            "timeout": f"{self._poll_s:g}",
            "limit": BATCH,
            "allowed_updates": msgspec.json.encode(ALLOWED_UPDATES).decode(),
        } | ({} if self._offset is None else {"offset": self._offset})
        patience = self._poll_s + self._margin_s
        async with asyncio.timeout(patience):  # whatever the request's own time-outs are
            code, payload = await self._request.do_request(
                f"{self._url}/getUpdates?{urlencode(parameters)}", "POST", read_timeout=patience
            )
        answer = answer_of(payload)
        if answer is not None and answer.ok and isinstance(answer.result, list):
            raws = [raw for raw in answer.result if isinstance(raw, dict)]
            if not answer.result or any(_update_id(raw) >= 0 for raw in raws):
                return raws  # without a single id nothing could be confirmed, and the same would come at once again
        if code in (401, 404):
            raise _Refusal(str(code))
        if code == 409:
            raise Conflicted(answer.description if answer else "")
        raise NotSent(f"no updates in the answer ({code})")

    def _wait_s(self, error: Exception) -> float:
        """How long to wait after a failure; raises TelegramRefused when waiting is of no use."""
        self._fails += 1
        if isinstance(error, Held):
            return error.seconds
        self._refusals = self._refusals + 1 if isinstance(error, _Refusal) else 0
        if self._refusals >= REFUSALS:
            raise TelegramRefused("token") from None
        level = logging.WARNING if self._fails in (1, 5) or self._fails % 20 == 0 else logging.DEBUG
        _log.log(level, "no updates for the %d. time: %s %s", self._fails, type(error).__name__, error)
        if isinstance(error, TimeoutError | TimedOut):
            return 0.0 if self._fails == 1 else 1.0  # a wedged connection has cost its time already
        return min(LONGEST_WAIT_S, 0.5 * 2.0 ** min(self._fails - 1, 8)) * random.uniform(0.75, 1.0)


class _Refusal(TelegramError):
    """401 or 404: the token is not (or no longer) one of Telegram's."""


def _update_id(raw: Raw) -> int:
    found = raw.get("update_id")
    return found if isinstance(found, int) else -1
