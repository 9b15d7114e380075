"""What people write about training days and reminders, and what is understood of it, on a Sunday at noon."""

import datetime as dt

import pytest

from bot.language.plan_marks import Shape, marks, table
from bot.language.plans import Asked, asked, clauses_of
from bot.training.schedule import Move, Pause, Slot, Wish

NOON = dt.datetime.fromisoformat("2026-11-22T12:00")
SESSION = dt.date(2026, 11, 24)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def heard(text: str, answering: bool = False) -> Asked | None:
    return asked(text, NOON, lambda: SESSION, answering)


def at(hour: int, minute: int = 0) -> dt.time:
    return dt.time(hour, minute)


def on(month: int, day: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, day)


def days(*of: int, time: dt.time | None = None) -> Wish:
    return Wish(slots=tuple(Slot(day, time) for day in of))


def once(day: dt.date, time: dt.time | None = None) -> Wish:
    return Wish(moves=(Move(day, day, time),))


WISHES = {
    "remind me mon wed fri 18:00": days(MON, WED, FRI, time=at(18)),
    "Reminders: Mon, Thu at 6.30pm pls": days(MON, THU, time=at(18, 30)),
    "mon/wed/fri 7:00": days(MON, WED, FRI, time=at(7)),
    "tue and sat mornings": days(TUE, SAT, time=at(7, 30)),
    "remind me mondays and thursdays in the evening": days(MON, THU, time=at(18)),
    "wensdays and thrusdays at 7pm": days(WED, THU, time=at(19)),
    "mon-fri 7:00": days(MON, TUE, WED, THU, FRI, time=at(7)),
    "from friday to monday at 9:00": days(FRI, SAT, SUN, MON, time=at(9)),
    "only weekdays": days(MON, TUE, WED, THU, FRI),
    "weekends at 10": days(SAT, SUN, time=at(10)),
    "mon 18:00, wed 7:30, sat 10": Wish(slots=(Slot(MON, at(18)), Slot(WED, at(7, 30)), Slot(SAT, at(10)))),
    "18:00 on mon and thu": days(MON, THU, time=at(18)),
    "remind me every monday": days(MON),
    "every day at 1800": days(*range(7), time=at(18)),
    "every evening": days(*range(7), time=at(18)),
    "montags und donnerstags um 18 uhr": days(MON, THU, time=at(18)),
    "recuérdame lunes y jueves a las 18:00": days(MON, THU, time=at(18)),
    "every other day at 7": Wish(every=2, since=on(11, 23), time=at(7)),
    "every 3 days": Wish(every=3, since=on(11, 22)),
    "every second monday 18:00": Wish(every=14, since=on(11, 23), time=at(18)),
    "erinner mich jeden zweiten tag um 19 uhr": Wish(every=2, since=on(11, 22), time=at(19)),
    "cada dos días": Wish(every=2, since=on(11, 22)),
    "remind me at 7": Wish(time=at(7)),
    "change the reminder to 7": Wish(time=at(7)),
    "remind me at 7 in the evening": Wish(time=at(19)),
    "remind me at noon": Wish(time=at(12)),
    "remind me at 12am": Wish(time=at(0)),
    "2 hours before": Wish(lead_min=120),
    "half an hour early": Wish(lead_min=30),
    "remind me at 19:00, an hour before": Wish(time=at(19), lead_min=60),
    "sundays off": Wish(off=(SUN,)),
    "no reminders on sundays": Wish(off=(SUN,)),
    "not on weekends": Wish(off=(SAT, SUN)),
    "friday off": Wish(moves=(Move(on(11, 27)),)),
    "skip friday": Wish(moves=(Move(on(11, 27)),)),
    "not this friday": Wish(moves=(Move(on(11, 27)),)),
    "skip tomorrow": Wish(moves=(Move(on(11, 23)),)),
    "move thursday to friday": Wish(moves=(Move(on(11, 26), on(11, 27)),)),
    "move friday to thursday": Wish(moves=(Move(on(11, 27), on(11, 26)),)),
    "move friday to today": Wish(moves=(Move(on(11, 20), on(11, 22)),)),
    "friday instead of thursday": Wish(moves=(Move(on(11, 26), on(11, 27)),)),
    "move thursday to friday 19:00": Wish(moves=(Move(on(11, 26), on(11, 27), at(19)),)),
    "move friday to 19:00": once(on(11, 27), at(19)),
    "move it to friday and remind me": Wish(moves=(Move(SESSION, on(11, 27)),)),
    "remind me tomorrow at 6": once(on(11, 23), at(6)),
    "remind me today at 6": once(on(11, 22), at(18)),  # six in the morning is over
    "remind me on friday at 7": once(on(11, 27), at(7)),
    "remind me on 3 december at 18:00": once(on(12, 3), at(18)),
    "remind me 2026-12-03 18:00": once(on(12, 3), at(18)),
    "remind me in half an hour": once(on(11, 22), at(12, 30)),
    "no reminders in august": Wish(pauses=(Pause(on(8, 1, 2027), on(8, 31, 2027)),)),
    "keine erinnerungen im august": Wish(pauses=(Pause(on(8, 1, 2027), on(8, 31, 2027)),)),
    "no reminders in november": Wish(pauses=(Pause(on(11, 22), on(11, 30)),)),
    "pause two weeks": Wish(pauses=(Pause(on(11, 22), on(12, 5)),)),
    "pause for 10 days": Wish(pauses=(Pause(on(11, 22), on(12, 1)),)),
    "pausa dos semanas": Wish(pauses=(Pause(on(11, 22), on(12, 5)),)),
    "no reminders until monday": Wish(pauses=(Pause(on(11, 22), on(11, 22)),)),
    "pause until 5 december": Wish(pauses=(Pause(on(11, 22), on(12, 4)),)),
    "reminders off from 24 december to 2 january": Wish(pauses=(Pause(on(12, 24), on(1, 2, 2027)),)),
    "no reminders next week": Wish(pauses=(Pause(on(11, 23), on(11, 29)),)),
    "pause": Wish(pauses=(Pause(on(11, 22)),)),
    "resume": Wish(resume=True),
    "quiet hours 10pm to 8am": Wish(quiet_from=at(22), quiet_to=at(8)),
    "not before 9": Wish(quiet_to=at(9)),
    "no messages after 9": Wish(quiet_from=at(21)),
    "weekly summary please": Wish(weekly_summary=True),
    "no weekly summary": Wish(weekly_summary=False),
}  # fmt: skip


