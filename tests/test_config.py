"""Settings: the example equals the defaults; every wrong one is named in one sentence."""

import itertools
import re
from pathlib import Path

import msgspec
import pytest

from bot.config import Config, ConfigError, load_config, read_hook_secret, read_token

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "config.example.toml"


def test_the_example_shows_every_setting_with_its_default() -> None:
    assert load_config(EXAMPLE, {}) == Config()
    written = set(re.findall(r"^(\w+) = ", EXAMPLE.read_text(), flags=re.M))
    settings = {f.name for f in msgspec.structs.fields(Config) if not hasattr(f.type, "__struct_fields__")}
    inner = {
        name
        for f in msgspec.structs.fields(Config)
        if hasattr(f.type, "__struct_fields__")
        for name in f.type.__struct_fields__
    }
    assert settings | inner == written


def test_every_setting_of_the_example_has_its_comment() -> None:
    lines = EXAMPLE.read_text().splitlines()
    bare = [line for before, line in itertools.pairwise(lines) if " = " in line and not before.startswith("#")]
    assert [line for line in bare if not line.startswith("#")] == []


WRONG = [
    ("[telegram]\npoll_seconds = 'soon'", ["telegram.poll_seconds", "soon", "int"]),
    ("[telegram]\npoll_seconds = 51", ["telegram.poll_seconds", "51", "50"]),
    ("[telegram]\nhook_url = 'http://coach.example/hook'", ["telegram.hook_url", "http://coach.example/hook", "https"]),
    ("[telegram]\nhook_port = 0", ["telegram.hook_port", "0", "1"]),
    ("[telegram]\nbase = 'x'", ["telegram.base", "no such setting"]),
    ("colour = 'red'", ["colour", "red", "no such setting"]),
    ("telegram = 3", ["telegram", "3"]),
    ("[store]\nkind = 'sql'", ["store.kind", "sql", "tinydb", "memory"]),
    ("[reminders]\ntime = '25:00'", ["reminders.time", "25:00"]),
    ("zone = 'Mars/Base'", ["zone", "Mars/Base", "Europe/Berlin"]),
    ("zone = '../../etc'", ["zone", "../../etc"]),
    ("data_dir = ", ["not TOML"]),
]


@pytest.mark.parametrize(("text", "named"), WRONG)
def test_a_wrong_file_is_named_with_key_and_value(tmp_path: Path, text: str, named: list[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as error:
        load_config(file, {})
    sentence = str(error.value)
    assert [word for word in [str(file), *named] if word not in sentence] == []
    assert "\n" not in sentence


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("data_dir = '/from/the/file'\n[telegram]\npoll_seconds = 3\n")
    environment = {"FASTTWITCH_DATA_DIR": "/from/outside", "FASTTWITCH_TELEGRAM_ALLOWED": "11, 22"}
    config = load_config(file, environment)
    assert (config.data_dir, config.telegram.allowed, config.telegram.poll_seconds) == ("/from/outside", (11, 22), 3)


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigError, match="FASTTWITCH_TELEGRAM_POLL_SECONDS = '99'"):
        load_config(EXAMPLE, {"FASTTWITCH_TELEGRAM_POLL_SECONDS": "99"})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml cannot be read"):
        load_config(tmp_path / "nowhere.toml", {})


def test_the_token_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("123456:ABC-def_1\n")
    named = load_config(EXAMPLE, {"FASTTWITCH_TELEGRAM_TOKEN_FILE": str(file)})
    assert read_token(named, {}) == "123456:ABC-def_1"
    assert read_token(named, {"FASTTWITCH_TELEGRAM_TOKEN": "99:xyz"}) == "99:xyz"


@pytest.mark.parametrize("content", ["", "not a token", "123456 ABC"])
def test_a_token_file_without_a_token_is_named_but_not_quoted(tmp_path: Path, content: str) -> None:
    file = tmp_path / "token"
    file.write_text(content)
    named = load_config(EXAMPLE, {"FASTTWITCH_TELEGRAM_TOKEN_FILE": str(file)})
    with pytest.raises(ConfigError, match=r"telegram\.token_file") as error:
        read_token(named, {})
    assert not content or content not in str(error.value)


def test_no_token_at_all_says_where_to_put_one() -> None:
    with pytest.raises(ConfigError, match="FASTTWITCH_TELEGRAM_TOKEN"):
        read_token(Config(), {})


@pytest.mark.parametrize("content", ["", "two words", "sécret", "x" * 257])
def test_a_hook_secret_of_another_form_is_named_but_not_quoted(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret"
    file.write_text(content)
    named = load_config(EXAMPLE, {"FASTTWITCH_TELEGRAM_HOOK_SECRET_FILE": str(file)})
    with pytest.raises(ConfigError, match=r"telegram\.hook_secret_file") as error:
        read_hook_secret(named)
    assert not content or content not in str(error.value)


def test_the_hook_secret_comes_from_its_file_or_is_left_to_the_bot(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("a-secret_of_ours\n")
    assert (
        read_hook_secret(load_config(EXAMPLE, {"FASTTWITCH_TELEGRAM_HOOK_SECRET_FILE": str(file)}))
        == "a-secret_of_ours"
    )
    assert read_hook_secret(Config()) == ""
    with pytest.raises(ConfigError, match="nowhere cannot be read"):
        read_hook_secret(load_config(EXAMPLE, {"FASTTWITCH_TELEGRAM_HOOK_SECRET_FILE": str(tmp_path / "nowhere")}))
