"""A week of calls as pictures: what came in, the forecast and its band."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from wfm.quoting import escaped
from wfm.views.weeks import BETWEEN, beside

_ROWS = 7
_COLUMNS = ["calls_low", "calls_high", "calls", "actual"]


def week_picture(week: pd.DataFrame) -> RenderableType:
    """Draw a week of calls, actual against forecast and its band, a panel for each day."""
    queues = week["queue"] if "queue" in week else pd.Series("", index=week.index)
    parts: list[RenderableType] = []
    for queue, rows in week.groupby(queues, sort=False):
        top = max(float(rows[["actual", "calls", "calls_high"]].max().max()), 1e-9)
        title = f"\n{f'{escaped(str(queue))}: ' if queue else ''}calls, last week: "
        parts.append(Text(title) + Text("• actual", style="yellow") + "  ─ forecast  ░ band")
        local = rows["interval_start"].dt.tz_localize(None)
        days = [
            (f"{day:%a %Y-%m-%d}, up to {top:,.0f}", hours[_COLUMNS].to_numpy(dtype=float) / top)
            for day, hours in rows.groupby(local.dt.normalize())
        ]
        parts.append(_Days(days))
    return Group(*parts)


@dataclass(frozen=True)
class _Days:
    """Pictures of days, beside one another where there is room.

    Parameters
    ----------
    days
        The title of each, and the height of low, high, forecast and actual in each interval.
    """

    days: list[tuple[str, NDArray[np.float64]]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them; on a narrow terminal several intervals share a column."""
        longest = max(len(heights) for _, heights in self.days)
        together = -(-longest // options.max_width)
        width = -(-longest // together)
        abreast = max(1, (options.max_width + BETWEEN) // (width + BETWEEN))
        pictures = [
            (Text(title, style="bold"), _picture(_merged(heights, together)))
            for title, heights in self.days
        ]
        yield from beside(pictures, abreast, width if abreast > 1 else options.max_width)


def _merged(heights: NDArray[np.float64], together: int) -> NDArray[np.float64]:
    """Take the mean of so many intervals at a time; one that was not recorded is left out."""
    if together == 1:
        return heights
    parts = np.split(heights, range(together, len(heights), together))
    return np.array([pd.DataFrame(part).mean().to_numpy() for part in parts])


def _picture(heights: NDArray[np.float64]) -> Text:
    """Draw one day: a column for each interval, the highest call count on top."""
    # NaN, an interval that was not recorded, falls into no row.
    rows = np.minimum(np.floor(heights * _ROWS), _ROWS - 1)
    picture = Text()
    for row in reversed(range(_ROWS)):
        for low, high, calls, actual in rows:
            if actual == row:
                picture.append("•", style="yellow")
            elif calls == row:
                picture.append("─")
            elif low <= row <= high:
                picture.append("░", style="dim")
            else:
                picture.append(" ")
        picture.append("\n")
    return picture + Text(_hours(len(heights)), style="dim")


def _hours(width: int) -> str:
    """Write hours below their columns, as many as there is room for."""
    line = ""
    for hour in (0, 6, 12, 18):
        place = width * hour // 24
        if place > len(line) or not line:
            line = line.ljust(place) + str(hour)
    return line
