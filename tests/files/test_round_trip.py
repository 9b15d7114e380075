"""What leaves comes back as it was: JSON, CSV and the zip, for any words and numbers that can be kept."""

import asyncio
import csv
import datetime as dt
import io
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.belongings import Belongings, belongings, collect, newly
from bot.conversation.ports import Notebook, Store
from bot.conversation.turns import Turns
from bot.files import csv_file, json_file
from bot.files.package import packed
from bot.files.reading import read
from bot.stores.memory import MemoryStore
from bot.stores.tinydb_files import TinyDBStore
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Other, Run, Set
from bot.training.quantities import Load
from tests.stores.people import EVENING, MONDAY, filled, mara, sprints, squats

FORMS = [json_file, csv_file]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "'=1",
        "''",
        "\t=1",
        "\r=1",
        "\n-1",
        "a,b",
        'say "go"',
        "null",
        "5",
    ]
)
NUMBERS = st.none() | st.floats(0, 1e12) | st.integers(0, 500).map(float)
SETS = st.builds(
    Set,
    reps=NUMBERS,
    load=st.none() | st.builds(Load, st.floats(0, 1e6), st.sampled_from([None, "kg", "lb"])),
    load_kind=st.sampled_from([None, "bodyweight", "added", "assisted"]),
    rpe=NUMBERS,
    warmup=st.booleans(),
)
LIFTS = st.builds(Lift, st.none() | WORDS, st.lists(SETS, max_size=3).map(tuple))
RUNS = st.builds(
    Run, metres=NUMBERS, reps=st.integers(1, 9), times=st.lists(st.floats(0, 99), max_size=3).map(tuple),
    grade=st.none() | st.floats(-30, 30), walk=st.booleans(), said=st.lists(WORDS, max_size=2).map(tuple),
)  # fmt: skip
OTHERS = st.builds(Other, WORDS, seconds=NUMBERS, reps=st.none() | st.integers(0, 99))
ENTRIES = st.builds(
    Entry,
    id=WORDS.filter(bool),
    day=st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
    at=st.integers(-7 * 10**8, 7 * 10**8).map(lambda seconds: EVENING + dt.timedelta(seconds=seconds)),
    efforts=st.lists(LIFTS | RUNS | OTHERS, max_size=3).map(tuple),
    note=WORDS,
)
DIARIES = st.lists(ENTRIES, max_size=5, unique_by=lambda e: e.id).map(lambda es: Diary(tuple(es)))
ATHLETES = st.builds(Athlete, id=WORDS.filter(bool), name=WORDS, names=st.dictionaries(WORDS, WORDS, max_size=2))
BELONGINGS = st.builds(Notebook, ATHLETES, DIARIES, chat=WORDS).map(lambda n: belongings(n, ()))


def text(form: object, *athletes: Belongings) -> bytes:
    return "".join(form.written(athletes)).encode()


@pytest.mark.parametrize("form", FORMS)
@given(st.lists(BELONGINGS, max_size=3, unique_by=lambda one: one.athlete))
def test_what_leaves_comes_back(form: object, athletes: list[Belongings]) -> None:
    assert tuple(athletes) == read(text(form, *athletes))


@pytest.mark.parametrize("form", FORMS)
def test_no_field_is_left_out(form: object) -> None:
    notebook = msgspec.structs.replace(filled(Notebook), athlete=Athlete("7", name="Ida", pains=filled(Athlete).pains))
    one = belongings(msgspec.structs.replace(notebook, diary=Diary(filled(tuple[Entry, ...]))), ())
    assert (one,) == read(text(form, one))


@given(BELONGINGS)
@settings(max_examples=20)
def test_the_zip_comes_back_too(one: Belongings) -> None:
    assert (one,) == read(packed(one, "what this is"))


@given(BELONGINGS)
def test_no_cell_is_a_formula_and_numbers_stay_numbers(one: Belongings) -> None:
    rows = csv.DictReader(io.StringIO(text(csv_file, one).decode(), newline=""))
    for row in rows:
        for name, cell in row.items():
            number = (
                cell.lstrip("-").replace(".", "", 1).replace("e", "", 1).replace("-", "").replace("+", "").isdigit()
            )
            assert number or not cell.startswith(csv_file.FORMULAS[:-1]), name
        if row["kind"] == "lift" and row["load"]:
            assert float(row["load"]) >= 0


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


async def import_into(store: Store, file: bytes) -> int:
    added = 0
    for one in read(file):
        notebook, new = await newly(store, one)
        await store.keep(notebook)
        added += new
    return added


async def export_of(store: Store, form: object) -> bytes:
    return text(form, *[await collect(store, Turns(), athlete) for athlete in sorted(await store.athletes())])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sessions", [0, 3, 300, 5_000])
async def test_from_one_folder_to_an_empty_one(form: object, sessions: int, tmp_path: Path) -> None:
    """Mara squats for years, so most of her entries lie in the archive; Tunde sprints."""
    old, new = TinyDBStore(tmp_path / "old"), TinyDBStore(tmp_path / "new")
    await old.keep(msgspec.structs.replace(mara(sessions), chat="271828"))
    await old.keep(Notebook(Athlete("314159", name="=Tunde"), Diary((sprints(0),)), chat="314159"))
    file = await export_of(old, form)
    assert sessions + 1 == await import_into(new, file)
    assert file == await export_of(new, form)
    assert 0 == await import_into(new, file)
    assert file == await export_of(new, form)
    for store in (old, new):
        await store.close()


async def test_what_is_there_stays_as_it_is() -> None:
    store = MemoryStore()
    own = squats(1, 90.0)
    await store.keep(Notebook(Athlete("271828", name="Mara", unit="lb"), Diary((own,)), chat="271828"))
    brought = belongings(mara(3), ())
    assert 2 == await import_into(store, text(json_file, brought))
    notebook = await store.open("271828")
    assert ("lb", own) == (notebook.athlete.unit, notebook.diary.entry(own.id))
    assert 3 == len(notebook.diary.entries)


async def test_entries_older_than_the_archive_are_taken_in(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    await store.keep(mara(200))
    old = msgspec.structs.replace(squats(0), id="paper:1", day=MONDAY.replace(year=2019), at=EVENING.replace(year=2019))
    assert 1 == await import_into(store, text(json_file, belongings(Notebook(Athlete("271828"), Diary((old,))), ())))
    kept = await collect(store, Turns(), "271828")
    assert (201, old.id) == (len(kept.entries), kept.entries[0].id)
    await store.close()


def test_what_only_the_running_bot_needs_stays_behind() -> None:
    page = belongings(filled(Notebook), ()).notebook
    assert ((), {}, (), None) == (page.owed, page.actions, page.heard, page.due_at)
    assert asyncio.run(collect(MemoryStore(), Turns(), "nobody")).entries == ()
