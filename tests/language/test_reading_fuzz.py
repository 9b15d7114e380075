"""Whatever is typed is read: no exception, no number that is none, work in step with length."""

import itertools
import math
import os
import random
import sys
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import labels
from bot.language.amounts import atoms
from bot.language.names import Lexicon
from bot.language.reading import Reading
from bot.language.tokens import normalised, split

Read = Callable[..., Reading]

MESSAGES = int(os.environ.get("FUZZ_MESSAGES", "20000"))
EACH = 25  # messages of one example
NOTATION = (
    "squat bench ran 5x5 3x8 100 kg lb @ rpe 8 x / , 5,5,5 10-8 27:30 1:02:03 5k 400m rest 90s with w/ ( ) \" ' rounds "
    "of 10 reps bw +10 -20 warm-up then and yesterday 9/9/15 2026-01-30 12 nov % each drop failure best 0 999999 1e9 "
    ".5 ½ ٣ 🙄 … х присед a in mile min pace /km out of set 1: 1. ? ! ; = | plank 60s walk hill 10% m s h tempo 3-1-1 "
    "or not did sets"
)
PIECES = (*NOTATION.split(), "\n")
MESSAGE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)


def _check(reading: Reading, lexicon: Lexicon) -> None:
    _check_numbers(reading)
    for effort in reading.efforts:
        labels.label(effort, lexicon)
    if reading.ask:
        assert 1 <= len(reading.ask.options) <= 3


def _check_numbers(value: object) -> None:
    if isinstance(value, float):
        assert math.isfinite(value)
        assert 0 <= value < 2e9
    elif isinstance(value, tuple):
        for one in value:
            _check_numbers(one)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            _check_numbers(getattr(value, field))


@settings(max_examples=MESSAGES // EACH // 2, deadline=None)
@given(texts=st.lists(MESSAGE, min_size=EACH, max_size=EACH))
def test_any_pieces_of_notation_are_read(texts: list[str], read: Read, lexicon: Lexicon) -> None:
    for text in texts:
        _check(read(text), lexicon)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_damage_to_a_message_is_read(seed: int, read: Read, lexicon: Lexicon) -> None:
    chance = random.Random(seed)
    for _ in range(MESSAGES // 40):
        letters = list(chance.choice(GOOD))
        for _ in range(chance.randint(1, 5)):
            place = chance.randrange(len(letters) + 1)
            letters[place : place + chance.randint(0, 2)] = chance.choice([*PIECES, chr(chance.randrange(1, 0x2FFF))])
        _check(read("".join(letters)), lexicon)


GOOD = (
    "Squat 5x5 100kg, bench 3x8 60, rows 3x10 @ 50",
    "6x60m sprints, 9.1 best, 3 min rest",
    "ran 5k in 27:30 then leg press 3x12 @ 140",
    "12 Nov: deadlift 140x5, 150x3, 160x1 rpe 9",
    "3 rounds of 10 pushups, 15 squats",
    "присед 5х5 100кг, бег 5 км за 27 минут",
)


@pytest.mark.parametrize(
    "text",
    [
        f"ran {n} {t} {m}"
        for n in ("5k", "0km", "6x0m")
        for t in ("0:00 pace", "at 0:00/km", "in 0s", "@ 0 km/h", "5:00/0m")
        for m in ("", "0", "best 0")
    ],
)
def test_nothing_is_divided_by_what_was_read_as_nothing(text: str, read: Read, lexicon: Lexicon) -> None:
    _check(read(text), lexicon)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "x", "x" * 10_000, "9" * 10_000, "🙄" * 5_000, "\ud800", "5x5" * 3_000]
)
def test_odd_messages_are_read(text: str, read: Read, lexicon: Lexicon) -> None:
    _check(read(text), lexicon)


def test_a_message_that_is_too_long_says_what_was_not_read(read: Read) -> None:
    assert read("squat 5x5 100kg\n" * 256).notes[-1].startswith("squat 5x5")


REPEATED_PIECES = (
    '5x5 |squat |1,|1 |/|100kg |1:00 |(|"|bench 5x5 100, |foo bar |- |1/|5-|+5 |12 nov |rest 90s |6x400m |1.|and |'
    "zorg 3x5\n|3 rounds |\", |a b c 3x5 |'1|did |ran 5k |@"
)
REPEATED = REPEATED_PIECES.split("|")


def _work(text: str, read: Read) -> int:
    """How many functions are called while a text is read."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    read(text)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("piece", REPEATED)
def test_work_grows_no_faster_than_the_message(piece: str, read: Read) -> None:
    some = 100
    while len(split(piece * some * 2)) >= 390:
        some //= 2
    assert _work(piece * some * 2, read) <= 2.2 * _work(piece * some, read) + 200


@pytest.mark.parametrize("piece", REPEATED)
def test_every_character_lies_in_an_atom_in_order(piece: str) -> None:
    found = atoms(split(normalised(piece * 50)))
    assert all(a.start <= a.end for a in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))
