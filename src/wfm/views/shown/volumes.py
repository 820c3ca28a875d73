"""Calls: a chart for each week, and the days in numbers."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from wfm.units import hhmm, written
from wfm.views.layout import Column, Sheet
from wfm.views.plain import plain
from wfm.views.shown.chart import Chart
from wfm.views.shown.timeline import Timeline, date_of, timeline
from wfm.views.weeks import WEEKDAYS

# A page has room for so many weeks; of a past the last ones are drawn.
MOST_WEEKS = 6
_BARS = 12


def volumes(frame: pd.DataFrame) -> RenderableType:
    """Draw calls: a line with its band for each week, and a row for each day.

    Parameters
    ----------
    frame
        `wfm.tables.FORECAST` or `wfm.tables.HISTORY` of one queue.
    """
    line = timeline(frame)
    weeks = line.weeks()
    is_past = "calls_low" not in frame
    chosen = weeks[-MOST_WEEKS:] if is_past else weeks[:MOST_WEEKS]
    there = np.isin(line.day // 7, chosen)
    shown, top = frame[there], _top(frame[there])
    parts: list[RenderableType] = []
    for week in chosen:
        title = Text(f"calls{line.of_week(week)}", style="bold") + _legend(frame)
        names = [f"{WEEKDAYS[d]} {date_of(7 * week + d).day}" for d in range(7)]
        grids = [line.grid(frame[name].to_numpy(float), week, np.fmax) for name in _band(frame)]
        parts += [Chart(title, names, np.stack(grids), top), Text()]
    if left := len(weeks) - len(chosen):
        parts += [left_out(left, "before" if is_past else "after"), Text()]
    return Group(*parts, _days(shown, timeline(shown)))


def day_of_volumes(frame: pd.DataFrame) -> RenderableType:
    """Draw the calls of a few days: a chart for each, and its intervals in numbers.

    Of many, such as all Mondays of a year, as many are drawn as there are weeks otherwise.
    """
    line = timeline(frame)
    is_past = "calls_low" not in frame
    days = list(line.days())
    chosen = days[-MOST_WEEKS:] if is_past else days[:MOST_WEEKS]
    top = _top(frame.iloc[np.concatenate([rows for _, rows in chosen])])
    parts: list[RenderableType] = []
    for title, rows in chosen:
        day = frame.iloc[rows]
        own = Timeline(line.day[rows], line.minute[rows], line.step, line.dated)
        weekday = int(own.day[0]) % 7
        grids = [
            own.grid(day[name].to_numpy(float), own.weeks()[0], np.fmax)[weekday : weekday + 1]
            for name in _band(frame)
        ]
        head = Text(f"{title}: {written(day['calls'].sum(), 1)} calls", style="bold")
        parts += [Chart(head + _legend(frame), [title], np.stack(grids), top), Text()]
        parts += [plain(day), Text()]
    if left := len(days) - len(chosen):
        where = "before" if is_past else "after"
        words = f"{left} further day{'s' * (left > 1)} {where} these: --day DATE draws one of them"
        parts += [Text(words, style="dim"), Text()]
    return Group(*parts[:-1])


def left_out(weeks: int, where: str) -> Text:
    """Say that further weeks are not drawn, and what draws them."""
    words = f"{weeks} further week{'s' * (weeks > 1)} {where} these: --day DATE draws a day of them"
    return Text(words, style="dim")


def _band(frame: pd.DataFrame) -> tuple[str, str, str]:
    """Return the columns of the band and the line; without a band the line is all there is."""
    if {"calls_low", "calls_high"} <= set(frame):
        return "calls_low", "calls_high", "calls"
    return "calls", "calls", "calls"


def _legend(frame: pd.DataFrame) -> Text:
    return Text("  ⠒ calls  ░ band" if "calls_low" in frame else "", style="not bold dim")


def _top(frame: pd.DataFrame) -> float:
    return max(1e-9, float(np.nan_to_num(frame[list(_band(frame))].max().max())))


def _days(frame: pd.DataFrame, line: Timeline) -> Sheet:
    """Write the days in numbers: their calls, handling times and busiest interval."""
    rows = list(_day_rows(frame, line))
    most = max(max((calls for _, calls, _, _ in rows), default=0.0), 1e-9)
    columns = [
        Column("day", [Text(title) for title, *_ in rows], numeric=False),
        Column("calls", [Text(written(calls, 1)) for _, calls, *_ in rows], numeric=True),
        Column("aht_seconds", [Text(aht) for _, _, aht, _ in rows], numeric=True),
        Column("busiest", [Text(busiest) for *_, busiest in rows], numeric=False),
    ]
    bars = [Text("█" * round(_BARS * calls / most), style="cyan") for _, calls, *_ in rows]
    return Sheet([columns[0], columns[1], Column("", bars, numeric=False), *columns[2:]])


def _day_rows(frame: pd.DataFrame, line: Timeline) -> Iterator[tuple[str, float, str, str]]:
    for title, rows in line.days():
        day = frame.iloc[rows]
        calls = day["calls"].to_numpy(dtype=float)
        total, aht = float(np.nansum(calls)), ""
        if "aht_seconds" in day and total > 0.0:
            seconds = day["aht_seconds"].to_numpy(dtype=float)
            known = ~np.isnan(seconds) & ~np.isnan(calls)
            weight = float(calls[known].sum())
            aht = f"{(calls * seconds)[known].sum() / weight:,.1f}" if weight > 0.0 else ""
        busiest = ""
        if total > 0.0:
            place = int(np.nanargmax(calls))
            busiest = f"{hhmm(int(line.minute[rows[place]]))} {written(calls[place], 1)}"
        yield title, total, aht, busiest
