"""Forecasts to be staffed, and what is said of them."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import ArrayLike

from wfm.staffing import staff

DAY = [5.0] * 16 + [100.0] * 24 + [20.0] * 8


def forecast(
    calls: ArrayLike,
    aht: float | Sequence[float] = 180.0,
    start: str = "2026-03-23T00:00",
    zone: str = "Europe/London",
    freq: str = "30min",
) -> pd.DataFrame:
    """A forecast from Monday midnight on."""
    numbers = np.atleast_1d(np.asarray(calls, float))
    times = pd.date_range(start, periods=len(numbers), freq=freq, tz=zone)
    return pd.DataFrame({"interval_start": times, "calls": numbers, "aht_seconds": aht})


def one(calls: float, aht: float = 180.0, **options: Any) -> "pd.Series[Any]":
    """Return the row of a forecast of one interval."""
    return staff(forecast(calls, aht), **options).iloc[0]


def said(
    caplog: pytest.LogCaptureFixture, call: Callable[..., Any], *args: object, **options: Any
) -> tuple[Any, list[str]]:
    """Return what a call answers, and the lines that it logs."""
    caplog.clear()
    with caplog.at_level(logging.INFO, "wfm.staffing"):
        result = call(*args, **options)
    return result, caplog.messages


def queues() -> pd.DataFrame:
    """Three queues, one below the other, of four intervals each."""
    parts = [("sales", 100.0, 180.0), ("help", 60.0, 300.0), ("tech", 30.0, 400.0)]
    each = [forecast([c] * 4, aht).assign(queue=name) for name, c, aht in parts]
    return pd.concat(each, ignore_index=True)
