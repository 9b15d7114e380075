"""Messages, edits, undos, replays, farewells, restarts and power cuts in any order, against a plain dictionary."""

import os
import random
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.stores.memory import MemoryStore
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.faulty_disks import PowerCutDisk
from tests.faults.training_days import MARA, TUNDE, Kept, Model, Step, act, at_once, expected, found
from tests.stores.people import EVENING

FULL = os.environ.get("FASTTWITCH_FAULTS") == "full"
FOLDER = Path("/data")

who = st.sampled_from([MARA, TUNDE])
session = st.integers(0, 220)
load = st.sampled_from([60.0, 100.0, 102.5])


class Keeping(RuleBasedStateMachine):
    """Both stores and the model do the same; after every step they must hold the same."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = PowerCutDisk()
        self.files = TinyDBStore(FOLDER, self.disk)
        self.memory = MemoryStore()
        self.kept: Model = {MARA: Kept(), TUNDE: Kept()}
        self.done: list[Step] = []

    def do(self, step: Step) -> None:
        at_once(act(self.files, step))
        at_once(act(self.memory, step))
        if not step.update or step.update not in self.kept[step.athlete].heard + self.kept[step.athlete].reminded:
            self.kept[step.athlete] = expected(self.kept[step.athlete], step)
        self.done.append(step)

    @initialize(years=st.sampled_from([0, 94, 95, 96, 130, 200]))
    def years_before(self, years: int) -> None:
        self.do(Step(MARA, "import", years))

    @rule(athlete=who, do=st.sampled_from(["log", "log", "edit", "undo", "remind"]), number=session, kilograms=load)
    def send(self, athlete: str, do: str, number: int, kilograms: float) -> None:
        self.do(Step(athlete, do, number, kilograms, f"u{len(self.done)}"))  # type: ignore[arg-type]

    @rule(back=st.integers(1, 10))
    def repeat(self, back: int) -> None:
        if len(self.done) >= back and self.done[-back].do in ("log", "edit", "undo", "remind"):
            self.do(self.done[-back])

    @rule(athlete=who)
    def forget(self, athlete: str) -> None:
        self.do(Step(athlete, "forget"))

    @rule()
    def restart(self) -> None:
        at_once(self.files.close())
        self.files = TinyDBStore(FOLDER, self.disk)

    @rule(seed=st.integers(0, 1000))
    def power_cut(self, seed: int) -> None:
        self.disk = PowerCutDisk(self.disk.image(random.Random(seed)))
        self.files = TinyDBStore(FOLDER, self.disk)

    @invariant()
    def all_hold_the_same(self) -> None:
        for athlete, kept in self.kept.items():
            assert at_once(found(self.files, athlete)) == kept
            assert at_once(self.files.open(athlete)) == at_once(self.memory.open(athlete))
            assert at_once(self.files.archived(athlete)) == at_once(self.memory.archived(athlete))
        assert set(at_once(self.files.due(EVENING))) == set(at_once(self.memory.due(EVENING)))
        assert set(at_once(self.files.owing())) == set(at_once(self.memory.owing()))
        assert set(at_once(self.files.athletes())) == set(at_once(self.memory.athletes()))


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(
    max_examples=600 if FULL else 70,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not FULL,
)
