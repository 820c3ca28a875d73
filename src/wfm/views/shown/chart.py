"""A line with its band over the days of a week, or over one day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from wfm.units import written
from wfm.views.inspection import hours_below

_ROWS = 8
_BAND = "░"
# The dots of a braille sign, from the bottom up and from left to right, and their bits.
_DOTS = {
    (0, 0): 0x40,
    (1, 0): 0x04,
    (2, 0): 0x02,
    (3, 0): 0x01,
    (0, 1): 0x80,
    (1, 1): 0x20,
    (2, 1): 0x10,
    (3, 1): 0x08,
}


@dataclass(frozen=True, eq=False)
class Chart:
    """Days side by side on one scale: a column for one interval or several.

    Parameters
    ----------
    title
        What stands above it.
    names
        What stands below each day; below a single day stand its hours.
    band
        The lower end, the upper end and the line by day and interval, NaN where there is none,
        shape ``(3, days, columns)``.
    top
        The value of the highest row.
    """

    title: Text
    names: Sequence[str]
    band: NDArray[np.float64]
    top: float

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it as wide as there is room; several intervals may share a column."""
        _, days, columns = self.band.shape
        label = max(len(written(self.top, 1)), 1) + 1
        room = max(1, (options.max_width - label) // days)
        # A sign is two dots wide: it may show two intervals.
        points = max(n for n in range(1, columns + 1) if columns % n == 0 and n <= 2 * room)
        points += points % 2
        wide = max(1, 2 * room // points) if days == 1 else 1
        heights = np.stack([_means(part, points).ravel() for part in self.band]) / self.top
        heights = np.repeat(heights, wide, axis=1)
        yield self.title
        for row, signs in zip(reversed(range(_ROWS)), _signs(heights), strict=True):
            line = Text(f"{written(self.top, 1) if row == _ROWS - 1 else '':>{label - 1}} ")
            for sign in signs:
                line.append(sign, style="dim" if sign == _BAND else "cyan")
            line.rstrip()
            yield line
        yield Text(f"{'0':>{label - 1}} " + self._below(points * wide // 2), style="dim")

    def _below(self, width: int) -> str:
        if len(self.names) == 1:
            return hours_below(width)
        # A name that finds no place is left out: one cut off would be another date.
        fits = all(len(name) < width for name in self.names)
        short = self.names if fits else [name.split()[0] for name in self.names]
        return "".join(f"{name if len(name) < width else '':<{width}}" for name in short).rstrip()


def _means(cells: NDArray[np.float64], points: int) -> NDArray[np.float64]:
    """Take the mean of the intervals that share a point; one without a value is left out."""
    days, columns = cells.shape
    place = np.arange(points) * columns // points
    ends = np.maximum(np.append(place[1:], columns), place + 1)
    parts = [cells[:, a:b] for a, b in zip(place, ends, strict=True)]
    count = np.stack([(~np.isnan(part)).sum(axis=1) for part in parts], axis=1)
    total = np.stack([np.nansum(part, axis=1) for part in parts], axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).reshape(days, points)


def _signs(heights: NDArray[np.float64]) -> list[str]:
    """Draw the line in dots, two a sign across and four a sign up, and the band behind it."""
    dots = np.clip(np.nan_to_num(heights, nan=-1.0), -1.0, 1.0) * (_ROWS * 4 - 1)
    low, high, line = np.round(dots).astype(int)
    lit = np.zeros((_ROWS * 4, line.size), dtype=bool)
    for place, value in enumerate(line):
        if value < 0:
            continue
        before = line[place - 1] if place and line[place - 1] >= 0 else value
        # The dots between two points belong to the line, half to each.
        first, last = sorted((value, (before + value) // 2))
        lit[first : last + 1, place] = True
    rows = []
    for row in reversed(range(_ROWS)):
        signs = ""
        for place in range(0, line.size, 2):
            code = sum(
                bit for (up, across), bit in _DOTS.items() if lit[row * 4 + up, place + across]
            )
            middle = row * 4 + 1.5
            inside = bool((low[place : place + 2] <= middle).any()) and bool(
                (high[place : place + 2] >= middle).any()
            )
            known = bool((line[place : place + 2] >= 0).any())
            signs += chr(0x2800 + code) if code else _BAND if inside and known else " "
        rows.append(signs)
    return rows
