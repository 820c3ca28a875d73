"""Clocks and calendars."""

import logging
from datetime import date

import numpy as np
import pandas as pd
import pytest

from wfm.errors import InputError, OptionError
from wfm.forecasting import calendar


def localised(times: list[str], zone: str, calls: list[float] | None = None):
    starts = pd.Series(pd.to_datetime(times))
    counts = pd.Series(calls if calls is not None else np.ones(len(times)))
    return calendar.localise(starts, counts, zone)


def test_the_repeated_hour_is_summer_time_first_and_winter_time_second():
    index, kept = localised(
        ["2025-10-26T01:00", "2025-10-26T01:30", "2025-10-26T01:00", "2025-10-26T01:30"],
        "Europe/London",
    )
    assert kept.all()
    assert [time.isoformat() for time in index] == [
        "2025-10-26T01:00:00+01:00",
        "2025-10-26T01:30:00+01:00",
        "2025-10-26T01:00:00+00:00",
        "2025-10-26T01:30:00+00:00",
    ]


def test_a_repeated_hour_that_appears_once_is_the_first():
    index, _ = localised(["2025-10-26T01:00", "2025-10-26T02:00"], "Europe/London")
    assert index[0].isoformat() == "2025-10-26T01:00:00+01:00"


def test_zeros_in_the_skipped_hour_are_dropped_and_that_is_said(caplog):
    caplog.set_level(logging.INFO)
    index, kept = localised(
        ["2025-03-30T00:30", "2025-03-30T01:00", "2025-03-30T02:00"], "Europe/London", [3, 0, 4]
    )
    assert kept.tolist() == [True, False, True]
    assert len(index) == 2
    assert "1 rows at times that the spring clock change skips" in caplog.text


def test_calls_in_the_skipped_hour_are_an_error():
    with pytest.raises(InputError, match="2025-03-30T01:00: calls at a time that the spring"):
        localised(["2025-03-30T00:30", "2025-03-30T01:00"], "Europe/London", [3, 2])


def test_times_with_an_offset_are_converted_to_the_zone_given():
    starts = pd.Series(pd.date_range("2025-07-01", periods=2, freq="30min", tz="UTC"))
    index, _ = calendar.localise(starts, pd.Series([1.0, 1.0]), "Europe/London")
    assert index[0].isoformat() == "2025-07-01T01:00:00+01:00"


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
def test_a_local_day_has_as_many_intervals_as_its_clock_shows(day, zone, count):
    number = calendar.day_number(day, "start")
    index = calendar.intervals(number, 1, calendar.zone(zone), 30)
    assert len(index) == count
    days, slots = calendar.wall_clock(index, 30)
    assert (days == number).all()
    assert slots.min() >= 0
    assert slots.max() == 47


def test_the_weekend_is_the_countrys():
    days = calendar.calendar(calendar.day_number("1999-01-01", "start"), 7, "IL")
    assert np.flatnonzero(days.rest).tolist() == [4, 5]  # Friday and Saturday
    assert days.weekday[0] == 4


def test_holidays_have_names():
    days = calendar.calendar(calendar.day_number("2025-12-24", "start"), 3, "FR")
    assert days.holiday[0] == ""
    assert days.holiday[1] != ""


def test_holidays_of_a_part_of_a_country_are_more() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    germany = calendar.holidays_between("DE", *year)
    assert date(2026, 10, 3) in germany
    assert set(germany) < set(calendar.holidays_between("DE-BY", *year))
    with pytest.raises(OptionError, match="no holidays known for 'ZZ'"):
        calendar.holidays_between("ZZ", *year)
