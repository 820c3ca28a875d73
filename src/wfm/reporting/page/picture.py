"""What a picture is: words that say what it finds, drawings, and the numbers behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wfm.units import written

Cell = str | float | None
"""What a cell of the numbers behind a picture holds; None: nothing."""


@dataclass(frozen=True)
class Head:
    """A column of the numbers behind a picture.

    Parameters
    ----------
    name, unit
        What it holds, and in what it is counted.
    decimals
        Digits behind the point that its numbers are written with, at most.
    """

    name: str
    unit: str = ""
    decimals: int = 2

    def written(self, cell: Cell) -> str:
        """Write a cell for people."""
        if cell is None or cell != cell:  # noqa: PLR0124 - not a number
            return ""
        return cell if isinstance(cell, str) else written(cell, self.decimals)


@dataclass(frozen=True)
class Behind:
    """The numbers behind a picture.

    Parameters
    ----------
    heads
        Its columns; the first says what a row is of.
    rows
        Its cells.
    """

    heads: tuple[Head, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True)
class Hover:
    """Where the numbers behind stand in a drawing, for who points at it.

    Parameters
    ----------
    kind
        ``"rows"``: each place along the drawing is a row; ``"map"``: each field is a cell.
    x, step
        Where the first place begins, and how wide one is.
    places
        How many there are.
    y, height
        Of a map: where its first row begins, and how high one is.
    first
        Row of the numbers that the first place is of.
    """

    kind: str
    x: float
    step: float
    places: int
    y: float = 0.0
    height: float = 0.0
    first: int = 0


@dataclass(frozen=True)
class Panel:
    """A drawing.

    Parameters
    ----------
    width, height
        Its size [px].
    body
        What is in it, as SVG.
    title
        What it is of: its name where there are several in a picture.
    hover
        Where its numbers are; None: its parts say them.
    shows
        How many of the things that the picture is of: days, agents.
    weight
        How much it is to be looked at: where there is no room for all, the heaviest are printed.
    """

    width: float
    height: float
    body: str
    title: str = ""
    hover: Hover | None = None
    shows: int = 1
    weight: float = 0.0


@dataclass(frozen=True)
class Picture:
    """A picture with all that belongs to it.

    Parameters
    ----------
    name
        What kind of picture it is: its place in links and names of files.
    topic
        What it shows, in two or three words.
    title
        What it finds, as a sentence.
    words
        What is drawn, for who reads it and for who cannot see it.
    panels
        Its drawings; none: it is a table.
    behind
        Its numbers.
    legend
        Styles and what they mean.
    layout
        How wide its drawings are: one beside the other ``"small"`` or ``"middle"``, ``"wide"``, or
        ``"folded"``: one below the other, of which one is open; those of one title are one.
    turned
        Whether the rows of its numbers stand one beside the other.
    queue
        The queue that it is of; "": of all.
    concern
        Whether what it finds asks for something to be done.
    things
        What its drawings or rows show, in the plural, such as ``"days"``.
    left_off
        How many of these things a page has no room to draw.
    on_paper
        Its drawings for paper, where those of the screen would take too much of it; none: the same.
    """

    name: str
    topic: str
    title: str
    words: str
    panels: tuple[Panel, ...]
    behind: Behind
    legend: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    layout: str = "wide"
    turned: bool = False
    queue: str = ""
    concern: bool = False
    things: str = "rows"
    left_off: int = 0
    on_paper: tuple[Panel, ...] = ()
