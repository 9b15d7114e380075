"""Kim, who writes anything: pieces of every kind of message put together by chance, edits, replies and presses of any
button ever shown, in private and in a group, while days pass, run backwards, and reminders come in between."""

import datetime as dt
import random
import re
import tomllib
from pathlib import Path

from bot.conversation.ports import Notebook, Owed
from bot.training.athlete import Athlete
from tests.conversation.people import Gym

TABLE = tomllib.loads((Path(__file__).parent / "anything.toml").read_text(encoding="utf-8"))
PIECES: dict[str, list[str]] = TABLE["pieces"]
SAID: dict[str, list[str]] = TABLE["said"]
LIKELY = {"work": 36, "asked": 14, "corrected": 18, "planned": 14, "told": 10, "odd": 8}
LONG = ("x" * 5000, "9" * 4000, "squat " * 700, "squat 5x5 100\n" * 400, "squat " + "1," * 1000, "😀" * 2100)
SMALL, REPS = ("1", "2", "3", "3", "4", "5", "5", "6", "8"), ("3", "5", "5", "8", "10", "12", "15")
LOADS = ("40", "50", "60", "62.5", "80", "95", "100", "102.5", "110", "140")
MINUTES = (1, 1, 2, 5, 60, 600, 2880, 2880)


class Kim:
    """One life of messages. `faults`: what was said that no person should read, with the message before it."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)
        language = "de" if seed % 2 else "en"
        days = self.any.choice([(), (0, 2, 4), tuple(range(7))])
        self.gym = Gym(Athlete("", unit=self.any.choice([None, "kg", "lb"]), language=language, days=days))
        self.tokens: list[str] = []
        self.ids: list[tuple[str, dt.datetime]] = []
        self.faults: list[tuple[str, str]] = []

    def live(self, messages: int) -> None:
        for _ in range(messages):
            self.gym.now += dt.timedelta(minutes=self.any.choice(MINUTES))
            if self.any.random() < 0.03:  # a holiday, or a clock that is set back
                self.gym.now += dt.timedelta(days=self.any.choice([30, 80, 400, -1, -30]))
            if self.any.random() < 0.3:
                for reminder in self.gym.ticks():
                    self.read(reminder, "(a tick)")
            self.do()

    def do(self) -> None:
        way = self.any.random()
        if way < 0.15 and self.tokens:
            token = self.any.choice(self.tokens[-5:] if way < 0.1 else self.tokens)
            self.tell("", pressed=token)
        elif way < 0.24 and self.ids:
            written, sent_at = self.any.choice(self.ids[-3:] if way < 0.2 else self.ids)
            self.tell(self.text(), edited=True, id=written, sent_at=sent_at)
        elif way < 0.32 and self.ids:
            self.tell(self.text(), reply_to=self.any.choice(self.ids)[0])
        elif way < 0.35:
            self.tell(self.text(), group=True, chat="-100")
        else:
            self.tell(self.text())

    def text(self) -> str:
        if self.any.random() < 0.02:
            return self.any.choice(LONG)
        (kind,) = self.any.choices(list(LIKELY), list(LIKELY.values()))
        text = self.any.choice(SAID[kind])
        if kind != "odd" and self.any.random() < 0.06:
            text += " " + self.any.choice(SAID[self.any.choice(list(SAID))])
        text = re.sub(r"\{([xnmld])\}", lambda found: self.piece(found[1]), text)
        return self.damaged(text) if text and self.any.random() < 0.08 else text

    def piece(self, kind: str) -> str:
        if kind in "nml" and self.any.random() < 0.12:
            return self.any.choice(PIECES["numbers"])
        choices = {"x": PIECES["lifts"], "d": PIECES["days"], "n": SMALL, "m": REPS, "l": LOADS}
        return self.any.choice(choices[kind])

    def damaged(self, text: str) -> str:
        place = self.any.randrange(len(text))
        return (
            text[:place]
            + self.any.choice(["", " ", ":", "x", ",", "\n", chr(self.any.randrange(1, 0x2FFF))])
            + text[place + 1 :]
        )

    def tell(self, text: str, **more: object) -> None:
        before = self.gym.notebook("kim")
        owed = self.gym.hears(text, "kim", **more)
        said = text or str(more)
        if owed is None:
            if not more.get("edited"):  # an edit that changes nothing readable is silent
                self.faults.append((said, "(no answer)"))
        else:
            self.read(owed, said)
            if not more:
                self.ids.append((owed.answers or "", self.gym.now))
        self.look_into(before, self.gym.notebook("kim"), said, pressed="pressed" in more)

    def read(self, owed: Owed, said: str) -> None:
        """Whatever is owed must be words for a person."""
        self.tokens += [button.token for button in owed.buttons]
        for text in (owed.text, *(button.label for button in owed.buttons)):
            if why := unreadable(text):
                self.faults.append((said, f"{why}: {text}"))

    def look_into(self, before: Notebook, after: Notebook, said: str, *, pressed: bool) -> None:
        """No day is kept that is still to come, and no number that is none."""
        for entry in after.diary.entries:
            if pressed or before.diary.entry(entry.id) or any(entry.id == one.id for one in before.undone):
                continue
            if not -36600 <= (entry.day - self.gym.now.date()).days <= 1:
                self.faults.append((said, f"kept on {entry.day}"))


def unreadable(text: str) -> str:
    """Why nobody should be shown this text; empty where it is fine. Quoted words are the athlete's own."""
    ours = re.sub(r"“[^”]*”|„[^“]*“", "“x”", text)
    if not text.strip():
        return "empty"
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * 4096:
        return "too long"
    if "“”" in text or "„“" in text or re.search(r" (on|am|@|at) (on|am|@|at) |  ", ours):
        return "a gap"
    if re.search(r"[{}]|\bLoad\(|\bdatetime\.|\bNone\b,|=None", ours.replace("{load}", "").replace("{", "", 1)):
        return "no words"
    if re.search(r"(?:^|\s)All 0 |Alle 0 |\(-\d+ days|vor -\d", ours):
        return "no number"
    return ""
