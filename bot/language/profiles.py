"""What athletes tell of themselves: unit, training days, time of reminders, place, level, age."""

import datetime as dt
from functools import cache

import msgspec

from bot.language.concepts import Heard
from bot.language.day_words import weekday
from bot.language.languages import heard_as
from bot.language.places import cities
from bot.language.words import UNITS, plain
from bot.training.athlete import AgeBand, Level
from bot.training.quantities import LoadUnit

FILE = "profiles.toml"
LONGEST_AWAY = 5 * 366  # days; of more nobody has measured what is lost
YOUNGEST, OLDEST = 5, 100
LONGEST_VALUE = 8  # words that a setting is set to
ALONE = 3  # words of a message that is about nothing else
AGE_BANDS: tuple[tuple[int, AgeBand], ...] = ((13, "under13"), (16, "under16"), (60, "adult"), (65, "60s"))


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    level: dict[Level, list[str]]
    age: dict[str, list[str]]
    time: dict[str, list[str] | str]
    days: dict[str, list[str]]
    recovery: dict[str, list[str]]
    choice: dict[str, list[str]]
    reminders: dict[str, list[str]]
    what_if: dict[str, list[str]]
    away: dict[str, int]
    named: dict[str, list[str]]
    of_self: dict[str, list[str]]
    topic: dict[str, list[str]]


class Told(msgspec.Struct, frozen=True):
    """What a message tells of its writer; None where it tells nothing of it. Weekdays: Monday is 0."""

    unit: LoadUnit | None = None
    days: tuple[int, ...] | None = None
    time: dt.time | None = None
    zone: str | None = None
    level: Level | None = None
    age: AgeBand | None = None

    @property
    def changes(self) -> dict[str, object]:
        """The settings told, by the name of the athlete's field."""
        names = {"time": "remind_at"}
        told = {
            names.get(name, name): value for name, value in msgspec.structs.asdict(self).items() if value is not None
        }
        return told | ({"zone_told": True} if self.zone else {})


@cache
def _table() -> _Table:
    return heard_as(FILE, _Table)


def told(heard: Heard) -> Told:
    """What is told by the words of a message that is about its writer."""
    words = tuple(plain(word) for word in heard.words)
    return Told(_unit(words), _days(words), _time(heard, words), _zone(words), _level(words), _age(heard, words))


class Named(msgspec.Struct, frozen=True):
    """A setting that a message sets by its name, and the words it sets it to."""

    setting: str
    words: tuple[str, ...]
    told: Told


def named(heard: Heard) -> Named | None:
    """ "my zone is Oslo", "set unit to lb"; None where no setting is named first."""
    if heard.marked:
        return None
    words = tuple(plain(word) for word in heard.words)
    first = next((i for i, word in enumerate(words) if word not in _table().named["lead"]), len(words))
    for setting, names in _table().named.items():
        for name in names if setting != "lead" else ():
            size = len(name.split())
            if " ".join(words[first : first + size]) == name and len(words) - first - size <= LONGEST_VALUE:
                return Named(setting, words[first + size :], _value(setting, heard))
    return None


def _value(setting: str, heard: Heard) -> Told:
    """What is told of this setting, and of no other."""
    if setting == "age":
        years = next((number for number in heard.numbers if number is not None), None)
        return Told(age=band_of(years) if years is not None else None)
    found = told(heard)
    return Told(**{setting: getattr(found, setting)}) if setting in Told.__struct_fields__ else Told()


def is_of_self(heard: Heard) -> bool:
    """Whether a message begins as one about its writer."""
    return bool(heard.words) and heard.words[0] in _table().of_self["begins"]


def topic(heard: Heard) -> str:
    """The setting that a message is about, where it can be told; else ''."""
    words = {plain(word) for word in heard.words}
    return next((name for name, known in _table().topic.items() if words & set(known)), "")


def recovered(heard: Heard) -> bool:
    """Whether a message says that what hurt is over."""
    words = [plain(word) for word in heard.words]
    table = _table().recovery
    return any(word in table["over"] for word in words) and not any(word in table["denied"] for word in words)


def cleared(heard: Heard) -> bool:
    """Whether it says so on a doctor's word."""
    return recovered(heard) and any(plain(word) in _table().recovery["by"] for word in heard.words)


