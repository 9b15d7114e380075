"""One spelling for what many keyboards write, and tokens that cover it."""

import pytest

from bot.language.tokens import LONGEST, MOST_TOKENS, normalised, split


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3×5", "3x5"),
        ("3✕5", "3x5"),
        ("３ｘ５", "3x5"),
        ("٣x٥ ١٠٠", "3x5 100"),
        ("۳x۵", "3x5"),
        ("५x५", "5x5"),
        ("100\u00a0kg", "100 kg"),
        ("8–10", "8-10"),
        ("2’30”", "2'30\""),
        ("½ mile", ".5 mile"),
        ("squat 💪🏽 5x5", "squat    5x5"),
        ("100㎏", "100kg"),
        ("a\r\nb", "a\n\nb"),
        ("a\x00b", "a b"),
        ("a\u200db", "ab"),
    ],
)
def test_one_spelling(written: str, read: str) -> None:
    assert normalised(written) == read


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("5x5", "5 x 5"),
        ("3xBW", "3 x bw"),
        ("WUx95", "wu x 95"),
        ("WUxbar", "wu x bar"),
        ("100kgx5", "100 kg x 5"),
        ("5х5", "5 x 5"),
        ("1:02:03", "1:02:03"),
        ("farmer's walk", "farmer's walk"),
        ("12.5", "12.5"),
        (".5", ".5"),
        ("123456789", "…"),
        ("rpe8", "rpe 8"),
    ],
)
def test_a_text_is_split(text: str, tokens: str) -> None:
    assert " ".join(token.text for token in split(normalised(text))) == tokens


def test_clock_times_are_seconds() -> None:
    assert [token.value for token in split("27:30 1:02:03 9:59.5")] == [1650, 3723, 599.5]


def test_a_long_message_is_read_up_to_its_limits() -> None:
    assert len(normalised("a" * 10_000)) == LONGEST
    assert len(split("1 " * LONGEST)) == MOST_TOKENS
