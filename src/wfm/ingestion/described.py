"""How a file was read, in words and texts: what a page shows and a configuration keeps."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mapped:
    """A column, and what it was taken for.

    Parameters
    ----------
    role
        What it is; "" where it is not used.
    column
        Its name in the file.
    number
        Its place in the table, from 1.
    examples
        A few of its cells.
    """

    role: str
    column: str
    number: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """How a table was read.

    Parameters
    ----------
    place
        Its file, and its sheet where there is one.
    said
        What was assumed, in a few words each.
    columns
        Its columns, those that are used first.
    options
        The options of reading that say what was found out.
    """

    place: str
    said: tuple[str, ...]
    columns: tuple[Mapped, ...]
    options: Mapping[str, str]
