"""What simulated weeks say: the service level of each interval, how sure, and the promise."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from wfm import tables
from wfm.reporting.page import svg
from wfm.reporting.page.given import Given, by_queue
from wfm.reporting.page.picture import Behind, Cell, Head, Hover, Panel, Picture
from wfm.reporting.page.promise import judged_weeks
from wfm.reporting.page.weekly import clock
from wfm.reporting.page.words import (
    date_of,
    moment_named,
    moment_words,
    percent,
    percent_against,
    short_day,
)
from wfm.work.wording import counted

_WIDTH, _HEIGHT = 300.0, 120.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 6.0, 8.0, 20.0
# Where an axis may begin: the level halfway up is a whole percentage.
_LOWEST = (0.9, 0.8, 0.6, 0.4, 0.2, 0.0)
_COLUMNS = (
    ("service_level", "", 6),
    ("service_level_low", "", 6),
    ("service_level_high", "", 6),
    ("kept", "share of the weeks", 6),
    ("asa_seconds", "s", 2),
    ("occupancy", "", 6),
)


def simulated(given: Given) -> Iterator[Picture]:
    """Draw each queue's simulation."""
    found = given.table(tables.SIMULATED)
    for queue, rows in () if found is None else by_queue(found):
        if rows["service_level"].notna().any():
            yield _picture(queue, rows, given)


def _picture(queue: str, rows: pd.DataFrame, given: Given) -> Picture:
    days, minutes = clock(rows)
    promise = given.promise(queue)
    lowest = _lowest(rows, promise.target)
    panels, first = [], 0
    for day in np.unique(days):
        part = rows[days == day]
        at = minutes[days == day]
        panel = _panel(short_day(date_of(day)), part, at.tolist(), promise.target, lowest)
        hover = Hover("rows", _LEFT, _wide(part), len(part), first=first)
        panels.append(replace(panel, hover=hover, weight=_late(part)))
        first += len(part)
    columns = [(name, unit, d) for name, unit, d in _COLUMNS if name in rows]
    heads = [Head("interval")]
    heads += [Head(name.replace("_", " "), unit, d) for name, unit, d in columns]
    values = rows[[name for name, _, _ in columns]].itertuples(index=False, name=None)
    behind: list[tuple[Cell, ...]] = [
        (moment_words(start), *row)
        for start, row in zip(rows["interval_start"], values, strict=True)
    ]
    legend = [("line calls", "service level"), ("area band", "its 95 % interval")]
    legend += [("line promise", "the promise")] if promise.target is not None else []
    begins = f"; the axis begins at {lowest:.0%}" if lowest else ""
    title, concern = _finding(queue, rows, given)
    return Picture(
        "simulated",
        "Service level in simulated weeks",
        title,
        f"Share of calls answered within {promise.threshold:g} s in each interval, mean of all "
        f"simulated weeks{begins}.",
        tuple(panels),
        Behind(tuple(heads), behind),
        tuple(legend),
        layout="small",
        queue=queue,
        concern=concern,
        things="days",
    )


def _late(part: pd.DataFrame) -> float:
    """Return the calls of a day that are not answered in time."""
    return float((part["calls"] * (1 - part["service_level"])).sum())


def _finding(queue: str, rows: pd.DataFrame, given: Given) -> tuple[str, bool]:
    """Say in how many weeks the promise is kept, and how many intervals fall below."""
    parts = []
    target = given.promise(queue).target
    kept = _kept(queue, given)
    if kept is not None:
        parts.append(f"The promise is kept in {kept:.0%} of the simulated weeks")
    rows = rows[rows["service_level"].notna() & (rows["calls"] > 0)]
    if rows.empty:
        return "; ".join(parts) or "Nobody calls", kept is not None and kept < 0.9
    place = int(rows["service_level"].argmin())
    lowest = float(rows["service_level"].iloc[place])
    when = moment_named(rows["interval_start"].iloc[place])
    if target is None:
        parts.append(f"fewest are answered in time on {when}: {lowest:.0%}")
    else:
        below = int((rows["service_level"] < target - 1e-9).sum())
        verb = "is" if below == 1 else "are"
        number = f"{counted(below, 'interval')} of {len(rows):,d}"
        worst = f", lowest on {when}: {percent_against(lowest, target)}" if below else ""
        parts.append(f"{number} {verb} below {percent(target)}{worst}")
    words = "; ".join(parts)
    return words[0].upper() + words[1:], kept is not None and kept < 0.9


def _kept(queue: str, given: Given) -> float | None:
    """Return the share of the simulated weeks that keep the promise; None where nobody said."""
    kept = judged_weeks(queue, given)["kept"]
    return None if kept.empty else float(kept.mean())


def _lowest(rows: pd.DataFrame, target: float | None) -> float:
    """Return where the axis begins: below all that is drawn."""
    drawn = float(rows[["service_level", "service_level_low"]].min().min())
    least = drawn if target is None else min(drawn, target)
    return next(level for level in _LOWEST if level <= max(0.0, least))


def _wide(part: pd.DataFrame) -> float:
    """Return how wide an interval of a day is [px]."""
    return (_WIDTH - _LEFT - _RIGHT) / len(part)


def _panel(
    name: str, part: pd.DataFrame, minutes: list[int], target: float | None, lowest: float
) -> Panel:
    dx, high = _wide(part), _HEIGHT - _TOP - _BOTTOM

    def y(level: float) -> float:
        return _TOP + high * (1 - level) / (1 - lowest)

    levels = [lowest, (1 + lowest) / 2, 1.0]
    parts = [svg.axis(((y(level), f"{level:.0%}") for level in levels), _LEFT, _WIDTH - _RIGHT)]
    ends = zip(part["service_level_low"], part["service_level_high"], strict=True)
    band = [
        (_LEFT + place * dx, y(top), dx, y(low) - y(top))
        for place, (low, top) in enumerate(ends)
        if not np.isnan(low) and not np.isnan(top)
    ]
    parts.append(svg.path(svg.boxes(band), "area band") if band else "")
    if target is not None:
        parts.append(svg.line(_LEFT, y(target), _WIDTH - _RIGHT, y(target), "line promise"))
    points = enumerate(part["service_level"])
    line = svg.polyline((_LEFT + (n + 0.5) * dx, y(value)) for n, value in points)
    parts.append(svg.path(line, "line calls"))
    parts.append(svg.hours(minutes, _LEFT, dx, _HEIGHT - 5))
    return Panel(_WIDTH, _HEIGHT, "".join(parts), name)
