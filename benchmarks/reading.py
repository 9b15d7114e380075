"""How fast messages are read, beside a plain regular expression for `SxR W` as reference.

    python -m benchmarks.reading [messages.jsonl]

With a file of lines {"text": …} those are read, else a few of our own.
"""

import datetime as dt
import json
import re
import statistics
import sys
import time
from pathlib import Path

from benchmarks.timing import best_of
from bot.language import workouts
from bot.language.names import Lexicon
from bot.language.reading import Habits
from bot.training.exercises import catalogue

OWN = [
    "squat 5x5 100kg",
    "Bench 180 5,5,4",
    "6x60m sprints, 9.1 best",
    "ran 5k in 27:30",
    "squat 100x5, 110x3, 120x1; leg press 3x12 @ 160, then 20 min easy jog",
    "felt tired today",
]
HOSTILE = ["5x5 ", "squat ", "1,", "1 ", "(", '"', "/", "a b c 3x5 ", "zorg xyzzy 3x5\n", "sqaut 5x5, "]
REFERENCE = re.compile(
    r"(?P<name>[a-z ]+) (?P<sets>\d{1,2})x(?P<reps>\d{1,3})(?: (?P<load>\d+(?:\.\d+)?) ?(?P<unit>kg|lb)?)?", re.I
)


def main() -> None:
    texts = (
        [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text().splitlines()] if len(sys.argv) > 1 else OWN
    )
    begin = time.perf_counter()
    lexicon, habits, today = Lexicon(catalogue()), Habits(), dt.date(2026, 1, 5)
    print(f"catalogue and tables: {1e3 * (time.perf_counter() - begin):.1f} ms")

    def read(text: str) -> object:
        return workouts.read(text, lexicon, habits, today)

    for name, call in (("reader", read), ("one regular expression, SxR W only", REFERENCE.match)):
        times = sorted(best_of(call, text) for text in texts)
        print(f"{name:36} median {statistics.median(times):7.1f} us   p99 {times[int(0.99 * len(times))]:8.1f} us")
    for piece in HOSTILE:
        text = (piece * 4096)[:4096]
        print(f"4,096 hostile characters {piece!r:20} {best_of(read, text) / 1e3:6.2f} ms")


if __name__ == "__main__":
    main()