@pytest.mark.parametrize("text", WISHES)
def test_what_is_wished_is_understood(text: str) -> None:
    found = heard(text)
    assert found
    assert found.wrong is None
    assert WISHES[text] == found.wish


WRONG = {
    "remind me at 25:00": ("time", "25:00"),
    "remind me at 18:75": ("time", "18:75"),
    "mon thu 24:00": ("time", "24:00"),
    "remind me at 31": ("time", "31"),
    "every blursday": ("day", "blursday"),
    "remind me every floorday at 7": ("day", "floorday"),
    "remind me on 31 november": ("day", "31"),
    "remind me yesterday at 6": ("past", "yesterday at 6"),
    "remind me today at 11:00": ("past", "today at 11:00"),
    "remind me on 3 jan 2020": ("past", "on 3 jan 2020"),
    "36 hours before": ("lead", "36 hours before"),
    "pause 14 months": ("pause", "pause 14 months"),
    "remind me at 7 and at 8": ("both", "07:00 + 08:00"),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_is_named_as_it_was_read(text: str) -> None:
    found = heard(text)
    assert found
    assert WRONG[text] == found.wrong


ELSEWHERE = [
    "squat 5x5 100", "ran 5k on tuesday", "monday 5k 27:30", "legs on friday", "friday", "7:30", "25:00",
    "tomorrow at 6", "make it 3", "change it to 18:30", "move it to friday", "no training today", "rest day", "stop",
    "no reminders", "remind me", "when do I train", "i did nothing on friday", "mon squat 3x5 100, wed bench 3x5",
    "2 hours", "", "nudge me if i dont train for 4 days", "that was monday, not tuesday", "only 5 reps", "?!",
]  # fmt: skip


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_about_something_else_is_left_alone(text: str) -> None:
    assert heard(text) is None


def test_a_bare_time_is_a_plan_where_one_was_asked_for() -> None:
    assert heard("19:30") is None
    assert Wish(time=at(19, 30)) == getattr(heard("19:30", answering=True), "wish", None)


@pytest.mark.parametrize(
    ("text", "loose"), [("every day at 7", True), ("every day at 7:00", False), ("daily 7pm", False)]
)
def test_an_hour_without_am_or_pm_is_noticed(text: str, loose: bool) -> None:
    assert loose == getattr(heard(text), "loose", None)


@pytest.mark.parametrize("row", table().shape, ids=lambda row: row.name)
def test_every_shape_reads_its_own_examples(row: Shape) -> None:
    for example in row.examples:
        found = [mark for mark in marks(example, NOON.date()) if mark.kind not in ("remind", "filler")]
        clauses, left = clauses_of(found)
        assert [row.name] == [clause.name for clause in clauses], example
        assert not left, example
