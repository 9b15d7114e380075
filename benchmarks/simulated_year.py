"""A simulated year: this coach beside always-add, the three-misses rule of the simple linear plans, and never-add.

    python benchmarks/simulated_year.py [athletes] [seed]

It shows how rules behave over many sessions, not physiology. What the model assumes:
- An athlete has a capacity (true one-rep maximum). Each hard set moves it towards a ceiling of their own, at a rate of
  their own (lognormal, so that some hardly respond); the nearer the ceiling, the slower. A set is hard when it ends
  within about four reps of failure; an easy set moves nothing, so that a load one is used to stops working.
- Fatigue is a share of capacity, in two parts as in fitness-fatigue models: one fades by half in a day and a half, one
  in a week. Every set adds to both, a failed one twice as much. What can be lifted on a day is capacity less fatigue,
  with noise from day to day (sleep, food, mood) of 2 %.
- Reps at a load follow Epley's curve, two fifths of a rep fewer with each set of a session.
- A sixth of the sessions is missed; four in ten athletes have a break of two to eight weeks, which costs capacity
  after the third week. Half of the athletes tell reps in reserve, wrong by up to a rep either way.
- Everybody squats five sets of five, two or three days a week, from a load of six tenths of their capacity.
Load gained is the heaviest session done in full, as a load for fives (by Epley) where it was done in other reps.
A session is failed when a set falls short of the reps asked. Stalled weeks are the longest run of weeks trained in
which the very same load, reps and sets were asked.
"""

import datetime as dt
import math
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.coaching.advice import LiftTarget
from bot.coaching.progression import next_session
from bot.coaching.rulebook import Rulebook
from bot.coaching.rulebook_tables import load_rulebook
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry, Lift, Set
from bot.training.exercises import catalogue
from bot.training.quantities import Load

START = dt.date(2026, 1, 5)
DAYS = 364
LAST_WEEKS = DAYS - 8 * 7
SQUAT = "back_squat"
STEP = 2.5


@dataclass(frozen=True)
class Person:
    """Who trains: what nobody but the model knows."""

    seed: int
    capacity: float
    ceiling: float
    rate: float
    days: tuple[int, ...]
    absences: frozenset[int]
    tells_reserve: bool


def person(seed: int) -> Person:
    draw = random.Random(seed)
    capacity = draw.uniform(55, 110)
    days = draw.choice([(0, 3), (1, 4), (0, 2, 4), (0, 2, 4), (1, 3, 5)])
    absent: set[int] = {day for day in range(DAYS) if draw.random() < 1 / 6}
    if draw.random() < 0.4:
        begin, weeks = draw.randrange(40, 300), draw.randrange(2, 9)
        absent |= set(range(begin, begin + 7 * weeks))
    ceiling = capacity * draw.uniform(1.5, 2.2)
    rate = 0.0020 * math.exp(draw.gauss(0, 0.45))
    return Person(seed, capacity, ceiling, rate, days, frozenset(absent), draw.random() < 0.5)


@dataclass
class Asked:
    load: float
    reps: tuple[int, ...]


@dataclass
class Body:
    """Capacity and fatigue as they change."""

    who: Person
    capacity: float
    fatigue: float = 0.0
    weariness: float = 0.0
    idle: int = 0
    noise: random.Random = field(default_factory=random.Random)

    def sleep(self) -> None:
        self.fatigue *= 0.5 ** (1 / 1.5)
        self.weariness *= 0.5 ** (1 / 7)
        self.idle += 1
        if self.idle > 21:
            self.capacity -= 0.0018 * self.capacity

    def train(self, asked: Asked) -> tuple[tuple[int, ...], float]:
        """The reps done of those asked, and the reps truly left after the last set."""
        today = self.capacity * (1 - self.fatigue - self.weariness) * self.noise.gauss(1, 0.02)
        done, left, stimulus = [], 10.0, 0.0
        for place, wanted in enumerate(asked.reps):
            able = 30 * (today / asked.load - 1) - 0.4 * place
            reps = max(min(wanted, math.floor(able)), 0)
            left = max(able - reps, 0.0)
            failed = reps < wanted
            stimulus += min(max(1 - (left - 2) / 3, 0.0), 1.0) if reps >= 3 else 0.3
            self.fatigue += 0.003 * (1 + failed)
            self.weariness += 0.0012 * (1 + failed)
            done.append(reps)
            if failed and reps < wanted - 2:
                today *= 0.99
        room = max(1 - self.capacity / self.who.ceiling, 0.0)
        self.capacity += self.capacity * self.who.rate * min(stimulus, 8) * room
        self.idle = 0
        return tuple(done), left


Method = Callable[["Log"], Asked | None]


@dataclass
class Log:
    """What an athlete and their method know."""

    who: Person
    start: float
    book: Rulebook
    diary: Diary = field(default_factory=Diary)
    asked: list[tuple[int, Asked]] = field(default_factory=list)
    done: list[tuple[int, ...]] = field(default_factory=list)
    today: int = 0

    @property
    def missed(self) -> int:
        """Sessions in a row, at the load asked last, that fell short."""
        count = 0
        for (_, asked), done in zip(reversed(self.asked), reversed(self.done), strict=True):
            if asked.load != self.asked[-1][1].load or not short(asked, done):
                break
            count += 1
        return count


