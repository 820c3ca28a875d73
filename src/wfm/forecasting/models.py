"""The forecasting models: each one a function from the past to expected calls.

A model takes the past, the days to forecast (they begin on the day after the past or later) and
the number of weeks that the plain ones look back; it returns expected calls, shape
``(days, intervals)``, never negative, 0 where closed. Adding a model is one function and one
entry in ``MODELS``.
"""

from collections.abc import Callable

import numpy as np

from wfm.forecasting.days import BoolArray, Days, FloatArray, Past, open_cells

Model = Callable[[Past, Days, int], FloatArray]


def mean(past: Past, future: Days, weeks: int) -> FloatArray:
    """Forecast the mean of the last ``weeks`` weeks per weekday and interval.

    This is the classical method. Holidays are left out of the mean; a holiday to come is its
    weekday's mean times the typical ratio of past holidays to the mean of the weeks before them.
    """
    ordinary = ~past.days.is_holiday & ~np.isnan(past.calls).all(axis=1)
    profile = _profile(past, ordinary, weeks)
    factor = holiday_factor(past, ordinary, weeks) if any(future.holiday) else 1.0
    scale = np.where(future.is_holiday, factor, 1.0)
    return profile[future.weekday] * scale[:, None]


def seasonal_naive(past: Past, future: Days, weeks: int) -> FloatArray:
    """Forecast the same weekday of the last week that was recorded."""
    del weeks
    return mean(past, future, 1)


def _profile(past: Past, chosen: BoolArray, weeks: int) -> FloatArray:
    """Average the last ``weeks`` chosen days of each weekday, per interval."""
    opening = open_cells(past)
    result = np.zeros(opening.shape)
    for weekday in range(7):
        rows = past.calls[chosen & (past.days.weekday == weekday)][-weeks:]
        seen = ~np.isnan(rows)
        total = np.where(seen, rows, 0.0).sum(axis=0)
        result[weekday] = total / np.maximum(seen.sum(axis=0), 1) * opening[weekday]
    return result


def holiday_factor(past: Past, ordinary: BoolArray, weeks: int) -> float:
    """Estimate a holiday's calls relative to the same weekday before it.

    Returns
    -------
    float
        Geometric mean over past holidays and one pseudo-observation of no effect; 0 if at least
        two holidays fell on days that are open otherwise and none was recorded: then it is
        closed on holidays; 1 without any past holiday.
    """
    ratios = []
    unrecorded = 0
    for day in np.flatnonzero(past.days.is_holiday):
        same = ordinary[:day] & (past.days.weekday[:day] == past.days.weekday[day])
        rows = past.calls[:day][same][-weeks:]
        if not len(rows):
            continue
        seen = ~np.isnan(past.calls[day])
        if not seen.any():
            unrecorded += 1
            continue
        expected = np.where(np.isnan(rows), 0.0, rows).mean(axis=0)[seen].sum()
        if expected > 0:
            ratios.append(float(np.clip(past.calls[day][seen].sum() / expected, 0.01, 5.0)))
    if not ratios:
        return 0.0 if unrecorded >= 2 else 1.0
    return float(np.exp(np.log(ratios).sum() / (len(ratios) + 1)))


MODELS: dict[str, Model] = {
    "mean": mean,
    "seasonal_naive": seasonal_naive,
}
