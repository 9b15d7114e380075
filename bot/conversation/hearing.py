"""Which use case a message goes to: buttons, open questions and alarms first, then what it means."""

from collections.abc import Callable

import msgspec

from bot.coaching.calendar import ONE_DAY
from bot.conversation import commands, owning
from bot.conversation.alarming import alarmed, over, well_again
from bot.conversation.answering import answer, answer_text, own_answer, unknown, what_if, which
from bot.conversation.asking import answered_plainly, ask, question_just_asked, with_open_question
from bot.conversation.correcting import correct, corrected_in_words
from bot.conversation.editing import corrected, outdated, take_itself_back, takes_itself_back
from bot.conversation.effort import felt as effort_felt
from bot.conversation.feeling import noted, with_reports
from bot.conversation.following_up import put_off_in_words, warm_ups
from bot.conversation.learning import habits, named
from bot.conversation.log import log, near_miss, offer_to_log
from bot.conversation.looking_back import look_back
from bot.conversation.planning import planned, reminders_on
from bot.conversation.ports import Action
from bot.conversation.preferring import choose
from bot.conversation.pressing import press, take
from bot.conversation.repeating import as_planned, repeat, repeated_in_words
from bot.conversation.scene import Scene, Turn, added, next_line, session_line
from bot.conversation.setting import expected, expected_of, on_the_map, set_plainly, speak
from bot.conversation.substituting import instead
from bot.conversation.telling import tell
from bot.conversation.travelling import placed
from bot.language.bare_runs import bare_run
from bot.language.choosing import chosen_scheme
from bot.language.intents import SPEAK, opens_asking
from bot.language.kits import kit_mentioned
from bot.language.profiles import choice, silenced, told, topic, unit_alone
from bot.language.putting_off import put_off, warm_ups_wanted
from bot.language.questions import Answer, Close, Unknown
from bot.language.tokens import normalised
from bot.language.understanding import LONGEST, Meaning
from bot.training.diary import Run

NOT_TYPED = ("undo", "why", "done", "settings", "set")  # their labels are words of their own
RECENT_RUNS = 16  # entries looked at for a run
PERHAPS_WORK = frozenset({"question", "plan_or_future", "not_done", "smalltalk"})


def respond(scene: Scene) -> Turn:
    """What one message leads to. Never raises for anything an athlete can write."""
    message = scene.message
    if message.pressed is not None:
        return press(scene)
    if message.place is not None:
        return on_the_map(scene, *message.place)
    if message.attached:
        return scene.answer(scene.say(f"sent.{message.attached}"))
    if not message.text.strip():
        return scene.answer(scene.say("unclear.empty"))
    if message.edited:
        return respond_to_edit(scene)
    if chosen := typed_choice(scene):
        return take(scene, *chosen)
    if (found := put_off(message.text)) and (turn := put_off_in_words(scene, found)):
        return turn
    if (wanted := warm_ups_wanted(message.text)) is not None:
        return warm_ups(scene, wanted)
    if owning.erases(scene):
        return owning.erased(scene)
    if (answered := choice(message.text)) and (turn := answered_plainly(scene, answered)):
        return turn
    return with_open_question(scene, shortened(scene, act(scene, meaning_of(scene))))


def respond_to_edit(scene: Scene) -> Turn:
    meaning, now = meaning_of(scene), outdated(scene)
    if takes_itself_back(scene, meaning):
        return take_itself_back(now)
    return corrected(scene, meaning, shortened(scene, act(now, meaning)))


def meaning_of(scene: Scene) -> Meaning:
    return scene.knows.understanding.understand(scene.message.text, habits(scene), scene.said_on)


