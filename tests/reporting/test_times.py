"""Times of duties as people read them."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from schedules import duty
from wfm.reporting import times
from wfm.tables.schedule_rows import ScheduledDay

LONDON = ZoneInfo("Europe/London")


def night(date: dt.date, zone: str = "Europe/London") -> ScheduledDay:
    return duty("Anna", date, ZoneInfo(zone), 2)


@pytest.mark.parametrize(
    ("zone", "date", "hours"),
    [
        ("Europe/London", dt.date(2026, 10, 23), 8.5),
        ("Europe/London", dt.date(2026, 10, 24), 9.5),
        ("Europe/London", dt.date(2027, 3, 27), 7.5),
        ("America/New_York", dt.date(2026, 10, 31), 9.5),
        ("America/New_York", dt.date(2027, 3, 13), 7.5),
        ("Australia/Lord_Howe", dt.date(2026, 10, 3), 8.0),
        ("Australia/Lord_Howe", dt.date(2027, 4, 3), 9.0),
    ],
)
def test_lengths_are_true_where_the_wall_clock_says_the_same(
    zone: str, date: dt.date, hours: float
) -> None:
    day = night(date, zone)
    assert day.start is not None
    assert day.end is not None
    assert times.span_text(day.start, day.end) == "20:30-05:00"
    assert times.present_hours(day) == hours
    assert times.changes_clock(day) == (hours != 8.5)


def test_a_day_off_lasts_no_time() -> None:
    off = ScheduledDay("Anna", dt.date(2026, 10, 24))
    assert times.present_hours(off) == 0
    assert not times.changes_clock(off)


def test_an_hour_that_comes_twice_is_told_by_its_offset() -> None:
    day = night(dt.date(2026, 10, 24))
    assert times.listed(day.meals, day) == "00:00+01:00 to 00:30+01:00"
    usual = night(dt.date(2026, 10, 23))
    assert times.listed(usual.breaks, usual) == "22:00-22:15, 02:30-02:45"


def test_activities_and_hours_are_written_out() -> None:
    day = night(dt.date(2026, 12, 7))
    first, last = day.meals[0]
    assert times.activities_text(replace(day, activities=((first, last, "team, all"),))) == (
        "00:00-00:30 team, all"
    )
    assert times.hours_text(1440.5) == "1,440.5 h"
    assert day.start is not None
    assert times.offset_text(day.start) == "UTC+00:00"
