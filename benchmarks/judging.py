"""What judging one message costs, from an empty diary to ten years of one.

    python benchmarks/judging.py

Three messages: lifts that are asked again next time, lifts after which others are, and a run. Ten years are judged
twice: as the store hands them over (the latest 96 entries, the rest remembered as bests), and with all 2,600 entries in
the diary at once. Times are of the processor, so that other work on the machine does not count.
"""

import datetime as dt
import statistics
import time

from bot.coaching.judging import judge
from bot.coaching.rulebook import Rulebook, load_rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Run, Set
from bot.training.exercises import catalogue
from bot.training.past import fold
from bot.training.quantities import Load

ANA = Athlete("ana", unit="kg")
LAST = dt.date(2026, 1, 5)
KEPT = 96
MESSAGES = {"lifts asked again": 10_000, "lifts, others next": 10_001, "a run": 10_004}


def session(day: dt.date, number: int) -> Entry:
    at = dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC)
    if number % 5 == 4:
        return Entry(f"{number}", day, at, (Run(5000, 1650, said=("run",)),))
    load = Load(60 + 2.5 * (number % 40), "kg")
    lifts = [("back_squat", "leg_curl", "calf_raise"), ("deadlift", "leg_press", "bench_press")][number % 2]
    return Entry(f"{number}", day, at, tuple(Lift(x, tuple(Set(8, load) for _ in range(3))) for x in lifts))


def years(count: int) -> tuple[Entry, ...]:
    number = 260 * count
    return tuple(session(LAST - dt.timedelta(days=1.4 * (number - n)), n) for n in range(number))


def median_ms(book: Rulebook, diary: Diary, message: Entry) -> tuple[float, float]:
    kept = diary.with_entry(message)
    times = []
    for _ in range(200):
        begin = time.process_time()
        judge(book, ANA, kept, message, message.at, LAST)
        times.append(1000 * (time.process_time() - begin))
    return statistics.median(times), sorted(times)[-3]


def main() -> None:
    book = load_rulebook(catalogue())
    ten = years(10)
    diaries = {
        "empty": Diary(),
        "one year": Diary(ten[-KEPT:], fold(Diary().past, ten[-260:-KEPT])),
        "ten years": Diary(ten[-KEPT:], fold(Diary().past, ten[:-KEPT])),
        "ten years, all at once": Diary(ten),
    }
    print(f"{'diary':26}{'message':22}{'median ms':>10}{'p99 ms':>8}")
    for name, diary in diaries.items():
        for kind, number in MESSAGES.items():
            median, high = median_ms(book, diary, session(LAST, number))
            print(f"{name:26}{kind:22}{median:10.2f}{high:8.2f}")


if __name__ == "__main__":
    main()
