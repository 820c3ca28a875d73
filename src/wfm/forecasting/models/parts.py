"""A forecast in parts: factors whose product is the day's calls, and the shape of the day."""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import FloatArray, IntArray

FACTORS = ("level", "trend", "year_ago", "weekday", "calendar", "special")


@dataclass(frozen=True)
class Parts:
    """A forecast that explains itself.

    Parameters
    ----------
    factors
        By the names of ``FACTORS``, shape ``(days,)`` each; ``level`` in calls a day.
    shape
        Share of the day's calls in each interval, shape ``(days, intervals)``; rows sum to 1,
        or to 0 where closed.
    """

    factors: dict[str, FloatArray]
    shape: FloatArray

    def with_week(self, ratio: FloatArray | None, weekday: IntArray) -> "Parts":
        """Return the forecast times what changed of the week.

        Parameters
        ----------
        ratio
            Calls now over those forecast, by weekday and interval; None where nothing changed.
        weekday
            Weekday of each day, shape ``(days,)``.
        """
        if ratio is None:
            return self
        shape = self.shape * ratio[weekday]
        whole = shape.sum(axis=1)
        of_day = whole / np.maximum(self.shape.sum(axis=1), 1e-12)
        factors = {**self.factors, "weekday": self.factors["weekday"] * of_day}
        return Parts(factors, shape / np.maximum(whole, 1e-12)[:, None])

    @property
    def calls(self) -> FloatArray:
        """Expected calls per interval, shape ``(days, intervals)``."""
        day = np.prod([self.factors[name] for name in FACTORS], axis=0)
        result: FloatArray = np.maximum(day[:, None] * self.shape, 0.0)
        return result
