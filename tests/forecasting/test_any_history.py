"""Every model, on whatever came: never undefined, never negative, never on the wrong side."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sparing import examples
from wfm.forecasting import AUTO, MODELS, forecast

ALL = [AUTO, *MODELS]


def times(days: int, step: int) -> pd.DatetimeIndex:
    return pd.date_range("2025-03-01", periods=days * 1440 // step, freq=f"{step}min", tz="UTC")


def flawless(
    when: pd.DatetimeIndex,
    calls: np.ndarray,
    model: str,
    country: str | None,
    changes: str = "auto",
) -> None:
    """Forecast four weeks and check what holds of every forecast."""
    history = pd.DataFrame({"interval_start": when, "calls": calls}).iloc[
        np.flatnonzero(~np.isnan(calls))[0] :
    ]
    result = forecast(history, model=model, country=country, aht=100, changes=changes)
    low, expected, high = (result[name] for name in ("calls_low", "calls", "calls_high"))
    assert np.isfinite(result[["calls_low", "calls", "calls_high"]].to_numpy()).all()
    assert (low >= 0).all()
    assert (low <= expected).all()
    assert (expected <= high).all()
    assert expected.max() <= 10 * np.nanmax(calls)


@st.composite
def histories(draw: st.DrawFn) -> tuple[pd.DatetimeIndex, NDArray[np.float64], str | None]:
    """Draw calls of some weeks: a week's pattern, thinned, scaled, and with gaps and zeros."""
    step = draw(st.sampled_from([15, 30, 60]))
    days = draw(st.one_of(st.integers(7, 60), st.integers(430, 520)))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    when = times(days, step)
    volume = draw(st.sampled_from([0.0, 1e-6, 0.01, 0.3, 5.0, 400.0, 1e6]))
    mean = np.full(len(when), volume)
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    hours = draw(st.sampled_from([(0, 24), (8, 18), (22, 24), (12, 13)]))
    closed = ~(when.day_of_week.isin(weekdays) & (when.hour >= hours[0]) & (when.hour < hours[1]))
    mean *= random.gamma(2.0, 0.5, days)[np.arange(len(when)) // (1440 // step)]
    calls = random.poisson(mean).astype(float) if volume >= 0.01 else mean
    kind = draw(st.sampled_from(["as it is", "constant", "one row", "surge", "grows"]))
    if kind == "constant":
        calls[:] = volume
    elif kind == "one row":
        calls[:] = 0.0
        calls[draw(st.integers(0, len(calls) - 1))] = max(volume, 1e-6)
    elif kind == "surge":
        calls[draw(st.integers(0, len(calls) - 1)) :] *= 1000.0
    elif kind == "grows":
        calls *= np.exp(np.linspace(0, 7, len(calls)))
    calls[closed] = draw(st.sampled_from([0.0, np.nan]))
    calls[random.random(len(calls)) < draw(st.sampled_from([0.0, 0.2, 0.95]))] = np.nan
    begin = draw(st.integers(0, len(calls) - 1))
    calls[begin : begin + draw(st.integers(0, len(calls) // 2))] = np.nan
    calls = np.minimum(calls, 1e6)  # more are refused
    if np.isnan(calls).all() or np.flatnonzero(~np.isnan(calls))[0] > len(calls) - 8 * 96:
        calls[0] = 0.0
    return when, calls, draw(st.sampled_from([None, "DE", "IL"]))


@examples(80)
@given(histories(), st.sampled_from([*MODELS]))
def test_no_history_spoils_a_model(
    history: tuple[pd.DatetimeIndex, NDArray[np.float64], str | None], model: str
) -> None:
    when, calls, country = history
    flawless(when, calls, model, country)


@examples(6)
@given(histories())
def test_no_history_spoils_the_choice(
    history: tuple[pd.DatetimeIndex, NDArray[np.float64], str | None],
) -> None:
    when, calls, country = history
    flawless(when, calls, AUTO, country)


@pytest.mark.parametrize("model", ALL)
def test_one_interval_with_calls_in_200_days_of_zeros(model: str) -> None:
    when = times(200, 30)
    calls = np.zeros(len(when))
    calls[len(when) // 2] = 3.0
    flawless(when, calls, model, None)


@pytest.mark.parametrize("model", ALL)
def test_a_queue_of_one_weekday(model: str) -> None:
    when = times(200, 60)
    calls = np.where(when.day_of_week == 2, 12.0, np.nan)
    flawless(when, calls, model, "FR")


@pytest.mark.parametrize("model", ALL)
def test_two_calls_in_62_weeks(model: str) -> None:
    """A trend that leads below zero is no level, and its square was a forecast of 400,000 calls."""
    when = times(62 * 7, 60)
    calls = np.zeros(len(when))
    calls[[2 * 24 + 12, (2 + 50 * 7) * 24 + 12]] = 1.0
    flawless(when, calls, model, None)


def test_a_queue_that_fell_silent() -> None:
    when = times(210, 60)
    calls = np.random.default_rng(3).poisson(10 / 24, len(when)).astype(float)
    calls[-24 * 24 :] = 0.0
    for model in ("recent", "combined", AUTO):
        flawless(when, calls, model, None, changes="keep")
