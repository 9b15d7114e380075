"""What a message says beside the work, as it was written."""

from bot.language.atoms import Atom
from bot.language.words import FILLER, TELLING

_SMALL = frozenset(
    {
        "at",
        "of",
        "for",
        "in",
        "and",
        "per",
        "then",
        "x",
        "warmup",
        "part",
        "failure",
        "per_side",
        "each_hand",
        "best",
        "rest",
        "idiom",
    }
)


def as_written(unused: list[Atom], text: str) -> tuple[str, ...]:
    """The words that were not used, as they stand: neighbours together, without small words around them."""
    notes: dict[str, None] = {}
    run: list[Atom] = []
    for atom in sorted((a for a in unused if _speaks(a)), key=lambda a: a.start):
        if run and atom.start - run[-1].end > 1:
            notes |= _note(run, text)
            run = []
        run.append(atom)
    return tuple(notes | _note(run, text))


def _speaks(atom: Atom) -> bool:
    return bool(atom.values) or atom.text[:1].isalpha()


def _note(run: list[Atom], text: str) -> dict[str, None]:
    if not any(a.values or (a.kind not in _SMALL and a.text not in FILLER) for a in run):
        return {}
    first, last = 0, len(run) - 1
    while _is_small(run[first]) and run[first].text not in TELLING:
        first += 1
    while _is_small(run[last]):
        last -= 1
    return {text[run[first].start : run[last].end]: None}


def _is_small(atom: Atom) -> bool:
    return not atom.values and (atom.kind in _SMALL or atom.text in FILLER)