def short(asked: Asked, done: tuple[int, ...]) -> bool:
    return any(d < a for d, a in zip(done, asked.reps, strict=True))


FIVES = (5,) * 5


def never_add(log: Log) -> Asked:
    return Asked(log.start, FIVES)


def always_add(log: Log) -> Asked:
    return Asked(log.start + STEP * len(log.asked), FIVES)


def three_misses(log: Log) -> Asked:
    """A step after a full session, the same load after a miss, a tenth off after three."""
    if not log.asked:
        return Asked(log.start, FIVES)
    last = log.asked[-1][1].load
    if not log.missed:
        return Asked(last + STEP, FIVES)
    return Asked(math.floor(last * 0.9 / STEP) * STEP if log.missed >= 3 else last, FIVES)


def this_coach(log: Log) -> Asked | None:
    if not log.asked:
        return Asked(log.start, FIVES)
    today = START + dt.timedelta(days=log.today)
    athlete = Athlete("simulated", unit="kg")
    session = next_session(log.book, athlete, log.diary, today)
    if session is None or session.day > today:
        return None
    target = session.targets[0]
    assert isinstance(target, LiftTarget)
    assert target.load is not None
    return Asked(target.load.amount, target.reps)


METHODS: dict[str, Method] = {
    "this coach": this_coach,
    "three misses": three_misses,
    "always add": always_add,
    "never add": never_add,
}


@dataclass
class Year:
    """What a year came to."""

    best: float
    load: float
    capacity: float
    sessions: int
    failed: int
    stalled_weeks: float


def live(who: Person, method: Method, book: Rulebook) -> Year:
    body = Body(who, who.capacity, noise=random.Random(who.seed + 1))
    start = math.floor(0.6 * who.capacity / STEP) * STEP
    log = Log(who, start, book)
    told = random.Random(who.seed + 2)
    for day in range(DAYS):
        body.sleep()
        date = START + dt.timedelta(days=day)
        if date.weekday() not in who.days or day in who.absences:
            continue
        log.today = day
        asked = method(log)
        if asked is None:
            continue
        done, left = body.train(asked)
        log.asked.append((day, asked))
        log.done.append(done)
        if method is this_coach:
            write_down(log, date, asked, done, left, told)
    return summed_up(log, body)


def write_down(log: Log, date: dt.date, asked: Asked, done: tuple[int, ...], left: float, told: random.Random) -> None:
    rpe = None
    if log.who.tells_reserve:
        rpe = 10.0 - max(round(min(left, 5) + told.uniform(-1, 1)), 0)
    load = Load(asked.load, "kg")
    sets = tuple(Set(r, load, rpe=rpe if n == len(done) else None) for n, r in enumerate(done, 1))
    at = dt.datetime.combine(date, dt.time(18), tzinfo=dt.UTC)
    log.diary = log.diary.with_entry(Entry(date.isoformat(), date, at, (Lift(SQUAT, sets),)))


def summed_up(log: Log, body: Body) -> Year:
    full = [fives_load(a) for (_, a), d in zip(log.asked, log.done, strict=True) if not short(a, d)]
    late = [fives_load(a) for (t, a), d in zip(log.asked, log.done, strict=True) if not short(a, d) and t >= LAST_WEEKS]
    failed = sum(short(a, d) for (_, a), d in zip(log.asked, log.done, strict=True))
    return Year(
        best=max([*full, log.start]) - log.start,
        load=max(late, default=log.start) - log.start,
        capacity=body.capacity - log.who.capacity,
        sessions=len(log.done),
        failed=failed,
        stalled_weeks=longest_stall(log),
    )


def fives_load(asked: Asked) -> float:
    """What a full session would have been in fives, by its mean reps, since plans may climb by reps too."""
    return asked.load * (30 + statistics.mean(asked.reps)) / 35


def longest_stall(log: Log) -> float:
    """The longest run of weeks in which the very same was asked; a break of two weeks ends a run."""
    longest, since, before = 0, 0, None
    for day, asked in log.asked:
        key = (asked.load, asked.reps)
        if before is None or key != before[1] or day - before[0] > 14:
            since = day
        longest, before = max(longest, day - since), (day, key)
    return longest / 7


def main() -> None:
    athletes = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2026
    book = load_rulebook(catalogue())
    people = [person(seed * 100_000 + n) for n in range(athletes)]
    print(f"{athletes} athletes, seed {seed}, 52 weeks; kg, means; failed sessions of all; weeks asked the very same")
    print(
        f"{'':14}{'best':>8}{'load':>8}{'strength':>10}{'sessions':>10}{'failed':>8}{'share':>7}{'stalled':>9}{'longest':>9}"
    )
    for name, method in METHODS.items():
        begin = time.perf_counter()
        years = [live(who, method, book) for who in people]
        took = time.perf_counter() - begin
        failed, sessions = sum(y.failed for y in years), sum(y.sessions for y in years)
        print(
            f"{name:14}{statistics.mean(y.best for y in years):8.2f}"
            f"{statistics.mean(y.load for y in years):8.2f}"
            f"{statistics.mean(y.capacity for y in years):10.1f}{sessions / athletes:10.1f}{failed / athletes:8.1f}"
            f"{failed / sessions:7.1%}{statistics.mean(y.stalled_weeks for y in years):9.1f}"
            f"{max(y.stalled_weeks for y in years):9.1f}   {took:.1f} s"
        )


if __name__ == "__main__":
    main()
