"""What judging one message costs, from an empty diary to ten years of one.

    python -m benchmarks.judging

An athlete trains on and on, and every message is judged: two kinds of days with lifts, and runs. Their diary is as the
store hands it over: the latest 64 to 95 entries, and the rest remembered as bests. Beside it the same messages to an
athlete whose diary is always empty, and each as the first message after a start, when nothing of the diary has been
looked at yet. Times are of the processor, so that other work on the machine does not count.
"""

import datetime as dt
import statistics
import time

import msgspec

from bot.coaching.judging import judge
from bot.coaching.rulebook import Rulebook
from bot.coaching.rulebook_tables import load_rulebook
from bot.stores.archive import split
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Run, Set
from bot.training.exercises import catalogue
from bot.training.past import fold
from bot.training.quantities import Load

ANA = Athlete("ana", unit="kg")
FIRST = dt.date(2016, 1, 4)
A_YEAR = 260
MESSAGES = 200
KINDS = ("squat, curl, calves", "deadlift, press, bench", "squat, curl, calves", "deadlift, press, bench", "run")


def session(number: int) -> Entry:
    day = FIRST + dt.timedelta(days=1.4 * number)
    at = dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC)
    if KINDS[number % 5] == "run":
        return Entry(f"{number}", day, at, (Run(5000, 1650, said=("run",)),))
    load = Load(60 + 2.5 * (number // 10 % 40), "kg")
    lifts = [("back_squat", "leg_curl", "calf_raise"), ("deadlift", "leg_press", "bench_press")][number % 5 % 2]
    return Entry(f"{number}", day, at, tuple(Lift(x, tuple(Set(8, load) for _ in range(3))) for x in lifts))


def kept(diary: Diary, entry: Entry) -> Diary:
    """The diary as the store hands it over once it keeps this entry too."""
    parts, entries = split(diary.with_entry(entry).entries)
    return Diary(entries, fold(diary.past, [e for part in parts for e in part]))


def took_ms(book: Rulebook, diary: Diary, entry: Entry) -> float:
    after = diary.with_entry(entry)
    begin = time.process_time()
    judge(book, ANA, after, entry, entry.at, entry.day)
    return 1000 * (time.process_time() - begin)


def measured(book: Rulebook, before: int, *, emptied: bool = False, forgetful: bool = False) -> dict[str, list[float]]:
    """Milliseconds of each kind of message, for somebody with so many sessions before."""
    diary = Diary()
    for number in range(before):
        diary = kept(diary, session(number))
    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(before - before % 5, before + MESSAGES):
        entry = session(number)
        if forgetful:
            book = msgspec.structs.replace(book)  # the same rules, with nothing remembered
            took_ms(book, Diary(), session(0))
        took[KINDS[number % 5]].append(took_ms(book, diary, entry))
        diary = Diary() if emptied else kept(diary, entry)
    return took


def main() -> None:
    book = load_rulebook(catalogue())
    rows = {
        "empty": measured(book, 0, emptied=True),
        "one year": measured(book, A_YEAR),
        "ten years": measured(book, 10 * A_YEAR),
        "ten years, first message": measured(book, 10 * A_YEAR, forgetful=True),
    }
    print(f"{'diary':28}{'message':26}{'median ms':>10}{'p99 ms':>8}{'of empty':>10}")
    for name, found in rows.items():
        for kind, times in found.items():
            median, most = statistics.median(times), sorted(times)[int(len(times) * 0.99)]
            ratio = median / statistics.median(rows["empty"][kind])
            print(f"{name:28}{kind:26}{median:10.2f}{most:8.2f}{ratio:10.2f}")


if __name__ == "__main__":
    main()
