"""What the phrasings in tests/language/phrasings.toml teach: `start` and `helps` of each row of questions.toml.

    python benchmarks/weighing.py [row ...]

prints the two lines for each row, to be put into the table and changed there by hand as one likes.
"""

import math
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bot.language.concepts import Concepts, load_concepts
from bot.language.questions import Questions, load_questions

PHRASINGS = Path(__file__).parents[1] / "tests" / "language" / "phrasings.toml"
DOUBT = 2.0  # phrasings' worth of doubt in what a row's own phrasings show
SURE = 0.97  # even a concept that every phrasing has may be missing
SEEN_TWICE = 2  # a concept in a single phrasing teaches nothing
STEP = 0.5
TELLING_FORMS = frozenset({
    "how_much", "why", "versus", "begin", "need", "enough", "worth", "only", "how", "denial", "every_time", "per_week",
    "minutes", "percent", "both", "before", "short_break", "middle_break", "long_break", "train_again", "train_on",
    "asking_first", "good_for", "naturally", "good_to_grow",
})  # fmt: skip


def weighed(
    questions: Questions, concepts: Concepts, phrasings: Mapping[str, list[str]]
) -> dict[str, tuple[float, dict[str, float]]]:
    """For each row its start and, for each concept, how much likelier the row is when it is heard (e-fold)."""
    topics = {name for row in questions.rows for way in row.needs for name in way.replace("&", "|").split("|")}
    features = ({name.strip().removeprefix("!") for name in topics} - concepts.forms) | TELLING_FORMS
    said: dict[str, Counter[str]] = {}
    count: dict[str, int] = {}
    for row in questions.rows:
        lines = [*row.examples, *phrasings.get(row.name, [])]
        said[row.name] = Counter(c for line in lines for c in features & concepts.read(line).spans.keys())
        count[row.name] = len(lines)
    everywhere = sum(said.values(), Counter[str]())
    total = sum(count.values())
    usual = {concept: (n + 0.5) / (total + 1) for concept, n in everywhere.items()}
    table = {}
    for name, counted in said.items():
        start, helps = 0.0, {}
        for concept, n in counted.most_common():
            if n < SEEN_TWICE:
                continue
            likely = (n + DOUBT * usual[concept]) / (count[name] + DOUBT)
            missing = math.log((1 - min(likely, SURE)) / (1 - usual[concept]))
            start += missing
            helps[concept] = round((math.log(likely / usual[concept]) - missing) / STEP) * STEP
        table[name] = (round(start / STEP) * STEP, helps)
    return table


def main() -> None:
    concepts = load_concepts()
    questions = load_questions(concepts)
    table = weighed(questions, concepts, tomllib.loads(PHRASINGS.read_text(encoding="utf-8"))["phrasings"])
    for name in sys.argv[1:] or table:
        start, helps = table[name]
        ordered = sorted(helps.items(), key=lambda item: -item[1])
        print(f"# {name}\nstart = {start}\nhelps = {{ {', '.join(f'{c} = {w}' for c, w in ordered)} }}")


if __name__ == "__main__":
    main()
