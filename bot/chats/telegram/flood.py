"""How much of one athlete is read: a burst, and then no more until they slow down."""

from collections import OrderedDict

from bot.conversation.ports import Message

BURST = 20  # messages of one athlete in one window
WINDOW_S = 10
WINDOWS_REMEMBERED = 5_000


class Flood:
    """Counts messages by the moment they were written, not by when they reach us: a day's messages that come all at
    once after an outage are no flood, and a repeated delivery is judged as it was before."""

    def __init__(self) -> None:
        self._written: OrderedDict[tuple[str, int], set[str]] = OrderedDict()

    def judge(self, message: Message) -> tuple[bool, bool]:
        """Whether to read this message, and whether to tell its writer that it is not read."""
        window = int(message.sent_at.timestamp()) // WINDOW_S
        key = (message.athlete, window)
        written = self._written.setdefault(key, set())
        self._written.move_to_end(key)
        if len(self._written) > WINDOWS_REMEMBERED:
            self._written.popitem(last=False)
        if message.update in written or len(written) < BURST:
            written.add(message.update)
            return True, False
        told = self._full(message.athlete, window - 1) or "" in written
        written.add("")  # marks the window as told
        return False, not told

    def _full(self, athlete: str, window: int) -> bool:
        return "" in self._written.get((athlete, window), ())
