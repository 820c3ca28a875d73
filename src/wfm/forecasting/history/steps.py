"""The latest lasting step of a series of weeks: from when on it is different. Numpy only."""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray

LEAST_AFTER = 2  # weeks of the new pattern
BEFORE, LEAST_BEFORE = 8, 4  # weeks that show the old one
LONGEST_AFTER = 52  # an older step has faded by itself
SPREADS = 4.0  # smallest step, in spreads from week to week ...
SOON_WEEKS, SOON_SPREADS = 4, 4.5  # ... and within so few weeks
LEAST_STEP = 0.3  # smallest step, logarithm
KNOWN_SHARE = 0.5  # of this evidence is enough where somebody knows of the step ...
KNOWN_DAYS = 2  # ... unless less than this many days show it: one may be anything by chance
LEAST_FALL, FALL_SPREADS = 0.5, 3.0  # smallest fall below all that was: logarithm, spreads
FALL_BEFORE, LEAST_FALL_BEFORE = 26, 12  # weeks that it lies below, all but one
LONGEST_FALL, FALL_EXCEPTIONS = 12, 4  # weeks after it, one of so many above the others
HARDLY = 0.5  # a step whose means are less than this share of the smallest one apart is none


@dataclass(frozen=True)
class Known:
    """A step that somebody knows of.

    Parameters
    ----------
    weeks
        Weeks since it.
    days
        Days that these weeks are made of.
    """

    weeks: int
    days: int

    @property
    def share(self) -> float:
        """Share of the usual evidence that is enough."""
        return 1.0 if self.days < KNOWN_DAYS else KNOWN_SHARE


def latest_steps(values: FloatArray, spread: FloatArray, known: Known | None = None) -> IntArray:
    """Find how many weeks ago each series stepped to where it has been since.

    A step has to be large, the last two weeks have to show it, and nearly all weeks have to be on
    their own side of the middle.

    Parameters
    ----------
    values
        Logarithms, one row a week and the last week last, shape ``(weeks, series)``.
    spread
        Usual distance of a week from the ones beside it, shape ``(series,)``.
    known
        The step that somebody knows of: no other one is looked for then.

    Returns
    -------
    NDArray[np.int64]
        Weeks since the step, 0 where there is none, shape ``(series,)``.
    """
    weeks, series = values.shape
    found, best = np.zeros(series, dtype=np.int64), np.zeros(series)
    tried = np.arange(LEAST_AFTER, min(LONGEST_AFTER, weeks - LEAST_BEFORE) + 1)
    if known is not None:
        tried = np.arange(known.weeks, known.weeks + (0 < known.weeks <= weeks - LEAST_BEFORE))
    spreads = np.where(tried < SOON_WEEKS, SOON_SPREADS, SPREADS)[:, None]
    least = np.maximum(spreads * spread, LEAST_STEP) * (1.0 if known is None else known.share)
    apart, fit = _means_apart(values, tried)
    # Medians are what counts, but slow to find: they are not far from means that are this near.
    for row, column in enumerate(np.abs(apart) > HARDLY * least):
        (chosen,) = np.nonzero(column & (fit[row] > best))
        if not len(chosen):
            continue
        since = int(tried[row])
        new, old = values[-since:, chosen], values[:, chosen][_before(weeks, since)]
        high, low = np.median(new, axis=0), np.median(old, axis=0)
        size = high - low
        stands = (np.abs(size) > least[row, chosen]) & _apart(new, old, size, (high + low) / 2)
        found[chosen[stands]], best[chosen[stands]] = since, fit[row, chosen[stands]]
    return found


def latest_fall(values: FloatArray, spread: float) -> int:
    """Find how many weeks ago a series fell below nearly all of the half year before.

    A fall that is not large enough for a step is one if no other week was as low: what varies
    much, but never so far down, has not fallen by chance twice running. Surges pass more often.

    Parameters
    ----------
    values
        Logarithms, the last week last, shape ``(weeks,)``.
    spread
        Usual distance of a week from the ones beside it.

    Returns
    -------
    int
        Weeks since the fall, 0 where there is none.
    """
    weeks = len(values)
    tried = np.arange(LEAST_AFTER, min(LONGEST_FALL, weeks - LEAST_FALL_BEFORE) + 1)
    if not len(tried):
        return 0
    fit = _means_apart(values[:, None], tried)[1][:, 0]
    for row in np.argsort(-fit, kind="stable"):
        since = int(tried[row])
        new, old = values[-since:], values[:-since][-FALL_BEFORE:]
        high, low = float(np.median(old[-BEFORE:])), float(np.median(new))
        size = high - low
        above = new >= min(np.partition(old, 1)[1], (high + low) / 2)
        if (
            size > max(FALL_SPREADS * spread, LEAST_FALL)
            and above.sum() <= since // FALL_EXCEPTIONS
            and not above[-LEAST_AFTER:].any()
        ):
            return since
    return 0


def _before(weeks: int, since: int) -> slice:
    return slice(max(weeks - since - BEFORE, 0), weeks - since)


def _means_apart(values: FloatArray, tried: IntArray) -> tuple[FloatArray, FloatArray]:
    """Distance of the means before and after each step that is tried, and how well it fits."""
    weeks = len(values)
    total = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    at = weeks - tried
    first = np.maximum(at - BEFORE, 0)
    count = (at - first)[:, None]
    new, old = (total[weeks] - total[at]) / tried[:, None], (total[at] - total[first]) / count
    apart = new - old
    return apart, apart**2 * tried[:, None] * count / (tried[:, None] + count)


def _apart(new: FloatArray, old: FloatArray, size: FloatArray, middle: FloatArray) -> BoolArray:
    """Tell whether the last two weeks and nearly all others are on their side of the middle."""
    above = (new - middle) * np.sign(size) > 0
    below = (old - middle) * np.sign(size) < 0
    latest = above[-LEAST_AFTER:].all(axis=0)
    return np.asarray(
        latest & (above.mean(axis=0) >= 0.8) & (below.mean(axis=0) >= 0.75), dtype=np.bool_
    )


def spread_of_weeks(values: FloatArray) -> FloatArray:
    """Usual distance of a week from the one before, as a standard deviation of one week."""
    if len(values) < 3:
        return np.full(values.shape[1], np.inf)
    change = np.abs(np.diff(values, axis=0))
    return np.asarray(1.4826 * np.median(change, axis=0) / np.sqrt(2.0), dtype=np.float64)
