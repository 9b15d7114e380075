"""What scripts ask of the coach: one message read, one question answered; nothing is kept."""

import datetime as dt
from typing import Any

from bot.conversation.answering import answer_text
from bot.conversation.ports import Notebook
from bot.conversation.scene import Knowledge, Scene, wordless
from bot.language.echoing import echo
from bot.language.labels import record
from bot.language.reading import Habits
from bot.training.athlete import Athlete


class Reader:
    """What a message is read as. `today` is the day that "yesterday" is counted from."""

    def __init__(self, knows: Knowledge, today: dt.date) -> None:
        self._knows, self._today = knows, today

    def record(self, name: str | int, text: str) -> dict[str, Any]:
        """`{"id","intent","activities","asks","notes"}`, activities as labelled corpora hold them."""
        understood = self._knows.understanding.understand(text, Habits(), self._today)
        return {**record("", understood.intent, understood.reading, self._knows.lexicon), "id": name}

    def shown(self, text: str) -> tuple[str, bool]:
        """For a person: what was read, and whether anything was."""
        understood = self._knows.understanding.understand(text, Habits(), self._today)
        speaker = self._knows.speaker
        lines = [echo(effort, speaker) for effort in understood.reading.efforts]
        if understood.reading.ask:
            lines.append(speaker.say("ask.would"))
        lines += [speaker.say("log.note", {"note": note}) for note in understood.reading.notes]
        return "\n".join(lines) or speaker.say("unclear.nothing"), bool(understood.reading.efforts)


class Answerer:
    """The answer to a question, as somebody with an empty diary hears it."""

    def __init__(self, knows: Knowledge, now: dt.datetime) -> None:
        notebook = Notebook(Athlete("script"))
        self._knows, self._scene = knows, Scene(knows, notebook, wordless(notebook, now), now)

    def record(self, name: str | int, text: str) -> dict[str, Any]:
        """`{"id","answer","safety","text"}`: the row's name and the label of the alarm, null where there is none."""
        answer, safety, said = self._asked(text)
        return {"id": name, "answer": answer, "safety": safety, "text": said}

    def shown(self, text: str) -> tuple[str, bool]:
        answer, safety, said = self._asked(text)
        return said, bool(answer or safety)

    def _asked(self, text: str) -> tuple[str | None, str | None, str]:
        understanding = self._knows.understanding
        alarm, question = understanding.alarm(text), understanding.asked(text)
        name = question.name if question else None
        if alarm:
            return name, alarm.label, self._scene.say(alarm.key)
        if question:
            return name, None, answer_text(self._scene, question)
        return None, None, self._scene.say("unclear.no_answer_plain")
