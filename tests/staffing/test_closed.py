"""Days on which a site is closed: dates and countries."""

import datetime as dt
import logging
from typing import Any

import pandas as pd
import pytest

from wfm.errors import OptionError
from wfm.staffing.closed import closed_days


def year(first: str = "2026-01-01", last: str = "2026-12-31") -> "pd.Series[pd.Timestamp]":
    return pd.Series(pd.to_datetime([first, last]).tz_localize("UTC"))


@pytest.mark.parametrize("off", [None, "none"])
def test_no_day_is_closed_by_itself(off: str | None) -> None:
    assert closed_days(off, year()) is None


def test_dates_stay_as_they_are() -> None:
    days = closed_days("2026-12-24, 2026-12-31", year())
    assert days == [dt.date(2026, 12, 24), dt.date(2026, 12, 31)]


def test_a_country_stands_for_its_public_holidays_within_the_table() -> None:
    days: Any = closed_days(["GB-ENG", "2026-06-01"], year("2026-12-01"))
    assert days == [
        dt.date(2026, 12, 25),
        dt.date(2026, 12, 26),
        dt.date(2026, 12, 28),
        dt.date(2026, 6, 1),
    ]


def test_holidays_of_parts_of_a_country_are_spoken_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "wfm.staffing"):
        closed_days("DE", year())
    assert "holidays of the whole country only" in caplog.text


@pytest.mark.parametrize("place", ["XX", "GB-XYZ"])
def test_an_unknown_country_is_refused_as_a_value_of_closed(place: str) -> None:
    with pytest.raises(OptionError) as caught:
        closed_days(place, year())
    assert caught.value.option == "closed"
