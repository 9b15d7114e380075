"""Where athletes say they are, and until when: a city, a zone, an offset, or the time on their clock. All offline."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from functools import cache

import msgspec

from bot.language.languages import heard_as
from bot.language.plans import asked
from bot.language.tokens import normalised
from bot.language.words import plain
from bot.tables import TableError

FILE = "places.toml"
LONGEST_NAME = 4  # words of a place
SHORT = 6  # words of a message that is nothing but an answer
MARKS = ".,!?;:()\"'"
MINUTES_A_DAY, QUARTER, NEAR = 24 * 60, 15, 7
FARTHEST_EAST, FARTHEST_WEST = 14, 12  # hours from UTC


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    plain: dict[str, list[str]]
    opens: dict[str, list[str]]
    after: dict[str, list[str]]
    short: dict[str, list[str]]
    parted: dict[str, str]
    cities: dict[str, list[str]]


class Place(msgspec.Struct, frozen=True):
    """A zone, or (`zone` empty) words that name none; `until`: the last day there, None: no end was told.
    `passing`: "I'm in", which may be for a while, else for good; `clock`: told by the time there."""

    zone: str
    read: str
    until: dt.date | None = None
    passing: bool = False
    clock: bool = False


@cache
def _table() -> _Table:
    return heard_as(FILE, _Table)


@cache
def cities() -> dict[str, str]:
    """By city or country, its words joined by _: zone. Reads the list of zones at the first place somebody names."""
    zones, found = zoneinfo.available_timezones(), dict(_named_zones())
    for table in (_table().cities, _table().short):
        for zone, names in table.items():
            if zone not in zones:
                raise TableError(FILE, zone, "is no zone")
            found |= {"_".join(plain(word) for word in name.split()): zone for name in names}
    return found


def _named_zones() -> Iterator[tuple[str, str]]:
    for zone in sorted(zoneinfo.available_timezones(), reverse=True):
        city = zone.rpartition("/")[2].casefold()
        if "/" in zone and city.replace("_", "").isalpha() and len(city) > 2 and city not in _table().plain["words"]:
            yield city, zone


@cache
def _by_name() -> dict[str, str]:
    return {zone.casefold(): zone for zone in zoneinfo.available_timezones() if "/" in zone}


def place(text: str, now: dt.datetime, local: dt.datetime, answering: bool = False) -> Place | None:
    """Where a message says its writer is, at this moment (UTC) and wall time; None where it says nothing of it.
    `answering`: we asked."""
    found = _place(text, now, local, answering)
    start = text.casefold().find(found.read) if found and not found.zone else -1
    if found is None or start < 0:
        return found
    if "?" in text:
        return None
    return msgspec.structs.replace(found, read=text[start : start + len(found.read)])  # as it was written


def _place(text: str, now: dt.datetime, local: dt.datetime, answering: bool) -> Place | None:
    words = [word for word in (plain(word.strip(MARKS)) for word in normalised(text).split()) if word]
    for kind in ("zone", "live", "stay"):
        start = _after_opening(words, kind)
        if start is not None and (found := _named(words[start:], local, kind)):
            return found
    if (start := _after_opening(words, "time")) is not None and (answering or "here" in words or "hier" in words):
        return _of_clock(" ".join(words[start:]), now, local)
    if len(words) > SHORT:
        return None
    return _offset_place(words) or (_answer(words, now, local) if answering and words else None)


def _after_opening(words: list[str], kind: str) -> int | None:
    """The place behind the longest phrase that introduces one at the beginning of a message."""
    lengths = [len(way) for way in _openings(kind) if tuple(words[: len(way)]) == way]
    return max(lengths, default=None) if len(words) > max(lengths, default=0) else None


@cache
def _openings(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(plain(word) for word in way.split()) for way in _table().opens[kind])


def _named(words: list[str], local: dt.datetime, kind: str) -> Place | None:
    """The place at the beginning of these words and the length of the stay behind it. What is no place counts as one
    that is unknown where nothing else can be meant: after "my zone is", or before "until"."""
    length, zone = _longest(words)
    behind = [word for word in words[length:] if word not in _after("filler")]
    if zone and not behind:
        return Place(zone, " ".join(words[:length]), passing=kind == "stay")
    end = next((i for i, word in enumerate(words) if word in _after("length")), None)
    until = _until(words[end:], local) if end is not None else None
    if zone:
        return Place(zone, " ".join(words[:length]), until, kind == "stay") if until else None
    if kind == "stay" and not until:
        return None
    read = [word for word in words[:end] if word not in _after("filler")][:LONGEST_NAME]
    return Place("", " ".join(read)) if read else None


def _longest(words: list[str]) -> tuple[int, str]:
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        if zone := zone_named(words[:length]):
            return length, zone
    return 0, ""


def zone_named(words: list[str]) -> str:
    """The zone of a city, a zone's own name, or an offset such as UTC+2; empty where there is none."""
    joined = "_".join(words)
    return _by_name().get(joined) or cities().get(joined) or _offset("".join(words)) or ""


