"""One number with what belongs to it: its unit, a fraction, a decimal comma, smaller parts of a time."""

from bot.language.atoms import METRES, SECONDS, SPEEDS
from bot.language.tokens import Token
from bot.language.words import IMPLEMENTS, PER, UNITS

LONGEST_TIME = 1e6  # seconds, eleven days; more is no exercise
FARTHEST = 1e7  # metres
_TIGHT_ONLY = frozenset(
    {"w", "g", "c", "f", "in", "st", "nd", "rd", "th", "er", "do", "r", "a", "eme", "h", "e", "s", "с", "г", "k", "#"}
)

TIMES_WORDS = frozenset({"times", "mal", "fois", "veces", "vezes"})


def metres_per(tokens: list[Token], j: int) -> tuple[float, int]:
    """Metres of `/km`, `per mile`, `/500m`, and where it ends; 0 where there is none."""
    if j + 1 >= len(tokens):
        return 0.0, j
    per = tokens[j].text
    if per not in PER:
        return 0.0, j
    unit = UNITS.get(tokens[j + 1].text, "") if tokens[j + 1].kind == "word" else ""
    if unit in ("km", "mile"):
        return METRES[unit], j + 2
    if tokens[j + 1].kind == "number" and j + 2 < len(tokens) and UNITS.get(tokens[j + 2].text) in ("m", "metre"):
        return tokens[j + 1].value, j + 3
    return 0.0, j


def unit_at(tokens: list[Token], j: int) -> str:
    """The unit a token names after a number, or nothing."""
    if j >= len(tokens):
        return ""
    token = tokens[j]
    if token.kind == "word":
        unit = UNITS.get(token.text, "")
        return "" if unit and token.text in _TIGHT_ONLY and not token.tight and not _ends_there(tokens, j) else unit
    if token.text == "%":
        return "percent"
    if token.text == "°":
        return "other"
    if token.text == "#" and token.tight:
        return "lb"
    return "minute" if token.text == "'" and token.tight else ""


def _ends_there(tokens: list[Token], j: int) -> bool:
    """`8.5 s` at the end of a phrase; `8 s…` before a word is no unit."""
    if tokens[j].text not in ("s", "с", "h", "г", "g"):
        return False
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return after is None or after.kind not in ("word", "number") or tokens[j].text == "h"


def one_amount(tokens: list[Token], i: int) -> tuple[str, float, str, int]:
    """Kind, value, unit and end of the amount that begins with the number at `i`."""
    value, j = _value(tokens, i)
    j += _is_joined(tokens, j)
    if end := _end_of_plural(tokens, j):
        return "ns", value, "s", end
    unit = unit_at(tokens, j)
    if not unit or (unit == "step" and _is_step_up(tokens, j)):
        if j < len(tokens) and tokens[j].text == '"' and tokens[j].tight:
            return ("ns" if value >= 10 else "other"), value, '"', j + 1
        return "number", value, "", j
    if unit == "rep" and tokens[j].text in TIMES_WORDS:
        follows = tokens[j + 1] if j + 1 < len(tokens) else None
        if follows and (follows.kind == "number" or follows.value):
            return "number", value, "", j
    if value * SECONDS.get(unit, 0.0) > LONGEST_TIME:
        return "other", value, unit, j + 1
    if unit in SECONDS:
        return _time(tokens, value, unit, j)
    if value * METRES.get(unit, 0.0) > FARTHEST:
        return "other", value, unit, j + 1
    if unit in METRES:
        return _ground(tokens, value, unit, j)
    if unit in SPEEDS:
        return "speed", value * SPEEDS[unit], unit, j + 1
    if unit in ("kg", "lb"):
        return "load", value, unit, j + 1
    kind = {
        "rep": "reps",
        "set": "sets",
        "round": "rounds",
        "m": "m",
        "s": "ns",
        "plate": "plates",
        "step": "steps",
    }.get(unit, unit)
    return kind, value, tokens[j].text, j + 1


def _ground(tokens: list[Token], value: float, unit: str, j: int) -> tuple[str, float, str, int]:
    """A distance; or a speed (`12 km/h`), or steps counted in thousands (`8k steps`)."""
    if unit == "km" and tokens[j + 1 : j + 2] and tokens[j + 1].text == "/" and unit_at(tokens, j + 2) == "hour":
        return "speed", value * 1000, "kmh", j + 3
    if tokens[j].text == "k" and j + 1 < len(tokens) and UNITS.get(tokens[j + 1].text) == "step":
        return "steps", value * 1000, "steps", j + 2
    return "distance", value * METRES[unit], tokens[j].text if unit == "km" else unit, j + 1


def _end_of_plural(tokens: list[Token], j: int) -> int:
    """`20's`, `12er Hanteln`: where the plural of a dumbbell's size ends, or 0."""
    if j + 1 >= len(tokens) or not tokens[j].tight:
        return 0
    if tokens[j].text == "'" and tokens[j + 1].text == "s" and tokens[j + 1].tight:
        return j + 2
    return j + 1 if tokens[j].text == "er" and tokens[j + 1].text in IMPLEMENTS else 0


