"""Words and values from outside, as they may be shown: nothing in them acts on a terminal.

A name from a file may hold escape sequences, line ends or marks that turn the direction of
writing round. Names with control characters are refused where they come in (`control`); whatever
is shown all the same is shown escaped (`escaped`), and a long value by its beginning (`quoted`).
"""

import re
import unicodedata
from collections.abc import Callable

# Characters of a value that a message shows at most, and of a whole message.
MOST_SHOWN = 80
_MOST_SAID = 800
# Joiners of letters and of emoji: invisible by themselves, but part of names.
_JOINERS = "\u200c\u200d"
_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONG_QUOTE = re.compile(rf"(?<!\w)'[^']{{{MOST_SHOWN + 1},}}'(?!\w)")
_LONG_WORD = re.compile(r"\S{161,}")


def escaped(text: str) -> str:
    r"""Write what acts on a terminal or is no sign at all as ``\x1b``, ``\n`` or ``\u202e``."""
    if text.isprintable():
        return text
    return "".join(_written(c) if _acts(c) else c for c in text)


def _acts(character: str) -> bool:
    return unicodedata.category(character) in _ACTING and character not in _JOINERS


def _written(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def control(text: str) -> str | None:
    """Name the first character that no name may hold: a control character or a line end.

    Returns
    -------
    str or None
        As ``U+001B``; None if there is none.
    """
    if text.isprintable():
        return None
    for character in text:
        # Format characters, such as the marks of a right-to-left name, are escaped only.
        if unicodedata.category(character) in _ACTING - {"Cf"}:
            return f"U+{ord(character):04X}"
    return None


def quoted(value: object) -> str:
    """Write a value for a message in quotes, a long one by its beginning."""
    return f"'{_beginning(value, str)}'"


def shown(value: object) -> str:
    """Write a value for a message as Python does, a long one by its beginning."""
    return _beginning(value, repr)


def _beginning(value: object, write: Callable[[object], str]) -> str:
    try:
        text = write(value)
    except (ValueError, RecursionError):  # an integer of 5,000 digits has no text
        return "a value too long to show"
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."


def shortened(message: str) -> str:
    """Leave the middle out of a message that shows a long value."""
    if len(message) <= MOST_SHOWN:
        return message
    message = _LONG_QUOTE.sub(lambda found: f"'{found[0][1 : MOST_SHOWN - 3]}...'", message)
    message = _LONG_WORD.sub(lambda found: f"{found[0][:80]}...{found[0][-17:]}", message)
    if len(message) > _MOST_SAID:
        message = f"{message[: _MOST_SAID - 305]} ... {message[-300:]}"
    return message
