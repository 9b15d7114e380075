"""Slips of the thumb in words of work are mended; no other word is ever taken for one."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.language.languages import heard_as, heard_table
from bot.language.reading import Habits, Reading
from bot.language.slips import FILE, KNOWN_IN, _strings, _Table, meant
from bot.language.words import UNITS, plain
from bot.training.diary import Effort
from bot.training.exercises import catalogue

Read = Callable[..., Reading]
Short = Callable[[tuple[Effort, ...]], str]

TABLE = heard_as(FILE, _Table)
MENDED = sorted({plain(word) for words in TABLE.mended.values() for word in words})


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("sprnts", "sprints"),
        ("spirnt", "sprint"),
        ("sorints", "sprints"),
        ("psrints", "sprints"),
        ("treadmil", "treadmill"),
        ("intervsls", "intervals"),
        ("wlak", "walk"),
        ("walkk", "walk"),
        ("bkie", "bike"),
        ("hils", "hills"),
        ("stes", "sets"),
        ("resp", "reps"),
        ("minuts", "minute"),
        ("secnods", "seconds"),
        ("jogginf", "jogging"),
        ("gelufen", "gelaufen"),
        ("wiederholugen", "wiederholungen"),
    ],
)
def test_a_slip_is_mended(typed: str, word: str) -> None:
    assert meant(typed) == word


ITSELF = """
springs splint splints spirits prints talking waking walker stars story stride sets seats jogger hilly hull bake like
mike talk wall will silk strike pirates slimming internal include meteor music reps rest best west nest cycles biker
internals footfall second sprinter kaufen gekauft raufen anderen
"""


@pytest.mark.parametrize("word", ITSELF.split())
def test_another_word_stays_itself(word: str) -> None:
    assert meant(word) == word


def test_no_word_of_the_tables_is_a_slip() -> None:
    """Neither the words the reader knows nor those of an exercise's name, in any language."""
    names = [name for e in catalogue() for some in ((e.name,), e.names, *e.abroad.values()) for name in some]
    known = [entry for file in KNOWN_IN for entry in _strings(heard_table(file))]
    words = {plain(word) for entry in (*names, *known) for word in entry.replace("-", " ").split()}
    assert {word: meant(word) for word in words if meant(word) != word} == {}


@given(st.sampled_from([word for word in MENDED if len(word) >= 6]), st.data())
def test_two_letters_swapped_inside_a_longer_word_are_always_mended(word: str, data: st.DataObject) -> None:
    i = data.draw(st.integers(1, len(word) - 2))
    typed = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    itself = {plain(w) for words in TABLE.plain.values() for w in words} | UNITS.keys() | set(MENDED)
    assume(typed not in itself)
    assert meant(typed) == word


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=3))
def test_a_word_of_three_letters_is_never_mended(word: str) -> None:
    assert meant(word) == word


@pytest.mark.parametrize(
    ("text", "meaning", "read_as"),
    [
        ("7 hill sprnts ~35m walk back down", "7x35m", (("sprnts", "sprints"),)),
        ("8 sprnts ~60m", "8x60m", (("sprnts", "sprints"),)),
        ("treadmil 25 minuets", "1500s", (("treadmil", "treadmill"),)),
        ("front squat 4 stes of 6 resp 70kg", "front_squat 4*6x70kg", ()),
    ],
)
def test_a_message_is_read_through_its_slips(
    text: str, meaning: str, read_as: tuple[tuple[str, str], ...], read: Read, short: Short
) -> None:
    reading = read(text)
    assert (short(reading.efforts), reading.ask, reading.read_as) == (meaning, None, read_as)


def test_an_athletes_own_name_is_no_slip(read: Read) -> None:
    own = Habits(names={"sprnts thrust": "hip_thrust"})
    assert read("sprnts thrust 3x8 60kg", own).efforts == read("hip thrust 3x8 60kg").efforts
