"""The plain models: the mean of the last weeks, and the same day of the week before."""

import numpy as np

from wfm.forecasting.history.days import BoolArray, Days, FloatArray, Past, open_cells
from wfm.forecasting.models.parts import Parts
from wfm.forecasting.models.special import CLOSED_SHARE, HARDLY, closed_by_rule


def mean(past: Past, future: Days, weeks: int) -> Parts:
    """Forecast the mean of the last ``weeks`` weeks per weekday and interval.

    This is the classical method. Holidays and events are left out of the mean; one to come is
    its weekday's mean times the typical ratio of past ones to the mean of the weeks before them.
    """
    apart = past.days.is_holiday | past.days.is_event
    ordinary = ~apart & past.recorded
    profile = _profile(past, ordinary, weeks)
    total = profile.sum(axis=1)
    level = float(total[total > 0].mean()) if (total > 0).any() else 0.0
    ones = np.ones(len(future))
    special = np.array([_special(past, future, day, ordinary, weeks) for day in range(len(future))])
    factors = {
        "level": ones * level,
        "trend": ones,
        "year_ago": ones,
        "weekday": total[future.weekday] / max(level, 1e-12),
        "calendar": ones,
        "special": special,
    }
    shape = profile / np.maximum(total, 1e-12)[:, None]
    return Parts(factors, shape[future.weekday])


def seasonal_naive(past: Past, future: Days, weeks: int) -> Parts:
    """Forecast the same weekday of the last week that was recorded."""
    del weeks
    return mean(past, future, 1)


def _profile(past: Past, chosen: BoolArray, weeks: int) -> FloatArray:
    """Average the last ``weeks`` recorded values of each weekday and interval."""
    opening = open_cells(past)
    result = np.zeros(opening.shape)
    for weekday in range(7):
        rows = past.calls[chosen & (past.days.weekday == weekday)]
        seen = ~np.isnan(rows)
        # A day cut off in the middle says nothing of the hours after: there older days count.
        taken = seen & (np.cumsum(seen[::-1], axis=0)[::-1] <= weeks)
        total = np.where(taken, rows, 0.0).sum(axis=0)
        result[weekday] = total / np.maximum(taken.sum(axis=0), 1) * opening[weekday]
    return result


def _special(past: Past, future: Days, day: int, ordinary: BoolArray, weeks: int) -> float:
    """Factor of one day to come: 1 unless it is an event or a holiday."""
    if future.event[day]:
        if not np.isnan(future.given[day]):
            return float(future.given[day])
        same = np.array([name == future.event[day] for name in past.days.event])
        return ratio_to_before(past, same, ordinary, weeks)
    if future.holiday[day]:
        feast = past.days.is_holiday & ~past.days.is_event
        return ratio_to_before(past, feast, ordinary, weeks, future.holiday[day])
    return 1.0


def ratio_to_before(
    past: Past, chosen: BoolArray, ordinary: BoolArray, weeks: int, holiday: str = ""
) -> float:
    """Estimate the calls of chosen days relative to the same weekday before them.

    Returns
    -------
    float
        Sum of calls over sum of expected calls, with one imagined day of no effect; 1 without
        any such day; 0 for a holiday on which the queue is closed by rule.
    """
    total, expected = np.zeros(len(past)), np.zeros(len(past))
    closed, worked = np.zeros(len(past), dtype=bool), np.zeros(len(past), dtype=bool)
    for day in np.flatnonzero(chosen):
        same = ordinary[:day] & (past.days.weekday[:day] == past.days.weekday[day])
        rows = past.calls[:day][same][-weeks:]
        usual = np.where(np.isnan(rows), 0.0, rows).sum(axis=0) / max(len(rows), 1)
        seen = ~np.isnan(past.calls[day])
        if usual.sum() <= 0:
            continue
        absent = seen.sum() <= HARDLY * (~np.isnan(rows)).any(axis=0).sum()
        total[day] = past.calls[day][seen].sum()
        expected[day] = 0.0 if absent else usual[seen].sum()
        closed[day] = absent or total[day] < CLOSED_SHARE * expected[day]
        worked[day] = not closed[day]
    if holiday and closed_by_rule(past.days, closed, worked, holiday):
        return 0.0
    known = expected > 0
    if not known.any():
        return 1.0
    imagined = expected[known].mean()
    return float((total[known].sum() + imagined) / (expected[known].sum() + imagined))
