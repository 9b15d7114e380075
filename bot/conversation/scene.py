"""What every use case looks at (tables, notebook, message, moment), and what it answers."""

import datetime as dt
import hashlib
from itertools import groupby
from typing import TypeAlias

import msgspec

from bot.coaching.advice import Advice, LiftTarget, NextSession, SprintTarget
from bot.coaching.calendar import local_day, zone_at
from bot.coaching.progression import next_session
from bot.coaching.rulebook import Rulebook
from bot.conversation.ports import Action, Amendment, Button, Message, Moment, Notebook
from bot.language.echoing import echo
from bot.language.names import Lexicon
from bot.language.speaking import Speaker
from bot.language.understanding import Understanding
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry

Offer: TypeAlias = tuple[str, Action]

BUTTON_LIFE = dt.timedelta(days=30)
ACTIONS_KEPT, MOST_TARGETS, MOST_LINES = 48, 12, 4
REPEATABLE = ("why", "answer", "sources", "command", "settings", "set")


class Knowledge(msgspec.Struct, frozen=True):
    """All tables of the coach, read once at the start."""

    lexicon: Lexicon
    rulebook: Rulebook
    understanding: Understanding
    speaker: Speaker


class Said(msgspec.Struct, frozen=True):
    """An answer: its text and the buttons below it. `edits`: it replaces our earlier reply to that message id;
    `replaces`: it replaces what we owed under that id, where a button below it was pressed. `export`: the athlete's
    belongings go along as a file. `alert`: shown to who pressed the button, and to nobody else.
    `moments`: the times that the text says; `reacts`: an emoji beside the message that is answered."""

    text: str
    buttons: tuple[Button, ...] = ()
    edits: str | None = None
    export: bool = False
    replaces: str | None = None
    alert: bool = False
    moments: tuple[Moment, ...] = ()
    reacts: str = ""


class Turn(msgspec.Struct, frozen=True):
    """What a message led to: the notebook as it is to be kept, what is said (None: nothing), whether all is to be
    forgotten, and the next session where it was worked out on the way."""

    notebook: Notebook
    said: Said | None = None
    forget: bool = False
    session: NextSession | None = None


class Scene(msgspec.Struct, frozen=True):
    """One message before one notebook at one moment. Moments are UTC; `today` is the athlete's local day; `shelved` is
    the archived entry that this message is about."""

    knows: Knowledge
    notebook: Notebook
    message: Message
    now: dt.datetime
    shelved: Entry | None = None

    @property
    def athlete(self) -> Athlete:
        return self.notebook.athlete

    @property
    def diary(self) -> Diary:
        return self.notebook.diary

    @property
    def today(self) -> dt.date:
        return local_day(self.athlete, self.now)

    @property
    def said_on(self) -> dt.date:
        """The local day on which the message was written, which may be days before it is heard."""
        return local_day(self.athlete, min(self.message.sent_at, self.now))

    @property
    def local_time(self) -> dt.time:
        return self.now.astimezone(zone_at(self.athlete, self.now)).time()

    @property
    def last_heard(self) -> str:
        """The update that is heard now; at a tick of the clock the one that was heard last."""
        return self.message.update or next(reversed(self.notebook.heard), "")

    @property
    def zone_name(self) -> str:
        """The zone that the athlete lives by now, as people write it: UTC+2 for one that has no city."""
        name = getattr(zone_at(self.athlete, self.now), "key", "UTC")
        offset = name.removeprefix("Etc/GMT")
        return name if offset == name else f"UTC{'-' if offset[:1] == '+' else '+'}{offset[1:]}"

    def say(self, key: str, **numbers: object) -> str:
        return self.knows.speaker.say(key, numbers, self.athlete.language)

    def advise(self, advice: Advice) -> str:
        return self.say(advice.key, **advice.numbers)

    def with_notebook(self, **changes: object) -> "Scene":
        return msgspec.structs.replace(self, notebook=msgspec.structs.replace(self.notebook, **changes))

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, at hand or archived."""
        return self.shelved if self.shelved and self.shelved.id == entry_id else self.diary.entry(entry_id)

    def without(self, entry_id: str) -> "Scene":
        """The same scene with this entry taken out, wherever it lies."""
        if self.shelved and self.shelved.id == entry_id:
            amended = self.with_notebook(amended=(*self.notebook.amended, Amendment(entry_id)))
            return msgspec.structs.replace(amended, shelved=None)
        return self.with_notebook(diary=self.diary.without(entry_id))

    def echo(self, entry: Entry) -> str:
        return "; ".join(echo(effort, self.knows.speaker, self.athlete.language) for effort in entry.efforts)

    def next_session(self) -> NextSession | None:
        return next_session(self.knows.rulebook, self.athlete, self.diary, self.today)

    def button(self, key: str, action: Action, **numbers: object) -> Offer:
        """A button to offer: what is written on it, and what it does."""
        return self.say(f"button.{key}", **numbers), action

    def answer(self, text: str, *offers: Offer) -> Turn:
        """An answer with a button for each offer."""
        buttons, actions = [], dict(self.notebook.actions)
        below = owed_id(self.message)
        for label, action in offers:
            token = self.token(label, action)
            buttons.append(Button(label, token))
            actions.pop(token, None)
            actions[token] = msgspec.structs.replace(action, label=label, below=below, until=self.now + BUTTON_LIFE)
        for stale in list(actions)[:-ACTIONS_KEPT]:
            del actions[stale]
        return Turn(msgspec.structs.replace(self.notebook, actions=actions), Said(text, tuple(buttons)))

    def token(self, label: str, action: Action) -> str:
        """An opaque id of a button, the same for the same button; it means something in this notebook only. What may
        be asked again and again (why, an answer) needs one token, whatever message it stands below."""
        of = f"{self.athlete.id}|{label}|{action.do}|{action.value}"
        if action.do not in REPEATABLE:
            of += f"|{self.message.id}|{self.message.update}"
        return hashlib.sha256(of.encode()).hexdigest()[:16]


def owed_id(message: Message) -> str:
    """What we owe for a message is known by."""
    return f"reply:{message.update}"


def timed(scene: Scene, turn: Turn, moments: list[dt.datetime]) -> Turn:
    """The same turn, knowing which moments it says, so that a chat can show them by each reader's own clock."""
    if turn.said is None or not moments:
        return turn
    found = tuple(Moment(scene.say("plan.moment", moment=one), one.astimezone(dt.UTC)) for one in moments)
    return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, moments=found))


