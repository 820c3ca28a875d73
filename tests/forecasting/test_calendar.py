"""Days on the wall clock, and what they are."""

from datetime import date

import numpy as np
import pytest

from wfm import timestamps
from wfm.errors import OptionError
from wfm.forecasting import calendar


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
    index = calendar.intervals(number, 1, timestamps.zone(zone), 30)
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
