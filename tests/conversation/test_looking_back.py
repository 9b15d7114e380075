"""Questions about one's own past, answered from the diary of Mia, who squats on Mondays and sprints on Thursdays."""

import datetime as dt

import pytest

from tests.conversation.people import Gym

DIARY = [
    ("2026-01-05", "squat 5x5 90kg", "leg press 3x12 140kg"),
    ("2026-01-08", "6x60m sprints, best 8.9"),
    ("2026-01-12", "squat 5x5 95kg", "ran 5k in 27:30"),
    ("2026-01-15", "8x60m sprints"),
    ("2026-01-19", "squat 3x3 100kg", "rdl 3x8 80kg"),
    ("2026-02-02", "squat 5x5 97.5kg", "leg curl 3x12 40kg"),
    ("2026-02-04", "6x60m sprints"),
    ("2026-02-05", "easy run 6k 36 min"),
    ("2026-02-09", "squat 5x5 100kg"),
    ("2026-02-10", "walked 3 km in 40 min", "bike 30 min"),
]


@pytest.fixture(scope="module")
def mia() -> Gym:
    gym = Gym()
    for day, *texts in DIARY:
        gym.now = dt.datetime.fromisoformat(f"{day}T18:00:00+00:00")
        for text in texts:
            gym.hears(text, "mia")
    gym.now = dt.datetime(2026, 2, 11, 12, 0, tzinfo=dt.UTC)
    return gym


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("what did i squat last time", "Mon 9 Feb: Squat 5×5 @ 100 kg"),
        ("last leg press", "Mon 5 Jan: Leg press 3×12 @ 140 kg"),
        ("last time leg curl?", "Mon 2 Feb: Leg curl 3×12 @ 40 kg"),
        ("what weight did i use for rdl", "Mon 19 Jan: Romanian deadlift 3×8 @ 80 kg"),
        ("when did i last do 100", "Mon 9 Feb (2 days ago): Squat 5×5 @ 100 kg"),
        ("when did i last squat 95", "Mon 12 Jan (30 days ago): Squat 5×5 @ 95 kg"),
        ("when did i first squat 100", "Mon 19 Jan: Squat 3×3 @ 100 kg"),
        ("did i ever squat 100", "Mon 9 Feb: Squat 5×5 @ 100 kg"),
        ("when did i last run", "Thu 5 Feb (6 days ago): Run 6 km in 36:00"),
        ("how long since my last leg day", "Mon 9 Feb (2 days ago): Squat 5×5 @ 100 kg"),
        ("how many days since i squatted", "Mon 9 Feb (2 days ago): Squat 5×5 @ 100 kg"),
        ("when was my last sprint session", "Wed 4 Feb (7 days ago): Sprint 6×60 m"),
        (
            "how many sprints this month",
            "1 session with 6 sprints from Sun 1 Feb to Wed 11 Feb: Wed 4 Feb: Sprint 6×60 m",
        ),
        ("total sprints this year", "3 sessions with 20 sprints from Thu 1 Jan"),
        ("how many runs this month", "1 time from Sun 1 Feb to Wed 11 Feb: Thu 5 Feb: Run 6 km in 36:00"),
        ("how often did i squat in january", "3 times from Thu 1 Jan to Sat 31 Jan"),
        ("how many squats last month", "3 times from Thu 1 Jan to Sat 31 Jan"),
        ("how many workouts this week", "2 days from Mon 9 Feb to Wed 11 Feb"),
        ("how many leg days last month", "3 days from Thu 1 Jan to Sat 31 Jan"),
        ("did i squat this week", "1 time from Mon 9 Feb to Wed 11 Feb"),
        ("have i done sprints this week", "None from Mon 9 Feb to Wed 11 Feb."),
        ("how far did i run this year", "11 km in 2 runs from Thu 1 Jan to Wed 11 Feb."),
        ("how far did i walk this month", "3 km in 1 walk from Sun 1 Feb to Wed 11 Feb."),
        ("what did i do yesterday", "Tue 10 Feb: Walk 3 km in 40:00\nTue 10 Feb: Bike 30 min"),
        ("what did i do on monday", "Mon 9 Feb: Squat 5×5 @ 100 kg"),
        ("what did i lift on 2 feb", "Mon 2 Feb: Squat 5×5 @ 97.5 kg\nMon 2 Feb: Leg curl 3×12 @ 40 kg"),
        ("what did i do last week", "Mon 2 Feb: Squat 5×5 @ 97.5 kg\nMon 2 Feb: Leg curl 3×12 @ 40 kg\nWed 4 Feb"),
        ("show my last 2 workouts", "Tue 10 Feb: Walk 3 km in 40:00\nTue 10 Feb: Bike 30 min"),
        ("what is my best squat", "squat: 100 kg × 5 (Mon 9 Feb)"),
        (
            "what's my 1rm",
            "squat: one-rep max about 115 kg ± 5 %, from 100 kg × 5 (Mon 9 Feb)\nleg curl: one-rep max about",
        ),
        ("whats my leg press 1rm", "leg press: one-rep max about 198 kg ± 24 %, from 140 kg × 12 (Mon 5 Jan)"),
        ("squat 1rm?", "squat: one-rep max about 115 kg"),
        ("my pr on leg press", "leg press: 140 kg × 12 (Mon 5 Jan)"),
        ("fastest 60m", "60 m: 8.9 s (Thu 8 Jan)"),
        ("whats my best 5k time", "5 km: 27:30 (Mon 12 Jan)"),
        ("am i getting stronger on squats", "Mon 9 Feb: Squat 5×5 @ 100 kg\nMon 2 Feb: Squat 5×5 @ 97.5 kg"),
        ("am i getting stronger", "1 of 1 up since Mon 5 Jan.\nsquat: 90 kg × 5 → 100 kg × 5"),
        ("show my progress", "1 of 1 up since Mon 5 Jan."),
        ("bin ich stärker geworden?", "1 of 1 up since Mon 5 Jan."),
        ("this week", "Last 7 days in hard sets"),
        ("how was my week", "Last 7 days in hard sets"),
        ("how many sets did i do this week", "Last 7 days in hard sets"),
        ("how many sets for quads this week", "Last 7 days in hard sets"),
        ("last deadlift", "No deadlift in your diary yet."),
        ("what did i do in december", "Nothing logged from Mon 1 Dec to Wed 31 Dec."),
    ],
)
def test_the_past_is_told_as_it_was_asked_for(mia: Gym, asked: str, answered: str) -> None:
    owed = mia.hears(asked, "mia")
    assert owed
    assert owed.text.startswith(answered)


def test_all_bests_name_lifts_and_times(mia: Gym) -> None:
    owed = mia.hears("my bests", "mia")
    assert owed
    assert "squat: 100 kg × 5" in owed.text
    assert "60 m: 8.9 s" in owed.text
