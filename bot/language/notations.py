"""The rows of notations.toml as one tree of forms, and the longest forms that fit at a place in a message."""

from typing import Literal, TypeAlias

import msgspec

from bot.language.atoms import Atom
from bot.tables import TableError, read_rows

FILE = "notations.toml"
LONGEST_FORM = 8  # atoms; keeps the work at each place bounded
AMOUNTS = frozenset(
    {
        "number",
        "list",
        "range",
        "load",
        "reps",
        "sets",
        "rounds",
        "time",
        "ns",
        "clock",
        "distance",
        "m",
        "percent",
        "pace",
        "speed",
        "other",
        "plates",
        "steps",
        "rm",
    }
)
SKIP = "skip"  # the role of an amount that no set or run has a place for
_LEADING = frozenset({"at", "in", "of", "for", "("})
ORDINALS = frozenset({"st", "nd", "rd", "th", "er"})  # `1st set`
Means: TypeAlias = Literal["", "bodyweight", "ditto"]


class Notation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of writing: its form, what its amounts are, and an example that is read by the tests."""

    name: str
    form: str
    takes: str
    example: str
    reads: str = ""
    means: Means = ""

    @property
    def judge(self) -> str:
        return self.takes[1:] if self.takes.startswith("?") else ""


class Node:
    """A place in the tree of forms: what may follow, and the row that ends here."""

    __slots__ = ("after", "row")

    def __init__(self) -> None:
        self.after: dict[str, Node] = {}
        self.row: tuple[Notation, tuple[str, ...]] | None = None


class Notations:
    """All rows of one table of forms."""

    def __init__(self, rows: tuple[Notation, ...], roles: frozenset[str], judges: frozenset[str]) -> None:
        self.rows = rows
        self._root = Node()
        for row in rows:
            takes = tuple(row.takes.split()) if not row.judge else ()
            if (row.judge and row.judge not in judges) or not roles.issuperset(takes):
                raise TableError(FILE, row.name, f"nothing can take '{row.takes}'")
            for form in _forms(row):
                amounts = sum(kind in AMOUNTS for kind in form)
                if not row.judge and amounts != len(takes):
                    raise TableError(FILE, row.name, f"{amounts} amounts in '{row.form}', but takes '{row.takes}'")
                self._add(form, row, takes)

    def _add(self, form: tuple[str, ...], row: Notation, takes: tuple[str, ...]) -> None:
        node = self._root
        for kind in form:
            node = node.after.setdefault(kind, Node())
        if node.row is not None:
            raise TableError(FILE, row.name, f"'{' '.join(form)}' is already read by '{node.row[0].name}'")
        node.row = row, takes

    def fitting(self, atoms: list[Atom], i: int) -> list[tuple[int, Notation, tuple[str, ...]]]:
        """The rows whose form stands at `i`, longest first, with the place after each."""
        fits: list[tuple[int, Notation, tuple[str, ...]]] = []
        node, end = self._root, len(atoms)
        while i < end:
            after = node.after.get(atoms[i].kind)
            if after is None:
                break
            node = after
            i += 1
            if node.row is not None:
                fits.append((i, *node.row))
        fits.reverse()
        return fits


def _forms(row: Notation) -> list[tuple[str, ...]]:
    forms: list[tuple[str, ...]] = [()]
    for element in row.form.split():
        forms = [(*form, kind) for form in forms for kind in element.split("|")]
    if any(not 0 < len(form) <= LONGEST_FORM for form in forms):
        raise TableError(FILE, row.name, f"a form has 1 to {LONGEST_FORM} atoms")
    return forms


def notations(table: str, roles: frozenset[str], judges: frozenset[str]) -> Notations:
    """The rows `[[table]]` as a tree. `roles` and `judges` are what the reader of that table can take."""
    return Notations(read_rows("bot.language", FILE, Notation, table), roles, judges)


def x_follows(atoms: list[Atom], j: int) -> bool:
    """Whether the last amount of a form is the first of another: `100x5 105x5`. A stray `x` (`3x 8x`) is none."""
    return (
        j + 1 < len(atoms)
        and atoms[j].kind == "x"
        and (bool(atoms[j + 1].values) or atoms[j + 1].kind in ("bodyweight", "failure", "bar"))
    )


def set_aside(takes: tuple[str, ...], atoms: list[Atom]) -> list[Atom]:
    """What a form reads and no set or run has a place for (a rest, a percentage, a setting): kept for the note."""
    if SKIP not in takes:
        return []
    amounts = [a for a in atoms if a.values]
    skipped = [a for a, role in zip(amounts, takes, strict=True) if role == SKIP and a.unit not in ORDINALS]
    if not skipped or len(amounts) > len(skipped):
        return [beside([a]) for a in skipped]
    return [beside(atoms)]


def beside(atoms: list[Atom]) -> Atom:
    """Some atoms as one that is only kept for the note, without the small word that leads to it."""
    first = next(a for a in atoms if a.kind not in _LEADING)
    return Atom("aside", first.start, atoms[-1].end, next(a for a in atoms if a.values).values)
