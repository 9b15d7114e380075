"""Updates by web hook: Telegram calls us. The other way of `polling`, with the same promise."""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable

import msgspec
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.chats.telegram.hook_server import HookServer
from bot.chats.telegram.intake import Raw
from bot.chats.telegram.request import TelegramRefused
from bot.chats.telegram.updates import ALLOWED_UPDATES
from bot.conversation.ports import Clock

LOOK_S = 60.0  # between looks whether Telegram still knows our address
REFUSALS = 3
CALLS_AT_ONCE = 40
_log = logging.getLogger(__name__)


class Hook(msgspec.Struct, frozen=True):
    """Where Telegram calls (`url`, https, public), and where we listen behind it. Without a secret one is made up at
    each start."""

    url: str
    host: str = "127.0.0.1"
    port: int = 8443
    secret: str = ""

    def __post_init__(self) -> None:
        if self.secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", self.secret):
            raise ValueError("secret: expected 1 to 256 letters, digits, _ and -")


class Hooking:
    """`run` listens, tells Telegram where, and looks now and then whether it still knows."""

    def __init__(
        self,
        bot: telegram.Bot,
        hook: Hook,
        take: Callable[[list[Raw]], Awaitable[None]],
        *,
        clock: Clock,
        fetched: Callable[[], None],
    ) -> None:
        self._bot, self._hook, self._clock, self._fetched = bot, hook, clock, fetched
        self._secret = hook.secret or secrets.token_urlsafe(32)
        _, _, path = hook.url.partition("://")[2].partition("/")
        self._take, self._server = take, HookServer(f"/{path}", self._secret, self._delivered)
        self._told = False
        self._latest = clock.now()  # delivery, or our start

    async def run(self) -> None:
        """Raises TelegramRefused when the token is refused, or our address cannot be listened on."""
        try:
            await self._server.open(self._hook.host, self._hook.port)
        except OSError:
            raise TelegramRefused("webhook_port") from None
        refusals = 0
        while True:
            try:
                await self._look()
                refusals = 0
            except InvalidToken:
                refusals += 1
                if refusals == REFUSALS:
                    raise TelegramRefused("token") from None
            except TelegramError as error:
                _log.warning("the web hook could not be looked after: %s", error.message)
            await self._clock.sleep(LOOK_S if self._told and not refusals else 2.0)

    async def stop(self, running: "asyncio.Task[None]", within_s: float) -> None:
        """End a running `run` once what is in hand is kept. Telegram keeps what it cannot deliver for a day."""
        await self._server.close(within_s)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def _delivered(self, raws: list[Raw]) -> None:
        await self._take(raws)
        self._latest = self._clock.now()
        self._fetched()

    async def _look(self) -> None:
        """Telegram answers us even where it cannot call us: what it failed to deliver since is no news."""
        known = await self._bot.get_webhook_info() if self._told else None
        if known is None or known.url != self._hook.url:
            await self._bot.set_webhook(
                self._hook.url,
                secret_token=self._secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=CALLS_AT_ONCE,
                drop_pending_updates=False,
            )
            self._told = True
        elif known.pending_update_count and known.last_error_date and known.last_error_date > self._latest:
            _log.warning("Telegram cannot call the web hook: %s", known.last_error_message)
            return
        self._fetched()
