"""How good a forecast was: the figures of a backtest."""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import FloatArray, Past

LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)  # quantiles of the weighted quantile loss
FEW_CALLS = 5.0  # below, a band around a count cannot hold its level from both sides


@dataclass(frozen=True)
class Score:
    """Figures of one forecast, or of their mean over origins; NaN where there is nothing to say.

    Parameters
    ----------
    wape, day_wape
        Sum of absolute errors over sum of calls, per interval and of day totals.
    mase
        Mean absolute error over that of "same as a week before" within the past.
    bias
        Sum of errors over sum of calls: above 0 the forecast was too high.
    coverage
        Share of intervals inside the band, where at least five calls were expected.
    coverage_small
        Share of intervals not above the band, where fewer were expected.
    loss
        Quantile loss, mean over 2.5, 10, 50, 90 and 97.5 %, over calls, times 2.
    """

    wape: float
    day_wape: float
    mase: float
    bias: float
    coverage: float
    coverage_small: float
    loss: float


def naive_error(past: Past) -> float:
    """Mean absolute difference to a week before: the scale of MASE."""
    difference = np.abs(past.calls_now[7:] - past.calls_now[:-7])
    seen = ~np.isnan(difference)
    return float(difference[seen].mean()) if seen.any() else float("nan")


def score(
    actual: FloatArray,
    forecast: FloatArray,
    *,
    low: FloatArray,
    high: FloatArray,
    quantiles: FloatArray,
    scale: float,
) -> Score:
    """Judge a forecast by what came.

    Parameters
    ----------
    actual
        Calls that came, NaN where not recorded (not judged), shape ``(days, intervals)``.
    forecast, low, high
        Expected calls and their band, same shape.
    quantiles
        Quantiles of the calls at ``LEVELS``, shape ``(levels, days, intervals)``.
    scale
        `naive_error` of the past.
    """
    seen = ~np.isnan(actual)
    came = np.where(seen, actual, 0.0)
    error = np.where(seen, forecast - came, 0.0)
    total = max(float(came.sum()), 1e-9)
    many = seen & (forecast >= FEW_CALLS)
    few = seen & (forecast < FEW_CALLS) & (forecast > 0)
    inside = (came >= low) & (came <= high)
    below = came <= high
    pinball = [
        np.where(came >= q, level * (came - q), (1 - level) * (q - came))[seen].sum()
        for level, q in zip(LEVELS, quantiles, strict=True)
    ]
    return Score(
        wape=float(np.abs(error).sum()) / total,
        day_wape=float(np.abs(error.sum(axis=1)).sum()) / total,
        mase=_mean(np.abs(error)[seen]) / scale if scale > 0 else float("nan"),
        bias=float(error.sum()) / total,
        coverage=_mean(inside[many]),
        coverage_small=_mean(below[few]),
        loss=2 * float(np.mean(pinball)) / total,
    )


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else float("nan")
