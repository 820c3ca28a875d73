"""The planner's events."""

import logging
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.forecasting import MODELS, explain, forecast
from wfm.forecasting.history.events import read_events


def events(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["date", "end_date", "name", "effect"])


@pytest.mark.parametrize("model", MODELS)
def test_a_given_effect_is_a_factor(weekly: Callable[..., pd.DataFrame], model: str) -> None:
    plain = forecast(weekly(), model=model, horizon="2w")
    sale = events(("2025-03-05", "2025-03-06", "sale", 1.5))
    lifted = forecast(weekly(), model=model, horizon="2w", events=sale)
    days = plain.interval_start.dt.strftime("%Y-%m-%d").isin(["2025-03-05", "2025-03-06"])
    np.testing.assert_allclose(lifted.calls[days], plain.calls[days] * 1.5, atol=1e-3)
    np.testing.assert_allclose(lifted.calls[~days], plain.calls[~days], atol=1e-3)


@pytest.mark.parametrize("model", ["combined", "mean"])
def test_an_effect_is_learnt_from_past_days_and_they_do_not_lift_the_level(
    weekly: Callable[..., pd.DataFrame], model: str
) -> None:
    history = weekly(weeks=12)
    days = history.interval_start.dt.strftime("%Y-%m-%d")
    past = ["2025-02-04", "2025-02-18", "2025-03-04"]
    history.loc[days.isin(past), "calls"] *= 2
    rows = [(day, None, "mailing", None) for day in (*past, "2025-04-01")]
    result = forecast(history, model=model, events=events(*rows), horizon="2w")
    totals = result.groupby(result.interval_start.dt.strftime("%Y-%m-%d")).calls.sum()
    ordinary = weekly().calls[48:96].sum()  # a Tuesday
    assert totals["2025-04-08"] == pytest.approx(ordinary, rel=1e-3)
    assert totals["2025-04-01"] == pytest.approx(1.75 * ordinary, rel=1e-2)  # 3 x 2 and 1 x 1


def test_an_event_without_a_past_is_said(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    table = explain(weekly(), model="mean", events=events(("2025-03-04", None, "launch", None)))
    assert "no past day and no effect for the event 'launch'" in caplog.text
    assert table.note[1] == "launch"
    assert table.special[1] == 1.0


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pd.DataFrame({"date": ["2025-01-01"]}), "no column name"),
        (events(("soon", None, "a", 1)), "events, line 2, column date: 'soon' is not a date"),
        (events(("2025-01-02", "2025-01-01", "a", 1)), "line 2, column end_date"),
        (events(("2025-01-02", None, " ", 1)), "column name: the value is missing"),
        (events(("2025-01-02", None, "a", -1)), "column effect: '-1' is not a factor"),
        (events(("2025-01-02", None, "a", "big")), "column effect: 'big' is not a factor"),
        (
            events(("2025-01-02", "2025-01-05", "a", 1), ("2025-01-04", None, "b", 1)),
            "2025-01-04 has two events, 'a' and 'b'",
        ),
    ],
)
def test_an_event_that_cannot_be_is_named(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_events(table)


def test_an_event_that_cannot_be_is_named_by_its_file() -> None:
    table = events(("soon", None, "a", 1))
    table.attrs["source"] = "campaigns.csv"
    with pytest.raises(InputError, match=r"campaigns\.csv, line 2, column date"):
        read_events(table)
