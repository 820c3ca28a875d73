"""Rows of days, weeks and the like, and the week that intervals are laid out as."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.text import Text

from wfm.quoting import escaped
from wfm.units import written
from wfm.views.layout import Column, Sheet
from wfm.views.weeks import WEEKDAYS
from wfm.weekdays import DAY

_SHARES = {
    *("target", "efficiency", "service_level", "occupancy", "abandonment", "blocked"),
    "formula",
}
# A page has room for so many rows of one kind.
MOST_ROWS = 14


def periods(
    rows: pd.DataFrame, kind: str, columns: Sequence[str], most: int = MOST_ROWS
) -> RenderableType:
    """Draw the first rows of one kind of period, with those columns of which something is known."""
    shown = rows.head(most)
    name = "from" if kind in {"week", "total"} else kind
    made = [Column(name, [day(date) for date in shown["first_day"]], numeric=False)]
    if "queue" in shown:
        made.append(Column("queue", [Text(escaped(name)) for name in shown["queue"]], False))
    made += figures(shown, columns)
    table: RenderableType = Sheet(made)
    if len(rows) > len(shown):
        table = Group(table, Text(f"and {len(rows) - len(shown)} more", style="dim"))
    return table


def figures(rows: pd.DataFrame, columns: Sequence[str]) -> list[Column]:
    """Return those columns of which something is known, written for people."""
    return [
        Column(name, [cell(name, value) for value in rows[name]], numeric=True)
        for name in columns
        if name in rows and rows[name].notna().any()
    ]


def day(date: str) -> Text:
    """Write a date with its weekday."""
    return Text(escaped(f"{WEEKDAYS[pd.Timestamp(date).weekday()]} {date}"))


def cell(name: str, value: float | str) -> Text:
    """Write a figure with no more digits than somebody acts upon; words stay as they are."""
    if isinstance(value, str):
        return Text(value)
    if pd.isna(value):
        return Text()
    if name == "kept":
        return Text(f"{value:.0%}")
    if name in _SHARES:
        return Text(f"{value:.1%}")
    if name == "calls":
        return Text(written(round(value)))
    return Text(written(float(value), 4 if name == "cost_per_call" else 1))


def week_of(
    starts: pd.Series, values: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Lay values of intervals out as a week, a row a day: means of the weeks; NaN: not known."""
    minute = (starts.dt.hour * 60 + starts.dt.minute).to_numpy()
    step = int(np.gcd.reduce(np.append(minute, 60)))
    place = starts.dt.day_of_week.to_numpy() * (DAY // step) + minute // step
    size = 7 * DAY // step
    known = ~np.isnan(values) & (weights > 0.0)
    total = np.bincount(place[known], weights[known], size)
    summed = np.bincount(place[known], (values * weights)[known], size)
    means = np.full(size, np.nan)
    np.divide(summed, total, out=means, where=total > 0.0)
    return means.reshape(7, -1)
