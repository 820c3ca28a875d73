"""What holds of every forecast."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from wfm import tables
from wfm.errors import InputError
from wfm.forecasting import AUTO, MODELS, backtest_aht, explain, forecast, last_week
from wfm.options.forecast import BacktestOptions


def poisson(days: int = 120, per_hour: float = 60.0, seed: int = 5) -> pd.DataFrame:
    times = pd.date_range("2025-01-06", periods=days * 48, freq="30min")
    hour = np.asarray(times.hour) + np.asarray(times.minute) / 60
    mean = per_hour * (0.2 + np.exp(-(((hour - 13) / 4) ** 2))) / 2
    calls = np.random.default_rng(seed).poisson(mean).astype(float)
    zoned = times.tz_localize("UTC")
    return pd.DataFrame({"interval_start": zoned, "calls": calls, "aht_seconds": 200.0})


ALL = [AUTO, *MODELS]


@pytest.mark.parametrize("model", ALL)
def test_doubling_all_calls_doubles_the_forecast(model: str) -> None:
    history = poisson()
    one = forecast(history, model=model).calls
    two = forecast(history.assign(calls=history.calls * 2), model=model).calls
    many = one > 20
    assert many.any()
    np.testing.assert_allclose(two[many], 2 * one[many], rtol=0.005)


@pytest.mark.parametrize("model", ALL)
def test_the_same_input_gives_the_same_bytes(model: str) -> None:
    history = poisson(60)
    assert tables.to_csv(forecast(history, model=model)) == tables.to_csv(
        forecast(history.copy(), model=model)
    )


@pytest.mark.parametrize("model", MODELS)
def test_the_factors_multiply_to_the_forecast(model: str) -> None:
    history = poisson(100)
    options: dict[str, Any] = {
        "model": model,
        "timezone": "Europe/London",
        "country": "GB",
        "horizon": "3w",
    }
    shown = explain(history, **options)
    result = forecast(history, **options)
    days = result.groupby(result.interval_start.dt.strftime("%Y-%m-%d")).calls.sum()
    factors = ["level", "trend", "year_ago", "weekday", "calendar", "special", "clock"]
    np.testing.assert_allclose(shown[factors].prod(axis=1), shown.calls, atol=0.0051)
    np.testing.assert_allclose(shown.calls, days, atol=0.01)
    assert shown.date.tolist() == days.index.tolist()


def test_the_day_of_a_clock_change_has_its_own_factor() -> None:
    history = poisson(82)  # up to 28 March 2025
    shown = explain(history, model="combined", timezone="Europe/London", horizon="3d")
    assert shown.date.tolist() == ["2025-03-29", "2025-03-30", "2025-03-31"]
    assert shown.clock[0] == pytest.approx(1.0)
    assert shown.clock[1] < 1.0


def test_a_queue_does_not_depend_on_the_others() -> None:
    one, two = poisson(60).assign(queue="a"), poisson(70, 20.0, 6).assign(queue="b")
    both = forecast(pd.concat([one, two], ignore_index=True))
    alone = forecast(two)
    pd.testing.assert_frame_equal(both[both.queue == "b"].reset_index(drop=True), alone)


def test_a_queue_that_fails_stops_the_run_or_is_listed() -> None:
    history = pd.concat(
        [poisson(60).assign(queue="good"), poisson(3).assign(queue="short")], ignore_index=True
    )
    with pytest.raises(InputError, match="queue 'short': the history has 3 days"):
        forecast(history)
    seen = []
    result = forecast(history, keep_going=True, progress=lambda done, of: seen.append((done, of)))
    assert set(result.queue) == {"good"}
    assert list(result.attrs["failures"]) == ["short"]
    assert seen == [(1, 2), (2, 2)]


def test_when_every_queue_fails_so_does_the_run() -> None:
    with pytest.raises(InputError, match="no queue could be forecast"):
        forecast(poisson(3).assign(queue="short"), keep_going=True)


def test_a_short_history_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    forecast(poisson(14))
    assert "the history has only 14 days" in caplog.text


def test_the_last_week_is_compared_with_its_forecast() -> None:
    history = poisson(60)
    shown = last_week(history, BacktestOptions(), "auto")
    assert len(shown) == 7 * 48
    np.testing.assert_array_equal(shown.actual, history.calls[-7 * 48 :])
    inside = (shown.actual >= shown.calls_low) & (shown.actual <= shown.calls_high)
    assert inside.mean() > 0.7


def test_handling_times_have_a_backtest() -> None:
    shown = backtest_aht(poisson(100), origins=3)
    assert shown.weeks.tolist() == [1, 2, 4]
    assert (shown.wape < 1e-9).all()
    with pytest.raises(InputError, match="no handling times"):
        backtest_aht(poisson(100).drop(columns="aht_seconds"))
