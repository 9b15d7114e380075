"""One key and its numbers to text, in English where no translation exists.

A line holds `{placeholders}` and plural forms `{sets:set|sets}` (chosen by the number named before the colon), and
nothing else: two cases are two keys. How a number looks follows its type and its name (showing.py); `exercise…` is a
catalogue id, said by its line `exercise.<id>` or else by its own name, `muscle` a muscle's.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.language.languages import ENGLISH
from bot.language.showing import Manner, manner_of
from bot.tables import TableError

Lines: TypeAlias = Mapping[str, str]
Part: TypeAlias = str | tuple[str, tuple[str, ...]]


class Unsayable(Exception):
    """A line needs a number that it was not given; a fault of ours that every story would show."""


def parts_of(key: str, line: str) -> tuple[Part, ...]:
    """A line cut into text and (placeholder, plural forms). Raises TableError for an unclosed brace."""
    parts: list[Part] = []
    for piece in line.split("{"):
        text, closed, rest = piece.partition("}")
        if not parts:
            if closed:
                raise TableError("lines", key, "a } without its {")
            parts.append(piece)
            continue
        if not closed:
            raise TableError("lines", key, "a { without its }")
        name, _, forms = text.partition(":")
        if not name.isidentifier():
            raise TableError("lines", key, f"{{{text}}} is not a placeholder")
        parts += [(name, tuple(forms.split("|")) if forms else ()), rest]
    return tuple(part for part in parts if part)


def placeholders(line: str) -> frozenset[str]:
    """The names of the numbers a line needs."""
    return frozenset(part[0] for part in parts_of("line", line) if isinstance(part, tuple))


class Speaker:
    """Says a key with its numbers in a language; English stands in for what is not translated."""

    def __init__(self, lines: Mapping[str, Lines], name_of: Callable[[str], str]) -> None:
        self._parts = {
            language: {key: parts_of(key, line) for key, line in table.items()} for language, table in lines.items()
        }
        self._manners = {language: manner_of({**lines[ENGLISH], **table}) for language, table in lines.items()}
        self._name_of = name_of
        self.english = lines[ENGLISH]

    def knows(self, key: str) -> bool:
        return key in self._parts["en"]

    def say(self, key: str, numbers: Mapping[str, object] | None = None, language: str = "en") -> str:
        """The line of this key. Raises Unsayable where the key or a number is missing: our own mistake."""
        parts = self._parts.get(language, {}).get(key) or self._parts[ENGLISH].get(key)
        if parts is None:
            raise Unsayable(f"no line is called {key}")
        return "".join(
            [part if isinstance(part, str) else self._number(key, part, numbers or {}, language) for part in parts]
        )

    def manner(self, language: str) -> Manner:
        """How this language writes numbers and days."""
        return self._manners.get(language) or self._manners[ENGLISH]

    def name(self, exercise: str, language: str = ENGLISH) -> str:
        """What an exercise is called."""
        parts = self._parts.get(language, {}).get(f"exercise.{exercise}")
        return str(parts[0]) if parts else self._name_of(exercise)

    def activity(self, name: str, language: str = ENGLISH) -> str:
        """What a sport that is neither run nor lift is called."""
        plain = name.replace("_", " ")
        parts = self._parts.get(language, {}).get(f"activity.{plain.replace(' ', '_')}")
        return str(parts[0]) if parts else plain

    def _number(self, key: str, part: tuple[str, tuple[str, ...]], numbers: Mapping[str, object], language: str) -> str:
        name, forms = part
        if name not in numbers:
            raise Unsayable(f"{key} needs a number called {name}")
        value = numbers[name]
        if forms:
            return forms[0] if value == 1 else forms[-1]
        if name.startswith("exercise") and isinstance(value, str):
            return self.name(value, language)
        if name == "muscle":
            return self.say(f"muscle.{value}", language=language)
        return self.manner(language).shown(name, value)
