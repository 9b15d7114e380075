"""A reading in the form of the labelled corpus, for `parse --jsonl`."""

from typing import Any

from bot.language.names import Lexicon
from bot.language.reading import Reading
from bot.training.diary import Effort, Lift, Run, Set


def label(effort: Effort, lexicon: Lexicon) -> dict[str, Any]:
    """One effort as one activity; what was not said is left out."""
    if isinstance(effort, Lift):
        name = lexicon.name(effort.exercise) if effort.exercise else None
        return {"kind": "lift", "exercise": name, "sets": [_set(s) for s in effort.sets]}
    if isinstance(effort, Run):
        return _run(effort)
    return _told(
        {"kind": "other", "name": effort.name, "duration_s": effort.seconds, "distance_m": _metres(effort.metres),
         "reps": effort.reps, "rest_s": effort.rest_s, "rpe": effort.rpe}
    )  # fmt: skip


def record(message: str, intent: str, reading: Reading, lexicon: Lexicon) -> dict[str, Any]:
    """One line of `parse --jsonl`."""
    return {
        "id": message,
        "intent": intent,
        "activities": [label(effort, lexicon) for effort in reading.efforts],
        "asks": reading.ask.key if reading.ask else None,
        "notes": list(reading.notes),
    }


def _set(one: Set) -> dict[str, Any]:
    load = one.load
    found: dict[str, Any] = {"reps": one.reps}
    if load is not None:
        found |= {
            "weight": load.amount,
            "unit_given": load.unit or "none",
            "weight_kg": round(load.kg, 2) if load.unit else None,
        }
    found |= _told({"load": one.load_kind, "seconds": one.seconds, "distance_m": one.metres, "rpe": one.rpe})
    return found | {mark: True for mark in ("warmup", "failed", "drop", "per_side", "each_hand") if getattr(one, mark)}


def _run(run: Run) -> dict[str, Any]:
    subtype = "walk" if run.walk else "sprint" if "sprint" in run.said else "run"
    return _told(
        {
            "kind": "run",
            "subtype": subtype,
            "distance_m": _metres(run.metres),
            "duration_s": run.seconds,
            "reps": run.reps,
            "times_s": list(run.times) or None,
            "best_s": run.best,
            "pace_s_per_km": round(run.pace, 1) if run.pace else None,
            "rest_s": run.rest_s,
            "rest_distance_m": run.rest_metres,
            "grade": run.grade,
            "rpe": run.rpe,
            "part_of_total": run.part_of_total or None,
        }
    )


def _metres(metres: float | None) -> float | None:
    return None if metres is None else round(metres, 2)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
