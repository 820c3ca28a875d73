"""Rolling origins: forecast the past from what was known, and judge it by what came."""

import time
from collections.abc import Callable, Sequence
from dataclasses import astuple

import numpy as np

from wfm.forecasting.accuracy.bands import quantiles
from wfm.forecasting.accuracy.choice import choose
from wfm.forecasting.accuracy.scores import LEVELS, Score, naive_error, score
from wfm.forecasting.history.days import FloatArray, Past
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.models.handling import handling_time, overall_time

HORIZONS_WEEKS = (1, 2, 4)
LEAST_PAST_DAYS = 28
SPAN_DAYS = 364  # origins are spread over the last year, so that every season is judged


def spread_origins(days: int, count: int) -> list[int]:
    """Choose origins, whole weeks apart, spread over the last year of the past.

    Parameters
    ----------
    days
        Days of the past.
    count
        Number of origins wanted.

    Returns
    -------
    list[int]
        Positions of the first day forecast, in order; fewer where the past is short. Each has
        four weeks before it and four weeks after it.
    """
    last = days - 28
    room = min(last - LEAST_PAST_DAYS, SPAN_DAYS)
    if room < 0:
        return []
    step = max(room // 7 // max(count - 1, 1), 1) * 7
    return [last - step * k for k in range(count) if last - step * k >= LEAST_PAST_DAYS][::-1]


def judge(
    past: Past,
    name: str,
    origins: Sequence[int],
    weeks: int,
    level: float,
    *,
    prepare: Callable[[Past], Past],
) -> tuple[dict[int, Score], float]:
    """Backtest one model on one queue.

    Parameters
    ----------
    past
        Calls as recorded, outages too.
    name, weeks, level
        As for `wfm.forecasting.forecast`.
    origins
        Positions of the first day forecast.
    prepare
        Makes what was known at an origin what the models see: without outages, for instance.

    Returns
    -------
    scores : dict[int, Score]
        Mean over the origins, by the horizon in weeks.
    seconds : float
        CPU seconds per origin, point forecast and band.
    """
    found: dict[int, list[Score]] = {horizon: [] for horizon in HORIZONS_WEEKS}
    begun = time.process_time()
    asked = ((1 - level) / 2, (1 + level) / 2, *LEVELS)
    for origin in origins:
        known = prepare(past.until(origin))
        days = past.days.part(origin, origin + 28)
        choice = choose(known, name, weeks)
        forecast = MODELS[choice.name](known, days, weeks).calls
        low, high, *rest = quantiles(forecast, choice.errors, asked)
        scale = naive_error(known)
        for horizon in HORIZONS_WEEKS:
            part = slice(0, 7 * horizon)
            actual = past.calls[origin : origin + 28][part]
            if np.nansum(actual) > 0:
                found[horizon].append(
                    score(
                        actual,
                        forecast[part],
                        low=low[part],
                        high=high[part],
                        quantiles=np.stack(rest)[:, part],
                        scale=scale,
                    )
                )
    seconds = (time.process_time() - begun) / max(len(origins), 1)
    return {horizon: _average(scores) for horizon, scores in found.items()}, seconds


def judge_handling(
    calls: FloatArray, aht: FloatArray, origins: Sequence[int]
) -> dict[int, tuple[float, float]]:
    """Backtest the handling time: its error, and that of one mean for all intervals.

    Returns
    -------
    dict[int, tuple[float, float]]
        By the horizon in weeks: call-weighted absolute error over handling time, of the forecast
        by time of day and of the overall mean; means over the origins.
    """
    found: dict[int, list[tuple[float, float]]] = {horizon: [] for horizon in HORIZONS_WEEKS}
    for origin in origins:
        by_time = handling_time(calls[:origin], aht[:origin])
        overall = overall_time(calls[:origin], aht[:origin])
        for horizon in HORIZONS_WEEKS:
            came, weight = aht[origin:][: 7 * horizon], calls[origin:][: 7 * horizon]
            used = ~np.isnan(came) & (np.nan_to_num(weight) > 0)
            if not used.any() or np.isnan(by_time).any():
                continue
            seconds = float(weight[used] @ came[used])
            errors = [
                float(weight[used] @ np.abs(guess - came)[used]) / seconds
                for guess in (by_time, overall)
            ]
            found[horizon].append((errors[0], errors[1]))
    return {
        horizon: (float(np.mean([a for a, _ in pairs])), float(np.mean([b for _, b in pairs])))
        for horizon, pairs in found.items()
        if pairs
    }


def _average(scores: list[Score]) -> Score:
    rows = np.array([astuple(one) for one in scores], dtype=np.float64).reshape(-1, 7)
    seen = ~np.isnan(rows)
    mean = np.where(seen, rows, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return Score(*np.where(seen.any(axis=0), mean, np.nan).tolist())
