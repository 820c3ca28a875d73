"""Forecasts and requirements: times down, the days of each week across."""

from collections.abc import Callable

import pandas as pd
from rich.console import RenderableType
from rich.text import Text

from wfm.quoting import escaped
from wfm.units import written
from wfm.views.weeks import WEEKDAYS, Week, Weeks

_BARS = " ▁▂▃▄▅▆▇█"


def calls(frame: pd.DataFrame) -> RenderableType:
    """Draw a forecast: calls per interval of each week."""
    return _weeks(frame, "calls", lambda value: f"{value:.1f}" if value < 100 else f"{value:,.0f}")


def agents(frame: pd.DataFrame) -> RenderableType:
    """Draw a requirement: agents to schedule per interval of each week."""
    return _weeks(frame, "agents_scheduled", written)


def _weeks(frame: pd.DataFrame, column: str, show: Callable[[float], str]) -> RenderableType:
    weeks = []
    queues = frame["queue"] if "queue" in frame else pd.Series("", index=frame.index)
    for queue, rows in frame.groupby(queues, sort=False):
        local = rows["interval_start"].dt.tz_localize(None)
        monday = local.dt.normalize() - pd.to_timedelta(local.dt.day_of_week, unit="D")
        for first, week in rows.groupby(monday):
            title = (
                f"{f'{escaped(str(queue))}: ' if queue else ''}{column}, week of {first:%Y-%m-%d}"
            )
            weeks.append(_week(week, local.loc[week.index], column, show, title))
    return Weeks(weeks)


def _week(
    week: pd.DataFrame, local: pd.Series, column: str, show: Callable[[float], str], title: str
) -> Week:
    """Draw one week, with a bar for each interval's height."""
    clock = local.dt.strftime("%H:%M")
    # The hour that a clock change repeats appears twice on one day: both are shown.
    cells = week.groupby([clock, local.dt.day_of_week])[column].agg(list)
    top = max(float(week[column].max()), 1e-9)
    rows = []
    for time in sorted(clock.unique()):
        row = [Text(time, style="bold")]
        for day in range(7):
            values = cells.get((time, day), [])
            bar = _BARS[round(8 * max(values) / top)] if values else " "
            row.append(Text("/".join(show(v) for v in values)) + Text(bar, style="cyan"))
        rows.append(row)
    if column == "calls":
        total = week.groupby(local.dt.day_of_week)[column].sum()
        days = (f"{total[d]:,.0f} " if d in total else "" for d in range(7))
        rows.append([Text("day"), *(Text(day) for day in days)])
    return Week(Text(title, style="bold"), ("", *WEEKDAYS), rows, numeric=True)
