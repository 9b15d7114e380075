"""The whole conversation over either store against a plain dictionary, in any order: messages, edits, corrections in
words, repeats, undos and what is put back, buttons of any age, deliveries given again, farewells, restarts."""

import datetime as dt
import os
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.conversation.nudge import Nudge
from bot.conversation.ports import Message, Notebook, Owed, Store
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.stores.memory import MemoryStore
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Run, Set
from bot.training.quantities import Load
from tests.conversation.people import MONDAY_EVENING, knowledge
from tests.faults.a_plain_coach import AGAIN, ASKED, FIX, LOGGED, NO, PUT_BACK, REFUSED, SAID, YES, Numbers, PlainCoach
from tests.faults.faulty_disks import PowerCutDisk
from tests.faults.training_days import at_once, found

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
EXAMPLES, STEPS = (4_000, 130_000) if FULL else (600, 20_000)  # runs of up to 50 steps, and steps at least
FOLDER = Path("/data")
ANA, BEN = "7", "8"

who = st.sampled_from([ANA, BEN])
text = st.sampled_from([*LOGGED, *LOGGED, *ASKED, *REFUSED, *SAID, "undo", YES, NO])
short = st.sampled_from([*AGAIN, *AGAIN, PUT_BACK, "undo"])
moment = st.sampled_from([dt.timedelta(hours=hours) for hours in (0, 0, 1, 48, 31 * 24)])
any_number = st.integers(0, 10_000)
numbers_of_some = st.lists(any_number, min_size=1, max_size=4)