def act(scene: Scene, meaning: Meaning) -> Turn:
    """Alarms come before everything else, save the word that what hurt is over or is to be forgotten."""
    if owning.forgets(meaning):
        return owning.forget(scene, meaning)
    if over(scene, meaning):
        return well_again(scene)
    if meaning.alarm:
        return alarmed(scene, meaning, meaning.alarm)
    if not meaning.reading.efforts and (turn := effort_felt(scene)):
        return turn
    if chosen := chosen_scheme(meaning.heard, scene.knows.lexicon, scene.athlete.names):
        return choose(scene, chosen)
    felt = with_reports(scene, meaning)
    only_told = meaning.intent not in ("question", "history", "reminder") or asks_for_less(meaning)
    if felt is not scene and not meaning.reading.efforts and only_told:
        return noted(felt)
    return with_work_offered(scene, meaning, serve(felt, meaning))


def asks_for_less(meaning: Meaning) -> bool:
    """A light week that is asked for, and not asked about, whatever the words have in common with a question."""
    asked = any(report.kind == "light_week" for report in meaning.reports)
    return asked and not meaning.heard.marked and not opens_asking(meaning.heard)


def with_work_offered(scene: Scene, meaning: Meaning, turn: Turn) -> Turn:
    """A message that was taken for something else, and yet begins with a workout, offers to log that; it is neither
    lost nor taken for granted."""
    if turn.said is None or meaning.command or meaning.intent not in PERHAPS_WORK or scene.message.edited:
        return turn
    if turn.notebook.diary is not scene.diary:
        return turn  # it has been kept already, as a correction
    found = scene.knows.understanding.work_before_a_remark(meaning, habits(scene), scene.said_on)
    return offer_to_log(scene, turn, found) if found else turn


def typed_choice(scene: Scene) -> tuple[str, Action] | None:
    """A button answered by typing: what it says, a yes or a no to an open question, or the unit that was asked for."""
    typed = bare(scene.message.text)
    open_to = {token: a for token, a in scene.notebook.actions.items() if a.until is None or a.until >= scene.now}
    for token, action in reversed(open_to.items()):
        if action.do not in NOT_TYPED and action.label and typed == bare(action.label):
            return token, action
    wanted = {"yes": "keep", "no": "discard"}.get(choice(scene.message.text), "")
    question = question_just_asked(scene)
    asked = [button.token for button in question.buttons] if question else []
    fitting = [(token, open_to[token]) for token in asked if token in open_to and open_to[token].do == wanted]
    if len(fitting) == 1:
        return fitting[0]
    unit = unit_alone(scene.message.text)
    return next(((t, a) for t, a in open_to.items() if unit and a.do == "unit" and a.value == unit), None)


def bare(text: str) -> str:
    """A label as a thumb may type it: without capitals, commas and marks at the end."""
    return " ".join(normalised(text).casefold().replace(",", " ").strip(" .!?\n").split())


def serve(scene: Scene, meaning: Meaning) -> Turn:
    """The use case that the message's command or main intent asks for."""
    if not meaning.command and (turn := named(scene)):
        return turn
    if turn := set_plainly(scene, meaning) or whereabouts(scene, meaning):
        return turn
    if turn := repeated_in_words(scene, meaning) or corrected_in_words(scene, meaning):
        return turn
    if turn := instead(scene, meaning):
        return turn
    if meaning.command.startswith(SPEAK):
        return speak(scene, meaning.command.removeprefix(SPEAK))
    if meaning.command in commands.COMMANDS:
        return commands.COMMANDS[meaning.command](scene)
    return INTENTS.get(meaning.intent, unclear)(scene, meaning)


def whereabouts(scene: Scene, meaning: Meaning) -> Turn | None:
    """Where the athlete is, or when they train and are reminded; a message that tells of work is neither."""
    placed_there = None if meaning.reading.efforts else placed(scene)
    return placed_there or planned(scene, wondered=meaning.heard.marked and not meaning.heard.has("kindly"))


def logged(scene: Scene, meaning: Meaning) -> Turn:
    if not (meaning.reading.efforts or meaning.reading.ask) and meaning.heard.has("all_as_planned"):
        return as_planned(scene)
    turn = ask(scene, meaning.reading) if meaning.reading.ask else log(scene, meaning.reading)
    return with_answer(scene, meaning, turn)


def repeated(scene: Scene, meaning: Meaning) -> Turn:
    return unclear(scene, meaning) if meaning.heard.has("place") else repeat(scene)


