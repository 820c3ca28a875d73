"""Judging models by rolling origins."""

import numpy as np
import pytest

from wfm.errors import InputError, OptionError
from wfm.forecasting import MODELS, backtest
from wfm.forecasting.backtest import spread_origins
from wfm.forecasting.scores import score


def test_a_periodic_history_has_no_error(weekly):
    table = backtest(weekly(weeks=12), models=list(MODELS), origins=3)
    assert set(table.model) == set(MODELS)
    assert table.weeks.tolist() == [1, 2, 4] * len(MODELS)
    assert (table.wape < 1e-6).all()
    assert (table.bias.abs() < 1e-6).all()


def test_origins_lie_whole_weeks_apart_with_four_weeks_after_the_last():
    assert spread_origins(7 * 100, 5) == [700 - 28 - 91 * k for k in (4, 3, 2, 1, 0)]
    assert spread_origins(55, 8) == []
    assert spread_origins(56, 8) == [28]


def test_a_short_history_cannot_be_judged(weekly):
    with pytest.raises(InputError, match="a backtest needs at least 56"):
        backtest(weekly(weeks=6))


def test_origins_may_be_given_as_days(weekly):
    table = backtest(weekly(weeks=12), models=["mean"], origins=["2025-02-10", "2025-02-24"])
    assert (table.origins == 2).all()
    with pytest.raises(OptionError, match="origins"):
        backtest(weekly(), models=["mean"], origins=["2024-01-01"])


def test_a_score_by_hand():
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
