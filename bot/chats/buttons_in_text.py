"""Buttons where there are none to press: said at the end of the text, typed by number or by label."""

from bot.conversation.ports import Button, Owed


def numbered(owed: Owed) -> str:
    """The text with its buttons as `[1] Undo  [2] Why?`."""
    return _with(owed.text, [f"[{n}] {button.label}" for n, button in enumerate(_typed(owed.buttons), 1)])


def labelled(owed: Owed) -> str:
    """The text with its buttons as `[Undo] [Why?]`."""
    return _with(owed.text, [f"[{button.label}]" for button in owed.buttons])


def _with(text: str, buttons: list[str]) -> str:
    return f"{text}  {' '.join(buttons)}" if buttons else text


def pressed(text: str, buttons: tuple[Button, ...]) -> Button | None:
    """The button that a typed number stands for."""
    number, buttons = text.strip(), _typed(buttons)
    if number.isascii() and number.isdigit() and 0 < int(number[:3]) <= len(buttons):
        return buttons[int(number) - 1]
    return None


def _typed(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """Those that can be pressed by typing; what works in a chat alone is left out."""
    return tuple(button for button in buttons if button.token)
