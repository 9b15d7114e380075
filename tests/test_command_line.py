"""The command line as a person or a script meets it: real processes, exit codes, one sentence for every mistake."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.chats.telegram.guests import Guests, name_file
from bot.clock import RealClock

ROOT = Path(__file__).resolve().parents[1]


def fasttwitch(*words: str, data: Path, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as a person would; `data` is the data folder."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FASTTWITCH_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=clean | {"FASTTWITCH_DATA_DIR": str(data)} | environment,
        timeout=60,
    )


def test_a_pipe_is_answered_line_by_line_and_remembered(tmp_path: Path) -> None:
    evening = "squat 5x5 100kg\nran 5k in 27:30\n6x60m sprints\ndoes running build legs\n"
    first = fasttwitch("chat", data=tmp_path, stdin=evening)
    assert (first.returncode, first.stderr) == (0, "")
    assert [line for line in first.stdout.splitlines() if line.startswith("✓")] == [
        "✓ Squat 5×5 @ 100 kg",
        "✓ Run 5 km in 27:30",
        "✓ Sprint 6×60 m",
    ]
    assert "Evidence:" in first.stdout
    again = fasttwitch("chat", data=tmp_path, stdin="last\n")
    assert "Sprint 6×60 m" in again.stdout


def test_an_invite_is_a_link_that_lets_one_person_in(tmp_path: Path) -> None:
    code = fasttwitch("invite", "--by", "Cleo", data=tmp_path)
    assert (code.returncode, code.stderr) == (0, "")
    now, folder = RealClock().now(), tmp_path / "telegram"
    invite = Guests(folder).welcome(code.stdout.split("/start ")[1].strip(), "7", now)
    assert invite is not None
    assert invite.by == "Cleo"
    name_file(folder).write_text("FasttwitchBot", encoding="utf-8")
    link = fasttwitch("invite", data=tmp_path).stdout
    assert "https://t.me/FasttwitchBot?start=" in link
    assert Guests(folder).welcome(link.rpartition("=")[2].strip(), "8", now) is not None


def test_without_input_and_without_a_command_it_ends_quietly(tmp_path: Path) -> None:
    silent = fasttwitch(data=tmp_path)
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_a_story_may_begin_on_another_day(tmp_path: Path) -> None:
    told = fasttwitch("chat", "--at", "2026-01-05T18:00", data=tmp_path, stdin="squat 5x5 100kg\nlast\n")
    assert "Mon 5 Jan" in told.stdout


def test_bytes_that_are_no_text_are_answered_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=b"\xff\xfe squat\n",
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"FASTTWITCH_DATA_DIR": str(tmp_path)},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_parse_reads_without_keeping(tmp_path: Path) -> None:
    read = fasttwitch("parse", "6x60m sprints, 9.1 best", data=tmp_path / "none")
    assert (read.returncode, read.stdout) == (0, "Sprint 6×60 m, best 9.1 s\n")
    assert not (tmp_path / "none").exists()


def test_parse_and_ask_end_with_64_where_nothing_is_understood(tmp_path: Path) -> None:
    assert fasttwitch("parse", "lovely weather", data=tmp_path).returncode == 64
    assert fasttwitch("ask", "who won the cup", data=tmp_path).returncode == 64
    assert fasttwitch("ask", "does running build legs", data=tmp_path).returncode == 0


def test_lines_of_json_in_lines_of_json_out(tmp_path: Path) -> None:
    lines = '{"id": "a", "text": "squat 5x5 100kg"}\n\n{"id": 7, "text": "does running build legs"}\n'
    read = [json.loads(line) for line in fasttwitch("parse", "--jsonl", data=tmp_path, stdin=lines).stdout.splitlines()]
    assert [(r["id"], r["intent"], len(r["activities"])) for r in read] == [("a", "log", 1), (7, "question", 0)]
    asked = [json.loads(line) for line in fasttwitch("ask", "--jsonl", data=tmp_path, stdin=lines).stdout.splitlines()]
    assert (asked[1]["answer"], asked[1]["safety"]) == ("running_builds_legs", None)


@pytest.mark.parametrize("line", ["hello", '{"id": "b", "text": "hi", "deep": ' + "[" * 100_000], ids=["words", "deep"])
def test_a_line_that_is_no_json_is_named(tmp_path: Path, line: str) -> None:
    wrong = fasttwitch("parse", "--jsonl", data=tmp_path, stdin=f'{{"id": "a", "text": "hi"}}\n{line}\n')
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("line 2:")
    assert len(wrong.stderr.splitlines()) == 1


def test_the_catalogue_and_the_rules_are_printed(tmp_path: Path) -> None:
    rows = json.loads(fasttwitch("exercises", "--json", data=tmp_path).stdout)
    assert {"id", "names", "muscles"} == set(rows[0])
    assert "Plotkin et al. 2022" in fasttwitch("rules", data=tmp_path).stdout


def test_a_story_is_retold(tmp_path: Path) -> None:
    story = ROOT / "tests" / "conversations" / "a_reminder.chat"
    assert story.read_text(encoding="utf-8") == fasttwitch("replay", str(story), data=tmp_path).stdout


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_is_exported_is_imported_unchanged(form: str, tmp_path: Path) -> None:
    fasttwitch("chat", data=tmp_path / "old", stdin="squat 5x5 100kg // =1+1\nran 5k in 27:30\nI train mon and thu\n")
    export = fasttwitch("export", "--format", form, data=tmp_path / "old").stdout
    (tmp_path / "file").write_text(export, encoding="utf-8", newline="")
    first = fasttwitch("import", str(tmp_path / "file"), data=tmp_path / "new")
    assert (0, "2 entries of 1 athlete added; 0 were there already.\n") == (first.returncode, first.stdout)
    assert export == fasttwitch("export", "--format", form, "--athlete", "terminal", data=tmp_path / "new").stdout
    again = fasttwitch("import", str(tmp_path / "file"), data=tmp_path / "new")
    assert again.stdout.startswith("0 entries")
    settings = fasttwitch("chat", data=tmp_path / "new", stdin="settings\n").stdout
    assert "Mon, Thu" in settings


def test_an_import_is_refused_while_a_coach_is_at_work_and_an_export_is_not(tmp_path: Path) -> None:
    with busy(tmp_path):
        export = fasttwitch("export", data=tmp_path)
        (tmp_path / "file").write_text(export.stdout)
        wanted = fasttwitch("import", str(tmp_path / "file"), data=tmp_path)
    assert (0, 75) == (export.returncode, wanted.returncode)
    assert 1 == len(wanted.stderr.splitlines())


def test_a_file_that_is_no_export_changes_nothing(tmp_path: Path) -> None:
    wrong = fasttwitch("import", str(ROOT / "README.md"), data=tmp_path / "none")
    assert (2, 1) == (wrong.returncode, len(wrong.stderr.splitlines()))
    assert "line 1" in wrong.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("command", ["export", "exercises", "chat"])
def test_output_that_cannot_be_written_is_said(command: str, tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", command],
            input=b"help\n",
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"FASTTWITCH_DATA_DIR": str(tmp_path)},
            timeout=60,
        )
    assert (1, 1) == (ended.returncode, len(ended.stderr.decode().splitlines()))


def test_who_has_seen_enough_is_no_mistake(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "exercises"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"FASTTWITCH_DATA_DIR": str(tmp_path)},
    ) as many:
        assert many.stdout
        assert many.stderr
        many.stdout.readline()
        many.stdout.close()
        assert b"" == many.stderr.read()


MISTAKES = [
    (("chat", "--at", "9999-12-31T23:59"), {}, 2, "9999"),
    (("chat", "--at", "soon"), {}, 2, "soon"),
    (("exercises", "--jsn"), {}, 2, "--jsn"),
    (("backup", "/proc/nothing"), {}, 73, "/proc/nothing"),
    (("restore", "nowhere.backup"), {}, 73, "nowhere.backup"),
    (("export",), {"FASTTWITCH_DATA_DIR": "/etc/passwd"}, 73, "/etc/passwd"),
    (("import", str(ROOT / "pyproject.toml")), {"FASTTWITCH_DATA_DIR": "/proc/nothing"}, 2, "line 1"),
    (("doctor",), {"FASTTWITCH_ZONE": "Mars"}, 78, "FASTTWITCH_ZONE"),
    (("chat",), {"FASTTWITCH_LANGUAGE": "xx"}, 78, "FASTTWITCH_LANGUAGE"),
    (("run",), {"FASTTWITCH_TELEGRAM_POLL_SECONDS": "often"}, 78, "FASTTWITCH_TELEGRAM_POLL_SECONDS"),
    (("import", "nowhere.json"), {}, 2, "nowhere.json"),
    (("export", "--athlete", "nobody"), {}, 2, "nobody"),
    (("export", "--format", "xml"), {}, 2, "xml"),
    (("--config", "nowhere.toml", "chat"), {}, 78, "nowhere.toml"),
    (("chat",), {"FASTTWITCH_STORE_KIND": "sql"}, 78, "FASTTWITCH_STORE_KIND"),
    (("run",), {}, 78, "FASTTWITCH_TELEGRAM_TOKEN"),
    (("dance",), {}, 2, "dance"),
    (("replay", "nowhere.chat"), {}, 2, "nowhere.chat"),
    (("chat",), {"FASTTWITCH_DATA_DIR": "/proc/nothing"}, 73, "/proc/nothing"),
]


@pytest.mark.parametrize(("words", "environment", "code", "named"), MISTAKES)
def test_a_mistake_ends_in_a_sentence(
    words: tuple[str, ...], environment: dict[str, str], code: int, named: str, tmp_path: Path
) -> None:
    wrong = fasttwitch(*words, data=tmp_path, **environment)
    assert code == wrong.returncode
    assert named in wrong.stderr
    assert "Traceback" not in wrong.stderr


@contextmanager
def busy(data: Path) -> Iterator[None]:
    """A coach at work in this folder."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"FASTTWITCH_DATA_DIR": str(data)},
    ) as first:
        assert first.stdin
        assert first.stdout
        first.stdin.write("help\n")
        first.stdin.flush()
        first.stdout.readline()
        yield
        first.stdin.close()


@pytest.mark.parametrize("words", [("chat",), ("restore", "nowhere.backup")])
def test_a_second_coach_in_the_same_folder_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    with busy(tmp_path):
        second = fasttwitch(*words, data=tmp_path, stdin="help\n")
    assert second.returncode == 75
    assert len(second.stderr.splitlines()) == 1
