"""Rows of a schedule as days of people, and back."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from wfm import tables
from wfm.errors import InputError
from wfm.tables.schedule_rows import LEAVE, ScheduledDay, read_schedule, schedule_table
from wfm.weekdays import OFF

LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0, fold: int = 0) -> dt.datetime:
    """A moment of October 2026 in London, whose clock goes back on the 25th."""
    moment = dt.datetime(2026, 10, day, hour, minute, tzinfo=LONDON, fold=fold)
    offset = moment.utcoffset()
    assert offset is not None
    return moment.replace(tzinfo=dt.timezone(offset))


NIGHT = ScheduledDay(
    agent="Anna",
    group="full_time",
    date=dt.date(2026, 10, 24),
    shift="night",
    start=at(24, 22),
    end=at(25, 6, 30),
    meals=((at(25, 1, 30), at(25, 1, 0, fold=1)),),
    breaks=((at(24, 23), at(24, 23, 15)), (at(25, 3), at(25, 3, 15))),
    activities=((at(25, 5), at(25, 6), "team meeting"),),
    hours=9.0,
)
OTHERS = [
    ScheduledDay("Anna", dt.date(2026, 10, 25), OFF),
    ScheduledDay("Ben", dt.date(2026, 10, 24), LEAVE, hours=8.0, note="a wedding"),
]


def row(**cells: Any) -> pd.DataFrame:
    frame = schedule_table([NIGHT]).assign(**cells)
    return tables.check(frame, tables.SCHEDULE)


def test_a_schedule_is_read_as_it_was_written() -> None:
    days = [NIGHT, *OTHERS]
    written = tables.to_csv(schedule_table(days))
    assert read_schedule(tables.read(written, tables.SCHEDULE, "schedule.csv")) == days


def test_a_night_over_a_clock_change_has_its_true_length() -> None:
    (night,) = read_schedule(row())
    assert night.start is not None
    assert night.end is not None
    assert night.end - night.start == dt.timedelta(hours=9, minutes=30)


def test_a_meal_in_the_hour_that_comes_twice_is_the_one_meant() -> None:
    ((first, last),) = read_schedule(row())[0].meals
    assert last - first == dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"start": "22:00"}, "column start: '22:00' is no time with an offset"),
        ({"end": "2026-10-24T20:00+01:00"}, "column end: '2026-10-24T20:00.01:00' is not after"),
        ({"meals": "12:00-12:30"}, "column meals: '12:00-12:30' is no time span"),
        (
            {"breaks": "2026-10-24T12:00+01:00/2026-10-24T12:15+01:00"},
            "column breaks: .* is not inside the duty",
        ),
        ({"shift": "OFF"}, "a day OFF has no times"),
        ({"date": "24.10.2026"}, "column date: '24.10.2026' is not a date"),
    ],
)
def test_what_is_no_schedule_is_refused_by_its_place(cells: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=f"row 0.*{message}"):
        read_schedule(row(**cells))
