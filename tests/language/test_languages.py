"""Every further language is whole: no line missing, none too many, the same numbers, right plurals, no English left."""

import re

import pytest

from bot.language.languages import ENGLISH, language_of, load_lines, spoken_languages
from bot.language.speaking import parts_of, placeholders
from tests.conversation.people import knowledge

FURTHER = [code for code in spoken_languages() if code != ENGLISH]
ENGLISH_LINES = knowledge().speaker.english
LEAKS = {
    "the", "and", "your", "you", "is", "are", "of", "with", "next", "for", "this", "that", "not", "no", "day",
    "days", "week", "weeks", "session", "sessions", "from", "write", "what", "which",
}  # fmt: skip
NAMED = ("exercise.", "activity.")  # names a language may have of its own; the catalogue's stand in


def words_of(line: str) -> list[str]:
    """The words that are read, without placeholders and what is quoted for typing."""
    return re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}|“[^”]*”|\"[^\"]*\"|„[^“]*“", " ", line).casefold())


@pytest.mark.parametrize("code", FURTHER)
def test_no_line_is_missing_and_none_too_many(code: str) -> None:
    lines = {key for key in load_lines(code) if not key.startswith(NAMED)}
    assert [] == sorted(set(ENGLISH_LINES) - lines)
    assert [] == sorted(lines - set(ENGLISH_LINES))


@pytest.mark.parametrize("code", FURTHER)
def test_each_line_shows_the_same_numbers(code: str) -> None:
    shared = [(key, line, ENGLISH_LINES[key]) for key, line in load_lines(code).items() if key in ENGLISH_LINES]
    assert [] == [(key, line) for key, line, english in shared if shown_in(line) != shown_in(english)]


def shown_in(line: str) -> set[str]:
    """The placeholders that show their number, not only choose a plural by it."""
    return {part[0] for part in parts_of("line", line) if isinstance(part, tuple) and not part[1]}


@pytest.mark.parametrize("code", [ENGLISH, *FURTHER])
def test_a_plural_has_two_forms_and_follows_a_number_of_the_line(code: str) -> None:
    lines = ENGLISH_LINES | load_lines(code)
    plurals = [
        (key, part)
        for key, line in lines.items()
        for part in parts_of(key, line)
        if isinstance(part, tuple) and part[1]
    ]
    assert plurals
    assert [] == [
        (key, part) for key, part in plurals if len(part[1]) != 2 or part[0] not in placeholders(ENGLISH_LINES[key])
    ]


@pytest.mark.parametrize("code", FURTHER)
def test_no_line_leaks_english(code: str) -> None:
    leaking = [
        (key, line)
        for key, line in load_lines(code).items()
        if LEAKS & set(words_of(line)) and not key.startswith(NAMED)
    ]
    assert [] == leaking


@pytest.mark.parametrize("code", FURTHER)
def test_no_line_is_much_longer_than_the_english_one(code: str) -> None:
    said = load_lines(code)
    long = [key for key, line in ENGLISH_LINES.items() if len(said.get(key, "")) > max(60, 1.6 * len(line))]
    assert [] == long


@pytest.mark.parametrize(
    ("code", "language"), [("de-AT", "de"), ("DE", "de"), ("xx", "en"), ("", "en"), ("en-GB", "en")]
)
def test_a_chat_s_code_leads_to_a_language_that_is_spoken(code: str, language: str) -> None:
    assert language == language_of(code)
