"""The rows of a table that somebody asks for: a queue, a day."""

import datetime as dt

import pandas as pd

from wfm.errors import OptionError
from wfm.quoting import quoted
from wfm.tables import ROSTER, SCHEDULE, Table
from wfm.units import weekday
from wfm.views.weeks import WEEKDAYS

_MOST_NAMED = 10
_OFFSET = r"(Z|[+-]\d\d:?\d\d)$"


def of_queue(frame: pd.DataFrame, queue: str | None) -> pd.DataFrame:
    """Take the rows of a queue; all of them where none is named.

    Raises
    ------
    OptionError
        If there is no such queue.
    """
    if queue is None:
        return frame
    names = list(frame["queue"].unique()) if "queue" in frame else []
    if queue not in names:
        more = ", ..." if len(names) > _MOST_NAMED else ""
        known = f"its queues are {', '.join(map(str, names[:_MOST_NAMED]))}{more}"
        known = known if names else "it has no column queue"
        raise OptionError("queue", f"{quoted(queue)} is not in the table: {known}")
    return frame[frame["queue"] == queue].drop(columns="queue")


def clocks_apart(frame: pd.DataFrame, table: Table) -> str:
    """Say that times of one picture are on different clocks; "" where they are on one.

    Parameters
    ----------
    frame
        A checked table.
    table
        Which it is.
    """
    if table.name == ROSTER.name and "group" in frame:
        # wfm names the groups of a roster where their clocks differ.
        groups = [quoted(name) for name in frame["group"].dropna().unique() if str(name).strip()]
        if len(groups) > 1:
            return f"the times of each team are on the clock of its group: {', '.join(groups)}"
    if table.name == SCHEDULE.name and "start" in frame:
        duties = frame[frame["start"].fillna("").str.len() > 0]
        offsets = duties["start"].str.extract(_OFFSET, expand=False)
        apart = offsets.groupby(duties["date"]).nunique()
        # On the day of a change one clock has two.
        if (apart > 1).sum() > 1:
            return "the times of each person are on their own clock: one row is not below another"
    return ""


def of_day(frame: pd.DataFrame, table: Table, day: str | None) -> pd.DataFrame:
    """Take the rows of a weekday or a date; all of them where none is named.

    Parameters
    ----------
    frame
        A checked table.
    table
        Which it is.
    day
        ``mon`` or ``2026-12-07``. In a table without dates a date stands for its weekday.

    Raises
    ------
    OptionError
        If it is no day, the table has no days, or not this one.
    """
    if day is None:
        return frame
    wanted = _read(day)
    dates = _dates(frame, table)
    if dates is None and "weekday" not in frame:
        raise OptionError("day", "this table has no days: leave it out")
    if dates is None:
        number = wanted if isinstance(wanted, int) else wanted.isoweekday()
        there = frame["weekday"] == number
    elif isinstance(wanted, int):
        there = dates.map(lambda date: date.isoweekday() == wanted)
    else:
        there = dates == wanted
    if not there.any():
        raise OptionError("day", f"{quoted(day)} is not in the table: {_extent(frame, dates)}")
    return frame[there.astype(bool)]


def _read(day: str) -> int | dt.date:
    number = weekday(day)
    if number is not None:
        return number
    try:
        return dt.date.fromisoformat(day.strip())
    except ValueError:
        raise OptionError(
            "day", f"{quoted(day)} is no day: write mon, or a date as 2026-12-07"
        ) from None


def _dates(frame: pd.DataFrame, table: Table) -> pd.Series | None:
    """Return the date of each row; None where the table has none."""
    if "interval_start" in frame:
        dates: pd.Series = frame["interval_start"].dt.date
        return dates
    days = (c.name for c in table.columns if c.kind == "day" and c.given == "always")
    name = next(days, None)
    if name is None:
        return None
    return frame[name].map(lambda text: dt.date.fromisoformat(str(text).strip()[:10]))


def _extent(frame: pd.DataFrame, dates: pd.Series | None) -> str:
    if frame.empty:
        return "it has no rows"
    if dates is None:
        days = sorted({int(day) for day in frame["weekday"]})
        return f"it has {', '.join(WEEKDAYS[day - 1] for day in days)}"
    return f"it goes from {dates.min()} to {dates.max()}"
