"""Days of the past beside the forecasts that were possible before them. Numpy only."""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.accuracy.bands import Errors
from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray, Past
from wfm.forecasting.history.series import fading
from wfm.forecasting.models.catalogue import Model
from wfm.forecasting.models.handling import handling_time
from wfm.forecasting.running.laws import Cases, Law

LEARNT_DAYS = 120
HALF_LIFE_DAYS = 60.0
EVERY = 2  # days from one forecast to the next: each is read for so many days
LEAST_PAST_DAYS = 28  # before a forecast
LEAST_DAYS = 56  # of history, for anything to be learnt


@dataclass(frozen=True)
class PastDays:
    """Past days, and the day after each, as forecast by one forecast made before both.

    Parameters
    ----------
    forecast, came
        Shape ``(days, 2, intervals)``: the day and the day after it; ``came`` is NaN where
        nothing was recorded, and all NaN where a day is no ordinary one.
    weight
        Shape ``(days,)``.
    """

    forecast: FloatArray
    came: FloatArray
    weight: FloatArray

    def rest_of_day(self, so_far: FloatArray, to_come: BoolArray) -> Cases:
        """Cut each day as the running one: how much intervals that came count, and those to come.

        Parameters
        ----------
        so_far
            Shape ``(intervals,)``: 0 where an interval is still to come.
        to_come
            Shape ``(intervals,)``.
        """
        return self._cases(so_far, 0, to_come)

    def day_after(self, so_far: FloatArray) -> Cases:
        """Cut each day as the running one; the day after is asked for."""
        return self._cases(so_far, 1, np.ones(len(so_far), dtype=bool))

    def _cases(self, so_far: FloatArray, day: int, ahead: BoolArray) -> Cases:
        seen = ~np.isnan(self.came)
        forecast, came = np.where(seen, self.forecast, 0.0), np.nan_to_num(self.came)
        whole = seen[:, 0].any(axis=1) & seen[:, day].any(axis=1)
        return Cases(
            (forecast[:, 0] * so_far).sum(axis=1),
            (came[:, 0] * so_far).sum(axis=1),
            forecast[:, day, ahead].sum(axis=1),
            np.where(whole, came[:, day, ahead].sum(axis=1), np.nan),
            self.weight,
        )

    def errors(self, law: Law, cases: Cases, day: int, ahead: BoolArray) -> Errors:
        """Return what the law leaves: forecasts of intervals that it changed, and what came."""
        forecast = self.forecast[:, day] * law.factor(cases.forecast, cases.came)[:, None]
        came = self.came[:, day]
        used = ~np.isnan(came) & (forecast > 0) & ahead & ~np.isnan(cases.came_ahead)[:, None]
        weight = np.broadcast_to(self.weight[:, None], used.shape)[used]
        missed = float(np.abs(forecast - came)[used].sum())
        wape = missed / max(float(came[used].sum()), 1e-9)
        days = int(used.any(axis=1).sum())
        return Errors(forecast[used], came[used], weight, days, wape)


def least_days(lead: int) -> int:
    """Return how many days of history it takes to learn anything of a forecast so far ahead."""
    return max(LEAST_DAYS, LEAST_PAST_DAYS + lead + 1)


def _learnt(days: int, lead: int) -> tuple[int, int]:
    """Return the first and the last origin that is learnt from."""
    first = max(LEAST_PAST_DAYS, days - LEARNT_DAYS - lead)
    return first, days - 1 - lead


def past_calls(past: Past, model: Model, weeks: int, lead: int) -> PastDays:
    """Forecast the days of the past again, from what was known so long before each.

    Parameters
    ----------
    past
        Calls of the days before the running one.
    model, weeks
        The model, and the weeks that plain ones look back.
    lead
        Days between the making of a forecast and the day: 0 where it was made at its midnight.
    """
    first, last = _learnt(len(past), lead)
    came = _with_next(_ordinary(past))
    forecasts, days = [], []
    for origin in range(last, first - 1, -EVERY)[::-1]:
        until = min(origin + lead + EVERY + 1, len(past))
        calls = model(past.until(origin), past.days.part(origin, until), weeks).calls
        after = np.concatenate([calls[lead + 1 :], np.full((1, calls.shape[1]), np.nan)])
        for day in range(lead, min(lead + EVERY, len(calls))):
            forecasts.append(np.stack([calls[day], after[day - lead]]))
            days.append(origin + day)
    return _past_days(np.array(forecasts), came[days], np.array(days), len(past))


def mean_time(calls: FloatArray, aht: FloatArray) -> float:
    """Return the mean handling time of a call [s], NaN if no call has one."""
    known = ~np.isnan(aht) & (np.nan_to_num(calls) > 0)
    count = float(calls[known].sum())
    return float((calls * aht)[known].sum()) / count if count > 0 else float("nan")


def past_handling(past: Past, aht: FloatArray, mean: float, lead: int) -> PastDays:
    """Return handling times like calls: in mean handling times, of the calls that came.

    Parameters
    ----------
    past
        Calls of the days before the running one.
    aht
        Their average handling times [s], NaN where missing, shape ``(days, intervals)``.
    mean
        The mean handling time [s].
    lead
        As for `past_calls`.
    """
    known = ~np.isnan(aht) & (np.nan_to_num(past.calls_now) > 0)
    calls = np.where(known, past.calls_now, np.nan)
    count = _with_next(_ordinary(Past(past.days, calls)))
    came = _with_next(_ordinary(Past(past.days, calls * aht / mean)))
    first, last = _learnt(len(past), lead)
    days = np.arange(first + lead, last + lead + 1)
    times = np.array([handling_time(past.calls_now[:day], aht[:day]) for day in days - lead])
    return _past_days(times[:, None] / mean * count[days], came[days], days, len(past))


def _past_days(forecast: FloatArray, came: FloatArray, days: IntArray, count: int) -> PastDays:
    return PastDays(forecast, came, fading((count - 1 - days).astype(np.float64), HALF_LIFE_DAYS))


def _ordinary(past: Past) -> FloatArray:
    """Return the calls of ordinary days; holidays and events deviate for reasons of their own."""
    special = past.days.is_feast | past.days.is_event
    return np.where(special[:, None], np.nan, past.calls_now)


def _with_next(calls: FloatArray) -> FloatArray:
    """Put the day after beside each day, shape ``(days, 2, intervals)``."""
    after = np.concatenate([calls[1:], np.full((1, calls.shape[1]), np.nan)])
    return np.stack([calls, after], axis=1)
