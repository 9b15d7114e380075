"""How the athlete says they are: soreness, sleep, illness, a light week, a pain that went; the plan follows."""

import msgspec

from bot.conversation.scene import Scene, Turn, next_line
from bot.language.understanding import Meaning
from bot.training.athlete import Athlete, Report

REPORTS_KEPT = 12


def with_reports(scene: Scene, meaning: Meaning) -> Scene:
    """The scene with what was reported kept, as little as the plan needs."""
    athlete = scene.athlete
    for report in meaning.reports:
        if report.kind == "pain_gone":
            athlete = without_pain(athlete, report.patterns)
        else:
            kept = Report(report.kind, report.amount, scene.said_on)
            others = tuple(r for r in athlete.reports if (r.kind, r.day) != (kept.kind, kept.day))
            athlete = msgspec.structs.replace(athlete, reports=(*others, kept)[-REPORTS_KEPT:])
    return scene if athlete is scene.athlete else scene.with_notebook(athlete=athlete)


def without_pain(athlete: Athlete, patterns: tuple[str, ...]) -> Athlete:
    """A red flag is over only on a doctor's word, so it stays."""
    if athlete.needs_clearance:
        return athlete
    pains = tuple(p for p in athlete.pains if patterns and p.pattern not in patterns)
    return msgspec.structs.replace(athlete, pains=pains)


def noted(scene: Scene) -> Turn:
    """The answer to a message that says nothing else."""
    return scene.answer(f"{scene.say('told.noted')} {next_line(scene, 'next.session', 'next.none')}")
