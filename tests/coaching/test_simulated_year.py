"""A slice of the simulated year: the very same is never asked for long, and fewer sessions fail than otherwise."""

from benchmarks.simulated_year import live, person, this_coach, three_misses
from bot.coaching.rulebook_tables import load_rulebook
from bot.training.exercises import catalogue


def test_nobody_is_left_stalled_and_fewer_sessions_fail() -> None:
    book = load_rulebook(catalogue())
    people = [person(77_000 + n) for n in range(8)]
    coached = [live(who, this_coach, book) for who in people]
    simple = [live(who, three_misses, book) for who in people]
    assert max(year.stalled_weeks for year in coached) <= 4
    assert sum(year.failed for year in coached) < sum(year.failed for year in simple)
    assert all(year.load > 0 for year in coached)
