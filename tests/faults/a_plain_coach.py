"""What the whole conversation must keep, as a plain dictionary of message to numbers: the model of its test."""

import datetime as dt
from dataclasses import dataclass, field

from bot.conversation.commands import UNDONE_KEPT
from bot.conversation.ports import Message, Owed
from bot.conversation.scene import ACTIONS_KEPT, BUTTON_LIFE

Numbers = tuple[str, int, float | None, float | None, str | None]  # what, sets, reps (or seconds), load, its unit
LOGGED: dict[str, Numbers] = {
    "squat 5x5 100 kg": ("back_squat", 5, 5.0, 100.0, "kg"),
    "squat 5x5 102.5 kg": ("back_squat", 5, 5.0, 102.5, "kg"),
    "leg press 3x12 140": ("leg_press", 3, 12.0, 140.0, None),
    "RDL 3x8 200 lb": ("romanian_deadlift", 3, 8.0, 200.0, "lb"),
    "lunges 3x10": ("lunge", 3, 10.0, None, None),
    "ran 5k in 25:00": ("run", 1, 1500.0, 5000.0, None),
}
ASKED: dict[str, Numbers] = {"squat 5x5 310 kg": ("back_squat", 5, 5.0, 310.0, "kg")}
REFUSED: dict[str, Numbers] = {"squat 5x5 900 kg": ("back_squat", 5, 5.0, 900.0, "kg")}  # an edit to it changes nothing
COMMANDS = ("undo", "next")  # edited into one, a message takes back what it logged
SAID = ("how do I grow my quads?", "hello", "asdf qwer", "next", "")
YES, NO, UNDO, PUT_BACK = "Yes, keep it", "No, leave it", "Undo", "Put it back"


@dataclass
class Offer:
    """A button: what is written on it, the message whose entry it is about, and what pressing it would keep."""

    label: str
    about: str
    keeps: Numbers | None
    until: dt.datetime


@dataclass
class PlainCoach:
    """One athlete's entries by message id. `hear` says whether a message must be answered, `offer` takes the answer."""

    entries: dict[str, Numbers] = field(default_factory=dict)
    written: dict[str, tuple[dt.datetime, int]] = field(default_factory=dict)
    undone: list[tuple[str, Numbers]] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    offers: dict[str, Offer] = field(default_factory=dict)
    question: tuple[str, tuple[str, ...]] = ("", ())
    unit: str | None = None
    about: str = ""
    asked: Numbers | None = None

    def hear(self, message: Message, now: dt.datetime) -> bool:
        if message.update in self.heard:
            return False
        self.heard.add(message.update)
        self.about, self.asked = message.id, None
        if message.pressed is not None:
            self.press(message.pressed, now)
        elif message.edited:
            return self.edit(message.id, message.text)
        elif message.text == "undo":
            self.undo(self.latest)
        elif message.text in (YES, NO):
            fresh = (t for t, o in reversed(self.offers.items()) if o.label == message.text and o.until >= now)
            self.press(next(fresh, ""), now)
        else:
            self.say(message.id, message.text)
        return True

    @property
    def latest(self) -> str:
        return max(self.entries, key=self.written.__getitem__, default="")

    def say(self, name: str, text: str) -> None:
        self.asked = ASKED.get(text)
        told = (LOGGED | ASKED | REFUSED).get(text)
        if told and told[4] and not self.unit:
            self.choose(told[4])
        if text in LOGGED:
            self.keep(name, LOGGED[text])

    def edit(self, name: str, text: str) -> bool:
        """An edit replaces; one that changes nothing is silent; nothing brings back what the message said before."""
        earlier = self.entries.get(name) or next((n for e, n in reversed(self.undone) if e == name), None)
        if earlier and text in LOGGED and earlier == self.settled(LOGGED[text]):
            return False
        for token in [t for t, o in self.offers.items() if o.about == name and o.label in (YES, NO, PUT_BACK)]:
            del self.offers[token]
        if self.question[0] == name:
            self.question = ("", ())
        if text in COMMANDS and name in self.entries:
            self.undo(name)
        elif text == "undo":
            self.undo(self.latest)
        elif text in SAID:
            self.entries.pop(name, None)
        self.say(name, text)
        return True

    def press(self, token: str, now: dt.datetime) -> None:
        pressed = self.offers.get(token)
        if pressed is None or pressed.until < now:
            return
        gone = self.question[1] if token in self.question[1] else (token,)
        self.question = ("", ()) if token in self.question[1] else self.question
        self.offers = {t: o for t, o in self.offers.items() if t not in gone or o.label == "Why?"}
        self.about = pressed.about
        if pressed.label == UNDO:
            self.undo(pressed.about)
        elif pressed.label == PUT_BACK:
            back = [numbers for name, numbers in self.undone if name == pressed.about]
            self.undone = [(name, numbers) for name, numbers in self.undone if name != pressed.about]
            if back:
                self.keep(pressed.about, back[-1])
        elif pressed.label == YES and pressed.keeps:
            self.keep(pressed.about, pressed.keeps)
        elif pressed.label in ("kg", "lb"):
            self.offers = {t: o for t, o in self.offers.items() if o.label not in ("kg", "lb")}
            self.choose(pressed.label)

    def keep(self, name: str, numbers: Numbers) -> None:
        self.entries[name] = self.settled(numbers)

    def undo(self, name: str) -> None:
        self.about = name
        if name in self.entries:
            self.undone = [*self.undone, (name, self.entries.pop(name))][-UNDONE_KEPT:]

    def choose(self, unit: str) -> None:
        self.unit = unit
        self.entries = {name: self.settled(numbers) for name, numbers in self.entries.items()}

    def settled(self, numbers: Numbers) -> Numbers:
        unit = numbers[4] or (self.unit if numbers[3] is not None and numbers[0] != "run" else None)
        return (*numbers[:4], unit)

    def offer(self, owed: Owed, now: dt.datetime) -> None:
        """Note the buttons of an answer; those of a question that is asked once more stay what they were."""
        for button in owed.buttons:
            if button.token in self.question[1] and not self.asked:
                continue
            self.offers.pop(button.token, None)
            self.offers[button.token] = Offer(button.label, self.about, self.asked, now + BUTTON_LIFE)
        self.offers = dict(list(self.offers.items())[-ACTIONS_KEPT:])
        if self.asked:
            self.question = (self.about, tuple(button.token for button in owed.buttons))

    def remind(self, owed: Owed, now: dt.datetime) -> None:
        self.about, self.asked = owed.id, None
        self.offer(owed, now)
