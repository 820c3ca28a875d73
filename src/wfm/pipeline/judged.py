"""What a plan is judged by: its schedule where it has people, its roster where it has none."""

import datetime as dt
import logging

import pandas as pd

from wfm import scheduling, tables
from wfm.pipeline import frames
from wfm.pipeline.given import Given
from wfm.tables.schedule_rows import read_schedule
from wfm.weekdays import OFF

log = logging.getLogger(__name__)


def judged(given: Given, *, every_day: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is worked, and the calls of the time in which it is known who is there.

    Parameters
    ----------
    given
        What a step reads: a roster, a forecast, and the schedule if there is one.
    every_day
        Whether a schedule has the days on which nobody works, at its begin and its end.

    Returns
    -------
    tuple
        `wfm.tables.SCHEDULE` with the nights before its first day, else `wfm.tables.ROSTER`; and
        `wfm.tables.FORECAST`.
    """
    forecast = frames.table(given, "forecast.csv", tables.FORECAST)
    if "schedule.csv" in given.files:
        known = forecast["interval_start"].isin(known_coverage(given)["interval_start"])
        if known.any():
            schedule = whole_schedule(given) if every_day else _schedule(given)
            return _with_eve(schedule, _previous(given)), forecast[known].reset_index(drop=True)
        log.info("no day of the schedule is forecast: the roster is judged in its place")
    return frames.table(given, "roster.csv", tables.ROSTER), forecast


def whole_schedule(given: Given) -> pd.DataFrame:
    """Let a schedule begin and end with its period: days on which nobody works have no rows."""
    schedule = _schedule(given)
    starts = _covered(given)["interval_start"]
    first, last = str(starts.iloc[0].date()), str(starts.iloc[-1].date())
    dates = schedule["date"]
    free = [first] * (first < dates.min()) + [last] * (last > dates.max())
    rows = schedule.head(1)[["agent", "group"]].merge(pd.DataFrame({"date": free}), how="cross")
    return pd.concat([schedule, rows.assign(shift=OFF)], ignore_index=True) if free else schedule


def known_coverage(given: Given) -> pd.DataFrame:
    """Return what a schedule covers as far as that is known.

    Who was on a night before the first day is in the schedule before: without it the morning is
    left out. So is the evening on which the day after the last one begins, where a clock is ahead.
    """
    covered, before = _covered(given), _previous(given)
    nights = [] if before is None else read_schedule(before)
    days = read_schedule(_schedule(given))
    unknown = scheduling.unknown_hours(days, nights, covered["interval_start"])
    return covered[~unknown].reset_index(drop=True)


def known_share(given: Given) -> float:
    """Return which share of the time on duty the absences that are known take from a schedule.

    They are a part of the shrinkage: who is away already is not drawn absent once more.
    """
    if "schedule_coverage.csv" not in given.files or "absences" not in given.outside:
        return 0.0
    covered = _covered(given)
    absent = float(covered["absent"].sum())
    there = float(covered["scheduled"].sum())
    return absent / (there + absent) if there else 0.0


def _schedule(given: Given) -> pd.DataFrame:
    return frames.table(given, "schedule.csv", tables.SCHEDULE)


def _covered(given: Given) -> pd.DataFrame:
    return frames.table(given, "schedule_coverage.csv", tables.DATED_COVERAGE)


def _with_eve(schedule: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """Put the duties of the day before in front of a schedule: nights reach into its first one."""
    if before is None:
        return schedule
    eve = str(dt.date.fromisoformat(schedule["date"].min()) - dt.timedelta(days=1))
    return pd.concat([before[before["date"] == eve], schedule], ignore_index=True)


def _previous(given: Given) -> pd.DataFrame | None:
    return frames.outside(given, "previous", tables.SCHEDULE)
