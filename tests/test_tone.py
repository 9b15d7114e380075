"""How the coach talks: short, plain, no guilt and no hype, and no term that a newcomer would have to look up."""

import re
from functools import cache

import pytest

from bot.coaching.listing import english_lines
from bot.coaching.rulebook_tables import load_rulebook
from bot.language.alarms import load_alarms
from bot.language.concepts import load_concepts
from bot.language.languages import load_lines
from bot.language.questions import load_questions
from bot.training.exercises import catalogue

FOR_THE_OWNER = ("store", "backup", "restore", "doctor", "import", "terminal", "config", "export", "owner")
LONGEST = 400
GRADE_OF_ALL = 5.0  # Flesch-Kincaid over everything: what a twelve-year-old reads with ease
GRADE_OF_ANY = 8.0  # of any single text of at least so many words
WORDS_OF_A_SENTENCE, WORDS_OF_A_TEXT = 10, 25
# What has no shorter plain word counts as one syllable: the muscles, the lifts, and whom to call.
TERMS = frozenset(
    [
        *("quadriceps", "hamstrings", "hamstring", "glutes", "calves", "muscle", "muscles", "deadlift", "kilograms"),
        *("exercise", "exercises", "session", "sessions", "interval", "intervals", "estimate", "estimated", "evidence"),
        *("emergency", "ambulance", "physiotherapist", "professional", "pregnancy"),
    ]
)
# A newcomer need not know these: they are said in plain words, or only given back to whoever wrote them.
UNEXPLAINED = {
    "rpe",
    "rir",
    "deload",
    "e1rm",
    "1rm",
    "amrap",
    "doms",
    "hypertrophy",
    "mesocycle",
    "eccentric",
    "tonnage",
}
GIVEN_BACK = {"echo.rpe", "question.need_deload.ask"}
NEVER = (
    "invalid", "error:", "oops", "failed you", "crush", "beast", "no pain no gain", "lazy", "shame", "excuse",
    "you are weak", "disappoint", "you should have", "you failed", "don't give up", "streak", "awesome", "amazing",
    "great job", "try again", "i feel", "i'm proud", "sorry",
)  # fmt: skip


@cache
def lines() -> dict[str, str]:
    """Every line that an athlete may read."""
    concepts = load_concepts()
    said = load_lines("en") | english_lines(load_rulebook(catalogue()))
    said |= load_questions(concepts).lines() | load_alarms(concepts).lines()
    return {key: line for key, line in said.items() if key.partition(".")[0] not in FOR_THE_OWNER}


def plain(line: str) -> str:
    """A line with a number for each placeholder, and the longer of two plural forms."""
    line = re.sub(r"\{[^{}:]*:[^{}|]*\|([^{}]*)\}", r"\1", line)
    return re.sub(r"\{[^{}]*\}", "3", line)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; a number or a term counts once."""
    word = word.casefold()
    if word in TERMS or not word.isalpha():
        return 1
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Flesch-Kincaid: school years that reading it takes."""
    words = re.findall(r"[A-Za-z']+|\d+", text)
    sentences = len([part for part in re.split(r"[.!?]+(?=\s|$)|\n", text) if part.strip()])
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_grade_tells_easy_from_hard() -> None:
    assert grade("Squat more. Run less. Eat well.") < 2
    assert grade("Progressive resistance stimulates considerable physiological adaptation of musculature.") > 15


def test_all_texts_together_are_easy_to_read() -> None:
    texts = [plain(line) for line in lines().values() if len(line.split()) >= WORDS_OF_A_SENTENCE]
    assert len(texts) > 200
    assert grade("\n".join(texts)) <= GRADE_OF_ALL


def test_no_long_text_is_hard_to_read() -> None:
    long = {key: plain(line) for key, line in lines().items() if len(line.split()) >= WORDS_OF_A_TEXT}
    assert {key: round(grade(text), 1) for key, text in long.items() if grade(text) > GRADE_OF_ANY} == {}


def test_no_line_is_long() -> None:
    assert [key for key, line in lines().items() if len(line) > LONGEST] == []


@pytest.mark.parametrize("word", NEVER)
def test_no_line_has_guilt_hype_or_machine_words(word: str) -> None:
    assert [key for key, line in lines().items() if word in line.casefold()] == []


def test_no_line_uses_a_term_that_needs_looking_up() -> None:
    found = {key: UNEXPLAINED & set(re.findall(r"[a-z0-9]+", plain(line).casefold())) for key, line in lines().items()}
    assert {key: terms for key, terms in found.items() if terms and key not in GIVEN_BACK} == {}
