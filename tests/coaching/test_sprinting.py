"""The next sprint session: the ladder, the brakes, and sprints beside lifting."""

import datetime as dt

import msgspec
import pytest

from bot.coaching.advice import SprintTarget
from bot.coaching.progression import next_session
from bot.coaching.rows import SprintExample, SprintRule
from bot.coaching.sprinting import first_sprints, slowed_after, sprint_standing
from bot.training.athlete import Athlete
from bot.training.diary import BestTime, Diary, Past, Run
from tests.coaching.people import ANA, DIMA, FINN, MONDAY, diary, history, lift, rulebook, said, sprints, targets


def on(day: int) -> dt.date:
    return MONDAY + dt.timedelta(days=day)


def after(who: Athlete, kept: Diary, day: int) -> tuple[str, SprintTarget]:
    found = sprint_standing(history(who, kept, on(day)), on(day))
    assert found is not None
    assert said(found.target.because)
    return found.rule.name, found.target


def seasoned(kept: Diary, best: float = 9.0) -> Diary:
    """The same diary of somebody who sprinted 60 m long before."""
    past = Past(entries=200, first_day=on(-700), times=(BestTime(60, best, on(-400)),))
    return msgspec.structs.replace(kept, past=past)


# what was done, the rule, reps × metres at percent
LADDER = [
    (diary((0, sprints(4, 20))), "one_more_rep", (5, 20, 80)),
    (diary((0, sprints(8, 20))), "ten_metres_more", (4, 30, 80)),
    (diary((0, sprints(7, 40))), "ten_metres_more", (4, 50, 80)),
    (diary((0, sprints(6, 50))), "ten_metres_more", (4, 60, 80)),
    (diary((0, sprints(6, 60, 9.2))), "one_more_rep", (7, 60, 90)),
    (diary((0, sprints(8, 60))), "first_weeks", (8, 60, 80)),
    (seasoned(diary((0, sprints(8, 60, 11.0)))), "more_effort", (8, 60, 90)),
    (seasoned(diary((0, sprints(8, 60, 9.9)))), "hill_first", (8, 60, 95)),
    (seasoned(diary((0, Run(60, 9.9, reps=8, grade=6, said=("sprint",))))), "more_effort", (8, 60, 95)),
    (seasoned(diary((0, sprints(8, 60, 9.0)))), "faster", (8, 60, 100)),
]


@pytest.mark.parametrize(("kept", "rule", "target"), LADDER)
def test_reps_then_distance_then_effort(kept: Diary, rule: str, target: tuple[int, float, int]) -> None:
    name, found = after(FINN, kept, 3)
    assert (name, (found.reps, found.metres, found.effort)) == (rule, target)
    assert found.hill == (rule == "hill_first" or any("grade" in str(e) and "grade=6" in str(e) for e in kept.entries))


def test_rest_is_a_minute_for_ten_metres() -> None:
    _, found = after(FINN, diary((0, sprints(4, 20))), 3)
    assert found.rest_s == 120
    _, long = after(FINN, diary((0, Run(400, 80, reps=3, said=("all_out",)))), 3)
    assert long.rest_s == 900


def test_two_weeks_without_sprints_halve_the_reps() -> None:
    kept = seasoned(diary((0, sprints(8, 60, 9.0))))
    assert after(FINN, kept, 13)[0] == "faster"
    name, found = after(FINN, kept, 14)
    assert (name, found.reps, found.effort) == ("back_to_sprints", 4, 80)


def test_after_a_break_sprints_grow_by_a_rep_a_week() -> None:
    done, asked = [(0, sprints(8, 40)), (20, sprints(4, 40))], []
    for day, following in ((23, (27, 4)), (30, (34, 5)), (37, (41, 5))):
        name, found = after(FINN, seasoned(diary(*done)), day)
        asked.append((name, found.reps, found.effort))
        done.append((following[0], sprints(following[1], 40)))
    assert asked == [("easing_back", 4, 80), ("one_more_rep", 5, 80), ("easing_back", 5, 80)]


def test_a_jump_in_metres_is_not_followed_by_more() -> None:
    kept = diary((0, sprints(5, 40)), (7, sprints(4, 40)), (9, sprints(4, 40)))
    name, found = after(FINN, kept, 12)
    assert (name, found.reps) == ("too_much_more", 4)
    slowly = diary((0, sprints(5, 40)), (2, sprints(3, 40)), (8, sprints(5, 40)), (11, sprints(4, 40)))
    assert after(FINN, slowly, 14)[0] == "one_more_rep"


