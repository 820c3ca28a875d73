"""What-if text cut into changes: ``open=Mon-Fri 07:00-22:00, Sat 08:00-20:00, calls=+5%``."""

from typing import NamedTuple

from wfm.errors import OptionError


class Change(NamedTuple):
    """One change: what is changed, its new value as text, and both as they were written."""

    name: str
    value: str
    shown: str


def split(text: str, example: str, option: str = "what_if") -> list[list[Change]]:
    """Cut text into scenarios, and these into their changes.

    Semicolons separate scenarios and commas changes, but for those inside quotes or brackets. A
    comma that no ``NAME=`` follows belongs to the value before it, as in opening hours.

    Parameters
    ----------
    text
        The changes.
    example
        What to write, for a message.
    option
        Name of the option, for a message.

    Raises
    ------
    OptionError
        Something is not ``NAME=VALUE``.
    """
    return [[_change(item, example, option) for item in _items(part)] for part in _cut(text, ";")]


def _items(text: str) -> list[str]:
    """Cut a scenario at the commas that a new change follows, or nothing."""
    items: list[str] = []
    for piece in _cut(text, ","):
        if items and piece.strip() and "=" not in piece:
            items[-1] += "," + piece
        else:
            items.append(piece)
    return items


def _cut(text: str, mark: str) -> list[str]:
    """Cut text at a mark that stands neither in quotes nor in brackets."""
    pieces, begin, depth, quoted = [], 0, 0, False
    for place, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        elif character == mark and depth <= 0:
            pieces.append(text[begin:place])
            begin = place + 1
    return [*pieces, text[begin:]]


def _change(text: str, example: str, option: str) -> Change:
    shown = text.strip()
    name, equals, value = (word.strip() for word in shown.partition("="))
    if not (name and equals and value):
        raise OptionError(option, f"'{shown}' is not a change: {example}")
    if value.count('"') == 2 and value[0] == value[-1] == '"':
        value = value[1:-1]
    return Change(name, value, shown)
