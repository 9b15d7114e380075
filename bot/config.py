"""config.toml and the environment as frozen values; nothing else reads settings."""

import os
import re
import tomllib
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
import platformdirs

from bot.language.languages import spoken_languages

PREFIX = "FASTTWITCH_"
TOKEN = "FASTTWITCH_TELEGRAM_TOKEN"  # noqa: S105 - the variable's name, not a token


class Refused(Exception):
    """The coach cannot start, or cannot go on, until somebody changes something: one sentence, and the exit code."""

    def __init__(self, sentence: str, exit_code: int = 78) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


class ConfigError(Refused):
    """A setting is wrong: the sentence names file (or variable), key, value and what was expected."""


class StoreConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Literal["tinydb", "memory"] = "tinydb"


class TelegramConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    token_file: str = ""
    base_url: str = "https://api.telegram.org"
    poll_seconds: Annotated[int, msgspec.Meta(ge=0, le=50)] = 25
    allowed: tuple[int, ...] = ()
    open_to_all: bool = False
    hook_url: Annotated[str, msgspec.Meta(pattern=r"^(https://[^/\s]+(/\S*)?)?$")] = ""
    hook_host: str = "127.0.0.1"
    hook_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 8443
    hook_secret_file: str = ""


class RemindersConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tick_seconds: Annotated[float, msgspec.Meta(gt=0, le=30)] = 15.0
    time: Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "18:00"


class BackupsConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keep_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 14
    time: Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "03:30"


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every setting with its default; `config.example.toml` shows them all."""

    data_dir: str = ""
    language: str = "en"
    zone: str = ""
    store: StoreConfig = StoreConfig()
    telegram: TelegramConfig = TelegramConfig()
    reminders: RemindersConfig = RemindersConfig()
    backups: BackupsConfig = BackupsConfig()

    @property
    def data_folder(self) -> Path:
        """Where everything is kept: `data_dir`, else the system's usual place for a user's data."""
        return Path(self.data_dir).expanduser() if self.data_dir else Path(platformdirs.user_data_dir("fasttwitch"))


def load_config(path: Path | None, environment: Mapping[str, str] | None = None) -> Config:
    """Settings from a file (config.toml of this folder where none is named), then FASTTWITCH_* over them."""
    environment = os.environ if environment is None else environment
    found = _from_file(path)
    sources = {}
    for variable, keys in _variables(Config).items():
        if variable in environment:
            _put(found, keys, environment[variable])
            sources[keys] = variable
    try:
        config = msgspec.convert(found, Config, strict=not sources)
    except msgspec.ValidationError as error:
        raise ConfigError(_sentence(str(error), found, path, sources)) from error
    if config.zone and not _is_zone(config.zone):
        expected = "Expected the name of a time zone, like Europe/Berlin"
        raise ConfigError(_sentence(f"{expected} - at `$.zone`", found, path, sources))
    if config.language not in spoken_languages():
        expected = f"Expected {' or '.join(spoken_languages())}"
        raise ConfigError(_sentence(f"{expected} - at `$.language`", found, path, sources))
    return config


def read_token(config: Config, environment: Mapping[str, str] | None = None) -> str:
    """The bot's token from the environment or from `telegram.token_file`; never from the command line."""
    environment = os.environ if environment is None else environment
    if token := environment.get(TOKEN, "").strip():
        return token
    if not config.telegram.token_file:
        raise ConfigError(f"No Telegram token: put it into a file named by telegram.token_file, or into {TOKEN}.")
    token = _secret("telegram.token_file", config.telegram.token_file, "the token")
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
        holds_none = f"{Path(config.telegram.token_file).expanduser()} holds no token"
        raise ConfigError(f"telegram.token_file: {holds_none}; expected one line like 123456:ABC-def.")
    return token


def read_hook_secret(config: Config) -> str:
    """What Telegram's calls must bear, from `telegram.hook_secret_file`; empty where none is named."""
    if not config.telegram.hook_secret_file:
        return ""
    secret = _secret("telegram.hook_secret_file", config.telegram.hook_secret_file, "the secret")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        holds_none = f"{Path(config.telegram.hook_secret_file).expanduser()} holds no secret"
        expected = "expected one line of 1 to 256 letters, digits, _ and -"
        raise ConfigError(f"telegram.hook_secret_file: {holds_none}; {expected}.")
    return secret


def _secret(setting: str, name: str, what: str) -> str:
    file = Path(name).expanduser()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{setting}: {file} cannot be read; expected a file that holds {what}.") from None


def _from_file(path: Path | None) -> dict[str, Any]:
    file = path or Path("config.toml")
    if path is None and not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise ConfigError(f"{file} cannot be read; expected a TOML file like config.example.toml.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not TOML: {error}.") from None


def _variables(row: type[msgspec.Struct], keys: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The environment variable of each single-valued setting: FASTTWITCH_TELEGRAM_BASE_URL and so on."""
    found: dict[str, tuple[str, ...]] = {}
    for field in msgspec.structs.fields(row):
        here = (*keys, field.name)
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            found |= _variables(field.type, here)
        else:
            found[PREFIX + "_".join(here).upper()] = here
    return found


def _put(found: dict[str, Any], keys: tuple[str, ...], text: str) -> None:
    for key in keys[:-1]:
        inner = found.setdefault(key, {})
        if not isinstance(inner, dict):
            return  # the file's own mistake will be named instead
        found = inner
    found[keys[-1]] = [part for part in re.split(r"[,\s]+", text) if part] if keys[-1] == "allowed" else text


def _sentence(error: str, found: dict[str, Any], path: Path | None, sources: Mapping[tuple[str, ...], str]) -> str:
    reason, _, where = error.partition(" - at `$")
    keys = tuple(k for k in re.split(r"[.\[\]`]+", where.removesuffix("`")) if k and k != "...")
    value: Any = found
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else value
    if unknown := re.search(r"unknown field `([^`]*)`", reason):
        keys, reason = (*keys, unknown[1]), "no such setting; config.example.toml lists them all"
        value = value.get(unknown[1]) if isinstance(value, dict) else value
    if reason.startswith("Invalid enum"):
        reason = "expected " + " or ".join(repr(choice) for choice in _choices(keys))
    source = sources.get(keys) or f"{path or 'config.toml'}: {'.'.join(keys) or 'file'}"
    return f"{source} = {value!r}: {reason[0].lower()}{reason[1:]}."


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (OSError, ValueError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def _choices(keys: tuple[str, ...]) -> tuple[str, ...]:
    row: Any = Config
    for key in keys:
        row = next(f.type for f in msgspec.structs.fields(row) if f.name == key)
    return get_args(row)
