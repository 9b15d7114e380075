"""Long texts in parts that Telegram takes: it counts UTF-16 units, 4,096 of them to a message."""

PART_UNITS = 4096


def units(text: str) -> int:
    """Length as Telegram counts it: characters beyond the Basic Multilingual Plane are two units."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def parts_of(text: str, limit: int = PART_UNITS) -> tuple[str, ...]:
    """The text in parts of at most `limit` units, cut at a line end where there is one, else at a space.

    Nothing but white space at the cuts is left out; a text of white space only has no part.
    """
    parts: list[str] = []
    rest = text.strip()
    while rest:
        whole = _prefix(rest, limit)
        if len(whole) == len(rest):
            parts.append(rest)
            break
        cuts = (whole.rfind("\n"), whole.rfind(" "), len(whole))
        part = rest[: next(cut for cut in cuts if cut > len(whole) // 2)]
        parts.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    return tuple(parts)


def _prefix(text: str, limit: int) -> str:
    if len(text) * 2 <= limit or units(text) <= limit:
        return text
    used = 0
    for index, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > limit:
            return text[:index]
    return text
