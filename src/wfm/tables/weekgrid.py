"""Rosters as planners hold them: a line a row, the weekdays across, a shift in each cell."""

import logging
from collections.abc import Sequence

import pandas as pd

from wfm.errors import InputError
from wfm.units import weekday

log = logging.getLogger(__name__)

_OFF = "OFF"
# What stands for a day off besides the word.
_FREE = ("", "-", "–", "·")
_TEAM = ("team", "crew", "group", "rotation")
_DAYS = range(1, 8)


def is_grid(names: Sequence[str]) -> bool:
    """Whether a table with these columns is a grid of weeks."""
    return sorted(filter(None, map(weekday, names))) == [*_DAYS]


def unfolded(grid: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a roster table that a grid stands for.

    Parameters
    ----------
    grid
        A row for each line; besides the days a column of teams, where there are several. Lines
        follow one another in the order of the rows. A row that begins with another day than
        Monday runs into the next week, as all of it does.

    Raises
    ------
    InputError
        If the days do not follow one another.
    """
    prefix = f"{grid.attrs['source']}: " if grid.attrs.get("source") else ""
    columns = {day: str(name) for name in grid if (day := weekday(str(name)))}
    order = list(columns)
    first = order[0]
    if order != [(first - 1 + i) % 7 + 1 for i in range(7)]:
        raise InputError(
            f"{prefix}the days {', '.join(columns.values())} do not follow one another"
        )
    names = {str(name).strip().lower(): name for name in grid}
    team = next((names[name] for name in _TEAM if name in names), None)
    teams = grid[team].ffill() if team is not None else pd.Series("1", index=grid.index)
    parts = []
    for name, rows in grid.groupby(teams, sort=False):
        for day in order:
            shift = rows[columns[day]].fillna("").astype("str").str.strip()
            lines = pd.Series(range(len(rows)), index=rows.index)
            # The days before the first Monday are the end of the line before.
            line = (lines - (day >= first > 1)) % len(rows) + 1
            part = {"team": str(name), "line": line, "weekday": day, "shift": shift}
            parts.append(pd.DataFrame(part))
    result = pd.concat(parts)
    blank = int(result["shift"].eq("").sum())
    if blank:
        log.info("%s%d blank cells are taken for days off", prefix, blank)
    result["shift"] = result["shift"].where(~result["shift"].isin(_FREE), _OFF)
    result.attrs.update(grid.attrs)
    return result
