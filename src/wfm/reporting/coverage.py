"""What a schedule covers of a requirement, interval by interval."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.tables import step_minutes
from wfm.tables.schedule_rows import Moments, ScheduledDay


def coverage(days: Sequence[ScheduledDay], requirement: pd.DataFrame) -> pd.DataFrame:
    """Count who is on the phones in each interval of a requirement, on the schedule's days.

    Parameters
    ----------
    days
        The schedule.
    requirement
        `wfm.tables.REQUIREMENT` of one queue; `agents_scheduled` is what is required.

    Returns
    -------
    pandas.DataFrame
        `interval_start`, `required`, `scheduled` (on duty and at no meal, break or activity: the
        least of the interval's minutes) and `difference` [agents].
    """
    step = int(step_minutes(requirement))
    found = _on_its_days(requirement[["interval_start", "agents_scheduled"]], days)
    found = found.rename(columns={"agents_scheduled": "required"}).astype({"required": float})
    starts = found["interval_start"]
    begins = starts.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[m]")
    scheduled = _least(days, begins.astype(np.int64), step)
    found["scheduled"] = scheduled
    found["difference"] = scheduled - found["required"]
    return found


def _on_its_days(requirement: pd.DataFrame, days: Sequence[ScheduledDay]) -> pd.DataFrame:
    """Take the intervals that begin on days of the schedule, by the clock of the requirement."""
    dates = [day.date.isoformat() for day in days]
    local = requirement["interval_start"].dt.tz_localize(None)
    until = pd.Timestamp(max(dates, default="1970-01-01")) + pd.Timedelta(days=1)
    inside = (local >= pd.Timestamp(min(dates, default="1970-01-02"))) & (local < until)
    found: pd.DataFrame = requirement[inside].reset_index(drop=True)
    return found


def _least(days: Iterable[ScheduledDay], begins: NDArray[np.int64], step: int) -> NDArray[np.int64]:
    """Count the agents on the phones, the least of each interval."""
    if not len(begins):
        return np.zeros(0, dtype=np.int64)
    origin, end = int(begins.min()), int(begins.max()) + step
    changes = np.zeros(end - origin + 1, dtype=np.int64)
    for sign, spans in _spans(days).items():
        if spans:
            ends = np.array([[a.timestamp() // 60, b.timestamp() // 60] for a, b in spans])
            places = np.clip(ends.astype(np.int64) - origin, 0, end - origin)
            np.add.at(changes, places[:, 0], sign)
            np.add.at(changes, places[:, 1], -sign)
    there = np.cumsum(changes)
    least: NDArray[np.int64] = there[(begins - origin)[:, None] + np.arange(step)].min(axis=1)
    return least


def _spans(days: Iterable[ScheduledDay]) -> dict[int, list[Moments]]:
    """Return when people come and go, and when they are away in between."""
    there: list[Moments] = []
    away: list[Moments] = []
    for day in days:
        if day.start is not None and day.end is not None:
            there.append((day.start, day.end))
            away += [*day.meals, *day.breaks, *((a, b) for a, b, _ in day.activities)]
    return {1: there, -1: away}
