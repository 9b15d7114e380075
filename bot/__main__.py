"""Starts here: the command line."""

import asyncio
import datetime as dt
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, Protocol, TextIO

import click
import msgspec

from bot import __version__
from bot.config import Config, Refused, StoreConfig, load_config
from bot.tables import TableError

UNWELL, NOT_UNDERSTOOD, MISCONFIGURED = 1, 64, 78
FIRST_YEAR, LAST_YEAR = 1970, 2100

EXAMPLES = """
\b
Examples:
  fasttwitch                                  talk to the coach here
  echo "squat 5x5 100kg" | fasttwitch         the same from a script
  fasttwitch parse "6x60m sprints, 9.1 best"  what a message is read as
  fasttwitch ask "does running build legs"    the answer to a question
  fasttwitch run                              the Telegram bot
"""


def leave(code: int, sentence: str) -> NoReturn:
    """End with one sentence on standard error and an exit code that says what kind of thing went wrong."""
    click.echo(sentence, err=True)
    sys.exit(code)


def explained(command: Callable[..., Any]) -> Callable[..., Any]:
    """Whatever a person can cause ends in one sentence and its exit code, without a traceback."""

    @wraps(command)
    def wrapped(*args: object, **kwargs: object) -> object:
        try:
            return command(*args, **kwargs)
        except Refused as error:
            leave(error.exit_code, str(error))
        except TableError as error:
            leave(MISCONFIGURED, str(error))
        except KeyboardInterrupt:
            sys.exit(130)
        except BrokenPipeError:
            raise  # who reads our output has had enough: click ends quietly
        except OSError as error:
            leave(UNWELL, f"The output cannot be written: {error.strerror or type(error).__name__}.")

    return wrapped


@click.group(invoke_without_command=True, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data-dir", envvar="FASTTWITCH_DATA_DIR", help="Folder in which everything is kept.")
@click.option(
    "--config", "config_file", envvar="FASTTWITCH_CONFIG", type=click.Path(path_type=Path), help="Settings file."
)
@click.version_option(__version__, prog_name="fasttwitch")
@click.pass_context
@explained
def main(context: click.Context, data_dir: str | None, config_file: Path | None) -> None:
    """Fasttwitch: a coach for stronger, bigger legs. Without a command: talk to it here."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    config = load_config(config_file)
    context.obj = msgspec.structs.replace(config, data_dir=data_dir) if data_dir else config
    if context.invoked_subcommand is None:
        context.invoke(chat)


@main.command()
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]), help="Begin at this local moment.")
@click.pass_obj
@explained
def chat(config: Config, at: dt.datetime | None) -> None:
    """The coach in this terminal: no token, no network. Lines from a pipe are answered one by one."""
    from bot.assembly import chat_here

    asyncio.run(chat_here(config, _moment(at)))


@main.command()
@click.pass_obj
@explained
def run(config: Config) -> None:
    """The Telegram bot."""
    from bot.assembly import serve_telegram

    asyncio.run(serve_telegram(config, click.echo))


@main.command()
@click.argument("words", nargs=-1)
@click.option("--jsonl", is_flag=True, help='Lines of {"id","text"} in, lines of readings out.')
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help='The day that "yesterday" is counted from.')
@explained
def parse(words: tuple[str, ...], *, jsonl: bool, today: dt.datetime | None) -> None:
    """What a message is read as, without keeping it."""
    from bot.assembly import reader

    day = _moment(today)
    _read(reader(day.date() if day else None), words, jsonl=jsonl)


@main.command()
@click.argument("words", nargs=-1)
@click.option("--jsonl", is_flag=True, help='Lines of {"id","text"} in, lines of {"id","answer","safety","text"} out.')
@explained
def ask(words: tuple[str, ...], *, jsonl: bool) -> None:
    """The answer to a question."""
    from bot.assembly import answerer

    _read(answerer(), words, jsonl=jsonl)


@main.command()
@click.option("--json", "as_json", is_flag=True, help='[{"id","names","muscles"}]')
@explained
def exercises(*, as_json: bool) -> None:
    """The catalogue: every exercise, its names and its muscles."""
    from bot.language.names import Lexicon
    from bot.training.exercises import catalogue

    rows = catalogue()
    if as_json:
        lexicon = Lexicon(rows)
        click.echo(_json([{"id": e.id, "names": lexicon.spellings(e.id), "muscles": e.muscles} for e in rows]))
        return
    for row in rows:
        click.echo(f"{row.name}: {', '.join(row.names)}")


@main.command()
@explained
def rules() -> None:
    """Every rule with its constants, its reason and its source."""
    from bot.assembly import rule_lines

    click.echo("\n".join(rule_lines()))


@main.command()
@click.argument("story", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
@explained
def replay(config: Config, story: Path) -> None:
    """Retell a .chat story with the coach's real replies, in memory."""
    from bot.assembly import retell

    text = story.read_text(encoding="utf-8", errors="replace")
    in_memory = msgspec.structs.replace(config, store=StoreConfig("memory"))
    click.echo(asyncio.run(retell(text, in_memory)), nl=False)


@main.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_obj
@explained
def make_backup(config: Config, target: Path) -> None:
    """Write everything kept into one file; the bot may go on meanwhile."""
    from bot.upkeep import back_up

    click.echo("\n".join(back_up(config, target)))


@main.command("restore")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Where diaries are kept already, move them aside first.")
@click.pass_obj
@explained
def restore_backup(config: Config, source: Path, *, force: bool) -> None:
    """Put a backup in place; refuses to overwrite without --force."""
    from bot.upkeep import bring_back

    click.echo("\n".join(bring_back(config, source, force=force)))


@main.command("export")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="The file's form.")
@click.option("--athlete", default="", help="Only this one, by id; without it everybody.")
@click.pass_obj
@explained
def make_export(config: Config, form: str, athlete: str) -> None:
    """Everything kept, to standard output; the bot may go on meanwhile."""
    from bot.upkeep import take_out

    pieces, findings = take_out(config, form, athlete)
    for piece in pieces:
        click.echo(piece.encode(), nl=False)
    for finding in findings():
        click.echo(finding, err=True)


