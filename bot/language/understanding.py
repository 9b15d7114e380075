"""One message to one Meaning: alarms first, then workouts, questions and orders; nothing is kept here."""

import datetime as dt

import msgspec

from bot.language import intents
from bot.language.alarms import Alarm, Alarms
from bot.language.concepts import Concepts, Heard
from bot.language.names import Lexicon
from bot.language.questions import Answer, Close, Question, Questions, Unknown
from bot.language.reading import Habits, Reading
from bot.language.workouts import read

LONGEST = 4_096


class Meaning(msgspec.Struct, frozen=True):
    """What a message means. `intent`: log, question, plan_or_future, not_done, history, next, reminder, undo,
    correction, profile, repeat, smalltalk, help; `also`: further intents to serve; `command`: a bare word of command.
    """

    intent: str
    heard: Heard
    reading: Reading
    also: tuple[str, ...] = ()
    command: str = ""
    alarm: Alarm | None = None
    question: Answer | Close | Unknown | None = None


class Understanding:
    """The tables of words, together."""

    def __init__(self, lexicon: Lexicon, concepts: Concepts, questions: Questions, alarms: Alarms) -> None:
        self._lexicon, self._concepts, self._questions, self._alarms = lexicon, concepts, questions, alarms
        self._rows = {row.name: row for row in questions.rows}

    def understand(self, text: str, habits: Habits, today: dt.date) -> Meaning:
        """The first 4,096 characters of a message, by words and numbers alone."""
        text = text[:LONGEST]
        heard = self._concepts.read(text)
        alarm = self._alarms.heard(heard)
        reading = read(text, self._lexicon, habits, today)
        routed = intents.route(heard, reading)
        question = self._questions.match(heard) if "question" in (routed.main, *routed.also) else None
        return Meaning(routed.main, heard, reading, routed.also, routed.command, alarm, question)

    def alarm(self, text: str) -> Alarm | None:
        return self._alarms.heard(self._concepts.read(text[:LONGEST]))

    def asked(self, text: str) -> Question | None:
        """The row that answers this text, taken for a question."""
        match = self._questions.match(self._concepts.read(text[:LONGEST]))
        return match.row if isinstance(match, Answer) else None

    def question(self, name: str) -> Question:
        return self._rows[name]