@cache
def _after(kind: str) -> frozenset[str]:
    return frozenset(plain(word) for word in _table().after[kind])


def _until(words: list[str], local: dt.datetime) -> dt.date | None:
    """The last day of "until sunday", "for two weeks", "this week"."""
    found = asked(f"pause {' '.join(words)}", local, lambda: None)
    if found is None or found.wrong or not found.whole or len(found.wish.pauses) != 1:
        return None
    last = found.wish.pauses[0].last
    exclusive = words[0] in ("until", "till", "til", "bis", "hasta")
    return last + dt.timedelta(days=1) if last and exclusive else last


def _offset_place(words: list[str]) -> Place | None:
    """`UTC+2` and nothing else; one that no zone has is named as unknown."""
    written = "".join(word for word in words if word not in _after("filler"))
    if not written.startswith(("utc+", "utc-", "gmt+", "gmt-")):
        return None
    return Place(_offset(written) or "", written)


def _offset(written: str) -> str | None:
    """The zone of `utc+2`, `gmt-5`, `utc+5:30`."""
    if not written.startswith(("utc", "gmt")) or written[3:4] not in ("+", "-"):
        return None
    hours, _, minutes = written[4:].partition(":")
    if not hours.isdecimal() or not (minutes or "0").isdecimal() or len(hours) > 2 or len(minutes) > 2:
        return None
    return zone_of_offset((int(hours) * 60 + int(minutes or 0)) * (-1 if written[3] == "-" else 1))


def zone_of_offset(minutes: int) -> str | None:
    """A zone that is so many minutes from UTC: of the whole hours the nameless ones."""
    hours, rest = divmod(abs(minutes), 60)
    if rest:
        return _table().parted.get(str(minutes))
    if hours > (FARTHEST_EAST if minutes > 0 else FARTHEST_WEST):
        return None
    return "Etc/UTC" if not hours else f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}"  # these names count westwards


def _of_clock(text: str, now: dt.datetime, local: dt.datetime) -> Place | None:
    """The zone in which clocks show this time now, to a quarter of an hour."""
    found = asked(f"remind me at {text.replace('here', '').replace('hier', '')}", local, lambda: None)
    if found is None or found.wrong or found.wish.time is None or not found.whole:
        return None
    told = found.wish.time.hour * 60 + found.wish.time.minute
    apart = (told - now.hour * 60 - now.minute) % MINUTES_A_DAY
    apart -= MINUTES_A_DAY if apart > MINUTES_A_DAY // 2 + NEAR else 0
    offset = round(apart / QUARTER) * QUARTER
    zone = zone_of_offset(offset) if abs(apart - offset) <= NEAR else None
    return Place(zone or "", f"{found.wish.time:%H:%M}", clock=True)


def _answer(words: list[str], now: dt.datetime, local: dt.datetime) -> Place | None:
    """A city or a time alone, where we asked for one; other words only if they begin with such a place."""
    if _longest(words)[1]:
        return _named(words, local, "live")
    return _of_clock(" ".join(words), now, local) if any(word[0].isdigit() for word in words) else None