@main.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.pass_obj
@explained
def bring_import(config: Config, source: Path) -> None:
    """Add what an export (json, csv or zip) holds and is not kept yet."""
    from bot.upkeep import bring_in

    click.echo("\n".join(asyncio.run(bring_in(config, source))))


@main.command()
@click.option("--by", default="", help="Your name, as the guest is told it.")
@click.pass_obj
@explained
def invite(config: Config, by: str) -> None:
    """A link that lets one person use the Telegram bot; the bot may go on meanwhile."""
    from bot.upkeep import invited

    click.echo(invited(config, by))


@main.command()
@click.pass_obj
@explained
def doctor(config: Config) -> None:
    """What is wrong with data folder, configuration, clock, zone or the running bot, in words."""
    from bot.upkeep import examine

    lines, well = examine(config)
    click.echo("\n".join(lines))
    sys.exit(0 if well else UNWELL)


def _moment(at: dt.datetime | None) -> dt.datetime | None:
    """A moment that calendars can count around."""
    if at is not None and not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise click.UsageError(f"{at:%Y-%m-%d} is out of reach; expected a day from {FIRST_YEAR} to {LAST_YEAR}.")
    return at


class _Script(Protocol):
    """Reads one text: as a record for programs, or for a person with whether it was understood."""

    def record(self, name: str | int, text: str) -> dict[str, Any]: ...

    def shown(self, text: str) -> tuple[str, bool]: ...


def _read(script: _Script, words: tuple[str, ...], *, jsonl: bool) -> None:
    if jsonl:
        _lines(script.record, sys.stdin)
        return
    text, understood = script.shown(_text(words))
    click.echo(text)
    sys.exit(0 if understood else NOT_UNDERSTOOD)


def _text(words: tuple[str, ...]) -> str:
    if words:
        return " ".join(words)
    return "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.read()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


class _Line(msgspec.Struct):
    id: str | int
    text: str


def _lines(record: Callable[[str | int, str], dict[str, Any]], lines: TextIO | Iterable[str] | None) -> None:
    for number, line in enumerate(lines or (), 1):
        if not line.strip():
            continue
        try:
            asked = msgspec.json.decode(line, type=_Line)
        except (msgspec.DecodeError, RecursionError) as error:
            leave(2, f'line {number}: {error}; expected an object like {{"id": "1", "text": "squat 5x5 100"}}.')
        click.echo(_json(record(asked.id, asked.text)))


if __name__ == "__main__":
    main(prog_name="fasttwitch")
