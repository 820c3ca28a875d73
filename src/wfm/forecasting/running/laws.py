"""How far a deviation goes on: learnt on past days. Numpy only.

What is still to come is forecast times ``1 + b (A - F) / (F + k)``: ``A`` has come so far where
``F`` was forecast. ``k`` keeps small counts from saying much: were calls Poisson around a day's
own level, whose relative variance is ``1 / k``, the formula would be the mean of that level given
``A`` (shrinkage: Efron and Morris, 1975, https://doi.org/10.2307/2285814).
``b`` is the part of the deviation that goes on. Where the past shows a gain by it, recent hours
count more in ``A`` and ``F``.
"""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import FloatArray

PSEUDO_CALLS = (0.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0)
LARGEST_SHARE = 1.5  # of b
ROUNDS = 3  # of reweighting: absolute errors, not squares, are made small
DOUBT_DAYS = 3.0  # b is drawn to 0 as if that had been seen on so many days
DOUBT_DAYS_OF_NEXT = 10.0  # the same for the day after: it has other causes, too
LEAST_GAIN = 0.02  # of the absolute error on past days: less is chance
LEAST_CASES = 20  # past days
HALF_LIVES_HOURS = (float("inf"), 4.0, 2.0)  # of what came: the first one, unless
LEAST_GAIN_OF_FADING = 0.01  # another one gains so much more


@dataclass(frozen=True)
class Cases:
    """Past days, each cut at the same time of day; shape ``(days,)`` each.

    Parameters
    ----------
    forecast, came
        Up to the cut: forecast at the time, and what came.
    forecast_ahead, came_ahead
        The same of what is asked for: the rest of the day, or the day after.
    weight
        Weight of the day: recent ones count more.
    """

    forecast: FloatArray
    came: FloatArray
    forecast_ahead: FloatArray
    came_ahead: FloatArray
    weight: FloatArray


@dataclass(frozen=True)
class Law:
    """How far a deviation goes on.

    Parameters
    ----------
    share
        ``b``: 0 where the past shows no gain.
    pseudo_calls
        ``k``.
    least, most
        Smallest and largest deviation ``(A - F) / (F + k)`` that the past days show.
    gain
        By which part the absolute error of the past days was smaller with it.
    days
        How many past days it was learnt on.
    half_life_hours
        What came so long ago counts half; infinite where all hours count alike.
    """

    share: float
    pseudo_calls: float
    least: float
    most: float
    gain: float
    days: int
    half_life_hours: float = HALF_LIVES_HOURS[0]

    @property
    def says_nothing(self) -> bool:
        """Whether what has come changes nothing."""
        return self.share == 0.0

    def deviation(self, forecast: FloatArray, came: FloatArray) -> FloatArray:
        """Return ``(A - F) / (F + k)``, 0 where nothing was forecast."""
        size = forecast + self.pseudo_calls
        known = np.where(forecast > 0, came - forecast, 0.0)
        result: FloatArray = np.divide(known, size, out=np.zeros_like(size), where=size > 0)
        return result

    def factor(self, forecast: FloatArray, came: FloatArray) -> FloatArray:
        """Return by what to multiply a forecast; a deviation never seen counts as the largest."""
        seen = np.clip(self.deviation(forecast, came), self.least, self.most)
        return np.maximum(1 + self.share * seen, 0.0)


NOTHING = Law(0.0, 0.0, 0.0, 0.0, 0.0, 0)


def best(laws: list[Law]) -> int:
    """Choose the law of a half-life: all hours count alike, unless another one gains clearly more.

    Parameters
    ----------
    laws
        One for each of ``HALF_LIVES_HOURS``.

    Returns
    -------
    int
        Its place.
    """
    gains = [law.gain - (LEAST_GAIN_OF_FADING if place else 0.0) for place, law in enumerate(laws)]
    return int(np.argmax(gains))


def learn(cases: Cases, doubt_days: float = DOUBT_DAYS) -> Law:
    """Learn how far deviations go on: ``b`` and ``k`` with the smallest absolute error.

    Parameters
    ----------
    cases
        Past days.
    doubt_days
        Imagined days on which nothing went on.

    Returns
    -------
    Law
        With ``share`` 0 where the days are few, or the error is hardly smaller with a law.
    """
    used = (cases.forecast > 0) & (cases.forecast_ahead > 0)
    used &= ~np.isnan(cases.came) & ~np.isnan(cases.came_ahead)
    days = int(used.sum())
    if days < LEAST_CASES:
        return Law(0.0, 0.0, 0.0, 0.0, 0.0, days)
    forecast, came = cases.forecast[used], cases.came[used]
    ahead, missed = cases.forecast_ahead[used], (cases.came_ahead - cases.forecast_ahead)[used]
    weight = cases.weight[used]
    without = float(weight @ np.abs(missed))
    found, least_error = NOTHING, without
    for k in PSEUDO_CALLS:
        deviation = (came - forecast) / (forecast + k)
        moved = ahead * deviation
        share = _share(moved, missed, weight, ahead, doubt_days)
        error = float(weight @ np.abs(missed - share * moved))
        if error < least_error:
            low, high = min(float(deviation.min()), 0.0), max(float(deviation.max()), 0.0)
            found, least_error = Law(share, k, low, high, 1 - error / without, days), error
    if found.gain < LEAST_GAIN:
        return Law(0.0, 0.0, 0.0, 0.0, found.gain, days)
    return found


def _share(
    moved: FloatArray, missed: FloatArray, weight: FloatArray, ahead: FloatArray, doubt_days: float
) -> float:
    """Fit ``missed = share * moved`` to absolute errors, by reweighted least squares."""
    doubt = 1 + doubt_days / float(weight.sum())
    row = weight / ahead
    share = 0.0
    for _ in range(ROUNDS + 1):
        size = float(row @ moved**2) * doubt
        share = float(row @ (moved * missed)) / size if size > 0 else 0.0
        left = np.abs(missed - share * moved)
        row = weight / np.maximum(left, 0.3 * float(np.median(left)) + 1e-9)
    return min(max(share, 0.0), LARGEST_SHARE)
