"""Prediction bands from errors at past origins."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from wfm.forecasting.history.days import FloatArray, Past, open_cells
from wfm.forecasting.models.catalogue import MODELS, Model, all_forecasts

ORIGINS = 13  # past origins, so many days apart:
ORIGIN_DAYS = 14
HALF_LIFE_ORIGINS = 6.5  # older errors count less
LEAST_DAYS = 21  # days of past that an origin needs
LEAST_ERRORS = 200  # for quantiles of their own
RECENT_DAYS = 182  # tell how many calls come
FEW_AN_INTERVAL, FEW_A_DAY = 1.0, 3.0  # calls below which intervals or days are mostly chance
LEAD = 28  # days ahead that an origin is judged on
FEW_CALLS = 5.0  # a smaller count moves by whole calls: so does its upper bound; it errs otherwise


@dataclass(frozen=True)
class Errors:
    """Forecasts made at past origins and what came.

    Parameters
    ----------
    forecast, actual
        Calls per interval, one entry for each recorded open interval.
    weight
        Weight of the entry: recent origins count more.
    origins
        Number of origins.
    wape
        Sum of absolute errors over sum of calls, of all recorded intervals; where few calls come,
        of days or weeks.
    judged_days
        Days whose calls were added up for it: 0 for intervals, 1 or 7.
    """

    forecast: FloatArray
    actual: FloatArray
    weight: FloatArray
    origins: int
    wape: float
    judged_days: int = 0


def past_origins(days: int) -> list[int]:
    """Choose the origins that tell how wrong a model is: every two weeks, the latest first."""
    last = days - 14
    origins = [last - ORIGIN_DAYS * k for k in range(ORIGINS)]
    found = [origin for origin in origins if origin >= LEAST_DAYS]
    return found or ([days - 7] if days >= 14 else [])


def past_errors(past: Past, model: Model, weeks: int) -> Errors:
    """Forecast again from past origins, and keep forecasts with what came."""
    made = [
        model(past.until(origin), past.days.part(origin, origin + LEAD), weeks).calls
        for origin in past_origins(len(past))
    ]
    return _errors(past, made)


def all_past_errors(past: Past, weeks: int) -> dict[str, Errors]:
    """Forecast again from past origins with every model; see `past_errors`."""
    made: dict[str, list[FloatArray]] = {name: [] for name in MODELS}
    for origin in past_origins(len(past)):
        days = past.days.part(origin, origin + LEAD)
        for name, parts in all_forecasts(past.until(origin), days, weeks).items():
            made[name].append(parts.calls)
    return {name: _errors(past, forecasts) for name, forecasts in made.items()}


def _errors(past: Past, forecasts: list[FloatArray]) -> Errors:
    """Compare forecasts from each past origin with what came."""
    parts: list[tuple[FloatArray, FloatArray, FloatArray]] = []
    missed = came = 0.0
    judged_days = days_to_judge(past)
    origins = past_origins(len(past))
    for k, (origin, forecast) in enumerate(zip(origins, forecasts, strict=True)):
        actual = past.calls_now[origin : origin + LEAD]
        used = ~np.isnan(actual) & (forecast > 0)
        share = 0.5 ** (k / HALF_LIFE_ORIGINS)
        parts.append((forecast[used], actual[used], np.full(int(used.sum()), share)))
        missed += share * _missed(forecast, actual, judged_days)
        came += share * float(np.nansum(actual))
    empty = (np.zeros(0), np.zeros(0), np.zeros(0))
    f, y, w = (np.concatenate(part) for part in zip(*(parts or [empty]), strict=True))
    return Errors(f, y, w, len(parts), missed / max(came, 1e-9), judged_days)


def days_to_judge(past: Past) -> int:
    """Choose what a model is judged by: intervals (0), days (1) or weeks (7).

    Below a call an interval whoever forecasts nothing errs least, below a few a day too.
    """
    last = past.last(RECENT_DAYS)
    called = np.nansum(last.calls_now)
    intervals = open_cells(last)[last.days.weekday].sum()
    if called >= FEW_AN_INTERVAL * intervals:
        return 0
    return 1 if called >= FEW_A_DAY * len(last) else 7


def _missed(forecast: FloatArray, actual: FloatArray, days: int) -> float:
    """Add up the absolute errors of intervals, days or weeks."""
    error = np.nan_to_num(forecast - actual)
    if days:
        error = np.add.reduceat(error.sum(axis=1), np.arange(0, len(error), days))
    return float(np.abs(error).sum())


def spread_of(calls: FloatArray, excess: float) -> FloatArray:
    """Return the standard deviation of a count: Poisson, and a part in proportion to the calls."""
    return np.sqrt(calls + 0.25 + excess * calls**2)


def excess_variance(errors: Errors) -> float:
    """Estimate by moments how far errors exceed Poisson, relative to the square of the calls."""
    if not len(errors.forecast):
        return 0.04
    busy = errors.forecast >= np.median(errors.forecast)
    f, y, w = errors.forecast[busy], errors.actual[busy], errors.weight[busy]
    return max(float((w * ((y - f) ** 2 - f)).sum() / max((w * f * f).sum(), 1e-9)), 1e-4)


def quantiles(forecast: FloatArray, errors: Errors, levels: tuple[float, ...]) -> list[FloatArray]:
    """Quantiles of the calls to come.

    Parameters
    ----------
    forecast
        Expected calls, any shape.
    errors
        Forecasts made at past origins and what came.
    levels
        Probabilities of not being above.

    Returns
    -------
    list[NDArray[np.float64]]
        One array per level, of the forecast's shape; 0 where the forecast is 0.
    """
    excess = excess_variance(errors)
    scores = _scores(forecast, errors, excess, levels)
    # The errors of one origin go together: few origins say little of the tails.
    sigma = spread_of(forecast, excess) * np.sqrt(1 + 1 / max(errors.origins, 1))
    result = []
    for level, score in zip(levels, scores, strict=True):
        bound = np.clip(forecast + sigma * score, 0.0, None)
        if level > 0.5:
            bound = np.where(forecast < FEW_CALLS, np.maximum(bound, np.round(bound)), bound)
        result.append(np.where(forecast > 0, bound, 0.0))
    return result


def band(forecast: FloatArray, errors: Errors, level: float) -> tuple[FloatArray, FloatArray]:
    """Bounds that hold ``level`` of the calls to come, never on the wrong side of the forecast.

    Returns
    -------
    low, high : NDArray[np.float64]
        Bounds of the calls per interval, 0 where the forecast is 0.
    """
    low, high = quantiles(forecast, errors, ((1 - level) / 2, (1 + level) / 2))
    return np.minimum(low, forecast), np.maximum(high, forecast)


def _scores(
    forecast: FloatArray, errors: Errors, excess: float, levels: tuple[float, ...]
) -> list[FloatArray]:
    """Quantiles of the standardised errors of forecasts like these, one array per level.

    Few calls and many are kept apart: a count of hardly any is skewed and lies within a spread, and
    nearly all hours of a queue that is closed at night are of that kind.
    """
    f, weight = errors.forecast, errors.weight
    if not len(f):  # no past origin at all
        return [np.full(forecast.shape, NormalDist().inv_cdf(level)) for level in levels]
    score = (errors.actual - f) / spread_of(f, excess)
    is_many, wants_many = f >= FEW_CALLS, forecast >= FEW_CALLS
    result = [np.zeros(forecast.shape) for _ in levels]
    for like, wanted in ((is_many, wants_many), (~is_many, ~wants_many)):
        used = like if like.sum() >= LEAST_ERRORS else np.ones(len(f), dtype=bool)
        centres, table = _by_volume(f[used], score[used], weight[used], levels)
        for found, z in zip(result, table.T, strict=True):
            found[wanted] = np.interp(forecast[wanted], centres, z)
    return result


def _by_volume(
    f: FloatArray, score: FloatArray, weight: FloatArray, levels: tuple[float, ...]
) -> tuple[FloatArray, FloatArray]:
    """Weighted quantiles of scores in three bands of volume: their middles, and a row for each."""
    centres, rows = [], []
    for low, high in pairwise(np.quantile(f, [0, 0.5, 0.8, 1])):
        inside = (f >= low) & (f <= high)
        if inside.sum() >= LEAST_ERRORS:
            rows.append(_weighted(score[inside], weight[inside], levels))
            centres.append(float(np.median(f[inside])))
    if not rows:
        return np.zeros(1), _weighted(score, weight, levels)[None, :]
    return np.array(centres), np.array(rows)


def _weighted(values: FloatArray, weight: FloatArray, levels: tuple[float, ...]) -> FloatArray:
    order = np.argsort(values, kind="stable")
    share = np.cumsum(weight[order])
    at = np.searchsorted(share / share[-1], levels)
    return values[order][np.minimum(at, len(order) - 1)]
