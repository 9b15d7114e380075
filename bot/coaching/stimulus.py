"""What an effort is worth, in hard sets for each leg muscle."""

from collections.abc import Sequence

from bot.coaching.advice import MUSCLES, Credit
from bot.coaching.estimates import reps_in_reserve
from bot.coaching.history import History
from bot.coaching.rows import Movement
from bot.coaching.rulebook import Rulebook
from bot.coaching.running import SPRINTS, WALKS, Ran, all_out_seconds
from bot.training.diary import Lift, Other, RepMax, Set
from bot.training.exercises import Exercise

NO_CREDIT = Credit()


def leg_shares(exercise: Exercise | None) -> Credit:
    """What one hard set of it counts for each leg muscle."""
    if exercise is None:
        return NO_CREDIT
    return Credit(*(exercise.muscles.get(muscle, 0.0) for muscle in MUSCLES))


def lift_credit(book: Rulebook, exercise: Exercise | None, lift: Lift, bests: Sequence[RepMax] = ()) -> Credit:
    """The credit of a lift, before the caps of a session. `bests`: the athlete's best sets of it, at other times."""
    shares = leg_shares(exercise)
    if shares.most == 0:
        return NO_CREDIT
    maximum = max((m for m in (_maximum(b) for b in bests) if m), default=None)
    total, factor, last = 0.0, 0.0, None
    for done in lift.work_sets:
        if done != last:
            last, factor = done, set_factor(book, done, bests, maximum)
        total += factor
    return shares.times(total)


def _maximum(best: RepMax) -> float | None:
    return best.load.kg * (1 + min(best.reps, 12) / 30) if best.load.kg > 0 else None


def set_factor(book: Rulebook, done: Set, bests: Sequence[RepMax], maximum: float | None) -> float:
    """Effort × reps × load of one set: 1 for a hard set of 5 to 30 reps."""
    factor = effort_factor(book, done, bests)
    if done.reps is not None:
        factor *= next(row.factor for row in reversed(book.reps_factors) if done.reps >= row.reps)
    plain = done.load if done.load_kind is None else None
    if maximum and plain is not None and plain.kg < book.number("light_share") * maximum:
        factor *= book.number("light_factor")
    return factor


def effort_factor(book: Rulebook, done: Set, bests: Sequence[RepMax]) -> float:
    """By reps left where told; else full for a failed set or one within three reps of the best at that load."""
    if done.failed:
        return 1.0
    left = reps_in_reserve(done.rpe, 10)
    if left is not None:
        return next(row.factor for row in reversed(book.efforts) if left >= row.rir)
    if done.reps is not None and done.load is not None:
        known = [b.reps for b in bests if b.load.kg >= done.load.kg - 0.01]
        if known and done.reps >= max(known) - book.number("near_best_reps"):
            return 1.0
    return book.number("unknown_effort")


def run_credit(book: Rulebook, history: History, ran: Ran) -> Credit:
    """The credit of a run or walk, before caps."""
    if ran.stride in SPRINTS:
        return _sprint_credit(book, ran)
    minutes = ran.reps * (ran.seconds or 0.0) / 60
    if ran.stride == "interval" and history.new:
        return _row(book, "interval").credit.times(minutes)
    if ran.stride in WALKS and history.new:
        if ran.stride == "walk_uphill":
            return _row(book, "walk_uphill").credit.times(minutes)
        if history.older:
            return _row(book, "walk_older").credit.times(minutes)
    return NO_CREDIT


def _sprint_credit(book: Rulebook, ran: Ran) -> Credit:
    each = ran.seconds or (all_out_seconds(book, ran.metres) if ran.metres else 5.0)
    credit = _row(book, "sprint_hill" if ran.hill else "sprint").credit.times(each * ran.reps)
    if ran.stride.startswith("long_sprint"):
        credit = credit.times(book.number("long_sprint_share"))
    if ran.stride.endswith("unverified"):
        credit = credit.times(book.number("unverified_share"))
    if ran.share < 1.0:
        credit = credit.times(book.number("effort_most_share" if ran.share > 0.5 else "effort_half_share"))
    return credit


def _row(book: Rulebook, name: str) -> Movement:
    return book.movements_named[name][0]


def movement_of(book: Rulebook, history: History, other: Other) -> Movement | None:
    """The row that counts for this activity and this athlete; None: no row knows it, or none counts for them."""
    rows = book.movements_named.get(other.name, ())
    if other.seconds and other.seconds <= 60 and {"sprint", "all_out"} & set(other.said):
        rows = tuple(_row(book, "bike_sprint") if r.name == "cycling" else r for r in rows)
    new = history.new
    serving = {"all", "new" if new else "trained"} | ({"new_older"} if new and history.older else set())
    return next((row for row in rows if row.who in serving), None)


def other_credit(row: Movement | None, other: Other) -> Credit:
    """The credit of another activity, before caps."""
    if row is None:
        return NO_CREDIT
    reps = other.reps or 1
    amount = {
        "second": reps * (other.seconds or 0.0),
        "minute": reps * (other.seconds or 0.0) / 60,
        "contact": float(other.reps or 0),
    }[row.per]
    return row.credit.times(amount)


def capped_session(book: Rulebook, credit: Credit) -> Credit:
    """A session of lifting: sets beyond the eighth count half, and never more than ten in all."""
    full, most = book.number("session_full_sets"), book.number("session_most_sets")
    share = book.number("beyond_full_share")
    return Credit(
        *(min(min(v, full) + share * max(v - full, 0.0), most) for v in (getattr(credit, m) for m in MUSCLES))
    )


def family_of(ran: Ran) -> str:
    """Whose caps a run shares."""
    if ran.stride in SPRINTS:
        return "sprint"
    if ran.stride == "walk_uphill":
        return "climb"
    return "walk" if ran.stride in WALKS else "interval"
