"""How bad a pain is: by the score told, else by its words and how long it has lasted."""

from typing import Literal

from bot.language.concepts import Heard, Span

NEAR = 10
MILD_UP_TO = 3
MODERATE_UP_TO = 5
Degree = Literal["pain_mild", "pain_moderate", "pain_severe"]
_OF_PAIN = frozenset({"out_of_ten", "pain", "sore", "strain", "feels_off", "hurts_me", "lasting", "worsening"})


def score_told(heard: Heard) -> int | None:
    """A pain score of 0 to 10, the highest one told, where the number is about pain."""
    told: list[int] = []
    for span in heard.affirmed("out_of_ten"):
        if _about_effort(heard, span) or not _near(heard, span, ("pain", "joint")):
            continue
        told.extend(int(value) for value in heard.numbers[span.start : span.end] if value is not None and value <= 10)
    scale = [value for value in told if value != 10] or told
    return max(scale) if scale else None


def degree(heard: Heard) -> Degree | None:
    """The label of a pain that is reported, or None where none is."""
    if _OF_PAIN.isdisjoint(heard.spans):
        return None
    score = score_told(heard)
    hurting = [p for p in heard.affirmed("pain") if _near(heard, p, ("joint",))]
    hurting += [s for s in heard.affirmed("sore") if _near(heard, s, ("leg_joint",))]
    hurting += [s for s in heard.affirmed("strain") if _near(heard, s, ("place",))]
    hurting += [s for s in heard.affirmed("feels_off") if _near(heard, s, ("leg_joint",))]
    if not heard.has("sore", "days_after"):
        hurting += [p for p in heard.affirmed("pain") if _near(heard, p, ("one_muscle",))]
    if score is None and not (hurting or _hurts_somewhere(heard) or _lasting_ache(heard)):
        return None
    if score == 0 or heard.has("general_harm") or (heard.has("gone") and score is None):
        return None
    if heard.affirmed("lasting") or heard.affirmed("worsening"):
        return "pain_severe"
    if score is not None:
        return "pain_mild" if score <= MILD_UP_TO else "pain_moderate" if score <= MODERATE_UP_TO else "pain_severe"
    return _degree_in_words(heard)


def _degree_in_words(heard: Heard) -> Degree:
    if heard.affirmed("medium"):
        return "pain_moderate"
    if heard.affirmed("mild"):
        return "pain_mild"
    return "pain_severe" if heard.affirmed("strong_pain") else "pain_moderate"


def _hurts_somewhere(heard: Heard) -> bool:
    """It hurts, where nobody says, and not as muscles do after training."""
    return bool(heard.affirmed("hurts_me")) and not heard.has("sore", "big_muscle", "chest")


def _lasting_ache(heard: Heard) -> bool:
    """A sore joint is no muscle soreness once it has lasted, nor is one that gets worse."""
    worse = any(_near(heard, s, ("joint",)) for s in heard.affirmed("worsening")) and not heard.has("sore")
    lasting = bool(heard.affirmed("lasting"))
    sore_joint = any(_near(heard, s, ("joint",)) for s in heard.affirmed("sore"))
    pained = any(_near(heard, s, ("place",)) for s in heard.affirmed("pain")) and not heard.has("sore")
    return worse or (lasting and (sore_joint or pained))


def _about_effort(heard: Heard, span: Span) -> bool:
    """rpe 9/10, energy 3/10, soreness 3/10: a score, but none of pain."""
    before = [*heard.affirmed("effort"), *heard.affirmed("sore")]
    return any(0 <= span.start - other.end <= 1 or 0 <= other.start - span.end <= 1 for other in before)


def _near(heard: Heard, span: Span, names: tuple[str, ...]) -> bool:
    return any(
        abs(other.start - span.start) <= NEAR and (other.start, other.end) != (span.start, span.end)
        for name in names
        for other in heard.affirmed(name)
    )
