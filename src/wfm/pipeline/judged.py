"""What a plan is judged by: its schedule where it has people, its roster where it has none."""

import datetime as dt
import logging

import pandas as pd

from wfm import scheduling, tables
from wfm.pipeline import frames
from wfm.pipeline.given import Given
from wfm.tables.schedule_rows import read_schedule

log = logging.getLogger(__name__)


def judged(given: Given) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is worked, and the calls of the time in which it is known who is there.

    Parameters
    ----------
    given
        What a step reads: a roster, a forecast, and the schedule if there is one.

    Returns
    -------
    tuple
        `wfm.tables.SCHEDULE` with the nights before its first day, else `wfm.tables.ROSTER`; and
        `wfm.tables.FORECAST`.
    """
    forecast = frames.table(given, "forecast.csv", tables.FORECAST)
    if "schedule.csv" in given.files:
        schedule = frames.table(given, "schedule.csv", tables.SCHEDULE)
        covered = known_coverage(given, schedule)
        known = forecast["interval_start"].isin(covered["interval_start"])
        if known.any():
            return with_eve(schedule, previous(given)), forecast[known].reset_index(drop=True)
        log.info("no day of the schedule is forecast: the roster is judged in its place")
    return frames.table(given, "roster.csv", tables.ROSTER), forecast


def known_coverage(given: Given, schedule: pd.DataFrame) -> pd.DataFrame:
    """Return what a schedule covers as far as that is known.

    Who was on a night before the first day is in the schedule before: without it the morning is
    left out.
    """
    covered = frames.table(given, "schedule_coverage.csv", tables.DATED_COVERAGE)
    before = previous(given)
    nights = [] if before is None else read_schedule(before)
    starts = covered["interval_start"]
    unknown = scheduling.morning_unknown(read_schedule(schedule), nights, starts)
    return covered[~unknown].reset_index(drop=True)


def with_eve(schedule: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """Put the duties of the day before in front of a schedule: nights reach into its first one."""
    if before is None:
        return schedule
    eve = str(dt.date.fromisoformat(schedule["date"].min()) - dt.timedelta(days=1))
    return pd.concat([before[before["date"] == eve], schedule], ignore_index=True)


def previous(given: Given) -> pd.DataFrame | None:
    """Return the schedule before; None where it is not given."""
    return frames.outside(given, "previous", tables.SCHEDULE)
