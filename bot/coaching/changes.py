"""What an edit, an undo or an import changed in the next session."""

from collections.abc import Mapping

from bot.coaching.advice import Advice, LiftTarget, NextSession, Number, SprintTarget


def changes(before: NextSession | None, after: NextSession | None) -> tuple[Advice, ...]:
    """What the next session asks otherwise than before, lift by lift; each followed by the new reason. Empty where
    nothing changed."""
    old, new = _lifts(before), _lifts(after)
    found: list[Advice] = []
    for exercise, target in new.items():
        if exercise not in old:
            if old:
                found.append(Advice("changed.new", {"exercise": exercise}))
            continue
        change = _lift_change(old[exercise], target)
        if change is not None:
            found += [change, target.because] if target.because else [change]
    if new:
        found += [Advice("changed.gone", {"exercise": exercise}) for exercise in old if exercise not in new]
    found += _sprint_changes(before, after)
    if before and after and before.day != after.day:
        found.append(Advice("changed.day", {"before_day": before.day, "after_day": after.day}))
    return tuple(found)


def _lifts(session: NextSession | None) -> Mapping[str, LiftTarget]:
    return {t.exercise: t for t in (session.targets if session else ()) if isinstance(t, LiftTarget)}


def _lift_change(old: LiftTarget, new: LiftTarget) -> Advice | None:
    numbers: dict[str, Number] = {"exercise": new.exercise}
    if old.load is not None and new.load is not None and old.load != new.load:
        return Advice("changed.load", numbers | {"before": old.load, "after": new.load})
    then, now = tuple(float(r) for r in old.reps), tuple(float(r) for r in new.reps)
    if old.load is None and new.load is not None:
        return Advice("changed.load_known", numbers | {"after": new.load})
    if new.load is None and old.load is not None:
        return Advice("changed.load_gone", numbers | {"after_reps": now})
    if old.reps != new.reps:
        return Advice("changed.reps", numbers | {"before_reps": then, "after_reps": now})
    return None


def _sprint_changes(before: NextSession | None, after: NextSession | None) -> list[Advice]:
    old = next((t for t in (before.targets if before else ()) if isinstance(t, SprintTarget)), None)
    new = next((t for t in (after.targets if after else ()) if isinstance(t, SprintTarget)), None)
    if old is None or new is None or (old.reps, old.metres) == (new.reps, new.metres):
        return []
    numbers: dict[str, Number] = {
        "before_reps": old.reps,
        "before_distance": old.metres,
        "after_reps": new.reps,
        "after_distance": new.metres,
    }
    return [Advice("changed.sprint", numbers)]
