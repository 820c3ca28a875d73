"""Days on the wall clock, and what they are."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from wfm import timestamps
from wfm.forecasting import forecast
from wfm.forecasting.history import calendar
from wfm.forecasting.history.effects import NEIGHBOURS


@pytest.mark.parametrize(
    ("day", "zone", "count"),
    [
        ("2025-03-30", "Europe/London", 46),
        ("2025-10-26", "Europe/London", 50),
        ("2025-06-01", "Europe/London", 48),
        ("2025-10-05", "Australia/Lord_Howe", 47),  # a change of half an hour
        ("2018-11-04", "America/Sao_Paulo", 46),  # the clock skips midnight itself
        ("2025-03-30", "UTC", 48),
    ],
)
def test_a_local_day_has_as_many_intervals_as_its_clock_shows(
    day: str, zone: str, count: int
) -> None:
    number = calendar.day_number(day, "start")
    index = calendar.intervals(number, 1, timestamps.zone(zone), 30)
    assert len(index) == count
    days, slots = calendar.wall_clock(index, 30)
    assert (days == number).all()
    assert slots.min() >= 0
    assert slots.max() == 47


def test_the_weekend_is_the_countrys() -> None:
    days = calendar.calendar(calendar.day_number("1999-01-01", "start"), 7, "IL")
    assert np.flatnonzero(days.rest).tolist() == [4, 5]  # Friday and Saturday
    assert days.weekday[0] == 4


def test_holidays_have_names() -> None:
    days = calendar.calendar(calendar.day_number("2025-12-24", "start"), 3, "FR")
    assert days.holiday[0] == ""
    assert days.holiday[1] != ""


@pytest.mark.parametrize(
    ("country", "day", "weekday"),
    [
        ("CN", "2026-10-10", 4),  # a Saturday worked as the Friday before it
        ("CN", "2026-09-20", 0),  # a Sunday as the Monday after it
        ("CN", "2026-10-17", 5),
        ("HU", "2026-08-08", 4),
        ("GB", "2026-10-10", 5),
        (None, "2026-10-10", 5),
    ],
)
def test_a_weekend_that_is_worked_by_decree_counts_as_the_nearest_working_day(
    country: str | None, day: str, weekday: int
) -> None:
    days = calendar.calendar(calendar.day_number(day, "start"), 1, country)
    assert days.weekday.tolist() == [weekday]
    assert days.worked.tolist() == [weekday < 5]


def test_the_day_before_a_holiday_is_the_one_that_is_worked() -> None:
    first = calendar.day_number("2026-02-13", "start")
    china = calendar.calendar(first, 2, "CN")  # Friday and a Saturday that is worked
    assert china.effects[:, NEIGHBOURS.index("before_holiday")].tolist() == [0, 1]


def test_what_is_worked_by_decree_is_forecast_as_a_weekday() -> None:
    start = pd.date_range("2025-12-01 08:00", "2026-10-04 19:00", freq="h", tz="Asia/Shanghai")
    start = start[(start.hour >= 8) & (start.hour < 20)]
    number = (start.tz_localize(None).normalize() - pd.Timestamp(1970, 1, 1)).days.to_numpy()
    known = calendar.calendar(int(number[0]), int(number[-1] - number[0]) + 1, "CN")
    resting = known.rest[known.weekday] | known.is_holiday
    calls = np.where(resting[number - number[0]], 20, 100)
    history = pd.DataFrame({"interval_start": start, "calls": calls, "aht_seconds": 240.0})
    ahead = forecast(history, horizon="2w", country="CN", timezone="Asia/Shanghai")
    per_day = ahead.groupby(ahead["interval_start"].dt.date)["calls"].sum()
    assert 1000 < per_day[date(2026, 10, 10)] < 1400
    assert per_day[date(2026, 10, 11)] < 400
