"""Which concepts a table row asks for: "run & legs|muscle & !walk" as a value that can be asked of a message."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from bot.tables import TableError


class Condition(msgspec.Struct, frozen=True):
    """All of `needs` (one concept of each group) and none of `refuses`."""

    needs: tuple[frozenset[str], ...]
    refuses: frozenset[str] = frozenset()

    def holds(self, heard: Collection[str]) -> bool:
        for group in self.needs:
            if group.isdisjoint(heard):
                return False
        return self.refuses.isdisjoint(heard)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*self.needs)


class Sieve:
    """Conditions in their order, ready to be asked which may hold: each waits for the group of its needs that is heard
    least, so that most of them are never looked at. `common`: names that every other message bears."""

    def __init__(self, conditions: Sequence[Condition], common: Collection[str] = ()) -> None:
        self._conditions = tuple(conditions)
        self._waiting: dict[str, list[int]] = {}
        for place, one in enumerate(conditions):
            for name in min(one.needs, key=lambda group: (not group.isdisjoint(common), len(group))):
                self._waiting.setdefault(name, []).append(place)

    def possible(self, heard: Collection[str]) -> Iterator[tuple[int, Condition]]:
        """Those that may hold, each with its place, in order."""
        places = {place for name in self._waiting.keys() & heard for place in self._waiting[name]}
        return ((place, self._conditions[place]) for place in sorted(places))


def condition(written: str, known: Collection[str], file: str, row: str) -> Condition:
    """A condition as a table writes it; every name must be a concept."""
    needs: list[frozenset[str]] = []
    refuses: set[str] = set()
    for part in (p.strip() for p in written.split("&")):
        names = [n.strip() for n in part.removeprefix("!").split("|")]
        for name in names:
            if name not in known:
                raise TableError(file, row, f"'{written}' speaks of '{name}', which is no concept")
        if part.startswith("!"):
            refuses.update(names)
        else:
            needs.append(frozenset(names))
    if not needs:
        raise TableError(file, row, f"'{written}' asks for nothing")
    return Condition(tuple(needs), frozenset(refuses))


def check_names(names: Iterable[str], known: Collection[str], file: str, row: str) -> None:
    """Every name in a row's list must be a concept."""
    for name in names:
        if name not in known:
            raise TableError(file, row, f"'{name}' is no concept")
