"""Which rest of a day is meant, and what may be asked of people in it."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from wfm.errors import OptionError
from wfm.options.today import TodayOptions
from wfm.scheduling.presence import Needed
from wfm.scheduling.rest import rest_of


def needed(days: int) -> Needed:
    """Return a requirement of some days from Wednesday 9 December 2026, on London's clock."""
    starts = pd.Series(
        pd.date_range("2026-12-09", periods=48 * days, freq="30min", tz="Europe/London")
    )
    return Needed(starts, 30, np.ones(48 * days))


def test_a_time_is_of_the_only_day_that_is_required() -> None:
    rest = rest_of(TodayOptions(from_="13:00", most_overtime="2h"), needed(1), ())
    assert rest.since.isoformat() == "2026-12-09T13:00:00+00:00"
    assert rest.most_overtime == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    "asked",
    [
        TodayOptions(from_="2026-12-10T13:00"),
        TodayOptions(from_="13:00", date="2026-12-10"),
        TodayOptions(from_="2026-12-10T14:00+01:00"),
    ],
)
def test_a_moment_or_a_date_names_the_day(asked: TodayOptions) -> None:
    since = rest_of(asked, needed(2), ()).since
    assert since.isoformat() == "2026-12-10T13:00:00+00:00"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (TodayOptions(), "from when on things may change"),
        (TodayOptions(from_="13:00"), "the requirement has 2 days: name one"),
        (TodayOptions(from_="25:30", date="2026-12-09"), "25:30"),
        (TodayOptions(from_="2026-12-10T13:00", date="2026-12-09"), "is on 2026-12-10"),
    ],
)
def test_what_names_no_moment_is_refused(asked: TodayOptions, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        rest_of(asked, needed(2), ())
