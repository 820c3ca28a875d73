"""A letter for each shift, for cells in which its name has no room."""

from collections.abc import Sequence

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def marks_of(names: Sequence[str]) -> dict[str, str]:
    """Give each shift a letter, one of its name where that is still free."""
    marks: dict[str, str] = {}
    for name in names:
        own = [c for c in name.upper() if c.isalpha() and len(c.encode()) == 1]
        free = (c for c in (*own, *_LETTERS) if c not in marks.values())
        marks[name] = next(free, str(len(marks)))
    return marks
