""" "What's my 1RM?", estimated from the diary, with how far off that may be."""

from bot.coaching.advice import Number
from bot.coaching.estimates import estimate
from bot.coaching.records import rep_maxes
from bot.conversation.scene import Scene, Turn
from bot.training.diary import Lift
from bot.training.quantities import Load

SHOWN = 8


def one_rep_maxes(scene: Scene, lift: str = "") -> Turn:
    """Of each lift, those done last first, or of one."""
    done = [f.exercise for e in reversed(scene.diary.entries) for f in e.efforts if isinstance(f, Lift) and f.exercise]
    lifts = [lift] if lift else list(dict.fromkeys([*done, *scene.diary.past.bests]))
    found = [numbers for name in lifts if (numbers := _best_guess(scene, name))]
    lines = [scene.say("history.one_rep_max", **numbers) for numbers in found[:SHOWN]]
    return scene.answer("\n".join(lines) or scene.say("history.no_one_rep_max"))


def _best_guess(scene: Scene, lift: str) -> dict[str, Number]:
    """The highest estimate of a lift and the set that it is made from; nothing where no set allows one."""
    book = scene.knows.rulebook
    sets = rep_maxes(scene.diary, lift)
    guesses = [(made, s) for s in sets if (made := estimate(book, book.exercise(lift), s.load.amount, s.reps, None))]
    if not guesses:
        return {}
    made, best = max(guesses, key=lambda guess: Load(guess[0].amount, guess[1].load.unit).kg)
    whole = Load(round(made.amount), best.load.unit)
    return {
        "exercise": lift, "e1rm": whole, "percent": made.percent, "load": best.load, "reps": best.reps, "day": best.day,
    }  # fmt: skip
