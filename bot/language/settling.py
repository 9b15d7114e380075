"""Clock times and bare numbers of a run, read by what its distance and a body allow."""

import msgspec

from bot.language.atoms import METRES
from bot.language.legs import MOST_SPRINTS, TIMES, TRACK_DISTANCES, Ground, Leg
from bot.training.quantities import METRES_PER_MILE

# Speeds in m/s that a body can keep up for the distance in question; they only choose between two readings of a number.
SLOWEST_RUN, SLOWEST_WALK, FASTEST_WALK = 1.9, 0.6, 2.4

FASTEST_SPRINT, FASTEST_RUN, FASTEST_RIDE = 12.5, 7.6, 17.0
FASTEST_RUNS = ((10_000, 6.4), (5_000, 6.7), (3_000, 6.9), (1_600, 7.3), (0, FASTEST_RUN))  # from so many metres on
SPLITS_APART = 0.02  # share by which the parts of a time may miss its whole
SLOWEST_REPETITION = 2.7
SPRINT_DISTANCE = 400.0  # metres

# Seconds: faster ones are mostly meant by the kilometre, slower ones by the mile, those between by either.
FASTEST_PACE_BY_MILE, SLOWEST_PACE_BY_KILOMETRE = 383.0, 500.0
LONG_DISTANCE = 9_000.0  # metres; from here on `1:45` may be hours and minutes


def settle(leg: Leg, ground: Ground) -> Leg:
    """The leg with clock times and bare numbers read by what its distance allows."""
    if leg.doubt == "minutes_or_miles" and leg.told() & {"clock", "seconds", "pace", "pace_clock"}:
        leg.doubt, leg.other, leg.habit = "", None, ("m", "miles", "")
    if leg.best is not None and not leg.reps and leg.seconds is None and (leg.metres or 0) >= 400:
        leg.seconds, leg.best = leg.best, None
    if leg.bare is not None:
        _settle_bare(leg, ground)
    if leg.pace_clock is not None:
        _settle_pace(leg, leg.pace_clock, ground)
    if leg.clock is not None:
        _settle_clock(leg, ground)
    if leg.other is not None:
        settle(leg.other, ground)
    if leg.times and leg.seconds and not leg.reps and abs(sum(leg.times) - leg.seconds) <= SPLITS_APART * leg.seconds:
        leg.times = ()  # `41:37 (20:40/20:57)`
    if leg.speed:
        leg.pace = leg.pace or 3_600_000 / leg.speed
    return leg


def _unit(leg: Leg, ground: Ground) -> float:
    return METRES_PER_MILE if leg.unit == "mile" or (ground.miles and leg.unit not in ("km", "k")) else 1000.0


def _settle_pace(leg: Leg, value: float, ground: Ground) -> None:
    """A clock time that is called a pace or an average: of the repetitions, where nobody runs so fast a pace."""
    leg.pace = value / _unit(leg, ground) * 1000
    if leg.metres is not None and leg.seconds is None and 1000 / leg.pace > FASTEST_RUN:
        leg.pace, leg.seconds = None, value
    elif leg.metres is None:
        _doubt_unit(leg, value, ground)


def _doubt_unit(leg: Leg, value: float, ground: Ground) -> None:
    """`70 min @ 7:18`: a pace by the kilometre or by the mile, where the message counts in neither."""
    if leg.unit or leg.doubt or ground.miles or ground.kilometres or ground.kind != "run":
        return
    if value < FASTEST_PACE_BY_MILE:
        return
    if ground.habit:
        leg.pace, leg.habit = value / METRES[ground.habit] * 1000, ("ground", ground.habit)
        return
    leg.pace, leg.habit = value / METRES_PER_MILE * 1000, ("ground", "mile", "km")
    if value <= SLOWEST_PACE_BY_KILOMETRE:
        leg.doubt = "kilometres_or_miles"
        leg.other = msgspec.structs.replace(leg, pace=value, doubt="", clock=None, pace_clock=None, bare=None)


