"""What is remembered of entries that left for the archive, as a table and as laws that hold for any diary."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training import past
from bot.training.diary import BestTime, Effort, Entry, Lift, Other, Past, RepMax, Run, Set
from bot.training.quantities import Load

JANUARY = dt.date(2026, 1, 5)


def did(*efforts: Effort, day: int = 0, name: str = "m1") -> Entry:
    """Ines's evening, so many days after the fifth of January."""
    date = JANUARY + dt.timedelta(days=day)
    return Entry(name, date, dt.datetime.combine(date, dt.time(19), dt.UTC), efforts)


def squat(*sets: Set) -> Lift:
    return Lift("back_squat", sets)


def kg(reps: float | None, load: float | None, **more: object) -> Set:
    return Set(reps=reps, load=None if load is None else Load(load, "kg"), **more)  # type: ignore[arg-type]


def best(load: float, reps: float, day: int = 0, unit: str | None = "kg") -> RepMax:
    return RepMax(Load(load, unit), reps, JANUARY + dt.timedelta(days=day))  # type: ignore[arg-type]


BESTS = [
    ("one set", (did(squat(kg(5, 100))),), (best(100, 5),)),
    ("a lighter set of as many reps is no best", (did(squat(kg(5, 100), kg(5, 90))),), (best(100, 5),)),
    ("a lighter set of more reps is one", (did(squat(kg(5, 100), kg(8, 90))),), (best(100, 5), best(90, 8))),
    ("the heavier of as many reps", (did(squat(kg(5, 100))), did(squat(kg(5, 102.5)), day=2)), (best(102.5, 5, 2),)),
    ("the day it was first done", (did(squat(kg(5, 100)), day=7), did(squat(kg(5, 100)), day=2)), (best(100, 5, 2),)),
    ("pounds beside kilograms", (did(squat(Set(5, Load(225, "lb")), kg(5, 100))),), (best(225, 5, unit="lb"),)),
    ("a warm-up is no best", (did(squat(kg(5, 60, warmup=True), kg(3, 50))),), (best(50, 3),)),
    ("a failed set is no best", (did(squat(kg(5, 120, failed=True), kg(3, 50))),), (best(50, 3),)),
    ("reps unknown", (did(squat(kg(None, 120), kg(3, 50))),), (best(50, 3),)),
    ("load unknown", (did(squat(kg(20, None), kg(3, 50))),), (best(50, 3),)),
    (
        "on the body, added to it, taken off it",
        (
            did(
                squat(
                    kg(8, 20, load_kind="assisted"), kg(6, None, load_kind="bodyweight"), kg(3, 10, load_kind="added")
                )
            ),
        ),
        (best(10, 3), best(0, 6, unit=None), best(-20, 8)),
    ),
]


def test_reps_of_the_body_alone_are_remembered() -> None:
    pulls = Lift("pull_up", (kg(12, None), kg(9, None), kg(5, 10, load_kind="added")))
    assert past.of([did(pulls)]).bests == {"pull_up": (best(10, 5), best(0, 12, unit=None))}


@pytest.mark.parametrize(("entries", "bests"), [row[1:] for row in BESTS], ids=[row[0] for row in BESTS])
def test_the_bests_are_those_that_no_other_set_beats(entries: tuple[Entry, ...], bests: tuple[RepMax, ...]) -> None:
    assert past.of(entries).bests == {"back_squat": bests}


TIMES = [
    ("one", Run(60, 8.2), 8.2),
    ("the fastest of several", Run(60, times=(8.4, 8.1, 8.3)), 8.1),
    ("the best told", Run(60, 8.5, best=8.0, reps=6), 8.0),
    ("by pace", Run(5000, pace=300), 1500.0),
    ("uphill is another race", Run(60, 9.0, grade=8), None),
    ("downhill does not", Run(60, 7.0, grade=-3), None),
    ("nor a flying start", Run(60, 6.5, flying=True), None),
    ("nor a walk", Run(60, 40, walk=True), None),
    ("nor a run without a time", Run(60), None),
    ("nor one without a distance", Run(seconds=60), None),
]


@pytest.mark.parametrize(("run", "seconds"), [row[1:] for row in TIMES], ids=[row[0] for row in TIMES])
def test_the_best_time_over_a_distance(run: Run, seconds: float | None) -> None:
    times = past.of([did(run)]).times
    assert times == (() if seconds is None else (BestTime(run.metres or 0, seconds, JANUARY),))


def test_the_first_days_are_remembered() -> None:
    entries = [did(Run(5000, 1500), day=3), did(squat(kg(5, 100)), day=9), did(Other("yoga"), day=1)]
    found = past.of(entries)
    assert (found.entries, found.first_day, found.first_lift_day) == (
        3, JANUARY + dt.timedelta(days=1), JANUARY + dt.timedelta(days=9),
    )  # fmt: skip


def test_an_exercise_without_a_name_is_counted_but_no_best() -> None:
    found = past.of([did(Lift(None, (kg(5, 100),)))])
    assert (found.bests, found.first_lift_day) == ({}, JANUARY)


def test_what_is_remembered_does_not_grow_for_ever() -> None:
    found = Past()
    for number in range(1000):
        lift = Lift(f"machine {number}", (kg(5, 100),))
        found = past.fold(found, [did(lift, Run(100.0 + number, 60), day=number, name=str(number))])
    assert len(found.bests) == len(found.times) == past.MOST_REMEMBERED
    assert "machine 999" in found.bests
    assert found.times[-1].metres == 1099


sets = st.builds(kg, st.integers(1, 12), st.sampled_from([60.0, 80.0, 100.0, 102.5]), warmup=st.booleans())
lifts = st.builds(Lift, st.sampled_from(["back_squat", "deadlift"]), st.lists(sets, max_size=4).map(tuple))
runs = st.builds(Run, st.sampled_from([60.0, 5000.0]), st.floats(8, 1500))
evenings = st.builds(lambda efforts, day: did(*efforts, day=day), st.lists(st.one_of(lifts, runs)), st.integers(0, 900))


@given(st.lists(evenings, max_size=12), st.data())
def test_it_does_not_matter_in_which_order_or_parts_entries_leave(entries: list[Entry], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(entries))
    cut = data.draw(st.integers(0, len(entries)))
    assert past.fold(past.of(shuffled[:cut]), shuffled[cut:]) == past.of(entries)


@given(st.lists(evenings, min_size=1, max_size=8))
def test_every_work_set_is_matched_or_beaten_by_a_best(entries: list[Entry]) -> None:
    bests = past.of(entries).bests
    for entry in entries:
        for lift in (e for e in entry.efforts if isinstance(e, Lift)):
            for done in lift.work_sets:
                assert done.load and done.reps
                assert any(b.load.kg >= done.load.kg and b.reps >= done.reps for b in bests[lift.exercise or ""])
