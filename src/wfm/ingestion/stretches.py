"""Stretches of a past laid out by days: gaps, outages, spikes and closed hours. Numpy only."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wfm.outages import LEAST_CALLS, BoolArray, FloatArray, IntArray

# An interval is expected where it was recorded on at least this share of the same weekdays.
_USUALLY_RECORDED = 0.5
# So many calls cannot all stay away by chance: e^-7 is below a thousandth. [calls]
_NO_CHANCE = 7.0
# A spike is above twice its usual calls and so many times their chance variation more. [calls]
_SPIKE_FACTOR, _SPIKE_SPREAD, _SPIKE_LEAST = 2.0, 5.0, 5.0

Span = tuple[int, int]


@dataclass(frozen=True)
class Stretch:
    """Consecutive intervals of the past.

    Parameters
    ----------
    first, last
        Numbers of its first interval and of the one after its last, counted from the first
        midnight on.
    intervals
        Intervals that are meant; those between them that are closed are not counted.
    calls
        Calls that were recorded.
    usual
        Calls that are usual on the same weekdays around; 0 where that is not known.
    """

    first: int
    last: int
    intervals: int
    calls: float
    usual: float


def runs(mask: BoolArray) -> Iterator[Span]:
    """Yield where each run of true values begins, and where the next false one stands."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def closed_hours(calls: FloatArray, weekday: IntArray) -> BoolArray:
    """Find the intervals of a week in which no call ever came.

    Parameters
    ----------
    calls
        Calls by day and interval, NaN where nothing was recorded, shape ``(days, intervals)``.
    weekday
        Weekday of each day, 0 = Monday.

    Returns
    -------
    NDArray[np.bool_]
        Shape ``(7, intervals)``: no call in any week, and too long for chance if the calls of the
        quieter neighbour had come; weekdays that do not occur are not closed, and nothing is where
        no call is known at all.
    """
    closed = np.zeros((7, calls.shape[1]), dtype=np.bool_)
    came = np.nan_to_num(calls)
    for day in range(7):
        total = came[weekday == day].sum(axis=0)
        if not (weekday == day).any() or not came.any():
            continue
        for first, last in runs(total == 0.0):
            around = [total[i] for i in (first - 1, last) if 0 <= i < len(total)]
            if not around or min(around) * (last - first) >= _NO_CHANCE:
                closed[day, first:last] = True
    return closed


def expected_intervals(calls: FloatArray, weekday: IntArray, closed: BoolArray) -> BoolArray:
    """Mark the intervals that should be recorded, shape of the calls: open, and usually there."""
    recorded = ~np.isnan(calls)
    share = np.zeros((7, calls.shape[1]))
    for day in range(7):
        if (weekday == day).any():
            share[day] = recorded[weekday == day].mean(axis=0)
    return ((share >= _USUALLY_RECORDED) & ~closed)[weekday]


def gaps(calls: FloatArray, usual: FloatArray, expected: BoolArray) -> list[Stretch]:
    """Find what is missing between the first recorded interval and the last, longest first.

    Closed intervals inside a gap do not end it.
    """
    flat, around, wanted = calls.ravel(), np.nan_to_num(usual).ravel(), expected.ravel()
    recorded = np.flatnonzero(~np.isnan(flat))
    if not recorded.size:
        return []
    inside = np.zeros(flat.size, dtype=np.bool_)
    inside[recorded[0] : recorded[-1]] = True
    place = np.flatnonzero(inside & wanted)
    found = [
        Stretch(
            int(place[first]),
            int(place[last - 1]) + 1,
            last - first,
            0.0,
            float(around[place[first:last]].sum()),
        )
        for first, last in runs(np.isnan(flat[place]))
    ]
    return sorted(found, key=lambda stretch: (-stretch.usual, -stretch.intervals, stretch.first))


def stretches(mask: BoolArray, calls: FloatArray, usual: FloatArray) -> list[Stretch]:
    """Cut marked intervals into stretches, those that differ most from what is usual first."""
    came, around = np.nan_to_num(calls).ravel(), np.nan_to_num(usual).ravel()
    found = [
        Stretch(first, last, last - first, came[first:last].sum(), around[first:last].sum())
        for first, last in runs(mask.ravel())
    ]
    return sorted(found, key=lambda stretch: (-abs(stretch.calls - stretch.usual), stretch.first))


def spikes(calls: FloatArray, usual: FloatArray) -> list[Stretch]:
    """Find stretches with far more calls than on the same weekdays around, the largest first."""
    known = ~np.isnan(calls) & ~np.isnan(usual)
    around = np.where(known, usual, 0.0)
    most = _SPIKE_FACTOR * around + _SPIKE_SPREAD * np.sqrt(around) + _SPIKE_LEAST
    found = stretches(known & (np.nan_to_num(calls) > most), calls, usual)
    return [stretch for stretch in found if stretch.calls - stretch.usual >= LEAST_CALLS]
