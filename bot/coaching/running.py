"""Sprint, run or walk? The gates per distance, one's own best in their place, and what is beyond human."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from bot.coaching.rulebook import Rulebook
from bot.training.diary import BestTime, Run

Stride: TypeAlias = Literal[
    "sprint", "sprint_hill", "sprint_unverified", "long_sprint", "long_sprint_unverified", "fast_run", "interval",
    "steady", "walk", "walk_uphill", "walk_or_jog",
]  # fmt: skip
Plausible: TypeAlias = Literal["refuse", "confirm", "fine"]

SPRINTS: frozenset[str] = frozenset(
    {"sprint", "sprint_hill", "sprint_unverified", "long_sprint", "long_sprint_unverified"}
)
WALKS: frozenset[str] = frozenset({"walk", "walk_uphill", "walk_or_jog"})
RUN_WORDS = frozenset({"run", "jog", "easy", "tempo", "interval", "sprint", "all_out"})
SPRINT_WORDS = frozenset({"sprint", "all_out"})
REPEATED_WORDS = frozenset({"interval", "hill"})
WALK_WORDS = frozenset({"walk", "hike"})
OWN_AEROBIC_S = (240, 720)


class Ran(msgspec.Struct, frozen=True):
    """A run as it is judged: per repetition, and how much of an all-out effort it was. `total_read`: the time was that
    of all repetitions together. `called_sprint`: by the athlete."""

    stride: Stride
    metres: float | None
    seconds: float | None
    reps: int
    share: float = 1.0
    hill: bool = False
    total_read: bool = False
    called_sprint: bool = False

    @property
    def speed(self) -> float | None:
        return self.metres / self.seconds if self.metres and self.seconds else None


def fastest_seconds(book: Rulebook, metres: float) -> float:
    """The fastest human time over any distance, between the table's rows by powers of the distance."""
    rows = book.fastest
    place = min(max(bisect_right([r.metres for r in rows], metres), 1), len(rows) - 1)
    low, high = rows[place - 1], rows[place]
    power = math.log(high.seconds / low.seconds) / math.log(high.metres / low.metres)
    seconds: float = low.seconds * (metres / low.metres) ** power
    return seconds - (book.number("reaction_s") if metres <= book.number("reaction_up_to_m") else 0.0)


def plausible(book: Rulebook, metres: float, seconds: float, helped: bool = False) -> Plausible:
    """Can a human run this? `helped`: a flying start or downhill."""
    speed = metres / seconds
    if speed > book.number("peak_speed"):
        return "refuse"
    if metres > book.fastest[-1].metres:
        return "refuse" if speed > book.number("ultra_speed") else "fine"
    fastest = fastest_seconds(book, metres)
    if seconds < fastest * book.number("reject_share_helped" if helped else "reject_share"):
        return "refuse"
    return "confirm" if seconds < fastest * book.number("confirm_share") else "fine"


def gate_seconds(book: Rulebook, metres: float, grade: float) -> tuple[float, float]:
    """The strict and the lenient sprint time at a distance, relaxed uphill; between rows in a straight line."""
    rows = book.gates
    relief = 1 + book.number("grade_relief") * min(max(grade, 0.0), book.number("steepest_relief"))
    if metres <= rows[0].metres:
        part = metres / rows[0].metres
        return rows[0].strict * part * relief, rows[0].lenient * part * relief
    place = min(bisect_right([r.metres for r in rows], metres), len(rows) - 1)
    low, high = rows[place - 1], rows[place]
    part = (metres - low.metres) / (high.metres - low.metres)
    strict = low.strict + part * (high.strict - low.strict)
    return strict * relief, (low.lenient + part * (high.lenient - low.lenient)) * relief


def all_out_seconds(book: Rulebook, metres: float) -> float:
    """What an all-out repetition takes a recreational athlete."""
    rows = book.gates
    place = min(max(bisect_right([r.metres for r in rows], metres), 1), len(rows) - 1)
    low, high = rows[place - 1], rows[place]
    return max(
        low.all_out + (metres - low.metres) / (high.metres - low.metres) * (high.all_out - low.all_out),
        0.2 * metres / 2,
    )


def classify(book: Rulebook, run: Run, bests: Sequence[BestTime] = ()) -> Ran:
    """The class of a run, beside the athlete's best times of before."""
    words = frozenset(run.said)
    seconds = run.best if run.best is not None else run.rep_seconds
    metres = run.metres
    if not metres and seconds and run.pace:
        metres = seconds * 1000 / run.pace
    total = _told_in_all(book, run, metres, seconds, words)
    if total and seconds:
        seconds /= run.reps
    ran = Ran("steady", metres, seconds, run.reps, hill=_hill(book, run), total_read=total)
    if metres and seconds:
        stride, share = _timed(book, run, ran, words, bests)
    else:
        stride, share = _untimed(book, run, ran, words), 1.0
    return msgspec.structs.replace(ran, stride=stride, share=share, called_sprint=bool(words & SPRINT_WORDS))


