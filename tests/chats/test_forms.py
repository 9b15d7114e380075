"""Buttons and moments as Telegram takes them."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats.telegram.forms import entities, keyboard
from bot.conversation.ports import Button, Moment

EVENING = dt.datetime(2026, 1, 8, 17, 0, tzinfo=dt.UTC)
SHOWN = "Thu 8 Jan 18:00"


def keys(*buttons: Button, bot: str = "FasttwitchBot") -> list[list[dict[str, object]]]:
    field = keyboard(buttons, bot)
    rows: list[list[dict[str, object]]] = json.loads(field["reply_markup"])["inline_keyboard"] if field else []
    return rows


def test_each_button_does_one_thing() -> None:
    assert keys(Button("Undo", "u1"), Button("Copy", copies="squat 5x5 100 kg"), Button("Chat", opens="coach")) == [
        [
            {"text": "Undo", "callback_data": "u1"},
            {"text": "Copy", "copy_text": {"text": "squat 5x5 100 kg"}},
            {"text": "Chat", "url": "https://t.me/FasttwitchBot?start=coach"},
        ]
    ]


@pytest.mark.parametrize(
    "button", [Button("Copy", copies="x" * 257), Button("Undo", "u" * 65), Button("Undo"), Button("Undo", "ü" * 33)]
)
def test_what_telegram_would_not_take_leaves_its_button_out(button: Button) -> None:
    assert keys(button) == []


def test_no_more_than_three_stand_in_a_row() -> None:
    rows = keys(*(Button(str(n), str(n)) for n in range(5)))
    assert [len(row) for row in rows] == [3, 2]


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_moment_is_marked_where_it_stands(before: str, after: str) -> None:
    text = f"{before}🏋 {SHOWN}.{after}"
    (found,) = json.loads(entities(text, (Moment(SHOWN, EVENING),))["entities"])
    wide = text.encode("utf-16-le", "surrogatepass")
    marked = wide[2 * found["offset"] : 2 * (found["offset"] + found["length"])]
    assert marked.decode("utf-16-le") == SHOWN
    assert (found["type"], found["unix_time"]) == ("date_time", int(EVENING.timestamp()))


def test_several_moments_are_marked_in_their_order() -> None:
    later = Moment(SHOWN, EVENING + dt.timedelta(days=7))
    found = json.loads(entities(f"{SHOWN}, {SHOWN}", (Moment(SHOWN, EVENING), later))["entities"])
    assert sorted((one["offset"], one["unix_time"]) for one in found) == [
        (0, int(EVENING.timestamp())),
        (len(SHOWN) + 2, int(later.at.timestamp())),
    ]


def test_a_text_without_moments_goes_out_plain() -> None:
    assert entities("Squat 5×5 @ 100 kg", ()) == {}
    assert entities("Squat 5×5 @ 100 kg", (Moment(SHOWN, EVENING),)) == {}
