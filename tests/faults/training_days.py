"""Training days as steps, what a store does with them, and a plain dictionary that says what must be kept."""

import random
from collections.abc import Coroutine
from typing import Any, Literal, TypeVar

import msgspec

from bot.conversation.ports import Amendment, Notebook, Store
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry
from tests.stores.people import EVENING, logged, squats

Result = TypeVar("Result")
replace = msgspec.structs.replace

MARA, TUNDE = "271828", "terminal"


class Step(msgspec.Struct, frozen=True):
    """One thing an athlete does. `number` is the session meant, `update` the delivery."""

    athlete: str
    do: Literal["log", "edit", "undo", "remind", "forget", "import"]
    number: int = 0
    kilograms: float = 100.0
    update: str = ""


class Kept(msgspec.Struct, frozen=True):
    """All that is kept on an athlete, archived or not, in the plainest form."""

    entries: dict[str, Entry] = {}
    heard: tuple[str, ...] = ()
    reminded: tuple[str, ...] = ()


Model = dict[str, Kept]


def expected(kept: Kept, step: Step) -> Kept:
    """What must be kept after a step."""
    if step.do == "forget":
        return Kept()
    if step.do == "import":
        return replace(kept, entries={e.id: e for e in imported(step)})
    if step.do == "remind":
        return replace(kept, reminded=(*kept.reminded, step.update)[-5:])
    entries = dict(kept.entries)
    if step.do == "log" or (step.do == "edit" and f"mara:{step.number}" in entries):
        entries[f"mara:{step.number}"] = squats(step.number, step.kilograms)
    if step.do == "undo":
        entries.pop(f"mara:{step.number}", None)
    return replace(kept, entries=entries, heard=(*kept.heard, step.update)[-20:])


def imported(step: Step) -> tuple[Entry, ...]:
    return tuple(squats(n, 80.0) for n in range(step.number))


async def act(store: Store, step: Step) -> None:
    """Do the step as the conversation does: open, change, keep."""
    if step.do == "forget":
        await store.forget(step.athlete)
        return
    notebook = await store.open(step.athlete)
    if step.update and step.update in (*notebook.heard, *notebook.reminded):
        return
    if step.do == "import":
        await store.keep(Notebook(Athlete(step.athlete), Diary(imported(step))))
        return
    if step.do == "remind":
        await store.keep(replace(notebook, reminded=(*notebook.reminded, step.update)[-5:], due_at=EVENING))
        return
    entry = squats(step.number, step.kilograms)
    if step.do == "log":
        await store.keep(logged(notebook, entry, step.update))
        return
    await store.keep(await changed(store, notebook, step, entry))


async def changed(store: Store, notebook: Notebook, step: Step, entry: Entry) -> Notebook:
    """The notebook after an edit or undo of an entry that may be archived, or gone."""
    to = entry if step.do == "edit" else None
    heard = replace(notebook, heard=(*notebook.heard, step.update)[-20:])
    if notebook.diary.entry(entry.id):
        diary = notebook.diary.with_entry(to) if to else notebook.diary.without(entry.id)
        return replace(heard, diary=diary)
    if to and entry.id not in {e.id for e in await store.archived(step.athlete)}:
        return heard
    return replace(heard, amended=(Amendment(entry.id, to),))


async def found(store: Store, athlete: str) -> Kept:
    """What the store holds of an athlete; it fails where an entry is held twice."""
    notebook = await store.open(athlete)
    entries = (*await store.archived(athlete), *notebook.diary.entries)
    assert len({e.id for e in entries}) == len(entries), "an entry is kept twice"
    assert notebook.diary.past.entries == len(entries) - len(notebook.diary.entries)
    return Kept({e.id: e for e in entries}, notebook.heard, notebook.reminded)


def script(chance: random.Random, length: int, first: int = 94) -> list[Step]:
    """A year in short: years imported, then logs with edits, undos, reminders, and now and then a farewell."""
    steps = [Step(MARA, "import", first)]
    last = {MARA: first, TUNDE: 0}
    for number in range(length):
        athlete = MARA if chance.random() < 0.8 else TUNDE
        do = chance.choices(["log", "edit", "undo", "remind", "forget"], [10, 4, 2, 2, 0.4])[0]
        if do == "forget":
            athlete = TUNDE  # Mara stays for years
        if do == "log":
            last[athlete] += 1
        if do == "forget":
            last[athlete] = 0
        session = last[athlete] if do == "log" else chance.randrange(last[athlete] + 1)
        steps.append(Step(athlete, do, session, chance.choice([60.0, 100.0, 102.5]), f"u{number}"))  # type: ignore[arg-type]
    return steps


def at_once(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """The result of a coroutine that waits for nothing, as those of our stores do."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    raise AssertionError("it waited for something")
