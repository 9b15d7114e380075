"""Numbers, loads, times and days as a person writes them, in the manner of a language."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from bot.training.quantities import Load, LoadUnit

METRES_PER_MILE = 1609.344


class Manner(msgspec.Struct, frozen=True):
    """How a language writes numbers and days. `weekdays` begin on Monday; `day` names {weekday}, {day} and {month}."""

    decimal: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day: str

    def shown(self, name: str, value: object) -> str:
        """A value as a person writes it; `name` tells seconds (`…_time`) and metres (`…_distance`)."""
        match value:
            case str() | bool():
                return str(value)
            case Load():
                return self.load(value)
            case dt.datetime():
                return f"{self.date(value.date())} {value:%H:%M}"
            case dt.date():
                return self.date(value)
            case dt.time():
                return f"{value:%H:%M}"
            case tuple() | list():
                return "/".join(self.shown(name, v) for v in value)
            case int() | float():
                if name.endswith("_time"):
                    return self.seconds(value)
                return self.metres(value) if name.endswith("_distance") else self.number(value)
            case None:
                return ""
            case _:
                return str(msgspec.to_builtins(value))

    def number(self, value: float, digits: int = 2) -> str:
        """102.5, 100, 0.36: no more digits than needed."""
        if not digits or value == int(value):
            return str(int(value))
        return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace(".", self.decimal)

    def load(self, load: Load, unit: LoadUnit | None = None) -> str:
        """100 kg; without a unit the bare number, as it was written."""
        said = load.unit or unit
        return f"{self.number(load.amount)} {said}" if said else self.number(load.amount)

    def seconds(self, seconds: float) -> str:
        """9.1 s, 45 s, 27:30, 1:02:10; whole minutes as 40 min."""
        if seconds < 60:
            return f"{self.number(seconds)} s"
        whole = round(seconds)
        minutes, rest = divmod(whole, 60)
        if rest == 0 and minutes < 240:
            return f"{minutes} min"
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def clock(self, seconds: float) -> str:
        """A time beside a distance: 27:30, 9.1 s."""
        if seconds < 60:
            return f"{self.number(seconds)} s"
        hours, rest = divmod(round(seconds), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"

    def metres(self, metres: float) -> str:
        """60 m, 5 km, 6.2 mi where it is a whole number of tenths of a mile and not of metres."""
        if metres < 1000:
            return f"{self.number(metres)} m"
        miles = metres / METRES_PER_MILE
        if abs(miles * 10 - round(miles * 10)) < 0.01 and abs(metres / 100 - round(metres / 100)) > 0.01:
            return f"{self.number(miles)} mi"
        return f"{self.number(metres / 1000)} km"

    def date(self, day: dt.date) -> str:
        """Mon 12 Jan."""
        weekday, month = self.weekdays[day.weekday()], self.months[day.month - 1]
        return self.day.format(weekday=weekday, day=day.day, month=month)


def manner_of(lines: Mapping[str, str]) -> Manner:
    """How a language writes numbers and days, from its lines."""
    return Manner(
        decimal=lines["shown.decimal"],
        weekdays=tuple(lines[f"weekday.{n}"] for n in range(7)),
        months=tuple(lines[f"month.{n}"] for n in range(1, 13)),
        day=lines["shown.day"],
    )
