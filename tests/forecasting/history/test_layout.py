"""A history laid out by days on the wall clock."""

import logging
from collections.abc import Callable

import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.forecasting import forecast


def test_times_without_offset_or_zone_are_utc_and_that_is_said(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    naive = forecast(weekly(zone=None))
    assert "taken as UTC" in caplog.text
    pd.testing.assert_frame_equal(naive, forecast(weekly(zone="UTC")))


def test_missing_rows_and_blank_calls_are_not_zero(weekly: Callable[..., pd.DataFrame]) -> None:
    history = weekly()
    whole = forecast(history)
    blank = history.assign(calls=history.calls.mask(history.index % 97 == 5))
    pd.testing.assert_frame_equal(forecast(blank), whole)
    pd.testing.assert_frame_equal(forecast(blank.dropna(subset="calls")), whole)


def test_under_a_week_is_refused(weekly: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(InputError, match="the history has 6 days: at least one week is needed"):
        forecast(weekly().iloc[: 6 * 48])


def test_rows_out_of_order_are_an_error(weekly: Callable[..., pd.DataFrame]) -> None:
    shuffled = weekly().sample(frac=1.0, random_state=1)
    with pytest.raises(InputError, match="before the row above"):
        forecast(shuffled)
