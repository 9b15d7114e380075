"""What every store promises, run over each that the configuration can name."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from bot.conversation.ports import Amendment, Notebook, NotKept, Store
from bot.stores import STORES
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set, in_order
from bot.training.quantities import Load
from tests.stores.people import EVENING, MONDAY, filled, logged, mara, sprints, squats

replace = msgspec.structs.replace


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    made = STORES[request.param](tmp_path / "kept")
    yield made
    await made.close()


async def all_entries(store: Store, athlete: str) -> tuple[Entry, ...]:
    return (*await store.archived(athlete), *(await store.open(athlete)).diary.entries)


async def test_somebody_new_has_an_empty_notebook_that_is_not_kept_yet(store: Store) -> None:
    assert await store.open("271828") == Notebook(Athlete("271828"))
    assert await store.athletes() == ()
    assert await store.archived("271828") == ()


async def test_every_field_comes_back_as_it_was_kept(store: Store) -> None:
    entries = in_order(filled(tuple[Entry, ...]))
    notebook = replace(filled(Notebook), diary=Diary(entries), amended=(), reachable=False)
    await store.keep(notebook)
    assert await store.open(notebook.athlete.id) == notebook


async def test_keeping_twice_is_keeping_once(store: Store) -> None:
    notebook = logged(mara(3), squats(3), "u9")
    await store.keep(notebook)
    await store.keep(notebook)
    assert await store.open("271828") == notebook


async def test_an_edit_replaces_and_an_undo_removes(store: Store) -> None:
    await store.keep(mara(3))
    before = await store.open("271828")
    await store.keep(replace(before, diary=before.diary.with_entry(squats(1, 102.5)).without("mara:0")))
    assert (await store.open("271828")).diary.entries == (squats(1, 102.5), squats(2))


async def test_each_athlete_has_a_notebook_of_their_own(store: Store) -> None:
    tunde = Notebook(Athlete("314159"), Diary((sprints(0),)))
    await store.keep(mara(2))
    await store.keep(tunde)
    assert await store.open("314159") == tunde
    assert await store.open("271828") == mara(2)
    assert sorted(await store.athletes()) == ["271828", "314159"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "a/b", "Ü\0", "", ".", "x" * 4000, "HØ", "hø", "terminal"])
async def test_any_id_is_kept_apart_whatever_it_looks_like(store: Store, name: str) -> None:
    await store.keep(mara(1))
    await store.keep(Notebook(Athlete(name), Diary((sprints(1),))))
    assert (await store.open(name)).diary.entries == (sprints(1),)
    assert await store.open("271828") == mara(1)
    assert set(await store.athletes()) == {name, "271828"}


async def test_the_latest_entries_stay_at_hand_and_none_is_lost_on_the_way_to_the_archive(store: Store) -> None:
    for number in range(200):
        await store.keep(logged(await store.open("271828"), squats(number), f"u{number}"))
    kept = await store.open("271828")
    archived = await store.archived("271828")
    assert 64 <= len(kept.diary.entries) < 96
    assert (*archived, *kept.diary.entries) == tuple(squats(n) for n in range(200))
    assert kept.diary.past.entries == len(archived)
    assert kept.diary.past.first_lift_day == MONDAY


async def test_an_import_of_years_is_archived_at_once(store: Store) -> None:
    await store.keep(mara(1000))
    assert await all_entries(store, "271828") == mara(1000).diary.entries


async def test_a_notebook_opened_before_entries_left_does_not_bring_them_back(store: Store) -> None:
    stale = mara(96)
    await store.keep(stale)
    await store.keep(logged(stale, squats(96), "u96"))
    await store.keep(logged(stale, squats(97), "u97"))
    assert await all_entries(store, "271828") == (*mara(96).diary.entries, squats(97))


async def test_an_old_session_told_late_is_archived_in_its_place(store: Store) -> None:
    await store.keep(mara(150))
    late = replace(sprints(0), id="late", day=MONDAY - dt.timedelta(days=400))
    for number in range(150, 200):
        notebook = await store.open("271828")
        await store.keep(logged(notebook, late if number == 150 else squats(number), f"u{number}"))
    entries = await all_entries(store, "271828")
    assert entries[0] == late
    assert len(entries) == 200


async def amended(store: Store, *changes: Amendment) -> None:
    await store.keep(replace(await store.open("271828"), amended=changes))


async def test_an_archived_entry_can_be_edited_and_taken_back(store: Store) -> None:
    await store.keep(mara(200))
    await amended(store, Amendment("mara:3", squats(3, 250.0)))
    await amended(store, Amendment("mara:4"))
    kept = await store.open("271828")
    entries = await all_entries(store, "271828")
    assert kept.amended == ()
    assert [e.id for e in entries] == [f"mara:{n}" for n in range(200) if n != 4]
    assert entries[3] == squats(3, 250.0)
    assert kept.diary.past.bests["back_squat"][0].load == Load(250.0, "kg")
    assert kept.diary.past.entries == len(await store.archived("271828"))


async def test_an_amended_best_is_forgotten_again(store: Store) -> None:
    wrong = mara(200)
    await store.keep(replace(wrong, diary=wrong.diary.with_entry(squats(5, 1000.0))))
    await amended(store, Amendment("mara:5", squats(5)))
    best = (await store.open("271828")).diary.past.bests["back_squat"]
    assert [b.load for b in best] == [Load(100.0, "kg")]


async def test_many_amendments_one_after_the_other_all_hold(store: Store) -> None:
    await store.keep(mara(300))
    for number in range(0, 200, 2):
        change = Amendment(f"mara:{number}", None if number % 4 else squats(number, 60.0))
        await amended(store, change)
        await amended(store, change)
    for number in range(300, 340):
        await store.keep(logged(await store.open("271828"), squats(number), f"u{number}"))
    expected = tuple(squats(n, 60.0 if n % 4 == 0 and n < 200 else 100.0) for n in range(340) if n % 4 != 2 or n >= 200)
    assert await all_entries(store, "271828") == expected


async def test_an_amendment_to_an_entry_still_in_the_diary_or_to_none_at_all_counts_as_well(store: Store) -> None:
    await store.keep(mara(10))
    await amended(store, Amendment("mara:9", squats(9, 90.0)), Amendment("mara:8"), Amendment("no such"))
    await amended(store, Amendment("mara:10", squats(10)))
    expected = (*mara(8).diary.entries, squats(9, 90.0), squats(10))
    assert (await store.open("271828")).diary.entries == expected


def due(athlete: str, at: dt.datetime | None) -> Notebook:
    return Notebook(Athlete(athlete), due_at=at)


async def test_due_are_those_whose_time_has_come_earliest_first(store: Store) -> None:
    hour = dt.timedelta(hours=1)
    for athlete, at in {"1": EVENING, "2": EVENING - hour, "3": EVENING + hour, "4": None}.items():
        await store.keep(due(athlete, at))
    assert await store.due(EVENING - 2 * hour) == ()
    assert await store.due(EVENING) == ("2", "1")
    assert await store.next_due() == EVENING - hour
    await store.keep(due("2", EVENING + 2 * hour))
    await store.keep(due("1", None))
    assert await store.due(EVENING + hour) == ("3",)
    await store.forget("3")
    assert await store.next_due() == EVENING + 2 * hour


async def test_owing_are_those_to_whom_something_is_owed(store: Store) -> None:
    await store.keep(logged(mara(1), squats(1), "u1"))
    await store.keep(Notebook(Athlete("314159")))
    assert await store.owing() == ("271828",)
    await store.keep(replace(await store.open("271828"), owed=()))
    assert await store.owing() == ()


async def test_forgotten_is_as_if_never_met(store: Store) -> None:
    await store.keep(logged(replace(mara(300), due_at=EVENING), squats(300), "u1"))
    await store.keep(Notebook(Athlete("314159")))
    await store.forget("271828")
    await store.forget("271828")
    assert await store.open("271828") == Notebook(Athlete("271828"))
    assert await store.archived("271828") == ()
    assert await store.athletes() == ("314159",)
    assert await store.due(EVENING) == await store.owing() == ()
    await store.keep(mara(2))
    assert await store.open("271828") == mara(2)


@pytest.mark.parametrize("reps", [float("nan"), float("inf"), float("-inf")])
async def test_what_would_not_read_back_as_it_is_is_not_kept(store: Store, reps: float) -> None:
    await store.keep(mara(2))
    odd = Entry("odd", MONDAY, EVENING, (Lift("back_squat", (Set(reps=reps),)),))
    with pytest.raises(NotKept):
        await store.keep(logged(mara(2), odd, "u1"))
    assert await store.open("271828") == mara(2)


NotKeptCase = Callable[[Notebook], Notebook]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda n: replace(n, chat="\ud800"),
        lambda n: replace(n, replies={"m": "\udfff"}),
        lambda n: replace(n, diary=n.diary.with_entry(replace(squats(1), note="\ud83d"))),
    ],
)
async def test_half_a_character_is_not_kept(store: Store, spoil: NotKeptCase) -> None:
    await store.keep(mara(2))
    with pytest.raises(NotKept):
        await store.keep(spoil(mara(2)))
    assert await store.open("271828") == mara(2)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda n: replace(n, replies=n.replies | {"m3": "\udfff"}),
        lambda n: replace(n, replies=n.replies | {"m1": "\udfff"}),
        lambda n: replace(n, heard=(*n.heard, "\udfff")),
        lambda n: replace(n, heard=(*n.heard[1:], "\udfff")),
        lambda n: replace(n, heard=("\udfff", *n.heard)),
        lambda n: replace(n, heard=("\udfff", *n.heard[1:])),
        lambda n: replace(n, owed=(replace(n.owed[0], text="\udfff"),)),
    ],
)
async def test_half_a_character_beside_what_was_kept_before_is_not_kept(store: Store, spoil: NotKeptCase) -> None:
    before = replace(logged(mara(2), squats(2), "u2"), heard=("u1", "u2"), replies={"m1": "r1", "m2": "r2"})
    await store.keep(before)
    with pytest.raises(NotKept):
        await store.keep(spoil(before))
    assert await store.open("271828") == before
