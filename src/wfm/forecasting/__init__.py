"""From past calls per interval to calls and handling times to come."""

from wfm.forecasting.accuracy.choice import AUTO
from wfm.forecasting.judging import backtest, backtest_aht, last_week
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.stage import explain, forecast

__all__ = ["AUTO", "MODELS", "backtest", "backtest_aht", "explain", "forecast", "last_week"]