def _is_step_up(tokens: list[Token], j: int) -> bool:
    """`30 step-ups`: an exercise, no steps."""
    j += 2 if j + 1 < len(tokens) and tokens[j + 1].text == "-" else 1
    return j < len(tokens) and tokens[j].text in ("up", "ups")


def _is_joined(tokens: list[Token], j: int) -> bool:
    """`30-minute run`, `5-mile run`: a hyphen before the unit."""
    if j + 1 >= len(tokens) or tokens[j].text != "-" or not (tokens[j].tight and tokens[j + 1].tight):
        return False
    unit = UNITS.get(tokens[j + 1].text, "") if tokens[j + 1].kind == "word" else ""
    return (
        unit in METRES
        or unit in SECONDS
        or unit in ("m", "rep", "set", "round", "lb", "kg")
        or (unit == "other" and len(tokens[j + 1].text) > 2)
    )


def _value(tokens: list[Token], i: int) -> tuple[float, int]:
    """The number at `i`, with a decimal comma, a fraction or a rest in eighths."""
    value, j = tokens[i].value, i + 1
    if j + 1 < len(tokens) and tokens[j].tight and tokens[j + 1].kind == "number" and tokens[j + 1].tight:
        sign, after = tokens[j].text, tokens[j + 1]
        if sign == "," and _is_decimal(tokens, i):
            return float(f"{int(value)}.{after.text}"), j + 2
        if (
            sign == ","
            and len(after.text) == 3
            and value < 100
            and unit_at(tokens, j + 2) in ("m", "metre", "kg", "lb", "other", "foot", "yard")
        ):
            return value * 1000 + after.value, j + 2
        if sign == "/" and after.value and value < after.value <= 10 and unit_at(tokens, j + 2) in {*METRES, *SECONDS}:
            return value / after.value, j + 2
    if j + 2 < len(tokens) and tokens[j].kind == "number" and tokens[j + 1].text == "/" and tokens[j + 1].tight:
        low = tokens[j + 2]
        if (
            low.kind == "number"
            and low.value
            and tokens[j].value < low.value <= 10
            and unit_at(tokens, j + 3) in METRES
        ):
            return value + tokens[j].value / low.value, j + 3
    return value, j


def _is_decimal(tokens: list[Token], i: int) -> bool:
    """`102,5kg`, `@ 12,5`, `22,5`: a decimal comma; `5,5,5` and `6,4` are lists."""
    whole, after = tokens[i], tokens[i + 2]
    if "." in whole.text or "." in after.text or len(after.text) > 2:
        return False
    follows = tokens[i + 3] if i + 3 < len(tokens) else None
    if (
        follows
        and follows.text == ","
        and follows.tight
        and i + 4 < len(tokens)
        and tokens[i + 4].kind == "number"
        and tokens[i + 4].tight
    ):
        return False
    if i >= 2 and tokens[i - 1].text == "," and tokens[i - 1].tight and whole.tight and tokens[i - 2].kind == "number":
        return False
    if unit_at(tokens, i + 3) in ("kg", "lb", "km", "mile", "hour", "kmh", "mph"):
        return True
    if after.text not in ("5", "25", "75"):
        return False
    if follows and follows.kind == "number" and i + 4 < len(tokens) and tokens[i + 4].text == "x":
        return True
    steps = whole.value % 5 == 2 or whole.value % 10 == 7 if after.text == "5" else whole.value % 5 in (1, 3)
    if whole.value >= 20 and steps:
        return True
    return i > 0 and (tokens[i - 1].text == "@" or (tokens[i - 1].text == "x" and whole.value > 9))


def _time(tokens: list[Token], value: float, unit: str, j: int) -> tuple[str, float, str, int]:
    """A time with its smaller parts (`1h 5min`, `2'30`, `2m45s`), or a pace (`5'30/km`)."""
    seconds, j = value * SECONDS[unit], j + 1
    smaller = {"hour": ("minute", 60.0), "minute": ("second", 1.0)}.get(unit)
    if smaller and j < len(tokens) and tokens[j].kind == "number" and tokens[j].value < 60:
        word = unit_at(tokens, j + 1)
        glued = tokens[j].tight and not word
        if word == smaller[0] or (unit == "minute" and word == "s") or (unit == "hour" and word == "m") or glued:
            seconds += tokens[j].value * smaller[1]
            j += 1 if glued else 2
            if glued and j < len(tokens) and tokens[j].text == '"' and tokens[j].tight:
                j += 1
    per, after = metres_per(tokens, j)
    if per and seconds / per < 2.0 and tokens[j].text in ("/", "per", "pro", "por", "par"):
        return "pace", seconds / per * 1000, "", after
    return "time", seconds, unit, j
