"""When a chat may be sent to: Telegram's limits, kept below them on our side.

Source of the limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import OrderedDict, deque

ALL_PER_S = 29  # Telegram: about 30 messages a second overall
BROADCAST_PER_S = 25  # evenly spaced, so that an answer to a person never waits for a window to empty
CHAT_GAP_S = 1.05  # Telegram: 1 message a second to one chat
GROUP_PER_MIN = 19  # Telegram: 20 messages a minute to one group
WINDOW_S = 1.05  # a second and what the network may press together
GROUP_WINDOW_S = 61.0
CHATS_REMEMBERED = 20_000


class Window:
    """At most `limit` events in any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=limit)
        self._limit, self._seconds = limit, seconds

    def free_at(self) -> float:
        """The moment from which one more event keeps the limit."""
        return self._times[0] + self._seconds if len(self._times) == self._limit else 0.0

    def add(self, moment: float) -> None:
        self._times.append(moment)


class Pace:
    """Moments from which something may be sent, overall and to one chat. All moments are seconds of one clock."""

    def __init__(self) -> None:
        self._all = Window(ALL_PER_S, WINDOW_S)
        self._broadcast_at = 0.0
        self._paused_until = 0.0
        self._chats: OrderedDict[str, float] = OrderedDict()
        self._groups: OrderedDict[str, Window] = OrderedDict()
        self._refused: tuple[str, float] = ("", 0.0)

    def free_at(self, broadcast: bool) -> float:
        """When the next message to any chat may leave."""
        moment = max(self._all.free_at(), self._paused_until)
        return max(moment, self._broadcast_at) if broadcast else moment

    def chat_free_at(self, chat: str) -> float:
        """When the next message to this chat may leave, as far as the chat's own limits go."""
        window = self._groups.get(chat)
        return max(self._chats.get(chat, 0.0), window.free_at() if window else 0.0)

    def sent(self, chat: str, moment: float, broadcast: bool) -> None:
        """One message left for this chat."""
        self._all.add(moment)
        if broadcast:
            self._broadcast_at = moment + 1 / BROADCAST_PER_S
        self._hold(chat, moment + CHAT_GAP_S)
        if is_group(chat):
            self._groups.setdefault(chat, Window(GROUP_PER_MIN, GROUP_WINDOW_S)).add(moment)
            self._groups.move_to_end(chat)
            if len(self._groups) > CHATS_REMEMBERED:
                self._groups.popitem(last=False)

    def refused(self, chat: str, moment: float, retry_after_s: float) -> None:
        """Telegram asked to wait. A second chat refused while one already waits: the limit is the bot's own, for as
        long as the second was told; the first may have to wait for reasons of its own."""
        other, until = self._refused
        if other != chat and moment < until:
            self._paused_until = max(self._paused_until, moment + retry_after_s)
        self._refused = (chat, max(until, moment + retry_after_s))
        self._hold(chat, moment + retry_after_s)

    def _hold(self, chat: str, until: float) -> None:
        self._chats[chat] = max(until, self._chats.get(chat, 0.0))
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)


def is_group(chat: str) -> bool:
    """Telegram gives groups negative ids."""
    return chat.startswith("-")
