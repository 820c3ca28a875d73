"""Required against scheduled, day by day, with what is over and what is short."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from wfm.reporting.page import svg
from wfm.reporting.page.covered import LEAST, covered, missing, missing_by_absences, step_of
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Hover, Panel, Picture
from wfm.units import written
from wfm.work.wording import agent_hours, counted

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
    minutes = part["minute"].tolist()
    # A day of which the morning is not known begins later.
    before = minutes[0] // step
    places = len(part) + before
    dx = wide / places
    left = _LEFT + before * dx
    need, there = part["required"].to_numpy(float), part["scheduled"].to_numpy(float)

    def y(value: float) -> float:
        return _TOP + high * (1 - value / levels[-1])

    lefts = [left + place * dx for place in range(len(part))]
    parts = [svg.axis(((y(level), written(level)) for level in levels), _LEFT, _WIDTH - _RIGHT)]
    for css, top, bottom in (("area over", there, need), ("area short", need, there)):
        places = np.flatnonzero(top > bottom + LEAST)
        if len(places):
            tall = ((lefts[n], y(top[n]), dx, y(bottom[n]) - y(top[n])) for n in places)
            parts.append(svg.path(svg.boxes(tall), css))
    for css, values in (("line need", need), ("line there", there)):
        steps = svg.stairs(lefts, [y(value) for value in values], left + len(part) * dx)
        parts.append(svg.path(steps, css))
    parts.append(svg.hours(minutes, left, dx, _HEIGHT - 5))
    hover = Hover("rows", left, dx, len(part), first=first)
    return Panel(_WIDTH, _HEIGHT, "".join(parts), name, hover)