def reminded(scene: Scene, meaning: Meaning) -> Turn:
    return commands.stop(scene) if silenced(meaning.heard) else reminders_on(scene)


def chatted(scene: Scene, meaning: Meaning) -> Turn:
    """A greeting, or a plain ok: who this is, at first; later what is next."""
    if not meaning.heard.has("greeting") and not choice(scene.message.text):
        return unclear(scene, meaning)
    if scene.diary.empty:
        return commands.start(scene)
    return scene.answer(next_line(scene, "next.session", "help.small_talk"))


def declined(scene: Scene, meaning: Meaning) -> Turn:
    """A plan, something not done: said kindly why nothing is kept. What was due today may come tomorrow."""
    session = scene.next_session() if meaning.intent == "not_done" else None
    if session is None or session.day != scene.today:
        return scene.answer(scene.say(f"unclear.{meaning.intent}"))
    move = Action("plan", value=f"move {scene.today} to {scene.today + ONE_DAY}")
    return scene.answer(
        scene.say("unclear.not_today", session=session_line(scene, session, 1)), scene.button("tomorrow", move)
    )


def answered(scene: Scene, meaning: Meaning) -> Turn:
    if supposing := what_if(scene, meaning):
        return supposing
    match meaning.question:
        case Answer(row=row):
            return answer(scene, row)
        case Close(rows=rows):
            return which(scene, rows)
        case Unknown(nearest=nearest):
            return unknown(scene, nearest)
        case None:
            return unknown(scene, ())


def told_of_self(scene: Scene, meaning: Meaning) -> Turn:
    kept = told(meaning.heard).changes or kit_mentioned(meaning.heard).anything
    about = "" if kept else topic(meaning.heard)
    return expected(scene, about) if about else tell(scene, meaning)


def unclear(scene: Scene, meaning: Meaning) -> Turn:
    if turn := run_again(scene):
        return turn
    if expecting := expected_of(scene, meaning):
        return expecting
    near = meaning.reading.near
    return near_miss(scene, near.read, near.missing) if near else scene.answer(scene.say("unclear.nothing"))


def run_again(scene: Scene) -> Turn | None:
    """Who has run lately tells the next run by its number: "7 easy"."""
    said = bare_run(scene.message.text)
    if said is None or not any(
        isinstance(e, Run) for entry in scene.diary.entries[-RECENT_RUNS:] for e in entry.efforts
    ):
        return None
    reading = scene.knows.understanding.understand(said, habits(scene), scene.said_on).reading
    return (ask(scene, reading) if reading.ask else log(scene, reading)) if reading.efforts else None


def with_answer(scene: Scene, meaning: Meaning, turn: Turn) -> Turn:
    """A log that also asks is kept and answered: whether that was too heavy, from the lift itself."""
    if "question" not in meaning.also or turn.said is None or turn.notebook.diary is scene.diary:
        return turn
    found = own_answer(scene, turn, meaning.heard)
    if not found and isinstance(meaning.question, Answer):
        found = answer_text(scene, meaning.question.row)
    if not found:
        return turn
    text = f"{turn.said.text}\n{found}"
    return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, text=text))


def shortened(scene: Scene, turn: Turn) -> Turn:
    """Say so when only the beginning of a message was read."""
    if len(scene.message.text) <= LONGEST or turn.said is None:
        return turn
    text = added(turn.said.text, scene.say("unclear.too_long"))
    return msgspec.structs.replace(turn, said=msgspec.structs.replace(turn.said, text=text))


INTENTS: dict[str, Callable[[Scene, Meaning], Turn]] = {
    "log": logged,
    "question": answered,
    "history": look_back,
    "repeat": repeated,
    "plan_or_future": declined,
    "not_done": declined,
    "correction": correct,
    "next": lambda scene, _: commands.next_up(scene),
    "undo": lambda scene, _: commands.undo(scene),
    "help": lambda scene, _: commands.show_help(scene),
    "reminder": reminded,
    "profile": told_of_self,
    "smalltalk": chatted,
}
