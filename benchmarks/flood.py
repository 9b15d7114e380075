"""One athlete sends 200 messages a second for ten seconds, in real time, through intake, real coach, files and sender:
how long others wait for their replies, and how much memory that takes.

Run from the checkout: python -m benchmarks.flood
"""

import asyncio
import resource
import statistics
import sys
import tempfile
from pathlib import Path

from bot.assembly import learn
from bot.chats.telegram.door import Door
from bot.chats.telegram.intake import Intake
from bot.chats.telegram.sender import Sender
from bot.chats.telegram.texts import to_athlete
from bot.clock import RealClock
from bot.conversation.outbox import Outbox
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from tests.faults.test_network_flood import FLOODER, SECONDS, People, Screen
from tests.faults.test_network_replays import known_bot, never

DRAIN_S = 30.0


def resident_at_most() -> float:
    """Megabytes."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


async def flood(folder: Path) -> None:
    clock, store, turns, knows = RealClock(), TinyDBStore(folder), Turns(), learn()
    outbox, screen, began = Outbox(store, turns), Screen(clock), clock.monotonic()
    people, before = People(clock), resident_at_most()
    sender = Sender(screen, outbox, clock)
    coach = Coach(knows, store, turns, Athlete(""))
    intake = Intake(
        *(known_bot(), coach, sender),
        outbox=outbox,
        chat=screen,
        clock=clock,
        set_aside=never,
        door=Door(clock, open_to_all=True),
    )
    sending = asyncio.create_task(sender.run())
    while clock.monotonic() - began < SECONDS + DRAIN_S:
        await intake.take(people.fetch(clock.monotonic() - began))
        await asyncio.sleep(0.05)
    await sender.stop(1.0)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    shown = {chat: moment - began for chat, _, moment in screen.shown}
    waits = sorted(shown[person] - wrote for person, wrote in people.others.items())
    told = sum(text == to_athlete("flood", "en") for _, text, _ in screen.shown)
    read = len((await store.open(str(FLOODER))).heard)
    await store.close()
    p95 = waits[int(len(waits) * 0.95)]
    print(f"others' replies: median {statistics.median(waits):.2f} s, p95 {p95:.2f} s   (wanted: 1)")
    print(f"of {200 * SECONDS} messages {read} were read; their sender was told {told} time(s)")
    print(f"memory at most {resident_at_most():.0f} MB, {before:.0f} MB before (wanted: 200)")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(flood(Path(folder)))


if __name__ == "__main__":
    main()