class Conversation(RuleBasedStateMachine):
    """A coach over files or in memory; it must keep what the model keeps and owe one answer for what it first hears."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.disk = PowerCutDisk()
        self.store: Store = MemoryStore()
        self.now, self.number = MONDAY_EVENING, 7  # soon message 9 is followed by message 10
        self.model = {ANA: PlainCoach(), BEN: PlainCoach()}
        self.given: dict[str, list[Message]] = {ANA: [], BEN: []}
        self.seen: dict[str, list[str]] = {ANA: [], BEN: []}  # tokens, by whom they were offered to
        self.owed: dict[str, list[str]] = {ANA: [], BEN: []}
        self.begin()

    def begin(self) -> None:
        self.coach = Coach(knowledge(), self.store, Turns(), Athlete(""))

    def tell(self, athlete: str, said: str, **more: object) -> None:
        self.number += 1
        facts = {"id": f"{athlete}:{self.number}", "sent_at": self.now} | more
        message = Message(athlete=athlete, chat=athlete, update=str(self.number), text=said, **facts)  # type: ignore[arg-type]
        self.given[athlete].append(message)
        self.hear(message)

    def hear(self, message: Message) -> None:
        model = self.model[message.athlete]
        if message.pressed is None:
            model.written.setdefault(message.id, (message.sent_at, int(message.id.partition(":")[2])))
        must_answer = model.hear(message, self.now)
        answers = at_once(self.coach.hear(message, self.now))
        said = [owed for owed in answers if not owed.only_edit]
        assert len(said) == must_answer, f"{message} was answered with {answers}"
        for owed in answers:
            if owed.only_edit:  # takes the buttons off a reminder that is answered
                self.owed[message.athlete].append(owed.id)
            else:
                self.answered(message.athlete, owed)

    def answered(self, athlete: str, owed: Owed) -> None:
        self.model[athlete].offer(owed, self.now)
        self.seen[athlete] += [button.token for button in owed.buttons]
        self.owed[athlete].append(owed.id)

    @initialize(years=st.sampled_from([0, 0, 0, 90, 130]), on_files=st.sampled_from([True, True, False]))
    def years_before(self, years: int, on_files: bool) -> None:
        """Ana's diary of earlier years: of 130 sessions some lie in the archive."""
        if on_files:
            self.store = TinyDBStore(FOLDER, self.disk)
            self.begin()
        if years:
            entries = tuple(squats(n, self.now - dt.timedelta(days=-2 * n)) for n in range(-years, 0))
            model = self.model[ANA]
            model.unit, model.heard = "kg", {f"old{e.id}" for e in entries}
            model.entries = {entry.id: numbers(entry) for entry in entries}
            model.written = {e.id: (e.at, n - years) for n, e in enumerate(entries)}
            self.given[ANA] += [Message(ANA, ANA, e.id, f"old{e.id}", "squat 5x5 100 kg", e.at) for e in entries]
            heard = tuple(message.update for message in self.given[ANA])
            at_once(self.store.keep(Notebook(Athlete(ANA, unit="kg"), Diary(entries), chat=ANA, heard=heard)))

    @rule(athlete=who, said=st.lists(text, min_size=1, max_size=3), after=moment)
    def send(self, athlete: str, said: list[str], after: dt.timedelta) -> None:
        """One message, or a few within the same second."""
        self.now += after
        for one in said:
            self.tell(athlete, one)

    @rule(athlete=who, said=short)
    def repeat_or_put_back(self, athlete: str, said: str) -> None:
        self.tell(athlete, said)

    @rule(athlete=who)
    def correct_in_words(self, athlete: str) -> None:
        """Where it is beyond doubt which entry is meant; else the correction is asked about."""
        if self.model[athlete].fixable(self.now):
            self.tell(athlete, FIX)

    @precondition(lambda self: self.given[ANA])
    @rule(which=any_number, said=text, recent=st.booleans())
    def edit(self, which: int, said: str, recent: bool) -> None:
        said = said if said not in (YES, NO, "") else "asdf qwer"
        written = [message for message in self.given[ANA] if message.pressed is None and not message.edited]
        if written:
            one = written[-1 - which % min(4, len(written))] if recent else written[which % len(written)]
            self.tell(ANA, said, id=one.id, sent_at=one.sent_at, edited=True)

    @precondition(lambda self: any(self.seen.values()))
    @rule(athlete=who, which=numbers_of_some, foreign=st.sampled_from([False] * 5 + [True]), recent=st.booleans())
    def press(self, athlete: str, which: list[int], foreign: bool, recent: bool) -> None:
        """Any buttons ever seen: new, stale, pressed before; sometimes those that somebody else was offered."""
        seen = self.seen[{ANA: BEN, BEN: ANA}[athlete] if foreign else athlete]
        for number in which if seen else ():
            token = seen[-1 - number % min(4, len(seen))] if recent else seen[number % len(seen)]
            self.tell(athlete, "", id=f"{athlete}:ours", pressed=token)

    @precondition(lambda self: any(self.given.values()))
    @rule(which=numbers_of_some, athlete=who)
    def give_again(self, which: list[int], athlete: str) -> None:
        for number in which:
            if self.given[athlete]:
                self.hear(self.given[athlete][number % len(self.given[athlete])])

    @rule(athlete=who, really=st.sampled_from([False] * 9 + [True]))
    def delete(self, athlete: str, really: bool) -> None:
        """Only the typed word after the question erases; of whom nothing is kept, nothing is kept by asking either."""
        unknown = not self.model[athlete].heard
        self.tell(athlete, "delete everything")
        if really:
            self.tell(athlete, "DELETE")
        if really or unknown:
            self.model[athlete], self.given[athlete], self.owed[athlete] = PlainCoach(), [], []

    @rule(after=moment)
    def tick(self, after: dt.timedelta) -> None:
        """Reminders come in between; each is owed once."""
        self.now += after
        for athlete, owed in at_once(Nudge(knowledge(), self.store, Turns()).tick(self.now)):
            assert owed.id not in self.owed[athlete]
            self.model[athlete].remind(owed, self.now)
            self.owed[athlete].append(owed.id)

    @rule()
    def restart(self) -> None:
        if isinstance(self.store, TinyDBStore):
            at_once(self.store.close())
            self.store = TinyDBStore(FOLDER, self.disk)
        self.begin()

    @invariant()
    def the_same_is_kept(self) -> None:
        type(self).steps += 1
        for athlete, model in self.model.items():
            there = at_once(found(self.store, athlete)).entries
            assert {name: numbers(entry) for name, entry in there.items()} == model.entries
            assert [owed.id for owed in at_once(self.store.open(athlete)).owed] == self.owed[athlete]


def squats(number: int, at: dt.datetime) -> Entry:
    lift = Lift("back_squat", tuple(Set(reps=5.0, load=Load(100.0, "kg")) for _ in range(5)))
    return Entry(f"{ANA}:{number}", at.date(), at, (lift,))


def numbers(entry: Entry) -> Numbers:
    (effort,) = entry.efforts
    if isinstance(effort, Run):
        return ("run", 1, effort.seconds, effort.metres, None)
    assert isinstance(effort, Lift)
    (one,) = set(effort.sets)
    return (effort.exercise or "", len(effort.sets), one.reps, one.load and one.load.amount, one.load and one.load.unit)


def test_whatever_is_said_pressed_or_given_again_the_same_is_kept() -> None:
    run_state_machine_as_test(
        Conversation,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=not FULL,
        ),
    )
    assert Conversation.steps - EXAMPLES >= STEPS  # a run begins with a step that does not count
