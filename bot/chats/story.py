"""Retells a `.chat` story with the coach's real replies: `>` the athlete, `<` the coach, `--` the clock moves.

-- athlete unit=kg zone=Europe/Berlin days=mon,thu time=18:00
-- 2026-01-05 18:00
> squat 5x5 100kg
>edit 1 squat 5x5 95kg
>reply 1 it was yesterday
>press Undo
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterator

import msgspec

from bot.chats.buttons_in_text import labelled
from bot.conversation.nudge import Nudge
from bot.conversation.outbox import Outbox
from bot.conversation.ports import Button, Delivery, Message, Owed, Store
from bot.conversation.reply import Coach
from bot.training.athlete import Athlete

START = "-- 2026-01-05 18:00"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_YEAR, LAST_YEAR = 1970, 2100
A_WHILE = dt.timedelta(minutes=1)


class StoryError(Exception):
    """A story is written wrongly; the sentence names the line and what was expected there."""


class StoryClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, start: dt.datetime) -> None:
        self._now = start

    def now(self) -> dt.datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.move_to(self._now + dt.timedelta(seconds=seconds))

    def move_to(self, moment: dt.datetime) -> None:
        """Forwards only: a story never runs back."""
        self._now = max(self._now, moment)


class Stage(msgspec.Struct, frozen=True):
    """The coach to be talked to, with the store underneath and the clock that the story moves."""

    coach: Coach
    nudge: Nudge
    outbox: Outbox
    store: Store
    clock: StoryClock


def beginning(story: str, athlete: Athlete) -> dt.datetime:
    """The moment (UTC) of a story's first `--` line that names one; a Monday evening where none does."""
    zone = zoneinfo.ZoneInfo(athlete.zone)
    for number, line in enumerate(story.splitlines(), 1):
        if line.startswith("-- ") and not line.startswith("-- athlete"):
            return moment_of(line, number, zone)
        if line.startswith(">"):
            break
    return moment_of(START, 0, zone)


