"""How callers fare, by formula or as simulated: weeks as heat maps, days in numbers."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.text import Text

from wfm.units import hhmm, written
from wfm.views.heatmap import agents_sign, level_sign
from wfm.views.layout import Sheet
from wfm.views.shown.needs import OVER_AND_SHORT, maps, sheet_of
from wfm.views.shown.timeline import Timeline, timeline

_LEVELS = "9: 90% and more, 0: below 10%, · no calls"
_KEPT = "share of weeks that reach the target: 9: 90% and more, 0: below 10%"


def evaluated(frame: pd.DataFrame, target: float | None) -> RenderableType:
    """Draw a plan that was judged by formula: service levels, agents over and short.

    Parameters
    ----------
    frame
        `wfm.tables.EVALUATED` of one queue.
    target
        The service level that is promised, which colours are judged by.
    """
    line = timeline(frame)
    parts = _levels(frame, line, target)
    away = frame["difference"].to_numpy(dtype=float)
    title = "agents against the requirement"
    parts += [*maps(line, away, np.fmin, agents_sign, OVER_AND_SHORT, title), Text()]
    return Group(*parts, _days(frame, line))


def simulated(frame: pd.DataFrame, target: float | None) -> RenderableType:
    """Draw weeks that were simulated: service levels, and how often they reach the target.

    Parameters
    ----------
    frame
        `wfm.tables.SIMULATED` of one queue.
    target
        The service level that is promised, which colours are judged by.
    """
    line = timeline(frame)
    parts = _levels(frame, line, target)
    kept = frame["kept"].to_numpy(dtype=float)
    if not np.isnan(kept).all():
        title = "how often the target is reached"
        parts += [*maps(line, kept, np.fmin, level_sign(None), _KEPT, title), Text()]
    return Group(*parts, _days(frame, line))


def _levels(frame: pd.DataFrame, line: Timeline, target: float | None) -> list[RenderableType]:
    levels = _column(frame, "service_level")
    if np.isnan(levels).all():
        return []
    words = _LEVELS if target is None else f"{_LEVELS}; coloured by the target, {target:g}"
    return [*maps(line, levels, np.fmin, level_sign(target), words, "service level"), Text()]


def _days(frame: pd.DataFrame, line: Timeline) -> Sheet:
    """Write the days in numbers: what callers get, and who is there."""
    columns: dict[str, list[str]] = {}
    for title, rows in line.days():
        for name, cell in _day(frame.iloc[rows], line.minute[rows], line.step).items():
            columns.setdefault(name, []).append(cell)
        columns.setdefault("day", []).append(title)
    days = columns.pop("day")
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return sheet_of({"day": days, **filled})


def _day(day: pd.DataFrame, minute: NDArray[np.int64], step: int) -> dict[str, str]:
    calls = day["calls"].to_numpy(dtype=float)
    levels = _column(day, "service_level")
    cells = {"calls": written(float(np.nansum(calls)), 1), "service_level": "", "lowest": ""}
    known = ~np.isnan(levels) & (calls > 0.0)
    if known.any():
        mean = float((calls * levels)[known].sum() / calls[known].sum())
        cells["service_level"] = f"{mean:.1%}"
        place = int(np.nanargmin(np.where(known, levels, np.nan)))
        cells["lowest"] = f"{hhmm(int(minute[place]))} {levels[place]:.1%}"
    if "scheduled" in day:
        away = day["difference"].to_numpy(dtype=float) * step / 60
        cells["required_hours"] = written(float(day["required"].sum()) * step / 60, 1)
        cells["scheduled_hours"] = written(float(day["scheduled"].sum()) * step / 60, 1)
        cells["over_hours"] = written(float(np.maximum(away, 0.0).sum()), 1)
        cells["short_hours"] = written(float(np.maximum(-away, 0.0).sum()), 1)
        cells["cost"] = written(float(day["cost"].sum()), 2)
    return cells


def _column(frame: pd.DataFrame, name: str) -> NDArray[np.float64]:
    if name not in frame:
        return np.full(len(frame), np.nan)
    return frame[name].to_numpy(dtype=float)
