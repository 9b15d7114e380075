"""An effort said back in one short line, so that a misreading shows."""

from collections.abc import Callable
from itertools import groupby

import msgspec

from bot.language.showing import Manner
from bot.language.speaking import Speaker
from bot.training.diary import Effort, Lift, Other, Run, Set


class Telling(msgspec.Struct, frozen=True):
    """What an echo is made with: the lines under `echo`, and how numbers are written."""

    say: Callable[..., str]
    manner: Manner


def echo(effort: Effort, speaker: Speaker, language: str = "en") -> str:
    """'Squat 5×5 @ 100 kg', 'Run 5 km in 27:30', 'Sprint 6×60 m, best 9.1 s', 'Cycling 20 min'."""

    def say(key: str, **numbers: object) -> str:
        return speaker.say(f"echo.{key}", numbers, language)

    tell = Telling(say, speaker.manner(language))
    match effort:
        case Lift():
            name = say("lift", exercise=effort.exercise) if effort.exercise else say("unnamed")
            return capital(f"{name} {echo_sets(effort.sets, tell)}".strip())
        case Run():
            return _run(effort, tell)
        case Other():
            said = capital(" ".join([speaker.activity(effort.name, language), *_other_numbers(effort, tell.manner)]))
            sprinted = [say("sprinted")] if {"sprint", "all_out"} & set(effort.said) else []
            return ", ".join([said, *sprinted, *_recovery_and_effort(effort, tell)])


def name_of(effort: Effort, speaker: Speaker, language: str = "en") -> str:
    """What was done, without its numbers: 'leg press', 'sprint', 'cycling'."""
    match effort:
        case Lift(exercise=exercise):
            key = "echo.lift" if exercise else "echo.unnamed"
            return speaker.say(key, {"exercise": exercise} if exercise else {}, language)
        case Run():
            return speaker.say(f"echo.{_kind(effort)}", {}, language)
        case Other(name=name):
            return speaker.activity(name, language)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def echo_sets(sets: tuple[Set, ...], tell: Telling) -> str:
    """'5×5 @ 100 kg', '5/5/4 @ 105 kg', '8 @ 60 kg, 5 @ 80 kg', '3×45 s'."""
    pieces = []
    for _, group in groupby(sets, key=_ground):
        pieces.append(_same_ground(tuple(group), tell))
    return ", ".join(pieces)


def _ground(one: Set) -> tuple[object, ...]:
    """Sets alike in all but their counts are said together."""
    return (one.load, one.load_kind, one.rpe, one.warmup, one.drop, one.failed, one.per_side, one.each_hand)


def _same_ground(sets: tuple[Set, ...], tell: Telling) -> str:
    one = sets[0]
    counts = [_count(s, tell.manner) for s in sets]
    if counts == ["?"]:
        text = ""
    elif len(set(counts)) == 1:
        text = counts[0] if len(counts) == 1 else f"{len(counts)}×{counts[0]}"
        if len(counts) == 1 and one.reps is not None:
            text = f"1×{text}"
    else:
        text = "/".join(counts)
    marks = [tell.say(mark) for mark in ("per_side", "each_hand", "failed", "drop") if getattr(one, mark)]
    if one.rpe is not None:
        marks.append(tell.say("rpe", rpe=one.rpe))
    start = [tell.say("warmup")] if one.warmup else []
    return " ".join([*start, *([text] if text else []), *_load(one, tell), *marks])


def _count(one: Set, manner: Manner) -> str:
    if one.reps is not None:
        return manner.number(one.reps)
    if one.seconds is not None:
        return manner.seconds(one.seconds)
    return manner.metres(one.metres) if one.metres is not None else "?"


def _load(one: Set, tell: Telling) -> list[str]:
    if one.load is None:
        return [tell.say("bodyweight")] if one.load_kind == "bodyweight" else []
    if one.load_kind == "added":
        return [f"+{tell.manner.load(one.load)}"]
    return [f"−{tell.manner.load(one.load)}"] if one.load_kind == "assisted" else [f"@ {tell.manner.load(one.load)}"]


def _run(run: Run, tell: Telling) -> str:
    say, manner = tell.say, tell.manner
    kind = say(_kind(run))
    count = f"{run.reps}×" if run.reps > 1 else ""
    what = manner.metres(run.metres) if run.metres is not None else ""
    pieces = [f"{kind} {count}{what}".rstrip()]
    if run.metres is None and run.seconds is not None:
        pieces = [f"{kind} {count}{manner.seconds(run.seconds)}"]
    elif run.seconds is not None:
        pieces = [say("in_time", start=pieces[0], clock=manner.clock(run.seconds))]
        if run.reps > 1:
            pieces[0] = say("each", start=pieces[0])
    return ", ".join(pieces + _run_details(run, tell))


def _kind(run: Run) -> str:
    kind = "walk" if run.walk else "sprint" if {"sprint", "all_out"} & set(run.said) else "run"
    return f"hill_{kind}" if "hill" in run.said and not run.walk else kind


def _run_details(run: Run, tell: Telling) -> list[str]:
    say, manner = tell.say, tell.manner
    details = []
    if run.flying:
        details.append(say("flying"))
    if run.times:
        times = "/".join(manner.number(t) if t < 60 else manner.clock(t) for t in run.times)
        details.append(times if run.times[-1] >= 60 else f"{times} s")
    if run.best is not None:
        details.append(say("best", clock=manner.clock(run.best)))
    if run.pace is not None:
        details.append(say("pace", clock=manner.clock(run.pace)))
    if run.grade:
        details.append(say("grade", grade=run.grade))
    details += _recovery_and_effort(run, tell)
    if run.part_of_total:
        details.append(say("part"))
    return details


def _recovery_and_effort(done: Run | Other, tell: Telling) -> list[str]:
    details = [tell.say("rest", rest_time=done.rest_s)] if done.rest_s else []
    if isinstance(done, Run) and done.rest_metres:
        details.append(tell.say("rest_over", rest_distance=done.rest_metres))
    return details if done.rpe is None else [*details, tell.say("rpe", rpe=done.rpe)]


def _other_numbers(other: Other, manner: Manner) -> list[str]:
    count = f"{other.reps}×" if other.reps and other.reps > 1 and (other.metres or other.seconds) else ""
    numbers = [manner.metres(other.metres)] if other.metres else []
    if other.seconds:
        numbers.append(manner.seconds(other.seconds))
    if other.reps and not numbers:
        return [str(other.reps)]
    return [count + " ".join(numbers)] if numbers else []
