"""The level to come: three views of it, unlike one another. Numpy only.

`recent` trusts the last weeks and what happened a year ago, `smoothed` follows a damped trend,
`harmonic` fits the year's shape; `combined` is their weighted mean. Each returns the level of
every day ahead.
"""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import BoolArray, Days, FloatArray, IntArray
from wfm.forecasting.history.series import fading, fading_means, median, usual_around
from wfm.forecasting.models.jumps import find_jumps, lasting, scales
from wfm.forecasting.models.ordinary import Ordinary
from wfm.forecasting.models.year_ago import SMOOTH_LEAST_DAYS, smooth_level, year_ago

HALF_LIVES = (7.0, 14.0, 28.0)
OUTLIER_SPREADS = 2.5
CHANCE_SPREADS = 3.0  # what chance alone does to a count is no outlier
PHI = 0.9  # damping of the trend, per day
ALPHAS, BETAS = (0.05, 0.1, 0.2, 0.35, 0.5), (0.0, 0.02, 0.05)
HARMONICS = 3
RESIDUAL_HALF_LIFE, RESIDUAL_KEPT = 7.0, 0.99
SHARES = {"recent": 2.0, "smoothed": 1.0, "harmonic": 1.0}


@dataclass(frozen=True)
class Level:
    """The level of the past, ready to be continued.

    Parameters
    ----------
    days
        Its days.
    value
        Level of each known day without outliers, lifted to the level after the last jump; 0
        where not known, shape ``(days,)``.
    known
        Which days are known, same shape.
    weight
        How much a day says of the level: its weekday factor, same shape.
    scale
        Factor by which the days before a jump were lifted, same shape.
    since
        Which days follow the last jump, same shape.
    """

    days: Days
    value: FloatArray
    known: BoolArray
    weight: FloatArray
    scale: FloatArray
    since: BoolArray

    @property
    def age(self) -> FloatArray:
        """Age of each day at the origin [days]."""
        return np.arange(len(self.days), dtype=np.float64)[::-1]


def level_of(ordinary: Ordinary) -> Level:
    """Find the level of the past: lift it to the last jump, and pull outliers in."""
    jumps = find_jumps(ordinary.adjusted)
    days = len(ordinary.adjusted)
    scale = scales(lasting(jumps), days)
    shown = ordinary.adjusted * scale
    known = ~np.isnan(shown)
    usual = usual_around(shown, 21)
    spread = _spread_around(shown, usual, known)
    limit = OUTLIER_SPREADS * spread
    share = np.where(known, ordinary.factor, 1.0)
    chance = CHANCE_SPREADS * (np.sqrt(usual * share) + 1) / share
    low = np.minimum(usual * np.exp(-limit), usual - chance)
    high = np.maximum(usual * np.exp(limit), usual + chance)
    value = np.clip(np.nan_to_num(shown), low, high)
    weight = np.where(known, ordinary.factor, 0.0)
    since = np.arange(days) >= (jumps[-1][0] if jumps else 0)
    return Level(ordinary.past.days, np.where(known, value, 0.0), known, weight, scale, since)


def _spread_around(shown: FloatArray, usual: FloatArray, known: BoolArray) -> float:
    """Estimate the usual distance (logarithm) of a day from the weeks around it."""
    distance = np.abs(np.log((shown[known] + 1) / (usual[known] + 1)))
    return 1.4826 * median(distance[-200:]) + 0.02


def recent(level: Level, ahead: int) -> tuple[FloatArray, FloatArray]:
    """Fading means of short and long memory: short for the first days, long for later ones.

    Returns
    -------
    path : NDArray[np.float64]
        Level of each day ahead, shape ``(ahead,)``.
    index : NDArray[np.float64]
        Year-ago index that is in it, same shape.
    """
    lead = np.arange(ahead)
    short = np.where(lead < 7, 2.0, np.where(lead < 14, 1.0, 0.5))
    long = np.where(lead < 7, 0.5, np.where(lead < 14, 1.0, 1.5))
    shares = np.stack([short, np.ones(ahead), long])
    shares /= shares.sum(axis=0)
    now = _since_jump(level)
    smooth = smooth_level(level.value, level.known)
    plain, lifted = np.zeros(ahead), np.zeros(ahead)
    for share, half_life in zip(shares, HALF_LIVES, strict=True):
        means = fading_means(level.value, level.weight, half_life)
        lately = means if level.since.all() else fading_means(level.value, now, half_life)
        base = share * lately[-1]
        plain += base
        lifted += base * np.exp(year_ago(smooth, means, ahead))
    # After silent weeks the level is 0, and an index of a year ago has nothing to multiply.
    return lifted, np.divide(lifted, plain, out=np.ones(ahead), where=plain > 0)


def _since_jump(level: Level) -> FloatArray:
    """Weights without the days before the last jump: lifted days would keep the jump alive."""
    return np.where(level.since, level.weight, 0.0)


