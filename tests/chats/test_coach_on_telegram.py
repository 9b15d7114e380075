"""The whole bot as its owner runs it: a process of its own, the real coach, real files, HTTP on loopback."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chats.telegram.texts import to_athlete
from bot.files.reading import read
from tests.chats.bot_api import TOKEN, BotApi, Fault, until
from tests.chats.bot_api_people import START
from tests.chats.test_web_hook import SECRET, ask, post

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def owner_runs_it(api: BotApi, folder: Path, more: str = "") -> AsyncIterator["asyncio.subprocess.Process"]:
    """`fasttwitch run`, stopped as a service manager stops it."""
    config = folder / "config.toml"
    config.write_text(
        f'data_dir = "{folder / "data"}"\nzone = "Europe/Berlin"\n'
        f'[telegram]\nbase_url = "{api.url}"\npoll_seconds = 1\nopen_to_all = true\n{more}'
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "--config", str(config), "run"),
        cwd=ROOT,
        env=os.environ | {"FASTTWITCH_TELEGRAM_TOKEN": TOKEN},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        output, _ = await process.communicate()
        assert TOKEN not in output.decode()
        assert "Traceback" not in output.decode()


async def test_an_evening_on_telegram(tmp_path: Path) -> None:
    async with BotApi() as api:
        squat = api.say("squat 5x5 105 kg")
        async with owner_runs_it(api, tmp_path) as process:
            await until(lambda: len(api.sent) == 1)
            api.edit(squat, "squat 5x5 100 kg")
            await until(lambda: len(api.sent[0].texts) == 2)
            for said in ("ran 5k in 27:30", "<i>squat</i> 5x", "does running build legs?"):
                count = len(api.sent)
                api.say(said)
                await until(lambda count=count: len(api.sent) > count)
            api.press(api.sent[0], "Undo")
            await until(lambda: len(api.sent[0].texts) == 3 and len(api.answered) == 1)
        assert process.returncode == 0
    first, run, unknown, answer = api.sent
    assert "5×5 @ 105 kg" in first.texts[0]
    assert "5×5 @ 100 kg (was 105 kg)" in first.texts[1]
    assert "next to nothing for leg size" in run.text
    assert "squat</i> 5x" in unknown.text
    assert "Evidence:" in answer.text
    assert first.text.startswith("Removed:")
    assert [["Put it back"], ["Undo", "Why?"]] == [[key["text"] for key in one.buttons[0]] for one in (first, run)]


async def test_what_was_kept_is_there_after_a_kill(tmp_path: Path) -> None:
    async with BotApi() as api:
        async with owner_runs_it(api, tmp_path) as process:
            api.say("squat 5x5 100 kg")
            await until(lambda: len(api.sent) == 1)
            process.kill()
            await process.wait()
        api.say("last")
        async with owner_runs_it(api, tmp_path):
            await until(lambda: len(api.sent) == 2)
    assert "5×5 @ 100 kg" in api.sent[1].text


def resident_at_most(process: int) -> float:
    """Megabytes that a process has ever held; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000 if status.exists() else 0.0


async def test_a_flood_takes_little_memory_and_holds_up_nobody(tmp_path: Path) -> None:
    others = range(1_000, 1_040)
    async with BotApi() as api:
        for number in range(2_000):  # ten seconds of them
            api.say("squat " * 600, user=666, date=START + number // 200)
            if number % 50 == 0:
                api.say("squat 5x5 100 kg", user=1_000 + number // 50, date=START + number // 200)
        async with owner_runs_it(api, tmp_path) as process:
            await until(lambda: not api.unconfirmed and {message.chat for message in api.sent} >= set(others))
            megabytes = resident_at_most(process.pid)
    assert megabytes < 200
    assert all(text.startswith("✓ ") for other in others for text in api.texts(other))
    assert sum(text == to_athlete("flood", "en") for text in api.texts(666)) == 1


async def test_a_wrong_token_ends_with_69_and_a_sentence(tmp_path: Path) -> None:
    async with BotApi() as api:
        api.faults.append(Fault("getMe", "error", times=99, code=401, description="Unauthorized"))
        async with owner_runs_it(api, tmp_path) as process:
            await asyncio.wait_for(process.wait(), 20)
    assert process.returncode == 69


async def test_a_web_hook_is_answered_once_what_it_brings_is_kept(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "secret").write_text(SECRET)
    hook = f'hook_url = "https://coach.example/hook"\nhook_port = {port}\nhook_secret_file = "{tmp_path / "secret"}"\n'
    async with BotApi() as api:
        api.say("squat 5x5 100 kg")
        async with owner_runs_it(api, tmp_path, hook):
            await until(lambda: api.hook == "https://coach.example/hook")
            assert await ask(port, post(api.updates[0]), post(api.updates[0])) == [200, 200]
            await until(lambda: len(api.sent) == 1)
        assert api.calls["getUpdates"] == 0
    assert "5×5 @ 100 kg" in api.sent[0].text


async def test_settings_are_one_message_and_a_place_is_one_tap(tmp_path: Path) -> None:
    async with BotApi() as api, owner_runs_it(api, tmp_path):
        api.say("/settings")
        await until(lambda: len(api.sent) == 1)
        (screen,) = api.sent
        for count, label in enumerate(("Units", "lb", "Place", "By location"), 2):
            api.press(screen, label)
            await until(lambda count=count: len(screen.texts) == count or len(api.sent) == 2)
        await until(lambda: len(api.sent) == 2)
        api.give(message=api._message("", 7, None, None, 99) | {"location": {"latitude": 59.9, "longitude": 10.7}})
        await until(lambda: len(api.sent) == 3)
    assert 4 == len(screen.texts)
    assert screen.texts[2].startswith("Loads in lb.")
    assert api.sent[1].asks_place
    assert "Europe/Oslo" in api.sent[2].text


async def test_everything_is_taken_along_and_then_erased(tmp_path: Path) -> None:
    """Ana asks what is kept, takes it along, hesitates, and has all of it erased; nothing of her stays on the disk."""
    async with BotApi() as api:
        async with owner_runs_it(api, tmp_path):
            api.say("squat 5x5 102.5 kg // a canary sings")
            api.say("my knee hurts 4/10")
            for count, said in enumerate(("/privacy", "/export", "DELETE", "/delete", "no", "delete my data"), 2):
                await until(lambda count=count: len(api.sent) == count)
                api.say(said)
            await until(lambda: len(api.sent) == 8)
            api.press(api.sent[7], "Export first")
            await until(lambda: len(api.sent) == 9)
            api.say("DELETE")
            await until(lambda: len(api.sent) == 10)
            api.give(message=api.updates[-1]["message"])  # Telegram tells it once more, under another number
            await until(lambda: len(api.sent) == 11)
        kept, export, unasked, asked, left, _, again, erased, nothing = api.sent[2:]
        on_disk = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
        assert all(b"canary" not in file.read_bytes() for file in on_disk)
        assert not [file for file in on_disk if file.name.startswith("hot.json")]
    assert "1 entry" in kept.text
    assert "pain 4/10" in kept.text
    (athlete,) = read(export.file)
    assert ("a canary sings", 102.5) == (athlete.entries[0].note, athlete.entries[0].efforts[0].sets[0].load.amount)
    assert "stored" not in unasked.text
    assert ["Export first", "Keep"] == [key["text"] for key in asked.buttons[0]]
    assert "Left as it was." == left.text
    assert export.file == again.file
    assert "nothing about you is stored" in erased.text
    assert "squat" not in nothing.text
