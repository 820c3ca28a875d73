"""A week at a time: the days across, as many beside one another as there is room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from wfm.views.layout import not_shown, width_of

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BETWEEN = 4
# A longer title is wrapped.
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Week:
    """A table whose columns are days.

    Parameters
    ----------
    title
        What stands above it.
    names
        What stands above each column; the first is that of the rows' names.
    rows
        The row's name and what it has for each day.
    numeric
        Whether the days' cells stand to the right.
    """

    title: Text
    names: Sequence[str]
    rows: Sequence[Sequence[Text]]
    numeric: bool

    def widths(self) -> list[int]:
        """Width of each column."""
        return [
            max([len(name), *(width_of(row[i]) for row in self.rows)])
            for i, name in enumerate(self.names)
        ]

    def table(self, days: Sequence[int], widths: Sequence[int]) -> Table:
        """Draw some of the days."""
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
        for i in (0, *days):
            side = "right" if self.numeric and i else "left"
            table.add_column(self.names[i], width=widths[i], no_wrap=True, justify=side)  # type: ignore[arg-type]
        for row in self.rows:
            table.add_row(row[0], *(row[i] for i in days))
        return table


@dataclass(frozen=True)
class Weeks:
    """Weeks, beside one another where there is room, else one below the other."""

    weeks: Sequence[Week]
    abreast: bool = True

    @cached_property
    def widths(self) -> list[int]:
        """Width of each column, the same in all weeks."""
        return [max(own) for own in zip(*(week.widths() for week in self.weeks), strict=True)]

    @property
    def width(self) -> int:
        """Width of a whole week."""
        return sum(self.widths) + max(0, len(self.widths) - 1)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them as wide as there is room."""
        if not self.weeks:
            return
        titles = max(width_of(week.title) for week in self.weeks)
        width = max(self.width, min(titles, _LONGEST_TITLE))
        abreast = min(len(self.weeks), (options.max_width + BETWEEN) // (width + BETWEEN))
        if self.abreast and abreast > 1:
            drawn = [(week.title, week.table(range(1, 8), self.widths)) for week in self.weeks]
            yield from beside(drawn, abreast, width)
            return
        chunks, lost = _chunks(self.widths, options.max_width - self.widths[0] - 1)
        for number, week in enumerate(self.weeks):
            if number:
                yield Text()
            yield week.title
            for days in chunks:
                yield week.table(days, self.widths)
        if lost:
            yield not_shown([self.weeks[0].names[i] for i in lost])


def beside(
    blocks: Sequence[tuple[Text, RenderableType]], abreast: int, width: int
) -> Iterator[RenderableType]:
    """Put blocks of a width, with their titles, beside one another."""
    for first in range(0, len(blocks), abreast):
        row = blocks[first : first + abreast]
        if first:
            yield Text()
        if abreast == 1:
            yield from row[0]
            continue
        grid = Table.grid(padding=(0, BETWEEN, 0, 0), pad_edge=False)
        for _ in row:
            grid.add_column(width=width)
        grid.add_row(*(title for title, _ in row))
        grid.add_row(*(block for _, block in row))
        yield grid


def _chunks(widths: Sequence[int], room: int) -> tuple[list[list[int]], list[int]]:
    """Part the days into runs that fit; return the days that do not fit alone, too."""
    chunks: list[list[int]] = []
    lost = []
    left = -1
    for i in range(1, len(widths)):
        if widths[i] > room:
            lost.append(i)
            continue
        if not chunks or widths[i] + 1 > left:
            chunks.append([])
            left = room + 1
        chunks[-1].append(i)
        left -= widths[i] + 1
    return chunks, lost
