"""What to do in place of a lift: each row's own example, what the kit allows, and nothing that hurts."""

import msgspec
import pytest

from bot.coaching.rows import Substitute
from bot.coaching.substitutes import MOST, substitutes
from bot.training.athlete import Kit, Pain
from bot.training.diary import Diary
from tests.coaching.people import ANA, MONDAY, history, rulebook


@pytest.mark.parametrize("row", rulebook().substitutes, ids=lambda row: row.name)
def test_each_row_holds_in_its_own_example(row: Substitute) -> None:
    lift, instead = row.example
    found = substitutes(history(ANA, Diary()), lift)
    assert instead == found[0]
    assert MOST >= len(found) >= 2
    assert lift not in found


def test_at_home_nothing_needs_a_machine() -> None:
    at_home = msgspec.structs.replace(ANA, kit=Kit(has=("dumbbells",)))
    found = substitutes(history(at_home, Diary()), "back_squat")
    assert {"leg_press", "hack_squat", "back_squat"}.isdisjoint(found)
    assert found


def test_nothing_that_hurts_is_named() -> None:
    sore = msgspec.structs.replace(ANA, pains=(Pain(pattern="lunge", score=4, since=MONDAY),))
    assert "bulgarian_split_squat" not in substitutes(history(sore, Diary()), "back_squat")


@pytest.mark.parametrize("lift", ["bench_press", "froggers"])
def test_for_other_lifts_it_says_nothing(lift: str) -> None:
    assert () == substitutes(history(ANA, Diary()), lift)
