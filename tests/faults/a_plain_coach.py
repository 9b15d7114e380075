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
YES, NO, UNDO, PUT_BACK, REDO = "Yes, keep it", "No, leave it", "Undo", "Put it back", "Redo"
EXPORT, KEEP = "Export first", "Keep"
ALWAYS = ("Why?", "My bests")  # buttons that work again and again
AGAIN = {"same squat": 0.0, "same squat -2.5": -2.5}  # and how much more it is; much more would be doubted
FIX, FIXED_SETS = "make it 3 sets", 3
HARDLY = 300.0  # kilograms on a squat: asked about before they are kept


@dataclass
class Offer:
    """A button: what is written on it, the message whose entry it is about, and what pressing it would keep; `reverts`:
    an Undo that takes back a correction only."""

    label: str
    about: str
    keeps: Numbers | None
    until: dt.datetime
    reverts: bool = False


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
    corrected: bool = False
    redo: Numbers | None = None

    def hear(self, message: Message, now: dt.datetime) -> bool:
        if message.update in self.heard:
            return False
        self.heard.add(message.update)
        self.about, self.asked, self.corrected, self.redo = message.id, None, False, None
        if message.pressed is not None:
            self.press(message.pressed, now)
        elif message.edited:
            return self.edit(message.id, message.text)
        elif message.text == "undo":
            self.undo_word()
        elif message.text == PUT_BACK and not self.fresh(PUT_BACK, now):
            self.put_back()
        elif message.text in (YES, NO, PUT_BACK):
            self.press(self.fresh(message.text, now) or self.kept_all(message.text, now), now)
        elif message.text in AGAIN:
            self.again(message)
        elif message.text == FIX:
            self.correct(self.latest, (*self.entries[self.latest][:1], FIXED_SETS, *self.entries[self.latest][2:]))
        else:
            self.say(message.id, message.text)
        return True

    @property
    def latest(self) -> str:
        return max(self.entries, key=self.written.__getitem__, default="")

    def kept_all(self, text: str, now: dt.datetime) -> str:
        """The button that a typed no stands for while it is asked whether all is to be erased."""
        open_to = (t for t in self.question[1] if text == NO and t in self.offers and self.offers[t].label == KEEP)
        return next((t for t in open_to if self.offers[t].until >= now), "")

    def fresh(self, label: str, now: dt.datetime) -> str:
        """The latest button with this label that still works."""
        return next((t for t, o in reversed(self.offers.items()) if o.label == label and o.until >= now), "")

    def fixable(self, now: dt.datetime) -> bool:
        """Whether a correction would surely be about the latest entry, and change its sets."""
        if not self.latest or self.question[0] or now - self.written[self.latest][0] > dt.timedelta(hours=11):
            return False
        what, sets, _, load, _ = self.entries[self.latest]
        return what != "run" and sets != FIXED_SETS and (load or 0.0) <= HARDLY

    def again(self, message: Message) -> None:
        """The latest squat once more; what is hardly possible is asked about again."""
        earlier = [n for n, e in self.entries.items() if e[0] == "back_squat" and self.written[n][0] <= message.sent_at]
        last = max(earlier, key=self.written.__getitem__, default="")
        if not last:
            return
        what, sets, reps, load, unit = self.entries[last]
        numbers = (what, sets, reps, (load or 0.0) + AGAIN[message.text], unit)
        if numbers[3] > HARDLY:
            self.asked = numbers
        else:
            self.keep(message.id, numbers)

    def correct(self, name: str, numbers: Numbers) -> None:
        """In words or by Redo; what it was can be had back by Undo."""
        before = self.entries.get(name)
        self.about = name
        self.keep(name, numbers)
        if before is None or before == self.entries[name]:
            return
        self.corrected = True
        self.undone = [*self.undone, (name, before)][-UNDONE_KEPT:]
        self.offers = {t: o for t, o in self.offers.items() if not (o.label == REDO and o.about == name)}

    def restore(self, name: str) -> None:
        """What was undone or corrected, as it was before."""
        self.about = name
        back = [numbers for other, numbers in self.undone if other == name]
        self.undone = [(other, numbers) for other, numbers in self.undone if other != name]
        if back:
            self.redo = self.entries.get(name)
            self.keep(name, back[-1])

    def put_back(self) -> None:
        """What the latest of such buttons would: a correction that was undone goes in again, or what was taken out."""
        last = next((o for o in reversed(self.offers.values()) if o.label in (REDO, PUT_BACK)), None)
        if last and last.label == REDO and last.keeps:
            self.correct(last.about, last.keeps)
        else:
            self.restore(self.undone[-1][0] if self.undone else "")

    def undo_word(self) -> None:
        """A correction goes first, then the entry."""
        if self.latest and self.undone and self.undone[-1][0] == self.latest:
            self.restore(self.latest)
        else:
            self.undo(self.latest)

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
        gone = (YES, NO, PUT_BACK, REDO)
        for token in [t for t, o in self.offers.items() if o.about == name and (o.label in gone or o.reverts)]:
            del self.offers[token]
        if self.question[0] == name:
            self.question = ("", ())
        if text in COMMANDS and name in self.entries:
            self.undo(name)
        elif text == "undo":
            self.undo_word()
        elif text in SAID:
            self.entries.pop(name, None)
        self.say(name, text)
        return True

    def press(self, token: str, now: dt.datetime) -> None:
        pressed = self.offers.get(token)
        if pressed is None or pressed.until < now or pressed.label == EXPORT:
            return
        gone = self.question[1] if token in self.question[1] else (token,)
        self.question = ("", ()) if token in self.question[1] else self.question
        self.offers = {t: o for t, o in self.offers.items() if t not in gone or o.label in ALWAYS}
        self.about = pressed.about
        if pressed.label == PUT_BACK or pressed.reverts:
            self.restore(pressed.about)
        elif pressed.label == UNDO:
            self.undo(pressed.about)
        elif pressed.label == REDO and pressed.keeps:
            self.correct(pressed.about, pressed.keeps)
        elif pressed.label == YES and pressed.keeps:
            self.keep(pressed.about, pressed.keeps)
        elif pressed.label in ("kg", "lb"):
            self.offers = {t: o for t, o in self.offers.items() if o.label not in ("kg", "lb")}
            self.choose(pressed.label)

    def keep(self, name: str, numbers: Numbers) -> None:
        """Nothing that was undone of it before comes back."""
        self.undone = [(other, kept) for other, kept in self.undone if other != name]
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
            keeps = self.redo if button.label == REDO else self.asked
            reverts = self.corrected and button.label == UNDO
            self.offers[button.token] = Offer(button.label, self.about, keeps, now + BUTTON_LIFE, reverts)
        self.offers = dict(list(self.offers.items())[-ACTIONS_KEPT:])
        if self.asked or any(button.label == KEEP for button in owed.buttons):
            self.question = (self.about, tuple(button.token for button in owed.buttons))

    def remind(self, owed: Owed, now: dt.datetime) -> None:
        self.about, self.asked = owed.id, None
        self.offer(owed, now)