def smoothed(level: Level, ahead: int) -> FloatArray:
    """Exponential smoothing with a damped trend, constants chosen on the past's own errors.

    References
    ----------
    E. S. Gardner and E. McKenzie, "Forecasting trends in time series", Management Science 31
    (1985) 1237-1246, doi:10.1287/mnsc.31.10.1237.
    """
    alpha, beta = (grid.ravel() for grid in np.meshgrid(ALPHAS, BETAS))
    first = int(np.flatnonzero(level.known)[min(6, level.known.sum() - 1)]) + 1
    start = level.value[:first][level.known[:first]].mean()
    value = level.value[first:]
    gain = 1 - (1 - alpha) ** np.minimum(level.weight, 2.0)[first:, None]  # no weight, no gain
    levels, trends = np.empty((2, len(value) + 1, len(alpha)))
    levels[0], trends[0] = start, 0.0
    at, slope = levels[0], trends[0]
    steps = zip(value.tolist(), gain, beta * gain, levels[1:], trends[1:], strict=True)
    for shown, of_level, of_trend, next_level, next_trend in steps:
        drift = PHI * slope
        error = shown - at - drift
        at = np.add(at + drift, of_level * error, out=next_level)
        slope = np.add(drift, of_trend * error, out=next_trend)
    best = _least_error(level, first, levels, trends)
    reach = PHI * (1 - PHI ** np.arange(1, ahead + 1)) / (1 - PHI)
    path = levels[-1, best] + trends[-1, best] * reach
    now = max(float(levels[-1, best]), 0.0)  # its trend may have led below
    return np.asarray(np.clip(path, 0.3 * now, 3.0 * now), dtype=np.float64)


def _least_error(level: Level, first: int, levels: FloatArray, trends: FloatArray) -> int:
    """Choose the constants with the least absolute error 3 to 21 days ahead, recent days more."""
    value, known = level.value[first:], level.known[first:]
    total = np.zeros(levels.shape[1])
    for lead in (3, 7, 14, 21):
        if len(value) < lead + 28:
            continue
        reach = PHI * (1 - PHI**lead) / (1 - PHI)
        guess = levels[: len(value) - lead + 1] + trends[: len(value) - lead + 1] * reach
        error = np.abs(guess - value[lead - 1 :, None])
        weight = fading(np.arange(len(error), dtype=np.float64)[::-1], 120.0)
        total += (weight * known[lead - 1 :]) @ error
    return int(np.argmin(total)) if total.any() else len(ALPHAS) // 2


def harmonic(level: Level, future: Days) -> FloatArray:
    """Regression of the level on the year's harmonics and a trend, led on from the last days.

    A Poisson regression (logarithmic link, so that small counts and zeros are no trouble) with a
    ridge penalty; what the last days show beyond it fades slowly.

    References
    ----------
    P. McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd ed., 1989, chapters 2 and 6.
    """
    origin = int(level.days.date[-1])
    waves = HARMONICS if len(level.days) >= SMOOTH_LEAST_DAYS else 0
    past, ahead = (_terms(days.date, origin, waves) for days in (level.days, future))
    marks, value = past[level.known], level.value[level.known]
    mean = float(value.mean())
    if mean <= 0:
        return np.zeros(len(future))
    weight = fading(level.age[level.known], 300.0)
    penalty = np.diag([1e-6] + [3.0] * (marks.shape[1] - 1))
    fitted = np.zeros(marks.shape[1])
    fitted[0] = np.log(mean)
    for _ in range(5):
        expected = np.exp(np.clip(marks @ fitted, -20, 20))
        weighted = marks.T * (weight * np.minimum(expected / mean, 4.0))
        step = weighted @ ((value - expected) / expected) - penalty @ _slopes(fitted)
        fitted = fitted + np.linalg.solve(weighted @ marks + penalty, step)
    expected = np.exp(np.clip(marks @ fitted, -20, 20))
    lately = fading(level.age[level.known], RESIDUAL_HALF_LIFE) * _since_jump(level)[level.known]
    shown, said = float(lately @ value), float(lately @ expected)
    excess = np.log(max(shown / max(said, 1e-12), 1e-6))
    lead = np.arange(len(future))
    path = np.exp(np.clip(ahead @ fitted, -20, 20) + excess * RESIDUAL_KEPT**lead)
    return np.asarray(path, dtype=np.float64)


def _slopes(fitted: FloatArray) -> FloatArray:
    """Coefficients without the intercept, which bears no penalty."""
    result = fitted.copy()
    result[0] = 0.0
    return result


def _terms(date: IntArray, origin: int, waves: int) -> FloatArray:
    angle = 2 * np.pi * date / 365.25
    columns = [np.ones(len(date)), (date - origin) / 365.0]
    for wave in range(1, waves + 1):
        columns += [np.sin(wave * angle), np.cos(wave * angle)]
    return np.column_stack(columns)
