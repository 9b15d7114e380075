"""How fast a message is heard: alarm, question and intent together, beside a plain search for a hundred words.

    python -m benchmarks.asking [messages.jsonl]

With a file of lines {"text": …} those are heard, else the examples of the tables.
"""

import json
import random
import re
import statistics
import sys
import time
from pathlib import Path

from benchmarks.timing import best_of
from bot.language.alarms import load_alarms
from bot.language.concepts import load_concepts
from bot.language.intents import load_intents
from bot.language.questions import load_questions

HOSTILE = [
    "cant ",
    "no chest pain ",
    "1 ",
    "5x5 ",
    "how many did i ",
    "zyxwvuts ",
    "a",
    "(",
    "pain chest no ",
    "no pain or ",
    "i have ",
]
LENGTHS = (1024, 2048, 4096)


def main() -> None:
    begin = time.perf_counter()
    concepts = load_concepts()
    questions, alarms, router = load_questions(concepts), load_alarms(concepts), load_intents(concepts)
    print(f"tables read in {(time.perf_counter() - begin) * 1e3:.0f} ms")

    def hear(text: str) -> None:
        heard = concepts.read(text)
        alarms.heard(heard)
        questions.match(heard)
        router.route(heard, False)

    begin = time.perf_counter()
    hear("squat 5x5 100")
    print(f"first message in {(time.perf_counter() - begin) * 1e3:.0f} ms")
    texts = [e for row in questions.rows for e in row.examples] + [e for row in alarms.rows for e in row.examples]
    if len(sys.argv) > 1:
        texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    words = sorted({word for text in texts for word in text.split()})
    search = re.compile("|".join(map(re.escape, random.Random(1).sample(words, min(100, len(words))))))
    took = sorted(best_of(hear, text) for text in texts)
    plain = statistics.median(best_of(search.findall, text) for text in texts)
    print(f"one message: median {statistics.median(took):.0f} µs, p99 {took[int(len(took) * 0.99)]:.0f} µs")
    print(f"reference, a search for 100 words: median {plain:.1f} µs")
    for piece in HOSTILE:
        times = [best_of(hear, (piece * length)[:length]) / 1e3 for length in LENGTHS]
        print(f"{piece!r:18} " + "  ".join(f"{n} characters {t:.2f} ms" for n, t in zip(LENGTHS, times, strict=True)))


if __name__ == "__main__":
    main()
