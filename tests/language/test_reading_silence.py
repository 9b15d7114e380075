"""Questions, plans, other people's work, food and feelings log nothing; what was really done beside them is kept."""

from collections.abc import Callable

import pytest

from bot.language.reading import Reading
from bot.training.diary import Effort

Read = Callable[..., Reading]
Short = Callable[[tuple[Effort, ...]], str]

NO_WORK = """
how many sets of squats should I do
should i do 3x10 or 5x5 on bench?
what did I squat in march
is 100kg x 5 good for a beginner
does running 5k build legs
show me my deadlift log
delete the 100kg squat
remind me to squat on friday
skipped leg day, too tired
rest day
couldn't train, gym was shut
my sister deadlifted 120x3 on monday
i train 4x a week
bodyweight is 81.5
i weigh 75 kg
slept 6 hours
drank 2 litres of water
protein shake 30g
knee pain 3/10
quads are a 6 out of 10 sore
JM press or skullcrushers?
squat vs leg press
had 3 eggs and toast
feeling strong
good morning
12345
3
ok
???
- - -
¿cuántas sentadillas hago?
сколько подходов делать
wie viele Kniebeugen soll ich machen
""".strip().splitlines()


@pytest.mark.parametrize("text", NO_WORK)
def test_no_work_logs_nothing(text: str, read: Read) -> None:
    assert read(text).efforts == ()


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow squat 5x5 100",
        "gonna run 10k later",
        "i want to bench 100kg on friday",
        "will do 3x8 leg press tmrw",
        "mañana sentadillas 5x5",
        "завтра присед 5х5 100",
    ],
)
def test_a_plan_is_no_log(text: str, read: Read) -> None:
    reading = read(text)
    assert (reading.efforts, reading.future) == ((), True)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("planned 5x5, got 5 5 4 at 100", "nameless 2*5x100 4x100"),
        ("was supposed to do squat 5x5 but did squat 3x5 at 90", "back_squat 3*5x90"),
        ("skipped deadlifts, did rows 4x10 60 instead", "row 4*10x60"),
        ("squatted 100 5x5, is that enough?", "back_squat 5*5x100"),
        ("squat 3x8 80\nwhat should I do next time?", "back_squat 3*8x80"),
        ("can you log leg curl 3x10 35", "leg_curl 3*10x35"),
    ],
)
def test_what_was_done_is_kept_beside_what_was_not(text: str, meaning: str, read: Read, short: Short) -> None:
    assert short(read(text).efforts) == meaning
