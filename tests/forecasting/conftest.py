"""Histories made for the tests: small, periodic and readable."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

Week = Callable[..., pd.DataFrame]


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


@pytest.fixture
def weekly() -> Week:
    """Make a purely periodic history."""
    return periodic
