"""The whole path over real HTTP on loopback: an update is fetched, heard, kept, confirmed, and answered."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from bot.chats.telegram.health import faults, read_report
from bot.chats.telegram.service import health_file
from bot.clock import RealClock
from bot.conversation.ports import Notebook, Owed
from bot.language.languages import spoken_languages
from tests.chats.bot_api import BotApi, until
from tests.chats.bot_api_people import START
from tests.chats.echo_bot import NoNudge, WatchedStore, running


@pytest.fixture
def store() -> WatchedStore:
    return WatchedStore()


async def test_a_message_is_heard_kept_answered_and_confirmed(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        api.say("squat 5x5 100kg")
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and store.commits == 3)
    (sent,) = api.sent
    assert sent.text == "heard: squat 5x5 100kg"
    assert [key["text"] for key in sent.buttons[0]] == ["Undo", "Why"]
    notebook = await store.open("7")
    assert notebook.heard == ("1000",)
    assert notebook.owed == ()
    assert notebook.sent == {"1000": str(sent.message_id)}
    assert set(api.given.values()) == {1}


async def test_an_edit_replaces_our_reply_in_place(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api, running(api, tmp_path, store):
        message = api.say("squat 5x5 105kg")
        await until(lambda: store.commits == 3)
        api.edit(message, "squat 5x5 100kg")
        await until(lambda: store.commits == 6)
    (sent,) = api.sent
    assert sent.texts == ["heard: squat 5x5 105kg", "heard: squat 5x5 100kg"]


async def test_an_edit_of_a_reply_that_is_gone_comes_as_a_new_message(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api, running(api, tmp_path, store):
        message = api.say("squat 5x5 105kg")
        await until(lambda: store.commits == 3)
        api.sent.clear()
        api.edit(message, "squat 5x5 100kg")
        await until(lambda: store.commits == 6)
    assert api.texts() == ["heard: squat 5x5 100kg"]


async def test_a_pressed_button_is_heard_and_its_press_answered(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api, running(api, tmp_path, store):
        api.say("squat 5x5 100kg")
        await until(lambda: len(api.sent) == 1)
        api.press(api.sent[0], "Undo")
        await until(lambda: len(api.sent) == 2 and len(api.answered) == 1)
    assert api.texts()[1] == "heard: pressed u:1000"


async def test_half_characters_do_not_hide_the_messages_of_others(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        api.say("squat \ud83d 5x5", user=1)
        api.say("bench 3x8", user=2)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and len(api.sent) == 2)
    assert api.texts(1) == ["heard: squat \ufffd 5x5"]
    assert api.texts(2) == ["heard: bench 3x8"]


async def test_every_press_is_answered_whoever_presses(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api, running(api, tmp_path, store, open_to_all=False, allowed=("7",)):
        api.say("squat 5x5 100kg")
        await until(lambda: len(api.sent) == 1)
        for user in (7, 666, 7):
            api.press(api.sent[0], "Undo", user=user)
        await until(lambda: len(api.answered) == 3)
    assert await store.athletes() == ("7",)


async def test_any_text_goes_out_as_it_is(tmp_path: Path, store: WatchedStore) -> None:
    names = ["<b>Gabriele & co", "_snake_ *star* [a](b)", "🏋" * 2049, "a\u202eb", "&lt;"]
    async with BotApi() as api, running(api, tmp_path, store):
        for user, name in enumerate(names, 10):
            api.say(name, user=user)
        await until(lambda: not store._index.owing and store.commits == 3 * len(names))
    assert api.refused == {}
    for user, name in enumerate(names, 10):
        assert "".join(api.texts(user)) == f"heard: {name}".strip(), name
    assert len(api.texts(12)) == 2


async def test_one_athletes_messages_stay_in_order_while_others_go_on(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        for number in range(500):
            api.say(f"set {number}", user=1 + number % 50)
        async with running(api, tmp_path, store, delay_s=0.02):
            await until(lambda: not api.unconfirmed)
    for athlete in range(1, 51):
        heard = [int(update) for update in (await store.open(str(athlete))).heard]
        assert heard == sorted(heard)
        assert len(heard) == 10


async def test_an_update_that_cannot_be_read_harms_only_itself(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        api.say("before", user=1)
        api.give(message={"message_id": 5, "secret": "my knee hurts"})  # no date, no chat
        api.say("after", user=2)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and len(api.sent) == 2)
    assert set(api.given.values()) == {1}
    (line,) = (tmp_path / "telegram" / "set-aside.jsonl").read_text().splitlines()
    assert json.loads(line)["shape"]["message"] == {"message_id": "int", "secret": "text of 13"}


async def test_a_message_that_breaks_the_coach_is_set_aside_and_its_writer_told(
    tmp_path: Path, store: WatchedStore
) -> None:
    async with BotApi() as api:
        api.say("explode", user=1)
        api.say("squat 5x5", user=1)
        api.say("bench 3x8", user=2)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and len(api.sent) == 3)
    assert api.texts(2) == ["heard: bench 3x8"]
    told, answered = sorted(api.texts(1), reverse=True)
    assert "heard: squat 5x5" in (told, answered)
    assert any("not saved" in text for text in (told, answered))


async def test_a_flood_is_read_in_part_and_told_once_and_holds_nobody_up(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        for number in range(400):
            api.say(f"flood {number}", user=666, date=START + number // 200)
            if number % 40 == 0:
                api.say("squat 5x5", user=1000 + number)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and len({sent.chat for sent in api.sent}) == 11)
            flooded = await store.open("666")
            others = [sent for sent in api.sent if sent.chat != 666]
    assert len(others) == 10
    assert len(flooded.heard) == 20
    assert sum("a lot at once" in text for text in api.texts(666)) == 1


async def test_a_days_messages_after_an_outage_are_no_flood(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        for number in range(150):
            api.say(f"set {number}", date=START + 60 * number)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed)
    assert len((await store.open("7")).heard) == 150


async def test_strangers_are_turned_away_once_a_day_and_nothing_is_kept(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        for text in ("hello", "let me in", "squat 5x5"):
            api.say(text, user=666)
        api.say("squat 5x5", user=7)
        async with running(api, tmp_path, store, open_to_all=False, allowed=("7",)):
            await until(lambda: not api.unconfirmed and len(api.sent) == 2)
    assert "666" in api.texts(666)[0]
    assert await store.athletes() == ("7",)


async def test_a_closed_chat_gets_no_reminder_until_its_athlete_writes_again(
    tmp_path: Path, store: WatchedStore
) -> None:
    nudge = NoNudge()

    async def remind(number: int) -> None:
        notebook = await store.open("7")
        reminder = Owed(f"reminder:{number}", "7", f"reminder {number}", kind="reminder")
        await store.keep(_owing(notebook, reminder))
        nudge.due.append(("7", reminder))
        await until(lambda: not store._index.owing)

    async with BotApi() as api, running(api, tmp_path, store, nudge):
        api.say("hello")
        await until(lambda: store.commits == 3)
        api.change(7, "kicked")
        await until(lambda: not api.unconfirmed)
        assert not (await store.open("7")).reachable
        await remind(1)
        assert api.texts() == ["heard: hello"]
        api.change(7, "member")
        await until(lambda: not api.unconfirmed)
        await remind(2)
        await until(lambda: api.texts() == ["heard: hello", "reminder 2"])


async def test_the_menu_is_set_once(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        async with running(api, tmp_path, store):
            await until(lambda: len(api.menus) == 1 + 4 * len(spoken_languages()))
        private = api.menus['setMyCommands {"type": "all_private_chats"}']
        assert json.loads(private["commands"])[0] == {
            "command": "next",
            "description": "The next session, with its numbers",
        }
        async with running(api, tmp_path, store):
            await until(lambda: api.calls["getUpdates"] >= 2)
        assert api.calls["setMyCommands"] == 2 * len(spoken_languages())
        assert api.menus["deleteWebhook"].get("drop_pending_updates", "false") == "false"


async def test_a_stop_in_order_loses_nothing(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        for number in range(1, 61):
            api.say(f"set {number}", user=number)
        async with running(api, tmp_path, store, delay_s=0.05):
            await until(lambda: store.commits > 0)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and not store._index.owing)
    assert [len((await store.open(str(user))).heard) for user in range(1, 61)] == [1] * 60
    assert sorted(sent.chat for sent in api.sent) == list(range(1, 61))


async def test_the_health_file_follows_the_run(tmp_path: Path, store: WatchedStore) -> None:
    file = health_file(tmp_path / "telegram")
    now = RealClock().now
    assert faults(read_report(file), now()) == ("unreadable",)
    async with BotApi() as api, running(api, tmp_path, store):
        await until(file.exists)
        assert faults(read_report(file), now()) == ()
        await until(lambda: api.calls["getUpdates"] >= 2)
    report = read_report(file)
    assert report is not None
    assert report.stopped
    assert report.fetch_age_s is not None
    assert report.tick_age_s is not None


async def test_what_cannot_be_kept_is_said_and_then_confirmed(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api, running(api, tmp_path, store):
        api.say("kept before")
        await until(lambda: store.commits == 3)
        store.full = True
        api.say("squat 5x5 100kg")
        await until(lambda: api.texts() == ["heard: kept before", "not saved"] and not api.unconfirmed)
        store.full = False
        api.say("squat 5x5 100kg")
        await until(lambda: api.texts()[2:] == ["heard: squat 5x5 100kg"])


async def test_the_health_file_says_that_nothing_can_be_kept(tmp_path: Path, store: WatchedStore) -> None:
    store.full = True
    async with BotApi() as api, running(api, tmp_path, store):
        api.say("squat 5x5 100kg")
        await until(lambda: api.texts() == ["not saved"])
    report = read_report(health_file(tmp_path / "telegram"))
    assert report is not None
    assert report.store_failing


def _owing(notebook: Notebook, owed: Owed) -> Notebook:
    return msgspec.structs.replace(notebook, owed=(*notebook.owed, owed))


async def test_a_group_is_answered_under_the_message(tmp_path: Path, store: WatchedStore) -> None:
    async with BotApi() as api:
        api.say("we talk among ourselves", chat=-50)
        asked = api.say("/log@FasttwitchBot squat 5x5 100kg", chat=-50)
        async with running(api, tmp_path, store):
            await until(lambda: not api.unconfirmed and len(api.sent) == 1)
            await asyncio.sleep(0)
    assert api.texts(-50) == ["heard: squat 5x5 100kg"]
    assert api.sent[0].reply_to == asked
