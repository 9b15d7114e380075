"""What raw updates say: a table of updates and the messages they become."""

import datetime as dt
from typing import Any

import pytest
import telegram

from bot.chats.telegram.updates import Joined, Standing, Told, read_update, split_command
from bot.conversation.ports import Message
from tests.chats.bot_api import TOKEN
from tests.chats.bot_api_people import BOT

NOW = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
WHEN = int(NOW.timestamp())
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "de"}
PRIVATE, GROUP = {"id": 7, "type": "private"}, {"id": -5, "type": "supergroup", "title": "Gym"}
OURS = {"message_id": 3, "date": WHEN, "chat": GROUP, "from": BOT, "text": "✓ Squat 5×5"}


@pytest.fixture(scope="module")
def bot() -> telegram.Bot:
    bot = telegram.Bot(TOKEN)
    bot._bot_user = telegram.User.de_json(BOT, bot)
    return bot


def written(text: str = "squat 5x5", chat: dict[str, Any] = PRIVATE, **more: Any) -> dict[str, Any]:
    return {"message_id": 4, "date": WHEN, "chat": chat, "from": ANA, "text": text} | more


def unworded(chat: dict[str, Any] = PRIVATE, **more: Any) -> dict[str, Any]:
    return {"message_id": 4, "date": WHEN, "chat": chat, "from": ANA} | more


def message(**more: Any) -> Message:
    fixed = {"athlete": "7", "chat": "7", "id": "7:4", "update": "9", "text": "squat 5x5", "sent_at": NOW}
    return Message(**fixed | {"name": "Ana", "language": "de"} | more)


IN_GROUP = {"chat": "-5", "id": "-5:4", "group": True}
UNREADABLE = {"message_id": 3, "date": 0, "chat": PRIVATE}  # too old to be shown to a bot
LEFT = {"user": BOT, "status": "left"}
MEMBER, KICKED = {"user": BOT, "status": "member"}, {"user": BOT, "status": "kicked", "until_date": 0}


