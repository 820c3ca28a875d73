"""Judging models by rolling origins."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from wfm.errors import InputError, OptionError
from wfm.forecasting import MODELS, backtest
from wfm.forecasting.accuracy.origins import judge, spread_origins
from wfm.forecasting.accuracy.scores import score
from wfm.forecasting.history.days import Past
from wfm.forecasting.history.outages import without_outages


def test_a_periodic_history_has_no_error(weekly: Callable[..., pd.DataFrame]) -> None:
    table = backtest(weekly(weeks=12), models=list(MODELS), origins=3)
    assert set(table.model) == set(MODELS)
    assert table.weeks.tolist() == [1, 2, 4] * len(MODELS)
    assert (table.wape < 1e-6).all()
    assert (table.bias.abs() < 1e-6).all()


def test_nothing_after_an_origin_is_read(past: Callable[..., Past]) -> None:
    made = past(140)
    made.calls[60:62, 20:30] = 0.0  # an outage before the origin, and ...
    other = Past(made.days, made.calls.copy())
    other.calls[112 - 14 :] *= 3.0  # ... another future after the four weeks judged
    judged = [
        judge(one, "combined", [70], 6, 0.8, prepare=without_outages)[0] for one in (made, other)
    ]
    assert judged[0] == judged[1]


def test_an_outage_lowers_a_forecast_unless_it_is_mended(past: Callable[..., Past]) -> None:
    made = past(140)
    made.calls[60:69, 20:40] = 0.0
    seen = (without_outages, lambda known: known)
    mended, kept = (judge(made, "mean", [70], 6, 0.8, prepare=one)[0][1] for one in seen)
    assert kept.bias < -0.05
    assert abs(mended.bias) < 0.05


def test_origins_lie_whole_weeks_apart_with_four_weeks_after_the_last() -> None:
    assert spread_origins(7 * 100, 5) == [700 - 28 - 91 * k for k in (4, 3, 2, 1, 0)]
    assert spread_origins(55, 8) == []
    assert spread_origins(56, 8) == [28]


def test_a_short_history_cannot_be_judged(weekly: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(InputError, match="a backtest needs at least 56"):
        backtest(weekly(weeks=6))


def test_origins_may_be_given_as_days(weekly: Callable[..., pd.DataFrame]) -> None:
    table = backtest(weekly(weeks=12), models=["mean"], origins=["2025-02-10", "2025-02-24"])
    assert (table.origins == 2).all()
    with pytest.raises(OptionError, match="origins"):
        backtest(weekly(), models=["mean"], origins=["2024-01-01"])


def test_a_score_by_hand() -> None:
    actual = np.array([[10.0, 20.0], [30.0, np.nan]])
    forecast = np.array([[12.0, 16.0], [30.0, 99.0]])
    got = score(
        actual,
        forecast,
        low=forecast - 2.5,
        high=forecast + 2.5,
        quantiles=np.stack([forecast] * 5),
        scale=4.0,
    )
    assert got.wape == pytest.approx(6 / 60)
    assert got.day_wape == pytest.approx(2 / 60)
    assert got.bias == pytest.approx(-2 / 60)
    assert got.mase == pytest.approx(0.5)
    assert got.coverage == pytest.approx(2 / 3)


def test_handling_times_are_judged_where_there_are_any(
    weekly: Callable[..., pd.DataFrame],
) -> None:
    history = weekly(weeks=12)
    table = backtest(history, models="mean", origins=2)
    assert (table.aht_wape < 1e-9).all()
    plain = backtest(history.drop(columns="aht_seconds"), models="mean", origins=2)
    assert "aht_wape" not in plain
