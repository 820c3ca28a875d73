"""Coverage against a count minute by minute."""

import datetime as dt

import pandas as pd
import pytest

from schedules import CLOCK_CHANGES, schedule
from wfm.reporting.coverage import coverage
from wfm.tables.schedule_rows import ScheduledDay


def requirement(first: dt.date, days: int, zone: str, step: int = 30) -> pd.DataFrame:
    begin = pd.Timestamp(first, tz=zone)
    end = pd.Timestamp(first + dt.timedelta(days=days), tz=zone)
    starts = pd.date_range(begin, end, freq=f"{step}min", inclusive="left")
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": 3.0})


def on_the_phones(days: list[ScheduledDay], moment: pd.Timestamp) -> int:
    """Who is there at a moment, counted by asking each of them."""
    number = 0
    for day in days:
        if day.start is not None and day.end is not None and day.start <= moment < day.end:
            number += not any(a <= moment < b for a, b in (*day.meals, *day.breaks))
    return number


@pytest.mark.parametrize(("zone", "first"), CLOCK_CHANGES)
def test_coverage_is_who_is_there_in_each_minute(zone: str, first: dt.date) -> None:
    days = schedule(["A", "B", "C", "D"], first, 1, zone)
    found = coverage(days, requirement(first + dt.timedelta(days=5), 2, zone))
    for start, scheduled in zip(found["interval_start"], found["scheduled"], strict=True):
        minutes = pd.date_range(start, periods=6, freq="5min")
        assert scheduled == min(on_the_phones(days, minute) for minute in minutes)
    assert (found["difference"] == found["scheduled"] - 3).all()


def test_only_days_of_the_schedule_count() -> None:
    first = dt.date(2026, 12, 7)
    found = coverage(schedule(["A"], first, 1), requirement(first, 14, "Europe/London", 60))
    assert len(found) == 7 * 24
    assert coverage([], requirement(first, 1, "Europe/London")).empty
