"""How many copies of a message arrive when sending it goes wrong: a reply never twice, a reminder never not at all."""

from pathlib import Path

import msgspec
import pytest
import telegram

from bot.chats.telegram.request import PatientRequest
from bot.chats.telegram.telegram_chat import TelegramChat
from bot.clock import RealClock
from bot.conversation.ports import Owed
from tests.chats.bot_api import TOKEN, BotApi, Fault, until
from tests.chats.echo_bot import NoNudge, WatchedStore, running

# what goes wrong once, copies of a reply, copies of a reminder
TABLE = [
    (Fault("sendMessage", "error", code=500), 1, 1),
    (Fault("sendMessage", "error", code=502), 1, 1),
    (Fault("sendMessage", "error", code=429, parameters={"retry_after": 1}), 1, 1),
    (Fault("sendMessage", "html", code=302), 1, 1),  # a log-in page in between
    (Fault("sendMessage", "html", code=403), 1, 1),  # a proxy's refusal is not the athlete's
    (Fault("sendMessage", "slow", seconds=0.3), 1, 1),
    (Fault("sendMessage", "lost"), 1, 2),  # accepted, and the answer lost: nobody can know
    (Fault("sendMessage", "half"), 1, 2),
    (Fault("sendMessage", "unanswered"), 1, 2),
    (Fault("sendMessage", "reset"), 0, 1),  # looks the same from here, and was not accepted
    (Fault("sendMessage", "wedge"), 0, 1),
    (Fault("sendMessage", "error", code=504), 0, 1),
    (Fault("sendMessage", "lost", times=5), 1, 2),  # never more than two, however long it lasts
    (Fault("sendMessage", "error", code=400, description="Bad Request: something we did wrong"), 0, 0),
]


@pytest.mark.parametrize(("fault", "replies", "reminders"), TABLE, ids=lambda f: getattr(f, "kind", None))
async def test_copies_that_arrive(tmp_path: Path, fault: Fault, replies: int, reminders: int) -> None:
    store, nudge = WatchedStore(), NoNudge()
    async with BotApi() as api, running(api, tmp_path, store, nudge, send_s=1.5):
        await _reminded(store, nudge, "8")
        api.faults += [Fault(**vars(fault) | {"chat": 7}), Fault(**vars(fault) | {"chat": 8})]
        api.say("squat 5x5", user=7)
        nudge.due.extend([("8", owed) for owed in (await store.open("8")).owed])
        await until(lambda: not api.unconfirmed and not store._index.owing)
        assert fault.times >= api.faults[0].times
    assert (len(api.texts(7)), len(api.texts(8))) == (replies, reminders)
    assert (await store.open("7")).heard != ()


async def test_a_server_that_nobody_reaches_costs_no_copy(tmp_path: Path) -> None:
    store = WatchedStore()
    async with BotApi() as api, running(api, tmp_path, store, poll_s=0.2, poll_margin_s=0.3, delay_s=0.3):
        api.say("squat 5x5")
        await until(lambda: api.given.total() == 1)
        await api.shut()
        await until(lambda: store.commits >= 3)  # heard, claimed, and back to pending: the send could not connect
        await api.open()
        await until(lambda: len(api.sent) == 1 and not store._index.owing)
    assert api.texts() == ["heard: squat 5x5"]


async def test_an_edit_is_repeated_until_it_is_sure(tmp_path: Path) -> None:
    store = WatchedStore()
    async with BotApi() as api, running(api, tmp_path, store, send_s=0.5):
        message = api.say("squat 5x5 105")
        await until(lambda: store.commits == 3)
        api.faults.append(Fault("editMessageText", "unanswered", times=2))
        api.edit(message, "squat 5x5 100")
        await until(lambda: not api.unconfirmed and not store._index.owing)
    (sent,) = api.sent
    assert sent.text == "heard: squat 5x5 100"


async def test_a_blocked_chat_costs_one_call_and_opens_with_the_next_message(tmp_path: Path) -> None:
    store, nudge = WatchedStore(), NoNudge()
    async with BotApi() as api, running(api, tmp_path, store, nudge):
        await _reminded(store, nudge, "7")
        forbidden = "Forbidden: bot was blocked by the user"
        api.faults.append(Fault("sendMessage", "error", code=403, description=forbidden))
        nudge.due.extend([("7", owed) for owed in (await store.open("7")).owed])
        await until(lambda: api.calls["sendMessage"] == 1 and not store._index.owing)
        assert not (await store.open("7")).reachable
        await _reminded(store, nudge, "7", number=2)
        nudge.due.extend([("7", owed) for owed in (await store.open("7")).owed])
        await until(lambda: not store._index.owing)
        assert api.calls["sendMessage"] == 1
        api.say("I am back")
        await until(lambda: api.texts() == ["heard: I am back"] and not store._index.owing)
        assert (await store.open("7")).reachable


async def test_a_group_that_moves_is_followed(tmp_path: Path) -> None:
    store = WatchedStore()
    async with BotApi() as api, running(api, tmp_path, store):
        migrate = {"migrate_to_chat_id": -1005}
        api.faults.append(Fault("sendMessage", "error", chat=-5, times=9, code=400, parameters=migrate))
        for text in ("/log squat 5x5", "/log bench 3x8"):
            api.say(text, chat=-5)
        await until(lambda: len(api.texts(-1005)) == 2 and not store._index.owing)
    assert api.texts(-1005) == ["heard: squat 5x5", "heard: bench 3x8"]
    assert api.texts(-5) == []
    assert (await store.open("7")).chat == "-1005"


async def test_429_is_waited_out(tmp_path: Path) -> None:
    store = WatchedStore()
    async with BotApi() as api, running(api, tmp_path, store):
        api.faults.append(Fault("sendMessage", "error", chat=7, code=429, parameters={"retry_after": 3}))
        api.say("held", user=7)
        await until(lambda: len(api.sent) == 1)
    assert api.sent[0].at - api.refused_at[0] >= 3.0
    assert api.calls["sendMessage"] == 2


async def _reminded(store: WatchedStore, nudge: NoNudge, athlete: str, number: int = 1) -> None:
    """As the nudge leaves it: claimed for the day, and owed."""
    notebook = await store.open(athlete)
    reminder = Owed(f"reminder:{number}", athlete, f"Today: squat 5x5, number {number}", kind="reminder")
    await store.keep(msgspec.structs.replace(notebook, chat=athlete, owed=(*notebook.owed, reminder)))


async def test_an_answer_that_trickles_in_holds_up_nobody_for_ever() -> None:
    request = PatientRequest(total_s=0.5, read_timeout=5.0)
    async with BotApi() as api, request:
        api.faults.append(Fault("sendMessage", "trickle"))
        bot = telegram.Bot(TOKEN, f"{api.url}/bot", request=request)
        delivery = await TelegramChat(bot, RealClock()).deliver(Owed("reply:1", "7", "squat"))
    assert delivery.outcome == "unknown"
