"""A run told by its number alone, by somebody who has logged runs: "7 easy", "8 on the trails"."""

from functools import cache

import msgspec

from bot.language.languages import heard_as
from bot.language.tokens import normalised, split
from bot.language.words import plain

FILE = "bare_runs.toml"
AS_RUN = "run {text}"
FARTHEST = 60  # km or miles


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ground: frozenset[str]
    effort: frozenset[str]
    beside: frozenset[str]


@cache
def _table() -> _Table:
    return heard_as(FILE, _Table, each=plain)


def bare_run(text: str) -> str | None:
    """The message with the run said that it leaves out; None where it is about something else."""
    table, tokens = _table(), [t for t in split(normalised(text)) if t.text not in ".,!"]
    numbers = [token.value for token in tokens if token.kind == "number"]
    words = {token.text for token in tokens if token.kind != "number"}
    telling = words & (table.ground | table.effort)
    if len(numbers) != 1 or not 0 < numbers[0] <= FARTHEST or not telling or words - telling - table.beside:
        return None
    return AS_RUN.format(text=text)
