"""A year of one athlete's messages and presses, as people really behave: everything is answered, and shortly."""

import datetime as dt
import random
import statistics
from functools import cache

from bot.conversation.ports import Owed
from bot.training.athlete import Athlete
from tests.conversation.people import Gym

DAYS = 365
TRAINING = (0, 2, 4)  # Monday, Wednesday, Friday
LIFTS = {"squat": 80.0, "leg press": 140.0, "rdl": 70.0, "bench": 55.0, "leg curl": 35.0, "calf raise": 60.0}
SETS = {"squat": "5x5", "leg press": "3x10", "rdl": "3x8", "bench": "3x8", "leg curl": "3x12", "calf raise": "3x12"}
SLIPS = {"squat": "sqaut", "leg press": "leg prss", "bench": "bnch"}
RUNS = ("easy 5k 28:30", "ran 40 min", "6x60m sprints 9.1 best", "8x40m sprint", "walked 45 min", "5 km in 27:10")
CORRECTIONS = ("that was {less} not {load}", "make it 3 sets", "it was yesterday", "last set was 4 reps", "no, {less}")
ASKED = (
    "does running build legs", "how many sets a week do i need", "should i squat if im sore", "who are you", "why",
    "week", "bests", "next", "plan", "today", "last", "history squat", "settings", "help", "privacy", "sources",
)  # fmt: skip
ODD = (
    "asdf qwer", "", "👍", "press 40 8 3", "squat 5x5 900", "legs felt great", "no gym today", "thanks", "squat", "100",
    "tomorrow squat 5x5 120", "my sister squats 120", "slept 5 hours", "legs sore 6/10", "yes", "no", "same but tired",
    "squat 5x5 " + "x" * 5000, "۵x۵ squat 80", "délt rëp 3x10 20", "done", "it was 1000 not 80", "delete the 2nd one",
)  # fmt: skip


class Year:
    """Noor trains three times a week for a year and says what comes to her mind."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)
        self.gym = Gym(Athlete("", unit="kg", days=TRAINING))
        self.loads = dict(LIFTS)
        self.said = 0
        self.unanswered: list[str] = []
        self.logs: list[Owed] = []
        self.replies: list[Owed] = []
        self.latest = ""

    def live(self) -> None:
        for day in range(DAYS):
            self.gym.now = dt.datetime(2026, 1, 5, 17, 0, tzinfo=dt.UTC) + dt.timedelta(days=day)
            for reminder in self.gym.ticks():
                self.replies.append(reminder)
            if (day % 7) in TRAINING and self.any.random() < 0.9:
                self.train()
            elif self.any.random() < 0.3:
                self.tell(self.any.choice(RUNS))
            if self.any.random() < 0.5:
                self.tell(self.any.choice(ASKED if self.any.random() < 0.5 else ODD))
            if self.any.random() < 0.4:
                self.press()

    def train(self) -> None:
        way = self.any.random()
        if way < 0.15:
            self.tell(self.any.choice(["same", "same +2.5", "again but 5 5 4", "done", "5 5 5 4 4"]))
        elif way < 0.45:
            self.tell(", ".join(self.line(name) for name in self.any.sample(list(self.loads), 3)))
        else:
            for name in self.any.sample(list(self.loads), self.any.choice([1, 2, 3])):
                self.tell(self.line(name))
                if self.any.random() < 0.3:
                    self.tell(self.any.choice(["105x5", "same", "60x8", "+ 2 sets"]))
        if self.any.random() < 0.3:
            self.amend()

    def line(self, name: str) -> str:
        load = self.loads[name]
        self.loads[name] = load + self.any.choice([0.0, 0.0, 2.5])
        written = SLIPS.get(name, name) if self.any.random() < 0.1 else name
        ways = [
            "{sets} {load}",
            "{sets} {load}kg",
            "{sets} @ {load} rpe 8",
            "{load} {short}",
            "{sets} {load} felt heavy",
        ]
        reps = SETS[name].partition("x")[2]
        short = f"{reps} {reps} {int(reps) - 1}"
        return f"{written} {self.any.choice(ways).format(sets=SETS[name], load=f'{load:g}', short=short)}"

    def amend(self) -> None:
        load = f"{self.loads['squat']:g}"
        way = self.any.random()
        if way < 0.4:
            self.tell(self.any.choice(CORRECTIONS).format(load=load, less=f"{self.loads['squat'] - 5:g}"))
        elif way < 0.7:
            self.tell("undo")
            if self.any.random() < 0.5:
                self.tell("put it back")
        elif self.latest:
            self.tell(f"squat 5x5 {load}", id=self.latest, edited=True)

    def press(self) -> None:
        """A button of late, or one from long ago."""
        some = [one for one in (self.replies[-3:] if self.any.random() < 0.7 else self.replies) if one.buttons]
        if some:
            button = self.any.choice(self.any.choice(some).buttons)
            self.tell("", pressed=button.token, called=button.label)

    def tell(self, text: str, called: str = "", **more: object) -> None:
        self.said += 1
        self.gym.now += dt.timedelta(minutes=1)
        reply = self.gym.hears(text, **more)
        if reply is None:
            if not more.get("edited"):  # an edit that changes nothing readable is silent
                self.unanswered.append(text or called)
            return
        if not more:
            self.latest = reply.answers or ""
        self.replies.append(reply)
        if reply.text.startswith("✓"):
            self.logs.append(reply)


@cache
def year() -> Year:
    noor = Year(seed=5)
    noor.live()
    return noor


def test_the_year_was_a_full_one() -> None:
    assert year().said > 700
    assert len(year().logs) > 250
    assert len(year().gym.notebook().diary.entries) > 50


def test_no_message_and_no_press_goes_unanswered() -> None:
    assert year().unanswered == []


def test_a_reply_to_a_log_is_short() -> None:
    lengths = sorted(len(one.text) for one in year().logs)
    assert statistics.median(lengths) <= 200
    assert lengths[len(lengths) * 95 // 100] <= 400


def test_one_exercise_is_answered_in_four_lines() -> None:
    one = [log.text for log in year().logs if log.text.count("✓") == 1]
    assert [text for text in one if len(text.splitlines()) > 4] == []


def test_every_log_can_be_undone_with_one_tap_that_is_at_hand() -> None:
    assert [log.text for log in year().logs if not any(b.label.startswith("Undo") for b in log.buttons)] == []


def test_there_are_never_more_buttons_than_two_rows() -> None:
    assert max(len(one.buttons) for one in year().replies) <= 6