def test_times_that_fall_off_end_the_set_earlier() -> None:
    tired = Run(60, reps=6, times=(9.0, 9.0, 9.1, 9.2, 9.6, 9.8), said=("sprint",))
    name, found = after(FINN, diary((0, tired)), 3)
    assert (name, found.reps) == ("slowed_down", 4)
    assert slowed_after(rulebook(), (9.0, 9.2, 9.3, 9.4)) is None


def test_metres_stay_within_the_limit_of_a_session() -> None:
    for metres, reps in ((20, 8), (30, 8), (40, 7), (50, 6), (60, 8)):
        kept = diary((0, sprints(reps, metres)))
        _, found = after(FINN, kept, 3)
        assert found.reps * found.metres <= (300 if found.metres <= 50 else 600)


def test_at_most_two_sprint_days_in_seven() -> None:
    kept = diary((0, sprints(4, 20)), (3, sprints(5, 20)))
    session = next_session(rulebook(), FINN, kept, on(4))
    assert session is not None
    assert session.day == on(7)


def test_all_out_and_older_athletes_rest_three_days() -> None:
    once = diary((0, sprints(4, 20)))
    days = {
        who.id: session.day
        for who in (FINN, DIMA)
        if (session := next_session(rulebook(), who, once, on(1))) is not None
    }
    assert days == {"finn": on(2), "dima": on(3)}
    fast = seasoned(diary((0, sprints(8, 60, 9.0))))
    session = next_session(rulebook(), FINN, fast, on(1))
    assert session is not None
    assert session.day == on(3)


def test_sprints_go_first_on_a_day_with_lifting() -> None:
    kept = diary((0, sprints(4, 20)), (0, lift("romanian_deadlift", "8 8 8 @ 80")))
    session = next_session(rulebook(), ANA, kept, on(0))
    assert session is not None
    assert session.day == on(3)  # sprints and heavy hamstrings on one day: 72 h
    assert targets(session) == "sprints 5×20 m at 80 %, rest 2 min; romanian deadlift 3×8 @ 82.5 kg"
    assert "Sprint first, then lift." in [said(n) for n in session.notes]


def test_sprints_and_heavy_hamstrings_lie_two_days_apart_or_on_one() -> None:
    kept = diary((0, lift("romanian_deadlift", "8 8 8 @ 80")), (1, sprints(4, 20)))
    session = next_session(rulebook(), ANA, kept, on(1))
    assert session is not None
    assert session.day == on(3)
    assert len(session.targets) == 2


def test_a_newcomer_starts_short_and_easy() -> None:
    first = first_sprints(rulebook())
    assert (first.reps, first.metres, first.effort) == (4, 20, 80)


def told(example: SprintExample) -> Diary:
    """'4x40 8x40', '6x60 9 9 9 9 9.6 9.8': sessions some days apart, each with its times."""
    sessions: list[tuple[int, float, list[float]]] = []
    for word in example.before.split():
        reps, cross, metres = word.partition("x")
        if cross:
            sessions.append((int(reps), float(metres), []))
        else:
            sessions[-1][2].append(float(word))
    runs = [
        sprints(reps, metres, times[0]) if len(times) == 1 else sprints(reps, metres, times=tuple(times))
        for reps, metres, times in sessions
    ]
    kept = diary(*[(example.every * n, run) for n, run in enumerate(runs)])
    return seasoned(kept, example.best) if example.best else kept


@pytest.mark.parametrize("rule", rulebook().sprints, ids=lambda rule: rule.name)
def test_every_example_shows_its_own_row(rule: SprintRule) -> None:
    kept = told(rule.example)
    name, found = after(FINN, kept, (kept.entries[-1].day - MONDAY).days + rule.example.days_off)
    shown = f"{found.reps}x{found.metres:g} {found.effort}{' hill' if found.hill else ''}"
    assert (name, shown) == (rule.name, rule.example.next)


def test_who_only_sprints_is_told_once_that_lifting_does_more() -> None:
    notes = []
    for days in (1, 2):
        kept = diary(*[(3 * n, sprints(4, 20)) for n in range(days)])
        session = next_session(rulebook(), FINN, kept, kept.entries[-1].day)
        assert session is not None
        notes.append([said(n) for n in session.notes])
    assert notes == [["Sprints help; two leg sessions a week do most."], []]


@pytest.mark.parametrize("rule", rulebook().sprints, ids=lambda rule: rule.name)
def test_every_sprint_row_is_said(rule: SprintRule) -> None:
    numbers = {
        "days_off": 20, "percent": 30, "reps": 4, "metres": 240, "limit": 300, "effort": 90, "best_time": 9.0,
        "rep_distance": 60.0,
    }  # fmt: skip
    from bot.coaching.advice import Advice

    assert said(Advice(f"sprint.{rule.name}", numbers))
    assert said(Advice(f"sprint.{rule.name}.because", numbers))
