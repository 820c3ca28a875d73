"""The queue and the day that somebody asks for."""

import pandas as pd
import pytest

from shown_tables import SHOWN, calls
from wfm import tables
from wfm.errors import OptionError
from wfm.views.shown import clocks_apart, of_day, of_queue


@pytest.mark.parametrize(
    ("name", "day", "rows"),
    [
        ("forecast", "mon", 96),
        ("forecast", "Tuesday", 96),
        ("forecast", "2026-01-05", 48),
        ("coverage", "mon", 48),
        ("coverage", "2026-01-06", 48),
        ("roster", "sat", 2),
        ("schedule", "2026-01-06", 3),
    ],
)
def test_a_day_is_a_weekday_or_a_date(name: str, day: str, rows: int) -> None:
    frame, table = SHOWN[name]
    assert len(of_day(frame, table, day)) == rows
    assert of_day(frame, table, None) is frame


@pytest.mark.parametrize(
    ("name", "day", "says"),
    [
        ("forecast", "someday", "'someday' is no day: write mon, or a date as 2026-12-07"),
        ("forecast", "2027-01-01", "it goes from 2026-01-05 to 2026-01-18"),
        ("schedule", "2027-01-01", "it goes from 2026-01-05 to 2026-01-18"),
    ],
)
def test_a_day_that_is_not_there_is_refused(name: str, day: str, says: str) -> None:
    frame, table = SHOWN[name]
    with pytest.raises(OptionError, match=says):
        of_day(frame, table, day)


def test_a_table_may_have_no_days_or_not_this_one() -> None:
    agents, _ = SHOWN["schedule"]
    with pytest.raises(OptionError, match="this table has no days"):
        of_day(agents[["agent"]], tables.AGENTS, "mon")
    frame, table = SHOWN["coverage"]
    with pytest.raises(OptionError, match="it has Mon, Tue"):
        of_day(frame[frame["weekday"] < 3], table, "wed")


def test_a_queue_is_taken_by_its_name() -> None:
    frame = calls().assign(queue="sales")
    assert "queue" not in of_queue(frame, "sales")
    assert of_queue(frame, None) is frame
    with pytest.raises(OptionError, match="'mail' is not in the table: its queues are sales"):
        of_queue(frame, "mail")
    with pytest.raises(OptionError, match="it has no column queue"):
        of_queue(calls(), "sales")


def test_clocks_that_differ_in_one_picture_are_said() -> None:
    roster = pd.DataFrame({"team": ["1", "2"], "group": ["Manila", "London"]})
    assert clocks_apart(roster, tables.ROSTER) == (
        "the times of each team are on the clock of its group: 'Manila', 'London'"
    )
    assert clocks_apart(roster[:1], tables.ROSTER) == ""
    days = ["2026-03-28", "2026-03-29", "2026-03-30"]
    starts = ["2026-03-28T09:00+00:00", "2026-03-29T09:00+01:00", "2026-03-30T09:00+01:00"]
    one = pd.DataFrame({"date": days, "start": starts})
    night = pd.DataFrame({"date": days[1:2], "start": ["2026-03-29T00:30+00:00"]})
    there = one.assign(start=one["start"].str.replace(r"\+.*", "+08:00", regex=True))
    off = one.assign(start=None)
    assert clocks_apart(pd.concat([one, night, off]), tables.SCHEDULE) == ""
    assert "on their own clock" in clocks_apart(pd.concat([one, there, off]), tables.SCHEDULE)
