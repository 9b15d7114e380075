"""Why the next session is what it is: the rule, the numbers that went in, the constant and its source."""

import datetime as dt

import msgspec

from bot.coaching.advice import Advice, Number, SprintTarget
from bot.coaching.history import History
from bot.coaching.listing import EASED_BY, STARTED_WITH, STEP, key_of
from bot.coaching.progression import Plan, because_of, plan_next
from bot.coaching.rows import Constant, Rule, SprintRule
from bot.coaching.rulebook import Rulebook
from bot.coaching.standing import Standing
from bot.training.athlete import Athlete
from bot.training.diary import Diary


def explain(book: Rulebook, athlete: Athlete, diary: Diary, today: dt.date) -> tuple[Advice, ...]:
    """Four lines on the first target of the next session; none where there is no next session."""
    return explain_plan(book, plan_next(History(book, athlete, diary, today)))


def explain_plan(book: Rulebook, plan: Plan) -> tuple[Advice, ...]:
    if plan.session is None:
        return ()
    if plan.started:
        return _plan_lines(book)
    if isinstance(plan.session.targets[0], SprintTarget) and plan.sprint is not None:
        rule = plan.sprint.rule
        numbers = plan.sprint.numbers | {"reps": plan.sprint.last.ran.reps}
        facts = Advice("why.numbers_sprint", numbers)
        return (Advice(f"sprint.{rule.name}.because", plan.sprint.numbers), facts, *_constant(book, rule))
    first = plan.session.targets[0]
    standing = next((s for s in plan.standings if s.exercise == getattr(first, "exercise", "")), plan.standings[0])
    because = getattr(first, "because", None) or because_of(standing)
    return (because, _lift_numbers(standing), *_deciding(book, standing, because, EASED_BY.get(first.rule, "")))


def _deciding(book: Rulebook, standing: Standing, because: Advice, eased_by: str) -> tuple[Advice, ...]:
    """What gave the number: the row of the break, the step that was made, or the rule's constant."""
    layoff = next((row for row in book.layoffs if because.key == key_of("layoff", row.name)), None)
    if layoff is not None:
        shares: dict[str, Number] = {"load_percent": round(100 * layoff.load), "set_percent": round(100 * layoff.sets)}
        return (Advice("why.layoff", shares), _source_line(book, layoff.source, layoff.grade))
    rule, last, load = standing.rule, standing.bout.load, standing.target.load
    if eased_by or rule.constant != STEP or load is None:
        return _constant(book, rule, eased_by)
    step = abs(load.amount - (last.amount if last else 0.0))
    made = msgspec.structs.replace(book.constants[STEP], value=round(step, 3), unit=load.unit or standing.bout.unit)
    return (_constant_line(made), _source_line(book, rule.source, rule.grade))


def _lift_numbers(standing: Standing) -> Advice:
    bout = standing.bout
    reps: tuple[float, ...] = tuple(r for r in bout.reps if r is not None) or bout.seconds
    numbers: dict[str, Number] = {
        "exercise": standing.exercise,
        "done": reps,
        "last_day": bout.day,
        "sessions": standing.sessions,
    }
    key = "numbers" if reps else "numbers_untold"
    if bout.load is None:
        return Advice(f"why.{key}_bodyweight", numbers)
    return Advice(f"why.{key}", numbers | {"last": bout.load})


def _plan_lines(book: Rulebook) -> tuple[Advice, ...]:
    constant = book.constants[STARTED_WITH]
    return (
        Advice("note.by_feel"),
        Advice("why.numbers_plan"),
        _constant_line(constant),
        _source_line(book, constant.source, constant.grade),
    )


def _constant(book: Rulebook, rule: Rule | SprintRule, eased_by: str = "") -> tuple[Advice, ...]:
    """The constant that gave the number, and where it comes from: the rule's own, or of what eased the target."""
    if eased_by:
        constant = book.constants[eased_by]
        source, grade = constant.source, constant.grade
    else:
        constant, source, grade = book.constants[rule.constant], rule.source, rule.grade
    return (_constant_line(constant), _source_line(book, source, grade))


def _source_line(book: Rulebook, source: str, grade: str) -> Advice:
    return Advice("why.source", {"source": book.sources[source], "grade": grade})


def _constant_line(constant: Constant) -> Advice:
    return Advice(key_of("constant", constant.name), {"value": constant.value, "unit": constant.unit})
