"""Lay tables out at any width: numbers and times stay whole, what finds no place is named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

# A word with a digit in it is a number or a time and stays whole; a longer one is a name.
_LONGEST_NUMBER = 32
# Other words may be broken, but not into less than this.
_LEAST_WORD = 12


def least_width(text: Text) -> int:
    """Return the width that a text needs: that of its longest word that may not be broken."""
    words = text.plain.split()
    return max((_unbroken(word) for word in words), default=1)


def _unbroken(word: str) -> int:
    width = cell_len(word)
    if width <= _LONGEST_NUMBER and any(c.isdigit() for c in word):
        return width
    return min(width, _LEAST_WORD)


def width_of(text: Text) -> int:
    """Return the width of a text's longest line."""
    return max((cell_len(line) for line in text.plain.split("\n")), default=0)


def not_shown(names: Sequence[str]) -> RenderableType:
    """Name what found no place."""
    return Text(f"not shown, too wide for this window: {', '.join(names)}", style="dim")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name
        Its heading.
    cells
        Its values as they are shown.
    numeric
        Whether they stand to the right.
    """

    name: str
    cells: Sequence[Text]
    numeric: bool

    @property
    def wish(self) -> int:
        """Width with which nothing is wrapped."""
        return max(1, cell_len(self.name), *(width_of(cell) for cell in self.cells), 1)

    @property
    def need(self) -> int:
        """Width with which its values can be shown."""
        return max((least_width(cell) for cell in self.cells), default=1)

    @property
    def least(self) -> int:
        """Width with which its heading can be shown too."""
        return max(self.need, *(_unbroken(part) for part in _parts(self.name)), 1)

    def heading(self, width: int) -> Text:
        """Return the heading, in lines that end at an underscore."""
        lines = [""]
        for part in _parts(self.name):
            if lines[-1] and cell_len(lines[-1] + part) > width:
                lines.append("")
            lines[-1] += part
        return Text("\n".join(lines))


def _parts(name: str) -> list[str]:
    return re.findall(r"[^_]+_*|_+", name)


@dataclass(frozen=True)
class Sheet:
    """A table: its columns side by side as far as they fit, the others below; else as blocks."""

    columns: Sequence[Column]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it as wide as there is room."""
        width = options.max_width
        if (rows := _rows(self.columns, width)) is not None:
            yield rows
            return
        parts = _parts_of(self.columns, width)
        for number, part in enumerate(parts):
            if number:
                yield Text()
            yield _rows(part, width) or Text()
        if not parts:
            yield from _blocks(self.columns, width)


def _rows(columns: Sequence[Column], width: int) -> Table | None:
    """Draw the rows of a table; None where they do not fit."""
    wishes = [column.wish for column in columns]
    gap = 2 if sum(wishes) + 2 * (len(columns) - 1) <= width else 1
    widths = [column.least for column in columns]
    left = width - sum(widths) - gap * (len(columns) - 1)
    if left < 0:
        return None
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, gap, 0, 0))
    for column, least, wish in zip(columns, widths, wishes, strict=True):
        more = max(0, min(left, wish - least))
        left -= more
        table.add_column(
            column.heading(least + more),
            justify="right" if column.numeric else "left",
            overflow="fold",
            width=least + more,
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table


def _parts_of(columns: Sequence[Column], width: int) -> list[list[Column]]:
    """Part the columns into tables that fit, each with those in front that tell the rows apart.

    There are none where the first two columns do not tell the rows apart, or leave too little room.
    """
    for front in (1, 2):
        first = list(columns[:front])
        names = list(zip(*([c.plain for c in column.cells] for column in first), strict=True))
        if len(set(names)) == len(names):
            break
    else:
        return []
    taken = sum(column.least + 1 for column in first)
    others = columns[front:]
    if 2 * taken > width or any(taken + column.least > width for column in others):
        return []
    parts: list[list[Column]] = []
    left = -1
    for column in others:
        if column.least > left:
            parts.append([*first])
            left = width - taken
        parts[-1].append(column)
        left -= column.least + 1
    return parts


def _blocks(columns: Sequence[Column], width: int) -> Iterator[RenderableType]:
    """Draw a block for each row, a line or two for each value that is not blank."""
    label = max((cell_len(column.name) for column in columns), default=0) + 2
    aligned = all(label + column.need <= width for column in columns)
    shown = [column for column in columns if column.need <= width - 2]
    for i in range(len(columns[0].cells) if columns else 0):
        if i:
            yield Text()
        for column in shown:
            name, value = Text(column.name, style="bold"), column.cells[i]
            own = label if aligned else cell_len(column.name) + 2
            if own + least_width(value) <= width:
                line = Table.grid(padding=0)
                line.add_column(width=own)
                line.add_column(width=min(width - own, width_of(value)), overflow="fold")
                line.add_row(name, value)
                yield line
            else:
                yield name
                yield Padding(value, (0, 0, 0, 2), expand=False)
    if len(shown) < len(columns):
        yield not_shown([column.name for column in columns if column not in shown])