def moment_of(line: str, number: int, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(line.removeprefix("-- ").strip())
    except ValueError:
        raise StoryError(f"line {number}: expected a moment like -- 2026-01-05 18:00") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise StoryError(f"line {number}: expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return moment.replace(tzinfo=zone).astimezone(dt.UTC)


def athlete_of(story: str, newcomer: Athlete) -> Athlete:
    """The athlete of a story's first `-- athlete` line; a newcomer where there is none."""
    for number, line in enumerate(story.splitlines(), 1):
        if line.startswith("-- athlete"):
            return _told(newcomer, line.removeprefix("-- athlete").split(), number)
        if line.strip() and not line.startswith("#"):
            break
    return newcomer


def _told(athlete: Athlete, settings: list[str], number: int) -> Athlete:
    changes: dict[str, object] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        try:
            changes |= _setting(name, value)
        except (KeyError, ValueError) as error:
            raise StoryError(
                f"line {number}: {setting}: expected unit=, zone=, days=, time=, reminders=, level= or age="
            ) from error
    told = msgspec.to_builtins(msgspec.structs.replace(athlete, **changes))
    try:
        return msgspec.convert(told, Athlete)
    except msgspec.ValidationError as error:
        raise StoryError(f"line {number}: {error}") from error


def _setting(name: str, value: str) -> dict[str, object]:
    match name:
        case "zone":
            return {"zone": zoneinfo.ZoneInfo(value).key, "zone_told": True}
        case "days":
            return {"days": tuple(DAYS.index(day) for day in value.split(","))}
        case "reminders":
            return {"reminders": {"yes": True, "no": False}[value]}
        case "time":
            return {"remind_at": dt.time.fromisoformat(value)}
        case "unit" | "level" | "age" | "language":
            return {name: value}
        case _:
            raise KeyError(name)


class Storyteller:
    """Plays one story on a stage and writes down what happens."""

    def __init__(self, stage: Stage, athlete: Athlete) -> None:
        self._stage, self._athlete = stage, athlete
        self._zone = zoneinfo.ZoneInfo(athlete.zone)
        self._told: list[str] = []
        self._spoken = 0
        self._updates = 0
        self._written: list[dt.datetime] = []
        self._buttons: dict[str, Button] = {}

    async def retell(self, story: str) -> str:
        """The story as it goes today: the athlete's lines as they were, the coach's real ones after each."""
        lines = iter(enumerate(story.splitlines(), 1))
        for number, line in lines:
            if line.startswith("<"):
                continue
            if line.startswith("-- ") and not line.startswith("-- athlete"):
                await self._move(line, number)
                continue
            self._told.append(line)
            if line.startswith(">"):
                await self._hear(line, number)
            elif line.strip() and not line.startswith(("#", "-- athlete")):
                raise StoryError(f"line {number}: expected a line that starts with >, <, -- or #")
        return "\n".join(self._told) + "\n"

    async def _move(self, line: str, number: int) -> None:
        then = moment_of(line, number, self._zone)
        clock, told = self._stage.clock, ""
        while (due := await self._stage.store.next_due()) is not None and due <= then:
            clock.move_to(due)
            pushed = await self._stage.nudge.tick(clock.now())
            if not pushed and await self._stage.store.next_due() == due:
                break
            for _, owed in pushed:
                if told != (told := f"-- {clock.now().astimezone(self._zone):%Y-%m-%d %H:%M}"):
                    self._told.append(told)
                await self._deliver(owed)
        clock.move_to(then)
        if told != line:  # a push that came at this very moment has told it
            self._told.append(line)

    async def _hear(self, line: str, number: int) -> None:
        clock = self._stage.clock
        self._updates += 1
        message = self._message(line, number)
        for owed in await self._stage.coach.hear(message, clock.now()):
            await self._deliver(owed)
        clock.move_to(clock.now() + A_WHILE)

    def _message(self, line: str, number: int) -> Message:
        now, update = self._stage.clock.now(), f"update-{self._updates}"
        kind, _, text = line.removeprefix(">").partition(" ")
        if kind == "press":
            button = self._buttons.get(text.strip())
            if button is None:
                raise StoryError(f"line {number}: no button is called {text.strip()}")
            return Message(self._athlete.id, "story", update, update, "", now, pressed=button.token)
        if kind == "edit":
            of, _, text = text.partition(" ")
            if not of.isdigit() or not 0 < int(of) <= self._spoken:
                raise StoryError(f"line {number}: expected >edit N and the number of an earlier message")
            written = self._written[int(of) - 1]
            return Message(self._athlete.id, "story", f"said-{of}", update, text, written, edited=True)
        above, text = self._replied(kind, text, number)
        if above:
            kind = ""
        self._spoken += 1
        self._written.append(now)
        said = (kind + " " + text if kind else text).replace("\\n", "\n")
        return Message(self._athlete.id, "story", f"said-{self._spoken}", update, said, now, reply_to=above)

    def _replied(self, kind: str, text: str, number: int) -> tuple[str | None, str]:
        """The message that a line replies to, and what it says."""
        if kind != "reply":
            return None, text
        of, _, text = text.partition(" ")
        if not of.isdigit() or not 0 < int(of) <= self._spoken:
            raise StoryError(f"line {number}: expected >reply N and the number of an earlier message")
        return f"said-{of}", text

    async def _deliver(self, owed: Owed) -> None:
        claimed = await self._stage.outbox.claim(self._athlete.id, owed)
        if claimed is None:
            return
        if claimed.only_edit:
            await self._stage.outbox.settle(self._athlete.id, claimed, Delivery("sent", message_id=claimed.id))
            return
        self._told += [f"< {line}" for line in self._lines(claimed)]
        self._buttons |= {button.label: button for button in claimed.buttons}
        await self._stage.outbox.settle(self._athlete.id, claimed, Delivery("sent", message_id=claimed.id))

    def _lines(self, owed: Owed) -> Iterator[str]:
        mark = "✎ " if owed.edits else ""
        yield from (mark + labelled(owed)).splitlines()
