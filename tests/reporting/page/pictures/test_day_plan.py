"""The day that is shown person by person: the one that is asked for, however late."""

import datetime as dt

import pytest

import wfm
from pages import Read
from test_evaluation import MONDAY, duty_at, forecast_of, roster_of
from wfm.errors import OptionError
from wfm.tables.schedule_rows import schedule_table

SCHEDULE = schedule_table([duty_at(MONDAY + dt.timedelta(days=n), 8) for n in range(45)])


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("2026-07-13", "Mon 13 Jul"), ("2026-06-02", "Tue 2 Jun"), ("wed", "Wed 3 Jun")],
)
def test_a_day_is_found_among_all_of_them(asked: str, shown: str) -> None:
    read = Read(wfm.report([SCHEDULE], day=asked).page)
    assert read.titles["day"].startswith(f"{shown}: 1 duty")
    assert len(read.tables["day"]) == 1 + 31


@pytest.mark.parametrize("asked", ["xyz", "2026-05-31", "2026-07-16"])
def test_a_day_on_which_nobody_works_is_refused(asked: str) -> None:
    with pytest.raises(
        OptionError,
        match=f"day: '{asked}' is no day on which somebody works: "
        "write a weekday such as mon, or a date from 2026-06-01 to 2026-07-15",
    ):
        _ = wfm.report([SCHEDULE], day=asked)
    with pytest.raises(OptionError, match=r"write a weekday such as mon$"):
        _ = wfm.report([roster_of(["DDDDD.."])], day=asked)
    with pytest.raises(OptionError, match="nobody works in what is given"):
        _ = wfm.report([forecast_of()], day=asked)
