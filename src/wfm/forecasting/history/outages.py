"""Outages: intervals recorded as zero although calls must have come. Numpy only.

A telephone system that is down writes zeros. As calls they would pull every average down, so they
are treated as missing.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from wfm.forecasting.history.days import BoolArray, FloatArray, Past
from wfm.forecasting.history.series import window_median

WEEKS_AROUND = 4  # the same weekday in so many weeks before and after tells what is usual
LEAST_CALLS = 30.0  # usual calls of a stretch that cannot all stay away by chance
LITTLE = 0.03  # a day with less than this share of its usual calls is an outage as well


def find_outages(past: Past) -> BoolArray:
    """Find recorded intervals that are an outage.

    Returns
    -------
    NDArray[np.bool_]
        Shape ``(days, intervals)``: zeros in a row where at least 30 calls are usual, and whole
        days with less than 3 % of their usual calls; never on holidays or events.
    """
    ordinary = ~(past.days.is_holiday | past.days.is_event)
    seen = ~np.isnan(past.calls) & ordinary[:, None]
    calls = np.where(seen, past.calls, 0.0)
    usual = np.where(seen, np.nan_to_num(usual_calls(past, ordinary)), 0.0)
    expected = usual.sum(axis=1)
    dead = (expected >= LEAST_CALLS) & (calls.sum(axis=1) < LITTLE * expected)
    found = seen & dead[:, None]
    zero = (seen & (calls == 0) & ~found).ravel()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], zero.astype(np.int8), [0]])))
    total = np.concatenate([[0.0], np.cumsum(np.where(zero, usual.ravel(), 0.0))])
    flat = found.ravel()
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if total[last] - total[first] >= LEAST_CALLS:
            flat[first:last] = usual.ravel()[first:last] > 0
    return np.asarray(flat.reshape(found.shape), dtype=np.bool_)


def without_outages(past: Past) -> Past:
    """Treat outages as missing."""
    return Past(past.days, np.where(find_outages(past), np.nan, past.calls))


def usual_calls(past: Past, ordinary: BoolArray) -> FloatArray:
    """Median of the same interval and weekday in the weeks around, shape of the calls."""
    result = np.full(past.calls.shape, np.nan)
    padding = np.full((WEEKS_AROUND, past.calls.shape[1]), np.nan)
    for weekday in range(7):
        days = np.flatnonzero(past.days.weekday == weekday)
        rows = np.where(ordinary[days, None], past.calls[days], np.nan)
        padded = np.concatenate([padding, rows, padding])
        windows = sliding_window_view(padded, 2 * WEEKS_AROUND + 1, axis=0)
        result[days] = window_median(windows, 3)
    return result
