"""A forecast in parts: factors whose product is the day's calls, and the shape of the day."""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import FloatArray

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

    @property
    def calls(self) -> FloatArray:
        """Expected calls per interval, shape ``(days, intervals)``."""
        day = np.prod([self.factors[name] for name in FACTORS], axis=0)
        result: FloatArray = np.maximum(day[:, None] * self.shape, 0.0)
        return result
