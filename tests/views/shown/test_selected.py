"""The queue and the day that somebody asks for."""

import pytest

from shown_tables import SHOWN, calls
from wfm import tables
from wfm.errors import OptionError
from wfm.views.shown import of_day, of_queue


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
