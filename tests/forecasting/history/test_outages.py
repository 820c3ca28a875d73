"""Zeros where calls must have come."""

import logging
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from wfm.errors import OptionError
from wfm.forecasting import forecast
from wfm.forecasting.history.days import Past
from wfm.forecasting.history.outages import find_outages


def test_a_dead_day_is_an_outage(past: Callable[..., Past]) -> None:
    made = past(70)
    made.calls[40] = 0.0
    found = find_outages(made)
    assert found[40].all()
    assert found.sum() == 48


def test_zeros_in_a_row_are_an_outage_where_calls_are_usual(past: Callable[..., Past]) -> None:
    made = past(70)
    made.calls[40, 20:26] = 0.0
    found = find_outages(made)
    assert np.argwhere(found).tolist() == [[40, slot] for slot in range(20, 26)]


def test_quiet_nights_and_small_queues_have_no_outages(past: Callable[..., Past]) -> None:
    assert not find_outages(past(70)).any()
    assert not find_outages(past(70, per_day=20.0)).any()


def test_a_closed_holiday_is_no_outage(past: Callable[..., Past]) -> None:
    made = past(140, country="FR")
    feast = np.flatnonzero(made.days.is_feast)
    made.calls[feast] = 0.0
    assert not find_outages(made).any()


def test_absent_days_are_not_outages(past: Callable[..., Past]) -> None:
    made = past(70)
    made.calls[40] = np.nan
    assert not find_outages(Past(made.days, made.calls)).any()


def test_an_outage_is_said_and_does_not_lower_the_forecast(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    history = weekly()
    broken = history.copy()
    broken.loc[48 * 40 + 20 : 48 * 40 + 25, "calls"] = 0.0
    mended = forecast(broken, model="mean")
    assert "6 intervals look like an outage" in caplog.text
    assert "2025-02-15 10:00-13:00" in caplog.text
    np.testing.assert_allclose(mended.calls, forecast(history, model="mean").calls)
    kept = forecast(broken, model="mean", outages="keep")
    assert kept.calls.sum() < mended.calls.sum()


def test_the_option_is_checked(weekly: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(OptionError, match="outages: 'drop' is neither auto nor keep"):
        forecast(weekly(), outages="drop")
