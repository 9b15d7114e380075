"""The coach at a prompt: a keyboard, numbers for buttons, reminders while the chat is open, no network."""

import asyncio
import contextlib
import datetime as dt
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chats.saving import save
from bot.chats.terminal import ATHLETE, Terminal, Voice
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Document, Message, Owed
from bot.conversation.reply import Coach
from bot.conversation.turns import Turns
from bot.training.athlete import Athlete
from tests.conversation.people import Gym, knowledge

PROMPT_ENDS = "\x1b[?2004l"
ROOT = Path(__file__).resolve().parents[2]


class Here:
    """A clock that stands where the gym's does."""

    def __init__(self, gym: Gym) -> None:
        self._gym = gym

    def now(self) -> dt.datetime:
        return self._gym.now

    def monotonic(self) -> float:
        return self._gym.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self._gym.now += dt.timedelta(seconds=seconds)


class Desk:
    """Somebody at a terminal; `seen` is all that was shown."""

    def __init__(self) -> None:
        self.gym = Gym(Athlete("", unit="kg"))
        self.seen: list[str] = []
        outbox = Outbox(self.gym.store, Turns())
        voice = Voice(self.gym.coach, self.gym.nudge, outbox)
        self.terminal = Terminal(voice, Here(self.gym), self.seen.append, "went wrong: {}".format)

    def types(self, text: str) -> str:
        asyncio.run(self.terminal.hear(text))
        return self.seen[-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_buttons_are_numbers_to_type(desk: Desk) -> None:
    assert desk.types("squat 5x5 100").endswith("[1] Undo [2] Why?")
    assert desk.types("1").startswith("Removed:")


def test_a_number_without_a_button_is_just_text(desk: Desk) -> None:
    desk.types("squat 5x5 100")
    assert not desk.types("3").startswith("Removed:")
    assert 1 == len(desk.gym.notebook(ATHLETE).diary.entries)


def test_pasted_colour_codes_are_no_numbers(desk: Desk) -> None:
    assert desk.types("\x1b[31msquat 5x5 100\x1b[0m").startswith("✓ Squat 5×5 @ 100 kg")


def test_a_reminder_appears_while_the_chat_is_open_and_only_once(desk: Desk) -> None:
    desk.types("squat 5x5 100")
    desk.gym.now = dt.datetime(2026, 1, 7, 18, 0, tzinfo=dt.UTC)
    asyncio.run(desk.terminal.tick())
    asyncio.run(desk.terminal.tick())
    assert ["Today: squat 5×5 @ 102.5 kg. About 25 min."] == [
        s.splitlines()[0] for s in desk.seen if s.startswith("Today")
    ]


def test_the_next_start_shows_what_fell_due_meanwhile(desk: Desk) -> None:
    desk.types("squat 5x5 100")
    desk.gym.now = dt.datetime(2026, 1, 9, 10, 0, tzinfo=dt.UTC)
    asyncio.run(desk.terminal.take_up())
    assert desk.seen[-1].startswith("Wed 7 Jan isn't logged: squat 5×5 @ 102.5 kg")


def test_what_is_shown_is_not_owed_any_more(desk: Desk) -> None:
    desk.types("squat 5x5 100")
    assert () == desk.gym.notebook(ATHLETE).owed


def test_an_export_is_written_and_its_place_said(tmp_path: Path) -> None:
    desk = Desk()
    made = Document("export.zip", b"all of it")

    async def into_a_file(athlete: str) -> str:
        return f"{athlete}: {save(made, tmp_path).name}"

    voice = Voice(desk.gym.coach, desk.gym.nudge, Outbox(desk.gym.store, Turns()))
    terminal = Terminal(voice, Here(desk.gym), desk.seen.append, str, into_a_file)
    for _ in range(2):
        asyncio.run(terminal.hear("/export"))
    assert [f"{ATHLETE}: export.zip", f"{ATHLETE}: export-2.zip"] == desk.seen[1::2]
    assert [b"all of it"] * 2 == [file.read_bytes() for file in tmp_path.iterdir()]
    assert {0o600} == {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}


class Keyboard:
    """A real terminal with the program in it."""

    def __init__(self, folder: Path) -> None:
        self.screen, inside = pty.openpty()
        here = {"FASTTWITCH_DATA_DIR": str(folder), "TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=ROOT,
            env=os.environ | here,
            start_new_session=True,
        )
        os.close(inside)
        self.shown = ""

    def types(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def sees(self, text: str) -> bool:
        """Whether the text appears on the screen, with more patience than a loaded machine needs."""
        for _ in range(300):
            if text in self.shown:
                return True
            self._look()
        return False

    def _look(self) -> None:
        if select.select([self.screen], [], [], 0.1)[0]:
            with contextlib.suppress(OSError):
                self.shown += os.read(self.screen, 65_536).decode(errors="replace")

    def leaves(self, key: str) -> int:
        """The exit code after a key that leaves. The screen is taken away once the last prompt has been put back: on
        some systems a process that ends waits until somebody has read all it wrote."""
        prompts = self.shown.count(PROMPT_ENDS)
        for look in range(200):
            if self.shown.count(PROMPT_ENDS) > prompts:
                break
            if look % 10 == 0:
                self.types(key)
            self._look()
        else:
            raise AssertionError(f"{key!r} does not leave the prompt")
        os.close(self.screen)
        return self.program.wait(20)


@pytest.fixture
def keyboard(tmp_path: Path) -> Iterator[Keyboard]:
    keyboard = Keyboard(tmp_path)
    yield keyboard
    keyboard.program.kill()
    keyboard.program.wait()


def test_what_was_typed_is_erased_with_everything_else(keyboard: Keyboard, tmp_path: Path) -> None:
    assert keyboard.sees("Ctrl-D to leave")
    keyboard.types("squat 5x5 100kg\r")
    assert keyboard.sees("102.5 kg")
    assert "squat" in (tmp_path / "typed.txt").read_text()
    keyboard.types("delete my data\r")
    assert keyboard.sees("Type DELETE")
    keyboard.types("DELETE\r")
    assert keyboard.sees("nothing about you is stored")
    assert 0 == keyboard.leaves("\x04")
    assert not (tmp_path / "typed.txt").exists()


def test_yesterdays_lines_are_at_hand_and_nothing_is_coloured(tmp_path: Path) -> None:
    for evening, typed in enumerate(("squat 5x5 100kg\r", "\x1b[A\r")):
        keyboard = Keyboard(tmp_path)
        assert keyboard.sees("Ctrl-D to leave")
        keyboard.types(typed)
        assert keyboard.sees("102.5 kg"), evening
        assert 0 == keyboard.leaves("\x04")
        assert not re.search(r"\x1b\[[0-9;]*[34][0-7]m", keyboard.shown)


@pytest.mark.parametrize("leave", ["\x04", "\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_a_person_at_the_prompt(keyboard: Keyboard, leave: str) -> None:
    assert keyboard.sees("Ctrl-D to leave")
    keyboard.types("squat 5x5 100kg\r")
    assert keyboard.sees("102.5 kg")
    assert 0 == keyboard.leaves(leave)


class ConfusedCoach(Coach):
    """A coach with a fault of ours in it."""

    async def hear(self, message: Message, now: dt.datetime) -> tuple[Owed, ...]:
        raise ZeroDivisionError(message.text)


def test_a_fault_of_ours_is_said_without_what_was_typed(desk: Desk) -> None:
    coach = ConfusedCoach(knowledge(), desk.gym.store, Turns(), Athlete(""))
    seen: list[str] = []
    voice = Voice(coach, desk.gym.nudge, Outbox(desk.gym.store, Turns()))
    asyncio.run(Terminal(voice, Here(desk.gym), seen.append, "went wrong: {}".format).hear("my secret squat"))
    assert seen[0].startswith("went wrong: ZeroDivisionError")
    assert "secret" not in seen[0]


BLOCKED = """
import runpy, sys
def refuse(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise SystemExit(f"the terminal asks the network: {event}")
sys.addaudithook(refuse)
sys.argv = ["fasttwitch", *sys.argv[1:]]
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("lines", ["squat 5x5 100kg\ndoes running build legs\nI live in Oslo\nexport\nsettings\n"])
def test_it_never_touches_the_network(lines: str, tmp_path: Path) -> None:
    evening = subprocess.run(
        [sys.executable, "-c", BLOCKED, "chat"],
        input=lines,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"FASTTWITCH_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert (0, "") == (evening.returncode, evening.stderr)
    assert "Europe/Oslo" in evening.stdout
    assert (tmp_path / "fasttwitch-export.zip").exists()


@pytest.mark.parametrize("room", [0, 1, 2])
def test_a_disk_that_fills_up_on_the_way_ends_no_evening(desk: Desk, room: int) -> None:
    """Kept, claimed, settled: whatever is refused, the answer says what was kept, and the next line is heard."""
    desk.types("squat 5x5 100")
    desk.gym.store.room = room
    assert desk.types("deadlift 3x5 120").startswith("✓" if room else "Not saved")
    desk.gym.store.room = 100
    assert desk.types("deadlift 3x5 130").startswith("✓")
    assert (3 if room else 2) == len(desk.gym.notebook(ATHLETE).diary.entries)
