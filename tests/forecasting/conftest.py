"""Histories made for the tests: small, seeded and readable."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import Days, Past

MONDAY = calendar.day_number("2024-01-01", "start")  # a Monday


def periodic(
    weeks: int = 8, start: str = "2025-01-06", step: int = 30, zone: str | None = "UTC"
) -> pd.DataFrame:
    """Return the same week again and again: calls depend on weekday and time of day only."""
    times = pd.date_range(start, periods=weeks * 7 * 1440 // step, freq=f"{step}min")
    hour = times.hour + times.minute / 60
    weekday = times.day_of_week
    calls = np.where((hour >= 7) & (hour < 21), 20 + 3 * weekday + 2 * hour, 0.0)
    if zone is not None:
        times = times.tz_localize(zone)
    return pd.DataFrame({"interval_start": times, "calls": calls, "aht_seconds": 240.0})


def made_past(
    days: int, per_day: float = 1000.0, seed: int = 1, country: str | None = None
) -> Past:
    """Return Poisson calls round the clock, fewer at night and at weekends."""
    about = calendar.calendar(MONDAY, days, country)
    shape = np.exp(-(((np.arange(48) - 26) / 9) ** 2))
    factor = np.array([1.2, 1.1, 1.05, 1.05, 1.1, 0.9, 0.6])[about.weekday]
    mean = per_day * factor[:, None] * (shape / shape.sum())
    return Past(about, np.random.default_rng(seed).poisson(mean).astype(float))


def ahead(past: Past, days: int = 28, country: str | None = None) -> Days:
    """Return the days after a past."""
    return calendar.calendar(int(past.days.date[-1]) + 1, days, country)


@pytest.fixture
def weekly() -> Callable[..., pd.DataFrame]:
    """Make a purely periodic history."""
    return periodic


@pytest.fixture
def past() -> Callable[..., Past]:
    """Make Poisson calls by day and interval."""
    return made_past
