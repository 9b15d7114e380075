"""A place on the map has the zone of the nearest city."""

import pytest

from bot.language.zones import zone_at


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ((52.5, 13.4), "Europe/Berlin"),
        ((40.7, -74.0), "America/New_York"),
        ((35.7, 139.7), "Asia/Tokyo"),
        ((-36.8, 174.7), "Pacific/Auckland"),
        ((-33.9, 151.2), "Australia/Sydney"),
    ],
)
def test_a_place_has_the_zone_of_the_nearest_city(place: tuple[float, float], zone: str) -> None:
    assert zone == zone_at(*place)
