"""Outages: intervals recorded as zero although calls must have come. Numpy only.

A telephone system that is down writes zeros. As calls they would pull every average down, so they
are treated as missing.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

WEEKS_AROUND = 4  # the same weekday in so many weeks before and after tells what is usual
LEAST_WEEKS = 3  # as many of them must be known
LEAST_CALLS = 30.0  # usual calls of a stretch that cannot all stay away by chance
LITTLE = 0.03  # a day with less than this share of its usual calls is an outage as well


def find_outages(calls: FloatArray, weekday: IntArray, ordinary: BoolArray) -> BoolArray:
    """Find recorded intervals that are an outage.

    Parameters
    ----------
    calls
        Calls of consecutive days, NaN where nothing was recorded, shape ``(days, intervals)``.
    weekday
        Weekday of each day, 0 = Monday, shape ``(days,)``.
    ordinary
        Whether nothing special is known of each day, shape ``(days,)``.

    Returns
    -------
    NDArray[np.bool_]
        Shape ``(days, intervals)``: zeros in a row where at least 30 calls are usual, and whole
        days with less than 3 % of their usual calls; only on ordinary days.
    """
    seen = ~np.isnan(calls) & ordinary[:, None]
    known = np.where(seen, calls, 0.0)
    usual = np.where(seen, np.nan_to_num(usual_calls(calls, weekday, ordinary)), 0.0)
    expected = usual.sum(axis=1)
    dead = (expected >= LEAST_CALLS) & (known.sum(axis=1) < LITTLE * expected)
    found = seen & dead[:, None]
    zero = (seen & (known == 0) & ~found).ravel()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], zero.astype(np.int8), [0]])))
    total = np.concatenate([[0.0], np.cumsum(np.where(zero, usual.ravel(), 0.0))])
    flat = found.ravel()
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if total[last] - total[first] >= LEAST_CALLS:
            flat[first:last] = usual.ravel()[first:last] > 0
    return np.asarray(flat.reshape(found.shape), dtype=np.bool_)


def usual_calls(calls: FloatArray, weekday: IntArray, ordinary: BoolArray) -> FloatArray:
    """Median of the same interval and weekday in the weeks around, shape of the calls."""
    result = np.full(calls.shape, np.nan)
    padding = np.full((WEEKS_AROUND, calls.shape[1]), np.nan)
    for day in range(7):
        days = np.flatnonzero(weekday == day)
        if not days.size:
            continue
        rows = np.where(ordinary[days, None], calls[days], np.nan)
        padded = np.concatenate([padding, rows, padding])
        windows = sliding_window_view(padded, 2 * WEEKS_AROUND + 1, axis=0)
        result[days] = window_median(windows, LEAST_WEEKS)
    return result


def window_median(windows: FloatArray, least: int) -> FloatArray:
    """Median of the known values along the last axis; NaN where fewer than ``least`` are."""
    ordered = np.sort(windows, axis=-1)
    count = (~np.isnan(ordered)).sum(axis=-1)
    top = windows.shape[-1] - 1
    below = np.take_along_axis(ordered, (np.maximum(count - 1, 0) // 2)[..., None], -1)[..., 0]
    above = np.take_along_axis(ordered, np.minimum(count // 2, top)[..., None], -1)[..., 0]
    return np.where(count >= least, (below + above) / 2, np.nan)


def laid_out(
    day: IntArray, slot: IntArray, values: FloatArray, shape: tuple[int, int]
) -> FloatArray:
    """Lay values out by day and interval; an hour that the clock shows twice is averaged.

    Parameters
    ----------
    day, slot
        Row and column of each value.
    values
        The values, NaN where missing.
    shape
        Number of days, and of intervals a day.
    """
    seen = ~np.isnan(values)
    cell = day[seen] * shape[1] + slot[seen]
    total = np.bincount(cell, values[seen], minlength=shape[0] * shape[1])
    count = np.bincount(cell, minlength=shape[0] * shape[1])
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).reshape(shape)
