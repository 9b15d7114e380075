"""The next session of one lift: every row of the rules with its example, and the outcome table before and after."""

import pytest

from bot.coaching.advice import Advice, LiftTarget
from bot.coaching.following import standing_of
from bot.coaching.progression import numbers_of
from bot.coaching.rows import Example, Rule
from bot.coaching.standing import Standing
from bot.training.athlete import Athlete, Kit
from tests.coaching.people import diary, history, lift, rulebook, said

OF_KIND = {"barbell": "back_squat", "dumbbell": "bell_press", "bodyweight": "pull_up", "timed": "wall_sit"}


def shown(target: LiftTarget) -> str:
    """'102.5: 5 5 5', '+10: 8 8', '0: 9 9 9', 'hold 30 30'."""
    if target.seconds is not None:
        return "hold " + " ".join(f"{target.seconds:g}" for _ in target.reps)
    sign = {"added": "+", "assisted": "-"}.get(target.load_kind or "", "")
    amount = target.load.amount if target.load else 0
    return f"{sign}{amount:g}: " + " ".join(str(r) for r in target.reps)


def typed(bout: str) -> str:
    if bout.startswith("hold "):
        return bout.removeprefix("hold ") + " s"
    load, _, reps = bout.partition(": ")
    reps, rir, left = reps.partition(" rir ")
    amount = "" if load == "0" else f" @ {load}"
    return reps + amount + (f" rir {left}" if rir else "")


def standing(example: Example, athlete: Athlete | None = None) -> Standing:
    exercise = OF_KIND[example.kind]
    schemes = {exercise: example.scheme} if example.scheme else {}
    who = athlete or Athlete("gita", unit="kg", level=example.level, schemes=schemes, kit=Kit(has=example.has))
    days = [n * 3 for n in range(len(example.bouts) - 1)]
    days.append((days[-1] if days else 0) + example.gap)
    kept = diary(*[(day, lift(exercise, typed(bout))) for day, bout in zip(days, example.bouts, strict=True)])
    found = standing_of(history(who, kept), exercise, example.weekly)
    assert found is not None
    return found


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.name)
def test_every_example_shows_its_own_row(rule: Rule) -> None:
    found = standing(rule.example)
    assert (found.rule.name, shown(found.target)) == (rule.name, rule.example.next)


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.name)
def test_every_reason_can_be_said(rule: Rule) -> None:
    found = standing(rule.example)
    assert said(Advice(f"rule.{rule.name}.because", numbers_of(found)))
