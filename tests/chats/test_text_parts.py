"""Long texts are cut so that Telegram takes every part, and nothing but white space is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats.telegram.text_parts import PART_UNITS, parts_of, units
from tests.chats.bot_api_rules import units as telegrams_units


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        (" \n ", ()),
        ("✓ Squat", ("✓ Squat",)),
        ("x" * 4096, ("x" * 4096,)),
        ("x" * 4097, ("x" * 4096, "x")),
        ("🏋" * 2049, ("🏋" * 2048, "🏋")),
        ("a" * 4000 + "\n" + "b" * 4000, ("a" * 4000, "b" * 4000)),
        ("a" * 3000 + "\n" + "b" * 1000 + " " + "c" * 1000, ("a" * 3000, "b" * 1000 + " " + "c" * 1000)),
        ("a" * 10 + "\n" + "b" * 4000 + " " + "c" * 1000, ("a" * 10 + "\n" + "b" * 4000, "c" * 1000)),
    ],
)
def test_texts_and_their_parts(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@given(st.text(alphabet="ab 🏋\n\u0301x", max_size=200), st.integers(min_value=2, max_value=40))
def test_every_part_fits_and_nothing_else_is_lost(text: str, limit: int) -> None:
    parts = parts_of(text, limit)
    assert all(0 < telegrams_units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text(max_size=50))
def test_units_are_telegrams(text: str) -> None:
    if not any("\ud800" <= char <= "\udfff" for char in text):
        assert units(text) == telegrams_units(text)
    assert PART_UNITS == 4096
