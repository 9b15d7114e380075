"""How long one call takes."""

import time
from collections.abc import Callable

ROUNDS = 7


def best_of(call: Callable[[str], object], text: str) -> float:
    """Microseconds of the processor for the fastest of several calls: other work on the machine disturbs it least."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        call(text)
        best = min(best, time.process_time() - begin)
    return best * 1e6
