"""Who writes very much at once is read in part and told once; who was only away is read in full."""

import datetime as dt

from bot.chats.telegram.flood import BURST, Flood
from bot.conversation.ports import Message

NOW = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)


def message(number: int, second: float, athlete: str = "7") -> Message:
    sent = NOW + dt.timedelta(seconds=second)
    return Message(athlete, athlete, f"7:{number}", str(number), "squat", sent)


def judged(flood: Flood, messages: list[Message]) -> tuple[int, int]:
    """How many were read, and how often their writer was told."""
    verdicts = [flood.judge(each) for each in messages]
    return sum(read for read, _ in verdicts), sum(tell for _, tell in verdicts)


def test_a_flood_of_ten_seconds_is_told_once() -> None:
    flood = [message(number, 3 + number / 200) for number in range(2_000)]
    read, told = judged(Flood(), flood)
    assert BURST <= read <= 2 * BURST
    assert told == 1


def test_a_second_flood_later_is_told_again() -> None:
    floods = [message(number, number // 100 * 3_600) for number in range(200)]
    assert judged(Flood(), floods) == (2 * BURST, 2)


def test_others_are_read_meanwhile() -> None:
    flood = Flood()
    judged(flood, [message(number, 0) for number in range(100)])
    assert flood.judge(message(1, 0, athlete="8")) == (True, False)


def test_a_day_of_messages_that_come_at_once_is_read() -> None:
    assert judged(Flood(), [message(number, 60 * number) for number in range(500)]) == (500, 0)


def test_a_repeated_delivery_is_judged_as_before() -> None:
    flood = Flood()
    first = [message(number, 0) for number in range(BURST)]
    assert judged(flood, first * 5) == (5 * BURST, 0)
    assert flood.judge(message(99, 0)) == (False, True)
    assert flood.judge(first[3]) == (True, False)