def _told_in_all(book: Rulebook, run: Run, metres: float | None, seconds: float | None, words: frozenset[str]) -> bool:
    """'8x100 in 160 s': per repetition that is a walk, in all it is a run."""
    if run.reps < 2 or not metres or not seconds or run.times or run.best is not None or run.walk or words & WALK_WORDS:
        return False
    slow = book.number("walk_speed")
    return metres / seconds < slow <= run.reps * metres / seconds and (
        plausible(book, metres, seconds / run.reps) != "refuse"
    )


def _grade(book: Rulebook, run: Run) -> float:
    if run.grade is not None:
        return run.grade
    return book.number("assumed_hill_grade") if "hill" in run.said else 0.0


def _hill(book: Rulebook, run: Run) -> bool:
    return _grade(book, run) >= book.number("hill_grade")


def _timed(
    book: Rulebook, run: Run, ran: Ran, words: frozenset[str], bests: Sequence[BestTime]
) -> tuple[Stride, float]:
    metres, seconds, speed = ran.metres or 0.0, ran.seconds or 0.0, ran.speed or 0.0
    if run.walk or words & WALK_WORDS or (speed < book.number("walk_speed") and not words & RUN_WORDS):
        return ("walk_uphill" if (run.grade or 0) >= book.number("uphill_grade") else "walk"), 1.0
    hard = bool(words & SPRINT_WORDS) or (run.rpe or 0) >= book.number("sprint_rpe")
    if seconds <= book.number("sprint_longest_s") and metres <= book.number("sprint_longest_m"):
        short = _short(book, run, ran, hard, bests)
        if short:
            return short
    if _long_sprint(book, metres, seconds, speed, hard):
        return "long_sprint", 1.0
    if speed < book.number("jog_speed") and not words & RUN_WORDS and speed >= book.number("walk_speed"):
        return "walk_or_jog", 1.0
    minutes = seconds / 60
    if speed >= own_fast_speed(book, bests) and (run.reps > 1 or minutes < book.number("tempo_longest_min")):
        return "interval", 1.0
    return "steady", 1.0


def _short(book: Rulebook, run: Run, ran: Ran, hard: bool, bests: Sequence[BestTime]) -> tuple[Stride, float] | None:
    """Within a minute and 400 m: the own best decides where it is known, else the gates; None: no sprint at all."""
    metres, seconds = ran.metres or 0.0, ran.seconds or 0.0
    strict, lenient = gate_seconds(book, metres, _grade(book, run))
    sprint: Stride = "sprint_hill" if ran.hill else "sprint"
    own = next((b.seconds for b in bests if abs(b.metres - metres) < 0.5 and b.seconds <= lenient), None)
    if own is not None and not ran.hill:
        effort = own / seconds
        for constant, share in (("effort_full", 1.0), ("effort_most", 0.75), ("effort_half", 0.5)):
            if effort >= book.number(constant):
                return sprint, share
        return ("fast_run", 1.0) if seconds <= lenient else None
    if seconds <= strict or (seconds <= lenient and hard):
        return sprint, 1.0
    return ("fast_run", 1.0) if seconds <= lenient else None


def _long_sprint(book: Rulebook, metres: float, seconds: float, speed: float, hard: bool) -> bool:
    shortest, longest = book.number("unverified_sprint_s"), book.number("long_sprint_longest_s")
    far_enough = book.number("unverified_sprint_m") <= metres <= book.number("sprint_longest_m")
    if not (shortest < seconds <= longest and far_enough and speed >= book.number("fast_speed")):
        return False
    return hard or seconds <= book.number("long_sprint_gate_400_s") * metres / 400


def own_fast_speed(book: Rulebook, bests: Sequence[BestTime]) -> float:
    """From this speed on a run is hard: near the athlete's own maximal aerobic speed, where a best over 4 to 12
    minutes tells it."""
    low, high = OWN_AEROBIC_S
    own = max((b.metres / b.seconds for b in bests if low <= b.seconds <= high), default=None)
    return own * book.number("own_aerobic_share") if own else book.number("fast_speed")


def may_be_maximal(book: Rulebook, run: Run, alone: Ran) -> bool:
    """May this run's time stand for what the athlete can do? A short one only if it was a sprint by itself."""
    return not run.metres or run.metres > book.number("sprint_longest_m") or alone.stride in SPRINTS


def _untimed(book: Rulebook, run: Run, ran: Ran, words: frozenset[str]) -> Stride:
    if run.walk or words & WALK_WORDS:
        return "walk_uphill" if (run.grade or 0) >= book.number("uphill_grade") else "walk"
    if not words & SPRINT_WORDS:
        if "strides" in words:
            return "fast_run"
        return "interval" if words & REPEATED_WORDS and run.reps > 1 else "steady"
    if ran.metres:
        if ran.metres <= book.number("unverified_sprint_m"):
            return "sprint_unverified"
        return "long_sprint_unverified" if ran.metres <= book.number("sprint_longest_m") else "interval"
    if ran.seconds and ran.seconds > book.number("unverified_sprint_s"):
        longest = book.number("long_sprint_longest_s")
        return "long_sprint_unverified" if ran.seconds <= longest else "interval"
    return "sprint_unverified"
