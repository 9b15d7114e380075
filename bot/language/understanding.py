"""One message to one Meaning: alarms first, then workouts, questions and orders; nothing is kept here."""

import datetime as dt

import msgspec

from bot.language.alarms import Alarm, Alarms
from bot.language.clauses import told_and_asked, up_to_the_last_number
from bot.language.coming_days import told_of_now
from bot.language.concepts import Concepts, Heard
from bot.language.intents import Intents, Looking, Router, opens_asking, signs
from bot.language.names import Lexicon
from bot.language.questions import Answer, Close, Question, Questions, Unknown
from bot.language.reading import Habits, Reading
from bot.language.wellbeing import Report, reports
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
    looking: Looking | None = None
    reports: tuple[Report, ...] = ()


class Understanding:
    """The tables of words, together."""

    def __init__(
        self, lexicon: Lexicon, concepts: Concepts, questions: Questions, alarms: Alarms, router: Router
    ) -> None:
        self._lexicon, self._concepts, self._questions = lexicon, concepts, questions
        self._alarms, self._router = alarms, router
        self._rows = {row.name: row for row in questions.rows}

    def understand(self, text: str, habits: Habits, today: dt.date) -> Meaning:
        """The first 4,096 characters of a message, by words and numbers alone."""
        text = text[:LONGEST]
        heard = self._concepts.read(text)
        alarm = self._alarms.heard(heard)
        reading = read(text, self._lexicon, habits, today)
        told = told_of_now(text)
        routed = self._router.route(heard if told == text else self._concepts.read(told), reading)
        asked = heard
        if reading.efforts and "question" in (routed.main, *routed.also):
            routed, asked = self._parted(text, heard, routed, habits, today)
        kinds = (routed.main, *routed.also)
        return Meaning(
            intent=routed.main,
            heard=heard,
            reading=reading,
            also=routed.also,
            command=routed.command,
            alarm=alarm,
            question=self._questions.match(asked) if "question" in kinds else None,
            looking=self._router.looking(heard, today) if "history" in kinds else None,
            reports=reports(heard, self._alarms.places, "asks" in signs(heard, work=False)),
        )

    def _parted(
        self, text: str, heard: Heard, routed: Intents, habits: Habits, today: dt.date
    ) -> tuple[Intents, Heard]:
        """Work that is told beside a question is a log as well; the question is understood on its own part."""
        told, asked = told_and_asked(text, lambda clause: opens_asking(self._concepts.read(clause)))
        if not (told.strip() and asked.strip()):
            return routed, heard
        alone = self._router.route(self._concepts.read(told), read(told, self._lexicon, habits, today))
        if routed.main == "question" and alone.main == "log":
            routed = Intents("log", ("question", *alone.also))
        return routed, self._concepts.read(asked) if routed.main == "log" else heard

    def work_before_a_remark(self, meaning: Meaning, habits: Habits, today: dt.date) -> Reading | None:
        """The workout that a message begins with when what follows made it something else: "squat 3x8 60 slept badly".
        Whether it is one, only the athlete knows; a message that opens with a question holds none."""
        if opens_asking(meaning.heard):
            return None
        reading = meaning.reading
        if not reading.efforts or reading.ask:
            reading = read(up_to_the_last_number(meaning.heard.text), self._lexicon, habits, today)
        return reading if reading.efforts and reading.ask is None else None

    def command(self, text: str) -> str:
        """The command that a text is, or nothing."""
        return self._router.command(self._concepts.read(text[:LONGEST]))

    def alarm(self, text: str) -> Alarm | None:
        return self._alarms.heard(self._concepts.read(text[:LONGEST]))

    def places(self, heard: Heard) -> frozenset[str]:
        """The movement patterns that load the places of the body which a message names."""
        named = [patterns for place, patterns in self._alarms.places.items() if heard.has(place)]
        return frozenset().union(*named)

    def asked(self, text: str) -> Question | None:
        """The row that answers this text, taken for a question."""
        match = self._questions.match(self._concepts.read(text[:LONGEST]))
        return match.row if isinstance(match, Answer) else None

    def question(self, name: str) -> Question:
        return self._rows[name]
