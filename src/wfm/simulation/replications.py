"""What simulated weeks allow to say: estimates with their intervals."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Of a normal law: 95 % lie within so many standard deviations.
_95 = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """Estimates, and half the width of their 95 % intervals; NaN where nothing can be said."""

    value: Floats
    half: Floats


def ratio(top: NDArray[np.generic], bottom: NDArray[np.generic]) -> Estimate:
    """Estimate the ratio of two expectations, such as good calls to calls offered.

    Parameters
    ----------
    top, bottom
        Of each week, along the first axis.

    Returns
    -------
    Estimate
        Of the sums, which is no mean of weekly ratios; half a width is NaN for a single week.

    Notes
    -----
    The variance is that of ``top - ratio * bottom`` over weeks: calls of one week depend on one
    another, weeks do not.

    References
    ----------
    W. G. Cochran (1977), Sampling Techniques, 3rd edition, chapter 6. Wiley.
    """
    a, b = np.asarray(top, dtype=float), np.asarray(bottom, dtype=float)
    weeks, mean = a.shape[0], b.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(mean > 0, a.mean(axis=0) / mean, np.nan)
        squares = ((a - value * b) ** 2).sum(axis=0)
        if weeks < 2:
            return Estimate(value, np.full_like(value, np.nan))
        half = _95 * np.sqrt(squares / ((weeks - 1) * weeks)) / mean
    return Estimate(value, np.where(mean > 0, half, np.nan))


def wilson(kept: int, weeks: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, such as that of weeks that keep a promise.

    References
    ----------
    E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22(158), 209-212.
    https://doi.org/10.1080/01621459.1927.10502953
    """
    share, square = kept / weeks, _95**2
    centre = (share + square / (2 * weeks)) / (1 + square / weeks)
    root = math.sqrt(share * (1 - share) / weeks + square / (4 * weeks**2))
    half = _95 * root / (1 + square / weeks)
    return max(0.0, centre - half), min(1.0, centre + half)


def difference(
    one: tuple[NDArray[np.generic], NDArray[np.generic]],
    other: tuple[NDArray[np.generic], NDArray[np.generic]],
) -> Estimate:
    """Estimate how far the ratio of one plan is above that of another, on the same weeks.

    Parameters
    ----------
    one, other
        Top and bottom of each week, along the first axis; the same weeks in the same order.
    """
    parts = []
    for top, bottom in (one, other):
        a, b = np.asarray(top, dtype=float), np.asarray(bottom, dtype=float)
        mean = b.mean(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(mean > 0, a.mean(axis=0) / mean, np.nan)
            parts.append((value, (a - value * b) / mean))
    apart = parts[0][1] - parts[1][1]
    weeks = apart.shape[0]
    value = parts[0][0] - parts[1][0]
    if weeks < 2:
        return Estimate(value, np.full_like(value, np.nan))
    half = _95 * np.sqrt((apart**2).sum(axis=0) / ((weeks - 1) * weeks))
    return Estimate(value, half)
