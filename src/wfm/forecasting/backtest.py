"""Rolling origins: forecast the past from what was known, and judge it by what came."""

import time
from collections.abc import Sequence
from dataclasses import astuple

import numpy as np

from wfm.forecasting.bands import past_errors, quantiles
from wfm.forecasting.days import Past
from wfm.forecasting.models import MODELS
from wfm.forecasting.scores import LEVELS, Score, naive_error, score

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
    past: Past, name: str, origins: Sequence[int], weeks: int, level: float
) -> tuple[dict[int, Score], float]:
    """Backtest one model on one queue.

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
        known = past.until(origin)
        days = past.days.part(origin, origin + 28)
        forecast = MODELS[name](known, days, weeks).calls
        low, high, *rest = quantiles(forecast, past_errors(known, MODELS[name], weeks), asked)
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


def _average(scores: list[Score]) -> Score:
    rows = np.array([astuple(one) for one in scores], dtype=np.float64).reshape(-1, 7)
    seen = ~np.isnan(rows)
    mean = np.where(seen, rows, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return Score(*np.where(seen.any(axis=0), mean, np.nan).tolist())
