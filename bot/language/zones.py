"""The zone of a place on the map: that of the nearest principal city, by the list that comes with the zones."""

import math
from functools import cache
from importlib import resources


def zone_at(latitude: float, longitude: float) -> str:
    """The zone whose principal city is nearest."""
    return min(_cities(), key=lambda city: _angle_to(latitude, longitude, city[1], city[2]))[0]


def _angle_to(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = math.radians(lat), math.radians(other_lat)
    east = math.radians(lon - other_lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(east)
    return math.acos(max(-1.0, min(1.0, cosine)))


@cache
def _cities() -> tuple[tuple[str, float, float], ...]:
    """Zone, latitude and longitude of each principal city, by the list that comes with the zones."""
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((row[2], *_degrees(row[1])) for row in rows)


def _degrees(place: str) -> tuple[float, float]:
    """+4230+00131 (degrees, minutes) or +404251-0740023 (and seconds)."""
    split = max(place.rfind("+"), place.rfind("-"))
    return _angle(place[:split], 2), _angle(place[split:], 3)


def _angle(text: str, digits: int) -> float:
    whole = int(text[1 : 1 + digits]) + int(text[1 + digits : 3 + digits]) / 60 + int(text[3 + digits :] or 0) / 3600
    return -whole if text[0] == "-" else whole