def added(text: str, line: str) -> str:
    """A text with one more line; at its end where it has as many lines as a glance takes in."""
    return f"{text} {line}" if len(text.splitlines()) >= MOST_LINES else f"{text}\n{line}" if text else line


def buttons_of(turn: Turn) -> tuple[Button, ...]:
    return turn.said.buttons if turn.said else ()


def session_line(scene: Scene, session: NextSession, most: int = MOST_TARGETS) -> str:
    """'squat 5×5 @ 102.5 kg, then leg curl 3×10 @ 40 kg'; lifts that are asked alike, and found by feel, together.
    Not more than `most` lifts are named."""
    if len(session.targets) > most:
        first = msgspec.structs.replace(session, targets=session.targets[:most])
        return scene.say("log.more", session=session_line(scene, first), count=len(session.targets) - most)
    pieces = []
    for (_, _, by_feel), group in groupby(session.targets, key=_asked_alike):
        targets = tuple(group)
        if by_feel and len(targets) > 1:
            pieces.append(_together(scene, targets))
        else:
            pieces += [scene.advise(target.advice()) for target in targets]
    return scene.say("log.and").join(pieces)


def _asked_alike(target: LiftTarget | SprintTarget) -> tuple[object, object, bool]:
    by_feel = isinstance(target, LiftTarget) and target.advice().key == "next.lift_feel"
    return (target.reps, target.rir if isinstance(target, LiftTarget) else None, by_feel)


def _together(scene: Scene, targets: tuple[LiftTarget | SprintTarget, ...]) -> str:
    names = [scene.knows.lexicon.said(t.exercise) for t in targets if isinstance(t, LiftTarget)]
    return scene.say("log.each_by_feel", names=", ".join(names), **targets[0].advice().numbers)


def next_line(scene: Scene, key: str, none: str) -> str:
    session = scene.next_session()
    if session is None and scene.diary.entries:
        return scene.say("next.paused")
    return scene.say(key, day=session.day, session=session_line(scene, session)) if session else scene.say(none)


def wordless(notebook: Notebook, now: dt.datetime) -> Message:
    """The message behind a scene that nobody's message opened: a tick of the clock."""
    return Message(notebook.athlete.id, notebook.chat, f"tick:{now.isoformat()}", "", "", now)