def _settle_bare(leg: Leg, ground: Ground) -> None:
    """A number without a unit: seconds of a short repetition, or a distance in the message's unit."""
    value = leg.bare or 0.0
    if not ground.told_first and ground.short and not leg.reps and value == int(value) <= MOST_SPRINTS:
        leg.reps = int(value) or None
        return
    if leg.metres is not None and leg.metres <= 2000 and not leg.told() & TIMES:
        if SLOWEST_WALK <= leg.metres / max(value, 0.1) <= FASTEST_SPRINT * 1.2:
            leg.seconds = value
        elif not _settle_minutes(leg, value, ground):
            leg.loose = True
    elif leg.part and leg.metres is None and (ground.miles or ground.kilometres):
        leg.metres = value * (METRES_PER_MILE if ground.miles else 1000.0)
    elif leg.metres is None and value in TRACK_DISTANCES:
        leg.metres = value
    elif (
        leg.metres is None
        and (ground.told_first or leg.clock is not None or leg.pace_clock is not None)
        and ground.kind == "run"
        and not leg.seconds
        and not leg.times
        and not leg.reps
        and 1 <= value <= 60
    ):
        if ground.miles or ground.kilometres:
            leg.metres = value * (METRES_PER_MILE if ground.miles else 1000.0)
            leg.unit = "mile" if ground.miles else "km"
            return
        if ground.habit:
            leg.metres, leg.unit, leg.habit = value * METRES[ground.habit], ground.habit, ("ground", ground.habit)
            return
        other = msgspec.structs.replace(leg, metres=value * 1000, unit="km", bare=None)
        leg.metres, leg.unit, leg.habit = value * METRES_PER_MILE, "mile", ("ground", "mile", "km")
        leg.doubt, leg.other = "kilometres_or_miles", other
    elif not _settle_minutes(leg, value, ground) and not _is_said_twice(leg, value):
        leg.loose = True


def _settle_minutes(leg: Leg, value: float, ground: Ground) -> bool:
    """`run 5k 27`: minutes, where a body can do it."""
    if leg.metres is None or leg.told() & TIMES or leg.reps or value != int(value) or value <= 0:
        return False
    if not _possible(leg.metres / (value * 60), leg.metres, ground):
        return False
    leg.seconds = value * 60
    return True


def _is_said_twice(leg: Leg, value: float) -> bool:
    return value in (leg.metres, leg.seconds, leg.best, leg.reps) or value in leg.times


def _settle_clock(leg: Leg, ground: Ground) -> None:
    """`7:16`: a time, hours and minutes, or a pace, whichever a body can do."""
    value = leg.clock or 0.0
    if leg.metres is None and leg.seconds is not None:
        leg.pace = value / _unit(leg, ground) * 1000
        _doubt_unit(leg, value, ground)
        return
    if leg.metres is None:
        leg.seconds = value
        return
    per = _unit(leg, ground)
    fits_time = _possible(leg.metres / value, leg.metres, ground)
    fits_pace = ground.kind == "run" and _possible(per / value, max(leg.metres, 5000.0), ground)
    fits_hours = (
        leg.metres >= LONG_DISTANCE and value < 600 and _possible(leg.metres / (value * 60), leg.metres, ground)
    )
    slow = (
        ground.kind == "run" and not ground.walk and (leg.reps or leg.part) and leg.metres / value < SLOWEST_REPETITION
    )
    alike = abs(leg.metres - per) <= SPLITS_APART * per  # 1600 m at 6:20 is a mile's pace and a time alike
    if (fits_time and alike) or (fits_time and not (fits_pace and leg.clock_at and (leg.metres > 1000 or slow))):
        leg.seconds = value
    elif fits_pace and (leg.clock_at or not fits_hours):
        leg.pace = value / per * 1000
    elif fits_hours:
        leg.seconds = value * 60
    else:
        leg.seconds = value


def _possible(speed: float, metres: float, ground: Ground) -> bool:
    if ground.walk:
        return SLOWEST_WALK <= speed <= FASTEST_WALK + 0.4
    if ground.kind == "other":
        return 0.2 <= speed <= FASTEST_RIDE
    return SLOWEST_RUN <= speed <= (FASTEST_SPRINT if metres <= SPRINT_DISTANCE else _fastest_run(metres))


def _fastest_run(metres: float) -> float:
    return next(speed for least, speed in FASTEST_RUNS if metres >= least)
