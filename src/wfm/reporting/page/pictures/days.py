"""Required against scheduled, day by day, with what is over and what is short."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.reporting.page import svg
from wfm.reporting.page.covered import LEAST, covered, missing, missing_by_absences, step_of
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Hover, Panel, Picture
from wfm.units import written
from wfm.work.wording import agent_hours, counted

Floats = NDArray[np.float64]
_WIDTH, _HEIGHT = 300.0, 130.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 6.0, 8.0, 20.0
_HEADS = (
    Head("interval"),
    Head("required", "agents"),
    Head("scheduled", "agents"),
    Head("difference", "agents"),
)
_LEGEND = (
    ("line need", "required"),
    ("line there", "scheduled"),
    ("area over", "more than required"),
    ("area short", "fewer than required"),
)


def days(given: Given) -> Iterator[Picture]:
    """Draw every day."""
    for queue, rows in covered(given):
        yield _picture(queue, rows)


def _picture(queue: str, rows: pd.DataFrame) -> Picture:
    step = step_of(rows)
    highest = float(rows[["required", "scheduled"]].max().max())
    levels = svg.ticks(highest, 3)
    panels, first = [], 0
    for day, part in rows.groupby("day", sort=False):
        weight = float(missing(part).sum())
        panels.append(replace(_panel(str(day), part, levels, first, step), weight=weight))
        first += len(part)
    short = float(missing(rows).sum()) * step / 60
    columns = rows[["interval", "required", "scheduled", "difference"]]
    behind: list[tuple[Cell, ...]] = list(columns.itertuples(index=False, name=None))
    return Picture(
        "days",
        "Required against scheduled",
        _finding(rows, step, short),
        "Agents required and scheduled through each day.",
        tuple(panels),
        Behind(_HEADS, behind),
        _LEGEND,
        layout="small",
        queue=queue,
        concern=short > 0,
        things="days",
    )


def _finding(rows: pd.DataFrame, step: int, short: float) -> str:
    over = float(rows["difference"].clip(lower=0).sum()) * step / 60
    number = rows["day"].nunique()
    if not short:
        whose = "The day has the agents it needs"
        if number > 1:
            whose = f"All {counted(number, 'day')} have the agents they need"
        return f"{whose}, with {agent_hours(over)} to spare"
    lacking = rows.assign(short=missing(rows)).groupby("day", sort=False)
    sums = lacking["short"].sum() * step / 60
    worst = str(sums.idxmax())
    days_short = int((sums > 0).sum())
    absent = float(missing_by_absences(rows).sum()) * step / 60
    known = f"; {written(absent, 1)} of all because of known absences" if absent else ""
    return (
        f"{agent_hours(short)} are missing on {days_short} of {counted(number, 'day')}, "
        f"most on {worst}: {written(float(sums.max()), 1)}{known}"
    )


def _panel(name: str, part: pd.DataFrame, levels: list[float], first: int, step: int) -> Panel:
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    minutes = part["minute"].to_numpy()
    # A day of which the morning is not known begins later.
    before = int(minutes[0]) // step
    places = len(part) + before
    dx = wide / places
    left = _LEFT + before * dx
    need, there = part["required"].to_numpy(float), part["scheduled"].to_numpy(float)

    def y(value: float) -> float:
        return _TOP + high * (1 - value / levels[-1])

    parts = []
    for level in levels:
        parts.append(svg.line(_LEFT, y(level), _WIDTH - _RIGHT, y(level), "grid"))
        parts.append(svg.text(_LEFT - 5, y(level) + 4, written(level), "tick", "end"))
    for css, top, bottom in (("area over", there, need), ("area short", need, there)):
        drawn = []
        for place in np.flatnonzero(top > bottom + LEAST):
            corner = f"M{svg.number(left + int(place) * dx)} {svg.number(y(top[place]))}"
            tall = svg.number(y(bottom[place]) - y(top[place]))
            drawn.append(f"{corner}h{svg.number(dx)}v{tall}h-{svg.number(dx)}z")
        if drawn:
            parts.append(svg.path("".join(drawn), css))
    for css, values in (("line need", need), ("line there", there)):
        parts.append(svg.path(_steps(values, left, dx, y), css))
    for hour in (0, 6, 12, 18):
        found = np.flatnonzero(minutes == hour * 60)
        if len(found):
            x = left + int(found[0]) * dx
            parts.append(svg.text(x, _HEIGHT - 5, f"{hour:02d}:00", "tick"))
    hover = Hover("rows", left, dx, len(part), first=first)
    return Panel(_WIDTH, _HEIGHT, "".join(parts), name, hover)


def _steps(values: Floats, left: float, dx: float, y: Callable[[float], float]) -> str:
    """Return a line of stairs: a corner where the level changes, and the end."""
    turns = [
        f"H{svg.number(left + int(place) * dx)}V{svg.number(y(values[place]))}"
        for place in np.flatnonzero(np.diff(values)) + 1
    ]
    begin, end = svg.number(left), svg.number(left + len(values) * dx)
    return f"M{begin} {svg.number(y(values[0]))}{''.join(turns)}H{end}"
