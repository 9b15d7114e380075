"""Short answers to a reminder; what could be a workout never is one."""

import datetime as dt

import pytest

from bot.language.putting_off import PutOff, put_off, warm_ups_wanted


def at(hour: int, minute: int = 0, half: bool = True) -> PutOff:
    return PutOff(time=dt.time(hour, minute), half=half)


ANSWERS = [
    ("later", PutOff("later")),
    ("Not now.", PutOff("later")),
    ("19:30", at(19, 30)),
    ("at 7", at(7)),
    ("8pm", at(20, half=False)),
    ("at 12 am", at(0, half=False)),
    ("later 20:30", at(20, 30)),
    ("in 2h", PutOff(minutes=120)),
    ("in 2 hours pls", PutOff(minutes=120)),
    ("in half an hour", PutOff(minutes=30)),
    ("in an hour", PutOff(minutes=60)),
    ("in 1.5 h", PutOff(minutes=90)),
    ("snooze 30 min", PutOff(minutes=30)),
    ("remind me in 45 min", PutOff(minutes=45)),
    ("tomorrow", PutOff("tomorrow")),
    ("not today", PutOff("tomorrow")),
    ("Skip it!", PutOff("skip")),
]


@pytest.mark.parametrize(("text", "meant"), ANSWERS)
def test_an_answer_is_read(text: str, meant: PutOff) -> None:
    assert put_off(text) == meant


SWITCHES = [
    ("warm-ups in reminders", True),
    ("Warm ups in reminders on", True),
    ("no warm-ups in reminders", False),
    ("warmups in reminders off", False),
    ("how do i warm up for squats", None),
    ("warm-ups", None),
]


@pytest.mark.parametrize(("text", "wanted"), SWITCHES)
def test_warm_ups_are_a_switch(text: str, wanted: bool | None) -> None:
    assert warm_ups_wanted(text) is wanted


NO_ANSWERS = [
    "5 5 5 4 4", "5", "20 min", "2 h", "1:02:10", "squat 5x5 100", "5k 27:30", "27:30 5k", "in 0 min", "in 400 h",
    "25:00", "13 pm", "done", "remind me mon wed fri 18:00", "remind me at 7 every day", "tomorrow i run 5k",
    "", "later later later later later later later later", "5 5", "in 2 x",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_anything_else_is_none(text: str) -> None:
    assert put_off(text) is None