def choice(text: str) -> str:
    """'yes' or 'no' where the text is nothing else, else ''."""
    bare = " ".join(plain(word.strip(".,!'")) for word in text.replace("'", "").split())
    return next((name for name, ways in _table().choice.items() if bare in ways), "")


def unit_alone(text: str) -> LoadUnit | None:
    """The unit, where a text names one and little else ("lbs", "pounds obviously", "its kg")."""
    words = tuple(plain(word.strip(".,!")) for word in text.split())
    return _unit(words) if 0 < len(words) <= ALONE else None


class Supposed(msgspec.Struct, frozen=True):
    """What a "what if" supposes: days away from training, or the reps of the coming session."""

    days: int = 0
    reps: tuple[float, ...] = ()


def supposed(heard: Heard) -> Supposed | None:
    """ "what if I miss two weeks", "what if I get 5 4 3"; None for anything else."""
    text = " ".join(plain(word) for word in heard.words)
    if not text.startswith(tuple(_table().what_if["begins"])):
        return None
    for place, word in enumerate(heard.words):
        if length := _table().away.get(plain(word)):
            count = heard.numbers[place - 1] if place else None
            days = (count or 1) * length
            return Supposed(days=round(days)) if days <= LONGEST_AWAY else None
    reps = tuple(number for number in heard.numbers if number is not None)
    return Supposed(reps=reps) if reps else None


def silenced(heard: Heard) -> bool:
    """Whether a message about reminders asks for no more of them."""
    found = told(heard)
    quiet = any(plain(word) in _table().reminders["off"] for word in heard.words)
    return quiet and found.days is None and found.time is None


def _unit(words: tuple[str, ...]) -> LoadUnit | None:
    for word in words:
        if UNITS.get(word) == "kg":
            return "kg"
        if UNITS.get(word) == "lb":
            return "lb"
    return None


def _days(words: tuple[str, ...]) -> tuple[int, ...] | None:
    about = any(word in _table().days["about"] for word in words)
    if about and any(word in _table().days["every"] for word in words):
        return tuple(range(7))
    if any(phrase in " ".join(words) for phrase in _table().days["any"]):
        return ()
    found = {day for word in words for day in (weekday(word), weekday(word.removesuffix("s"))) if day is not None}
    return tuple(sorted(found)) or None


def _time(heard: Heard, words: tuple[str, ...]) -> dt.time | None:
    """18:30, 7pm, "at 7", "in the mornings"."""
    table = _table().time
    for place, number in enumerate(heard.numbers):
        after = words[place + 1] if place + 1 < len(words) else ""
        before = words[place - 1] if place else ""
        minutes = heard.numbers[place + 1] if place + 1 < len(words) else None
        clock = minutes is not None and f"{words[place]}:{words[place + 1]}" in heard.text
        if number is None or not (clock or after in (*table["am"], *table["pm"]) or before in table["before"]):
            continue
        hour = int(number) + (12 if after in table["pm"] and number < 12 else 0)
        minute = int(minutes) if clock and minutes is not None else 0
        return dt.time(hour, minute) if hour < 24 and minute < 60 else None
    for name in ("morning", "evening"):
        if any(word in table[f"{name}s"] for word in words):
            return dt.time.fromisoformat(str(table[name]))
    return None


def _level(words: tuple[str, ...]) -> Level | None:
    return next((level for level, names in _table().level.items() if any(word in names for word in words)), None)


def _age(heard: Heard, words: tuple[str, ...]) -> AgeBand | None:
    table = _table().age
    for place, number in enumerate(heard.numbers):
        if number is None:
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        introduced = place > 0 and words[place - 1] in table["before"] and after not in UNITS
        if (after in table["after"] or introduced) and (band := band_of(number)):
            return band
    return None


def band_of(years: float) -> AgeBand | None:
    """The band of an age; None for nobody's."""
    if not YOUNGEST <= years <= OLDEST:
        return None
    return next((band for below, band in AGE_BANDS if years < below), "65plus")


def _zone(words: tuple[str, ...]) -> str | None:
    """The zone whose city is named, in one word or two."""
    known = cities()
    pairs = ("_".join(words[i : i + 2]) for i in range(len(words) - 1))
    return next((known[name] for name in (*pairs, *words) if len(name) > 2 and name in known), None)
