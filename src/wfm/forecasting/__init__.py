"""From past calls per interval to calls and handling times to come."""

from wfm.forecasting.accuracy.choice import AUTO
from wfm.forecasting.judging import backtest, backtest_aht, backtest_with, last_week
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.reforecasting import (
    explain_reforecast,
    explain_reforecast_with,
    reforecast,
    reforecast_with,
)
from wfm.forecasting.stage import explain, explain_with, forecast, forecast_with

__all__ = [
    "AUTO",
    "MODELS",
    "backtest",
    "backtest_aht",
    "backtest_with",
    "explain",
    "explain_reforecast",
    "explain_reforecast_with",
    "explain_with",
    "forecast",
    "forecast_with",
    "last_week",
    "reforecast",
    "reforecast_with",
]
