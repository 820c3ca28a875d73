"""Rows of days and weeks, and intervals laid out as a week."""

import numpy as np
import pandas as pd
import pytest

from wfm.views.periods import cell, figures, week_of


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("service_level", 0.81234, "81.2%"),
        ("kept", 0.9583, "96%"),
        ("calls", 1234.5678, "1,235"),
        ("asa_seconds", 27.612, "27.6"),
        ("cost_per_call", 0.13579, "0.1358"),
        ("occupancy", np.nan, ""),
        ("95% sure", "87-94%", "87-94%"),
    ],
)
def test_a_figure_has_the_digits_that_somebody_acts_upon(
    name: str, value: float | str, shown: str
) -> None:
    assert cell(name, value).plain == shown


def test_columns_of_which_nothing_is_known_are_left_out() -> None:
    rows = pd.DataFrame({"calls": [1.0, np.nan], "occupancy": [np.nan, np.nan]})
    assert [column.name for column in figures(rows, ("calls", "occupancy", "cost"))] == ["calls"]


def test_a_week_is_the_mean_of_the_weeks_by_their_weights() -> None:
    starts = pd.Series(pd.date_range("2026-06-01", periods=14, freq="D", tz="UTC"))
    values = np.array([0.0, *[1.0] * 6, 1.0, *[np.nan] * 6])
    weights = np.array([3.0, *[1.0] * 6, 1.0, *[1.0] * 6])
    week = week_of(starts, values, weights)
    assert week[0, 0] == pytest.approx(0.25)
    assert week[1:, 0] == pytest.approx(1.0)
    assert np.isnan(week[:, 1:]).all()
