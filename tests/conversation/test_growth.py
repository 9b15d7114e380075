"""What a message costs does not grow with the years."""

import datetime as dt

from tests.coaching.test_growth import calls_of
from tests.conversation.people import Gym

TEXTS = ("squat 5x5 {kg} kg", "RDL 3x8 {kg} kg", "ran 5k in 27:30", "leg press 3x12 {kg} kg")


def calls_after(sessions: int) -> int:
    """How many functions of ours are called for a squat session, once Ana has logged so many others."""
    gym = Gym()
    for number in range(sessions):
        gym.hears(TEXTS[number % len(TEXTS)].format(kg=60 + number // 12))
        gym.now += dt.timedelta(days=2)
    logged = len(gym.days())
    calls = calls_of(lambda: gym.hears(f"squat 5x5 {60 + sessions // 12} kg"))
    assert len(gym.days()) == logged + 1
    return calls


def test_a_reply_takes_no_more_work_after_two_years_than_after_a_month() -> None:
    calls_after(1)  # tables that are made ready when they are first needed
    assert calls_after(360) < 1.2 * calls_after(16)
