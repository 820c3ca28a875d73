"""Clock changes that show in times without a zone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.ingestion.asking import Question

Clock = npt.NDArray[np.datetime64]
# Clocks change at night. [h]
_LATEST_HOUR = 4
# Months in which clocks are set back, north and south of the equator.
_SET_BACK = {3, 4, 9, 10, 11}
_LEAST_TIMES = 24


@dataclass(frozen=True)
class ClockChange:
    """An hour that stands twice, or not at all, on one day only.

    Parameters
    ----------
    hour
        Its start.
    twice
        Whether it stands twice; else it is missing.
    """

    hour: np.datetime64
    twice: bool


def doubled_hours(clock: Clock) -> list[ClockChange]:
    """Find the nights on which one hour of the wall clock stands twice.

    Parameters
    ----------
    clock
        Times without a zone, NaT where missing.

    Returns
    -------
    list of ClockChange
        At most one a half-year; times that stand twice on other days are no clock change.
    """
    codes, times = pd.factorize(clock[~np.isnat(clock)], sort=True)
    if len(times) < _LEAST_TIMES:
        return []
    counts = np.bincount(codes)
    usual = int(np.median(counts))
    hours, of_hour = np.unique(times.astype("datetime64[h]"), return_inverse=True)
    doubled = counts >= 2 * usual
    share = np.bincount(of_hour, doubled) / np.bincount(of_hour)
    found = hours[share == 1.0]
    if not found.size or doubled.sum() != np.bincount(of_hour, doubled)[share == 1.0].sum():
        return []
    night = (found - found.astype("datetime64[D]")).astype("int64") < _LATEST_HOUR
    months = found.astype("datetime64[M]").astype("int64") % 12 + 1
    halves = found.astype("datetime64[M]").astype("int64") // 6
    plausible = night.all() and np.isin(months, list(_SET_BACK)).all()
    if not plausible or len(np.unique(halves)) < len(found):
        return []
    return [ClockChange(hour, twice=True) for hour in found]


def missing_hours(clock: Clock) -> list[ClockChange]:
    """Find the nights on which one hour is missing that every other day has, all day round.

    Parameters
    ----------
    clock
        Times without a zone, NaT where missing.
    """
    hours = np.unique(clock[~np.isnat(clock)].astype("datetime64[h]"))
    days, of_day, counts = np.unique(
        hours.astype("datetime64[D]"), return_inverse=True, return_counts=True
    )
    if len(days) < 3 or np.median(counts) != 24:
        return []
    found = []
    for day in np.flatnonzero(counts == 23):
        there = (hours[of_day == day] - days[day]).astype("int64")
        hour = int(np.setdiff1d(np.arange(24), there)[0])
        if hour < _LATEST_HOUR and days[day] not in (days[0], days[-1]):
            found.append(
                ClockChange(
                    days[day].astype("datetime64[h]") + np.timedelta64(hour, "h"), twice=False
                )
            )
    return found


def refuse_unsaid_change(clock: Clock, where: str) -> None:
    """Ask for the zone of times that show a clock change.

    Raises
    ------
    Question
        If an hour of the wall clock stands twice.
    """
    found = doubled_hours(clock)
    if found:
        hour = np.datetime_as_string(found[0].hour, unit="m").replace("T", " ")
        raise Question(
            where, f"the hour of {hour} stands twice, as where clocks change, and no zone is named",
            {"--timezone Europe/Berlin": "or the name of the zone of these times"},
        )  # fmt: skip
