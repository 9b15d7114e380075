"""The readings that rows may name, as fields of frozen values: nothing else decides what comes next."""

from typing import Literal, TypeAlias

import msgspec

from bot.training.athlete import Level

SchemeName: TypeAlias = Literal["double", "fixed", "linear", "top_set", "rir", "reps", "hold"]
OutcomeName: TypeAlias = Literal["unknown", "missed", "partial", "top", "first", "more", "fewer", "same"]
Reached: TypeAlias = Literal["unknown", "missed", "partial", "top", "within"]
Compared: TypeAlias = Literal["first", "other_load", "more", "same", "fewer"]


class HabitFacts(msgspec.Struct, frozen=True):
    """How a lift is logged: what its scheme is chosen by."""

    timed: bool
    bodyweight: bool
    backed_off: bool
    straight: bool


class BoutFacts(msgspec.Struct, frozen=True):
    """One session of a lift beside its range (`reached`) and beside the last at the same load (`compared`; a single
    rep less counts as the same)."""

    reached: Reached
    compared: Compared


class LiftFacts(msgspec.Struct, frozen=True, gc=False):
    """What a rule may look at.

    `tops`: sessions in a row with every set at the top, at this load; `beyond`: at least one rep past it; `all_beyond`:
    in every set. `stall`: sessions without progress; `misses`: in a row at this load; `resets`: lately. `rir`: reps
    left, where `told`; `spare`: more left than planned. `climbing`: still below the load of before a break;
    `below_best`: below a load that has been done in full; `struggled`: it was missed at this load before. `too_big`:
    the smallest step is above the limit; `reps_left`: reps may still grow; `earned`: they are well past the top.
    `help`, `added`: assisted, or with load added to the body. `enough`: so many reps, or so long a hold, that harder
    beats longer. `nothing_to_add`: there is nothing but the body to train with.
    """

    scheme: SchemeName
    level: Level
    outcome: OutcomeName
    rir: float | None
    told: bool
    spare: float | None
    tops: int
    beyond: bool
    all_beyond: bool
    stall: int
    misses: int
    resets: int
    climbing: bool
    below_best: bool
    struggled: bool
    too_big: bool
    reps_left: bool
    earned: bool
    weekly_sets: float
    help: bool
    added: bool
    enough: bool
    nothing_to_add: bool


class SprintFacts(msgspec.Struct, frozen=True):
    """What a sprint row may look at. `easing_back`: in the weeks after a break, and grown within the last days;
    `top_soon`: the next step in effort is near all-out; `jumped`: far more metres
    than the week before; `slowed`: times fell off within the session."""

    days_off: int
    easing_back: bool
    jumped: bool
    slowed: bool
    room_for_rep: bool
    room_for_distance: bool
    newcomer: bool
    effort: int
    top_soon: bool
    hill_lately: bool


class VerdictFacts(msgspec.Struct, frozen=True):
    """What the sentence about a lift may look at. `legs`: it works leg muscles; `light`: no set counts as hard;
    `timed`: a hold or a carry; `repeats`: sessions in a row with the same load and reps, this one included;
    `heavier`, `lighter`: beside the last time; `beside`: other sets of the day count for progress, not these;
    `reset`: after it the load goes back."""

    counted: bool
    known: bool
    legs: bool
    light: bool
    timed: bool
    repeats: int
    heavier: bool
    lighter: bool
    first: bool
    outcome: OutcomeName
    beside: bool = False
    reset: bool = False