def change(chat: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {"my_chat_member": {"chat": chat, "from": ANA, "date": WHEN, "old_chat_member": old, "new_chat_member": new}}


def press(under: dict[str, Any]) -> dict[str, Any]:
    return {"callback_query": {"id": "q1", "from": ANA, "chat_instance": "1", "data": "u:1", "message": under}}


def pressed(**more: Any) -> Message:
    return message(**{"text": "", "id": "7:3", "pressed": "u:1", "reply_to": "7:3"} | more)


AT_HOME = {name: value for name, value in written().items() if name != "text"} | {
    "location": {"latitude": 59.5, "longitude": 10.5}
}
FORWARDED = message(text="", attached="forwarded")
TABLE = [
    ({"message": written()}, message()),
    ({"edited_message": written(edit_date=WHEN + 60)}, message(edited=True)),
    ({"message": written("/undo")}, message(text="undo")),
    ({"message": written() | {"from": ANA | {"first_name": "Ana \ud83d"}}}, message(name="Ana \ufffd")),
    ({"message": written("/NEXT@FasttwitchBot")}, message(text="next")),
    ({"message": written("/start inv1te")}, message(text="start")),
    ({"message": written("/log squat 5x5")}, message()),
    ({"message": written("/log")}, message(text="log")),
    ({"message": written("/log\nsquat 5x5\nbench 3x8")}, message(text="squat 5x5\nbench 3x8")),
    ({"message": written("/later 20:30")}, message(text="later 20:30")),
    ({"message": written("/next@SomebodyElsesBot")}, None),
    ({"message": written("squat 5x5", GROUP)}, None),
    ({"message": written("/next@FasttwitchBot", GROUP)}, None),
    ({"message": written("/log@FasttwitchBot squat 5x5", GROUP)}, message(**IN_GROUP)),
    ({"message": written("squat 5x5", GROUP, reply_to_message=OURS)}, message(**IN_GROUP, reply_to="-5:3")),
    ({"message": written("nice", GROUP, reply_to_message=OURS | {"from": ANA})}, None),
    ({"message": written("undo", reply_to_message=written(chat=PRIVATE))}, message(text="undo", reply_to="7:4")),
    ({"message": written(**{"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}})}, None),
    ({"message": written(**{"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}})}, None),
    ({"message": written("/log squat 5x5", GROUP, sender_chat=GROUP)}, None),
    ({"message": unworded(caption="squat 5x5", photo=[{}])}, message()),
    ({"edited_message": unworded(caption="squat 5x5", photo=[{}], edit_date=WHEN)}, message(edited=True)),
    ({"message": unworded(photo=[{}])}, message(text="", attached="picture")),
    ({"edited_message": unworded(photo=[{}], edit_date=WHEN)}, None),
    ({"message": unworded(voice={"duration": 3})}, message(text="", attached="voice")),
    ({"message": unworded(sticker={"emoji": "x"})}, message(text="", attached="sticker")),
    ({"message": unworded(contact={"first_name": "Ben"})}, message(text="", attached="contact")),
    ({"message": unworded(document={"file_id": "f"})}, message(text="", attached="file")),
    ({"message": unworded(new_chat_title="Gym")}, None),
    ({"message": unworded(GROUP, voice={"duration": 3})}, None),
    ({"message": unworded(GROUP, caption="/log squat 5x5", photo=[{}])}, message(**IN_GROUP)),
    ({"message": written(forward_origin={"type": "user", "sender_user": BOT})}, FORWARDED),
    ({"message": written(forward_origin={"type": "hidden_user", "sender_user_name": "Ben"})}, FORWARDED),
    ({"message": written(forward_origin={"type": "user", "sender_user": ANA})}, message()),
    ({"message": unworded(dice={"emoji": "x", "value": 1})}, message(text="", attached="sticker")),
    ({"message": AT_HOME}, message(text="", place=(59.5, 10.5))),
    ({"edited_message": AT_HOME | {"edit_date": WHEN + 60}}, None),
    ({"message": AT_HOME | {"chat": GROUP}}, None),
    ({"channel_post": written()}, None),
    (press(OURS | {"chat": PRIVATE}), pressed()),
    (press(UNREADABLE), pressed()),
    (press(OURS), pressed(chat="-5", id="-5:3", reply_to="-5:3", group=True)),
    (change(PRIVATE, MEMBER, KICKED), Standing("7", reachable=False)),
    (change(PRIVATE, KICKED, MEMBER), Standing("7", reachable=True)),
    (change(GROUP, MEMBER, KICKED), None),
    (change(GROUP, LEFT, MEMBER), Joined("7", "-5", "9", "de")),
    (change(GROUP, MEMBER, MEMBER | {"status": "administrator"}), None),
    (change({"id": -6, "type": "channel"}, LEFT, MEMBER | {"status": "administrator"}), None),
    ({"something_of_next_year": {"id": 1}}, None),
]


@pytest.mark.parametrize(("raw", "said"), TABLE)
def test_what_an_update_says(bot: telegram.Bot, raw: dict[str, Any], said: Message | Standing | None) -> None:
    found = read_update({"update_id": 9, **raw}, bot, NOW)
    assert (found.message if isinstance(found, Told) else found) == said


def test_a_press_carries_what_has_to_be_answered(bot: telegram.Bot) -> None:
    found = read_update({"update_id": 9, **press(OURS)}, bot, NOW)
    assert isinstance(found, Told)
    assert found.press == "q1"


@pytest.mark.parametrize(
    ("text", "payload"),
    [("/start inv1te-_", "inv1te-_"), ("/start", ""), ("/start ", ""), ("start inv1te", ""), ("/next inv1te", "")],
)
def test_what_a_link_adds_to_start_is_kept_apart(bot: telegram.Bot, text: str, payload: str) -> None:
    found = read_update({"update_id": 9, "message": written(text)}, bot, NOW)
    assert isinstance(found, Told)
    assert found.payload == payload


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("squat 5x5", ("", "squat 5x5")),
        ("/", ("", "")),
        ("/ squat", ("", "squat")),
        ("// a note", ("", "// a note")),
        ("/ ", ("", "")),
        ("/log  bench 3x8 ", ("log", "bench 3x8")),
        ("/log@fasttwitchbot\nbench 3x8", ("log", "bench 3x8")),
        ("/undo@", ("undo", "undo")),
    ],
)
def test_commands_are_read_without_slash_and_name(text: str, found: tuple[str, str]) -> None:
    assert split_command(text, "FasttwitchBot") == found
