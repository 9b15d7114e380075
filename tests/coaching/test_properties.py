"""What holds for every diary: never more after a miss, loads that can be loaded, no jump above a tenth."""

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.advice import LiftTarget
from bot.coaching.following import standing_of
from bot.coaching.judging import judge
from bot.coaching.loading import Rack, plate_sums
from bot.coaching.progression import next_session
from bot.training.athlete import Athlete, Kit
from bot.training.diary import Diary, Entry, Lift, Run, Set
from bot.training.quantities import Load
from tests.coaching.people import ANA, MONDAY, entry, history, rulebook

BOOK = rulebook()
LIFTS = ("back_squat", "deadlift", "leg_press", "goblet_squat", "bench_press", "pull_up")
SCHEMES = ("", "double", "fixed", "linear", "rir", "top_set")
FEW = settings(max_examples=60, deadline=None)


@st.composite
def bouts(draw: st.DrawFn, exercise: str = "back_squat") -> Lift:
    """A session of one lift: two to five sets around some reps, at one load that a bar can hold."""
    load = Load(20 + 2.5 * draw(st.integers(8, 60)), "kg")
    reps = draw(st.lists(st.integers(1, 15), min_size=1, max_size=5))
    rpe = draw(st.sampled_from([None, None, 7.0, 8.0, 10.0]))
    failed = draw(st.booleans()) and draw(st.booleans())
    last = Set(reps=reps[-1], load=load, rpe=rpe, failed=failed)
    return Lift(exercise, (*(Set(reps=r, load=load) for r in reps[:-1]), last))


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Some weeks of one lift, with gaps, and loads that wander."""
    day, load, entries = MONDAY, 20 + 2.5 * draw(st.integers(8, 40)), []
    count, aim = draw(st.integers(1, 14)), draw(st.integers(3, 12))
    for n in range(count):
        day += dt.timedelta(days=draw(st.sampled_from([2, 3, 3, 4, 7, 16, 40])))
        load = max(20.0, load + 2.5 * draw(st.integers(-4, 4)))
        reps = [max(aim - draw(st.integers(0, 3)) * draw(st.integers(0, 1)), 1) for _ in range(draw(st.integers(1, 5)))]
        rpe = draw(st.sampled_from([None, None, 6.0, 8.0, 10.0]))
        sets = tuple(Set(reps=r, load=Load(load, "kg"), rpe=rpe) for r in reps)
        entries.append(msgspec.structs.replace(entry(day, Lift("back_squat", sets)), id=f"s{n}"))
    return Diary(tuple(entries))


athletes = st.builds(
    Athlete,
    id=st.just("pat"),
    unit=st.just("kg"),
    level=st.sampled_from([None, "novice", "intermediate", "advanced"]),
    age=st.sampled_from(["adult", "adult", "65plus"]),
    schemes=st.sampled_from([{"back_squat": s} if s else {} for s in SCHEMES]),
)


def only(who: Athlete, kept: Diary, day: dt.date) -> LiftTarget | None:
    session = next_session(BOOK, who, kept, day)
    target = session.targets[0] if session else None
    return target if isinstance(target, LiftTarget) else None


@FEW
@given(athletes, diaries(), st.integers(0, 30))
def test_never_above_a_tenth_more_and_always_loadable(who: Athlete, kept: Diary, later: int) -> None:
    last = kept.entries[-1]
    target = only(who, kept, last.day + dt.timedelta(days=later))
    assert target is not None
    assert target.load is not None
    heaviest = max(s.load.kg for s in last.efforts[0].sets if s.load)  # type: ignore[union-attr]
    found = standing_of(history(who, kept), "back_squat")
    assert found is not None
    judged = max(heaviest, found.bout.amount or 0)
    assert target.load.kg <= judged * 1.1 + 1e-6
    assert Rack(BOOK, who, BOOK.exercise("back_squat"), "kg").carries(target.load.amount)
    assert target.reps
    assert all(r >= 1 for r in target.reps)


@FEW
@given(athletes, diaries(), bouts())
def test_never_more_load_after_a_miss(who: Athlete, kept: Diary, missed: Lift) -> None:
    day = kept.entries[-1].day + dt.timedelta(days=3)
    load = missed.sets[0].load
    assert load is not None
    failed = Lift("back_squat", (*missed.sets, Set(reps=1, load=load, failed=True)))
    target = only(who, kept.with_entry(msgspec.structs.replace(entry(day, failed), id="miss")), day)
    assert target is not None
    assert target.load is not None
    assert target.load.kg <= load.kg + 1e-6


@FEW
@given(diaries(), st.lists(bouts(), min_size=2, max_size=4), st.randoms())
def test_order_of_entry_within_a_day_does_not_matter(kept: Diary, same_day: list[Lift], shuffled: object) -> None:
    day = kept.entries[-1].day + dt.timedelta(days=3)
    lifts = [Lift(LIFTS[n], lift.sets) for n, lift in enumerate(same_day)]

    def logged(order: list[Lift]) -> Diary:
        one = kept
        for n, lift in enumerate(order):
            at = dt.datetime.combine(day, dt.time(18, n), tzinfo=dt.UTC)
            one = one.with_entry(Entry(f"m{n}", day, at, (lift,)))
        return one

    mixed = list(lifts)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]
    assert next_session(BOOK, ANA, logged(lifts), day) == next_session(BOOK, ANA, logged(mixed), day)


@FEW
@given(athletes, diaries(), bouts(), st.integers(0, 20))
def test_an_edit_equals_the_diary_written_so_from_the_start(who: Athlete, kept: Diary, other: Lift, place: int) -> None:
    old = kept.entries[place % len(kept.entries)]
    new = msgspec.structs.replace(old, efforts=(other,))
    edited = kept.with_entry(new)
    fresh = Diary()
    for one in (new if e.id == old.id else e for e in kept.entries):
        fresh = fresh.with_entry(one)
    day = kept.entries[-1].day
    assert next_session(BOOK, who, edited, day) == next_session(BOOK, who, fresh, day)
    assert edited.with_entry(old) == kept


@FEW
@given(athletes, diaries())
def test_the_same_diary_and_day_give_the_same_answer(who: Athlete, kept: Diary) -> None:
    last = kept.entries[-1]
    again = msgspec.json.decode(msgspec.json.encode(kept), type=Diary)
    assert judge(BOOK, who, kept, last, last.at, last.day) == judge(BOOK, who, again, last, last.at, last.day)


@FEW
@given(diaries(), diaries())
def test_two_athletes_never_mix(one: Diary, other: Diary) -> None:
    day = max(one.entries[-1].day, other.entries[-1].day)
    bea = Athlete("bea", unit="kg")
    before = next_session(BOOK, ANA, one, day)
    next_session(BOOK, bea, other, day)
    assert next_session(BOOK, ANA, one, day) == before


@FEW
@given(athletes, diaries())
def test_pounds_and_kilograms_progress_alike(who: Athlete, kept: Diary) -> None:
    """2.5 kg and 5 lb are the same step: a diary in twice the numbers of pounds is asked twice the numbers."""
    bars = {"kg": Kit(bar=20), "lb": Kit(bar=40)}
    metric = msgspec.structs.replace(who, kit=bars["kg"])
    pounds = msgspec.structs.replace(who, unit="lb", kit=bars["lb"])
    doubled = Diary(
        tuple(
            msgspec.structs.replace(e, efforts=tuple(_in_pounds(f) for f in e.efforts if isinstance(f, Lift)))
            for e in kept.entries
        )
    )
    day = kept.entries[-1].day
    one, other = only(metric, kept, day), only(pounds, doubled, day)
    assert one is not None
    assert other is not None
    assert one.load is not None
    assert other.load == Load(2 * one.load.amount, "lb")
    assert (one.reps, one.rule) == (other.reps, other.rule)


def _in_pounds(lift: Lift) -> Lift:
    sets = tuple(msgspec.structs.replace(s, load=Load(2 * s.load.amount, "lb")) for s in lift.sets if s.load)
    return Lift(lift.exercise, sets)


@FEW
@given(
    st.lists(st.sampled_from([0.5, 1.25, 2.5, 5.0, 7.5, 10.0, 15.0, 20.0]), min_size=1, max_size=4, unique=True),
    st.floats(20, 250),
    st.integers(1, 3),
)
def test_loads_are_sums_of_the_plates_there_are(plates: list[float], amount: float, jumps: int) -> None:
    who = Athlete("pat", unit="kg", kit=Kit(bar=20, plates=tuple(plates)))
    rack = Rack(BOOK, who, BOOK.exercise("back_squat"), "kg")
    for load in (rack.below(amount), rack.above(amount), rack.up(amount, jumps)):
        assert any(abs(load - 20 - s) < 1e-6 for s in plate_sums(tuple(plates), load))
    assert rack.below(amount) <= amount + 1e-6 < rack.above(amount) + 1e-3


@FEW
@given(st.lists(st.tuples(st.floats(5, 3000), st.floats(2, 4000), st.integers(1, 10)), min_size=1, max_size=6))
def test_any_run_is_judged(runs: list[tuple[float, float, int]]) -> None:
    kept = Diary()
    for n, (metres, seconds, reps) in enumerate(runs):
        day = MONDAY + dt.timedelta(days=2 * n)
        one = msgspec.structs.replace(entry(day, Run(metres, seconds, reps=reps, said=("sprint",))), id=f"r{n}")
        kept = kept.with_entry(one)
        found = judge(BOOK, ANA, kept, one, one.at, day)
        assert found.next is not None
        assert found.next.day >= day
