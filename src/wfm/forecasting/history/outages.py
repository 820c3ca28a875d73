"""Outages in the past of a queue: never on holidays or events. Numpy only."""

from dataclasses import replace

import numpy as np

from wfm import outages
from wfm.forecasting.history.days import BoolArray, Past


def find_outages(past: Past) -> BoolArray:
    """Find recorded intervals that are an outage, shape ``(days, intervals)``.

    See Also
    --------
    wfm.outages.find_outages
    """
    ordinary = ~(past.days.is_holiday | past.days.is_event)
    return outages.find_outages(past.calls, past.days.weekday, ordinary)


def without_outages(past: Past) -> Past:
    """Treat outages as missing."""
    return replace(past, calls=np.where(find_outages(past), np.nan, past.calls))
